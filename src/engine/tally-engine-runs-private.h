/* tally-engine-runs-private.h
 *
 * A run of the store as people see it: what the files that list runs and tell their story share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-runs.h"
#include "tally-json-node.h"
#include "tally-store-runs.h"

G_BEGIN_DECLS

/**
 * tally_engine_run_parse:
 * @record: a run of the store
 *
 * Returns: (transfer full) (nullable): what the run left of itself, without its list of workbooks; %NULL if that is
 *   nothing, or can't be read
 */
TallyJsonNode  *tally_engine_run_parse (const TallyStoreRun *record);

/**
 * tally_engine_run_new:
 * @record: a run of the store
 * @summary: (nullable): what it left of itself
 * @is_at_work: whether somebody holds the store's lease
 *
 * Returns: (transfer full): the run
 */
TallyEngineRun *tally_engine_run_new   (const TallyStoreRun *record,
                                        const TallyJsonNode *summary,
                                        gboolean             is_at_work);

G_END_DECLS
