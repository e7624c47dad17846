/* test-quarantined.c
 *
 * What fails by its own fault in run after run is set aside and the rest goes on; what is older than
 * the run says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-recovery.h"
#include "tally-run-json.h"
#include "tally-test-run.h"
#include "tally-test-xlsx.h"
#include "tally-test.h"

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 3;
  seed.rows_per_sheet = 12;
  seed.n_weeks = 1;
  seed.n_work_requests = 6;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  return engine;
}

static TallyRun *
run (TallyTestEngine *engine,
     int              exit_code)
{
  TallyRun *run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, exit_code);
  return run;
}

static TallyRecovery *
list (TallyTestEngine *engine)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyRecovery *recovery = tally_engine_recovery_list (door, 0, 10, &error);

  g_assert_no_error (error);
  return recovery;
}

static void
decide (TallyTestEngine *engine,
        const char      *verb,
        const char      *kind,
        const char      *subject)
{
  const TallyEngineRecoveryAct act = {
    .verb = verb, .what = kind, .id = subject, .actor = "Ann", .reason = "mended",
  };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_recovery_act (door, &act, &said, &error));
  g_assert_no_error (error);
}

static char *
dup_first_sheet (TallyTestEngine *engine)
{
  return g_strndup (engine->sources, strcspn (engine->sources, ";"));
}

/* A sheet that the service refuses to hand out. */
static void
poison_sheet (TallyTestEngine *engine,
              const char      *sheet)
{
  g_autofree char *faults = NULL;

  faults = g_strdup_printf ("[{\"path\": \"*/sheets/%s*\", \"kind\": \"status\", \"status\": 400, "
                            "\"errorCode\": 1008, \"count\": 0}]", sheet);
  tally_test_engine_set_faults (engine, faults);
}

/* How often the sheet was asked for. */
static guint
count_reads (TallyTestEngine *engine,
             const char      *sheet)
{
  g_autoptr (GPtrArray) records = tally_sandbox_calls_list (tally_sandbox_server_get_calls (engine->server), 0);
  g_autofree char *tail = g_strconcat ("/sheets/", sheet, NULL);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += g_str_has_suffix (((TallySandboxRecord *) records->pdata[i])->path, tail);
  return n;
}

static void
assert_one_record (TallyTestEngine *engine,
                   const char      *subject,
                   guint            n_failures,
                   gboolean         is_aside)
{
  g_autoptr (TallyRecovery) recovery = list (engine);
  const TallyRecoveryQuarantine *record;

  g_assert_cmpuint (recovery->quarantine->len, ==, 1);
  record = recovery->quarantine->pdata[0];
  g_assert_cmpstr (record->subject, ==, subject);
  g_assert_cmpuint (record->n_failures, ==, n_failures);
  g_assert_true ((record->until_utc_usec != 0) == is_aside);
  g_assert_cmpstr (record->reason, ==, "smartsheet-rejected");
}

static void
assert_no_record (TallyTestEngine *engine)
{
  g_autoptr (TallyRecovery) recovery = list (engine);

  g_assert_cmpuint (recovery->quarantine->len, ==, 0);
}

static void
test_a_poison_sheet_is_set_aside (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *sheet = dup_first_sheet (engine);
  g_autoptr (TallyRun) third = NULL;
  g_autoptr (TallyRun) aside = NULL;
  g_autoptr (TallyRun) tried = NULL;
  g_autoptr (TallyRun) well = NULL;
  guint n_reads;

  poison_sheet (engine, sheet);
  tally_run_free (run (engine, 3));
  tally_run_free (run (engine, 3));
  assert_one_record (engine, sheet, 2, FALSE);
  third = run (engine, 3);
  g_assert_nonnull (strstr (tally_test_run_find_notice (third, "set-aside")->text, "in 3 runs"));
  assert_one_record (engine, sheet, 3, TRUE);
  /* It is not asked for, what draws on it is held, and that is said. */
  n_reads = count_reads (engine, sheet);
  g_assert_cmpuint (n_reads, >, 0);
  aside = run (engine, 3);
  g_assert_cmpuint (count_reads (engine, sheet), ==, n_reads);
  g_assert_cmpuint (aside->counts.n_sheets_lost, ==, 1);
  g_assert_cmpstr (tally_test_run_find_notice (aside, "sheet-set-aside")->subject, ==, sheet);
  g_assert_cmpuint (aside->counts.n_sheets_unchanged, ==, 2);
  /* After a time it is tried, and fails again. */
  tally_clock_advance (engine->clock, 6 * G_TIME_SPAN_HOUR);
  tried = run (engine, 3);
  g_assert_cmpuint (count_reads (engine, sheet), >, n_reads);
  assert_one_record (engine, sheet, 4, TRUE);
  /* A person releases it, and it works. */
  tally_test_engine_set_faults (engine, "[]");
  decide (engine, "release", "sheet", sheet);
  well = run (engine, 0);
  g_assert_cmpuint (well->counts.n_sheets_lost, ==, 0);
  assert_no_record (engine);
}

/* One whose answer can't be understood is no outage either: the others are read as before. */
static void
test_a_malformed_sheet_is_set_aside (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *sheet = dup_first_sheet (engine);
  g_autofree char *faults = NULL;
  g_autoptr (TallyRun) third = NULL;

  faults = g_strdup_printf ("[{\"path\": \"*/sheets/%s*\", \"kind\": \"bad-json\", \"count\": 0}]", sheet);
  tally_test_engine_set_faults (engine, faults);
  for (guint i = 0; i < 2; i++)
    {
      tally_run_free (run (engine, 3));
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
    }
  third = run (engine, 3);
  g_assert_cmpstr (tally_test_run_find_notice (third, "set-aside")->subject, ==, sheet);
  g_assert_cmpuint (third->counts.n_sheets_unchanged, ==, 2);
}

/* An outage is nobody's own fault, and neither is what befalls all of them. */
static void
test_what_befalls_all_sets_none_aside (void)
{
  static const char *const faults[] = {
    "[{\"operation\": \"get-sheet\", \"kind\": \"status\", \"status\": 400, \"errorCode\": 1008, \"count\": 0}]",
    "[{\"operation\": \"get-sheet\", \"kind\": \"forbid\", \"count\": 0}]",
  };
  g_autoptr (TallyTestEngine) engine = make_engine ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint j = 0; j < 4; j++)
      {
        g_autoptr (TallyRun) failed = NULL;
        tally_test_engine_set_faults (engine, faults[i]);
        failed = tally_test_engine_run (engine, NULL);
        g_assert_cmpint (tally_run_get_exit_code (failed), !=, 0);
        g_assert_null (tally_test_run_find_notice (failed, "set-aside"));
      }
  assert_no_record (engine);
  tally_test_engine_set_faults (engine, "[]");
  tally_run_free (run (engine, 0));
}

static void
test_a_refused_workbook_is_set_aside (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRecovery) recovery = NULL;
  g_autoptr (TallyRun) aside = NULL;
  g_autoptr (TallyRun) well = NULL;
  const TallyRecoveryQuarantine *record;
  guint n_uploads;

  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine, "[{\"operation\": \"attach\", \"path\": \"*/rows/*\", \"kind\": \"status\", "
                                        "\"status\": 400, \"errorCode\": 1020, \"count\": 0}]");
  for (guint i = 0; i < 3; i++)
    tally_run_free (run (engine, 3));
  recovery = list (engine);
  g_assert_cmpuint (recovery->quarantine->len, ==, 1);
  record = recovery->quarantine->pdata[0];
  g_assert_cmpstr (record->kind, ==, "group");
  g_assert_cmpuint (record->n_failures, ==, 3);
  g_assert_cmpint (record->until_utc_usec, !=, 0);
  n_uploads = tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "attach");
  aside = run (engine, 3);
  g_assert_cmpuint (tally_test_run_count_holds (aside, TALLY_HOLD_SET_ASIDE), ==, 1);
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "attach"), ==,
                    n_uploads);
  tally_test_engine_set_faults (engine, "[]");
  decide (engine, "drop", "group", record->subject);
  well = run (engine, 0);
  g_assert_cmpuint (well->counts.n_published, ==, 1);
  tally_test_engine_assert_settled (engine);
}

/* One success in between, and the count begins anew. */
static void
test_only_runs_in_a_row_count (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *sheet = dup_first_sheet (engine);

  for (guint i = 0; i < 2; i++)
    {
      poison_sheet (engine, sheet);
      tally_run_free (run (engine, 3));
      tally_run_free (run (engine, 3));
      assert_one_record (engine, sheet, 2, FALSE);
      tally_test_engine_set_faults (engine, "[]");
      tally_run_free (run (engine, 0));
      assert_no_record (engine);
    }
}

static void
test_never_is_never (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *sheet = dup_first_sheet (engine);

  g_free (engine->settings);
  engine->settings = g_strdup ("[recovery]\nquarantine-after=0\n");
  poison_sheet (engine, sheet);
  for (guint i = 0; i < 5; i++)
    tally_run_free (run (engine, 3));
  assert_one_record (engine, sheet, 5, FALSE);
}

/* Its last good state stands in, with its age beside it. */
static void
test_an_unread_sheet_is_labelled_with_its_age (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *sheet = dup_first_sheet (engine);
  g_autofree char *path = g_build_filename (engine->output_dir, "Weekly_Summary.xlsx", NULL);
  gint64 read_utc_usec = tally_clock_get_utc_usec (engine->clock);
  g_autofree char *dump = NULL;
  g_autofree char *json = NULL;
  g_autoptr (TallyRun) stale = NULL;
  const TallyRunStale *label;

  tally_clock_advance (engine->clock, 50 * G_TIME_SPAN_HOUR);
  poison_sheet (engine, sheet);
  stale = run (engine, 3);
  g_assert_cmpuint (stale->stale->len, ==, 1);
  label = &g_array_index (stale->stale, TallyRunStale, 0);
  g_assert_cmpint (label->sheet_id, ==, g_ascii_strtoll (sheet, NULL, 10));
  g_assert_cmpint (ABS (label->as_of_utc_usec - read_utc_usec), <, G_TIME_SPAN_HOUR);
  g_assert_nonnull (strstr (tally_test_run_find_notice (stale, "sheet-stale")->text, "as of 20"));
  json = tally_run_to_json (stale, FALSE);
  g_assert_nonnull (strstr (json, "\"as_of\""));
  g_assert_nonnull (strstr (json, sheet));
  dump = tally_test_xlsx_dump (path, NULL);
  g_assert_nonnull (strstr (dump, "Older Data"));
  g_assert_nonnull (strstr (dump, "as of 20"));
  g_assert_nonnull (strstr (dump, "2 days"));
  g_assert_nonnull (strstr (dump, sheet));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/quarantined/a-poison-sheet-is-set-aside", test_a_poison_sheet_is_set_aside);
  g_test_add_func ("/engine/quarantined/a-malformed-sheet-is-set-aside", test_a_malformed_sheet_is_set_aside);
  g_test_add_func ("/engine/quarantined/what-befalls-all-sets-none-aside", test_what_befalls_all_sets_none_aside);
  g_test_add_func ("/engine/quarantined/a-refused-workbook-is-set-aside", test_a_refused_workbook_is_set_aside);
  g_test_add_func ("/engine/quarantined/only-runs-in-a-row-count", test_only_runs_in_a_row_count);
  g_test_add_func ("/engine/quarantined/never-is-never", test_never_is_never);
  g_test_add_func ("/engine/quarantined/an-unread-sheet-is-labelled-with-its-age",
                   test_an_unread_sheet_is_labelled_with_its_age);
  return g_test_run ();
}
