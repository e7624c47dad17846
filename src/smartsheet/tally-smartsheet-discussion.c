/* tally-smartsheet-discussion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-discussion.h"

#include "tally-smartsheet-json.h"
#include "tally-smartsheet-list-private.h"

/* With their comments; some kB each. */
#define PAGE_SIZE 500

static void
free_comment (gpointer data)
{
  TallySmartsheetComment *comment = data;

  g_free (comment->author);
  g_free (comment->text);
  g_free (comment);
}

static TallySmartsheetComment *
parse_comment (JsonObject *item)
{
  TallySmartsheetComment *comment = g_new0 (TallySmartsheetComment, 1);
  const char *author = tally_smartsheet_json_get_text (
    tally_smartsheet_json_get_object (item, "createdBy"), "email");
  const char *text = tally_smartsheet_json_get_text (item, "text");

  comment->comment_id = tally_smartsheet_json_get_int (item, "id", 0);
  comment->created_utc_usec = tally_smartsheet_json_get_time (item, "createdAt");
  comment->author = g_strdup (author != NULL ? author : "");
  comment->text = g_strdup (text != NULL ? text : "");
  return comment;
}

static gboolean
take_discussion (JsonObject  *item,
                 gpointer     data,
                 GError     **error)
{
  JsonArray *comments = tally_smartsheet_json_get_array (item, "comments");
  gboolean is_row = g_strcmp0 (tally_smartsheet_json_get_text (item, "parentType"), "ROW") == 0;

  for (guint i = 0; comments != NULL && i < json_array_get_length (comments); i++)
    {
      TallySmartsheetComment *comment =
        parse_comment (tally_smartsheet_json_get_element (comments, i));

      comment->discussion_id = tally_smartsheet_json_get_int (item, "id", 0);
      comment->row_id = is_row ? tally_smartsheet_json_get_int (item, "parentId", 0) : 0;
      g_ptr_array_add (data, comment);
    }
  return TRUE;
}

GPtrArray *
tally_smartsheet_discussion_list (TallySmartsheetClient  *client,
                                  gint64                  sheet_id,
                                  GCancellable           *cancellable,
                                  GError                **error)
{
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func (free_comment);
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/discussions?include=comments",
                                           sheet_id);
  TallySmartsheetList list = {
    .operation = "list-discussions",
    .subject = sheet_id,
    .path = path,
    .page_size = PAGE_SIZE,
    .id_name = "id",
    .func = take_discussion,
    .data = comments,
  };

  g_return_val_if_fail (client != NULL && sheet_id > 0, NULL);
  if (!tally_smartsheet_client_list (client, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&comments);
}
