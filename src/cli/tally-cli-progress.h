/* tally-cli-progress.h
 *
 * The progress bar of a terminal, on stderr, so that stdout stays clean. Main thread makes and
 * ends it; any thread may report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-progress.h"

G_BEGIN_DECLS

/**
 * tally_cli_progress_new:
 * @when: (nullable): "auto" or %NULL = on a terminal unless @quiet, "always", "never"
 * @quiet: whether "auto" shows nothing
 * @cancellable: (nullable): what stops the work
 *
 * Returns: (transfer full): a progress that draws, or one that shows nothing
 */
TallyProgress *tally_cli_progress_new (const char    *when,
                                       gboolean       quiet,
                                       GCancellable  *cancellable);

/**
 * tally_cli_progress_clear:
 *
 * Clears the bar from the terminal, at the end or for a line of the log; the next step draws it
 * again.
 */
void           tally_cli_progress_clear (void);

G_END_DECLS
