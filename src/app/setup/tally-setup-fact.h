/* tally-setup-fact.h
 *
 * A line of a list that only tells: a title, what there is to say of it, and a mark with a text of its own. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_FACT (tally_setup_fact_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupFact, tally_setup_fact, TALLY, SETUP_FACT, GObject)

/**
 * tally_setup_fact_add:
 * @store: (element-type TallySetupFact): a list
 * @title: what it is about
 * @subtitle: (nullable): what there is to say
 * @mark: (nullable): a word or a number at its end
 * @style: (nullable): "success", "warning", "error" or "dim-label": the colour of @mark, whose text says the same
 *
 * Adds a line.
 */
void tally_setup_fact_add  (GListStore  *store,
                            const char  *title,
                            const char  *subtitle,
                            const char  *mark,
                            const char  *style);

/**
 * tally_setup_fact_bind:
 * @list: a list box
 *
 * Has it show the lines of a list.
 *
 * Returns: (transfer full): the list, empty; @list is hidden while it is
 */
GListStore *tally_setup_fact_bind (GtkListBox *list);

G_END_DECLS
