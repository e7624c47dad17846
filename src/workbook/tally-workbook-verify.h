/* tally-workbook-verify.h
 *
 * Proves that a workbook's bytes show a group: every text, quantity and cent, its sums and its
 * formulas. Called by the writer before a file appears, and by jobs for what was attached. Any
 * thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"

G_BEGIN_DECLS

/**
 * tally_workbook_verify:
 * @data: a file's bytes
 * @group: what it is to show
 * @error: return location, or %NULL
 *
 * Reads @data and compares it with @group. A workbook without a provenance sheet may show it too.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_MISMATCH - names what differs; write it again.
 * %TALLY_WORKBOOK_ERROR_INVALID, %TALLY_WORKBOOK_ERROR_LIMIT - it can't be read; likewise.
 *
 * Returns: %TRUE if it shows @group
 */
gboolean tally_workbook_verify (GBytes            *data,
                                const TallyGroup  *group,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
