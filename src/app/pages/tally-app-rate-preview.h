/* tally-app-rate-preview.h
 *
 * A file that somebody wants to use as a table of rates: its terms, what is recognised in it, what would change. Asks the
 * desk of the page that it is on. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-engine-rates.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_RATE_PREVIEW (tally_app_rate_preview_get_type ())

/**
 * TallyAppRatePreview:
 *
 * Its buttons have the page's actions "rates.use" and "rates.cancel".
 */
G_DECLARE_FINAL_TYPE (TallyAppRatePreview, tally_app_rate_preview, TALLY, APP_RATE_PREVIEW, AdwBin)

/**
 * tally_app_rate_preview_show:
 * @self: a preview on a page
 * @path: a file
 * @files: (element-type TallyEngineRatesFile): the tables in use
 * @can_use: whether it can be used then
 *
 * Reads a file and shows it.
 */
void  tally_app_rate_preview_show     (TallyAppRatePreview *self,
                                       const char          *path,
                                       GPtrArray           *files,
                                       gboolean             can_use);

/**
 * tally_app_rate_preview_use:
 * @self: a preview that shows a file
 *
 * Imports the file, has the page use it, and shows the page's tables again by its action "rates.cancel".
 */
void  tally_app_rate_preview_use      (TallyAppRatePreview *self);

G_END_DECLS
