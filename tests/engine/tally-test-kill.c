/* tally-test-kill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-kill.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-sandbox-watch.h"
#include "tally-test.h"

#define ENV_STEP "TALLY_TEST_KILL_STEP"
#define ENV_USEC "TALLY_TEST_KILL_USEC"
#define ENV_CLOCK "TALLY_TEST_CLOCK"
#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

gboolean
tally_test_kill_is_child (void)
{
  return g_getenv (ENV_CLOCK) != NULL;
}

static gint64
get_number (const char *name)
{
  return g_ascii_strtoll (g_getenv (name), NULL, 10);
}

static void
kill_at_step_cb (const char *name,
                 gpointer    data)
{
  gint64 *n_left = data;

  if (--*n_left == 0)
    kill (getpid (), SIGKILL);
}

/* The kernel does it, whatever the process is about. */
static void
kill_after (gint64 usec)
{
  struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
  const struct itimerspec when = {
    .it_value = { usec / G_USEC_PER_SEC, (usec % G_USEC_PER_SEC) * 1000 },
  };
  timer_t timer;

  if (usec == 0)
    return;
  g_assert_cmpint (timer_create (CLOCK_MONOTONIC, &event, &timer), ==, 0);
  g_assert_cmpint (timer_settime (timer, 0, &when, NULL), ==, 0);
}

int
tally_test_kill_run_child (void)
{
  gint64 n_steps_left = get_number (ENV_STEP);
  const TallyBatchOptions options = {
    .take_over = TRUE, .step = kill_at_step_cb, .step_data = &n_steps_left,
  };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (get_number (ENV_CLOCK));
  g_autoptr (TallyConfig) config = NULL;
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  kill_after (get_number (ENV_USEC));
  config = tally_config_new (&source, &error);
  g_assert_no_error (error);
  engine = tally_engine_new (&(TallyEngineOptions) { .config = config, .data_dir = g_getenv (ENV_DATA),
                                                     .token = g_getenv (ENV_TOKEN), .clock = clock },
                             &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  for (guint i = 0; tally_run_get_exit_code (run) != 0 && i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_printerr ("# killed process: %s %s: %s (%s)\n", notice->code, notice->subject, notice->text,
                  notice->detail);
    }
  return tally_run_get_exit_code (run);
}

/* Whether the process is to be killed at this call. */
static gboolean
is_due (const TallyTestWatch *watch,
        gboolean              is_done)
{
  return watch->pid != 0 && watch->n_calls == watch->kill.at
         && watch->kill.kind == (is_done ? TALLY_TEST_KILL_AFTER_CALL : TALLY_TEST_KILL_BEFORE_CALL);
}

static gboolean
see_call_cb (const char *operation,
             const char *path,
             gboolean    is_done,
             gpointer    data)
{
  TallyTestWatch *watch = data;
  gboolean is_killed;

  g_mutex_lock (&watch->mutex);
  watch->n_calls += is_done ? 0 : 1;
  watch->n_uploads += is_done && strcmp (operation, "attach") == 0 && strstr (path, "/rows/") != NULL;
  is_killed = is_due (watch, is_done);
  if (is_killed)
    kill (watch->pid, SIGKILL);
  g_mutex_unlock (&watch->mutex);
  return !is_killed;
}

void
tally_test_kill_watch (TallyTestEngine *engine,
                       TallyTestWatch  *watch)
{
  g_mutex_init (&watch->mutex);
  tally_sandbox_server_set_watch (engine->server, see_call_cb, watch);
}

static GSubprocess *
start_child (TallyTestEngine     *engine,
             const TallyTestKill *point)
{
  g_autofree char *config = g_build_filename (engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autofree char *step = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                           point->kind == TALLY_TEST_KILL_STEP ? point->at : 0);
  g_autofree char *usec = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                           point->kind == TALLY_TEST_KILL_TIME ? point->at : 0);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, tally_clock_get_utc_usec (engine->clock));
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  g_subprocess_launcher_setenv (launcher, ENV_STEP, step, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_USEC, usec, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_CLOCK, now, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_CONFIG, config, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_DATA, engine->data_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_TOKEN, tally_sandbox_server_get_token (engine->server), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  return child;
}

gboolean
tally_test_kill_run (TallyTestEngine     *engine,
                     TallyTestWatch      *watch,
                     const TallyTestKill *point)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  const char *pid;

  g_mutex_lock (&watch->mutex); /* no call is counted before the process is known */
  watch->n_calls = 0;
  watch->kill = *point;
  child = start_child (engine, point);
  pid = g_subprocess_get_identifier (child);
  watch->pid = pid != NULL ? (int) g_ascii_strtoll (pid, NULL, 10) : 0; /* NULL: it has ended already */
  g_mutex_unlock (&watch->mutex);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_mutex_lock (&watch->mutex);
  watch->pid = 0;
  g_mutex_unlock (&watch->mutex);
  if (g_subprocess_get_if_signaled (child))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
      return TRUE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);
  return FALSE;
}
