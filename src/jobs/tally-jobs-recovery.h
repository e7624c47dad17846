/* tally-jobs-recovery.h
 *
 * What one run learns about the service's health and leaves to the next: circuit breaker, budget for
 * repeats, a journal of the tries that did not simply work; and what a person decided about it
 * meanwhile. The client's threads tell of calls; all else is the run thread's. Sees store and
 * resilience.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-run.h"
#include "tally-smartsheet-client.h"
#include "tally-store.h"

G_BEGIN_DECLS

typedef struct _TallyJobsRecovery TallyJobsRecovery;

/**
 * TallyJobsAdmission:
 * @needs_service: whether the pass calls the service
 * @wants_publish: whether it means to change the target
 * @is_restore: whether that is all it is for
 *
 * What a pass is about to do.
 */
typedef struct {
  gboolean needs_service;
  gboolean wants_publish;
  gboolean is_restore;
} TallyJobsAdmission;

/**
 * tally_jobs_recovery_new:
 * @store: a store opened for writing; must outlive it
 * @clock: what tells the time
 * @host: the service's host, for the budget
 * @error: return location, or %NULL
 *
 * Begins where the last process stopped. A budget that was used up fills again within an hour: an
 * outage of yesterday says nothing about today.
 *
 * Errors: those of the store.
 *
 * Returns: (transfer full) (nullable): what is known
 */
TallyJobsRecovery      *tally_jobs_recovery_new          (TallyStore  *store,
                                                          TallyClock  *clock,
                                                          const char  *host,
                                                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_recovery_free:
 * @self: (nullable): what no client refers to any more
 *
 * Frees it; what was not saved is lost.
 */
void                    tally_jobs_recovery_free         (TallyJobsRecovery *self);

/**
 * tally_jobs_recovery_get_breaker:
 * @self: what is known
 *
 * Returns: (transfer none): the circuit breaker, for the client
 */
TallyResilienceBreaker *tally_jobs_recovery_get_breaker  (TallyJobsRecovery *self);

/**
 * tally_jobs_recovery_get_budget:
 * @self: what is known
 *
 * Returns: (transfer none): the budget for repeats, for the client
 */
TallyResilienceBudget  *tally_jobs_recovery_get_budget   (TallyJobsRecovery *self);

/**
 * tally_jobs_recovery_note_call:
 * @self: what is known
 * @call: a finished or refused try
 *
 * Takes it down if it did not simply work. Any thread; touches memory alone.
 */
void                    tally_jobs_recovery_note_call    (TallyJobsRecovery         *self,
                                                          const TallySmartsheetCall *call);

/**
 * tally_jobs_recovery_admit:
 * @self: what is known
 * @run: what to tell
 * @admission: what the pass is about to do
 *
 * Decides whether a pass may begin, and says why not and until when: all of it is paused, or the
 * circuit is open. A pass that may begin and not publish is told so.
 *
 * Returns: %TRUE if it may begin
 */
gboolean                tally_jobs_recovery_admit        (TallyJobsRecovery        *self,
                                                          TallyRun                 *run,
                                                          const TallyJobsAdmission *admission) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_recovery_probe:
 * @self: what is known
 * @client: the API
 * @run: what to tell
 * @cancellable: (nullable): stops it
 *
 * Where the circuit waits for a probe, sends one call and waits for its end, before several threads
 * would call at once; saves what came of it. Does nothing while the circuit is closed.
 *
 * Returns: %TRUE if the pass may go on
 */
gboolean                tally_jobs_recovery_probe        (TallyJobsRecovery     *self,
                                                          TallySmartsheetClient *client,
                                                          TallyRun              *run,
                                                          GCancellable          *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_recovery_may_publish:
 * @self: (nullable): what is known, %NULL = nobody paused anything
 *
 * Returns: %FALSE while a person has paused publishing, or everything
 */
gboolean                tally_jobs_recovery_may_publish  (TallyJobsRecovery *self);

/**
 * tally_jobs_recovery_sync:
 * @self: (nullable): what is known, %NULL does nothing
 * @run: the run, for its number
 * @error: return location, or %NULL
 *
 * Saves what was learned since the last time and takes over what people decided meanwhile. Not
 * within a transaction. Costs two look-ups when there is nothing to save.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if all is saved
 */
gboolean                tally_jobs_recovery_sync         (TallyJobsRecovery  *self,
                                                          const TallyRun     *run,
                                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_recovery_tell_waiting:
 * @self: what is known, with publishing paused
 * @run: what to tell
 * @n_waiting: workbooks that are not attached for it
 *
 * Says that they wait, until when, and who can end it; the run is done in part.
 */
void                    tally_jobs_recovery_tell_waiting (TallyJobsRecovery *self,
                                                          TallyRun          *run,
                                                          guint              n_waiting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsRecovery, tally_jobs_recovery_free)

G_END_DECLS
