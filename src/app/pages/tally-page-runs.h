/* tally-page-runs.h
 *
 * The page Runs: what ran, plans that wait for a person, schedules, and what people override. Each is a page of its own
 * within it, which reads when it is looked at. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS (tally_page_runs_get_type ())

/**
 * TallyPageRuns:
 *
 * Wishes: "run=ID", "plan=ID", "schedule=NAME", "circuit=NAME", "pause=WHAT", "aside".
 */
G_DECLARE_FINAL_TYPE (TallyPageRuns, tally_page_runs, TALLY, PAGE_RUNS, TallyAppPage)

G_END_DECLS
