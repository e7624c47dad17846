/* tally-store-weeks.h
 *
 * How many lines the billing weeks have. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * tally_store_weeks_find:
 * @store: a store
 * @n_max: how many lines there is room for; those without a week have a place first
 * @out_week: (out): the earliest week from which on no more lines than that have a week, %TALLY_DAY_NONE = all fit
 * @out_n_older: (out): lines of earlier weeks
 * @error: return location, or %NULL
 *
 * Tells how far back one can look. Reads an index of all lines.
 *
 * Returns: %TRUE if it is known
 */
gboolean tally_store_weeks_find (TallyStore  *store,
                                 guint64      n_max,
                                 TallyDay    *out_week,
                                 guint64     *out_n_older,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
