/* tally-app-rate-use.h
 *
 * Changes which tables of rates are in use: [rates] files of the configuration, from the next run on. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * tally_app_rate_use_can:
 * @page: a page
 *
 * Returns: whether the tables of what is open can be changed: those of sample data and packs can't
 */
gboolean tally_app_rate_use_can  (TallyAppPage      *page);

/**
 * tally_app_rate_use_add:
 * @page: a page
 * @path: a table that was imported
 * @replaces: (nullable): the one that it takes the place of
 *
 * Uses a table, and offers to undo that.
 */
void     tally_app_rate_use_add  (TallyAppPage      *page,
                                  const char        *path,
                                  const char        *replaces);

/**
 * tally_app_rate_use_drop:
 * @page: a page
 * @path: a table in use
 *
 * Uses a table no longer, and offers to undo that. Its file stays.
 */
void     tally_app_rate_use_drop (TallyAppPage      *page,
                                  const char        *path);

G_END_DECLS
