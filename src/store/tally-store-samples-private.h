/* tally-store-samples-private.h
 *
 * What writing, pruning and reading of samples share: how far the tiers reach back. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-private.h"
#include "tally-store-samples.h"

G_BEGIN_DECLS

/**
 * TallyStoreReach:
 * @from_utc_usec: for each tier, since when nothing of it was pruned: a whole hour, µs since 1970
 *   UTC, 0 = always; that of hours is not kept
 *
 * A bucket that begins no earlier than the finer tier's reach can be summed up from it anew.
 */
typedef struct {
  gint64 from_utc_usec[TALLY_N_TIERS];
} TallyStoreReach;

/**
 * tally_store_reach_load:
 * @store: a store
 * @out_reach: (out caller-allocates): how far its tiers reach back; never past the next hour: where
 *   the machine's clock was ahead and was set back, nothing is missing from then on
 * @error: return location, or %NULL
 *
 * Returns: %TRUE unless reading failed
 */
gboolean tally_store_reach_load (TallyStore             *store,
                                 TallyStoreReach        *out_reach,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_reach_save:
 * @store: a store in a transaction
 * @reach: how far its tiers reach back
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is recorded
 */
gboolean tally_store_reach_save (TallyStore             *store,
                                 const TallyStoreReach  *reach,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_read_row:
 * @row: a statement with a row
 * @first: the column of its time; n, total, lowest, highest, last follow
 * @unit_usec: in what the time is counted, µs
 * @out_sample: (out caller-allocates): the sample
 *
 * Reads a sample.
 */
void     tally_store_samples_read_row (TallyDbStatement *row,
                                 guint                   first,
                                 gint64                  unit_usec,
                                 TallySample            *out_sample);

G_END_DECLS
