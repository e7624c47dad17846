/* test-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-changes.h"
#include "tally-store-lines.h"
#include "tally-test.h"

#define SHEET 7301

/* Lines as they were handed out. */
typedef struct {
  GArray       *lines;
  GStringChunk *strings;
} Kept;

static gboolean
keep_line (const TallyLine  *line,
           gpointer          data,
           GError          **error)
{
  Kept *kept = data;
  TallyLine copy = *line;

  tally_line_copy_texts (&copy, kept->strings);
  g_array_append_val (kept->lines, copy);
  return TRUE;
}

static void
kept_read (Kept                       *kept,
           TallyStore                 *store,
           const TallyStoreLineFilter *filter)
{
  g_autoptr (GError) error = NULL;

  kept->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  kept->strings = g_string_chunk_new (4096);
  g_assert_true (tally_store_lines_foreach (store, filter, keep_line, kept, NULL, &error));
  g_assert_no_error (error);
}

static void
kept_clear (Kept *kept)
{
  g_array_unref (kept->lines);
  g_string_chunk_free (kept->strings);
}

static const TallyLine *
kept_get (const Kept *kept,
          guint       index)
{
  return &g_array_index (kept->lines, TallyLine, index);
}

static TallyStoreLineStats
put_lines (TallyStore      *store,
           gint64           run_id,
           const TallyLine *lines,
           guint            n_lines)
{
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats = { 0 };

  g_assert_true (tally_store_lines_begin_sheet (store, run_id, SHEET, &error));
  for (guint i = 0; i < n_lines; i++)
    g_assert_true (tally_store_lines_put (store, &lines[i], &error));
  g_assert_true (tally_store_lines_end_sheet (store, &stats, &error));
  g_assert_no_error (error);
  return stats;
}

static gboolean
print_change (const TallyStoreChange  *change,
              gpointer                 data,
              GError                 **error)
{
  static const char *const kinds[] = { "", "field", "gone", "back" };

  g_string_append_printf (data, "%" G_GINT64_FORMAT " %s %s: %s > %s (%s)\n", change->run_id,
                          kinds[change->kind], change->field, change->old_value, change->new_value,
                          change->modified_by);
  return TRUE;
}

static char *
dup_changes (TallyStore                   *store,
             const TallyStoreChangeFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (tally_store_changes_foreach (store, filter, print_change, text, NULL, &error));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/* Every member of a line, each with a value of its own. */
static void
make_full_line (TallyLine *line)
{
  static const char *const texts[TALLY_N_TEXT_FIELDS] = {
    "89708709", "José", "500", "Coöp", "WO 1", "North", "P1", "CU'1", "Inst", "A; DROP TABLE line",
    "EA", "S-1", "J-2",
  };

  store_fixture_line (line, SHEET, 5);
  line->reason = TALLY_REASON_NEGATIVE_PRICE;
  line->issues = TALLY_ISSUE_NO_CU | TALLY_ISSUE_ROUNDED_PRICE;
  line->quantity = tally_decimal_new (G_MAXINT64 / 10, -9);
  line->price_cents = -TALLY_MONEY_MAX;
  line->completed = FALSE;
  line->variant = TALLY_VARIANT_AEP_BILLABLE_HELPER;
  line->identifier = "Jane Doe";
  line->detail = "(1,000,000,000.00)";
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    line->text[i] = texts[i];
}

static void
test_every_member_comes_back (StoreFixture  *f,
                              gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  TallyLine line;
  Kept kept;

  make_full_line (&line);
  put_lines (f->store, 1, &line, 1);
  kept_read (&kept, f->store, &all);
  g_assert_cmpuint (kept.lines->len, ==, 1);
  store_fixture_assert_lines_equal (&line, kept_get (&kept, 0));
  kept_clear (&kept);
}

static void
test_stats_tell_new_changed_same_gone (StoreFixture  *f,
                                       gconstpointer  data)
{
  TallyLine lines[4];
  TallyStoreLineStats stats;

  for (guint i = 0; i < 4; i++)
    store_fixture_line (&lines[i], SHEET, i + 1);
  stats = put_lines (f->store, 1, lines, 3);
  g_assert_cmpuint (stats.n_new, ==, 3);
  lines[0].price_cents++;
  lines[1].row_number = 99;
  stats = put_lines (f->store, 2, (TallyLine[]) { lines[3], lines[1], lines[0] }, 3);
  g_assert_cmpuint (stats.n_new, ==, 1);
  g_assert_cmpuint (stats.n_changed, ==, 1);
  g_assert_cmpuint (stats.n_same, ==, 1);
  g_assert_cmpuint (stats.n_gone, ==, 1);
  g_assert_cmpuint (stats.n_back, ==, 0);
}

static void
test_changes_name_old_new_and_writer (StoreFixture  *f,
                                      gconstpointer  data)
{
  const TallyStoreChangeFilter all = { 0 };
  const TallyStoreChangeFilter of_run = { .run_id = 3 };
  TallyLine line;
  g_autofree char *text = NULL;
  g_autofree char *of_run_text = NULL;

  store_fixture_line (&line, SHEET, 1);
  put_lines (f->store, 1, &line, 1);
  line.price_cents = 123456;
  line.week_ending = tally_day_new (2025, 8, 31);
  line.quantity = tally_decimal_new (25, -1);
  line.completed = FALSE;
  line.reason = TALLY_REASON_NOT_COMPLETED;
  line.text[TALLY_FIELD_FOREMAN] = "Ann";
  line.modified_by = "eve@example.com";
  put_lines (f->store, 2, &line, 1);
  line.detail = "x";
  put_lines (f->store, 3, &line, 1);
  text = dup_changes (f->store, &all);
  g_assert_cmpstr (text, ==,
                   "2 field foreman: José Núñez > Ann (eve@example.com)\n"
                   "2 field week-ending: 2025-08-24 > 2025-08-31 (eve@example.com)\n"
                   "2 field quantity: 0.2 > 2.5 (eve@example.com)\n"
                   "2 field price: 12.38 > 1234.56 (eve@example.com)\n"
                   "2 field completed: true > false (eve@example.com)\n"
                   "2 field reason: accepted > units_not_completed (eve@example.com)\n"
                   "3 field detail:  > x (eve@example.com)\n");
  of_run_text = dup_changes (f->store, &of_run);
  g_assert_cmpstr (of_run_text, ==, "3 field detail:  > x (eve@example.com)\n");
}

static void
test_moved_rows_are_no_change (StoreFixture  *f,
                               gconstpointer  data)
{
  const TallyStoreChangeFilter changes = { 0 };
  const TallyStoreLineFilter all = { 0 };
  g_autofree char *text = NULL;
  TallyLine line;
  Kept kept;

  store_fixture_line (&line, SHEET, 1);
  put_lines (f->store, 1, &line, 1);
  line.row_number = 17;
  line.modified_utc_usec += 5;
  line.modified_by = "other@example.com";
  put_lines (f->store, 2, &line, 1);
  text = dup_changes (f->store, &changes);
  g_assert_cmpstr (text, ==, "");
  kept_read (&kept, f->store, &all);
  store_fixture_assert_lines_equal (&line, kept_get (&kept, 0));
  kept_clear (&kept);
}

static void
test_gone_line_comes_back (StoreFixture  *f,
                           gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  TallyStoreChangeFilter of_row = { .sheet_id = SHEET };
  g_autofree char *text = NULL;
  TallyStoreLineStats stats;
  TallyLine line;
  Kept kept;

  store_fixture_line (&line, SHEET, 1);
  of_row.row_id = line.row_id;
  put_lines (f->store, 1, &line, 1);
  stats = put_lines (f->store, 2, NULL, 0);
  g_assert_cmpuint (stats.n_gone, ==, 1);
  kept_read (&kept, f->store, &all);
  g_assert_cmpuint (kept.lines->len, ==, 0);
  kept_clear (&kept);
  line.text[TALLY_FIELD_POLE] = "P-2";
  stats = put_lines (f->store, 3, &line, 1);
  g_assert_cmpuint (stats.n_new, ==, 1);
  g_assert_cmpuint (stats.n_back, ==, 1);
  put_lines (f->store, 4, NULL, 0);
  stats = put_lines (f->store, 5, &line, 1);
  g_assert_cmpuint (stats.n_back, ==, 1);
  text = dup_changes (f->store, &of_row);
  g_assert_cmpstr (text, ==,
                   "2 gone :  >  (robot@example.com)\n"
                   "3 back :  >  (robot@example.com)\n"
                   "3 field pole: P-1204 > P-2 (robot@example.com)\n"
                   "4 gone :  >  (robot@example.com)\n"
                   "5 back :  >  (robot@example.com)\n");
}

static void
test_row_put_twice_keeps_the_first (StoreFixture  *f,
                                    gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  TallyLine lines[2];
  Kept kept;

  store_fixture_line (&lines[0], SHEET, 1);
  lines[1] = lines[0];
  lines[1].price_cents = 1;
  for (gint64 run_id = 1; run_id <= 2; run_id++)
    {
      TallyStoreLineStats stats = put_lines (f->store, run_id, lines, 2);
      g_assert_cmpuint (stats.n_duplicate, ==, 1);
      g_assert_cmpuint (stats.n_changed, ==, 0);
      kept_read (&kept, f->store, &all);
      g_assert_cmpuint (kept.lines->len, ==, 1);
      store_fixture_assert_lines_equal (&lines[0], kept_get (&kept, 0));
      kept_clear (&kept);
    }
}

static void
test_abort_leaves_what_was (StoreFixture  *f,
                            gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  TallyLine line;
  Kept kept;

  store_fixture_put_sheet (f, SHEET, 3);
  g_assert_true (tally_store_lines_begin_sheet (f->store, 2, SHEET, &error));
  store_fixture_line (&line, SHEET, 77);
  g_assert_true (tally_store_lines_put (f->store, &line, &error));
  g_assert_false (tally_store_lines_begin_sheet (f->store, 2, SHEET + 1, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_clear_error (&error);
  tally_store_lines_abort_sheet (f->store);
  tally_store_lines_abort_sheet (f->store);
  kept_read (&kept, f->store, &all);
  g_assert_cmpuint (kept.lines->len, ==, 3);
  kept_clear (&kept);
  store_fixture_put_sheet (f, SHEET, 4);
}

static void
test_line_of_another_sheet_is_refused (StoreFixture  *f,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TallyLine line;

  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, SHEET, &error));
  store_fixture_line (&line, SHEET + 1, 1);
  g_assert_false (tally_store_lines_put (f->store, &line, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  tally_store_lines_abort_sheet (f->store);
}

static int
compare_in_order (const TallyLine *a,
                  const TallyLine *b)
{
  g_autoptr (TallyIdentity) left = tally_identity_new (a->text[TALLY_FIELD_WORK_REQUEST],
                                                       a->week_ending, a->variant, a->identifier);
  g_autoptr (TallyIdentity) right = tally_identity_new (b->text[TALLY_FIELD_WORK_REQUEST],
                                                        b->week_ending, b->variant, b->identifier);
  int order = tally_identity_compare (left, right);

  return order != 0 ? order : tally_line_compare (a, b);
}

static void
test_order_is_that_of_identities_and_lines (StoreFixture  *f,
                                            gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  Kept kept;

  store_fixture_put_sheet (f, SHEET + 5, 150);
  store_fixture_put_sheet (f, SHEET, 200);
  kept_read (&kept, f->store, &all);
  g_assert_cmpuint (kept.lines->len, ==, 350);
  for (guint i = 1; i < kept.lines->len; i++)
    g_assert_cmpint (compare_in_order (kept_get (&kept, i - 1), kept_get (&kept, i)), <, 0);
  kept_clear (&kept);
}

static void
put_some_excluded (StoreFixture *f)
{
  TallyLine lines[20];

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      store_fixture_line (&lines[i], SHEET, i + 1);
      if (i % 4 == 0)
        {
          lines[i].reason = TALLY_REASON_NO_PRICE;
          lines[i].issues = TALLY_ISSUE_NO_SNAPSHOT;
          lines[i].price_cents = 0;
        }
      if (i % 5 == 0)
        lines[i].issues |= TALLY_ISSUE_ROUNDED_PRICE;
    }
  put_lines (f->store, 1, lines, G_N_ELEMENTS (lines));
}

static void
test_filters (StoreFixture  *f,
              gconstpointer  data)
{
  g_autoptr (TallyIdentity) identity = NULL;
  TallyStoreLineFilter filter = { .accepted_only = TRUE };
  Kept kept;

  put_some_excluded (f);
  store_fixture_put_sheet (f, SHEET + 1, 45);
  kept_read (&kept, f->store, &filter);
  g_assert_cmpuint (kept.lines->len, ==, 15 + 45);
  kept_clear (&kept);
  filter.sheet_id = SHEET;
  kept_read (&kept, f->store, &filter);
  g_assert_cmpuint (kept.lines->len, ==, 15);
  kept_clear (&kept);
  identity = tally_identity_new ("90411722", tally_day_new (2025, 8, 24), TALLY_VARIANT_PRIMARY, "");
  filter = (TallyStoreLineFilter) { .identity = identity };
  kept_read (&kept, f->store, &filter);
  g_assert_cmpuint (kept.lines->len, ==, 2);
  for (guint i = 0; i < kept.lines->len; i++)
    g_assert_cmpint (kept_get (&kept, i)->row_number % 45, ==, 1);
  kept_clear (&kept);
  filter.accepted_only = TRUE;
  kept_read (&kept, f->store, &filter);
  g_assert_cmpuint (kept.lines->len, ==, 1);
  g_assert_cmpint (kept_get (&kept, 0)->sheet_id, ==, SHEET + 1);
  kept_clear (&kept);
}

static void
test_count_by_reason_and_issue (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (GError) error = NULL;
  TallyMoney cents = 0;

  put_some_excluded (f);
  for (gint64 i = 0; i < 20; i++)
    cents += i % 4 == 0 ? 0 : (i + 1) * 1237 + 1;
  plan->n_rows = 99;
  plan->n_by_reason[TALLY_REASON_CLASH] = 99;
  g_assert_true (tally_store_lines_count (f->store, plan, &error));
  g_assert_cmpuint (plan->n_rows, ==, 20);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_ACCEPTED], ==, 15);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_NO_PRICE], ==, 5);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_CLASH], ==, 0);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==, cents);
  g_assert_cmpuint (plan->n_by_issue[1], ==, 5);
  g_assert_cmpuint (plan->n_by_issue[12], ==, 4);
}

static void
test_count_refuses_an_overflow (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (GError) error = NULL;
  TallyLine lines[2];

  for (guint i = 0; i < 2; i++)
    {
      store_fixture_line (&lines[i], SHEET, i + 1);
      lines[i].price_cents = G_MAXINT64 - 1;
    }
  put_lines (f->store, 1, lines, 2);
  g_assert_false (tally_store_lines_count (f->store, plan, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

static void
test_sheets_of_identity_and_identities_of_sheet (StoreFixture  *f,
                                                 gconstpointer  data)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("90411722", tally_day_new (2025, 8, 24),
                                                           TALLY_VARIANT_PRIMARY, "");
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GArray) sheets = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_put_sheet (f, SHEET, 60);
  store_fixture_put_sheet (f, SHEET + 9, 1);
  store_fixture_put_sheet (f, SHEET + 4, 44);
  sheets = tally_store_lines_list_sheets (f->store, identity, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 3);
  g_assert_cmpint (g_array_index (sheets, gint64, 0), ==, SHEET);
  g_assert_cmpint (g_array_index (sheets, gint64, 1), ==, SHEET + 4);
  g_assert_cmpint (g_array_index (sheets, gint64, 2), ==, SHEET + 9);
  identities = tally_store_lines_list_identities (f->store, SHEET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (identities->len, ==, 45);
  for (guint i = 1; i < identities->len; i++)
    g_assert_cmpint (tally_identity_compare (identities->pdata[i - 1], identities->pdata[i]), <, 0);
  g_clear_pointer (&identities, g_ptr_array_unref);
  identities = tally_store_lines_list_identities (f->store, SHEET + 9, &error);
  g_assert_cmpuint (identities->len, ==, 1);
  g_assert_true (tally_identity_equal (identities->pdata[0], identity));
}

static gboolean
stop_at_third (const TallyLine  *line,
               gpointer          data,
               GError          **error)
{
  if (++*(guint *) data < 3)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "enough");
  return FALSE;
}

static void
test_foreach_stops (StoreFixture  *f,
                    gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  store_fixture_put_sheet (f, SHEET, 5);
  g_assert_false (tally_store_lines_foreach (f->store, &all, stop_at_third, &n, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (n, ==, 3);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (tally_store_lines_foreach (f->store, &all, stop_at_third, &n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 3);
  store_fixture_put_sheet (f, SHEET, 6);
}

/* What a callback needs to read on its own. */
typedef struct {
  TallyStore *store;
  guint       n_inner;
} Nested;

static gboolean
count_inner (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  ((Nested *) data)->n_inner++;
  return TRUE;
}

static gboolean
read_within (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  const TallyStoreLineFilter all = { 0 };
  Nested *nested = data;

  return tally_store_lines_foreach (nested->store, &all, count_inner, nested, NULL, error);
}

static void
test_callback_may_read (StoreFixture  *f,
                        gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  Nested nested = { .store = f->store };

  store_fixture_put_sheet (f, SHEET, 6);
  g_assert_true (tally_store_lines_foreach (f->store, &all, read_within, &nested, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (nested.n_inner, ==, 36);
}

static void
test_reader_sees_the_last_commit (StoreFixture  *f,
                                  gconstpointer  data)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) reader = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;
  TallyLine line;
  Kept kept;

  store_fixture_put_sheet (f, SHEET, 2);
  reader = store_fixture_open (f, TRUE);
  g_assert_true (tally_store_lines_begin_sheet (f->store, 2, SHEET, &error));
  store_fixture_line (&line, SHEET, 9);
  g_assert_true (tally_store_lines_put (f->store, &line, &error));
  kept_read (&kept, reader, &all);
  g_assert_cmpuint (kept.lines->len, ==, 2);
  kept_clear (&kept);
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  kept_read (&kept, reader, &all);
  g_assert_cmpuint (kept.lines->len, ==, 1);
  kept_clear (&kept);
  g_assert_false (tally_store_lines_begin_sheet (reader, 1, SHEET, &error)
                  && tally_store_lines_put (reader, &line, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "every-member-comes-back", test_every_member_comes_back },
    { "stats-tell-new-changed-same-gone", test_stats_tell_new_changed_same_gone },
    { "changes-name-old-new-and-writer", test_changes_name_old_new_and_writer },
    { "moved-rows-are-no-change", test_moved_rows_are_no_change },
    { "gone-line-comes-back", test_gone_line_comes_back },
    { "row-put-twice-keeps-the-first", test_row_put_twice_keeps_the_first },
    { "abort-leaves-what-was", test_abort_leaves_what_was },
    { "line-of-another-sheet-is-refused", test_line_of_another_sheet_is_refused },
    { "order-is-that-of-identities-and-lines", test_order_is_that_of_identities_and_lines },
    { "filters", test_filters },
    { "count-by-reason-and-issue", test_count_by_reason_and_issue },
    { "count-refuses-an-overflow", test_count_refuses_an_overflow },
    { "sheets-of-identity-and-identities-of-sheet", test_sheets_of_identity_and_identities_of_sheet },
    { "foreach-stops", test_foreach_stops },
    { "callback-may-read", test_callback_may_read },
    { "reader-sees-the-last-commit", test_reader_sees_the_last_commit },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/lines/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
