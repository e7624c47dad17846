/* tally-probe-token.c
 *
 * Whether there is a token, where it was found, and whether the service takes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-smartsheet-user.h"
#include "tally-text.h"

static void
run_token (TallyJobsCheckup *checkup,
           TallyHealthProbe *probe)
{
  TallyJobsContext *context = checkup->context;
  const TallyJobsPlaces *places = checkup->places;
  g_autoptr (TallySmartsheetUser) user = NULL;
  g_autoptr (GError) error = NULL;

  if (context->client == NULL)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                            "give it with --token-file, in $CREDENTIALS_DIRECTORY, or in SMARTSHEET_API_TOKEN",
                            "there is no usable token");
      if (places->client_failure != NULL)
        tally_text_set (&probe->detail, places->client_failure->message);
      return;
    }
  if (!tally_jobs_checkup_can_call (checkup, probe))
    return;
  user = tally_smartsheet_user_fetch_me (context->client, context->cancellable, &error);
  if (user == NULL)
    {
      tally_jobs_checkup_fail (checkup, probe, error);
      return;
    }
  tally_jobs_probe_say (probe, places->token_warning != NULL ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK,
                        places->token_warning, "valid, from %s; user %" G_GINT64_FORMAT,
                        places->token_origin != NULL ? places->token_origin : "the program", user->user_id);
}

const TallyJobsProbe tally_probe_token = {
  .id = "token",
  .title = "Token",
  .summary = "whether there is a token, and whether the service takes it",
  .run = run_token,
};
