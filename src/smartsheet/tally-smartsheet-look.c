/* tally-smartsheet-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-look.h"

#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"

gboolean
tally_smartsheet_look_at_server (TallySmartsheetClient  *client,
                                 TallySmartsheetServer  *out_server,
                                 GCancellable           *cancellable,
                                 GError                **error)
{
  TallySmartsheetRequest request = { .operation = "get-server-info", .path = "/serverinfo" };
  g_autoptr (JsonNode) root = NULL;
  gint64 start;

  g_return_val_if_fail (client != NULL && out_server != NULL, FALSE);
  start = tally_clock_get_monotonic_usec (client->clock);
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  if (root == NULL)
    return FALSE;
  out_server->latency_usec = tally_clock_get_monotonic_usec (client->clock) - start;
  out_server->server_utc_usec = request.out_server_utc_usec;
  return TRUE;
}

/* Commenters attach files too, and can't remove what a newer one takes the place of. */
static gboolean
may_attach (const char *access)
{
  static const char *const levels[] = { "EDITOR", "EDITOR_SHARE", "ADMIN", "OWNER", NULL };

  return g_strv_contains (levels, access);
}

static TallySheet *
read_sheet (gint64      sheet_id,
            JsonObject *answer)
{
  TallySheet *sheet = tally_sheet_new (sheet_id, tally_smartsheet_json_get_text (answer, "name"));
  JsonArray *columns = tally_smartsheet_json_get_array (answer, "columns");

  sheet->version = tally_smartsheet_json_get_int (answer, "version", -1);
  sheet->n_rows = tally_smartsheet_json_get_int (answer, "totalRowCount", -1);
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = tally_smartsheet_json_get_element (columns, i);
      const char *title = column != NULL ? tally_smartsheet_json_get_text (column, "title") : NULL;
      if (title != NULL)
        g_ptr_array_add (sheet->columns,
                         tally_column_new (tally_smartsheet_json_get_int (column, "id", 0), i,
                                           TALLY_COLUMN_OTHER, title));
    }
  return sheet;
}

TallySmartsheetLook *
tally_smartsheet_look_at_sheet (TallySmartsheetClient  *client,
                                gint64                  sheet_id,
                                GCancellable           *cancellable,
                                GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "?page=1&pageSize=1", sheet_id);
  TallySmartsheetRequest request = { .operation = "get-sheet", .subject = sheet_id, .path = path };
  g_autoptr (JsonNode) root = NULL;
  TallySmartsheetLook *self;
  JsonObject *answer;
  const char *access;

  g_return_val_if_fail (client != NULL && sheet_id > 0, NULL);
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  if (root == NULL)
    return NULL;
  answer = json_node_get_object (root);
  access = tally_smartsheet_json_get_text (answer, "accessLevel");
  self = g_new0 (TallySmartsheetLook, 1);
  self->sheet = read_sheet (sheet_id, answer);
  self->access = g_strdup (access != NULL ? access : "");
  self->may_attach = may_attach (self->access);
  return self;
}

void
tally_smartsheet_look_free (TallySmartsheetLook *self)
{
  if (self == NULL)
    return;
  tally_sheet_free (self->sheet);
  g_free (self->access);
  g_free (self);
}
