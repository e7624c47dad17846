/* tally-cli-check-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-check-config.h"

#include "tally-cli-printer.h"
#include "tally-config-source.h"
#include "tally-json.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2

static const char *const origins[] = { "default", "file", "environment", "command-line" };

/* A text being built, and the group it is in. */
typedef struct {
  GString    *text;
  const char *group;
} TextReport;

static void
add_text_key (const TallyConfigKey *key,
              const TallyConfig    *config,
              gpointer              user_data)
{
  TextReport *report = user_data;
  const char *place;

  tally_config_get_origin (config, key->group, key->name, &place);
  if (g_strcmp0 (report->group, key->group) != 0)
    g_string_append_printf (report->text, "%s[%s]\n", report->group != NULL ? "\n" : "", key->group);
  report->group = key->group;
  g_string_append_printf (report->text, "# %s\n%s=%s\n", place, key->name,
                          tally_config_get_text (config, key->group, key->name));
}

char *
tally_cli_check_config_dup_text (const TallyConfig *config,
                                 const TallySecret *token)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TextReport report = { text, NULL };

  if (tally_config_get_path (config) != NULL)
    g_string_append_printf (text, "# file: %s\n", tally_config_get_path (config));
  else
    g_string_append (text, "# file: none\n");
  if (token != NULL)
    g_string_append_printf (text, "# " TALLY_SECRET_SMARTSHEET_TOKEN ": ******** from %s\n\n",
                            tally_secret_get_origin (token));
  else
    g_string_append (text, "# " TALLY_SECRET_SMARTSHEET_TOKEN ": not found\n\n");
  tally_config_foreach (config, add_text_key, &report);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_json_key (const TallyConfigKey *key,
              const TallyConfig    *config,
              gpointer              user_data)
{
  TallyJsonWriter *writer = user_data;
  const char *place;
  TallyConfigOrigin origin = tally_config_get_origin (config, key->group, key->name, &place);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "group", key->group);
  tally_json_writer_add_text (writer, "key", key->name);
  tally_json_writer_add_text (writer, "value", tally_config_get_text (config, key->group, key->name));
  tally_json_writer_add_text (writer, "origin", origins[origin]);
  tally_json_writer_add_text (writer, "place", place);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_check_config_dup_json (const TallyConfig *config,
                                 const TallySecret *token)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  const char *const *warnings = tally_config_list_warnings (config);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "file", tally_config_get_path (config));
  tally_json_writer_begin_object (writer, "secrets");
  tally_json_writer_add_text (writer, TALLY_SECRET_SMARTSHEET_TOKEN,
                              token != NULL ? tally_secret_get_origin (token) : NULL);
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_array (writer, "keys");
  tally_config_foreach (config, add_json_key, writer);
  tally_json_writer_end_array (writer);
  tally_json_writer_begin_array (writer, "warnings");
  for (guint i = 0; warnings[i] != NULL; i++)
    tally_json_writer_add_text (writer, NULL, warnings[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, TRUE);
}

static int
report (const TallyConfig *config,
        const TallySecret *token,
        const char        *token_problem,
        gboolean           json)
{
  const char *const *warnings = tally_config_list_warnings (config);
  g_autofree char *text = NULL;

  for (guint i = 0; warnings[i] != NULL; i++)
    tally_cli_complain ("%s", warnings[i]);
  if (token_problem != NULL)
    tally_cli_complain ("%s", token_problem);
  if (token != NULL && tally_secret_get_warning (token) != NULL)
    tally_cli_complain ("%s", tally_secret_get_warning (token));
  text = json ? tally_cli_check_config_dup_json (config, token) : tally_cli_check_config_dup_text (config, token);
  tally_cli_print (json ? "%s\n" : "%s", text);
  if (tally_cli_flush ())
    return 0;
  tally_cli_complain ("standard output can't be written");
  return EXIT_FAILED;
}

int
tally_cli_check_config (int    argc,
                        char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *token_file = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &path, "Read the configuration from FILE", "FILE" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &token_file, "Read the API token from FILE", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_auto (GStrv) environment = g_get_environ ();
  TallyConfigSource source = { .environment = (const char *const *) environment };
  TallySecretPlaces places = { .environment = (const char *const *) environment };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) token_error = NULL;
  g_autoptr (TallyConfig) config = NULL;
  g_autoptr (TallySecret) token = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, "Prints the resolved configuration and where each value comes from.");
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      tally_cli_complain ("%s; see 'tallyman check-config --help'", error->message);
      return EXIT_USAGE;
    }
  if (arguments[0] != NULL && arguments[1] != NULL)
    {
      tally_cli_complain ("check-config takes options only; see 'tallyman check-config --help'");
      return EXIT_USAGE;
    }
  source.path_required = path != NULL;
  if (path == NULL)
    path = tally_config_dup_default_path (source.environment);
  source.path = path;
  config = tally_config_new (&source, &error);
  if (config == NULL)
    {
      tally_cli_complain ("%s", error->message);
      return EXIT_USAGE;
    }
  places.token_file = token_file;
  token = tally_secret_find (&places, TALLY_SECRET_SMARTSHEET_TOKEN, NULL, &token_error);
  return report (config, token, token_error != NULL ? token_error->message : NULL, json);
}
