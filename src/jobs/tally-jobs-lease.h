/* tally-jobs-lease.h
 *
 * One publisher at a time, on whatever machines they are: a marker on the target sheet that is
 * attached before the first change, renewed while the run works, and removed at its end. Without
 * it the gateway changes nothing. When its holder is killed it runs out by the server's clock; the
 * next run of the same store, whose own lease proves the holder dead, need not wait for that. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* How long a lease holds without being renewed. */
#define TALLY_JOBS_LEASE_SECS (15 * 60)

/**
 * tally_jobs_lease_take:
 * @context: the run; it has a gateway and a target
 * @error: return location, or %NULL
 *
 * Takes the lease and lets the gateway work; nothing if this run has it. Reads the files of the
 * target anew: what changed there since they were read is known afterwards.
 *
 * Errors: %TALLY_JOBS_ERROR_BUSY - another publisher is at work, the message says since when: exit
 * 75; %TALLY_JOBS_ERROR_STALE - the store is an older copy, see tally-jobs-head.h; those of the
 * client and the store.
 *
 * Returns: %TRUE if this run is the one that publishes
 */
gboolean tally_jobs_lease_take    (TallyJobsContext  *context,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_lease_was_left:
 * @context: the run
 * @out_left: (out): whether an earlier run of this store did not give its lease back; untouched on
 *   failure
 * @error: return location, or %NULL
 *
 * Asks the store alone. What such a run left on the target sheet keeps other publishers away until it
 * has run out: taking and releasing a lease removes it.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is known
 */
gboolean tally_jobs_lease_was_left (TallyJobsContext  *context,
                                    gboolean          *out_left,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_lease_release:
 * @context: the run
 *
 * Removes the lease; nothing if this run has none. One that can't be removed runs out by itself.
 */
void     tally_jobs_lease_release (TallyJobsContext  *context);

G_END_DECLS
