/* tally-app-pair.h
 *
 * A line of a list: what it is about, what it says, and where it leads. For boxed lists that are bound to a GListStore.
 * Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TALLY_TYPE_APP_PAIR (tally_app_pair_get_type ())

/**
 * TallyAppPair:
 *
 * Immutable.
 */
G_DECLARE_FINAL_TYPE (TallyAppPair, tally_app_pair, TALLY, APP_PAIR, GObject)

/**
 * tally_app_pair_new:
 * @title: what it is about
 * @text: what it says
 * @uri: (nullable): where it leads, %NULL or "" = nowhere
 *
 * Returns: (transfer full): a line
 */
TallyAppPair *tally_app_pair_new            (const char *title,
                                             const char *text,
                                             const char *uri);

/**
 * tally_app_pair_append:
 * @store: a list
 * @title: what it is about
 * @text: what it says
 * @uri: (nullable): where it leads
 *
 * Appends a line.
 */
void          tally_app_pair_append         (GListStore *store,
                                             const char *title,
                                             const char *text,
                                             const char *uri);

/**
 * tally_app_pair_bind:
 * @list: a list box
 * @store: its lines
 *
 * Has the box show them: title and text beside each other while there is room, both may be selected, and a button to where
 * it leads. The box is hidden while there are none.
 */
void          tally_app_pair_bind           (GtkListBox *list,
                                             GListStore *store);

G_END_DECLS
