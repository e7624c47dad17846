/* test-records.c
 *
 * Runs, sheets, column maps, fingerprints, workbooks, plans, named values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-store-fingerprints.h"
#include "tally-store-maps.h"
#include "tally-store-meta.h"
#include "tally-store-plans.h"
#include "tally-store-runs.h"
#include "tally-store-sheets.h"
#include "tally-store-workbooks.h"
#include "tally-test.h"
#include "tally-text.h"

static gint64
begin_run (StoreFixture *f,
           const char   *kind,
           guint        *out_n_interrupted)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, kind, NULL, &run_id, out_n_interrupted, &error));
  g_assert_no_error (error);
  return run_id;
}

static void
finish_run (StoreFixture *f,
            gint64        run_id,
            int           exit_code)
{
  const TallyStoreRun run = {
    .run_id = run_id, .outcome = 5, .exit_code = exit_code, .summary = (char *) "{}",
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_runs_finish (f->store, &run, &error));
  g_assert_no_error (error);
}

static void
test_last_good_run_by_kind (StoreFixture  *f,
                            gconstpointer  data)
{
  g_autoptr (TallyStoreRun) good = NULL;
  g_autoptr (TallyStoreRun) none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = begin_run (f, "batch", NULL);

  tally_clock_advance (f->clock, 1000);
  finish_run (f, first, 0);
  finish_run (f, begin_run (f, "batch", NULL), 3);
  finish_run (f, begin_run (f, "sync", NULL), 0);
  begin_run (f, "batch", NULL);
  good = tally_store_runs_find_last_good (f->store, "batch", &error);
  g_assert_cmpint (good->run_id, ==, first);
  g_assert_cmpint (good->started_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpint (good->finished_utc_usec, ==, STORE_FIXTURE_START + 1000);
  g_assert_cmpuint (good->outcome, ==, 5);
  g_assert_cmpstr (good->kind, ==, "batch");
  none = tally_store_runs_find_last_good (f->store, "serve", &error);
  g_assert_null (none);
  none = tally_store_runs_find (f->store, 4711, &error);
  g_assert_null (none);
  g_assert_no_error (error);
}

static void
test_next_run_marks_the_killed_ones (StoreFixture  *f,
                                     gconstpointer  data)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  guint n_interrupted = 9;

  finish_run (f, begin_run (f, "batch", &n_interrupted), 0);
  g_assert_cmpuint (n_interrupted, ==, 0);
  begin_run (f, "batch", NULL);
  begin_run (f, "batch", &n_interrupted);
  g_assert_cmpuint (n_interrupted, ==, 1);
  runs = tally_store_runs_list (f->store, 2, &error);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (((TallyStoreRun *) runs->pdata[0])->state, ==, TALLY_STORE_RUN_OPEN);
  g_assert_cmpint (((TallyStoreRun *) runs->pdata[0])->exit_code, ==, -1);
  g_assert_cmpint (((TallyStoreRun *) runs->pdata[1])->state, ==, TALLY_STORE_RUN_INTERRUPTED);
}

static void
test_run_is_finished_once (StoreFixture  *f,
                           gconstpointer  data)
{
  const TallyStoreRun run = { .run_id = 1 };
  g_autoptr (GError) error = NULL;

  begin_run (f, "batch", NULL);
  g_assert_true (tally_store_runs_finish (f->store, &run, &error));
  g_assert_false (tally_store_runs_finish (f->store, &run, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

/* Answers, one after the other, and the address that is known then. */
static void
test_link_that_is_not_told_stays (StoreFixture  *f,
                                  gconstpointer  data)
{
  static const char *const told[][2] = {
    { "", "" }, { "https://a.example/1", "https://a.example/1" }, { "", "https://a.example/1" },
    { "https://a.example/2", "https://a.example/2" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (TallyStoreSheet) sheet = tally_store_sheet_new (77);
      g_autoptr (TallyStoreSheet) there = NULL;
      g_autoptr (GPtrArray) all = NULL;

      tally_text_set (&sheet->link, told[i][0]);
      g_assert_true (tally_store_sheets_put (f->store, sheet, &error));
      there = tally_store_sheets_find (f->store, 77, &error);
      all = tally_store_sheets_list (f->store, &error);
      g_assert_cmpstr (there->link, ==, told[i][1]);
      g_assert_cmpstr (((TallyStoreSheet *) all->pdata[0])->link, ==, told[i][1]);
    }
  g_assert_no_error (error);
}

static void
test_lost_sheet_keeps_its_version (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyStoreSheet) sheet = tally_store_sheet_new (77);
  g_autoptr (TallyStoreSheet) there = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  sheet->version = 5;
  g_free (sheet->name);
  sheet->name = g_strdup ("Crew");
  g_assert_true (tally_store_sheets_put (f->store, sheet, &error));
  g_assert_true (tally_store_sheets_mark (f->store, 77, TALLY_STORE_SHEET_LOST, "404", &error));
  there = tally_store_sheets_find (f->store, 77, &error);
  g_assert_cmpint (there->state, ==, TALLY_STORE_SHEET_LOST);
  g_assert_cmpint (there->version, ==, 5);
  g_assert_cmpstr (there->name, ==, "Crew");
  g_assert_cmpstr (there->last_error, ==, "404");
  g_assert_true (tally_store_sheets_mark (f->store, 12, TALLY_STORE_SHEET_NOT_A_SOURCE, NULL, &error));
  all = tally_store_sheets_list (f->store, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((TallyStoreSheet *) all->pdata[0])->sheet_id, ==, 12);
  g_assert_cmpint (((TallyStoreSheet *) all->pdata[0])->version, ==, -1);
  g_clear_pointer (&there, tally_store_sheet_free);
  there = tally_store_sheets_find (f->store, 78, &error);
  g_assert_null (there);
  g_assert_no_error (error);
}

static void
test_map_replaces_the_one_before (StoreFixture  *f,
                                  gconstpointer  data)
{
  g_autoptr (TallyColumnMap) map = tally_column_map_new (77);
  g_autoptr (TallyColumnMap) empty = tally_column_map_new (77);
  g_autoptr (TallyColumnMap) there = NULL;
  g_autoptr (GError) error = NULL;

  there = tally_store_maps_find (f->store, 77, &error);
  g_assert_null (there);
  g_assert_no_error (error);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    tally_column_map_set (map, (TallyField) i, 100 + i, tally_field_get_title ((TallyField) i), 100 - i);
  g_ptr_array_add (map->notes, g_strdup ("b"));
  g_ptr_array_add (map->notes, g_strdup ("a"));
  g_assert_true (tally_store_maps_put (f->store, map, &error));
  g_assert_true (tally_store_maps_put (f->store, map, &error));
  there = tally_store_maps_find (f->store, 77, &error);
  g_assert_true (tally_column_map_equal (map, there));
  g_assert_cmpuint (there->notes->len, ==, 2);
  g_assert_cmpstr (there->notes->pdata[0], ==, "b");
  g_clear_pointer (&there, tally_column_map_free);
  g_assert_true (tally_store_maps_put (f->store, empty, &error));
  there = tally_store_maps_find (f->store, 77, &error);
  g_assert_true (tally_column_map_equal (empty, there));
  g_assert_cmpuint (there->notes->len, ==, 0);
}

static gint64
ensure_planned (StoreFixture        *f,
                const TallyIdentity *identity,
                const char          *fingerprint)
{
  g_autoptr (GError) error = NULL;
  gint64 generated = 0;

  g_assert_true (tally_store_fingerprints_ensure_planned (f->store, identity, fingerprint, &generated,
                                                          &error));
  g_assert_no_error (error);
  return generated;
}

static void
test_first_planned_time_stays (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyIdentity) one = tally_identity_new ("1", 739000, TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyIdentity) other = tally_identity_new ("1", 739000, TALLY_VARIANT_HELPER, "");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ensure_planned (f, one, "aa"), ==, STORE_FIXTURE_START);
  tally_clock_advance (f->clock, 5);
  g_assert_cmpint (ensure_planned (f, one, "bb"), ==, STORE_FIXTURE_START + 5);
  g_assert_cmpint (ensure_planned (f, other, "aa"), ==, STORE_FIXTURE_START + 5);
  tally_clock_advance (f->clock, 5);
  g_assert_cmpint (ensure_planned (f, one, "aa"), ==, STORE_FIXTURE_START);
  g_assert_true (tally_store_fingerprints_begin (f->store, &error));
  g_assert_cmpint (ensure_planned (f, one, "cc"), ==, STORE_FIXTURE_START + 10);
  g_assert_false (tally_store_fingerprints_end (f->store, FALSE, &error));
  tally_clock_advance (f->clock, 5);
  g_assert_cmpint (ensure_planned (f, one, "cc"), ==, STORE_FIXTURE_START + 15);
}

static void
put_workbook (StoreFixture        *f,
              const TallyIdentity *identity,
              const char          *fingerprint,
              const char          *name)
{
  const TallyStoreWorkbook workbook = {
    .identity = (TallyIdentity *) identity, .run_id = 1, .n_lines = 3, .total_cents = -4,
    .size_bytes = 5, .created_utc_usec = 6, .fingerprint = (char *) fingerprint,
    .file_name = (char *) name, .sha256 = (char *) "ef",
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_workbooks_put (f->store, &workbook, &error));
  g_assert_no_error (error);
}

static void
test_workbooks_by_content (StoreFixture  *f,
                           gconstpointer  data)
{
  g_autoptr (TallyIdentity) one = tally_identity_new ("1", 739000, TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyIdentity) other = tally_identity_new ("1", 738993, TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyStoreWorkbook) there = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f, "batch", NULL);
  put_workbook (f, one, "aa", "first.xlsx");
  put_workbook (f, one, "aa", "again.xlsx");
  put_workbook (f, one, "bb", "second.xlsx");
  put_workbook (f, other, "aa", "third.xlsx");
  there = tally_store_workbooks_find (f->store, one, "aa", &error);
  g_assert_cmpstr (there->file_name, ==, "again.xlsx");
  g_assert_cmpstr (there->sha256, ==, "ef");
  g_assert_cmpuint (there->n_lines, ==, 3);
  g_assert_cmpint (there->total_cents, ==, -4);
  g_assert_cmpuint (there->size_bytes, ==, 5);
  all = tally_store_workbooks_list (f->store, &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((TallyStoreWorkbook *) all->pdata[0])->file_name, ==, "third.xlsx");
  g_clear_pointer (&there, tally_store_workbook_free);
  g_assert_true (tally_store_workbooks_forget (f->store, one, "aa", &error));
  g_assert_true (tally_store_workbooks_forget (f->store, one, "aa", &error));
  there = tally_store_workbooks_find (f->store, one, "aa", &error);
  g_assert_null (there);
  g_assert_no_error (error);
}

static void
test_workbook_needs_its_run (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("1", 739000, TALLY_VARIANT_PRIMARY, "");
  const TallyStoreWorkbook workbook = {
    .identity = identity, .run_id = 4711, .fingerprint = (char *) "a", .file_name = (char *) "b",
    .sha256 = (char *) "c",
  };
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_store_workbooks_put (f->store, &workbook, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
}

static void
test_plan_replaces_the_one_before (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  g_autoptr (TallyPlan) there = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id = begin_run (f, "batch", NULL);

  there = tally_store_plans_find (f->store, run_id, &error);
  g_assert_null (there);
  g_assert_no_error (error);
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    {
      g_autoptr (TallyIdentity) identity = tally_identity_new ("1", 739000 - i, TALLY_VARIANT_PRIMARY, "");
      TallyPlanEntry *entry = tally_plan_entry_new (identity, (TallyPlanAction) i, (TallyHold) i);
      entry->n_lines = i;
      entry->total_cents = G_MAXINT64 - i;
      entry->generated_utc_usec = i;
      g_ptr_array_add (plan->entries, entry);
    }
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      plan->n_by_reason[i] = i * 3;
      plan->cents_by_reason[i] = -(gint64) i;
    }
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    plan->n_by_issue[i] = i + 1;
  g_assert_true (tally_store_plans_put (f->store, run_id, plan, &error));
  g_assert_true (tally_store_plans_put (f->store, run_id, plan, &error));
  there = tally_store_plans_find (f->store, run_id, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (there->n_by_reason, sizeof there->n_by_reason, plan->n_by_reason, sizeof plan->n_by_reason);
  g_assert_cmpmem (there->cents_by_reason, sizeof there->cents_by_reason, plan->cents_by_reason,
                   sizeof plan->cents_by_reason);
  g_assert_cmpmem (there->n_by_issue, sizeof there->n_by_issue, plan->n_by_issue, sizeof plan->n_by_issue);
  g_assert_cmpuint (there->entries->len, ==, TALLY_N_PLAN_ACTIONS);
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    {
      const TallyPlanEntry *entry = there->entries->pdata[TALLY_N_PLAN_ACTIONS - 1 - i];
      g_assert_cmpint (entry->action, ==, i);
      g_assert_cmpint (entry->hold, ==, i);
      g_assert_cmpuint (entry->n_lines, ==, i);
      g_assert_cmpint (entry->total_cents, ==, G_MAXINT64 - i);
      g_assert_cmpint (entry->generated_utc_usec, ==, i);
    }
}

static void
test_values_are_set_and_removed (StoreFixture  *f,
                                 gconstpointer  data)
{
  const char *const values[] = { "one", "two", "", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *there = NULL;

      g_assert_true (tally_store_meta_set (f->store, "a'b", values[i], &error));
      g_assert_true (tally_store_meta_get (f->store, "a'b", &there, &error));
      g_assert_cmpstr (there, ==, values[i]);
    }
}

static void
test_reader_can_not_write (StoreFixture  *f,
                           gconstpointer  data)
{
  g_autoptr (TallyStore) reader = store_fixture_open (f, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_store_meta_set (reader, "a", "b", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tally_store_lock (reader, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
}

/* What no version writes is an error where it is read, never a wild number. */
static void
test_wild_values_are_corrupt (StoreFixture  *f,
                              gconstpointer  data)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (TallyDb) db = tally_db_open (&options, NULL);
  g_autoptr (TallyIdentity) identity = tally_identity_new ("1", 739000, TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  static const char *const damages[] = {
    "UPDATE plan_entry SET action = 99", "UPDATE plan_entry SET action = 0, hold = -1",
    "UPDATE identity SET variant = 77", "UPDATE identity SET variant = 0, work_request = ''",
  };
  g_autoptr (GError) error = NULL;
  gint64 run_id = begin_run (f, "batch", NULL);

  g_ptr_array_add (plan->entries, tally_plan_entry_new (identity, TALLY_PLAN_NEW, TALLY_HOLD_NONE));
  g_assert_true (tally_store_plans_put (f->store, run_id, plan, &error));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_assert_true (tally_db_run_text (db, damages[i], &error));
      g_assert_null (tally_store_plans_find (f->store, run_id, &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
      g_clear_error (&error);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "last-good-run-by-kind", test_last_good_run_by_kind },
    { "next-run-marks-the-killed-ones", test_next_run_marks_the_killed_ones },
    { "run-is-finished-once", test_run_is_finished_once },
    { "link-that-is-not-told-stays", test_link_that_is_not_told_stays },
    { "lost-sheet-keeps-its-version", test_lost_sheet_keeps_its_version },
    { "map-replaces-the-one-before", test_map_replaces_the_one_before },
    { "first-planned-time-stays", test_first_planned_time_stays },
    { "workbooks-by-content", test_workbooks_by_content },
    { "workbook-needs-its-run", test_workbook_needs_its_run },
    { "plan-replaces-the-one-before", test_plan_replaces_the_one_before },
    { "values-are-set-and-removed", test_values_are_set_and_removed },
    { "reader-can-not-write", test_reader_can_not_write },
    { "wild-values-are-corrupt", test_wild_values_are_corrupt },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/records/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
