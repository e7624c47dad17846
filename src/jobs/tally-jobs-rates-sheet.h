/* tally-jobs-rates-sheet.h
 *
 * A table of rates in an Excel workbook, as the comma-separated values that it would be: line by line, so that a place
 * that is told of it is the row that a person sees. Pure, any thread. Depends on billing and workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_jobs_rates_sheet_is_workbook:
 * @bytes: a file
 *
 * Returns: whether it begins as an Excel workbook does
 */
gboolean  tally_jobs_rates_sheet_is_workbook (GBytes  *bytes);

/**
 * tally_jobs_rates_sheet_to_csv:
 * @bytes: an Excel workbook
 * @error: return location, or %NULL
 *
 * Takes the first visible sheet with a head that names the unit code among its first rows. A number has the digits
 * that Excel shows, days under "Valid From" and "Valid To" are written as 2026-04-12.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - no sheet has such a head, or it is beyond the bounds of a table of rates, the message
 * says what to do; those of tally_workbook_book_open().
 *
 * Returns: (transfer full) (nullable): comma-separated values
 */
GBytes   *tally_jobs_rates_sheet_to_csv      (GBytes  *bytes,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_rates_sheet_load:
 * @path: a table of rates, comma-separated values or an Excel workbook
 * @error: return location, or %NULL
 *
 * Errors: those of reading a file, and of tally_jobs_rates_sheet_to_csv().
 *
 * Returns: (transfer full) (nullable): it as comma-separated values
 */
GBytes   *tally_jobs_rates_sheet_load        (const char *path,
                                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
