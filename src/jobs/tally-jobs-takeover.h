/* tally-jobs-takeover.h
 *
 * Compares what hangs on the target with the plan of the run: finds the newest file of each
 * identity, fetches and reads it, a few at once, and compares it with our lines. Changes nothing
 * there. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-task.h"
#include "tally-takeover.h"

G_BEGIN_DECLS

/**
 * tally_jobs_takeover_task:
 *
 * Compares, writes the workbook of the comparison into the output folder and says what to do next. In
 * no pipeline: a run that was given a comparison to fill ends with it. It needs a plan.
 */
extern const TallyJobsTask tally_jobs_takeover_task;

/**
 * tally_jobs_takeover_compare:
 * @context: a run that has a plan and has read the target
 * @takeover: an empty comparison to fill; its cache folder keeps what was fetched until it is
 *   complete, so that one that was stopped goes on from there; unfinished on failure
 * @error: return location, or %NULL
 *
 * A file that can't be fetched or read is an entry, not an error.
 *
 * Errors: those of the store and of the client that concern the whole run;
 * %TALLY_JOBS_ERROR_FAILED - a sum does not fit into 64 bits, or the cache folder can't be made;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if everything was compared
 */
gboolean tally_jobs_takeover_compare (TallyJobsContext  *context,
                                      TallyTakeover     *takeover,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
