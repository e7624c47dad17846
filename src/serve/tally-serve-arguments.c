/* tally-serve-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-serve-arguments.h"

#include "tally-config-source.h"
#include "tally-serve-error.h"

void
tally_serve_arguments_clear (TallyServeArguments *self)
{
  g_free (self->config);
  g_free (self->data_dir);
  g_free (self->output_dir);
  g_free (self->token_file);
  g_free (self->base_url);
}

static gboolean
check (TallyServeArguments  *self,
       char                **rest,
       GError              **error)
{
  if (self->quiet && self->verbose)
    g_set_error_literal (error, TALLY_SERVE_ERROR, TALLY_SERVE_ERROR_USAGE,
                         "--quiet and --verbose exclude each other");
  else if (self->sandbox && self->base_url != NULL)
    g_set_error_literal (error, TALLY_SERVE_ERROR, TALLY_SERVE_ERROR_USAGE,
                         "--sandbox has an address of its own; take --base-url out");
  else if (self->sandbox && self->token_file != NULL)
    g_set_error_literal (error, TALLY_SERVE_ERROR, TALLY_SERVE_ERROR_USAGE,
                         "--sandbox has a token of its own; take --token-file out");
  else if (rest[0] != NULL && rest[1] != NULL)
    g_set_error (error, TALLY_SERVE_ERROR, TALLY_SERVE_ERROR_USAGE,
                 "--serve takes no '%s'; which jobs are done when stands in [schedule-NAME] jobs", rest[1]);
  else
    return TRUE;
  return FALSE;
}

gboolean
tally_serve_arguments_parse (TallyServeArguments  *self,
                             char                **argv,
                             GError              **error)
{
  const GOptionEntry entries[] = {
    { "serve", 0, 0, G_OPTION_ARG_NONE, &self->serve, "Keep the engine on its schedule", NULL },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config, "Read the configuration from FILE", "FILE" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir, "Keep the store in DIR", "DIR" },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->output_dir, "Write workbooks into DIR", "DIR" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file, "Read the API token from FILE", "FILE" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &self->base_url, "Talk to this API address", "URL" },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &self->sandbox, "Work on the built-in imitation of Smartsheet", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &self->quiet, "Log nothing but errors", NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &self->verbose, "Log more", NULL },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &self->reveal, "Log names and amounts too", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_strdupv (argv);

  g_option_context_set_summary (context, "Starts passes when their schedules are due, until SIGTERM or SIGINT; SIGHUP "
                                         "has the configuration read again.");
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, &copy, error) && check (self, copy, error);
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

static void
add_overrides (const TallyServeArguments *self,
               TallyEngineSandbox        *sandbox,
               GArray                    *overrides)
{
  const char *output_dir = self->output_dir;

  if (output_dir == NULL && sandbox != NULL)
    output_dir = tally_engine_sandbox_get_output_dir (sandbox);
  add_override (overrides, "--output-dir", "output", "folder", output_dir);
  add_override (overrides, "--base-url", "smartsheet", "base-url", self->base_url);
  if (sandbox != NULL)
    tally_engine_sandbox_add_overrides (sandbox, overrides);
}

TallyConfig *
tally_serve_arguments_load_config (const TallyServeArguments  *self,
                                   TallyEngineSandbox         *sandbox,
                                   char                      **environment,
                                   GError                    **error)
{
  g_autoptr (GArray) overrides = g_array_new (FALSE, FALSE, sizeof (TallyConfigOverride));
  g_autofree char *path = g_strdup (self->config);
  g_autoptr (TallyConfig) config = NULL;
  TallyConfigSource source = { .path_required = path != NULL };

  if (sandbox == NULL)
    source.environment = (const char *const *) environment;
  if (path == NULL && sandbox == NULL)
    path = tally_config_dup_default_path (source.environment);
  add_overrides (self, sandbox, overrides);
  source.path = path;
  source.overrides = (const TallyConfigOverride *) (gpointer) overrides->data;
  source.n_overrides = overrides->len;
  config = tally_config_new (&source, error);
  if (config == NULL || (sandbox != NULL && !tally_engine_sandbox_check_config (config, error)))
    return NULL;
  return g_steal_pointer (&config);
}
