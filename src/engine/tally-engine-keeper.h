/* tally-engine-keeper.h
 *
 * One process at a time keeps a data directory on its schedule. A lock beside the store, which goes
 * with the process that holds it however that ends, and a line that says who it is. Runs of people
 * beside it are the store's lease's business. Owner's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

typedef struct _TallyEngineKeeper TallyEngineKeeper;

/**
 * tally_engine_keeper_new:
 * @engine: an engine
 * @error: return location, or %NULL
 *
 * Takes the data directory; it is made if need be.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - another process keeps it, the message says which and since when:
 * exit 75; %TALLY_CORE_ERROR_FAILED - its folder can't be made or written.
 *
 * Returns: (transfer full) (nullable): what holds it
 */
TallyEngineKeeper *tally_engine_keeper_new  (TallyEngine        *engine,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_keeper_free:
 * @self: (nullable): what holds it
 *
 * Gives it back.
 */
void               tally_engine_keeper_free (TallyEngineKeeper  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineKeeper, tally_engine_keeper_free)

G_END_DECLS
