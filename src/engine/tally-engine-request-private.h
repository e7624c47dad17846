/* tally-engine-request-private.h
 *
 * What a pass is asked to do, as its run keeps it. Thread of the pass.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-jobs-task.h"

G_BEGIN_DECLS

/**
 * tally_engine_request_note:
 * @run: the run, not begun yet
 * @tasks: (element-type TallyJobsTask): what it will do, in order
 * @options: what was understood of it, the configuration's share included
 * @given: what was given
 *
 * Writes down the request.
 */
void tally_engine_request_note (TallyRun                *run,
                                GPtrArray               *tasks,
                                const TallyJobsOptions  *options,
                                const TallyBatchOptions *given);

G_END_DECLS
