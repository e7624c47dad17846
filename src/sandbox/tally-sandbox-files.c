/* tally-sandbox-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-files.h"

#include "tally-number.h"
#include "tally-sandbox-page.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-world-files.h"

/* Hexadecimal digits of a signature in a URL; enough that nobody guesses one. */
#define SIGNATURE_LENGTH 32

static char *
sign_url (TallySandboxCall *call,
          gint64            id,
          gint64            expires_msec)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, id,
                                           expires_msec);
  char *signature = g_compute_hmac_for_string (G_CHECKSUM_SHA256,
                                               (const guchar *) call->url_secret,
                                               strlen (call->url_secret), text, -1);

  signature[SIGNATURE_LENGTH] = '\0';
  return signature;
}

static void
append_url (TallySandboxCall       *call,
            TallySandboxAttachment *attachment)
{
  gint64 expires_msec = call->now.at_utc_usec / 1000 + call->habits->url_expires_msec;
  g_autofree char *signature = NULL;

  if (attachment->link_url != NULL)
    return;
  signature = sign_url (call, attachment->id, expires_msec);
  g_string_append_printf (call->out, ",\"url\":\"%s" TALLY_SANDBOX_FILES_PREFIX
                          "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%s\"",
                          call->base_url, attachment->id, expires_msec, signature);
  g_string_append_printf (call->out, ",\"urlExpiresInMillis\":%" G_GINT64_FORMAT,
                          call->habits->url_expires_msec);
}

void
tally_sandbox_files_append (TallySandboxCall       *call,
                            TallySandboxAttachment *attachment,
                            gboolean                with_url)
{
  GString *out = call->out;

  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"name\":", attachment->id);
  tally_sandbox_append_json_text (out, attachment->name);
  if (with_url)
    append_url (call, attachment);
  g_string_append_printf (out, ",\"attachmentType\":\"%s\"",
                          attachment->link_url != NULL ? "LINK" : "FILE");
  if (attachment->link_url != NULL)
    {
      g_string_append (out, ",\"url\":");
      tally_sandbox_append_json_text (out, attachment->link_url);
    }
  else
    {
      g_string_append (out, ",\"mimeType\":");
      tally_sandbox_append_json_text (out, attachment->mime_type);
      g_string_append_printf (out, ",\"sizeInKb\":%" G_GINT64_FORMAT,
                              MAX (1, (attachment->size_bytes + 1023) / 1024));
    }
  if (attachment->description != NULL)
    {
      g_string_append (out, ",\"description\":");
      tally_sandbox_append_json_text (out, attachment->description);
    }
  g_string_append_printf (out, ",\"parentType\":\"%s\",\"parentId\":%" G_GINT64_FORMAT,
                          attachment->parent_type, attachment->parent_id);
  g_string_append (out, ",\"createdAt\":");
  tally_sandbox_render_time (out, attachment->created_utc_usec,
                             tally_sandbox_call_get_flag (call, "numericDates"));
  g_string_append (out, ",\"createdBy\":");
  tally_sandbox_render_user (out, attachment->created_by);
  g_string_append_c (out, '}');
}

/* A list shows the newest version of each attachment, oldest attachment first. */
static GPtrArray *
select_current (GPtrArray  *attachments,
                const char *parent_type,
                gint64      parent_id)
{
  GPtrArray *selected = g_ptr_array_new ();
  g_autoptr (GHashTable) families = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = attachments == NULL ? 0 : attachments->len; i > 0; i--)
    {
      TallySandboxAttachment *attachment = attachments->pdata[i - 1];

      if ((parent_type != NULL && strcmp (attachment->parent_type, parent_type) != 0) ||
          (parent_id != 0 && attachment->parent_id != parent_id) ||
          !g_hash_table_add (families, &attachment->family))
        continue;
      g_ptr_array_insert (selected, 0, attachment);
    }
  return selected;
}

static void
append_selected (TallySandboxCall *call,
                 GPtrArray        *selected)
{
  if (selected->len == 0)
    return;
  g_string_append (call->out, ",\"attachments\":[");
  for (guint i = 0; i < selected->len; i++)
    {
      if (i > 0)
        g_string_append_c (call->out, ',');
      tally_sandbox_files_append (call, selected->pdata[i], FALSE);
    }
  g_string_append_c (call->out, ']');
}

void
tally_sandbox_files_append_comment (TallySandboxCall       *call,
                                    TallySandboxSheet      *sheet,
                                    TallySandboxDiscussion *discussion,
                                    TallySandboxComment    *comment,
                                    gboolean                with_attachments)
{
  GString *out = call->out;

  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"discussionId\":%" G_GINT64_FORMAT
                          ",\"text\":", comment->id, discussion->id);
  tally_sandbox_append_json_text (out, comment->text);
  g_string_append (out, ",\"createdBy\":");
  tally_sandbox_render_user (out, comment->by);
  g_string_append (out, ",\"createdAt\":");
  tally_sandbox_render_time (out, comment->created_utc_usec, FALSE);
  g_string_append (out, ",\"modifiedAt\":");
  tally_sandbox_render_time (out, comment->modified_utc_usec, FALSE);
  if (with_attachments)
    {
      g_autoptr (GPtrArray) selected = select_current (sheet->attachments, "COMMENT",
                                                       comment->id);
      append_selected (call, selected);
    }
  g_string_append_c (out, '}');
}

static void
append_comments (TallySandboxCall       *call,
                 TallySandboxSheet      *sheet,
                 TallySandboxDiscussion *discussion,
                 gboolean                with_attachments)
{
  g_string_append (call->out, ",\"comments\":[");
  for (guint i = 0; i < discussion->comments->len; i++)
    {
      if (i > 0)
        g_string_append_c (call->out, ',');
      tally_sandbox_files_append_comment (call, sheet, discussion,
                                          discussion->comments->pdata[i], with_attachments);
    }
  g_string_append_c (call->out, ']');
}

void
tally_sandbox_files_append_discussion (TallySandboxCall       *call,
                                       TallySandboxSheet      *sheet,
                                       TallySandboxDiscussion *discussion,
                                       gboolean                with_comments,
                                       gboolean                with_attachments)
{
  GString *out = call->out;
  TallySandboxComment *first = discussion->comments->pdata[0];
  TallySandboxComment *last = discussion->comments->pdata[discussion->comments->len - 1];

  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"title\":", discussion->id);
  tally_sandbox_append_json_text (out, first->text);
  g_string_append_printf (out, ",\"parentType\":\"%s\",\"parentId\":%" G_GINT64_FORMAT
                          ",\"accessLevel\":\"OWNER\",\"readOnly\":false,\"commentCount\":%u",
                          discussion->row != NULL ? "ROW" : "SHEET",
                          discussion->row != NULL ? discussion->row->id : sheet->id,
                          discussion->comments->len);
  g_string_append (out, ",\"createdBy\":");
  tally_sandbox_render_user (out, first->by);
  g_string_append (out, ",\"lastCommentedAt\":");
  tally_sandbox_render_time (out, last->created_utc_usec, FALSE);
  g_string_append (out, ",\"lastCommentedUser\":");
  tally_sandbox_render_user (out, last->by);
  if (with_comments)
    append_comments (call, sheet, discussion, with_attachments);
  g_string_append_c (out, '}');
}

static void
append_discussions (TallySandboxCall  *call,
                    TallySandboxSheet *sheet,
                    TallySandboxRow   *row)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < sheet->discussions->len; i++)
    {
      TallySandboxDiscussion *discussion = sheet->discussions->pdata[i];

      if (discussion->row != row)
        continue;
      g_string_append (call->out, is_first ? ",\"discussions\":[" : ",");
      tally_sandbox_files_append_discussion (call, sheet, discussion, FALSE, FALSE);
      is_first = FALSE;
    }
  if (!is_first)
    g_string_append_c (call->out, ']');
}

void
tally_sandbox_files_append_to_row (TallySandboxCall        *call,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxRow         *row,
                                   const TallySandboxStyle *style)
{
  if (style->attachments && row->attachments != NULL && row->attachments->len > 0)
    {
      g_autoptr (GPtrArray) selected =
        select_current (row->attachments, style->discussions ? NULL : "ROW", 0);
      append_selected (call, selected);
    }
  if (style->discussions)
    append_discussions (call, sheet, row);
}

void
tally_sandbox_files_append_to_sheet (TallySandboxCall        *call,
                                     TallySandboxSheet       *sheet,
                                     const TallySandboxStyle *style)
{
  if (style->attachments)
    {
      g_autoptr (GPtrArray) selected = select_current (sheet->attachments, "SHEET", 0);
      append_selected (call, selected);
    }
  if (style->discussions)
    append_discussions (call, sheet, NULL);
}

static void
append_listed (TallySandboxCall *call,
               gpointer          item,
               gpointer          user_data)
{
  tally_sandbox_files_append (call, item, FALSE);
}

static void
list_of_sheet (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  g_autoptr (GPtrArray) selected = NULL;

  if (sheet == NULL)
    return;
  selected = select_current (sheet->attachments, NULL, 0);
  tally_sandbox_page_write (call, selected, append_listed, NULL);
}

static void
list_of_row (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxRow *row = tally_sandbox_route_find_row (call, &sheet);
  g_autoptr (GPtrArray) selected = NULL;

  if (row == NULL)
    return;
  selected = select_current (row->attachments, NULL, 0);
  tally_sandbox_page_write (call, selected, append_listed, NULL);
}

static TallySandboxAttachment *
find_attachment (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxAttachment *attachment;

  if (sheet == NULL)
    return NULL;
  attachment = tally_sandbox_world_find_attachment (call->world, call->ids[1]);
  if (attachment != NULL && attachment->sheet == sheet)
    return attachment;
  tally_sandbox_call_fail (call, 1006, NULL);
  return NULL;
}

static void
get_attachment (TallySandboxCall *call)
{
  TallySandboxAttachment *attachment = find_attachment (call);

  if (attachment != NULL)
    tally_sandbox_files_append (call, attachment, TRUE);
}

static void
append_success (TallySandboxCall  *call,
                TallySandboxSheet *sheet)
{
  g_string_append_printf (call->out, "{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":%"
                          G_GINT64_FORMAT "}", sheet->version);
}

static void
delete_attachment (TallySandboxCall *call)
{
  TallySandboxAttachment *attachment = find_attachment (call);
  TallySandboxSheet *sheet;

  if (attachment == NULL)
    return;
  sheet = attachment->sheet;
  tally_sandbox_world_remove_attachment (call->world, attachment, &call->now);
  append_success (call, sheet);
}

/* Newest first. */
static GPtrArray *
list_family (TallySandboxAttachment *attachment)
{
  GPtrArray *family = g_ptr_array_new ();
  GPtrArray *all = attachment->sheet->attachments;

  for (guint i = all->len; i > 0; i--)
    {
      TallySandboxAttachment *other = all->pdata[i - 1];
      if (other->family == attachment->family)
        g_ptr_array_add (family, other);
    }
  return family;
}

static void
list_versions (TallySandboxCall *call)
{
  TallySandboxAttachment *attachment = find_attachment (call);
  g_autoptr (GPtrArray) family = NULL;

  if (attachment == NULL)
    return;
  family = list_family (attachment);
  tally_sandbox_page_write (call, family, append_listed, NULL);
}

static void
delete_versions (TallySandboxCall *call)
{
  TallySandboxAttachment *attachment = find_attachment (call);
  g_autoptr (GPtrArray) family = NULL;
  TallySandboxSheet *sheet;

  if (attachment == NULL)
    return;
  sheet = attachment->sheet;
  family = list_family (attachment);
  tally_sandbox_world_begin (call->world);
  for (guint i = 0; i < family->len; i++)
    tally_sandbox_world_remove_attachment (call->world, family->pdata[i], &call->now);
  tally_sandbox_world_commit (call->world);
  append_success (call, sheet);
}

static void
refuse_file (TallySandboxCall *call,
             guint             status,
             const char       *reason)
{
  call->status = status;
  call->content_type = "application/xml";
  g_string_printf (call->out, "<?xml version=\"1.0\"?><Error><Code>%s</Code></Error>", reason);
}

static gboolean
url_is_good (TallySandboxCall *call,
             gint64           *out_id)
{
  g_auto (GStrv) parts = g_strsplit (call->path + strlen (TALLY_SANDBOX_FILES_PREFIX), "/", 4);
  g_autofree char *signature = NULL;
  gint64 expires_msec;

  if (g_strv_length (parts) != 3 ||
      !tally_number_parse_int64 (parts[0], strlen (parts[0]), out_id) ||
      !tally_number_parse_int64 (parts[1], strlen (parts[1]), &expires_msec))
    return FALSE;
  signature = sign_url (call, *out_id, expires_msec);
  return strcmp (signature, parts[2]) == 0 && call->now.at_utc_usec / 1000 < expires_msec;
}

void
tally_sandbox_files_serve (TallySandboxCall *call)
{
  TallySandboxAttachment *attachment;
  gint64 id = 0;

  if (soup_message_headers_get_one (call->headers, "Authorization") != NULL)
    {
      refuse_file (call, 400, "OnlyOneAuthMechanismAllowed");
      return;
    }
  if (!url_is_good (call, &id))
    {
      refuse_file (call, 403, "AccessDenied");
      return;
    }
  attachment = tally_sandbox_world_find_attachment (call->world, id);
  if (attachment != NULL)
    call->out_bytes = tally_sandbox_world_load_bytes (call->world, attachment, NULL);
  if (call->out_bytes == NULL)
    refuse_file (call, 404, "NoSuchKey");
  else
    call->content_type = g_intern_string (attachment->mime_type);
}

const TallySandboxRoute tally_sandbox_routes_files[] = {
  { "GET", "/sheets/#/attachments", "list-attachments", 1, FALSE, FALSE, list_of_sheet },
  { "GET", "/sheets/#/rows/#/attachments", "list-attachments", 1, FALSE, FALSE, list_of_row },
  { "GET", "/sheets/#/attachments/#", "get-attachment", 1, FALSE, FALSE, get_attachment },
  { "DELETE", "/sheets/#/attachments/#", "delete-attachment", 1, FALSE, TRUE, delete_attachment },
  { "GET", "/sheets/#/attachments/#/versions", "list-versions", 1, FALSE, FALSE, list_versions },
  { "DELETE", "/sheets/#/attachments/#/versions", "delete-versions", 1, FALSE, TRUE,
    delete_versions },
  { NULL },
};
