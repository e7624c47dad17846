/* tally-app-open.h
 *
 * What people open of a workbook, found by the engine first: its file, its folder, a row in Smartsheet. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

/**
 * tally_app_open_file:
 * @page: the page that asks, which tells people if it failed
 * @file_name: name of a workbook's file
 * @sha256: of its bytes, hexadecimal
 * @in_folder: show where it lies, instead of opening it
 *
 * Opens a workbook, from the output folder or from the archive.
 */
void tally_app_open_file (TallyAppPage *page,
                          const char   *file_name,
                          const char   *sha256,
                          gboolean      in_folder);

/**
 * tally_app_open_row:
 * @page: the page that asks, which tells people if it failed
 * @sheet_id: a sheet
 * @row_id: a row of it
 *
 * Shows a row in the browser.
 */
void tally_app_open_row  (TallyAppPage *page,
                          gint64        sheet_id,
                          gint64        row_id);

G_END_DECLS
