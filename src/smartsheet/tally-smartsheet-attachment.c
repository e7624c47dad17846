/* tally-smartsheet-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-attachment.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-smartsheet-list-private.h"
#include "tally-smartsheet-url.h"
#include "tally-text.h"

/* Few calls for a target sheet with thousands of files, and a tree of a few MB at a time. */
#define PAGE_SIZE 1000

static TallyAttachment *
parse_attachment (JsonObject *item)
{
  const char *parent = tally_smartsheet_json_get_text (item, "parentType");
  const char *kind = tally_smartsheet_json_get_text (item, "attachmentType");
  gboolean is_row = g_strcmp0 (parent, "ROW") == 0;
  JsonObject *author = tally_smartsheet_json_get_object (item, "createdBy");
  TallyAttachment *self =
    tally_attachment_new (tally_smartsheet_json_get_int (item, "id", 0),
                          is_row ? tally_smartsheet_json_get_int (item, "parentId", 0) : 0,
                          tally_smartsheet_json_get_text (item, "name"));

  self->size_kb = tally_smartsheet_json_get_int (item, "sizeInKb", -1);
  self->created_utc_usec = tally_smartsheet_json_get_time (item, "createdAt");
  self->is_file = kind == NULL || g_str_equal (kind, "FILE");
  tally_text_set (&self->mime, tally_smartsheet_json_get_text (item, "mimeType"));
  tally_text_set (&self->created_by, tally_smartsheet_json_get_text (author, "email"));
  return self;
}

static gboolean
take_attachment (JsonObject  *item,
                 gpointer     data,
                 GError     **error)
{
  g_ptr_array_add (data, parse_attachment (item));
  return TRUE;
}

static GPtrArray *
list_path (TallySmartsheetClient  *client,
           const char             *path,
           gint64                  subject,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (GPtrArray) attachments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tally_attachment_free);
  TallySmartsheetList list = {
    .operation = "list-attachments",
    .subject = subject,
    .path = path,
    .page_size = PAGE_SIZE,
    .id_name = "id",
    .func = take_attachment,
    .data = attachments,
  };

  if (!tally_smartsheet_client_list (client, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&attachments);
}

GPtrArray *
tally_smartsheet_attachment_list_sheet (TallySmartsheetClient  *client,
                                        gint64                  sheet_id,
                                        GCancellable           *cancellable,
                                        GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/attachments", sheet_id);

  g_return_val_if_fail (client != NULL && sheet_id > 0, NULL);
  return list_path (client, path, sheet_id, cancellable, error);
}

GPtrArray *
tally_smartsheet_attachment_list_row (TallySmartsheetClient  *client,
                                      gint64                  sheet_id,
                                      gint64                  row_id,
                                      GCancellable           *cancellable,
                                      GError                **error)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/rows/%" G_GINT64_FORMAT
                                           "/attachments", sheet_id, row_id);

  g_return_val_if_fail (client != NULL && sheet_id > 0 && row_id > 0, NULL);
  return list_path (client, path, row_id, cancellable, error);
}

static char *
make_path (gint64 sheet_id,
           gint64 attachment_id)
{
  return g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/attachments/%" G_GINT64_FORMAT, sheet_id,
                          attachment_id);
}

static JsonNode *
fetch_node (TallySmartsheetClient  *client,
            gint64                  sheet_id,
            gint64                  attachment_id,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autofree char *path = make_path (sheet_id, attachment_id);
  g_autoptr (JsonNode) root = NULL;
  TallySmartsheetRequest request = {
    .operation = "get-attachment", .subject = attachment_id, .path = path,
  };

  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  if (root == NULL)
    return NULL;
  if (tally_smartsheet_json_get_int (json_node_get_object (root), "id", 0) != attachment_id)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "the answer is not about attachment %" G_GINT64_FORMAT, attachment_id);
      return NULL;
    }
  return g_steal_pointer (&root);
}

TallyAttachment *
tally_smartsheet_attachment_fetch (TallySmartsheetClient  *client,
                                   gint64                  sheet_id,
                                   gint64                  attachment_id,
                                   GCancellable           *cancellable,
                                   GError                **error)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (client != NULL && sheet_id > 0 && attachment_id > 0, NULL);
  root = fetch_node (client, sheet_id, attachment_id, cancellable, error);
  return root != NULL ? parse_attachment (json_node_get_object (root)) : NULL;
}

static gboolean
start_bytes (gpointer   data,
             GError   **error)
{
  g_byte_array_set_size (data, 0);
  return TRUE;
}

static gboolean
read_bytes (gpointer     data,
            const char  *bytes,
            gsize        length,
            GError     **error)
{
  g_byte_array_append (data, (const guint8 *) bytes, (guint) length);
  return TRUE;
}

static gboolean
end_bytes (gpointer   data,
           GError   **error)
{
  return TRUE;
}

static const TallySmartsheetReader bytes_reader = { start_bytes, read_bytes, end_bytes };

/* Looks the URL up and fetches it at once: it lives for two minutes. */
static GBytes *
download_once (TallySmartsheetClient  *client,
               gint64                  sheet_id,
               gint64                  attachment_id,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autoptr (JsonNode) root = fetch_node (client, sheet_id, attachment_id, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *url;
  TallySmartsheetRequest request = {
    .operation = "download-attachment",
    .subject = attachment_id,
    .is_foreign = TRUE,
    .reader = &bytes_reader,
    .reader_data = bytes,
    .max_bytes = TALLY_SMARTSHEET_MAX_FILE_BYTES,
  };

  if (root == NULL)
    return NULL;
  url = tally_smartsheet_json_get_text (json_node_get_object (root), "url");
  if (!tally_smartsheet_url_check_download (url, tally_smartsheet_client_get_base_url (client), error))
    return NULL;
  request.path = url;
  if (!tally_smartsheet_client_stream (client, &request, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
tally_smartsheet_attachment_download (TallySmartsheetClient  *client,
                                      gint64                  sheet_id,
                                      gint64                  attachment_id,
                                      GCancellable           *cancellable,
                                      GError                **error)
{
  g_autoptr (GError) local = NULL;
  GBytes *bytes;

  g_return_val_if_fail (client != NULL && sheet_id > 0 && attachment_id > 0, NULL);
  bytes = download_once (client, sheet_id, attachment_id, cancellable, &local);
  if (g_error_matches (local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_EXPIRED))
    {
      g_clear_error (&local);
      bytes = download_once (client, sheet_id, attachment_id, cancellable, &local);
    }
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

static gboolean
check_upload (const TallySmartsheetUpload  *upload,
              GError                      **error)
{
  gsize size = g_bytes_get_size (upload->bytes);

  if (size <= TALLY_SMARTSHEET_MAX_FILE_BYTES)
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
               "the file for row %" G_GINT64_FORMAT " has %" G_GSIZE_FORMAT
               " bytes; the service takes %d at most", upload->row_id, size,
               TALLY_SMARTSHEET_MAX_FILE_BYTES);
  return FALSE;
}

/* The bytes arrived, whatever the answer looks like: only a look at the row tells. */
static TallyAttachment *
parse_uploaded (JsonNode                     *root,
                const TallySmartsheetUpload  *upload,
                GError                      **error)
{
  JsonObject *result = tally_smartsheet_json_get_object (json_node_get_object (root), "result");
  TallyAttachment *attachment;

  if (tally_smartsheet_json_get_int (result, "id", 0) <= 0)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS,
                   "the answer to attaching a file to row %" G_GINT64_FORMAT " names no attachment",
                   upload->row_id);
      return NULL;
    }
  attachment = parse_attachment (result);
  if (attachment->row_id == 0)
    attachment->row_id = upload->row_id;
  return attachment;
}

static char *
make_upload_path (const TallySmartsheetUpload *upload)
{
  if (upload->row_id == 0)
    return g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/attachments", upload->sheet_id);
  return g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/rows/%" G_GINT64_FORMAT "/attachments",
                          upload->sheet_id, upload->row_id);
}

TallyAttachment *
tally_smartsheet_attachment_upload (TallySmartsheetClient        *client,
                                    const TallySmartsheetUpload  *upload,
                                    GCancellable                 *cancellable,
                                    GError                      **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *disposition = NULL;
  g_autoptr (JsonNode) root = NULL;
  TallySmartsheetRequest request = {
    .operation = "attach-file", .method = "POST", .n_units = TALLY_SMARTSHEET_DEAR_UNITS,
  };

  g_return_val_if_fail (client != NULL && upload != NULL && upload->bytes != NULL, NULL);
  g_return_val_if_fail (!tally_text_is_empty (upload->name), NULL);
  if (!check_upload (upload, error))
    return NULL;
  path = make_upload_path (upload);
  name = g_uri_escape_string (upload->name, NULL, FALSE);
  disposition = g_strdup_printf ("attachment; filename=\"%s\"", name);
  request.subject = upload->row_id != 0 ? upload->row_id : upload->sheet_id;
  request.sheet_id = upload->sheet_id;
  request.path = path;
  request.body = upload->bytes;
  request.content_type = upload->content_type != NULL ? upload->content_type
                                                      : TALLY_SMARTSHEET_XLSX_TYPE;
  request.disposition = disposition;
  root = tally_smartsheet_client_call (client, &request, cancellable, error);
  return root != NULL ? parse_uploaded (root, upload, error) : NULL;
}

TallySmartsheetDelete
tally_smartsheet_attachment_delete (TallySmartsheetClient  *client,
                                    gint64                  sheet_id,
                                    gint64                  attachment_id,
                                    GCancellable           *cancellable,
                                    GError                **error)
{
  g_autofree char *path = make_path (sheet_id, attachment_id);
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = NULL;
  TallySmartsheetRequest request = {
    .operation = "delete-attachment",
    .subject = attachment_id,
    .sheet_id = sheet_id,
    .method = "DELETE",
    .is_repeatable = TRUE,
    .path = path,
  };

  g_return_val_if_fail (client != NULL && sheet_id > 0 && attachment_id > 0,
                        TALLY_SMARTSHEET_DELETE_FAILED);
  root = tally_smartsheet_client_call (client, &request, cancellable, &local);
  if (root != NULL)
    return TALLY_SMARTSHEET_DELETE_DONE;
  if (g_error_matches (local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_NOT_FOUND))
    return TALLY_SMARTSHEET_DELETE_WAS_GONE;
  g_propagate_error (error, g_steal_pointer (&local));
  return TALLY_SMARTSHEET_DELETE_FAILED;
}
