/* tally-engine-health-note-private.h
 *
 * What a pass found out about the installation, recorded for its history. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * tally_engine_health_note_run:
 * @engine: an engine
 * @measure: (nullable): gets the samples; flushed by whoever ends the run
 * @store: the store of the run, in which it is finished
 * @run: what it did
 *
 * Notes what a pass shows by how it ended, and how the rest stands by then.
 */
void tally_engine_health_note_run     (TallyEngine      *engine,
                                       TallyJobsMeasure *measure,
                                       TallyStore       *store,
                                       const TallyRun   *run);

/**
 * tally_engine_health_note_checkup:
 * @engine: an engine, whose store exists
 * @measure: (nullable): what a checkup that was asked for alone found
 *
 * Writes it with a connection of its own. A run at work, or a store that can't be written, does not keep a checkup from
 * ending well: it is not remembered then.
 */
void tally_engine_health_note_checkup (TallyEngine      *engine,
                                       TallyJobsMeasure *measure);

G_END_DECLS
