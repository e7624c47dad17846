/* tally-smartsheet-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-link.h"

#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-table.h"

char *
tally_smartsheet_link_fetch_row (TallySmartsheetClient  *client,
                                 gint64                  sheet_id,
                                 gint64                  row_id,
                                 GCancellable           *cancellable,
                                 GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/rows/%" G_GINT64_FORMAT
                                           "?include=rowPermalink", sheet_id, row_id);
  g_autoptr (TallySheet) place = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *link;
  TallySmartsheetRequest request = {
    .operation = "get-row", .subject = row_id, .path = path,
  };

  g_return_val_if_fail (client != NULL && sheet_id > 0 && row_id > 0, NULL);
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  if (root == NULL)
    return NULL;
  link = tally_smartsheet_json_get_text (json_node_get_object (root), "permalink");
  place = tally_sheet_new (sheet_id, NULL);
  tally_sheet_set_link (place, link != NULL ? link : "", link != NULL ? strlen (link) : 0); /* only if it may be opened */
  if (*place->link != '\0')
    return g_strdup (place->link);
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
               "row %" G_GINT64_FORMAT " is said to have no address that can be opened", row_id);
  return NULL;
}
