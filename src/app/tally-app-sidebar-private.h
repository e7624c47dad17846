/* tally-app-sidebar-private.h
 *
 * The rows of the window's sidebar: a page's icon and name, and how many things wait there. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * tally_app_sidebar_add:
 * @list: the sidebar
 * @info: a page
 *
 * Adds its row.
 */
void                    tally_app_sidebar_add       (GtkListBox             *list,
                                                     const TallyAppPageInfo *info);

/**
 * tally_app_sidebar_get_info:
 * @row: a row
 *
 * Returns: (transfer none): its page
 */
const TallyAppPageInfo *tally_app_sidebar_get_info  (GtkListBoxRow          *row);

/**
 * tally_app_sidebar_select:
 * @list: the sidebar
 * @id: a page's
 *
 * Selects its row.
 */
void                    tally_app_sidebar_select    (GtkListBox             *list,
                                                     const char             *id);

/**
 * tally_app_sidebar_set_badge:
 * @list: the sidebar
 * @id: a page's
 * @n: how many things wait there, 0 = no badge
 *
 * Sets the number beside its name, which is also said to those who listen.
 */
void                    tally_app_sidebar_set_badge (GtkListBox             *list,
                                                     const char             *id,
                                                     guint                   n);

G_END_DECLS
