/* tally-smartsheet-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-sheet.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-smartsheet-list-private.h"
#include "tally-smartsheet-value.h"

static gboolean
take_column (JsonObject  *item,
             gpointer     data,
             GError     **error)
{
  TallySheet *sheet = data;
  const char *type = tally_smartsheet_json_get_text (item, "type");
  gint64 index = tally_smartsheet_json_get_int (item, "index", sheet->columns->len);

  g_ptr_array_add (sheet->columns,
                   tally_column_new (tally_smartsheet_json_get_int (item, "id", 0),
                                     (guint) CLAMP (index, 0, G_MAXINT),
                                     tally_smartsheet_value_parse_column_type (
                                       type, type != NULL ? strlen (type) : 0),
                                     tally_smartsheet_json_get_text (item, "title")));
  return TRUE;
}

static int
compare_index (gconstpointer a,
               gconstpointer b)
{
  const TallyColumn *first = *(const TallyColumn *const *) a;
  const TallyColumn *second = *(const TallyColumn *const *) b;

  if (first->index != second->index)
    return first->index < second->index ? -1 : 1;
  return 0;
}

TallySheet *
tally_smartsheet_sheet_fetch_columns (TallySmartsheetClient  *client,
                                      gint64                  sheet_id,
                                      GCancellable           *cancellable,
                                      GError                **error)
{
  g_autoptr (TallySheet) sheet = tally_sheet_new (sheet_id, NULL);
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/columns?level=2", sheet_id);
  TallySmartsheetList list = {
    .operation = "list-columns",
    .subject = sheet_id,
    .path = path,
    .id_name = "id",
    .func = take_column,
    .data = sheet,
  };

  g_return_val_if_fail (client != NULL && sheet_id > 0, NULL);
  if (!tally_smartsheet_client_list (client, &list, cancellable, error))
    return NULL;
  if (sheet->columns->len == 0)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "sheet %" G_GINT64_FORMAT " is said to have no columns", sheet_id);
      return NULL;
    }
  g_ptr_array_sort (sheet->columns, compare_index);
  return g_steal_pointer (&sheet);
}

gint64
tally_smartsheet_sheet_fetch_version (TallySmartsheetClient  *client,
                                      gint64                  sheet_id,
                                      GCancellable           *cancellable,
                                      GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/version", sheet_id);
  g_autoptr (JsonNode) root = NULL;
  gint64 version;
  TallySmartsheetRequest request = {
    .operation = "get-version", .subject = sheet_id, .path = path,
  };

  g_return_val_if_fail (client != NULL && sheet_id > 0, -1);
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  if (root == NULL)
    return -1;
  version = tally_smartsheet_json_get_int (json_node_get_object (root), "version", -1);
  if (version < 0)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                 "sheet %" G_GINT64_FORMAT " is said to have no version", sheet_id);
  return version;
}
