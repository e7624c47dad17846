/* tally-engine-health-private.h
 *
 * What a batch puts right by itself around its work, and how a checkup that was asked for alone gets
 * in whatever door does not open. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-jobs-mend.h"

G_BEGIN_DECLS

typedef struct _TallyEngineHealth TallyEngineHealth;

/**
 * TallyEngineDoors:
 * @store: (out) (nullable): the store for reading
 * @client: (out) (nullable): the API
 *
 * What opened of what a checkup would look at.
 */
typedef struct {
  TallyStore            *store;
  TallySmartsheetClient *client;
} TallyEngineDoors;

/**
 * tally_engine_health_new:
 * @engine: an engine whose data directory is known
 * @run: gets what there is to say; must outlive it
 * @is_dry: only say what would be corrected
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): nothing is done yet
 */
TallyEngineHealth     *tally_engine_health_new         (TallyEngine        *engine,
                                                        TallyRun           *run,
                                                        gboolean            is_dry,
                                                        GCancellable       *cancellable);

/**
 * tally_engine_health_free:
 * @self: (nullable): a batch's health, whose store and client are closed
 *
 * Frees it and lets other runs in.
 */
void                   tally_engine_health_free        (TallyEngineHealth  *self);

/**
 * tally_engine_health_get_places:
 * @self: a batch's health
 *
 * Returns: (transfer none): the installation
 */
const TallyJobsPlaces *tally_engine_health_get_places  (TallyEngineHealth  *self);

/**
 * tally_engine_health_prepare:
 * @self: a batch's health
 *
 * Keeps other runs of this data directory out and puts right what needs no store. Where another run
 * is at work it does nothing.
 */
void                   tally_engine_health_prepare     (TallyEngineHealth  *self);

/**
 * tally_engine_health_open_store:
 * @self: a batch's health
 * @error: return location, or %NULL
 *
 * Opens the store for writing; where it is damaged, a backup takes its place first.
 *
 * Errors: those of tally_store_open().
 *
 * Returns: (transfer full) (nullable): the store
 */
TallyStore            *tally_engine_health_open_store  (TallyEngineHealth  *self,
                                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_health_record:
 * @self: a batch's health
 * @store: the store, which holds the lease
 * @error: return location, or %NULL
 *
 * Writes trail entries of what was corrected.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if all is recorded
 */
gboolean               tally_engine_health_record      (TallyEngineHealth  *self,
                                                        TallyStore         *store,
                                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_health_look:
 * @self: a batch's health
 * @state_failure: (nullable): why there is no data directory
 * @calls: where calls are counted; must outlive the client
 * @out_doors: (out caller-allocates): what opened; the caller closes it before it frees @self
 *
 * Opens for a checkup what can be opened; what can't is in the places.
 */
void                   tally_engine_health_look        (TallyEngineHealth  *self,
                                                        const GError       *state_failure,
                                                        TallyEngineCalls   *calls,
                                                        TallyEngineDoors   *out_doors);

/**
 * tally_engine_health_look_at_schedules:
 * @self: a batch's health
 *
 * Finds out for a checkup which starts of schedules did not come. Reads with a connection of its own.
 */
void                   tally_engine_health_look_at_schedules (TallyEngineHealth *self);

/**
 * tally_engine_health_after:
 * @self: a batch's health, whose store is closed
 * @met_damage: whether a statement of the run met damage in the store
 *
 * Puts a damaged store right at once, so that the next run finds a sound one.
 */
void                   tally_engine_health_after       (TallyEngineHealth  *self,
                                                        gboolean            met_damage);

/**
 * tally_engine_health_has_corrected:
 * @self: a batch's health
 *
 * Returns: whether the store has changed by a correction
 */
gboolean               tally_engine_health_has_corrected (TallyEngineHealth *self);

G_END_DECLS
