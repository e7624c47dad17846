/* test-fenced.c
 *
 * A publisher that is stopped with SIGSTOP at a step of its journal, past the end of its lease; another
 * one takes the lease over and publishes; then the first one goes on. It notices before it changes a
 * row: nothing hangs there twice, nothing of the other one is touched, not even its lease.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>

#include "tally-config-source.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-marker.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"
#define ENV_STEP "TALLY_TEST_STOP_AT"
#define ENV_NOW "TALLY_TEST_NOW"

/* As long as it is stopped. */
#define STOPPED_USEC ((gint64) (TALLY_JOBS_LEASE_SECS + 60) * G_USEC_PER_SEC)

/* Where it is stopped: the names of the journal's steps. */
static const struct {
  const char *path;
  const char *step;
  gboolean    is_change;    /* a workbook of ours hangs there already and is replaced */
  gboolean    wakes_inside; /* it goes on while the other one holds the lease */
} cases[] = {
  { "before-the-upload", "planned", FALSE, FALSE },
  { "after-the-upload", "attached", FALSE, FALSE },
  { "before-it-is-recorded", "before-committed", FALSE, FALSE },
  { "after-it-is-recorded", "committed", FALSE, FALSE },
  { "before-the-upload-and-the-other-is-at-work", "planned", FALSE, TRUE },
  { "after-the-upload-and-the-other-is-at-work", "attached", FALSE, TRUE },
  { "before-a-change-is-uploaded", "planned", TRUE, FALSE },
  { "before-the-older-one-is-archived", "before-archived", TRUE, FALSE },
  { "before-the-older-one-is-deleted", "archived", TRUE, FALSE },
  { "before-the-older-one-is-deleted-and-the-other-is-at-work", "archived", TRUE, TRUE },
};

/* --- the child -------------------------------------------------------------------------------- */

/* What the child waits for. */
typedef struct {
  const char *step;
  TallyClock *clock; /* (borrowed) */
  gboolean    is_done;
} Stop;

/* Both its clocks went on while it was stopped. */
static void
stop_cb (const char *name,
         gpointer    data)
{
  Stop *stop = data;

  if (stop->is_done || strcmp (name, stop->step) != 0)
    return;
  stop->is_done = TRUE;
  raise (SIGSTOP);
  tally_clock_advance (stop->clock, STOPPED_USEC);
}

static int
run_child (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (g_ascii_strtoll (g_getenv (ENV_NOW), NULL, 10));
  Stop stop = { .step = g_getenv (ENV_STEP), .clock = clock };
  const TallyBatchOptions options = { .step = stop_cb, .step_data = &stop };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config, .clock = clock, .data_dir = g_getenv (ENV_DATA), .token = g_getenv (ENV_TOKEN),
  };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_printerr ("child: %s: %s\n", notice->code, notice->text);
    }
  return tally_run_get_exit_code (run);
}

/* --- its parent ------------------------------------------------------------------------------- */

/* A world, a publisher in a process of its own, and another one here. */
typedef struct {
  TallyTestEngine *engine;      /* (owned) */
  TallyTestEngine *other;       /* (owned) */
  GPid             pid;
  int              exit_code;   /* of the child, -1 = it has not ended */
  gboolean         lease_stood; /* the other one's, after the child had ended */
} Pair;

static void
pair_clear (Pair *self)
{
  g_clear_pointer (&self->other, tally_test_engine_free);
  g_clear_pointer (&self->engine, tally_test_engine_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  return tally_test_engine_new_timed (&seed, 0);
}

static void
start_child (Pair       *self,
             const char *step)
{
  g_autofree char *config = g_build_filename (self->engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (self->engine);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT,
                                          tally_clock_get_utc_usec (self->engine->clock));
  char *argv[] = { program, NULL };
  g_auto (GStrv) env = g_get_environ ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  env = g_environ_setenv (env, ENV_CONFIG, config, TRUE);
  env = g_environ_setenv (env, ENV_DATA, self->engine->data_dir, TRUE);
  env = g_environ_setenv (env, ENV_TOKEN, tally_sandbox_server_get_token (self->engine->server), TRUE);
  env = g_environ_setenv (env, ENV_STEP, step, TRUE);
  env = g_environ_setenv (env, ENV_NOW, now, TRUE);
  self->exit_code = -1;
  g_assert_true (g_spawn_async (NULL, argv, env, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid, &error));
  g_assert_no_error (error);
}

/* Until it has stopped itself; the time that it stays so passes for everybody. */
static void
wait_stopped (Pair *self)
{
  int status = 0;

  g_assert_cmpint (waitpid (self->pid, &status, WUNTRACED), ==, self->pid);
  g_assert_true (WIFSTOPPED (status));
  tally_clock_advance (self->engine->clock, STOPPED_USEC);
}

static char *
dup_target (Pair *self)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (self->engine);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      g_string_append_printf (text, "%" G_GINT64_FORMAT " on %" G_GINT64_FORMAT " %s\n", file->attachment_id,
                              file->row_id, file->name);
    }
  return g_string_free (text, FALSE);
}

static guint
count_leases (Pair *self)
{
  g_autoptr (GPtrArray) names = tally_test_target_list_sheet_files (self->engine);
  TallyJobsMarker marker;
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    n += tally_jobs_marker_parse (names->pdata[i], &marker)
         && marker.kind == TALLY_JOBS_MARKER_LEASE ? 1 : 0;
  return n;
}

/* It goes on to its end, and changes no row. */
static void
wake (Pair *self)
{
  g_autofree char *before = dup_target (self);
  g_autofree char *after = NULL;
  guint n_leases = count_leases (self);
  int status = 0;

  if (self->exit_code != -1)
    return;
  g_assert_cmpint (kill (self->pid, SIGCONT), ==, 0);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_assert_true (WIFEXITED (status));
  self->exit_code = WEXITSTATUS (status);
  after = dup_target (self);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_leases (self), ==, n_leases);
}

static void
step_cb (const char *name,
         gpointer    data)
{
  Pair *self = data;

  if (self->exit_code != -1)
    return;
  g_assert_cmpuint (count_leases (self), ==, 1); /* the other one swept what had run out */
  wake (self);
  self->lease_stood = count_leases (self) == 1;
}

static void
take_over_lease (Pair     *self,
                 gboolean  wakes_inside)
{
  const TallyBatchOptions watched = { .step = step_cb, .step_data = self };
  g_autoptr (TallyRun) run = tally_test_engine_run (self->other, wakes_inside ? &watched : NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (self->lease_stood, ==, wakes_inside);
  tally_test_engine_assert_exactly_once (self->other, run);
}

/* The old holder's next pass finds all in order or leaves it to a person; it doubles nothing. */
static void
assert_nothing_doubled (Pair *self)
{
  g_autoptr (TallyRun) next = tally_test_engine_run (self->engine, NULL);
  g_autoptr (TallyRun) last = NULL;
  int exit_code = tally_run_get_exit_code (next);

  g_assert_true (exit_code == 0 || exit_code == 3);
  last = tally_test_engine_run (self->other, NULL);
  tally_test_run_assert_exit (last, 0);
  tally_test_engine_assert_exactly_once (self->other, last);
  g_assert_cmpuint (last->counts.n_published, ==, 0);
  g_assert_cmpuint (count_leases (self), ==, 0);
}

static void
test_stopped (gconstpointer data)
{
  const gsize at = GPOINTER_TO_SIZE (data);
  g_auto (Pair) pair = { .engine = make_engine () };

  pair.other = tally_test_engine_new_beside (pair.engine, "other");
  if (cases[at].is_change)
    {
      g_autoptr (TallyRun) first = tally_test_engine_run (pair.engine, NULL);
      tally_test_run_assert_exit (first, 0);
      tally_test_engine_change_a_price (pair.engine);
    }
  start_child (&pair, cases[at].step);
  wait_stopped (&pair);
  g_assert_cmpuint (count_leases (&pair), ==, 1);
  take_over_lease (&pair, cases[at].wakes_inside);
  wake (&pair);
  g_assert_cmpint (pair.exit_code, ==, 75);
  assert_nothing_doubled (&pair);
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (ENV_STEP) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/fenced/%s", cases[i].path);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_stopped);
    }
  return g_test_run ();
}
