/* tally-page-runs-detail.h
 *
 * One run on the Runs page: its steps, what it said, what did not work at once, what it did to the target. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_DETAIL (tally_page_runs_detail_get_type ())

/**
 * TallyPageRunsDetail:
 *
 * Actions: "run.copy", "run.resume". Uses "runs.back" and "runs.show-all" of what is around it.
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsDetail, tally_page_runs_detail, TALLY, PAGE_RUNS_DETAIL, TallyAppPage)

/**
 * tally_page_runs_detail_new:
 * @session: the session
 * @leaflet: what it is folded in
 *
 * Returns: (transfer floating): a view of no run
 */
GtkWidget *tally_page_runs_detail_new      (TallyAppSession     *session,
                                            AdwLeaflet          *leaflet);

/**
 * tally_page_runs_detail_show:
 * @self: a view
 * @run_id: number of a run, 0 = none
 *
 * Shows a run.
 */
void       tally_page_runs_detail_show     (TallyPageRunsDetail *self,
                                            gint64               run_id);

/**
 * tally_page_runs_detail_get_run:
 * @self: a view
 *
 * Returns: number of the run, 0 = none
 */
gint64     tally_page_runs_detail_get_run  (TallyPageRunsDetail *self);

G_END_DECLS
