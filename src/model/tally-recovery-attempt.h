/* tally-recovery-attempt.h
 *
 * Tries of calls that did not simply work, and how long calls took until they worked. The store keeps
 * them, faces show them. Plain values, one owner at a time. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of a try. */
#define TALLY_RECOVERY_REPEATED "repeated"   /* it failed and is tried again */
#define TALLY_RECOVERY_FAILED "failed"       /* it failed for good */
#define TALLY_RECOVERY_REFUSED "refused"     /* it was not sent: the circuit is open */
#define TALLY_RECOVERY_RECOVERED "recovered" /* it worked after others had failed */

/**
 * TallyRecoveryAttempt:
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
 * @outcome: (owned): one of the %TALLY_RECOVERY_… texts
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
} TallyRecoveryAttempt;

/**
 * TallyRecoveryTime:
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
} TallyRecoveryTime;

/**
 * tally_recovery_attempt_free:
 * @self: (nullable): an attempt
 *
 * Frees it.
 */
void tally_recovery_attempt_free (TallyRecoveryAttempt *self);

/**
 * tally_recovery_time_free:
 * @self: (nullable): a time
 *
 * Frees it.
 */
void tally_recovery_time_free    (TallyRecoveryTime *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryAttempt, tally_recovery_attempt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryTime, tally_recovery_time_free)

G_END_DECLS
