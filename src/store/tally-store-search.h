/* tally-store-search.h
 *
 * Findings, lines and notes by their words. An index of words says which rows may be meant, their texts which are: what
 * is asked for in one field, or as words in a row, is looked at there. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-search-hit.h"
#include "tally-search-query.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Lines of one search that are sorted by week; of more than these, those that the store took in last. */
#define TALLY_STORE_SEARCH_MAX_SORTED 2000

/* Lines that a search of findings goes through; words that more have say nothing of a finding. */
#define TALLY_STORE_SEARCH_MAX_LINES 50000

/**
 * tally_store_search:
 * @store: a store
 * @query: what is looked for
 * @kind: of what
 * @n_max: at most so many, 1 and up
 * @error: return location, or %NULL
 *
 * The newest first: lines by their week, findings and notes by when they were made. One more than @n_max is read, so that
 * the caller sees whether there are more. O(rows that have all of the words), bounded for lines.
 *
 * Returns: (transfer full) (element-type TallySearchHit) (nullable): what was found, at most @n_max + 1
 */
GPtrArray  *tally_store_search          (TallyStore               *store,
                                         const TallySearchQuery   *query,
                                         TallySearchKind           kind,
                                         guint                     n_max,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_search_findings:
 * @store: a store
 * @query: what is looked for
 * @error: return location, or %NULL
 *
 * Findings that have it themselves, in one of their notes, or in one of their lines.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): set of the findings' numbers
 */
GHashTable *tally_store_search_findings (TallyStore               *store,
                                         const TallySearchQuery   *query,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
