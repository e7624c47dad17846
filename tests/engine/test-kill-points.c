/* test-kill-points.c
 *
 * Kills a publishing pass at random points, by the journal's steps, by calls and by time, sometimes the
 * pass that repairs it too, and compares the end with that of a twin that nothing befell. A part of it in
 * each test; './dev fuzz kill' goes on longer. The seed is GLib's: --seed repeats a series.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-kill.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test-twins.h"
#include "tally-test.h"

#define ENV_SECONDS "TALLY_TEST_SECONDS"
#define ENV_POINTS "TALLY_TEST_POINTS"
#define DEFAULT_SECONDS 20
#define DEFAULT_POINTS 10

/* A pair of worlds begins anew after so many rounds, so that first passes are killed too. */
#define N_ROUNDS 10

/* Any time: both are given the same. */
#define START_UTC_USEC (G_GINT64_CONSTANT (1764000000) * G_USEC_PER_SEC)

/* What was done so far. */
typedef struct {
  guint  n_killed[TALLY_TEST_KILL_N_KINDS];
  guint  n_through;
  guint  n_twice;
  guint  n_steps;       /* of the undisturbed pass */
  gint64 longest_usec;  /* of a process that came through or was killed late */
} Score;

static const char *const kind_names[] = { "at a step", "before a call", "after a call", "by time" };

typedef struct {
  TallyTestEngine *undisturbed;
  TallyTestEngine *killed;
  TallyTestWatch   watches[2];
  guint            round;
} Twins;

static TallyTestEngine *
make_engine (TallyTestWatch *watch)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 24;
  seed.n_weeks = 2;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  seed.with_old_workbooks = TRUE;
  engine = tally_test_engine_new (&seed);
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nmax-change-share=1\n[backup]\nkeep=0\n");
  tally_test_kill_watch (engine, watch);
  tally_test_twins_name (engine);
  return engine;
}

static void
set_time (TallyTestEngine *engine,
          guint            round)
{
  gint64 now = START_UTC_USEC + round * G_TIME_SPAN_HOUR;

  g_clear_pointer (&engine->clock, tally_clock_unref);
  engine->clock = tally_clock_new_virtual (now);
  engine->edit_utc_usec = now - G_TIME_SPAN_MINUTE;
}

static void
count_step_cb (const char *name,
               gpointer    data)
{
  ++*(guint *) data;
}

static void
run_through (TallyTestEngine *engine,
             guint           *n_steps)
{
  const TallyBatchOptions options = { .take_over = TRUE, .step = count_step_cb, .step_data = n_steps };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  tally_test_run_assert_exit (run, 0);
  g_assert_nonnull (tally_test_run_find_notice (run, "trail-whole"));
  tally_test_engine_assert_exactly_once (engine, run);
}

static TallyTestKill
choose_point (const Twins *twins,
              const Score *score)
{
  TallyTestKill point = { .kind = g_test_rand_int_range (0, TALLY_TEST_KILL_N_KINDS) };
  gint32 max = (gint32) score->n_steps;

  if (point.kind == TALLY_TEST_KILL_BEFORE_CALL || point.kind == TALLY_TEST_KILL_AFTER_CALL)
    max = (gint32) twins->watches[0].n_calls;
  else if (point.kind == TALLY_TEST_KILL_TIME)
    max = (gint32) score->longest_usec;
  point.at = (guint64) g_test_rand_int_range (1, MAX (max, 1) + 1);
  return point;
}

static void
kill_once (Twins *twins,
           Score *score)
{
  TallyTestKill point = choose_point (twins, score);
  gint64 began = g_get_monotonic_time ();
  gboolean killed;

  g_test_message ("round %u: %s, %" G_GUINT64_FORMAT, twins->round, kind_names[point.kind], point.at);
  killed = tally_test_kill_run (twins->killed, &twins->watches[1], &point);
  if (killed)
    score->n_killed[point.kind]++;
  else
    score->n_through++;
  score->longest_usec = MAX (score->longest_usec, g_get_monotonic_time () - began);
}

/* The ids of attachments are each world's own. */
static void
remove_named (TallyTestEngine     *engine,
              const TallyTestFile *wanted)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      g_autofree char *json = NULL;
      if (file->row_id != wanted->row_id || strcmp (file->name, wanted->name) != 0)
        continue;
      json = g_strdup_printf ("{\"op\": \"remove-attachment\", \"attachmentId\": %" G_GINT64_FORMAT "}",
                              file->attachment_id);
      tally_test_engine_edit (engine, json);
      return;
    }
  g_assert_not_reached ();
}

/* The same edits in both worlds. */
static void
edit (Twins *twins)
{
  guint percent = (guint) g_test_rand_int_range (5, 60);
  gint64 cents = 100 * g_test_rand_int_range (1, 10);
  gint32 victim = g_test_rand_int_range (0, 8);
  TallyTestEngine *const both[] = { twins->undisturbed, twins->killed };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    tally_test_engine_change_prices (both[i], percent, cents);
  if (victim == 0)
    {
      g_autoptr (TallyTestFile) file = tally_test_target_get_first (twins->undisturbed, 0);
      for (guint i = 0; i < G_N_ELEMENTS (both); i++)
        remove_named (both[i], file);
    }
}

static void
play_round (Twins *twins,
            Score *score)
{
  guint n_steps = 0, ignored = 0;

  twins->watches[0].n_calls = 0;
  set_time (twins->undisturbed, twins->round);
  set_time (twins->killed, twins->round);
  if (twins->round > 0)
    edit (twins);
  run_through (twins->undisturbed, &n_steps);
  score->n_steps = n_steps;
  kill_once (twins, score);
  if (g_test_rand_int_range (0, 4) == 0)
    {
      set_time (twins->killed, twins->round);
      kill_once (twins, score);
      score->n_twice++;
    }
  set_time (twins->killed, twins->round);
  run_through (twins->killed, &ignored);
  tally_test_twins_assert_same (twins->undisturbed, twins->killed);
  g_assert_cmpuint (twins->watches[1].n_uploads, ==, twins->watches[0].n_uploads);
  twins->round++;
}

static gint64
get_limit (const char *name,
           gint64      fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

static guint
count_points (const Score *score)
{
  guint n = 0;

  for (guint i = 0; i < TALLY_TEST_KILL_N_KINDS; i++)
    n += score->n_killed[i];
  return n;
}

static void
play_pair (Score  *score,
           gint64  until_usec,
           guint   n_points)
{
  Twins twins = { 0 };

  twins.undisturbed = make_engine (&twins.watches[0]);
  twins.killed = make_engine (&twins.watches[1]);
  while (twins.round < N_ROUNDS
         && (g_get_monotonic_time () < until_usec || count_points (score) < n_points))
    play_round (&twins, score);
  tally_test_engine_free (twins.undisturbed);
  tally_test_engine_free (twins.killed);
  g_mutex_clear (&twins.watches[0].mutex);
  g_mutex_clear (&twins.watches[1].mutex);
}

static void
test_a_pass_killed_anywhere_ends_as_if_undisturbed (void)
{
  guint n_points = (guint) get_limit (ENV_POINTS, DEFAULT_POINTS);
  gint64 until_usec = g_get_monotonic_time ()
                      + get_limit (ENV_SECONDS, DEFAULT_SECONDS) * G_USEC_PER_SEC;
  Score score = { .longest_usec = G_USEC_PER_SEC / 5 };

  while (g_get_monotonic_time () < until_usec || count_points (&score) < n_points)
    play_pair (&score, until_usec, n_points);
  for (guint i = 0; i < TALLY_TEST_KILL_N_KINDS; i++)
    g_test_message ("%u passes killed %s", score.n_killed[i], kind_names[i]);
  g_test_message ("%u passes killed in all, %u more came through, %u rounds had two", count_points (&score),
                  score.n_through, score.n_twice);
  g_assert_cmpuint (count_points (&score), >=, n_points);
}

int
main (int    argc,
      char **argv)
{
  if (tally_test_kill_is_child ())
    return tally_test_kill_run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/kill-points/a-pass-killed-anywhere-ends-as-if-undisturbed",
                   test_a_pass_killed_anywhere_ends_as_if_undisturbed);
  return g_test_run ();
}
