/* tally-app-workspace-bar.h
 *
 * A line that says which workspace is open whenever it is not the user's own data: sample data, or a state pack that is
 * read-only. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_WORKSPACE_BAR (tally_app_workspace_bar_get_type ())

/**
 * TallyAppWorkspaceBar:
 *
 * Hidden while the workspace is the user's own.
 */
G_DECLARE_FINAL_TYPE (TallyAppWorkspaceBar, tally_app_workspace_bar, TALLY, APP_WORKSPACE_BAR, AdwBin)

/**
 * tally_app_workspace_bar_show:
 * @self: a line
 * @session: what to say it of
 *
 * Says what is open now; called again when that is something else.
 */
void tally_app_workspace_bar_show (TallyAppWorkspaceBar *self,
                                   TallyAppSession      *session);

G_END_DECLS
