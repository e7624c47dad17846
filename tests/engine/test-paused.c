/* test-paused.c
 *
 * A person stops publishing, or everything: nothing is changed meanwhile, and nothing is lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-error.h"
#include "tally-engine-recovery.h"
#include "tally-test-run.h"
#include "tally-test.h"

static void
decide (TallyTestEngine *engine,
        const char      *verb,
        const char      *what,
        gint64           for_usec)
{
  const TallyEngineRecoveryAct act = {
    .verb = verb, .what = what, .actor = "Ann", .reason = "year-end audit", .for_usec = for_usec,
  };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_recovery_act (door, &act, &said, &error));
  g_assert_no_error (error);
}

static TallyRun *
run (TallyTestEngine *engine,
     int              exit_code)
{
  TallyRun *run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, exit_code);
  return run;
}

static void
test_publishing_waits (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) idle = NULL;
  g_autoptr (TallyRun) held = NULL;
  g_autoptr (TallyRun) next = NULL;
  const TallyNotice *notice;

  decide (engine, "pause", "publish", 0);
  idle = run (engine, 0); /* nothing waits */
  g_assert_nonnull (tally_test_run_find_notice (idle, "publish-paused"));
  tally_test_engine_change_a_price (engine);
  held = run (engine, 3);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpuint (held->counts.n_workbooks_written, ==, 1);
  notice = tally_test_run_find_notice (held, "publish-waits");
  g_assert_nonnull (strstr (notice->text, "tallyman recovery resume publish"));
  g_assert_null (strstr (notice->text, "Ann"));
  g_assert_nonnull (strstr (notice->detail, "Ann: year-end audit"));
  decide (engine, "resume", "publish", 0);
  next = run (engine, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  tally_test_engine_assert_settled (engine);
}

static void
test_everything_waits_until_its_hour (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  guint n_calls = tally_sandbox_calls_count (calls, NULL);
  g_autoptr (TallyRun) held = NULL;

  decide (engine, "pause", "all", G_TIME_SPAN_HOUR);
  held = run (engine, 75);
  g_assert_cmpuint (tally_sandbox_calls_count (calls, NULL), ==, n_calls);
  g_assert_nonnull (tally_test_run_find_notice (held, "paused"));
  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  tally_run_free (run (engine, 0));
}

/* Told at the first workbook that is done. */
static void
pause_cb (const char *name,
          gpointer    data)
{
  TallyTestEngine *engine = data;

  if (strcmp (name, "done") == 0 && tally_test_engine_count_writes (engine) > 0)
    decide (engine, "pause", "publish", 0);
}

/* What is begun is ended, nothing else is begun. */
static void
test_a_run_at_work_stops_after_its_workbook (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  const TallyBatchOptions options = { .step = pause_cb, .step_data = engine };
  g_autoptr (TallyRun) stopped = tally_test_engine_run (engine, &options);
  g_autoptr (TallyRun) next = NULL;
  guint64 n_all;

  tally_test_run_assert_exit (stopped, 3);
  g_assert_cmpuint (stopped->counts.n_published, ==, 1);
  g_assert_nonnull (tally_test_run_find_notice (stopped, "publish-waits"));
  n_all = tally_plan_count (stopped->plan, TALLY_PLAN_NEW);
  g_assert_cmpuint (n_all, >, 1);
  decide (engine, "resume", NULL, 0);
  next = run (engine, 0);
  g_assert_cmpuint (next->counts.n_published, ==, n_all - 1);
  tally_test_engine_assert_settled (engine);
}

static void
test_a_dry_run_is_not_held (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyRun) done = NULL;

  tally_run_free (tally_test_engine_run (engine, &dry));
  decide (engine, "pause", NULL, 0);
  done = tally_test_engine_run (engine, &dry);
  tally_test_run_assert_exit (done, 0);
  g_assert_null (tally_test_run_find_notice (done, "publish-paused"));
}

/* What is refused, and how. */
static const struct {
  TallyEngineRecoveryAct act;
  TallyEngineError       code;
  const char            *text;
} refusals[] = {
  { { .verb = "resume" }, TALLY_ENGINE_ERROR_FAILED, "is not paused" },
  { { .verb = "pause", .what = "lunch" }, TALLY_ENGINE_ERROR_CONFIG, "'publish' or 'all'" },
  { { .verb = "open", .what = "github" }, TALLY_ENGINE_ERROR_CONFIG, "one circuit" },
  { { .verb = "probe" }, TALLY_ENGINE_ERROR_NOT_FOUND, "nothing to probe" },
  { { .verb = "open", .until_utc_usec = 1 }, TALLY_ENGINE_ERROR_CONFIG, "must lie ahead" },
  { { .verb = "open", .for_usec = 400 * G_TIME_SPAN_DAY }, TALLY_ENGINE_ERROR_CONFIG, "within a year" },
  { { .verb = "probe", .for_usec = G_TIME_SPAN_HOUR }, TALLY_ENGINE_ERROR_CONFIG, "take an end" },
  { { .verb = "release", .what = "sheet" }, TALLY_ENGINE_ERROR_CONFIG, "name what to release" },
  { { .verb = "release", .what = "sheet", .id = "1" }, TALLY_ENGINE_ERROR_NOT_FOUND, "nothing is known" },
  { { .verb = "release", .what = "intent", .id = "1" }, TALLY_ENGINE_ERROR_CONFIG, "name what to release" },
  { { .verb = "drop", .what = "intent", .id = "7" }, TALLY_ENGINE_ERROR_NOT_FOUND, "no open publication" },
  { { .verb = "drop", .what = "intent", .id = "x" }, TALLY_ENGINE_ERROR_NOT_FOUND, "no open publication" },
  { { .verb = "dance" }, TALLY_ENGINE_ERROR_CONFIG, "no such decision" },
};

static void
test_what_makes_no_sense_is_refused (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  const TallyBatchOptions dry = { .dry_run = TRUE };

  tally_run_free (tally_test_engine_run (engine, &dry));
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
      TallyEngineRecoveryAct act = refusals[i].act;
      g_autofree char *said = NULL;
      g_autoptr (GError) error = NULL;
      act.actor = "Ann";
      act.reason = "to see";
      g_assert_false (tally_engine_recovery_act (door, &act, &said, &error));
      g_assert_error (error, TALLY_ENGINE_ERROR, refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].text));
      g_assert_null (said);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/paused/publishing-waits", test_publishing_waits);
  g_test_add_func ("/engine/paused/everything-waits-until-its-hour", test_everything_waits_until_its_hour);
  g_test_add_func ("/engine/paused/a-run-at-work-stops-after-its-workbook",
                   test_a_run_at_work_stops_after_its_workbook);
  g_test_add_func ("/engine/paused/a-dry-run-is-not-held", test_a_dry_run_is_not_held);
  g_test_add_func ("/engine/paused/what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused);
  return g_test_run ();
}
