/* tally-app-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-arguments.h"

#include "tally-app-error.h"

/* An option of the app, and whether a value follows it. */
typedef struct {
  const char *name;
  gboolean    has_value;
} Option;

static const Option options[] = {
  { "--config", TRUE },      { "--data-dir", TRUE }, { "--token-file", TRUE },          { "--state", TRUE },
  { "--pack", TRUE },        { "--page", TRUE },        { "--sandbox", FALSE }, { "--gapplication-service", FALSE },
};

/* Returns how many arguments it takes, 0 = not one of the app's. */
static guint
measure (const char *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gsize length = strlen (options[i].name);
      if (strcmp (argument, options[i].name) == 0)
        return options[i].has_value ? 2 : 1;
      if (options[i].has_value && strncmp (argument, options[i].name, length) == 0 && argument[length] == '=')
        return 1;
    }
  return 0;
}

gboolean
tally_app_arguments_fit (char **argv)
{
  guint n_arguments;
  guint i = 1;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, FALSE);
  n_arguments = g_strv_length (argv);
  while (i < n_arguments)
    {
      guint n = measure (argv[i]);
      if (n == 0)
        return FALSE;
      i += n;
    }
  return i == n_arguments;
}

gboolean
tally_app_arguments_parse (TallyAppArguments  *self,
                           char              **argv,
                           GError            **error)
{
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config, NULL, NULL },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir, NULL, NULL },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &self->state_file, NULL, NULL },
    { "pack", 0, 0, G_OPTION_ARG_FILENAME, &self->state_file, NULL, NULL },
    { "page", 0, 0, G_OPTION_ARG_STRING, &self->page, NULL, NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &self->sandbox, NULL, NULL },
    { "gapplication-service", 0, 0, G_OPTION_ARG_NONE, &self->is_service, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_strdupv (argv);

  *self = (TallyAppArguments) { 0 };
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &copy, error))
    return FALSE;
  if (self->state_file == NULL || !self->sandbox)
    return TRUE;
  g_set_error_literal (error, TALLY_APP_ERROR, TALLY_APP_ERROR_USAGE,
                       "--pack opens what a run left, --sandbox starts made-up data: give one of them");
  return FALSE;
}

void
tally_app_arguments_clear (TallyAppArguments *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->config);
  g_free (self->data_dir);
  g_free (self->token_file);
  g_free (self->state_file);
  g_free (self->page);
  *self = (TallyAppArguments) { 0 };
}

gboolean
tally_app_arguments_is_alone (const TallyAppArguments *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->config != NULL || self->data_dir != NULL || self->token_file != NULL || self->state_file != NULL
         || self->sandbox;
}
