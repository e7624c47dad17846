/* tally-page-runs-only.h
 *
 * Asks which work requests and weeks a run is to be about, and how it is to go about it. What is typed is checked while it
 * is typed. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * tally_page_runs_only_ask:
 * @page: who asks
 * @rebuild: whether "rebuild unchanged workbooks" is set from the start
 *
 * Opens a dialog that starts such a run.
 */
void   tally_page_runs_only_ask         (TallyAppPage  *page,
                                         gboolean       rebuild);

/**
 * tally_page_runs_only_parse_weeks:
 * @text: days that weeks end on, as "081725" or "2025-08-17", with blanks, commas or semicolons between them
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_APP_ERROR_USAGE - one is no such day; the message names it and what is accepted.
 *
 * Returns: (transfer full) (nullable): them as the engine takes them, "MMDDYY"
 */
char **tally_page_runs_only_parse_weeks (const char    *text,
                                         GError       **error);

/**
 * tally_page_runs_only_parse_requests:
 * @text: work requests with blanks, commas or semicolons between them
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_APP_ERROR_USAGE - one is too long; the message names it.
 *
 * Returns: (transfer full) (nullable): them, each once
 */
char **tally_page_runs_only_parse_requests (const char *text,
                                            GError    **error);

G_END_DECLS
