/* tally-store-attempts.h
 *
 * The journal of tries that did not simply work: failed, repeated, refused, or working at last. A
 * call that works at once leaves nothing here, so that a normal pass costs nothing. Bounded by age
 * and number; what was cut is counted. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/* A day of steady trouble is a few thousand tries; three months are what a year-end asks for. */
#define TALLY_STORE_ATTEMPTS_MAX 20000
#define TALLY_STORE_ATTEMPTS_MAX_AGE_USEC (90 * G_TIME_SPAN_DAY)

/* What became of a try. */
#define TALLY_STORE_ATTEMPT_REPEATED "repeated"   /* it failed and is tried again */
#define TALLY_STORE_ATTEMPT_FAILED "failed"       /* it failed for good */
#define TALLY_STORE_ATTEMPT_REFUSED "refused"     /* it was not sent: the circuit is open */
#define TALLY_STORE_ATTEMPT_RECOVERED "recovered" /* it worked after others had failed */

/**
 * TallyStoreAttempt:
 * @run_id: the run that made it
 * @utc_usec: when it ended, µs since 1970 UTC
 * @operation: (owned): stable id of the call, "get-sheet"
 * @subject_id: what it was about, 0 = nothing in particular
 * @status: HTTP status, 0 = no answer
 * @error_code: Smartsheet's errorCode, 0 = none
 * @error_class: (owned): kind of the failure, "transient"; of a recovery that of the first failure
 * @attempt: 1 for the first try
 * @wait_usec: how long the next try waits, µs; 0 = there is none, or at once
 * @strategy: (owned): what is done differently from now on, "" = nothing
 * @outcome: (owned): one of the %TALLY_STORE_ATTEMPT_… texts
 * @recovery_usec: of a recovery: µs since the first failure, else 0
 */
typedef struct {
  gint64  run_id;
  gint64  utc_usec;
  char   *operation;
  gint64  subject_id;
  guint   status;
  gint64  error_code;
  char   *error_class;
  guint   attempt;
  gint64  wait_usec;
  char   *strategy;
  char   *outcome;
  gint64  recovery_usec;
} TallyStoreAttempt;

/**
 * TallyStoreRecovery:
 * @error_class: (owned): kind of failure that calls recovered from
 * @n: how many
 * @total_usec: how long they took together from the first failure to success, µs
 * @longest_usec: how long the slowest took, µs
 */
typedef struct {
  char    *error_class;
  guint64  n;
  gint64   total_usec;
  gint64   longest_usec;
} TallyStoreRecovery;

/**
 * tally_store_attempt_free:
 * @self: (nullable): an attempt
 *
 * Frees it.
 */
void       tally_store_attempt_free             (TallyStoreAttempt  *self);

/**
 * tally_store_recovery_free:
 * @self: (nullable): a record
 *
 * Frees it.
 */
void       tally_store_recovery_free            (TallyStoreRecovery *self);

/**
 * tally_store_attempts_add:
 * @store: a store opened for writing
 * @attempts: (element-type TallyStoreAttempt): what to append, oldest first
 * @n_dropped: how many more there were that nobody kept
 * @error: return location, or %NULL
 *
 * Appends attempts in one transaction, and cuts what is too old or too much.
 *
 * Returns: %TRUE if they are recorded
 */
gboolean   tally_store_attempts_add             (TallyStore         *store,
                                                 GPtrArray          *attempts,
                                                 guint64             n_dropped,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_list:
 * @store: a store
 * @run_id: only of this run, 0 = of all
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreAttempt) (nullable): attempts, newest first
 */
GPtrArray *tally_store_attempts_list            (TallyStore         *store,
                                                 gint64              run_id,
                                                 guint               n_max,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_count_cut:
 * @store: a store
 * @out_n_cut: (out): how many are no longer, or never were, in the journal
 * @error: return location, or %NULL
 *
 * Returns: %TRUE unless reading failed
 */
gboolean   tally_store_attempts_count_cut       (TallyStore         *store,
                                                 guint64            *out_n_cut,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_attempts_list_recoveries:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreRecovery) (nullable): by kind of failure, how
 *   long calls of the journal took until they worked
 */
GPtrArray *tally_store_attempts_list_recoveries (TallyStore         *store,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreAttempt, tally_store_attempt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreRecovery, tally_store_recovery_free)

G_END_DECLS
