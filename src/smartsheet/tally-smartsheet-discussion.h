/* tally-smartsheet-discussion.h
 *
 * What people wrote beside a sheet's rows. Evidence for the audit; any thread. Depends on the
 * client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetComment:
 * @comment_id: id
 * @discussion_id: the discussion it stands in
 * @row_id: the row that is discussed, 0 for the sheet
 * @created_utc_usec: µs since 1970 UTC, 0 if not told
 * @author: (owned): e-mail address, "" if not told
 * @text: (owned): what was written
 *
 * One comment.
 */
typedef struct {
  gint64  comment_id;
  gint64  discussion_id;
  gint64  row_id;
  gint64  created_utc_usec;
  char   *author;
  char   *text;
} TallySmartsheetComment;

/**
 * tally_smartsheet_discussion_list:
 * @client: a client
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Lists all comments on a sheet and its rows, by discussion, in the service's order.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallySmartsheetComment): the comments; %NULL on error
 */
GPtrArray *tally_smartsheet_discussion_list (TallySmartsheetClient  *client,
                                             gint64                  sheet_id,
                                             GCancellable           *cancellable,
                                             GError                **error);

G_END_DECLS
