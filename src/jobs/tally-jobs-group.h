/* tally-jobs-group.h
 *
 * The group behind one workbook, loaded from the store as it is now. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_load_group:
 * @context: the run
 * @identity: which workbook
 * @error: return location, or %NULL
 *
 * Loads its billed lines, fills in details and fingerprint, and fixes the time at which this
 * content was first planned. O(lines of the workbook).
 *
 * Errors: those of the store; %TALLY_JOBS_ERROR_FAILED - the sum does not fit, or the layout can't
 * be made.
 *
 * Returns: (transfer full) (nullable): the group; one without lines if there are none
 */
TallyGroup *tally_jobs_load_group (TallyJobsContext     *context,
                                   const TallyIdentity  *identity,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
