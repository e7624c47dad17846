/* tally-cli-actor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-actor.h"

#include "tally-cli-error.h"
#include "tally-address.h"
#include "tally-text.h"

static const char *
get_github_actor (char **environment)
{
  const char *actor = g_environ_getenv (environment, "GITHUB_ACTOR");

  return !tally_text_is_empty (actor) && g_utf8_validate (actor, -1, NULL) ? actor : NULL;
}

const char *
tally_cli_actor_find (const char   *given,
                      TallyConfig  *config,
                      char        **environment)
{
  const char *github = get_github_actor (environment);
  const char *configured = tally_config_get_text (config, "audit", "actor");

  if (given != NULL)
    return given;
  if (github != NULL)
    return github;
  return *configured != '\0' ? configured : NULL;
}

const char *
tally_cli_actor_find_or_user (const char   *given,
                              TallyConfig  *config,
                              char        **environment)
{
  const char *actor = tally_cli_actor_find (given, config, environment);

  return actor != NULL ? actor : g_get_user_name ();
}

const char *
tally_cli_actor_require (const char   *given,
                         TallyConfig  *config,
                         char        **environment,
                         GError      **error)
{
  const char *actor = tally_cli_actor_find (given, config, environment);

  if (actor == NULL)
    g_set_error_literal (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                         "say who decides: --as ADDRESS, or [audit] actor in the configuration; the owner of the token "
                         "may be anybody");
  else if ((given != NULL || get_github_actor (environment) == NULL) && !tally_address_is_valid (actor))
    g_set_error (error, TALLY_CLI_ERROR, TALLY_CLI_ERROR_USAGE,
                 "who decides goes by an e-mail address, not '%s'; see --as and [audit] actor", actor);
  else
    return actor;
  return NULL;
}
