/* tally-app-help.h
 *
 * The help, as it is in the program: a window with one page at a time, links between them, and a way back. Needs no
 * network and no other program. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TALLY_TYPE_APP_HELP (tally_app_help_get_type ())

G_DECLARE_FINAL_TYPE (TallyAppHelp, tally_app_help, TALLY, APP_HELP, AdwWindow)

/**
 * tally_app_help_show:
 * @parent: the window that asks
 * @id: of a help page; the front page is shown if there is none. Behind a "#" may stand the id of a section of it
 *
 * Shows a help page: in the window that is open already, or in a new one.
 */
void tally_app_help_show (GtkWindow  *parent,
                          const char *id);

G_END_DECLS
