/* tally-page-runs-schedules.h
 *
 * What starts by itself: each schedule with its next time, what became of its last start and what was missed, and the next
 * starts of all. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_SCHEDULES (tally_page_runs_schedules_get_type ())

/**
 * TallyPageRunsSchedules:
 *
 * Wishes: the name of a schedule.
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsSchedules, tally_page_runs_schedules, TALLY, PAGE_RUNS_SCHEDULES, TallyAppPage)

G_END_DECLS
