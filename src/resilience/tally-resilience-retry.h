/* tally-resilience-retry.h
 *
 * Decides whether a failed operation is tried again, and when: from the class of the failure, how
 * often it was tried, what the peer asked for, and the deadlines of the operation and of the run.
 * One object an operation. Pure: the caller passes the time and does the waiting. One owner at a
 * time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-resilience-backoff.h"

G_BEGIN_DECLS

/**
 * TallyResilienceClass:
 * @TALLY_RESILIENCE_OK: it worked
 * @TALLY_RESILIENCE_TRANSIENT: passes by itself, the operation was surely not carried out or is harmless to repeat
 * @TALLY_RESILIENCE_THROTTLED: the peer's rate limit was exceeded
 * @TALLY_RESILIENCE_CONFLICT: another request is changing the same object
 * @TALLY_RESILIENCE_MAINTENANCE: the peer is out of service for minutes
 * @TALLY_RESILIENCE_AMBIGUOUS: a write may have been carried out; never tried again blindly
 * @TALLY_RESILIENCE_AUTH: the credential is refused
 * @TALLY_RESILIENCE_PERMANENT: trying again gives the same
 *
 * What a failure is, whatever the peer.
 */
typedef enum {
  TALLY_RESILIENCE_OK,
  TALLY_RESILIENCE_TRANSIENT,
  TALLY_RESILIENCE_THROTTLED,
  TALLY_RESILIENCE_CONFLICT,
  TALLY_RESILIENCE_MAINTENANCE,
  TALLY_RESILIENCE_AMBIGUOUS,
  TALLY_RESILIENCE_AUTH,
  TALLY_RESILIENCE_PERMANENT,
  TALLY_RESILIENCE_N_CLASSES,
} TallyResilienceClass;

/**
 * TallyResiliencePolicy:
 * @max_attempts: for each class, how often in all an operation that fails so may be tried; 1 or 0 = never again
 * @backoff: for each class, how long to wait
 *
 * Tries count across classes: an operation that was throttled twice and then reset was tried
 * three times.
 */
typedef struct {
  guint                  max_attempts[TALLY_RESILIENCE_N_CLASSES];
  TallyResilienceBackoff backoff[TALLY_RESILIENCE_N_CLASSES];
} TallyResiliencePolicy;

/**
 * TallyResilienceRetry:
 * @policy: (borrowed): what is allowed
 * @deadline_usec: monotonic µs after which nothing is tried again, 0 = none; the earlier of the operation's and the run's
 * @n_attempts: failed tries so far
 * @waited_usec: µs waited so far
 *
 * The state of one operation; zero-initialised but for the first two members.
 */
typedef struct {
  const TallyResiliencePolicy *policy;
  gint64                       deadline_usec;
  guint                        n_attempts;
  gint64                       waited_usec;
} TallyResilienceRetry;

/**
 * tally_resilience_class_get_name:
 * @error_class: a class
 *
 * Returns: (transfer none): a stable id, e.g. "throttled"
 */
const char *tally_resilience_class_get_name (TallyResilienceClass error_class);

/**
 * tally_resilience_policy_init_default:
 * @policy: (out caller-allocates): what to fill
 *
 * Fills in: transient 4 tries, 0.5 s doubling up to 20 s with full jitter; throttled 5 tries, 15,
 * 30, 60 s; conflict 6 tries, 1-5 s; maintenance 4 tries, 1, 5, 15 min; nothing else is repeated.
 */
void        tally_resilience_policy_init_default (TallyResiliencePolicy *policy);

/**
 * tally_resilience_retry_next:
 * @self: an operation that has just failed
 * @error_class: how
 * @pushback_usec: µs that the peer asked to wait for, -1 if it did not say
 * @now_usec: monotonic µs
 * @random: the source of jitter
 *
 * Counts the try. A peer's wish is obeyed: never sooner, and at once after it. A wait that would
 * end behind the deadline is not begun.
 *
 * Returns: µs to wait before the next try, or -1 to give up
 */
gint64      tally_resilience_retry_next     (TallyResilienceRetry *self,
                                             TallyResilienceClass  error_class,
                                             gint64                pushback_usec,
                                             gint64                now_usec,
                                             TallyRandom          *random) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
