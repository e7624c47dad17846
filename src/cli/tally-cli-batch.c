/* tally-cli-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-batch.h"

#include "tally-cli-actor.h"
#include "tally-cli-arguments.h"
#include "tally-cli-error.h"
#include "tally-cli-health.h"
#include "tally-cli-log.h"
#include "tally-cli-printer.h"
#include "tally-cli-progress.h"
#include "tally-cli-signals.h"
#include "tally-cli-table.h"
#include "tally-cli-test-mode.h"
#include "tally-config-source.h"
#include "tally-engine-schedule.h"
#include "tally-run-json.h"
#include "tally-run-own-error.h"
#include "tally-text.h"

#define EXIT_FAILED 1

/* The sandbox of --sandbox. */
typedef struct {
  TallyEngineSandbox *sandbox;  /* (owned) (nullable) */
  char              **settings; /* (owned) (nullable): of TEST_MODE, which has no --sandbox */
} RunningSandbox;

static void
running_sandbox_clear (RunningSandbox *self)
{
  g_clear_pointer (&self->sandbox, tally_engine_sandbox_free);
  g_strfreev (self->settings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunningSandbox, running_sandbox_clear)

static void
add_override (GArray     *overrides,
              const char *option,
              const char *group,
              const char *key,
              const char *value)
{
  TallyConfigOverride override = { .group = group, .key = key, .value = value, .option = option };

  g_array_append_val (overrides, override);
}

static TallyConfig *
load_config (const TallyCliArguments  *arguments,
             const RunningSandbox     *running,
             char                    **environment,
             GError                  **error)
{
  g_autoptr (GArray) overrides = g_array_new (FALSE, FALSE, sizeof (TallyConfigOverride));
  g_autofree char *path = g_strdup (arguments->config);
  g_autoptr (TallyConfig) config = NULL;
  TallyConfigSource source = { .path_required = arguments->config != NULL };

  source.environment = (const char *const *) (arguments->sandbox ? running->settings : environment);
  if (path == NULL && !arguments->sandbox)
    path = tally_config_dup_default_path (source.environment);
  add_override (overrides, "--output-dir", "output", "folder", arguments->output_dir);
  add_override (overrides, "--base-url", "smartsheet", "base-url", arguments->base_url);
  add_override (overrides, "--time-budget", "run", "time-budget-minutes", arguments->time_budget);
  add_override (overrides, "--expect-head", "trail", "expected-head", arguments->expect_head);
  add_override (overrides, "--fail-on", "audit", "fail-on", arguments->fail_on);
  add_override (overrides, "--fail-on-new", "audit", "fail-on-new", arguments->fail_on_new ? "true" : NULL);
  if (running->sandbox != NULL)
    tally_engine_sandbox_add_overrides (running->sandbox, overrides);
  source.path = path;
  source.overrides = (const TallyConfigOverride *) (gpointer) overrides->data;
  source.n_overrides = overrides->len;
  config = tally_config_new (&source, error);
  if (config == NULL || (arguments->sandbox && !tally_engine_sandbox_check_config (config, error)))
    return NULL;
  return g_steal_pointer (&config);
}

static void
annotate (const TallyRun *run,
          TallyLog       *log,
          gboolean        is_full,
          char          **environment)
{
  const char *path = g_environ_getenv (environment, "GITHUB_STEP_SUMMARY");
  g_autoptr (GError) error = NULL;

  tally_cli_print_annotations (run, is_full);
  if (path != NULL && *path != '\0' && !tally_cli_append_summary (run, path, &error))
    tally_log (log, TALLY_LOG_LEVEL_WARNING, "the step summary was not written: {message}",
               TALLY_LOG_FOREIGN ("message", error->message));
}

static void
print_health (const TallyHealth *health,
              gboolean           reveal)
{
  g_autofree char *text = tally_cli_health_dup_text (health, tally_cli_table_get_width (), reveal);

  tally_cli_print ("%s", text);
}

/* Who is told what happens while a run is at work. */
typedef struct {
  TallyLog   *log;     /* (borrowed) */
  gboolean    reveal;
  gboolean    is_full; /* [ci] detail: annotations may tell more than ids */
  const char *actor;   /* (borrowed) (nullable): who asks for the pass */
} Listener;

/* The one place where the outcome of a run, or what kept it from starting, reaches its user. */
static int
report (const TallyRun          *run,
        const Listener          *listener,
        const TallyCliArguments *arguments,
        char                   **environment)
{
  gboolean reveal = listener->reveal;
  gboolean started = run->run_id != 0;
  int exit_code = tally_run_get_exit_code (run);

  if (tally_cli_is_in_ci (environment))
    annotate (run, listener->log, listener->is_full, environment);
  if (arguments->json)
    {
      g_autofree char *json = tally_run_to_json (run, reveal);
      tally_cli_print ("%s\n", json);
    }
  if (!arguments->json && !arguments->quiet && run->health != NULL)
    print_health (run->health, reveal);
  if (!arguments->json && !arguments->quiet && started)
    {
      tally_cli_print_run (run, reveal);
      if (arguments->verbose && reveal)
        tally_cli_print_workbooks (run);
    }
  if (tally_cli_flush ())
    return exit_code;
  tally_log (listener->log, TALLY_LOG_LEVEL_ERROR, "standard output can't be written; free space, or read it "
                                         "to its end");
  return exit_code != 0 ? exit_code : EXIT_FAILED;
}

static void
notice_cb (const TallyNotice *notice,
           gpointer           data)
{
  const Listener *listener = data;

  tally_cli_progress_clear ();
  tally_cli_log_notice (listener->log, notice, listener->reveal);
}

static TallyRun *
run_engine (TallyEngine              *engine,
            const TallyCliArguments  *arguments,
            const TallyScheduleStart *start,
            Listener                 *listener,
            gboolean                  in_ci)
{
  const TallyBatchOptions options = {
    .start = start,
    .jobs = (const char *const *) arguments->jobs,
    .work_requests = (const char *const *) arguments->work_requests,
    .weeks = (const char *const *) arguments->weeks,
    .max_groups = (guint) arguments->max_groups,
    .force = arguments->force,
    .take_over = arguments->take_over,
    .dry_run = arguments->dry_run,
    .resume = arguments->resume,
    .resume_run = arguments->resume_run,
    .actor = listener->actor,
    .on_notice = notice_cb,
    .on_notice_data = listener,
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  G_GNUC_UNUSED g_autoptr (TallyCliSignals) signals = tally_cli_signals_new (cancellable);
  g_autoptr (TallyProgress) progress = NULL;
  TallyRun *run;

  progress = tally_cli_progress_new (arguments->progress, arguments->quiet || in_ci, cancellable);
  run = tally_engine_run_batch (engine, &options, progress, cancellable);
  tally_cli_progress_clear ();
  return run;
}

static TallyRun *
run_batch (const TallyCliArguments  *arguments,
           TallyConfig              *config,
           const RunningSandbox     *running,
           Listener                 *listener,
           char                    **environment,
           GError                  **error)
{
  const TallyEngineOptions options = {
    .config = config,
    /* The sandbox's own folder holds its world; a carried store is at work elsewhere. */
    .data_dir = arguments->state != NULL && arguments->sandbox ? NULL : arguments->data_dir,
    .state_file = arguments->state,
    .passphrase_file = arguments->passphrase_file,
    .token_file = arguments->token_file,
    .token = running->sandbox != NULL ? tally_engine_sandbox_get_token (running->sandbox) : NULL,
    .environment = (const char *const *) environment,
    .log = listener->log,
  };
  g_autoptr (TallyEngine) engine = tally_engine_new (&options, error);
  g_autoptr (TallyScheduleStart) start = NULL;

  if (engine == NULL)
    return NULL;
  if (arguments->schedule != NULL)
    start = tally_engine_schedule_find_start (engine, arguments->schedule, error);
  if (arguments->schedule != NULL && start == NULL)
    return NULL;
  return run_engine (engine, arguments, start, listener, tally_cli_is_in_ci (environment));
}

static gboolean
start_sandbox (const TallyEngineSandboxLauncher  *launcher,
               TallyCliArguments                 *arguments,
               RunningSandbox                    *running,
               GError                           **error)
{
  if (!arguments->sandbox)
    return TRUE;
  running->sandbox = tally_engine_sandbox_new (launcher, arguments->data_dir, error);
  if (running->sandbox == NULL)
    return FALSE;
  tally_text_set (&arguments->data_dir, tally_engine_sandbox_get_data_dir (running->sandbox));
  if (arguments->output_dir == NULL)
    arguments->output_dir = g_strdup (tally_engine_sandbox_get_output_dir (running->sandbox));
  return TRUE;
}

/* A run that did not start. */
static TallyRun *
refuse (Listener     *listener,
        const GError *error)
{
  TallyRun *run = tally_run_new ();

  run->listener = notice_cb;
  run->listener_data = listener;
  tally_run_add_own_error (run, TALLY_OUTCOME_USAGE, "usage", error);
  return run;
}

static TallyConfig *
choose_config (const TallyEngineSandboxLauncher  *launcher,
               TallyCliArguments                 *arguments,
               RunningSandbox                    *running,
               char                             **environment,
               GError                           **error)
{
  if (!start_sandbox (launcher, arguments, running, error))
    return NULL;
  return load_config (arguments, running, environment, error);
}

int
tally_cli_batch (int                                argc,
                 char                             **argv,
                 const TallyEngineSandboxLauncher  *launcher)
{
  g_auto (TallyCliArguments) arguments = { 0 };
  g_auto (RunningSandbox) running = { 0 };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (TallyConfig) config = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GError) error = NULL;
  Listener listener = { 0 }; /* GLib keeps its log for its writer until the process ends */

  if (!tally_cli_arguments_parse (&arguments, argc, argv, &error))
    g_prefix_error (&error, "see 'tallyman --batch --help': ");
  else if (tally_cli_test_mode_choose (&arguments, environment, &running.settings, &error))
    config = choose_config (launcher, &arguments, &running, environment, &error);
  listener.reveal = tally_cli_may_reveal (arguments.reveal, config, environment);
  listener.is_full = config != NULL && strcmp (tally_config_get_text (config, "ci", "detail"), "full") == 0;
  listener.log = tally_cli_log_install (config, &arguments, listener.reveal);
  listener.actor = config != NULL ? tally_cli_actor_find (NULL, config, environment) : NULL;
  if (config != NULL)
    run = run_batch (&arguments, config, &running, &listener, environment, &error);
  if (run == NULL)
    run = refuse (&listener, error);
  else if (running.settings != NULL)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "test-mode", NULL,
                          "TEST_MODE is true and there is no token: this pass was against the built-in "
                          "sandbox and read no configuration file; give a token for a dry run");
  return report (run, &listener, &arguments, environment);
}
