/* tally-jobs-runner.h
 *
 * Runs the tasks of one pass in their order, one after the other, on the caller's thread, and
 * turns what stops one into the run's outcome. The engine calls it. Sees everything that tasks
 * see.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-task.h"

G_BEGIN_DECLS

/**
 * tally_jobs_select:
 * @names: (nullable) (array zero-terminated=1): ids of tasks, %NULL or empty = all
 * @error: return location, or %NULL
 *
 * Chooses the tasks of a pass; they run in the order of the pipeline, whatever the order of
 * @names, and each brings the earlier ones that it builds on in this same run: "publish" needs the
 * plan and the workbooks of this run.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - there is no such job; the message lists those there are.
 *
 * Returns: (transfer container) (element-type TallyJobsTask): the tasks
 */
GPtrArray *tally_jobs_select (const char *const  *names,
                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_run:
 * @context: the state of the run; its members up to @run are set
 * @tasks: (element-type TallyJobsTask): what to run
 *
 * Runs them until the run is cancelled. What rests on one that failed is left out, the rest is done;
 * notices and the outcome say how it went.
 */
void       tally_jobs_run    (TallyJobsContext   *context,
                              GPtrArray          *tasks);

G_END_DECLS
