/* tally-cli-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-session.h"

#include "tally-cli-log.h"
#include "tally-cli-printer.h"
#include "tally-config-source.h"
#include "tally-json.h"

#define EXIT_FAILED 1

static gboolean
parse (TallyCliSession      *self,
       const TallyCliUsage  *usage,
       gboolean             *out_reveal,
       char                **argv,
       GError              **error)
{
  const GOptionEntry common[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config_path, "Read the configuration from FILE",
      "FILE" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir, "Keep the store in DIR", "DIR" },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->output_dir, "Write workbooks to DIR", "DIR" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file, "Read the API token from FILE",
      "FILE" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &self->base_url, "Talk to URL instead of the region's",
      "URL" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, "Print one JSON object", NULL },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, out_reveal, "Show names and amounts in a CI's log too", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  g_auto (GStrv) arguments = g_strdupv (argv);
  gboolean parsed;

  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_description (context, usage->description);
  g_option_context_add_main_entries (context, common, NULL);
  if (usage->entries != NULL)
    g_option_context_add_main_entries (context, usage->entries, NULL);
  parsed = g_option_context_parse_strv (context, &arguments, error);
  self->arguments = g_strdupv (arguments[0] != NULL ? arguments + 1 : arguments);
  return parsed;
}

static gboolean
load_config (TallyCliSession  *self,
             GError          **error)
{
  const TallyConfigOverride overrides[] = {
    { .group = "output", .key = "folder", .value = self->output_dir, .option = "--output-dir" },
    { .group = "smartsheet", .key = "base-url", .value = self->base_url, .option = "--base-url" },
  };
  g_autofree char *path = g_strdup (self->config_path);
  TallyConfigSource source = {
    .path_required = path != NULL,
    .environment = (const char *const *) self->environment,
    .overrides = overrides,
    .n_overrides = G_N_ELEMENTS (overrides),
  };

  if (path == NULL)
    path = tally_config_dup_default_path (source.environment);
  source.path = path;
  self->config = tally_config_new (&source, error);
  return self->config != NULL;
}

static void
say_warnings (TallyCliSession *self)
{
  const char *const *warnings = tally_config_list_warnings (self->config);

  for (guint i = 0; warnings[i] != NULL; i++)
    tally_cli_complain ("%s", warnings[i]);
}

static gboolean
make_engine (TallyCliSession  *self,
             GError          **error)
{
  TallyEngineOptions options = {
    .config = self->config,
    .data_dir = self->data_dir,
    .state_file = self->state,
    .passphrase_file = self->passphrase_file,
    .token_file = self->token_file,
    .environment = (const char *const *) self->environment,
    .log = self->log,
  };

  self->engine = tally_engine_new (&options, error);
  return self->engine != NULL;
}

gboolean
tally_cli_session_open (TallyCliSession      *self,
                        const TallyCliUsage  *usage,
                        int                   argc,
                        char                **argv,
                        GError              **error)
{
  const TallyCliArguments no_arguments = { 0 };
  gboolean reveal = FALSE;

  g_return_val_if_fail (self != NULL && usage != NULL && argc > 0, FALSE);
  self->environment = g_get_environ ();
  if (!parse (self, usage, &reveal, argv, error))
    {
      g_prefix_error (error, "see 'tallyman %s --help': ", argv[0]);
      return FALSE;
    }
  if (!load_config (self, error))
    return FALSE;
  say_warnings (self);
  self->reveal = tally_cli_may_reveal (reveal, self->config, self->environment);
  self->log = tally_cli_log_install (self->config, &no_arguments, self->reveal);
  return make_engine (self, error);
}

int
tally_cli_session_fail (const TallyCliSession *self,
                        int                    exit_code,
                        const char            *message)
{
  tally_cli_complain ("%s", message);
  if (self->json)
    {
      g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
      g_autofree char *text = NULL;

      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "error", message);
      tally_json_writer_add_int64 (writer, "exit_code", exit_code);
      tally_json_writer_end_object (writer);
      text = tally_json_writer_finish (writer, FALSE);
      tally_cli_print ("%s\n", text);
    }
  return tally_cli_session_finish (self, exit_code);
}

int
tally_cli_session_finish (const TallyCliSession *self,
                          int                    exit_code)
{
  g_return_val_if_fail (self != NULL, EXIT_FAILED);
  if (tally_cli_flush ())
    return exit_code;
  tally_cli_complain ("standard output can't be written; free space, or read it to its end");
  return exit_code != 0 ? exit_code : EXIT_FAILED;
}

void
tally_cli_session_clear (TallyCliSession *self)
{
  g_clear_pointer (&self->engine, tally_engine_free);
  g_clear_pointer (&self->config, tally_config_unref);
  g_clear_pointer (&self->arguments, g_strfreev);
  g_clear_pointer (&self->environment, g_strfreev);
  g_clear_pointer (&self->config_path, g_free);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  g_clear_pointer (&self->output_dir, g_free);
  g_clear_pointer (&self->token_file, g_free);
  g_clear_pointer (&self->base_url, g_free);
}
