/* tally-page-runs-overrides.h
 *
 * What people override: pauses, the circuit to the service, what is set aside, held or left open. Each decision has its
 * reason in the trail, and can be undone where that is possible. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_OVERRIDES (tally_page_runs_overrides_get_type ())

/**
 * TallyPageRunsOverrides:
 *
 * Actions, each with what it is done to: "override.pause", "override.resume" ("publish" or "all"), "override.open",
 * "override.close", "override.probe" ("smartsheet"), "override.release", "override.drop" ("sheet:ID", "group:ID" or
 * "intent:ID"). Wishes: whatever; there is nothing to scroll to.
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsOverrides, tally_page_runs_overrides, TALLY, PAGE_RUNS_OVERRIDES, TallyAppPage)

G_END_DECLS
