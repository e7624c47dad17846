/* tally-sandbox-world-files.c
 *
 * Attachments, discussions, comments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-world-files.h"

#include <gio/gio.h>

#include "tally-sandbox-error.h"
#include "tally-sandbox-world-private.h"

char *
tally_sandbox_world_blob_path (TallySandboxWorld *self,
                               gint64             id)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return g_build_filename (self->priv->blob_dir, name, NULL);
}

static char *
guess_mime_type (const char *name)
{
  g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
  char *mime_type = g_content_type_get_mime_type (content_type);

  return mime_type != NULL ? mime_type : g_strdup ("application/octet-stream");
}

/* A filled world is filled again at the next start, so only what comes later needs a file. During
 * a replay the file is there already, unless the attachment is removed again further on. */
static gboolean
keep_bytes (TallySandboxWorld      *self,
            TallySandboxAttachment *attachment,
            GBytes                 *bytes,
            GError                **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local_error = NULL;

  if (bytes == NULL)
    return TRUE;
  attachment->size_bytes = (gint64) g_bytes_get_size (bytes);
  if (self->priv->blob_dir == NULL || self->priv->journal == NULL)
    {
      attachment->bytes = g_bytes_ref (bytes);
      return TRUE;
    }
  path = tally_sandbox_world_blob_path (self, attachment->id);
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), attachment->size_bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local_error))
    return TRUE;
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_FAILED,
               "can't keep attachment %" G_GINT64_FORMAT ": %s", attachment->id,
               local_error->message);
  return FALSE;
}

static void
set_parent (TallySandboxAttachment           *attachment,
            const TallySandboxAttachmentSpec *spec)
{
  attachment->sheet = spec->sheet;
  attachment->row = spec->row;
  if (spec->comment != NULL)
    {
      attachment->parent_type = "COMMENT";
      attachment->parent_id = spec->comment->id;
    }
  else if (spec->row != NULL)
    {
      attachment->parent_type = "ROW";
      attachment->parent_id = spec->row->id;
    }
  else
    {
      attachment->parent_type = "SHEET";
      attachment->parent_id = spec->sheet->id;
    }
}

static void
record_attachment (TallySandboxWorld                *self,
                   const TallySandboxAttachmentSpec *spec,
                   TallySandboxAttachment           *attachment,
                   const TallySandboxStamp          *stamp)
{
  tally_sandbox_record_open (self, "attachment", stamp);
  tally_sandbox_record_number (self, "id", attachment->id);
  tally_sandbox_record_text (self, "name", spec->name);
  tally_sandbox_record_text (self, "mime", attachment->mime_type);
  tally_sandbox_record_text (self, "url", spec->link_url);
  tally_sandbox_record_text (self, "description", spec->description);
  tally_sandbox_record_number (self, "sheet", spec->sheet->id);
  tally_sandbox_record_number (self, "row", spec->row == NULL ? 0 : spec->row->id);
  tally_sandbox_record_number (self, "comment", spec->comment == NULL ? 0 : spec->comment->id);
  tally_sandbox_record_number (self, "family", attachment->family);
  tally_sandbox_record_number (self, "bytes", attachment->size_bytes);
  tally_sandbox_record_close (self);
}

TallySandboxAttachment *
tally_sandbox_world_add_attachment (TallySandboxWorld                 *self,
                                    const TallySandboxAttachmentSpec  *spec,
                                    const TallySandboxStamp           *stamp,
                                    GError                           **error)
{
  TallySandboxAttachment *attachment = g_new0 (TallySandboxAttachment, 1);

  tally_sandbox_world_begin (self);
  attachment->id = tally_sandbox_world_new_id (self);
  if (!keep_bytes (self, attachment, spec->bytes, error))
    {
      tally_sandbox_attachment_free (attachment);
      tally_sandbox_world_commit (self);
      return NULL;
    }
  attachment->family = spec->version_of != NULL ? spec->version_of->family : attachment->id;
  attachment->name = g_strdup (spec->name);
  attachment->mime_type = spec->mime_type != NULL ? g_strdup (spec->mime_type)
                                                  : guess_mime_type (spec->name);
  attachment->link_url = g_strdup (spec->link_url);
  attachment->description = g_strdup (spec->description);
  attachment->created_utc_usec = stamp->at_utc_usec;
  attachment->created_by = stamp->by;
  set_parent (attachment, spec);
  g_ptr_array_add (spec->sheet->attachments, attachment);
  if (spec->row != NULL && spec->row->attachments == NULL)
    spec->row->attachments = g_ptr_array_new ();
  if (spec->row != NULL)
    g_ptr_array_add (spec->row->attachments, attachment);
  g_hash_table_insert (self->priv->attachments_by_id, &attachment->id, attachment);
  tally_sandbox_world_touch (self, spec->sheet, stamp);
  record_attachment (self, spec, attachment, stamp);
  tally_sandbox_world_commit (self);
  return attachment;
}

TallySandboxAttachment *
tally_sandbox_world_find_attachment (TallySandboxWorld *self,
                                     gint64             id)
{
  return g_hash_table_lookup (self->priv->attachments_by_id, &id);
}

GBytes *
tally_sandbox_world_load_bytes (TallySandboxWorld       *self,
                                TallySandboxAttachment  *attachment,
                                GError                 **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local_error = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (attachment->bytes != NULL)
    return g_bytes_ref (attachment->bytes);
  path = tally_sandbox_world_blob_path (self, attachment->id);
  if (g_file_get_contents (path, &contents, &length, &local_error))
    return g_bytes_new_take (contents, length);
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_FAILED,
               "can't read attachment %" G_GINT64_FORMAT ": %s", attachment->id,
               local_error->message);
  return NULL;
}

void
tally_sandbox_world_remove_attachment (TallySandboxWorld       *self,
                                       TallySandboxAttachment  *attachment,
                                       const TallySandboxStamp *stamp)
{
  tally_sandbox_world_begin (self);
  tally_sandbox_world_touch (self, attachment->sheet, stamp);
  tally_sandbox_record_open (self, "remove-attachment", stamp);
  tally_sandbox_record_number (self, "attachment", attachment->id);
  tally_sandbox_record_close (self);
  if (attachment->bytes == NULL && attachment->link_url == NULL && self->priv->blob_dir != NULL)
    g_ptr_array_add (self->priv->doomed, tally_sandbox_world_blob_path (self, attachment->id));
  g_hash_table_remove (self->priv->attachments_by_id, &attachment->id);
  if (attachment->row != NULL)
    g_ptr_array_remove (attachment->row->attachments, attachment);
  g_ptr_array_remove (attachment->sheet->attachments, attachment);
  tally_sandbox_world_commit (self);
}

static TallySandboxComment *
append_comment (TallySandboxWorld       *self,
                TallySandboxDiscussion  *discussion,
                const char              *text,
                const TallySandboxStamp *stamp)
{
  TallySandboxComment *comment = g_new0 (TallySandboxComment, 1);

  comment->id = tally_sandbox_world_new_id (self);
  comment->text = g_strdup (text);
  comment->created_utc_usec = comment->modified_utc_usec = stamp->at_utc_usec;
  comment->by = stamp->by;
  g_ptr_array_add (discussion->comments, comment);
  return comment;
}

TallySandboxDiscussion *
tally_sandbox_world_add_discussion (TallySandboxWorld       *self,
                                    TallySandboxSheet       *sheet,
                                    TallySandboxRow         *row,
                                    const char              *text,
                                    const TallySandboxStamp *stamp)
{
  TallySandboxDiscussion *discussion = tally_sandbox_discussion_new ();

  tally_sandbox_world_begin (self);
  discussion->id = tally_sandbox_world_new_id (self);
  discussion->row = row;
  append_comment (self, discussion, text, stamp);
  g_ptr_array_add (sheet->discussions, discussion);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "discussion", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "row", row == NULL ? 0 : row->id);
  tally_sandbox_record_text (self, "text", text);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return discussion;
}

TallySandboxComment *
tally_sandbox_world_add_comment (TallySandboxWorld       *self,
                                 TallySandboxSheet       *sheet,
                                 TallySandboxDiscussion  *discussion,
                                 const char              *text,
                                 const TallySandboxStamp *stamp)
{
  TallySandboxComment *comment;

  tally_sandbox_world_begin (self);
  comment = append_comment (self, discussion, text, stamp);
  tally_sandbox_world_touch (self, sheet, stamp);
  tally_sandbox_record_open (self, "comment", stamp);
  tally_sandbox_record_number (self, "sheet", sheet->id);
  tally_sandbox_record_number (self, "discussion", discussion->id);
  tally_sandbox_record_text (self, "text", text);
  tally_sandbox_record_close (self);
  tally_sandbox_world_commit (self);
  return comment;
}

TallySandboxComment *
tally_sandbox_world_find_comment (TallySandboxSheet       *sheet,
                                  gint64                   id,
                                  TallySandboxDiscussion **out_discussion)
{
  for (guint i = 0; i < sheet->discussions->len; i++)
    {
      TallySandboxDiscussion *discussion = sheet->discussions->pdata[i];

      for (guint j = 0; j < discussion->comments->len; j++)
        {
          TallySandboxComment *comment = discussion->comments->pdata[j];

          if (comment->id != id)
            continue;
          if (out_discussion != NULL)
            *out_discussion = discussion;
          return comment;
        }
    }
  return NULL;
}
