/* tally-setup-steps.c
 *
 * The table of steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "tally-setup-columns.h"
#include "tally-setup-schedule.h"
#include "tally-setup-sheets.h"
#include "tally-setup-sources.h"
#include "tally-setup-token.h"
#include "tally-setup-trial.h"
#include "tally-setup-where.h"

static gboolean
is_written (TallyAppSession *session,
            const char      *group,
            const char      *key)
{
  TallyConfig *config = tally_app_session_get_config (session);

  return config != NULL && tally_config_get_origin (config, group, key, NULL) != TALLY_CONFIG_ORIGIN_DEFAULT;
}

static gboolean
is_where_done (TallyAppSession *session)
{
  return is_written (session, "schedule", "runs-on");
}

static gboolean
are_sheets_done (TallyAppSession *session)
{
  return is_written (session, "target", "sheet");
}

static gboolean
is_schedule_done (TallyAppSession *session)
{
  return is_written (session, "schedule-weekdays", "at");
}

static const TallySetupStepInfo steps[] = {
  { "where", N_("Where It Runs"), N_("This computer, a server, or GitHub"), "computer-symbolic", tally_setup_where_get_type,
    is_where_done },
  { "token", N_("Access"), N_("The token for Smartsheet"), "dialog-password-symbolic", tally_setup_token_get_type, NULL },
  { "sources", N_("Sources"), N_("Sheets to bill from"), "folder-symbolic", tally_setup_sources_get_type,
    tally_app_settings_is_set_up },
  { "columns", N_("Columns"), N_("How the sheets are read"), "view-list-symbolic", tally_setup_columns_get_type, NULL },
  { "sheets", N_("Target"), N_("Where workbooks and findings go"), "x-office-spreadsheet-symbolic",
    tally_setup_sheets_get_type, are_sheets_done },
  { "trial", N_("Dry Run"), N_("All of it, changing nothing"), "media-playback-start-symbolic", tally_setup_trial_get_type,
    NULL },
  { "schedule", N_("Schedule"), N_("When it runs by itself"), "alarm-symbolic", tally_setup_schedule_get_type,
    is_schedule_done },
};

const TallySetupStepInfo *
tally_setup_steps_list (guint *out_n_steps)
{
  *out_n_steps = G_N_ELEMENTS (steps);
  return steps;
}
