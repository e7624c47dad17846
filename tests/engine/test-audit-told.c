/* test-audit-told.c
 *
 * What whole passes make of findings for others: exit codes, the workbook, sums that must agree, and what is left
 * as it is because it could not be looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-db-admin.h"
#include "tally-engine-findings-except.h"
#include "tally-engine-findings.h"
#include "tally-store-body.h"
#include "tally-store-publications.h"
#include "tally-test-audited.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"
#include "tally-workbook-grid.h"

#define PERSON "pat@example.com"
#define N_ROWS 20
#define BOOK_NAME "Billing_Audit.xlsx"

/* Pages of the workbook, by their place in it. */
enum { SUMMARY, FINDINGS, WORK_REQUESTS, SHEETS, BEHIND_SHEETS };

static TallyTestEngine *
make_published (void)
{
  TallyTestEngine *engine = tally_test_audited_new (N_ROWS, 0);

  tally_run_free (tally_test_audited_run (engine, 0));
  return engine;
}

/* Somebody makes the dearest line dearer after it was billed. */
static void
raise_a_price (TallyTestEngine *engine)
{
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);

  tally_test_audited_edit_price (engine, row, PERSON, row->price_cents + 5000);
}

/* --- exit codes --------------------------------------------------------------------------------- */

static const struct {
  const char *setting;
  int         first;  /* exit code of the pass that finds it */
  int         second; /* of the one after that */
} gates[] = {
  { "", 0, 0 },
  { "fail-on=never\n", 0, 0 },
  { "fail-on=low\n", 4, 4 },
  { "fail-on=high\n", 4, 4 },
  { "fail-on=critical\n", 0, 0 },
  { "fail-on=high\nfail-on-new=true\n", 4, 0 },
  { "fail-on=critical\nfail-on-new=true\n", 0, 0 },
};

static void
test_findings_fail_a_pass_as_configured (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_published ();
      g_autofree char *setting = g_strconcat ("[audit]\n", gates[i].setting, NULL);
      g_autoptr (TallyRun) clean = NULL;
      g_autoptr (TallyRun) first = NULL;
      g_autoptr (TallyRun) second = NULL;
      const TallyNotice *notice;

      g_test_message ("%s", gates[i].setting);
      tally_test_audited_configure (engine, setting);
      clean = tally_test_audited_run (engine, 0);
      raise_a_price (engine);
      first = tally_test_audited_run (engine, gates[i].first);
      notice = tally_test_run_find_notice (first, "finding");
      g_assert_nonnull (notice);
      g_assert_cmpuint (notice->severity, ==, gates[i].first == 4 ? TALLY_SEVERITY_ERROR : TALLY_SEVERITY_WARNING);
      second = tally_test_audited_run (engine, gates[i].second);
      g_assert_cmpuint (second->audit->n_open, ==, 1);
    }
}

static void
make_exception (TallyTestEngine             *engine,
                const TallyFindingException *exception)
{
  g_autoptr (TallyEngine) opened = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_assert_true (tally_engine_findings_except (opened, exception, &number, &error));
  g_assert_no_error (error);
}

static void
except (TallyTestEngine *engine,
        const char      *id)
{
  make_exception (engine, &(TallyFindingException) {
    .finding = id, .until = tally_day_new (2026, 11, 26), .made_by = "Pat", .reason = "agreed",
  });
}

static guint
count_listed (TallyTestEngine *engine,
              guint            statuses)
{
  const TallyFindingFilter filter = { .statuses = statuses };
  g_autoptr (TallyEngine) opened = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (opened, &filter, &error);

  g_assert_no_error (error);
  return findings->len;
}

static void
set_sheet_fault (TallyTestEngine *engine,
                 gint64           sheet_id,
                 const char      *kind)
{
  g_autofree char *rules = g_strdup_printf ("[{\"path\":\"/sheets/%" G_GINT64_FORMAT "*\",\"kind\":\"%s\",\"count\":0}]",
                                            sheet_id, kind);

  tally_test_engine_set_faults (engine, rules);
}

/* A known exception takes a finding away that stood before, as long as it holds, whether its sheet can be read or
 * not; nobody has mended it. */
static void
test_an_exception_holds_until_its_end (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) found = NULL;
  g_autoptr (TallyRun) excepted = NULL;
  g_autoptr (TallyRun) lost = NULL;
  g_autoptr (TallyRun) again = NULL;
  g_autofree char *id = NULL;
  const TallyFinding *finding;
  gint64 sheet_id;

  tally_test_audited_configure (engine, "[audit]\nfail-on=low\n");
  raise_a_price (engine);
  found = tally_test_audited_run (engine, 4);
  finding = found->audit->findings->pdata[0];
  sheet_id = g_array_index (finding->lines, TallyFindingLine, 0).sheet_id;
  id = g_strdup (finding->id);
  g_assert_cmpuint (count_listed (engine, 0), ==, 1);
  except (engine, id);
  g_assert_cmpuint (count_listed (engine, 0), ==, 0);
  g_assert_cmpuint (count_listed (engine, TALLY_FINDING_STATUSES_ALL), ==, 1);
  excepted = tally_test_audited_run (engine, 0);
  g_assert_cmpuint (excepted->audit->n_open, ==, 0);
  g_assert_cmpuint (excepted->audit->findings->len, ==, 0);
  g_assert_cmpuint (excepted->audit->risk, ==, TALLY_RISK_LOW);
  g_assert_cmpstr (tally_test_audited_get_status (engine, id), ==, "new");
  set_sheet_fault (engine, sheet_id, "vanish");
  lost = tally_test_audited_run (engine, 3);
  g_assert_cmpuint (lost->audit->n_open, ==, 0);
  tally_test_engine_set_faults (engine, "[]");
  tally_clock_advance (engine->clock, 3 * G_TIME_SPAN_DAY);
  again = tally_test_audited_run (engine, 4);
  g_assert_cmpuint (again->audit->n_open, ==, 1);
  g_assert_cmpstr (((const TallyFinding *) again->audit->findings->pdata[0])->id, ==, id);
  g_assert_cmpuint (count_listed (engine, 0), ==, 1);
}

/* The unit that its lines share is not kept with a finding: the rows tell it. */
static void
test_an_exception_of_a_unit_covers_what_is_listed (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) found = NULL;
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const char *unit = g_array_index (billed, TallyTestBilled, 0).cu;
  TallyFindingException exception = {
    .cu = "another", .until = tally_day_new (2026, 11, 26), .made_by = "Pat", .reason = "agreed",
  };

  raise_a_price (engine);
  found = tally_test_audited_run (engine, 0);
  g_assert_cmpuint (found->audit->n_open, ==, 1);
  make_exception (engine, &exception);
  g_assert_cmpuint (count_listed (engine, 0), ==, 1);
  exception.cu = unit;
  make_exception (engine, &exception);
  g_assert_cmpuint (count_listed (engine, 0), ==, 0);
}

/* Each line stands at a point of its own, so that none is another one's duplicate. */
static void
spread (TallyTestEngine *engine,
        GArray          *billed)
{
  for (guint i = 0; i < billed->len; i++)
    {
      g_autofree char *pole = g_strdup_printf ("\"X-%u\"", i);
      tally_test_audited_edit (engine, &g_array_index (billed, TallyTestBilled, i), TALLY_SANDBOX_FIELD_POLE, PERSON, pole);
    }
}

/* What a statistical detector says before it has proved itself is shown, and fails nothing. */
static void
test_what_is_on_trial_fails_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_audited_new (250, 10);
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *findings = NULL;
  const TallyTestBilled *row;

  tally_test_sync_again (engine);
  billed = tally_test_audited_list_billed (engine);
  spread (engine, billed);
  row = &g_array_index (billed, TallyTestBilled, billed->len / 2);
  tally_test_audited_edit_price (engine, row, PERSON, 100 * row->price_cents);
  tally_test_audited_configure (engine, "[audit]\nfail-on=low\n");
  run = tally_test_audited_run (engine, 0);
  findings = tally_test_audited_dup_findings (run);
  g_assert_nonnull (tally_test_audited_find (run, "relative-size", row));
  g_assert_cmpuint (run->audit->n_trial, >, 0);
  g_assert_cmpuint (run->audit->n_open, ==, 0);
  g_assert_cmpuint (run->audit->risk, ==, TALLY_RISK_LOW);
  g_assert_null (tally_test_run_find_notice (run, "finding"));
}

/* --- sums --------------------------------------------------------------------------------------- */

/* Takes the first line that a workbook on the target shows, and its hash. */
static gboolean
take_first_cb (const TallyLine  *line,
               gpointer          data,
               GError          **error)
{
  GByteArray *bodies = data;

  if (bodies->len == 0)
    tally_store_body_write (line, bodies);
  return TRUE;
}

static char *
dup_hex (const GByteArray *bytes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (text, "%02x", bytes->data[i]);
  return g_string_free (text, FALSE);
}

/* Makes a published line a cent dearer in the store, behind everybody's back. */
static void
tamper (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autoptr (TallyStore) store = tally_test_sync_open_store (engine);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) other = g_byte_array_new ();
  g_autoptr (GPtrArray) publications = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;
  g_autofree char *old_hex = NULL;
  g_autofree char *new_hex = NULL;
  g_autofree char *sql = NULL;
  const TallyDbOptions options = { .path = path };
  TallyLine line;

  publications = tally_store_publications_list_current (store, engine->target, &error);
  g_assert_true (tally_store_publications_foreach_line (
    store, ((const TallyStorePublication *) publications->pdata[0])->publication_id, take_first_cb, body, &error));
  g_assert_true (tally_store_body_read (body->data, body->len, &line));
  line.price_cents++;
  tally_store_body_write (&line, other);
  old_hex = dup_hex (body);
  new_hex = dup_hex (other);
  sql = g_strdup_printf ("UPDATE published_body SET body = x'%s' WHERE body = x'%s'", new_hex, old_hex);
  db = tally_db_open (&options, &error);
  g_assert_true (tally_db_run_text (db, sql, &error));
  g_assert_no_error (error);
}

/* A cent that was changed in what was published is as bad as a thousand dollars. */
static void
test_a_tampered_cent_is_critical (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) run = NULL;
  const TallyFinding *finding;

  tally_test_audited_configure (engine, "[audit]\nfail-on=critical\n");
  tamper (engine);
  run = tally_test_audited_run (engine, 4);
  finding = tally_test_audited_find (run, "reconciliation", NULL);
  g_assert_nonnull (finding);
  g_assert_cmpuint (finding->severity, ==, TALLY_RISK_CRITICAL);
  g_assert_cmpint (finding->exposure_cents, ==, 1);
  g_assert_cmpstr (finding->cause, ==, "amount-too-large");
  g_assert_cmpuint (run->audit->risk, ==, TALLY_RISK_CRITICAL);
}

/* --- what could not be looked at ---------------------------------------------------------------- */

static const TallyTestBilled *
find_other_of_sheet (GArray                *billed,
                     const TallyTestBilled *row)
{
  for (guint i = 0; i < billed->len; i++)
    {
      const TallyTestBilled *other = &g_array_index (billed, TallyTestBilled, i);
      if (other->sheet_id == row->sheet_id && other->row_id != row->row_id)
        return other;
    }
  g_assert_not_reached ();
}

/* A change and a deletion in one sheet, found by a pass. */
static void
plant_two (TallyTestEngine  *engine,
           GArray           *billed,
           char            **out_changed,
           char            **out_deleted)
{
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
  const TallyTestBilled *other = find_other_of_sheet (billed, row);
  g_autoptr (TallyRun) run = NULL;

  raise_a_price (engine);
  tally_test_audited_do (engine, "remove-row", other);
  run = tally_test_audited_run (engine, 0);
  *out_changed = g_strdup (tally_test_audited_find (run, "changed-after-billing", row)->id);
  *out_deleted = g_strdup (tally_test_audited_find (run, "deleted-after-billing", other)->id);
}

static const char *const losses[] = { "forbid", "vanish" };

/* A sheet that can't be read says nothing about the findings of its lines: neither those that its stored lines
 * still show nor those that only a look at the sheet would. */
static void
test_a_lost_sheet_ends_no_finding (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_published ();
      g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
      const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
      g_autofree char *changed = NULL;
      g_autofree char *deleted = NULL;
      g_autoptr (TallyRun) lost = NULL;

      plant_two (engine, billed, &changed, &deleted);
      set_sheet_fault (engine, row->sheet_id, losses[i]);
      lost = tally_test_audited_run (engine, 3);
      g_assert_nonnull (tally_test_run_find_notice (lost, "sheet-lost"));
      g_assert_cmpstr (tally_test_audited_get_status (engine, changed), ==, "new");
      g_assert_cmpstr (tally_test_audited_get_status (engine, deleted), ==, "new");
      g_assert_cmpuint (lost->audit->n_open, ==, 2);
      g_assert_cmpuint (lost->audit->n_new, ==, 0);
    }
}

/* Nor does one that was taken out of the configuration: nothing was mended, so nothing is verified. */
static void
test_a_released_sheet_ends_no_finding (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
  gint64 first = tally_test_sync_get_source (engine, 0), second = tally_test_sync_get_source (engine, 1);
  g_autofree char *changed = NULL;
  g_autofree char *deleted = NULL;
  g_autoptr (TallyRun) run = NULL;

  plant_two (engine, billed, &changed, &deleted);
  tally_test_audited_confirm (engine, changed);
  g_free (engine->sources);
  engine->sources = g_strdup_printf ("%" G_GINT64_FORMAT, row->sheet_id == first ? second : first);
  run = tally_test_audited_run (engine, 3);
  g_assert_cmpstr (tally_test_audited_get_status (engine, changed), ==, "confirmed");
  g_assert_cmpstr (tally_test_audited_get_status (engine, deleted), ==, "new");
}

/* --- the workbook ------------------------------------------------------------------------------- */

static GBytes *
read_book (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->output_dir, BOOK_NAME, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

static gboolean
says (const TallyWorkbookSheet *sheet,
      const char               *text)
{
  for (guint i = 0; i < sheet->cells->len; i++)
    if (strcmp (g_array_index (sheet->cells, TallyWorkbookCell, i).value, text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_the_workbook_shows_the_findings (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TallyWorkbookBook) book = NULL;
  g_autoptr (GError) error = NULL;
  const TallyWorkbookSheet *sheet;
  const TallyFinding *finding;

  raise_a_price (engine);
  run = tally_test_audited_run (engine, 0);
  finding = tally_test_audited_find (run, "changed-after-billing", NULL);
  bytes = read_book (engine);
  book = tally_workbook_book_open (bytes, &error);
  g_assert_no_error (error);
  sheet = tally_workbook_book_load_sheet (book, FINDINGS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheet->name, ==, "Findings");
  g_assert_true (says (sheet, finding->id));
  g_assert_true (says (sheet, finding->sentence));
  g_assert_true (g_str_has_suffix (run->audit->output, BOOK_NAME));
}

static void
copy_file (const char *from,
           const char *to,
           const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    return;
  g_assert_true (g_file_get_contents (source, &bytes, &size, &error));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) size, &error));
  g_assert_no_error (error);
}

/* An audit alone, from a copy of a store, at the time of the clock. Each copy stands at the same place when it is audited:
 * the trail, whose head the workbook names, has the settings. */
static GBytes *
audit_copy (TallyTestEngine *engine,
            const char      *name)
{
  static const char *const files[] = { "tallyman.db", "tallyman.db-wal" };
  static const char *const audit_only[] = { "audit", NULL };
  const TallyBatchOptions options = { .jobs = audit_only };
  g_autoptr (TallyTestEngine) copy = tally_test_engine_new_beside (engine, "copy");
  g_autofree char *aside = g_build_filename (engine->folder, name, NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GBytes) book = NULL;

  tally_test_audited_configure (copy, "[target]\npublish=never\n");
  g_assert_cmpint (g_mkdir_with_parents (copy->data_dir, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    copy_file (engine->data_dir, copy->data_dir, files[i]);
  run = tally_test_engine_run (copy, &options);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->audit->n_open, ==, 1);
  book = read_book (copy);
  g_assert_cmpint (g_rename (copy->folder, aside), ==, 0);
  return g_steal_pointer (&book);
}

/* What the page behind that of the sheets is, by who asks for the run. */
static const struct {
  const char *setting;
  const char *actor;
  const char *page;
  gboolean    is_told; /* that somebody else may see it */
} roles[] = {
  { "", PERSON, "Evidence", FALSE },
  { "people=kim@example.com;" PERSON "\n", PERSON, "Crews", FALSE },
  { "people=Pat@Example.com\n", PERSON, "Crews", FALSE },
  { "people=kim@example.com\n", PERSON, "Evidence", TRUE },
  { "people=" PERSON "\n", NULL, "Evidence", TRUE },
  { "people=" PERSON "\nactor=" PERSON "\n", NULL, "Crews", FALSE },
  { "people=" PERSON "\nactor=" PERSON "\n", "kim@example.com", "Evidence", TRUE },
};

static void
test_people_are_for_those_who_may (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_published ();
      g_autofree char *setting = g_strconcat ("[audit]\n", roles[i].setting, NULL);
      const TallyBatchOptions options = { .actor = roles[i].actor };
      g_autoptr (TallyRun) run = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (TallyWorkbookBook) book = NULL;
      g_autoptr (GError) error = NULL;

      raise_a_price (engine);
      tally_test_audited_configure (engine, setting);
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
      run = tally_test_engine_run (engine, &options);
      bytes = read_book (engine);
      book = tally_workbook_book_open (bytes, &error);
      g_assert_no_error (error);
      g_test_message ("role %u", i);
      g_assert_cmpstr (tally_workbook_book_load_sheet (book, BEHIND_SHEETS, &error)->name, ==, roles[i].page);
      g_assert_cmpint (tally_test_run_find_notice (run, "audit-people") != NULL, ==, roles[i].is_told);
    }
}

/* The same store at the same time gives the same bytes, and another time another workbook. */
static void
test_the_workbook_is_the_same_bytes (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) later = NULL;

  raise_a_price (engine);
  tally_run_free (tally_test_audited_run (engine, 0));
  first = audit_copy (engine, "first");
  second = audit_copy (engine, "second");
  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  later = audit_copy (engine, "later");
  g_assert_true (g_bytes_equal (first, second));
  g_assert_false (g_bytes_equal (first, later));
}

/* A folder that can't be written to costs the workbook, not the audit. */
static void
test_without_its_workbook_the_audit_stands (void)
{
  g_autoptr (TallyTestEngine) engine = make_published ();
  g_autofree char *path = g_build_filename (engine->output_dir, BOOK_NAME, NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  run = tally_test_audited_run (engine, 3);
  g_assert_nonnull (tally_test_run_find_notice (run, "audit-workbook"));
  g_assert_cmpstr (run->audit->output, ==, "");
  rows = tally_test_audited_list_rows (engine);
  g_assert_cmpuint (rows->len, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/engine/audit-told/" name, func)
  ADD ("findings-fail-a-pass-as-configured", test_findings_fail_a_pass_as_configured);
  ADD ("an-exception-holds-until-its-end", test_an_exception_holds_until_its_end);
  ADD ("an-exception-of-a-unit-covers-what-is-listed", test_an_exception_of_a_unit_covers_what_is_listed);
  ADD ("what-is-on-trial-fails-nothing", test_what_is_on_trial_fails_nothing);
  ADD ("a-tampered-cent-is-critical", test_a_tampered_cent_is_critical);
  ADD ("a-lost-sheet-ends-no-finding", test_a_lost_sheet_ends_no_finding);
  ADD ("a-released-sheet-ends-no-finding", test_a_released_sheet_ends_no_finding);
  ADD ("the-workbook-shows-the-findings", test_the_workbook_shows_the_findings);
  ADD ("people-are-for-those-who-may", test_people_are_for_those_who_may);
  ADD ("the-workbook-is-the-same-bytes", test_the_workbook_is_the_same_bytes);
  ADD ("without-its-workbook-the-audit-stands", test_without_its_workbook_the_audit_stands);
  return g_test_run ();
}
