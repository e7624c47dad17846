/* tally-cli-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-batch.h"

#include <unistd.h>

#include "tally-cli-error.h"
#include "tally-cli-printer.h"
#include "tally-cli-progress.h"
#include "tally-cli-signals.h"
#include "tally-config-source.h"
#include "tally-engine.h"
#include "tally-run-json.h"

#define EXIT_USAGE 2

/* What stands on the command line. */
typedef struct {
  gboolean   batch;
  gboolean   sandbox;
  gboolean   force;
  gboolean   take_over;
  gboolean   dry_run;
  gboolean   resume;
  gboolean   json;
  gboolean   quiet;
  gboolean   verbose;
  gboolean   reveal;
  int        max_groups;
  char      *config;
  char      *data_dir;
  char      *output_dir;
  char      *token_file;
  char      *base_url;
  char      *progress;
  char      *fail_on;
  char     **work_requests;
  char     **weeks;
  char     **jobs;
} BatchArguments;

/* The sandbox of --sandbox, and what it told. */
typedef struct {
  const TallyCliSandbox *launcher; /* (borrowed) */
  gpointer               handle;   /* (owned) */
  char                  *base_url;
  char                  *token;
  char                  *sources;
  char                  *target;
} RunningSandbox;

static void
batch_arguments_clear (BatchArguments *self)
{
  g_free (self->config);
  g_free (self->data_dir);
  g_free (self->output_dir);
  g_free (self->token_file);
  g_free (self->base_url);
  g_free (self->progress);
  g_free (self->fail_on);
  g_strfreev (self->work_requests);
  g_strfreev (self->weeks);
  g_strfreev (self->jobs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchArguments, batch_arguments_clear)

static void
running_sandbox_clear (RunningSandbox *self)
{
  if (self->handle != NULL)
    self->launcher->stop (self->handle);
  g_free (self->base_url);
  g_free (self->token);
  g_free (self->sources);
  g_free (self->target);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunningSandbox, running_sandbox_clear)

/* --work-request and --week take lists and may be repeated: one flat list comes out. */
static void
flatten_lists (char ***lists)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (*lists == NULL)
    return;
  for (guint i = 0; (*lists)[i] != NULL; i++)
    {
      g_auto (GStrv) items = g_strsplit_set ((*lists)[i], ",;", -1);
      for (guint j = 0; items[j] != NULL; j++)
        if (*g_strstrip (items[j]) != '\0')
          g_strv_builder_add (all, items[j]);
    }
  g_strfreev (*lists);
  *lists = g_strv_builder_end (all);
}

static gboolean
check_choice (const char  *option,
              const char  *value,
              const char  *accepted,
              GError     **error)
{
  g_auto (GStrv) choices = g_strsplit (accepted, "|", -1);

  if (value == NULL || g_strv_contains ((const char *const *) choices, value))
    return TRUE;
  g_set_error (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE, "%s takes %s, not '%s'", option,
               accepted, value);
  return FALSE;
}

static gboolean
check_arguments (BatchArguments  *arguments,
                 GError         **error)
{
  flatten_lists (&arguments->work_requests);
  flatten_lists (&arguments->weeks);
  if (arguments->max_groups < 0)
    {
      g_set_error_literal (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                           "--max-groups takes 0 (no limit) or more");
      return FALSE;
    }
  if (arguments->quiet && arguments->verbose)
    {
      g_set_error_literal (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                           "--quiet and --verbose exclude each other");
      return FALSE;
    }
  return check_choice ("--progress", arguments->progress, "auto|always|never", error)
         && check_choice ("--fail-on", arguments->fail_on, "low|medium|high|critical", error);
}

static gboolean
parse_arguments (int              argc,
                 char           **argv,
                 BatchArguments  *a,
                 GError         **error)
{
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_NONE, &a->batch, "Run one pass of the engine", NULL },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &a->config, "Read the configuration from FILE", "FILE" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &a->data_dir, "Keep the store in DIR", "DIR" },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &a->output_dir, "Write workbooks into DIR", "DIR" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &a->token_file, "Read the API token from FILE", "FILE" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &a->base_url, "Talk to this API address", "URL" },
    { "work-request", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->work_requests, "Only these work requests", "WR[,…]" },
    { "week", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->weeks, "Only weeks ending on these days", "MMDDYY[,…]" },
    { "max-groups", 0, 0, G_OPTION_ARG_INT, &a->max_groups, "At most N workbooks", "N" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &a->force, "Make and attach unchanged workbooks too", NULL },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &a->take_over, "Replace workbooks of another program", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &a->dry_run, "Change nothing in Smartsheet", NULL },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &a->resume, "Go on with the rows of the store, without a new sync", NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &a->sandbox, "Work on the built-in imitation of Smartsheet", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &a->json, "Print one JSON object", NULL },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &a->fail_on, "Exit 4 on findings of this level", "LEVEL" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &a->quiet, "Print nothing but errors", NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &a->verbose, "Say more", NULL },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &a->reveal, "Show names and amounts", NULL },
    { "progress", 0, 0, G_OPTION_ARG_STRING, &a->progress, "Show progress: auto, always, never", "WHEN" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->jobs, NULL, "[JOB…]" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_strdupv (argv);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, "Jobs: recover, sync, plan, workbooks, publish, summary; none = all of them.");
  return g_option_context_parse_strv (context, &copy, error) && check_arguments (a, error);
}

static gboolean
start_sandbox (const TallyCliSandbox  *launcher,
               const BatchArguments   *arguments,
               RunningSandbox         *running,
               GError                **error)
{
  g_autofree char *dir = NULL;

  if (!arguments->sandbox)
    return TRUE;
  if (launcher == NULL)
    {
      g_set_error_literal (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                           "this build has no sandbox");
      return FALSE;
    }
  dir = g_build_filename (arguments->data_dir, "state", NULL);
  running->launcher = launcher;
  running->handle = launcher->start (dir, &running->base_url, &running->token, &running->sources,
                                     &running->target, error);
  return running->handle != NULL;
}

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
load_config (const BatchArguments  *arguments,
             const RunningSandbox  *running,
             char                 **environment,
             GError               **error)
{
  g_autoptr (GArray) overrides = g_array_new (FALSE, FALSE, sizeof (TallyConfigOverride));
  g_autofree char *path = g_strdup (arguments->config);
  TallyConfigSource source = {
    .path_required = arguments->config != NULL,
    .environment = (const char *const *) environment,
  };

  if (path == NULL && !arguments->sandbox)
    path = tally_config_dup_default_path (source.environment);
  add_override (overrides, "--output-dir", "output", "folder", arguments->output_dir);
  add_override (overrides, "--base-url", "smartsheet", "base-url", arguments->base_url);
  if (running->handle != NULL)
    {
      add_override (overrides, "--sandbox", "smartsheet", "base-url", running->base_url);
      add_override (overrides, "--sandbox", "smartsheet", "rate-limit", "0");
      add_override (overrides, "--sandbox", "sources", "sheets", running->sources);
      add_override (overrides, "--sandbox", "target", "sheet", running->target);
    }
  source.path = path;
  source.overrides = (const TallyConfigOverride *) (gpointer) overrides->data;
  source.n_overrides = overrides->len;
  return tally_config_new (&source, error);
}

static gboolean
may_reveal (const BatchArguments *arguments,
            TallyConfig          *config,
            gboolean              in_ci)
{
  return arguments->reveal || !in_ci
         || g_strcmp0 (tally_config_get_text (config, "ci", "detail"), "full") == 0;
}

static void
report (const TallyRun       *run,
        const BatchArguments *arguments,
        gboolean              reveal,
        gboolean              in_ci,
        const char           *summary_path)
{
  g_autoptr (GError) error = NULL;

  if (arguments->json)
    {
      g_autofree char *json = tally_run_to_json (run, reveal);
      tally_cli_print ("%s\n", json);
    }
  else if (!arguments->quiet)
    tally_cli_print_run (run, reveal);
  if (!in_ci)
    return;
  tally_cli_print_annotations (run);
  if (summary_path != NULL && *summary_path != '\0'
      && !tally_cli_append_summary (run, summary_path, &error))
    tally_cli_complain ("the step summary was not written: %s", error->message);
}

static int
run_batch (const BatchArguments *arguments,
           TallyConfig          *config,
           const RunningSandbox *running,
           char                **environment)
{
  const TallyEngineOptions engine_options = {
    .config = config,
    .data_dir = arguments->data_dir,
    .token_file = arguments->token_file,
    .token = running->token,
    .environment = (const char *const *) environment,
  };
  const TallyBatchOptions options = {
    .jobs = (const char *const *) arguments->jobs,
    .work_requests = (const char *const *) arguments->work_requests,
    .weeks = (const char *const *) arguments->weeks,
    .max_groups = (guint) arguments->max_groups,
    .force = arguments->force,
    .take_over = arguments->take_over,
    .dry_run = arguments->dry_run,
    .resume = arguments->resume,
  };
  gboolean in_ci = g_strcmp0 (g_environ_getenv (environment, "GITHUB_ACTIONS"), "true") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngine) engine = tally_engine_new (&engine_options, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallyCliSignals) signals = NULL;
  g_autoptr (TallyProgress) progress = NULL;
  g_autoptr (TallyRun) run = NULL;

  if (engine == NULL)
    {
      tally_cli_complain ("%s", error->message);
      return EXIT_USAGE;
    }
  signals = tally_cli_signals_new (cancellable);
  progress = tally_cli_progress_new (arguments->progress, arguments->quiet || in_ci, cancellable);
  run = tally_engine_run_batch (engine, &options, progress, cancellable);
  tally_cli_progress_end (progress);
  report (run, arguments, may_reveal (arguments, config, in_ci), in_ci,
          g_environ_getenv (environment, "GITHUB_STEP_SUMMARY"));
  return tally_run_get_exit_code (run);
}

/* Sandbox data never meets real money: it has a data directory of its own. */
static void
choose_data_dir (BatchArguments *arguments)
{
  g_autofree char *base = g_strdup (arguments->data_dir);

  if (base == NULL)
    base = g_build_filename (g_get_user_data_dir (), "tallyman", NULL);
  g_free (arguments->data_dir);
  arguments->data_dir = arguments->sandbox ? g_build_filename (base, "sandbox", NULL)
                                           : g_steal_pointer (&base);
  if (arguments->sandbox && arguments->output_dir == NULL)
    arguments->output_dir = g_build_filename (arguments->data_dir, "workbooks", NULL);
}

int
tally_cli_batch (int                     argc,
                 char                  **argv,
                 const TallyCliSandbox  *sandbox)
{
  g_auto (BatchArguments) arguments = { 0 };
  g_auto (RunningSandbox) running = { 0 };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (TallyConfig) config = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_arguments (argc, argv, &arguments, &error))
    {
      tally_cli_complain ("%s; see 'tallyman --batch --help'", error->message);
      return EXIT_USAGE;
    }
  choose_data_dir (&arguments);
  if (!start_sandbox (sandbox, &arguments, &running, &error)
      || (config = load_config (&arguments, &running, environment, &error)) == NULL)
    {
      tally_cli_complain ("%s", error->message);
      return EXIT_USAGE;
    }
  return run_batch (&arguments, config, &running, environment);
}
