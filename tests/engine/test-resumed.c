/* test-resumed.c
 *
 * Going on with the rows of the store, and with one run that ended before its plan was carried out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define UPLOAD_FORBIDDEN "[{\"operation\": \"attach\", \"first\": 2, \"kind\": \"forbid\", \"count\": 0}]"

static TallyRun *
resume (TallyTestEngine *engine,
        gint64           run_id)
{
  const TallyBatchOptions options = { .resume = TRUE, .resume_run = run_id };

  return tally_test_engine_run (engine, &options);
}

static guint
count_sheet_calls (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "get-sheet");
}

/* The first run: one workbook is published, the others are not. */
static TallyTestEngine *
make_half_published (gint64 *out_run_id,
                     guint  *out_n_left)
{
  TallyTestEngine *engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, UPLOAD_FORBIDDEN);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  *out_run_id = run->run_id;
  *out_n_left = (guint) run->counts.n_upload_failed;
  g_assert_cmpuint (*out_n_left, >=, 2);
  tally_test_engine_set_faults (engine, "[]");
  return engine;
}

static void
assert_refused (TallyTestEngine *engine,
                gint64           run_id,
                const char      *part)
{
  guint n_calls = tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL);
  g_autoptr (TallyRun) run = resume (engine, run_id);
  const TallyNotice *notice = tally_test_run_find_notice (run, "start");

  tally_test_run_assert_exit (run, 2);
  g_assert_nonnull (notice);
  if (strstr (notice->text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, notice->text);
  g_assert_nonnull (strstr (notice->text, part));
  g_assert_cmpint (run->run_id, ==, 0);
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL), ==, n_calls);
}

static void
test_what_is_left_of_a_run_is_done (void)
{
  gint64 run_id;
  guint n_left;
  g_autoptr (TallyTestEngine) engine = make_half_published (&run_id, &n_left);
  guint n_reads;
  g_autoptr (TallyRun) run = NULL;

  n_reads = count_sheet_calls (engine);
  run = resume (engine, run_id);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->plan->entries->len, ==, n_left);
  g_assert_cmpuint (run->counts.n_published, ==, n_left);
  g_assert_cmpuint (run->plan->n_filtered, >, 0);
  g_assert_cmpuint (count_sheet_calls (engine), <=, n_reads + 2); /* the target's columns and rows */
  tally_test_engine_assert_exactly_once (engine, run);
  assert_refused (engine, run_id, "it is complete; there is no run that can, leave --resume out");
  tally_test_engine_assert_settled (engine);
}

/* Edits that the store knows nothing of are left to the next sync. */
static void
test_resuming_publishes_the_rows_of_the_store (void)
{
  gint64 run_id;
  guint n_left;
  g_autoptr (TallyTestEngine) engine = make_half_published (&run_id, &n_left);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_a_price (engine);
  run = resume (engine, run_id);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, n_left);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 0);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_lines_changed, ==, 1);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  tally_test_engine_assert_settled (engine);
}

static void
test_refusals_list_what_can_be_resumed (void)
{
  gint64 run_id;
  guint n_left;
  g_autoptr (TallyTestEngine) engine = make_half_published (&run_id, &n_left);
  g_autofree char *list = g_strdup_printf ("run 99 can't be resumed: there is no such run; runs that can: %"
                                           G_GINT64_FORMAT " (%u workbooks)", run_id, n_left);
  g_autoptr (TallyRun) stopped = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  assert_refused (engine, 99, list);
  g_cancellable_cancel (cancellable);
  stopped = tally_test_engine_run_watched (engine, NULL, NULL, cancellable);
  tally_test_run_assert_exit (stopped, 3);
  assert_refused (engine, stopped->run_id, "it ended before it had a plan; runs that can: ");
}

/* Without a target what counts is whether the file was made. */
static void
test_without_a_target_nothing_is_left_of_what_was_made (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *lost = g_strconcat (engine->sources, ";4242", NULL);
  g_autoptr (TallyRun) run = NULL;

  engine->target = 0;
  g_free (engine->sources);
  engine->sources = g_steal_pointer (&lost);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3); /* a sheet is lost */
  g_assert_cmpuint (run->counts.n_workbooks_written, >, 0);
  assert_refused (engine, run->run_id, "it is complete");
}

/* What a sheet that could not be read holds stays held without a new sync. */
static void
test_a_lost_sheet_still_holds (void)
{
  const TallyBatchOptions newest = { .resume = TRUE };
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) lost = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_auto (GStrv) sheets = NULL;
  g_autofree char *faults = NULL;
  guint n_writes;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 30;
  seed.n_weeks = 1;
  seed.n_work_requests = 2;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 0);
  tally_test_engine_change_a_price (engine); /* on the lower sheet */
  sheets = g_strsplit (engine->sources, ";", -1);
  faults = g_strdup_printf ("[{\"path\": \"*/sheets/%s*\", \"kind\": \"forbid\", \"count\": 0}]",
                            strcmp (sheets[0], sheets[1]) < 0 ? sheets[1] : sheets[0]);
  tally_test_engine_set_faults (engine, faults);
  lost = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (lost, 3);
  g_assert_cmpuint (tally_plan_count (lost->plan, TALLY_PLAN_HELD), ==, 1);
  n_writes = tally_test_engine_count_writes (engine);
  run = tally_test_engine_run (engine, &newest);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_SOURCE_LOST), ==, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/resumed/what-is-left-of-a-run-is-done", test_what_is_left_of_a_run_is_done);
  g_test_add_func ("/engine/resumed/resuming-publishes-the-rows-of-the-store",
                   test_resuming_publishes_the_rows_of_the_store);
  g_test_add_func ("/engine/resumed/refusals-list-what-can-be-resumed",
                   test_refusals_list_what_can_be_resumed);
  g_test_add_func ("/engine/resumed/without-a-target-nothing-is-left-of-what-was-made",
                   test_without_a_target_nothing_is_left_of_what_was_made);
  g_test_add_func ("/engine/resumed/a-lost-sheet-still-holds", test_a_lost_sheet_still_holds);
  return g_test_run ();
}
