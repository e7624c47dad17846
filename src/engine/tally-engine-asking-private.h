/* tally-engine-asking-private.h
 *
 * A client for a few questions outside of a run: patient for as long as a person is, its notices dropped. Only for
 * this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * TallyEngineAsking:
 * @calls: what the client counts in
 * @run: (owned): takes notices that nobody reads
 * @client: (owned): the client
 *
 * A client and what it needs.
 */
typedef struct {
  TallyEngineCalls       calls;
  TallyRun              *run;
  TallySmartsheetClient *client;
} TallyEngineAsking;

/**
 * tally_engine_asking_begin:
 * @self: what to fill
 * @engine: an engine
 * @token: (nullable): a token that is tried, %NULL = the one that is used
 * @error: return location, or %NULL
 *
 * Errors: those of tally_engine_connect().
 *
 * Returns: %TRUE if there is a client
 */
gboolean tally_engine_asking_begin     (TallyEngineAsking  *self,
                                        TallyEngine        *engine,
                                        TallySecret        *token,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_asking_end:
 * @self: what was filled, or zeroed
 *
 * Frees it.
 */
void     tally_engine_asking_end       (TallyEngineAsking  *self);

/**
 * tally_engine_asking_translate:
 * @failure: (transfer full): what the client or the keyring said
 * @error: return location, or %NULL
 *
 * Errors: what a face tells apart: %TALLY_ENGINE_ERROR_REFUSED, AWAY, NOT_FOUND, LOCKED, NO_KEYRING, FAILED;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE
 */
gboolean tally_engine_asking_translate (GError  *failure,
                                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyEngineAsking, tally_engine_asking_end)

G_END_DECLS
