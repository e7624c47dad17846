/* tally-page-runs-history.h
 *
 * The runs, newest first, and the one that was chosen beside them. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_HISTORY (tally_page_runs_history_get_type ())

/**
 * TallyPageRunsHistory:
 *
 * Actions: "runs.only", "runs.rebuild", "runs.show-all", "runs.back". Wishes: the number of a run.
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsHistory, tally_page_runs_history, TALLY, PAGE_RUNS_HISTORY, TallyAppPage)

G_END_DECLS
