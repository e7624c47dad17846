/* tally-store-findings-query.h
 *
 * Findings for a long list on a screen: which there are, in what order, as numbers alone; and those that are looked
 * at, by their numbers. A hundred thousand are a megabyte and a half. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-query.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_findings_query:
 * @store: a store
 * @query: which, and how sorted
 * @today: the day: what an exception of that day covers is left out of the open ones
 * @detectors: (array zero-terminated=1): ids of detectors in the order in which they sort
 * @error: return location, or %NULL
 *
 * Reads and sorts all findings: O(n log n).
 *
 * Returns: (transfer full) (element-type TallyQueryRow) (nullable): their numbers and exposures
 */
GArray    *tally_store_findings_query     (TallyStore               *store,
                                           const TallyFindingQuery  *query,
                                           TallyDay                  today,
                                           const char *const        *detectors,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_findings_read_some:
 * @store: a store
 * @keys: (array length=n_keys): numbers of findings
 * @n_keys: how many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFinding) (nullable): one finding a number, %NULL for one that is not
 *   there; facts, judgement and lines are left out
 */
GPtrArray *tally_store_findings_read_some (TallyStore               *store,
                                           const gint64             *keys,
                                           guint                     n_keys,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
