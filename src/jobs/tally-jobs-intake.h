/* tally-jobs-intake.h
 *
 * What was read of a sheet comes into the store: all of it, or what changed, in one transaction.
 * Says beforehand how much of a sheet is to be read. The task "sync" calls it. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-fetch.h"

G_BEGIN_DECLS

/**
 * tally_jobs_intake_prepare:
 * @context: the run
 * @sheet_id: a sheet
 * @error: return location, or %NULL
 *
 * Says what is known of a sheet, and whether it has to be read whole: when the run is forced, when
 * it is the sheet's day ([smartsheet] full-sweep-days), when its lines were read by other rules or
 * something cast a doubt on them.
 *
 * Errors: those of the store.
 *
 * Returns: (transfer full): a sheet to read, %NULL on error
 */
TallyJobsFetch *tally_jobs_intake_prepare (TallyJobsContext  *context,
                                           gint64             sheet_id,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_intake_wants_more:
 * @context: the run
 * @fetch: a sheet of which the changes were read; gets its known rows
 * @out_wants: (out): whether it is to be run again, to sweep the ids of its rows or to read it whole
 * @error: return location, or %NULL
 *
 * Holds the changes against what is known.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is known
 */
gboolean        tally_jobs_intake_wants_more (TallyJobsContext  *context,
                                              TallyJobsFetch    *fetch,
                                              gboolean          *out_wants,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_intake_take:
 * @context: the run
 * @fetch: a sheet that was read, whole or what changed
 * @origin: (nullable): what named the sheet
 * @error: return location, or %NULL
 *
 * Records its lines, its map when it was read whole, and its head.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean        tally_jobs_intake_take    (TallyJobsContext  *context,
                                           TallyJobsFetch    *fetch,
                                           const char        *origin,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
