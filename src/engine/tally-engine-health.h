/* tally-engine-health.h
 *
 * How the installation stands, for faces: each part with its state, why, since when that is known, how it stood before,
 * and the figure behind it. From the store alone and what the machine says at once: no call is made, no keyring asked.
 * What can't be known again without a call is as old as the pass or the checkup that found it out, and says so.
 * Blocking, one thread at a time; never waits for a run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-health-board.h"

G_BEGIN_DECLS

/* What was well so long ago is not known to be so any more; see tally_engine_health_read(). */
#define TALLY_ENGINE_HEALTH_STALE_USEC (2 * G_TIME_SPAN_DAY)
/* A checkup is asked for by people, now and then. */
#define TALLY_ENGINE_HEALTH_STALE_CHECKUP_USEC (8 * G_TIME_SPAN_DAY)
/* As many cells as any strip has room for. */
#define TALLY_ENGINE_HEALTH_MAX_CELLS 1000

/**
 * tally_engine_health_read:
 * @self: an engine
 * @range_usec: how far its history reaches back, µs, 1 and up
 * @n_cells: cells of each strip, 1 … %TALLY_ENGINE_HEALTH_MAX_CELLS
 * @cancellable: (nullable): ends it between parts
 * @error: return location, or %NULL
 *
 * Reads how all stands. What was well is stale, and %TALLY_HEALTH_STATE_UNKNOWN, after %TALLY_ENGINE_HEALTH_STALE_USEC or twice
 * the longest gap between the last passes, whichever is longer; what was not well stays so until something better is seen.
 * A store that can't be opened is a state of the part "database", no error.
 *
 * Errors: %G_IO_ERROR_CANCELLED; %TALLY_ENGINE_ERROR_FAILED - the store can't be read further.
 *
 * Returns: (transfer full) (nullable): the board
 */
TallyHealthBoard *tally_engine_health_read (TallyEngine   *self,
                                            gint64         range_usec,
                                            guint          n_cells,
                                            GCancellable  *cancellable,
                                            GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
