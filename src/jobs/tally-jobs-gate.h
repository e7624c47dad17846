/* tally-jobs-gate.h
 *
 * The one place that says whether this run publishes: [target] publish, a dry run, what stopped
 * it on the way. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_gate_is_open:
 * @context: the run
 * @n_waiting: workbooks that wait to be attached
 *
 * Decides whether anything may be published, and says once why not, if something waits.
 *
 * Returns: %TRUE if the run may publish
 */
gboolean tally_jobs_gate_is_open (TallyJobsContext *context,
                                  guint             n_waiting);

G_END_DECLS
