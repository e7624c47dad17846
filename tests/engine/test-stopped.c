/* test-stopped.c
 *
 * Stops a pass in each of its phases and at each step of the publishing journal: it ends cleanly,
 * says what remains, and the next one completes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

static const TallyNotice *
find_notice (const TallyRun *run,
             const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (strcmp (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return run->notices->pdata[i];
  return NULL;
}

static void
assert_stopped (const TallyRun *run,
                const char     *remaining)
{
  const TallyNotice *notice = find_notice (run, "stopped");

  g_assert_nonnull (notice);
  g_test_message ("%s", notice->text);
  g_assert_nonnull (strstr (notice->text, remaining));
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
}

static void
assert_next_completes (TallyTestEngine *engine)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) again = NULL;

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  tally_test_engine_assert_exactly_once (engine, run);
  again = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (again), ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

/* Where to stop. */
typedef struct {
  const char   *name;
  GCancellable *cancellable; /* (owned) */
} Stop;

static void
stop_in_phase_cb (const TallyProgressState *state,
                  gpointer                  data)
{
  Stop *stop = data;

  if (g_strcmp0 (state->phase, stop->name) == 0)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_a_stop_in_a_phase (gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { data, cancellable };
  g_autoptr (TallyProgress) progress = tally_progress_new (stop_in_phase_cb, &stop, NULL, cancellable);
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;

  run = tally_test_engine_run_watched (engine, NULL, progress, cancellable);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  assert_stopped (run, "publish");
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  assert_next_completes (engine);
}

static void
stop_at_step_cb (const char *name,
                 gpointer    data)
{
  Stop *stop = data;

  if (strcmp (name, stop->name) == 0)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_a_stop_at_a_step (gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { data, cancellable };
  const TallyBatchOptions options = { .step = stop_at_step_cb, .step_data = &stop };
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (tally_run_get_exit_code (first), ==, 0);
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run_watched (engine, &options, NULL, cancellable);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  if (find_notice (run, "stopped") != NULL) /* at the last steps nothing may remain */
    assert_stopped (run, "publish");
  else
    g_assert_cmpuint (run->counts.n_published, ==, 1);
  assert_next_completes (engine);
}

static void
test_a_stop_before_the_start (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) run = NULL;

  g_cancellable_cancel (cancellable);
  run = tally_test_engine_run_watched (engine, NULL, NULL, cancellable);
  assert_stopped (run, "sync");
  assert_next_completes (engine);
}

int
main (int    argc,
      char **argv)
{
  static const char *const phases[] = { "sync", "plan", "workbooks", "publish" };
  static const char *const steps[] = { "planned", "attached", "committed", "archived", "deleted" };

  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/stopped/before-the-start", test_a_stop_before_the_start);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/stopped/in-%s", phases[i]);
      g_test_add_data_func (path, phases[i], test_a_stop_in_a_phase);
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/stopped/at-%s", steps[i]);
      g_test_add_data_func (path, steps[i], test_a_stop_at_a_step);
    }
  return g_test_run ();
}
