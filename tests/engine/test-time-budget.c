/* test-time-budget.c
 *
 * A run whose time is up: what is in hand is finished, nothing new is begun, the next run begins with
 * what was left. Time is a virtual clock that the journal's steps move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define BUDGET "[run]\ntime-budget-minutes=4\n"

static void
set_budget (TallyTestEngine *engine,
            const char      *settings)
{
  g_free (engine->settings);
  engine->settings = g_strdup (settings);
}

/* Each workbook that is committed takes two minutes. */
static void
take_two_minutes_cb (const char *name,
                     gpointer    data)
{
  if (strcmp (name, "committed") == 0)
    tally_clock_advance (data, 2 * G_TIME_SPAN_MINUTE);
}

static TallyRun *
run_slowly (TallyTestEngine *engine)
{
  const TallyBatchOptions options = { .step = take_two_minutes_cb, .step_data = engine->clock };

  return tally_test_engine_run (engine, &options);
}

static void
assert_says (const TallyRun *run,
             const char     *part)
{
  const TallyNotice *notice = tally_test_run_find_notice (run, "time-budget");

  g_assert_nonnull (notice);
  if (strstr (notice->text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, notice->text);
  g_assert_nonnull (strstr (notice->text, part));
}

static void
test_nothing_new_is_published_after_its_time (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autofree char *left = NULL;
  guint64 n_left;

  set_budget (engine, BUDGET);
  run = run_slowly (engine);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (run->counts.n_published, ==, 2);
  n_left = tally_plan_count (run->plan, TALLY_PLAN_NEW) - 2;
  g_assert_cmpuint (n_left, >=, 1);
  g_assert_cmpuint (run->counts.n_left, ==, n_left);
  left = g_strdup_printf ("budget of 4 min is spent; what was in hand is done, the next run begins with "
                          "what is left: %" G_GUINT64_FORMAT " workbook", n_left);
  assert_says (run, left);
  assert_says (run, ", cleanup, verify-trail");
  set_budget (engine, "");
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, n_left);
  g_assert_cmpuint (next->counts.n_workbooks_written, ==, 0); /* they lie there, made */
  g_assert_null (tally_test_run_find_notice (next, "time-budget"));
  tally_test_engine_assert_exactly_once (engine, next);
  tally_test_engine_assert_settled (engine);
}

/* The one that changed meanwhile does not push in. */
static void
test_the_next_run_begins_with_what_was_left (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  G_GNUC_UNUSED g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_prices (engine, 100, 100);
  set_budget (engine, "[run]\ntime-budget-minutes=2\n[publish]\nmax-change-share=1\n");
  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  first = run_slowly (engine);
  tally_test_run_assert_exit (first, 3);
  g_assert_cmpuint (first->counts.n_published, ==, 1);
  for (guint n_left = (guint) first->counts.n_left; n_left > 0; n_left--)
    {
      g_autoptr (TallyRun) run = NULL;
      tally_test_engine_change_a_price (engine); /* of the workbook that is published already */
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
      run = run_slowly (engine);
      tally_test_run_assert_exit (run, 3);
      g_assert_cmpuint (run->counts.n_published, ==, 1);
      g_assert_cmpuint (run->counts.n_left, ==, n_left); /* one less, and the one that pushes */
    }
  next = run_slowly (engine); /* only that one is left */
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  g_assert_cmpuint (next->counts.n_left, ==, 0);
  set_budget (engine, "");
  tally_test_engine_assert_settled (engine);
}

/* While the first sheet is read the half of the budget passes that reading may have. */
static void
take_three_minutes_cb (const TallyProgressState *state,
                       gpointer                  data)
{
  if (g_strcmp0 (state->phase, "sync") == 0 && state->n_done == 1)
    tally_clock_advance (data, 3 * G_TIME_SPAN_MINUTE);
}

/* More sheets than are read at once. */
static TallyTestEngine *
make_wide_world (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 12;
  seed.rows_per_sheet = 10;
  seed.n_weeks = 1;
  seed.n_work_requests = 12;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  set_budget (engine, BUDGET);
  return engine;
}

static TallyRun *
read_slowly (TallyTestEngine *engine)
{
  g_autoptr (TallyProgress) progress = tally_progress_new (take_three_minutes_cb, engine->clock, NULL,
                                                           NULL);

  return tally_test_engine_run_watched (engine, NULL, progress, NULL);
}

/* Rows that nobody has seen yet could belong to any workbook. */
static void
test_nothing_is_published_before_every_sheet_was_read_once (void)
{
  g_autoptr (TallyTestEngine) engine = make_wide_world ();
  g_autoptr (TallyRun) run = read_slowly (engine);
  g_autoptr (TallyRun) next = NULL;

  tally_test_run_assert_exit (run, 3);
  assert_says (run, " sheets");
  g_assert_nonnull (tally_test_run_find_notice (run, "sheets-unread"));
  g_assert_cmpuint (run->counts.n_sheets_read, <, 12);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_sheets_read, ==, 12 - run->counts.n_sheets_read);
  tally_test_engine_assert_settled (engine);
}

/* Of twelve changed sheets five are read by the first run and five others by the next one. */
static void
test_a_sheet_that_is_left_is_read_first (void)
{
  g_autoptr (TallyTestEngine) engine = make_wide_world ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  guint64 n_read = 0;

  tally_test_run_assert_exit (first, 0);
  set_budget (engine, BUDGET "[publish]\nmax-change-share=1\n");
  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  tally_test_engine_change_prices (engine, 100, 100);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TallyRun) run = read_slowly (engine);
      tally_test_run_assert_exit (run, 3);
      g_assert_cmpuint (run->counts.n_sheets_read, >=, 4);
      g_assert_cmpuint (run->counts.n_sheets_unchanged, ==, 0);
      g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_SOURCE_LOST), >, 0);
      g_assert_null (tally_test_run_find_notice (run, "sheets-unread"));
      n_read += run->counts.n_sheets_read;
      tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
    }
  g_clear_pointer (&first, tally_run_free);
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 0);
  g_assert_cmpuint (first->counts.n_sheets_read, ==, 12 - n_read);
  tally_test_engine_assert_settled (engine);
}

/* The run's last try of a call comes in the grace at the end of its time. */
static void
test_a_service_that_is_away_does_not_outlast_it (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;
  gint64 began_usec = tally_clock_get_monotonic_usec (engine->clock);

  set_budget (engine, "[run]\ntime-budget-minutes=1\n");
  tally_test_engine_set_faults (engine, "[{\"path\": \"*\", \"kind\": \"throttle\", \"retryAfter\": \"59\", \"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpint (tally_run_get_exit_code (run), !=, 0);
  g_assert_cmpint (tally_clock_get_monotonic_usec (engine->clock) - began_usec, <=, 6 * G_TIME_SPAN_MINUTE);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/time-budget/nothing-new-is-published-after-its-time",
                   test_nothing_new_is_published_after_its_time);
  g_test_add_func ("/engine/time-budget/the-next-run-begins-with-what-was-left",
                   test_the_next_run_begins_with_what_was_left);
  g_test_add_func ("/engine/time-budget/nothing-is-published-before-every-sheet-was-read-once",
                   test_nothing_is_published_before_every_sheet_was_read_once);
  g_test_add_func ("/engine/time-budget/a-sheet-that-is-left-is-read-first",
                   test_a_sheet_that_is_left_is_read_first);
  g_test_add_func ("/engine/time-budget/a-service-that-is-away-does-not-outlast-it",
                   test_a_service_that_is_away_does_not_outlast_it);
  return g_test_run ();
}
