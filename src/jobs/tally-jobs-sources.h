/* tally-jobs-sources.h
 *
 * Which sheets a run reads: those that the configuration names, those in its folders and
 * workspaces, and those that were there before and now are not. A folder that can't be listed, or
 * a sheet that is gone from it, never makes lines disappear. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * TallyJobsSources:
 * @sheet_ids: (owned) (element-type gint64): sheets to read, ascending, each once
 * @origins: (owned) (element-type utf8): sheet id → what named it: "sheet", "folder:ID",
 *   "workspace:ID"
 * @lost_ids: (owned) (element-type gint64): sheets whose lines the store holds, that are no longer
 *   found where they were, while that place is still configured
 * @released_ids: (owned) (element-type gint64): sheets whose place was taken out of the
 *   configuration: their lines are no longer billed
 */
typedef struct {
  GArray     *sheet_ids;
  GHashTable *origins;
  GArray     *lost_ids;
  GArray     *released_ids;
} TallyJobsSources;

/**
 * tally_jobs_sources_resolve:
 * @context: the run; its store may be missing, nothing is lost then
 * @error: return location, or %NULL
 *
 * Lists folders and workspaces and compares with what the store knows. A folder or workspace that
 * can't be listed is a notice; the sheets that came from it are lost for this run.
 *
 * Errors: %TALLY_JOBS_ERROR_NO_SOURCES - the configuration names no source; those of the client that
 * end the run (authorisation, cancelled); those of the store.
 *
 * Returns: (transfer full) (nullable): the sources
 */
TallyJobsSources *tally_jobs_sources_resolve (TallyJobsContext  *context,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_sources_free:
 * @self: (nullable): sources
 *
 * Frees them.
 */
void              tally_jobs_sources_free    (TallyJobsSources  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsSources, tally_jobs_sources_free)

G_END_DECLS
