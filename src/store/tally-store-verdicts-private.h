/* tally-store-verdicts-private.h
 *
 * What deciding here and importing share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-findings-private.h"
#include "tally-store-verdicts.h"

G_BEGIN_DECLS

/**
 * TallyStoreVerdictStep:
 * @row: the finding; it becomes what the verdict says
 * @verdict: a sealed verdict
 * @imported_by: (nullable): who brought it here
 * @assignee: (nullable): who looks at it from now on
 * @due: until when
 */
typedef struct {
  TallyStoreFinding          *row;
  const TallyFindingVerdict  *verdict;
  const char                 *imported_by;
  const char                 *assignee;
  TallyDay                    due;
} TallyStoreVerdictStep;

/**
 * tally_store_verdicts_take_step:
 * @store: a store in a transaction
 * @step: what to do
 * @error: return location, or %NULL
 *
 * Appends the verdict and its entry of the trail, and marks the finding unless it was overruled.
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_verdicts_take_step (TallyStore                   *store,
                                         const TallyStoreVerdictStep  *step,
                                         GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_decide:
 * @store: a store in a transaction
 * @decision: what a person decides; its id is not looked at
 * @row: the finding; it becomes what the decision says
 * @error: return location, or %NULL
 *
 * Checks it and takes the step.
 *
 * Errors: those of tally_store_verdicts_add().
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_verdicts_decide (TallyStore                  *store,
                                      const TallyFindingDecision  *decision,
                                      TallyStoreFinding           *row,
                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_list_of_key:
 * @store: a store
 * @key: number of a finding
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFindingVerdict) (nullable): its history, oldest first
 */
GPtrArray *tally_store_verdicts_list_of_key (TallyStore  *store,
                                             gint64       key,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
