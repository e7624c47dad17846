/* tally-preferences-groups.h
 *
 * What people call the groups of the configuration, and on which page of Preferences they stand. A group that is not
 * in the table stands on the last page under its own name. Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyPreferencesPage:
 * @title: what it is called; marked for translation
 * @icon_name: a symbolic icon
 *
 * A page of the window.
 */
typedef struct {
  const char *title;
  const char *icon_name;
} TallyPreferencesPage;

/**
 * tally_preferences_pages_list:
 * @out_n_pages: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_pages): the pages in their order
 */
const TallyPreferencesPage *tally_preferences_pages_list     (guint       *out_n_pages);

/**
 * tally_preferences_group_find_page:
 * @group: a group of the configuration
 *
 * Returns: the place of its page in the list
 */
guint                       tally_preferences_group_find_page (const char *group);

/**
 * tally_preferences_group_get_title:
 * @group: a group of the configuration
 *
 * Returns: (transfer none): what people call it, translated
 */
const char                 *tally_preferences_group_get_title (const char *group);

G_END_DECLS
