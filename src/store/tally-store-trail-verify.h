/* tally-store-trail-verify.h
 *
 * Walks the trail and says whether it is whole, and where it breaks first. Called by the job
 * verify-trail and by whoever restores a store. Reads alone. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-trail.h"

G_BEGIN_DECLS

/**
 * TallyStoreTrailVerdict:
 * @TALLY_STORE_TRAIL_SOUND: nothing is wrong
 * @TALLY_STORE_TRAIL_ALTERED: an entry does not have the hash that stands in it
 * @TALLY_STORE_TRAIL_MISSING: an entry is not there, a later one is
 * @TALLY_STORE_TRAIL_DETACHED: an entry does not continue the one before it
 * @TALLY_STORE_TRAIL_CUT: the end of the trail is not there
 * @TALLY_STORE_TRAIL_OTHER: it is sound, but not the trail that had the expected head
 */
typedef enum {
  TALLY_STORE_TRAIL_SOUND,
  TALLY_STORE_TRAIL_ALTERED,
  TALLY_STORE_TRAIL_MISSING,
  TALLY_STORE_TRAIL_DETACHED,
  TALLY_STORE_TRAIL_CUT,
  TALLY_STORE_TRAIL_OTHER,
} TallyStoreTrailVerdict;

/**
 * TallyStoreTrailCheck:
 * @verdict: what is wrong
 * @broken_sequence: number of the first entry that is altered, missing or detached, 0 = none
 * @n_entries: how many entries were read; after a break the walk ends
 * @head: the last entry that was read and is right
 *
 * What a walk found.
 */
typedef struct {
  TallyStoreTrailVerdict verdict;
  gint64                 broken_sequence;
  guint64                n_entries;
  TallyStoreTrailHead    head;
} TallyStoreTrailCheck;

/**
 * tally_store_trail_verify:
 * @store: a store
 * @expected: (nullable): a head that the trail had at any earlier time
 * @out_check: (out caller-allocates): what was found
 * @error: return location, or %NULL
 *
 * Walks the trail: numbers without a gap, each hash right, each entry chained to the one before,
 * the end where it was noted, and @expected on the way. O(entries), memory of one.
 *
 * Returns: %FALSE if it could not be read; whether it is sound says @out_check
 */
gboolean tally_store_trail_verify      (TallyStore                 *store,
                                        const TallyStoreTrailHead  *expected,
                                        TallyStoreTrailCheck       *out_check,
                                        GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_trail_check_dup_text:
 * @check: what was found
 *
 * Returns: (transfer full): it as one English sentence without names and values
 */
char    *tally_store_trail_check_dup_text (const TallyStoreTrailCheck *check);

G_END_DECLS
