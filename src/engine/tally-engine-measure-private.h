/* tally-engine-measure-private.h
 *
 * The measure of a pass: what kind of pass it is, and the end of its figures in the store. The thread
 * of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_engine_measure_begin:
 * @self: an engine
 * @options: what the pass is to do
 * @given: what it was asked for
 *
 * Begins to measure a pass. One that leaves something out, or does more than usual, is no measure for
 * full ones and is told apart.
 *
 * Returns: (transfer full): its measure
 */
TallyJobsMeasure *tally_engine_measure_begin (TallyEngine             *self,
                                              const TallyJobsOptions  *options,
                                              const TallyBatchOptions *given);

/**
 * tally_engine_measure_end:
 * @measure: the measure of a pass
 * @store: its store
 * @run: what it did; gets a warning if the figures can't be recorded
 *
 * Records what the pass came to, and tends the tiers.
 */
void              tally_engine_measure_end   (TallyJobsMeasure        *measure,
                                              TallyStore              *store,
                                              TallyRun                *run);

G_END_DECLS
