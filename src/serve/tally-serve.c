/* tally-serve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-serve.h"

#include <unistd.h>

#include "tally-core-error.h"
#include "tally-engine-error.h"
#include "tally-engine-keeper.h"
#include "tally-serve-arguments.h"
#include "tally-serve-error.h"
#include "tally-serve-loop.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_RETRY_LATER 75

/* What an engine is made of, each time the configuration is read. */
typedef struct {
  TallyServeArguments  arguments;
  TallyEngineSandbox  *sandbox;     /* (owned) (nullable): of --sandbox, outlives the engine */
  char               **environment; /* (owned) */
  char                *data_dir;    /* (owned) (nullable): the one that is held */
  TallyClock          *clock;       /* (owned) */
  TallyLog            *log;         /* (borrowed): GLib keeps it for its writer until the process ends */
} Serve;

static void
serve_clear (Serve *self)
{
  tally_serve_arguments_clear (&self->arguments);
  tally_engine_sandbox_free (self->sandbox);
  g_strfreev (self->environment);
  g_free (self->data_dir);
  tally_clock_unref (self->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serve, serve_clear)

gboolean
tally_serve_is_asked_for (char **argv)
{
  for (guint i = 1; argv[0] != NULL && argv[i] != NULL && strcmp (argv[i], "--") != 0; i++)
    if (strcmp (argv[i], "--serve") == 0)
      return TRUE;
  return FALSE;
}

/* Its lines are for the journal, where nobody asked: what a pass does is said, unless that is too
 * much. */
static TallyLogLevel
choose_level (const TallyServeArguments *arguments,
              TallyConfig               *config)
{
  const char *level = config != NULL ? tally_config_get_text (config, "log", "level") : "normal";

  if (arguments->quiet || (!arguments->verbose && strcmp (level, "quiet") == 0))
    return TALLY_LOG_LEVEL_ERROR;
  return arguments->verbose || strcmp (level, "verbose") == 0 ? TALLY_LOG_LEVEL_DEBUG : TALLY_LOG_LEVEL_INFO;
}

static GLogWriterOutput
write_cb (GLogLevelFlags   log_level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  if (g_log_writer_default_would_drop (log_level, NULL))
    return G_LOG_WRITER_HANDLED;
  return tally_log_writer (log_level, fields, n_fields, user_data);
}

static TallyLog *
install_log (const TallyServeArguments *arguments,
             TallyConfig               *config)
{
  const TallyLogOptions options = {
    .fd = STDERR_FILENO,
    .level = choose_level (arguments, config),
    .reveal = arguments->reveal,
    .color = isatty (STDERR_FILENO) == 1,
  };
  TallyLog *log = tally_log_new (&options);

  g_log_set_writer_func (write_cb, log, NULL);
  return log;
}

/* The directory of before, whatever a configuration that is read again says. */
static const char *
get_data_dir (Serve *self)
{
  if (self->data_dir != NULL)
    return self->data_dir;
  return self->sandbox != NULL ? tally_engine_sandbox_get_data_dir (self->sandbox) : self->arguments.data_dir;
}

static TallyEngine *
make_engine (Serve        *self,
             TallyConfig  *config,
             GError      **error)
{
  const TallyEngineOptions options = {
    .config = config,
    .data_dir = get_data_dir (self),
    .token_file = self->arguments.token_file,
    .token = self->sandbox != NULL ? tally_engine_sandbox_get_token (self->sandbox) : NULL,
    .environment = (const char *const *) self->environment,
    .clock = self->clock,
    .log = self->log,
  };

  return tally_engine_new (&options, error);
}

static TallyConfig *
load_config (Serve   *self,
             GError **error)
{
  return tally_serve_arguments_load_config (&self->arguments, self->sandbox, self->environment, error);
}

static TallyEngine *
load_cb (gpointer   data,
         GError   **error)
{
  Serve *self = data;
  g_autoptr (TallyConfig) config = load_config (self, error);

  return config != NULL ? make_engine (self, config, error) : NULL;
}

static void
say_warnings (TallyConfig *config,
              TallyLog    *log)
{
  const char *const *warnings = tally_config_list_warnings (config);

  for (guint i = 0; warnings[i] != NULL; i++)
    tally_log (log, TALLY_LOG_LEVEL_WARNING, "{warning}", TALLY_LOG_TEXT ("warning", warnings[i]));
}

static gboolean
serve (Serve        *self,
       TallyEngine  *engine,
       GError      **error)
{
  g_autoptr (TallyServeNotify) notify = tally_serve_notify_new (self->environment);
  g_autoptr (TallyEngineKeeper) keeper = tally_engine_keeper_new (engine, error);
  TallyServeLoopOptions options = {
    .engine = engine,
    .load = load_cb,
    .load_data = self,
    .notify = notify,
    .clock = self->clock,
    .log = self->log,
    .reveal = self->arguments.reveal,
  };
  g_autoptr (TallyServeLoop) loop = NULL;

  if (keeper == NULL)
    {
      tally_engine_free (engine);
      return FALSE;
    }
  self->data_dir = g_strdup (tally_engine_get_data_dir (engine));
  loop = tally_serve_loop_new (&options, error);
  if (loop == NULL)
    return FALSE;
  tally_serve_loop_run (loop);
  return TRUE;
}

static gboolean
load_and_serve (Serve   *self,
                GError **error)
{
  g_autoptr (TallyConfig) config = load_config (self, error);
  TallyEngine *engine;

  self->log = install_log (&self->arguments, config);
  if (config == NULL)
    return FALSE;
  say_warnings (config, self->log);
  engine = make_engine (self, config, error);
  return engine != NULL && serve (self, engine, error);
}

static gboolean
start_sandbox (Serve                             *self,
               const TallyEngineSandboxLauncher  *launcher,
               GError                           **error)
{
  if (self->arguments.sandbox)
    self->sandbox = tally_engine_sandbox_new (launcher, self->arguments.data_dir, error);
  return !self->arguments.sandbox || self->sandbox != NULL;
}

static int
fail (Serve        *self,
      const GError *error)
{
  if (self->log == NULL)
    self->log = install_log (&self->arguments, NULL);
  tally_log (self->log, TALLY_LOG_LEVEL_ERROR, "{message}", TALLY_LOG_FOREIGN ("message", error->message));
  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY))
    return EXIT_RETRY_LATER;
  if (error->domain == G_OPTION_ERROR || error->domain == TALLY_SERVE_ERROR
      || g_error_matches (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG)
      || g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG))
    return EXIT_USAGE;
  return EXIT_FAILED;
}

int
tally_serve_main (char                             **argv,
                  const TallyEngineSandboxLauncher  *launcher)
{
  g_auto (Serve) self = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, EXIT_USAGE);
  self.environment = g_get_environ ();
  self.clock = tally_clock_new_system ();
  if (!tally_serve_arguments_parse (&self.arguments, argv, &error))
    g_prefix_error (&error, "see 'tallyman --serve --help': ");
  else if (start_sandbox (&self, launcher, &error) && load_and_serve (&self, &error))
    return 0;
  return fail (&self, error);
}
