/* tally-store-attempts.h
 *
 * The journal of tries that did not simply work: failed, repeated, refused, or working at last. A
 * call that works at once leaves nothing here, so that a normal pass costs nothing. Bounded by age
 * and number; what was cut is counted. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery-attempt.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* A day of steady trouble is a few thousand tries; three months are what a year-end asks for. */
#define TALLY_STORE_ATTEMPTS_MAX 20000
#define TALLY_STORE_ATTEMPTS_MAX_AGE_USEC (90 * G_TIME_SPAN_DAY)

/**
 * tally_store_attempts_add:
 * @store: a store opened for writing
 * @attempts: (element-type TallyRecoveryAttempt): what to append, oldest first
 * @n_dropped: how many more there were that nobody kept
 * @error: return location, or %NULL
 *
 * Appends attempts in one transaction, and cuts what is too old or too much.
 *
 * Returns: %TRUE if they are recorded
 */
gboolean   tally_store_attempts_add             (TallyStore  *store,
                                                 GPtrArray   *attempts,
                                                 guint64      n_dropped,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_list:
 * @store: a store
 * @run_id: only of this run, 0 = of all
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryAttempt) (nullable): attempts, newest first
 */
GPtrArray *tally_store_attempts_list            (TallyStore  *store,
                                                 gint64       run_id,
                                                 guint        n_max,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_count_cut:
 * @store: a store
 * @out_n_cut: (out): how many are no longer, or never were, in the journal
 * @error: return location, or %NULL
 *
 * Returns: %TRUE unless reading failed
 */
gboolean   tally_store_attempts_count_cut       (TallyStore  *store,
                                                 guint64     *out_n_cut,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_list_recoveries:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryTime) (nullable): by kind of failure, how
 *   long calls of the journal took until they worked
 */
GPtrArray *tally_store_attempts_list_recoveries (TallyStore  *store,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
