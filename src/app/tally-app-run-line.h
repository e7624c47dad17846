/* tally-app-run-line.h
 *
 * What came of a run, in one line for a toast or a notification. A pure function; main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_app_run_line_dup:
 * @run: a run that is over
 *
 * Returns: (transfer full): the worst that is to be said of it
 */
char *tally_app_run_line_dup (const TallyRun *run);

G_END_DECLS
