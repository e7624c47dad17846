/* test-closed.c
 *
 * A service in maintenance, overrun or away: the run ends with 75, nothing is lost, and the next
 * one completes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define CLOSED(where, code) \
  "[{" where ", \"kind\": \"status\", \"status\": 503, \"errorCode\": " code ", \"count\": 0}]"

/* So long an open circuit waits for its probe at most. */
#define CIRCUIT_USEC (10 * G_TIME_SPAN_MINUTE)

#define SYNC "\"operation\": \"get-sheet\""
#define TARGET "\"operation\": \"list-attachments\""
#define UPLOAD "\"operation\": \"attach\""
#define DELETION "\"operation\": \"delete-attachment\""

/* Where the service closes its door, and how the run names it. */
typedef struct {
  const char *path;
  const char *faults;
  int         exit_code;
  const char *notice;
  const char *reason;
} Case;

static const Case cases[] = {
  { "maintenance-in-sync", CLOSED (SYNC, "4001"), 75, "sync", "smartsheet-maintenance" },
  { "time-out-in-sync", CLOSED (SYNC, "4002"), 75, "sync", "smartsheet-transient" },
  { "overrun-in-sync", CLOSED (SYNC, "4003"), 75, "sync", "smartsheet-throttled" },
  { "maintenance-at-the-target", CLOSED (TARGET, "4001"), 75, "plan", "smartsheet-maintenance" },
  { "time-out-at-the-target", CLOSED (TARGET, "4002"), 75, "plan", "smartsheet-closed" },
  { "overrun-at-the-target", CLOSED (TARGET, "4003"), 75, "plan", "smartsheet-throttled" },
  { "maintenance-at-an-upload", CLOSED (UPLOAD, "4001"), 75, "publish", "smartsheet-maintenance" },
  { "overrun-at-an-upload", CLOSED (UPLOAD, "4003"), 75, "publish", "smartsheet-throttled" },
  { "time-out-at-an-upload", CLOSED (UPLOAD, "4002"), 3, "publish-failed", "jobs-not-arrived" },
  { "maintenance-at-a-deletion", CLOSED (DELETION, "4001"), 75, "publish", "smartsheet-maintenance" },
  { "overrun-at-a-deletion", CLOSED (DELETION, "4003"), 75, "publish", "smartsheet-throttled" },
};

static void
test_a_closed_door (gconstpointer data)
{
  const Case *closed = data;
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) before = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  const TallyNotice *notice;

  tally_test_engine_change_a_price (engine);
  before = tally_test_target_get_changed (engine);
  tally_test_engine_set_faults (engine, closed->faults);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, closed->exit_code);
  notice = tally_test_run_find_notice (run, closed->notice);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice->text, closed->reason));
  g_assert_true (tally_test_target_has (engine, before->attachment_id));
  tally_test_engine_set_faults (engine, "[]");
  tally_clock_advance (engine->clock, CIRCUIT_USEC);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  tally_test_engine_assert_exactly_once (engine, next);
  g_assert_false (tally_test_target_has (engine, before->attachment_id));
  tally_test_engine_assert_settled (engine);
}

/* The run that recovers meets the closed door as well. */
static void
test_a_closed_door_in_recovery (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine, CLOSED (DELETION, "4001"));
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 75);
  again = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (again, 75);
  g_assert_nonnull (tally_test_run_find_notice (again, "recover"));
  tally_test_engine_set_faults (engine, "[]");
  tally_run_free (tally_test_engine_run (engine, NULL));
  tally_test_engine_assert_settled (engine);
}

/* A folder that can't be listed for now, and no sheet is known yet: not a matter of configuration. */
static void
test_a_place_out_of_reach (void)
{
  static const struct { const char *kind; int exit_code; } answers[] = {
    { "\"kind\": \"status\", \"status\": 500", 75 }, { "\"kind\": \"maintenance\"", 75 },
    { "\"kind\": \"forbid\"", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
      g_autofree char *faults = NULL;
      g_autoptr (TallyRun) run = NULL;
      faults = g_strdup_printf ("[{\"path\": \"*/folders/*\", %s, \"count\": 0}]", answers[i].kind);
      g_free (engine->sources);
      engine->sources = g_strdup ("\nfolders=4242");
      tally_test_engine_set_faults (engine, faults);
      run = tally_test_engine_run (engine, NULL);
      tally_test_run_assert_exit (run, answers[i].exit_code);
      g_assert_null (run->plan);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/closed/%s", cases[i].path);
      g_test_add_data_func (path, &cases[i], test_a_closed_door);
    }
  g_test_add_func ("/engine/closed/in-recovery", test_a_closed_door_in_recovery);
  g_test_add_func ("/engine/closed/a-place-out-of-reach", test_a_place_out_of_reach);
  return g_test_run ();
}
