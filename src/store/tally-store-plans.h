/* tally-store-plans.h
 *
 * What each run decided: entry by entry, and what it counted. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_plans_put:
 * @store: a store that holds the lease
 * @run_id: the run
 * @plan: its plan
 * @error: return location, or %NULL
 *
 * Records the plan of a run in place of the one before.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean   tally_store_plans_put  (TallyStore       *store,
                                   gint64            run_id,
                                   const TallyPlan  *plan,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_plans_find:
 * @store: a store
 * @run_id: the run
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): its plan; %NULL without an error if it has none
 */
TallyPlan *tally_store_plans_find (TallyStore       *store,
                                   gint64            run_id,
                                   GError          **error);

/**
 * tally_store_plans_find_before:
 * @store: a store
 * @run_id: a run
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the plan of the newest run before it that made one; %NULL
 *   without an error if there is none
 */
TallyPlan *tally_store_plans_find_before (TallyStore  *store,
                                          gint64       run_id,
                                          GError     **error);

G_END_DECLS
