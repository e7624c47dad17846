/* tally-jobs-approval-private.h
 *
 * What deciding about a plan (tally-jobs-approval.c) and keeping what waits
 * (tally-jobs-approval-keep.c) share. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-moved.h"
#include "tally-proposal.h"
#include "tally-store-proposals.h"

G_BEGIN_DECLS

/* What is known while a plan is settled. */
typedef struct {
  TallyJobsContext    *context;  /* (borrowed) */
  GHashTable          *entries;  /* (owned) identity → TallyPlanEntry of this plan, borrowed */
  GHashTable          *released; /* (owned) set of TallyPlanEntry, borrowed */
  GPtrArray           *earlier;  /* (owned) (element-type TallyProposal): what waits on */
  TallyPlan           *before;   /* (owned) (nullable): plan of the run before */
  GHashTable          *gone;     /* (owned) set of identities that had vanished before, in @before */
  TallyStoreProposal  *open;     /* (owned) (nullable): the plan that waits or was rejected */
  TallyJobsMoved       moved;
  TallyProposalTotals  totals;
} TallyJobsSettling;

/**
 * tally_jobs_settling_is_filtered:
 * @self: a settling
 *
 * Returns: whether workbooks may be missing in this plan that another run has
 */
gboolean tally_jobs_settling_is_filtered    (TallyJobsSettling        *self);

/**
 * tally_jobs_settling_has_same_effect:
 * @a: an entry
 * @b: an entry of the same identity
 *
 * Returns: whether they go from the same content to the same content
 */
gboolean tally_jobs_settling_has_same_effect (const TallyPlanEntry    *a,
                                              const TallyPlanEntry    *b);

/**
 * tally_jobs_settling_stands_earlier:
 * @self: a settling
 * @entry: an entry of this plan
 *
 * Returns: whether its workbook waits in an earlier plan that nobody approved, and would still change
 */
gboolean tally_jobs_settling_stands_earlier (TallyJobsSettling        *self,
                                             const TallyPlanEntry     *entry);

/**
 * tally_jobs_settling_close:
 * @self: a settling
 * @record: a plan that is open
 * @state: what becomes of it
 * @why: stable id of the reason
 * @error: return location, or %NULL
 *
 * Closes a plan, unless the run is dry.
 *
 * Returns: %TRUE if that is recorded
 */
gboolean tally_jobs_settling_close          (TallyJobsSettling        *self,
                                             TallyStoreProposal       *record,
                                             TallyStoreProposalState   state,
                                             const char               *why,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_settling_keep:
 * @self: a settling whose entries are held
 * @error: return location, or %NULL
 *
 * Puts what waits into the store and into plan.json, and tells of it.
 *
 * Returns: %TRUE if it is kept
 */
gboolean tally_jobs_settling_keep           (TallyJobsSettling        *self,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
