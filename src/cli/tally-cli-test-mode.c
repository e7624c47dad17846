/* tally-cli-test-mode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-test-mode.h"

#include "tally-config-source.h"
#include "tally-secret.h"

/* What says which rows, not where they are: ids of an account mean nothing to the sandbox. */
static const char *const kept[] = {
  "WR_FILTER", "MAX_GROUPS", "REGEN_WEEKS", "FORCE_GENERATION", "HISTORY_SKIP_ENABLED", "QUIET_LOGGING",
  "EXCLUDE_WRS", "TALLYMAN_RUN_WORK_REQUESTS", "TALLYMAN_RUN_WEEKS", "TALLYMAN_RUN_FORCE_WEEKS",
  "TALLYMAN_RUN_MAX_GROUPS", "TALLYMAN_RUN_FORCE", "TALLYMAN_RUN_DRY_RUN", "TALLYMAN_LOG_LEVEL",
  "TALLYMAN_CI_DETAIL", NULL,
};

static gboolean
has_no_token (char **environment)
{
  const TallySecretPlaces places = { .environment = (const char *const *) environment };
  g_autoptr (TallySecret) secret = NULL;

  /* A token in a broken place is a mistake to tell, not a wish for the sandbox. */
  return tally_secret_lookup (&places, TALLY_SECRET_SMARTSHEET_TOKEN, NULL, &secret, NULL) && secret == NULL;
}

static char **
keep_settings (char **environment)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  for (guint i = 0; environment[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (environment[i], strcspn (environment[i], "="));

      if (g_strv_contains (kept, name))
        g_strv_builder_add (out, environment[i]);
    }
  return g_strv_builder_end (out);
}

gboolean
tally_cli_test_mode_choose (TallyCliArguments   *arguments,
                            char               **environment,
                            char              ***out_settings,
                            GError             **error)
{
  gboolean is_asked;

  g_return_val_if_fail (arguments != NULL && environment != NULL && out_settings != NULL, FALSE);
  if (!tally_config_find_test_mode ((const char *const *) environment, &is_asked, error))
    return FALSE;
  *out_settings = NULL;
  if (!is_asked || arguments->sandbox || arguments->token_file != NULL || !has_no_token (environment))
    return TRUE;
  arguments->sandbox = TRUE;
  g_clear_pointer (&arguments->config, g_free);
  g_clear_pointer (&arguments->base_url, g_free);
  *out_settings = keep_settings (environment);
  return TRUE;
}
