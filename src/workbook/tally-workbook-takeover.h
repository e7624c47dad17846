/* tally-workbook-takeover.h
 *
 * The workbook of a comparison before a takeover: a summary, one row an identity, sums by work
 * request, the lines that differ. Sums and differences are formulas, so that whoever checks it can
 * follow them. Called by the tasks of jobs. Any thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-takeover.h"

G_BEGIN_DECLS

/**
 * tally_workbook_takeover_write:
 * @self: a finished comparison
 * @created_utc_usec: the document's date
 * @path: where the file is to stand; replaced if it is there
 * @error: return location, or %NULL
 *
 * Writes the workbook; a failure leaves what was there.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_LIMIT - more rows than a sheet holds: limit the comparison to some
 * weeks; %TALLY_WORKBOOK_ERROR_IO - free space or fix permissions.
 *
 * Returns: %TRUE if it stands at @path
 */
gboolean tally_workbook_takeover_write (const TallyTakeover  *self,
                                        gint64                created_utc_usec,
                                        const char           *path,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
