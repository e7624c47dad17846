/* tally-engine-carrier-private.h
 *
 * The store of a batch that comes out of a file and goes back into it (--state): for machines
 * whose disk does not survive the run. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"

G_BEGIN_DECLS

typedef struct _TallyEngineCarrier TallyEngineCarrier;

/**
 * tally_engine_carrier_begin:
 * @engine: an engine with a state file, whose store is not open
 * @run: gets what there is to say
 * @cancellable: (nullable): stops it; all is as it was then
 * @error: return location, or %NULL
 *
 * Locks the file and unpacks the store into the data directory: the one that was given, or a
 * private one that vanishes. No file means that the state starts empty, which is said.
 *
 * Errors: %TALLY_CORE_ERROR_BUSY - another process is at work with the file;
 * %TALLY_CORE_ERROR_SECRET - the passphrase can't be read; those of tally_store_restore().
 *
 * Returns: (transfer full) (nullable): what tally_engine_carrier_end() must be called with
 */
TallyEngineCarrier *tally_engine_carrier_begin (TallyEngine         *engine,
                                                TallyRun            *run,
                                                GCancellable        *cancellable,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_carrier_checkpoint:
 * @self: a carrier whose store may be open
 * @error: return location, or %NULL
 *
 * Packs the store as it is now, in the middle of a run: one that is killed afterwards leaves this.
 *
 * Errors: those of tally_store_open() and tally_store_pack_write(); the file is as it was.
 *
 * Returns: %TRUE if it is packed
 */
gboolean            tally_engine_carrier_checkpoint (TallyEngineCarrier  *self,
                                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_carrier_end:
 * @self: (transfer full): a carrier whose store is closed again
 * @run: gets what there is to say; has failed if the state could not be packed
 * @has_changed: whether to pack the store; %FALSE leaves the file as it is
 *
 * Packs the store, whatever became of the run, removes a private data directory and gives the file
 * back. When packing fails the store is kept, and the notice says where and what to do.
 */
void                tally_engine_carrier_end   (TallyEngineCarrier  *self,
                                                TallyRun            *run,
                                                gboolean             has_changed);

/**
 * tally_engine_carrier_drop:
 * @self: (transfer full): a carrier whose store is closed again
 *
 * Removes a private data directory and gives the file back, as it was: for what only looked.
 */
void                tally_engine_carrier_drop  (TallyEngineCarrier  *self);

/**
 * tally_engine_find_passphrase:
 * @engine: an engine
 * @file: (nullable): what --passphrase-file names
 * @out_secret: (out) (transfer full) (nullable): the passphrase, %NULL if there is none
 * @error: return location, or %NULL
 *
 * Looks for the secret that packs are sealed with; it is masked in the log.
 *
 * Errors: those of tally_secret_lookup().
 *
 * Returns: %FALSE if a place failed
 */
gboolean            tally_engine_find_passphrase (TallyEngine       *engine,
                                                  const char        *file,
                                                  TallySecret      **out_secret,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
