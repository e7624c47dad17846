/* tally-jobs-resume.h
 *
 * Runs that ended before their plan was carried out, and what is left of it. The engine asks before
 * it opens a run that goes on with one. Thread of the store. Reads only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_jobs_resume:
 * @store: a store that holds the lease: no other run is at work
 * @target_sheet: the target, 0 = workbooks are made and not published
 * @run_id: the run to go on with
 * @error: return location, or %NULL
 *
 * What is left of a run are the workbooks that it planned as new or changed and that neither it nor
 * a later run has published (without a target: made). A run that exited with 0 left nothing.
 *
 * Errors: %TALLY_JOBS_ERROR_NO_RUN - there is no such run, it is complete, or it was stopped before
 * it had a plan; the message lists the runs that can be resumed. Those of the store.
 *
 * Returns: (transfer full) (nullable) (element-type TallyIdentity): a set of what is left, never
 *   empty
 */
GHashTable *tally_jobs_resume (TallyStore  *store,
                               gint64       target_sheet,
                               gint64       run_id,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
