/* tally-app-window.h
 *
 * The window: pages beside each other in a sidebar, one of them shown, a run's progress, and what is wrong with the
 * workspace. Pages are made when they are first looked at. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-application.h"
#include "tally-app-memory.h"
#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_WINDOW (tally_app_window_get_type ())

G_DECLARE_FINAL_TYPE (TallyAppWindow, tally_app_window, TALLY, APP_WINDOW, AdwApplicationWindow)

/**
 * tally_app_window_new:
 * @application: whose window
 * @session: what it shows
 * @memory: (nullable): what is remembered; must outlive the window
 *
 * Returns: (transfer none): a window, not presented yet
 */
TallyAppWindow *tally_app_window_new       (TallyAppApplication *application,
                                            TallyAppSession     *session,
                                            TallyAppMemory      *memory);

/**
 * tally_app_window_show_page:
 * @self: a window
 * @id: a page's
 * @wish: (nullable): what to show there, in the page's own words
 *
 * Shows a page; one that there is not is ignored.
 */
void            tally_app_window_show_page (TallyAppWindow      *self,
                                            const char          *id,
                                            const char          *wish);

/**
 * tally_app_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page shown
 */
TallyAppPage   *tally_app_window_get_page  (TallyAppWindow      *self);

/**
 * tally_app_window_set_badge:
 * @self: a window
 * @id: a page's
 * @n: how many things wait there, 0 = no badge
 *
 * Shows a number beside a page's name.
 */
void            tally_app_window_set_badge (TallyAppWindow      *self,
                                            const char          *id,
                                            guint                n);

/**
 * tally_app_window_add_recent:
 * @self: a window
 * @recent: packs that were opened last, as items of a menu
 *
 * Adds them to its menu.
 */
void              tally_app_window_add_recent  (TallyAppWindow       *self,
                                                GMenuModel           *recent);

G_END_DECLS
