/* tally-jobs-target-watch.h
 *
 * What a run sees of other writers on its target: markers, and workbooks that came lately. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-rival.h"
#include "tally-jobs-target.h"

G_BEGIN_DECLS

/**
 * tally_jobs_target_get_n_files:
 * @self: a target
 *
 * Returns: how many files hang on its rows
 */
guint      tally_jobs_target_get_n_files  (TallyJobsTarget *self);

/**
 * tally_jobs_target_list_markers:
 * @self: a target
 *
 * Returns: (transfer full) (element-type TallyJobsMarkerFile): the markers on the sheet itself, as
 *   they were read last
 */
GPtrArray *tally_jobs_target_list_markers (TallyJobsTarget *self);

/**
 * tally_jobs_target_list_since:
 * @self: a target
 * @since_utc_usec: µs since 1970 UTC, by the server's clock
 *
 * Returns: (transfer container) (element-type TallyJobsFile): the files on its rows whose names
 *   are those of workbooks and that were attached then or later, in no order
 */
GPtrArray *tally_jobs_target_list_since   (TallyJobsTarget *self,
                                           gint64           since_utc_usec);

G_END_DECLS
