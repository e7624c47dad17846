/* tally-sandbox-upload.c
 *
 * Attachments coming in: bytes as the whole body (simple), as a part of a form (multipart), links
 * as JSON; on sheets, rows, comments and as new versions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-sandbox-files.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-world-files.h"

/* The name of the form's part that holds the file. */
#define FILE_PART "file"

static void
accept_attachment (TallySandboxCall           *call,
                   TallySandboxAttachmentSpec *spec)
{
  g_autoptr (GError) error = NULL;
  TallySandboxAttachment *attachment;

  attachment = tally_sandbox_world_add_attachment (call->world, spec, &call->now, &error);
  if (attachment == NULL)
    {
      tally_sandbox_call_fail (call, 4000, NULL);
      return;
    }
  g_string_append (call->out, "{\"message\":\"SUCCESS\",\"resultCode\":0,\"result\":");
  tally_sandbox_files_append (call, attachment, FALSE);
  g_string_append_printf (call->out, ",\"version\":%" G_GINT64_FORMAT "}", spec->sheet->version);
}

static void
accept_file (TallySandboxCall           *call,
             TallySandboxAttachmentSpec *spec,
             const char                 *name,
             const char                 *mime_type,
             GBytes                     *bytes)
{
  g_autofree char *decoded = name == NULL ? NULL : g_uri_unescape_string (name, NULL);

  if (decoded == NULL)
    decoded = g_strdup (name);
  if (decoded == NULL || *decoded == '\0')
    {
      tally_sandbox_call_fail (call, 1338, NULL);
      return;
    }
  if ((gint64) g_bytes_get_size (bytes) > call->habits->max_upload_bytes)
    {
      tally_sandbox_call_fail (call, 1074, NULL);
      return;
    }
  spec->name = decoded;
  spec->mime_type = mime_type != NULL && *mime_type != '\0' ? mime_type : NULL;
  spec->bytes = bytes;
  accept_attachment (call, spec);
}

static void
accept_simple (TallySandboxCall           *call,
               TallySandboxAttachmentSpec *spec,
               const char                 *mime_type)
{
  g_autoptr (GHashTable) params = NULL;
  g_autofree char *disposition = NULL;

  if (!soup_message_headers_get_content_disposition (call->headers, &disposition, &params))
    {
      tally_sandbox_call_fail (call, 1338, NULL);
      return;
    }
  if (!call->has_length)
    {
      tally_sandbox_call_fail (call, 1011, "Content-Length");
      return;
    }
  if (call->content_length != (gint64) g_bytes_get_size (call->body))
    {
      tally_sandbox_call_fail (call, 1075, NULL);
      return;
    }
  accept_file (call, spec, g_hash_table_lookup (params, "filename"), mime_type, call->body);
}

static void
accept_form (TallySandboxCall           *call,
             TallySandboxAttachmentSpec *spec)
{
  g_autoptr (SoupMultipart) form = soup_multipart_new_from_message (call->headers, call->body);

  for (int i = 0; form != NULL && i < soup_multipart_get_length (form); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *bytes;
      g_autoptr (GHashTable) params = NULL;
      g_autofree char *disposition = NULL;

      if (!soup_multipart_get_part (form, i, &headers, &bytes) ||
          !soup_message_headers_get_content_disposition (headers, &disposition, &params) ||
          g_strcmp0 (g_hash_table_lookup (params, "name"), FILE_PART) != 0)
        continue;
      accept_file (call, spec, g_hash_table_lookup (params, "filename"),
                   soup_message_headers_get_content_type (headers, NULL), bytes);
      return;
    }
  tally_sandbox_call_fail (call, 1009, FILE_PART);
}

static const char *
get_member (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
accept_link (TallySandboxCall           *call,
             TallySandboxAttachmentSpec *spec)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (call->body, &length);
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (text, (gssize) length, NULL);
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      tally_sandbox_call_fail (call, 1008, "not a JSON object");
      return;
    }
  object = json_node_get_object (root);
  if (g_strcmp0 (get_member (object, "attachmentType"), "FILE") == 0)
    {
      tally_sandbox_call_fail (call, 1051, NULL);
      return;
    }
  spec->name = get_member (object, "name");
  spec->link_url = get_member (object, "url");
  spec->description = get_member (object, "description");
  if (spec->link_url == NULL)
    tally_sandbox_call_fail (call, 1012, "attachment.url");
  else if (spec->name == NULL)
    tally_sandbox_call_fail (call, 1012, "attachment.name");
  else
    accept_attachment (call, spec);
}

static void
accept (TallySandboxCall           *call,
        TallySandboxAttachmentSpec *spec)
{
  const char *type = soup_message_headers_get_content_type (call->headers, NULL);

  spec->sheet = tally_sandbox_world_find_sheet (call->world, call->ids[0]);
  if (g_strcmp0 (type, "application/json") == 0)
    accept_link (call, spec);
  else if (g_strcmp0 (type, "multipart/form-data") == 0)
    accept_form (call, spec);
  else
    accept_simple (call, spec, type);
}

static void
attach_to_sheet (TallySandboxCall *call)
{
  TallySandboxAttachmentSpec spec = { 0 };

  if (tally_sandbox_route_find_sheet (call) != NULL)
    accept (call, &spec);
}

static void
attach_to_row (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxAttachmentSpec spec = { .row = tally_sandbox_route_find_row (call, &sheet) };

  if (spec.row != NULL)
    accept (call, &spec);
}

static void
attach_to_comment (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxAttachmentSpec spec = { 0 };
  TallySandboxDiscussion *discussion = NULL;

  if (sheet == NULL)
    return;
  spec.comment = tally_sandbox_world_find_comment (sheet, call->ids[1], &discussion);
  if (spec.comment == NULL)
    {
      tally_sandbox_call_fail (call, 1006, NULL);
      return;
    }
  spec.row = discussion->row;
  accept (call, &spec);
}

static void
attach_version (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxAttachment *old;
  TallySandboxAttachmentSpec spec = { 0 };

  if (sheet == NULL)
    return;
  old = tally_sandbox_world_find_attachment (call->world, call->ids[1]);
  if (old == NULL || old->sheet != sheet)
    tally_sandbox_call_fail (call, 1006, NULL);
  else if (old->link_url != NULL)
    tally_sandbox_call_fail (call, 1100, NULL);
  else if (strcmp (old->parent_type, "COMMENT") == 0)
    tally_sandbox_call_fail (call, 1101, NULL);
  if (call->error_code != 0)
    return;
  spec.row = old->row;
  spec.version_of = old;
  accept (call, &spec);
}

const TallySandboxRoute tally_sandbox_routes_upload[] = {
  { "POST", "/sheets/#/attachments", "attach-to-sheet", TALLY_SANDBOX_HEAVY_UNITS, FALSE, TRUE,
    attach_to_sheet },
  { "POST", "/sheets/#/rows/#/attachments", "attach", TALLY_SANDBOX_HEAVY_UNITS, FALSE, TRUE,
    attach_to_row },
  { "POST", "/sheets/#/comments/#/attachments", "attach", TALLY_SANDBOX_HEAVY_UNITS, FALSE, TRUE,
    attach_to_comment },
  { "POST", "/sheets/#/attachments/#/versions", "attach-version", TALLY_SANDBOX_HEAVY_UNITS,
    FALSE, TRUE, attach_version },
  { NULL },
};
