/* tally-app-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-settings.h"

#include <glib/gi18n.h>

#include "tally-app-error.h"

static gboolean
is_running (TallyAppSession *session)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (session);

  return desk != NULL && tally_engine_desk_is_running (desk);
}

static gboolean
reopen_idle_cb (gpointer data)
{
  TallyAppSession *session = data;

  if (tally_app_settings_can_change (session) && tally_app_session_get_desk (session) != NULL && !is_running (session))
    tally_app_session_reopen (session);
  return G_SOURCE_REMOVE;
}

/* Not within the signal of the desk that is to go. */
static void
ran_cb (TallyAppSession *session)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, reopen_idle_cb, g_object_ref (session), g_object_unref);
}

/* Closing a desk ends its run: what was changed meanwhile counts from the next one on. */
static void
reopen_when_idle (TallyAppSession *session)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (session);

  if (!is_running (session))
    {
      tally_app_session_reopen (session);
      return;
    }
  g_signal_handlers_disconnect_by_func (desk, ran_cb, session);
  g_signal_connect_object (desk, "ran", G_CALLBACK (ran_cb), session, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

gboolean
tally_app_settings_can_change (TallyAppSession *session)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), FALSE);
  return tally_app_session_get_workspace (session) == TALLY_APP_WORKSPACE_OWN
         && tally_app_session_get_config_path (session) != NULL;
}

gboolean
tally_app_settings_change (TallyAppSession          *session,
                           const TallyConfigChange  *changes,
                           gsize                     n_changes,
                           GError                  **error)
{
  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), FALSE);
  if (!tally_app_settings_can_change (session))
    {
      g_set_error_literal (error, TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED,
                           _("Only your own data has settings: open it first"));
      return FALSE;
    }
  if (!tally_config_edit (tally_app_session_get_config_path (session), changes, n_changes, error))
    return FALSE;
  reopen_when_idle (session);
  return TRUE;
}

gboolean
tally_app_settings_is_set_up (TallyAppSession *session)
{
  static const char *const sources[] = { "sheets", "folders", "workspaces", "subcontractor-folders", "original-contract-folders" };
  TallyConfig *config;
  gboolean is_set = FALSE;

  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), FALSE);
  config = tally_app_session_get_config (session);
  if (tally_app_session_get_workspace (session) != TALLY_APP_WORKSPACE_OWN || config == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    is_set = is_set || tally_config_is_set (config, "sources", sources[i]);
  return is_set;
}
