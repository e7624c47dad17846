/* tally-jobs-tries.h
 *
 * Collects tries of calls on whatever threads make them, and keeps those that did not simply work:
 * a call that works at once costs a lock and nothing else. Which tries belong to one call is known
 * by the thread: it makes them one after the other. Thread-safe. Touches memory alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/* Between two moments at which tries are saved; more are counted and not kept. */
#define TALLY_JOBS_TRIES_MAX 5000

typedef struct _TallyJobsTries TallyJobsTries;

/**
 * tally_jobs_tries_new:
 * @clock: what tells the time
 *
 * Returns: (transfer full): no tries
 */
TallyJobsTries *tally_jobs_tries_new  (TallyClock *clock);

/**
 * tally_jobs_tries_free:
 * @self: (nullable): tries
 *
 * Frees them.
 */
void            tally_jobs_tries_free (TallyJobsTries *self);

/**
 * tally_jobs_tries_note:
 * @self: tries
 * @call: a finished or refused try
 *
 * Takes it down if it did not simply work.
 */
void            tally_jobs_tries_note (TallyJobsTries            *self,
                                       const TallySmartsheetCall *call);

/**
 * tally_jobs_tries_take:
 * @self: tries
 * @out_n_dropped: (out): how many more there were
 *
 * Hands out what was collected since the last time.
 *
 * Returns: (transfer full) (element-type TallyRecoveryAttempt): tries without the number of their
 *   run, oldest first
 */
GPtrArray      *tally_jobs_tries_take (TallyJobsTries *self,
                                       guint64        *out_n_dropped);

G_END_DECLS
