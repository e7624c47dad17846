/* tally-engine-workbooks.h
 *
 * The door to what was issued: what hangs on the target, every version of a workbook, what differs
 * between two of them, and which restored one is held. Reads the store and the archive; restoring
 * itself is a run, see [TallyBatchOptions.restore]. Blocking; one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-version-diff.h"

G_BEGIN_DECLS

/**
 * TallyWorkbookFilter:
 * @work_requests: (nullable) (array zero-terminated=1): only these, %NULL or empty = all
 * @weeks: (nullable) (array zero-terminated=1): "MMDDYY", only these, %NULL or empty = all
 * @variants: (nullable) (array zero-terminated=1): ids of variants, %NULL or empty = all
 * @identifier: (nullable): only workbooks of this name, %NULL = of any
 *
 * Which workbooks are meant.
 */
typedef struct {
  const char *const *work_requests;
  const char *const *weeks;
  const char *const *variants;
  const char        *identifier;
} TallyWorkbookFilter;

/**
 * tally_engine_list_workbooks:
 * @self: an engine
 * @filter: which
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - no target sheet is configured, or @filter holds no week or
 * variant; those of opening the store.
 *
 * Returns: (transfer full) (element-type TallyVersion) (nullable): what hangs on the target, by
 *   tally_identity_compare(); their bytes were not looked at
 */
GPtrArray        *tally_engine_list_workbooks (TallyEngine                *self,
                                               const TallyWorkbookFilter  *filter,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_list_versions:
 * @self: an engine
 * @filter: one work request and one week, perhaps more
 * @error: return location, or %NULL
 *
 * Errors: as above; %TALLY_ENGINE_ERROR_NOT_FOUND - nothing was issued for it.
 *
 * Returns: (transfer full) (element-type TallyVersion) (nullable): all that ever hung there, by
 *   variant and identifier, oldest first; their bytes were looked at
 */
GPtrArray        *tally_engine_list_versions  (TallyEngine                *self,
                                               const TallyWorkbookFilter  *filter,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_diff_versions:
 * @self: an engine
 * @before: number of the earlier version, 0 = the one before @after
 * @after: number of the later version
 * @error: return location, or %NULL
 *
 * Compares two versions, also those of different workbooks.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no such version, or none before it;
 * %TALLY_ENGINE_ERROR_FAILED - neither lines nor bytes of a version are there, the message says
 * where to look; those of the store.
 *
 * Returns: (transfer full) (nullable): what differs
 */
TallyVersionDiff *tally_engine_diff_versions  (TallyEngine                *self,
                                               gint64                      before,
                                               gint64                      after,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_diff_workbook:
 * @self: an engine
 * @filter: one workbook
 * @error: return location, or %NULL
 *
 * Compares the version that hangs there, or else the newest, with the one before it.
 *
 * Errors: as tally_engine_diff_versions(); %TALLY_ENGINE_ERROR_SEVERAL - @filter means several
 * workbooks.
 *
 * Returns: (transfer full) (nullable): what differs
 */
TallyVersionDiff *tally_engine_diff_workbook  (TallyEngine                *self,
                                               const TallyWorkbookFilter  *filter,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_release_workbook:
 * @self: an engine
 * @filter: one workbook
 * @actor: (nullable): who asked for it, for the trail
 * @error: return location, or %NULL
 *
 * Lets the next run replace a workbook that was restored; in the trail.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - no such workbook is held; %TALLY_ENGINE_ERROR_SEVERAL -
 * @filter means several; %TALLY_ENGINE_ERROR_BUSY - a run is at work, try again later.
 *
 * Returns: (transfer full) (nullable): the version that was released
 */
TallyVersion     *tally_engine_release_workbook (TallyEngine                *self,
                                                 const TallyWorkbookFilter  *filter,
                                                 const char                 *actor,
                                                 GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
