/* tally-app-run-bar.h
 *
 * The line below the header while a run is at work: what it does, and how far it is. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-engine-desk.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_RUN_BAR (tally_app_run_bar_get_type ())

G_DECLARE_FINAL_TYPE (TallyAppRunBar, tally_app_run_bar, TALLY, APP_RUN_BAR, AdwBin)

/**
 * tally_app_run_bar_set_desk:
 * @self: a line
 * @desk: (nullable): whose run it shows
 *
 * Follows the runs of a desk, hidden while there is none.
 */
void tally_app_run_bar_set_desk (TallyAppRunBar  *self,
                                 TallyEngineDesk *desk);

G_END_DECLS
