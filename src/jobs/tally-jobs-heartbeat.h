/* tally-jobs-heartbeat.h
 *
 * Says that a run is alive while its own thread waits for a service or reads for long: a thread with a
 * connection of its own renews the store's lease. A stopped process has no heartbeat and is robbed when
 * the lease has run out; it finds that out at its next transaction, or before its next change of the
 * target, and stops. Started and stopped by the run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Several beats in the time after which a silent run is given up. */
#define TALLY_JOBS_HEARTBEAT_USEC (30 * G_TIME_SPAN_SECOND)

typedef struct _TallyJobsHeartbeat TallyJobsHeartbeat;

/**
 * tally_jobs_heartbeat_start:
 * @store: a store
 * @clock: its clock; must outlive the heartbeat
 * @interval_usec: real time between two beats, µs, above 0
 *
 * Returns: (transfer full) (nullable): a heartbeat of the lease that @store holds; %NULL if it holds
 *   none
 */
TallyJobsHeartbeat *tally_jobs_heartbeat_start (TallyStore          *store,
                                                TallyClock          *clock,
                                                gint64               interval_usec);

/**
 * tally_jobs_heartbeat_stop:
 * @self: (nullable): a heartbeat
 *
 * Ends its thread and frees it; waits for the beat that is under way.
 */
void                tally_jobs_heartbeat_stop  (TallyJobsHeartbeat  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsHeartbeat, tally_jobs_heartbeat_stop)

G_END_DECLS
