/* store-filled.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"

#include "tally-store-changes.h"
#include "tally-store-fingerprints.h"
#include "tally-store-journal.h"
#include "tally-store-maps.h"
#include "tally-store-meta.h"
#include "tally-store-plans.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-sheets.h"
#include "tally-store-superseded.h"
#include "tally-store-workbooks.h"

#define FINGERPRINT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define SHA256 "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"
#define FILE_NAME "WR_89708709_WeekEnding_081725_0011223344556677.xlsx"

static TallyIdentity *
make_identity (void)
{
  return tally_identity_new ("89708709", tally_day_new (2025, 8, 17), TALLY_VARIANT_HELPER, "Ann");
}

TallyGroup *
store_filled_group (guint n_lines)
{
  g_autoptr (TallyIdentity) identity = make_identity ();
  TallyGroup *group = tally_group_new (identity);
  TallyLine line;

  for (guint i = 0; i < n_lines; i++)
    {
      store_fixture_line (&line, STORE_FILLED_SHEET + (2 * i < n_lines ? 0 : 8), i + 1);
      g_assert_true (tally_group_add (group, &line));
    }
  g_strlcpy (group->fingerprint, FINGERPRINT, sizeof group->fingerprint);
  group->generated_utc_usec = STORE_FIXTURE_START;
  return group;
}

static void
write_runs_and_lines (TallyStore *store)
{
  g_autoptr (GError) error = NULL;
  TallyStoreRun run = { .exit_code = 0, .summary = (char *) "{\"n\":1}" };
  TallyStoreLineStats stats;
  TallyLine line;

  for (guint pass = 1; pass <= 2; pass++)
    {
      g_assert_true (tally_store_runs_begin (store, "batch", NULL, &run.run_id, NULL, &error));
      g_assert_true (tally_store_lines_begin_sheet (store, run.run_id, STORE_FILLED_SHEET, &error));
      for (gint64 i = 1; i <= 5; i++)
        {
          store_fixture_line (&line, STORE_FILLED_SHEET, i + pass - 1);
          line.price_cents += i == 3 ? pass : 0;
          g_assert_true (tally_store_lines_put (store, &line, &error));
        }
      g_assert_true (tally_store_lines_end_sheet (store, &stats, &error));
      if (pass == 1)
        g_assert_true (tally_store_runs_finish (store, &run, &error));
    }
  g_assert_no_error (error);
}

static void
write_sheet (TallyStore *store)
{
  g_autoptr (TallyColumnMap) map = tally_column_map_new (STORE_FILLED_SHEET);
  g_autoptr (GError) error = NULL;
  const TallyStoreSheet sheet = {
    .sheet_id = STORE_FILLED_SHEET, .version = 12, .n_rows = 5, .modified_utc_usec = 3,
    .read_utc_usec = 4, .name = (char *) "Crew 7", .origin = (char *) "folder:5",
    .map_key = (char *) "key",
  };

  tally_column_map_set (map, TALLY_FIELD_CU, 501, "CU Code", 90);
  g_ptr_array_add (map->notes, g_strdup ("two columns could be it"));
  g_assert_true (tally_store_sheets_put (store, &sheet, &error));
  g_assert_true (tally_store_maps_put (store, map, &error));
  g_assert_true (tally_store_meta_set (store, "key", "value", &error));
  g_assert_no_error (error);
}

static void
write_workbook_and_plan (TallyStore *store)
{
  g_autoptr (TallyIdentity) identity = make_identity ();
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (GError) error = NULL;
  TallyPlanEntry *entry = tally_plan_entry_new (identity, TALLY_PLAN_HELD, TALLY_HOLD_TAKEOVER);
  const TallyStoreWorkbook workbook = {
    .identity = identity, .run_id = 2, .n_lines = 4, .total_cents = 5, .size_bytes = 6,
    .created_utc_usec = 7, .fingerprint = (char *) FINGERPRINT, .file_name = (char *) FILE_NAME,
    .sha256 = (char *) SHA256,
  };
  gint64 generated;

  g_ptr_array_add (plan->entries, entry);
  g_strlcpy (entry->fingerprint, FINGERPRINT, sizeof entry->fingerprint);
  entry->published_cents = -17;
  plan->n_rows = 5;
  plan->n_by_reason[TALLY_REASON_ACCEPTED] = 5;
  plan->cents_by_reason[TALLY_REASON_ACCEPTED] = 99;
  plan->n_by_issue[2] = 1;
  g_assert_true (tally_store_fingerprints_ensure_planned (store, identity, FINGERPRINT, &generated, &error));
  g_assert_true (tally_store_workbooks_put (store, &workbook, &error));
  g_assert_true (tally_store_plans_put (store, 2, plan, &error));
  g_assert_no_error (error);
}

static void
write_publication (TallyStore *store)
{
  g_autoptr (TallyIdentity) identity = make_identity ();
  g_autoptr (TallyStoreIntent) intent = tally_store_intent_new (identity);
  g_autoptr (TallyGroup) group = store_filled_group (4);
  g_autoptr (GError) error = NULL;
  const TallyStoreSuperseded old = {
    .attachment_id = 8000, .target_sheet = STORE_FILLED_TARGET, .target_row = 41,
    .identity = identity, .file_name = (char *) "old.xlsx",
  };

  intent->run_id = 2;
  intent->target_sheet = STORE_FILLED_TARGET;
  intent->target_row = 41;
  intent->size_bytes = 6;
  g_free (intent->fingerprint);
  g_free (intent->file_name);
  g_free (intent->sha256);
  intent->fingerprint = g_strdup (FINGERPRINT);
  intent->file_name = g_strdup (FILE_NAME);
  intent->sha256 = g_strdup (SHA256);
  g_assert_true (tally_store_intents_put (store, intent, &error));
  intent->attachment_id = 8001;
  g_assert_true (tally_store_intents_advance (store, intent, TALLY_STORE_INTENT_ATTACHED, &error));
  g_assert_true (tally_store_publications_record (store, intent, 77, group, &error));
  g_assert_true (tally_store_superseded_put (store, &old, TALLY_STORE_SUPERSEDED_FOUND, &error));
  g_assert_no_error (error);
}

void
store_filled_write (TallyStore *store)
{
  write_runs_and_lines (store);
  write_sheet (store);
  write_workbook_and_plan (store);
  write_publication (store);
}

static void
assert_runs (TallyStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = tally_store_runs_list (store, 10, &error);
  const TallyStoreRun *first;

  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 2);
  first = runs->pdata[1];
  g_assert_cmpint (((const TallyStoreRun *) runs->pdata[0])->state, ==, TALLY_STORE_RUN_OPEN);
  g_assert_cmpint (first->state, ==, TALLY_STORE_RUN_FINISHED);
  g_assert_cmpstr (first->summary, ==, "{\"n\":1}");
  g_assert_cmpint (first->started_utc_usec, ==, STORE_FIXTURE_START);
}

static gboolean
count_line (const TallyLine  *line,
            gpointer          data,
            GError          **error)
{
  TallyLine expected;

  store_fixture_line (&expected, STORE_FILLED_SHEET, line->row_number);
  expected.price_cents += line->row_number == 4 ? 2 : 0;
  store_fixture_assert_lines_equal (line, &expected);
  ++*(guint *) data;
  return TRUE;
}

static gboolean
count_change (const TallyStoreChange  *change,
              gpointer                 data,
              GError                 **error)
{
  ++((guint *) data)[change->kind];
  return TRUE;
}

static void
assert_lines (TallyStore *store)
{
  const TallyStoreLineFilter all = { 0 };
  const TallyStoreChangeFilter all_changes = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_by_kind[4] = { 0 };
  guint n_lines = 0;

  g_assert_true (tally_store_lines_foreach (store, &all, count_line, &n_lines, NULL, &error));
  g_assert_cmpuint (n_lines, ==, 5);
  g_assert_true (tally_store_changes_foreach (store, &all_changes, count_change, n_by_kind, NULL,
                                              &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_by_kind[TALLY_STORE_CHANGE_FIELD], ==, 2);
  g_assert_cmpuint (n_by_kind[TALLY_STORE_CHANGE_GONE], ==, 1);
}

static void
assert_sheet (TallyStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreSheet) sheet = tally_store_sheets_find (store, STORE_FILLED_SHEET, &error);
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, STORE_FILLED_SHEET, &error);
  g_autofree char *value = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sheet->name, ==, "Crew 7");
  g_assert_cmpstr (sheet->origin, ==, "folder:5");
  g_assert_cmpint (sheet->version, ==, 12);
  g_assert_cmpint (map->matches[TALLY_FIELD_CU].column_id, ==, 501);
  g_assert_cmpuint (map->matches[TALLY_FIELD_CU].confidence_percent, ==, 90);
  g_assert_cmpstr (map->matches[TALLY_FIELD_CU].title, ==, "CU Code");
  g_assert_cmpint (map->matches[TALLY_FIELD_POLE].column_id, ==, 0);
  g_assert_cmpuint (map->notes->len, ==, 1);
  g_assert_cmpstr (map->notes->pdata[0], ==, "two columns could be it");
  g_assert_true (tally_store_meta_get (store, "key", &value, &error));
  g_assert_cmpstr (value, ==, "value");
}

static void
assert_workbook_and_plan (TallyStore *store)
{
  g_autoptr (TallyIdentity) identity = make_identity ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreWorkbook) workbook = NULL;
  g_autoptr (TallyPlan) plan = NULL;
  const TallyPlanEntry *entry;

  workbook = tally_store_workbooks_find (store, identity, FINGERPRINT, &error);
  g_assert_nonnull (workbook);
  g_assert_true (tally_identity_equal (workbook->identity, identity));
  g_assert_cmpstr (workbook->file_name, ==, FILE_NAME);
  g_assert_cmpint (workbook->total_cents, ==, 5);
  plan = tally_store_plans_find (store, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->entries->len, ==, 1);
  entry = plan->entries->pdata[0];
  g_assert_true (tally_identity_equal (entry->identity, identity));
  g_assert_cmpint (entry->action, ==, TALLY_PLAN_HELD);
  g_assert_cmpint (entry->hold, ==, TALLY_HOLD_TAKEOVER);
  g_assert_cmpstr (entry->fingerprint, ==, FINGERPRINT);
  g_assert_cmpint (entry->published_cents, ==, -17);
  g_assert_cmpuint (plan->n_rows, ==, 5);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_ACCEPTED], ==, 5);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==, 99);
  g_assert_cmpuint (plan->n_by_issue[2], ==, 1);
}

/* The lines of the group, in turn. */
typedef struct {
  const TallyGroup *group;
  guint             n;
} Expected;

static gboolean
expect_line (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Expected *expected = data;

  store_fixture_assert_lines_equal (line, tally_group_get_line (expected->group, expected->n++));
  return TRUE;
}

static gboolean
append_step (const TallyStoreStep  *step,
             gpointer               data,
             GError               **error)
{
  g_string_append_printf (data, "%s ", step->step);
  return TRUE;
}

static void
assert_publication (TallyStore *store)
{
  g_autoptr (TallyIdentity) identity = make_identity ();
  g_autoptr (TallyGroup) group = store_filled_group (4);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStorePublication) publication = NULL;
  g_autoptr (GPtrArray) intents = NULL;
  g_autoptr (GPtrArray) superseded = NULL;
  Expected expected = { .group = group };

  publication = tally_store_publications_find_current (store, STORE_FILLED_TARGET, identity, &error);
  g_assert_no_error (error);
  g_assert_cmpint (publication->attachment_id, ==, 8001);
  g_assert_cmpint (publication->total_cents, ==, group->total_cents);
  g_assert_cmpuint (publication->sheet_ids->len, ==, 2);
  g_assert_true (tally_store_publications_foreach_line (store, publication->publication_id,
                                                        expect_line, &expected, &error));
  g_assert_cmpuint (expected.n, ==, 4);
  intents = tally_store_intents_list_open (store, STORE_FILLED_TARGET, &error);
  g_assert_cmpuint (intents->len, ==, 1);
  g_assert_cmpint (((TallyStoreIntent *) intents->pdata[0])->state, ==, TALLY_STORE_INTENT_COMMITTED);
  superseded = tally_store_superseded_list_open (store, STORE_FILLED_TARGET, &error);
  g_assert_cmpuint (superseded->len, ==, 1);
  g_assert_true (tally_store_journal_foreach (store, 0, append_step, steps, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (steps->str, ==, "planned attached committed superseded-found ");
}

void
store_filled_assert (TallyStore *store)
{
  assert_runs (store);
  assert_lines (store);
  assert_sheet (store);
  assert_workbook_and_plan (store);
  assert_publication (store);
}
