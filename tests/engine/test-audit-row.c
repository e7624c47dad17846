/* test-audit-row.c
 *
 * The row of an audit in the audit sheet: one a pass, whatever becomes of the answers, and said if it can't be
 * written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-owed.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-store-audits.h"
#include "tally-test-audited.h"
#include "tally-test-kill.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define PERSON "pat@example.com"
#define N_ROWS 20

static TallyTestEngine *
make_engine (void)
{
  TallyTestEngine *engine = tally_test_audited_new (N_ROWS, 0);

  tally_test_sync_again (engine);
  return engine;
}

static void
assert_rows (TallyTestEngine *engine,
             guint            n_rows)
{
  g_autoptr (GPtrArray) rows = tally_test_audited_list_rows (engine);

  for (guint i = 0; i < rows->len; i++)
    g_test_message ("%s", (const char *) rows->pdata[i]);
  g_assert_cmpuint (rows->len, ==, n_rows);
}

/* The times of the rows, in their order. */
static void
assert_times (TallyTestEngine *engine,
              const char      *expected)
{
  g_autoptr (GPtrArray) rows = tally_test_audited_list_rows (engine);
  g_autoptr (GString) times = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *time = strstr (rows->pdata[i], "-24T");
      g_string_append_printf (times, "%s%.8s", i > 0 ? " " : "", time + strlen ("-24T"));
    }
  g_assert_cmpstr (times->str, ==, expected);
}

/* Audits that the store keeps. */
static guint
count_audits (TallyTestEngine *engine)
{
  g_autoptr (TallyStore) store = tally_test_sync_open_store (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) audits = tally_store_audits_list (store, G_MAXINT64, G_MAXUINT, &error);

  g_assert_no_error (error);
  return audits->len;
}

/* Each pass adds its row, under the thirteen titles, below the one before. */
static void
test_each_pass_has_its_row (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
  g_autoptr (GPtrArray) rows = NULL;

  tally_run_free (tally_test_audited_run (engine, 0));
  tally_test_audited_edit_price (engine, row, PERSON, row->price_cents + 5000);
  tally_run_free (tally_test_audited_run (engine, 0));
  rows = tally_test_audited_list_rows (engine);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (rows->pdata[0], ==,
                   "Audit Timestamp=\"2026-11-24T13:00:00Z\"|Risk Level=\"LOW\"|Total Issues=0|Sheets Audited=2|"
                   "Rows Audited=40|Anomalies=0|Unauthorized Changes=0|Data Issues=0|Risk Direction=\"baseline\"|"
                   "Risk Level Δ=0|Issues Δ=0|Issues Δ %=\"0%\"|Enriched Rows=0");
  g_assert_cmpstr (rows->pdata[1], ==,
                   "Audit Timestamp=\"2026-11-24T14:00:00Z\"|Risk Level=\"HIGH\"|Total Issues=1|Sheets Audited=2|"
                   "Rows Audited=40|Anomalies=0|Unauthorized Changes=1|Data Issues=0|Risk Direction=\"worsening\"|"
                   "Risk Level Δ=2|Issues Δ=1|Issues Δ %=\"0%\"|Enriched Rows=1");
}

static void
run_jobs (TallyTestEngine   *engine,
          const char *const *jobs,
          gboolean           calls)
{
  const TallyBatchOptions options = { .jobs = jobs };
  g_autoptr (TallyRun) run = NULL;

  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (engine, &options);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (run->counts.n_calls > 0, ==, calls);
}

/* The setting becomes a remark. */
static void
forget_sheet (TallyTestEngine *engine)
{
  char *sheet = strstr (strstr (engine->settings, "[audit]"), "sheet=");

  sheet[0] = '#';
}

/* An audit by itself tells the sheet, and asks who wrote what it found; without a sheet it makes do with the store. */
static void
test_an_audit_alone_has_its_row (void)
{
  static const char *const before[] = { "sync", "plan", "workbooks", "publish", NULL }, *const alone[] = { "audit", NULL };
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
  g_autoptr (GPtrArray) rows = NULL;

  run_jobs (engine, before, TRUE);
  tally_test_audited_edit_price (engine, row, PERSON, row->price_cents + 5000);
  run_jobs (engine, before, TRUE);
  run_jobs (engine, alone, TRUE);
  rows = tally_test_audited_list_rows (engine);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (strstr (rows->pdata[0], "|Total Issues=1|"));
  g_assert_nonnull (strstr (rows->pdata[0], "|Enriched Rows=1"));
  forget_sheet (engine);
  run_jobs (engine, alone, FALSE);
  assert_rows (engine, 1);
}

/* Passes of one second have one time; each has its row all the same. */
static void
test_passes_of_one_second_have_a_row_each (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (GArray) billed = tally_test_audited_list_billed (engine);
  const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, 0);
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (TallyRun) third = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  tally_run_free (tally_test_audited_run (engine, 0));
  tally_test_audited_edit_price (engine, row, PERSON, row->price_cents + 5000);
  second = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (second, 0);
  third = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (third, 0);
  rows = tally_test_audited_list_rows (engine);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (g_str_has_prefix (rows->pdata[i], "Audit Timestamp=\"2026-11-24T13:00:00Z\"|"));
}

/* What can happen to the call that adds the row without making a person needed. */
static const char *const passing[] = {
  "\"kind\":\"reset\",\"stored\":true",
  "\"kind\":\"reset\"",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4000,\"stored\":true",
  "\"kind\":\"status\",\"status\":504,\"body\":\"html\",\"stored\":true",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4000,\"body\":\"json\"",
  "\"kind\":\"bad-json\"",
  "\"kind\":\"html\"",
  "\"kind\":\"cut\",\"afterBytes\":10",
  "\"kind\":\"throttle\"",
  "\"kind\":\"maintenance\"",
};

/* Whether or not the row arrived, it stands there once. */
static void
test_a_lost_answer_makes_no_second_row (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    for (guint count = 1; count <= 2; count++)
      {
        g_autofree char *rules = g_strdup_printf ("[{\"operation\":\"add-rows\",\"count\":%u,%s}]", count, passing[i]);
        g_autoptr (TallyRun) run = NULL;

        g_test_message ("%s", rules);
        tally_test_engine_set_faults (engine, rules);
        run = tally_test_audited_run (engine, 0);
        assert_rows (engine, 2 * i + count);
      }
}

/* The look for the row may be disturbed too. */
static void
test_a_disturbed_look_makes_no_second_row (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = NULL;
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);

  path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "*", world->audit_sheet);
  tally_sandbox_server_unlock_world (engine->server);
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autofree char *rules = g_strdup_printf (
        "[{\"operation\":\"add-rows\",\"kind\":\"reset\",\"stored\":true},{\"path\":\"%s\",\"first\":%u,%s}]", path, 1 + i % 4, passing[i]);
      g_autoptr (TallyRun) run = NULL;

      g_test_message ("%s", rules);
      tally_test_engine_set_faults (engine, rules);
      run = tally_test_audited_run (engine, 0);
      assert_rows (engine, i + 1);
    }
}

/* --- sheets of another make --------------------------------------------------------------------- */

static const char *
find_title (TallySandboxSheet *sheet,
            guint              index)
{
  return ((const TallySandboxColumn *) sheet->columns->pdata[index])->title;
}

/* Takes a column away; gives one another title; adds one. */
static void
change_columns (TallyTestEngine *engine,
                const char      *removed,
                const char      *renamed,
                const char      *added)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, world->audit_sheet);
  const TallySandboxStamp stamp = { tally_clock_get_utc_usec (engine->clock), world->users->pdata[0] };

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      if (renamed != NULL && strcmp (find_title (sheet, i), "Risk Level") == 0)
        tally_sandbox_world_rename_column (world, sheet, sheet->columns->pdata[i], renamed, &stamp);
      if (removed != NULL && strcmp (find_title (sheet, i), removed) == 0)
        tally_sandbox_world_remove_column (world, sheet, sheet->columns->pdata[i--], &stamp);
    }
  if (added != NULL)
    tally_sandbox_world_add_column (world, sheet, &(TallySandboxColumnSpec) { .title = added }, &stamp);
  tally_sandbox_server_unlock_world (engine->server);
}

/* Nothing is created; the rest is written; titles may be spelt otherwise, and the run's number has its place. */
static void
test_a_missing_column_is_told (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const TallyNotice *notice;

  change_columns (engine, "Data Issues", " risk  LEVEL", "Run");
  run = tally_test_audited_run (engine, 0);
  notice = tally_test_run_find_notice (run, "audit-column");
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice->text, "no column Data Issues:"));
  rows = tally_test_audited_list_rows (engine);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (strstr (rows->pdata[0], "| risk  LEVEL=\"LOW\"|"));
  g_assert_nonnull (strstr (rows->pdata[0], "|Enriched Rows=0|Run=2"));
  g_assert_null (strstr (rows->pdata[0], "Data Issues"));
}

/* Without the column that tells rows apart nothing is written, and the pass is not all right. */
static void
test_without_the_time_nothing_is_written (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;
  const TallyNotice *notice;

  change_columns (engine, "Audit Timestamp", NULL, NULL);
  run = tally_test_audited_run (engine, 3);
  notice = tally_test_run_find_notice (run, "audit-row");
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice->text, "'Audit Timestamp'"));
  assert_rows (engine, 0);
}

/* --- sheets that refuse ------------------------------------------------------------------------- */

static const char *const refusing[] = {
  "\"operation\":\"add-rows\",\"kind\":\"forbid\"",
  "\"operation\":\"add-rows\",\"kind\":\"vanish\"",
  "\"operation\":\"add-rows\",\"kind\":\"status\",\"status\":400,\"errorCode\":1008,\"body\":\"json\"",
  "\"operation\":\"list-columns\",\"kind\":\"forbid\"",
  "\"operation\":\"list-columns\",\"kind\":\"vanish\"",
};

/* Everything else is done; the next pass that may writes that row too, before its own. */
static void
test_a_refusing_sheet_is_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusing); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_engine ();
      TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
      g_autofree char *rules = g_strdup_printf ("[{\"path\":\"/sheets/%" G_GINT64_FORMAT "/*\",\"count\":0,%s}]",
                                                world->audit_sheet, refusing[i]);
      g_autoptr (TallyRun) refused = NULL;
      g_autoptr (TallyRun) next = NULL;

      tally_sandbox_server_unlock_world (engine->server);
      g_test_message ("%s", rules);
      tally_test_engine_set_faults (engine, rules);
      refused = tally_test_audited_run (engine, 3);
      g_assert_nonnull (tally_test_run_find_notice (refused, "audit-row"));
      g_assert_cmpuint (refused->counts.n_published, >, 0);
      assert_rows (engine, 0);
      tally_test_engine_set_faults (engine, "[]");
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
      next = tally_test_audited_run (engine, 0);
      g_assert_cmpuint (next->counts.n_published, ==, 0);
      g_assert_nonnull (tally_test_run_find_notice (refused, "audit-row-owed"));
      g_assert_nonnull (tally_test_run_find_notice (next, "audit-row-late"));
      assert_times (engine, "13:00:00 15:00:00");
      tally_run_free (tally_test_audited_run (engine, 0));
      assert_times (engine, "13:00:00 15:00:00 16:00:00");
    }
}

/* Rows of several passes wait, and a sheet that can't be told for ever is owed the newest. */
static void
test_owed_rows_are_bounded (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) last = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\":\"add-rows\",\"kind\":\"forbid\",\"count\":0}]");
  for (guint i = 0; i < TALLY_JOBS_AUDIT_OWED_MAX; i++)
    {
      g_autoptr (TallyRun) run = tally_test_audited_run (engine, 3);
      g_assert_null (tally_test_run_find_notice (run, "audit-row-dropped"));
    }
  last = tally_test_audited_run (engine, 3);
  g_assert_nonnull (tally_test_run_find_notice (last, "audit-row-dropped"));
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_audited_run (engine, 0);
  assert_rows (engine, TALLY_JOBS_AUDIT_OWED_MAX);
  tally_run_free (tally_test_audited_run (engine, 0));
  assert_rows (engine, TALLY_JOBS_AUDIT_OWED_MAX + 1);
}

/* What a run wrote before it was killed is found, whatever the pass after it would write; times of passes are apart. */
static void
test_a_kill_makes_no_second_row (void)
{
  static const TallyTestKillKind kinds[] = { TALLY_TEST_KILL_BEFORE_CALL, TALLY_TEST_KILL_AFTER_CALL };
  g_autoptr (TallyTestEngine) engine = make_engine ();
  TallyTestWatch watch = { 0 };
  guint n_calls;

  tally_test_kill_watch (engine, &watch);
  tally_run_free (tally_test_audited_run (engine, 0));
  tally_run_free (tally_test_audited_run (engine, 0));
  watch.n_calls = 0;
  tally_run_free (tally_test_audited_run (engine, 0));
  n_calls = watch.n_calls;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint at = 1; at <= n_calls; at++)
      {
        tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
        g_assert_true (tally_test_kill_run (engine, &watch, &(TallyTestKill) { kinds[i], at }));
        tally_run_free (tally_test_audited_run (engine, 0));
        g_test_message ("killed %u at call %u", i, at);
        assert_rows (engine, count_audits (engine));
      }
  g_mutex_clear (&watch.mutex);
}

/* Answers that say nothing are no proof: the look tells that no row is there. */
static void
test_a_row_that_never_arrives_is_told (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\":\"add-rows\",\"kind\":\"html\",\"count\":0}]");
  run = tally_test_audited_run (engine, 3);
  g_assert_nonnull (tally_test_run_find_notice (run, "audit-row"));
  assert_rows (engine, 0);
}

/* What befalls the whole service is no fault of the audit sheet: the pass ends as one without it would. */
static const struct {
  const char *rule;
  int         exit_code;
} outages[] = {
  { "\"kind\":\"reset\"", 75 },
  { "\"kind\":\"status\",\"status\":503,\"body\":\"html\"", 75 },
  { "\"kind\":\"maintenance\"", 75 },
  { "\"kind\":\"throttle\"", 75 },
  { "\"kind\":\"revoke-token\"", 5 },
};

static void
test_an_outage_ends_the_pass_as_ever (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (outages); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_engine ();
      g_autofree char *rules = g_strdup_printf ("[{\"count\":0,%s}]", outages[i].rule);
      g_autoptr (TallyRun) run = NULL;

      g_test_message ("%s", rules);
      tally_test_engine_set_faults (engine, rules);
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
      run = tally_test_engine_run (engine, NULL);
      tally_test_run_assert_exit (run, outages[i].exit_code);
      g_assert_nonnull (run->audit);
      assert_rows (engine, 0);
    }
}

/* --- runs that change nothing ------------------------------------------------------------------- */

static void
test_a_dry_run_writes_nothing (void)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyTestEngine) engine = make_engine ();
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &dry);

  tally_test_run_assert_exit (run, 0);
  g_assert_nonnull (run->audit);
  g_assert_nonnull (tally_test_run_find_notice (run, "audit-row"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  assert_rows (engine, 0);
}

static void
test_publish_never_writes_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = NULL;

  tally_test_audited_configure (engine, "[target]\npublish=never\n");
  run = tally_test_audited_run (engine, 0);
  g_assert_nonnull (tally_test_run_find_notice (run, "audit-row"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  assert_rows (engine, 0);
}

int
main (int    argc,
      char **argv)
{
  if (tally_test_kill_is_child ())
    return tally_test_kill_run_child ();
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/engine/audit-row/" name, func)
  ADD ("each-pass-has-its-row", test_each_pass_has_its_row);
  ADD ("an-audit-alone-has-its-row", test_an_audit_alone_has_its_row);
  ADD ("passes-of-one-second-have-a-row-each", test_passes_of_one_second_have_a_row_each);
  ADD ("a-lost-answer-makes-no-second-row", test_a_lost_answer_makes_no_second_row);
  ADD ("a-disturbed-look-makes-no-second-row", test_a_disturbed_look_makes_no_second_row);
  ADD ("a-missing-column-is-told", test_a_missing_column_is_told);
  ADD ("without-the-time-nothing-is-written", test_without_the_time_nothing_is_written);
  ADD ("a-refusing-sheet-is-told", test_a_refusing_sheet_is_told);
  ADD ("owed-rows-are-bounded", test_owed_rows_are_bounded);
  ADD ("a-kill-makes-no-second-row", test_a_kill_makes_no_second_row);
  ADD ("a-row-that-never-arrives-is-told", test_a_row_that_never_arrives_is_told);
  ADD ("an-outage-ends-the-pass-as-ever", test_an_outage_ends_the_pass_as_ever);
  ADD ("a-dry-run-writes-nothing", test_a_dry_run_writes_nothing);
  ADD ("publish-never-writes-nothing", test_publish_never_writes_nothing);
  return g_test_run ();
}
