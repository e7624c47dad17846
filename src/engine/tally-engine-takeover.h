/* tally-engine-takeover.h
 *
 * The engine's door to the comparison before a takeover: reads sources and target, plans without
 * changing anything, and compares with what another program attached. Blocking; one thread at a
 * time. Shows core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * tally_engine_check_takeover:
 * @self: an engine
 * @options: which work requests and weeks, whether to go on with the rows that the store holds, who
 *   is told of notices; the rest of it is not looked at
 * @takeover: an empty comparison to fill; unfinished if the run failed
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it cleanly; the next one goes on with what was fetched
 *
 * Compares, and writes the workbook of the comparison into the output folder. Nothing on the target
 * changes. Its outcome is %TALLY_OUTCOME_PARTIAL when there is something to look at.
 *
 * Returns: (transfer full): what the run did; never %NULL
 */
TallyRun *tally_engine_check_takeover (TallyEngine             *self,
                                       const TallyBatchOptions *options,
                                       TallyTakeover           *takeover,
                                       TallyProgress           *progress,
                                       GCancellable            *cancellable);

G_END_DECLS
