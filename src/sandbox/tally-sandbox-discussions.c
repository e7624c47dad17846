/* tally-sandbox-discussions.c
 *
 * Discussions and comments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-sandbox-files.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-page.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-world-files.h"

static void
append_discussion (TallySandboxCall *call,
                   gpointer          item,
                   gpointer          user_data)
{
  gboolean with_comments = tally_sandbox_call_has_word (call, "include", "comments");

  tally_sandbox_files_append_discussion (call, user_data, item, with_comments,
                                         with_comments &&
                                         tally_sandbox_call_has_word (call, "include",
                                                                      "attachments"));
}

static void
list_of_sheet (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);

  if (sheet != NULL)
    tally_sandbox_page_write (call, sheet->discussions, append_discussion, sheet);
}

static void
list_of_row (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxRow *row = tally_sandbox_route_find_row (call, &sheet);
  g_autoptr (GPtrArray) discussions = g_ptr_array_new ();

  if (row == NULL)
    return;
  for (guint i = 0; i < sheet->discussions->len; i++)
    if (((TallySandboxDiscussion *) sheet->discussions->pdata[i])->row == row)
      g_ptr_array_add (discussions, sheet->discussions->pdata[i]);
  tally_sandbox_page_write (call, discussions, append_discussion, sheet);
}

static TallySandboxDiscussion *
find_discussion (TallySandboxCall   *call,
                 TallySandboxSheet **out_sheet)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);

  if (sheet == NULL)
    return NULL;
  *out_sheet = sheet;
  for (guint i = 0; i < sheet->discussions->len; i++)
    if (((TallySandboxDiscussion *) sheet->discussions->pdata[i])->id == call->ids[1])
      return sheet->discussions->pdata[i];
  tally_sandbox_call_fail (call, 1006, NULL);
  return NULL;
}

static void
get_discussion (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxDiscussion *discussion = find_discussion (call, &sheet);

  if (discussion != NULL)
    tally_sandbox_files_append_discussion (call, sheet, discussion, TRUE, TRUE);
}

static void
get_comment (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxDiscussion *discussion = NULL;
  TallySandboxComment *comment;

  if (sheet == NULL)
    return;
  comment = tally_sandbox_world_find_comment (sheet, call->ids[1], &discussion);
  if (comment == NULL)
    tally_sandbox_call_fail (call, 1006, NULL);
  else
    tally_sandbox_files_append_comment (call, sheet, discussion, comment, TRUE);
}

static JsonObject *
get_child (JsonObject *object,
           const char *name)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* {"comment": {"text": …}} for a discussion, {"text": …} for a comment. */
static char *
read_text (TallySandboxCall *call,
           gboolean          is_nested)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (call->body, &length);
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (data, (gssize) length, NULL);
  JsonNode *node;
  JsonObject *object = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);
  if (object == NULL)
    {
      tally_sandbox_call_fail (call, 1008, "not a JSON object");
      return NULL;
    }
  if (is_nested)
    object = get_child (object, "comment");
  node = object == NULL ? NULL : json_object_get_member (object, "text");
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return json_node_dup_string (node);
  tally_sandbox_call_fail (call, 1012, "comment.text");
  return NULL;
}

static void
create_discussion (TallySandboxCall  *call,
                   TallySandboxSheet *sheet,
                   TallySandboxRow   *row)
{
  g_autofree char *text = read_text (call, TRUE);
  TallySandboxDiscussion *discussion;

  if (text == NULL)
    return;
  discussion = tally_sandbox_world_add_discussion (call->world, sheet, row, text, &call->now);
  g_string_append_printf (call->out, "{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":%"
                          G_GINT64_FORMAT ",\"result\":", sheet->version);
  tally_sandbox_files_append_discussion (call, sheet, discussion, TRUE, FALSE);
  g_string_append_c (call->out, '}');
}

static void
discuss_sheet (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);

  if (sheet != NULL)
    create_discussion (call, sheet, NULL);
}

static void
discuss_row (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxRow *row = tally_sandbox_route_find_row (call, &sheet);

  if (row != NULL)
    create_discussion (call, sheet, row);
}

static void
add_comment (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxDiscussion *discussion = find_discussion (call, &sheet);
  g_autofree char *text = discussion == NULL ? NULL : read_text (call, FALSE);
  TallySandboxComment *comment;

  if (text == NULL)
    return;
  comment = tally_sandbox_world_add_comment (call->world, sheet, discussion, text, &call->now);
  g_string_append_printf (call->out, "{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":%"
                          G_GINT64_FORMAT ",\"result\":", sheet->version);
  tally_sandbox_files_append_comment (call, sheet, discussion, comment, FALSE);
  g_string_append_c (call->out, '}');
}

const TallySandboxRoute tally_sandbox_routes_discussions[] = {
  { "GET", "/sheets/#/discussions", "list-discussions", 1, FALSE, FALSE, list_of_sheet },
  { "GET", "/sheets/#/rows/#/discussions", "list-discussions", 1, FALSE, FALSE, list_of_row },
  { "GET", "/sheets/#/discussions/#", "get-discussion", 1, FALSE, FALSE, get_discussion },
  { "GET", "/sheets/#/comments/#", "get-comment", 1, FALSE, FALSE, get_comment },
  { "POST", "/sheets/#/discussions", "add-discussion", 1, FALSE, TRUE, discuss_sheet },
  { "POST", "/sheets/#/rows/#/discussions", "add-discussion", 1, FALSE, TRUE, discuss_row },
  { "POST", "/sheets/#/discussions/#/comments", "add-comment", 1, FALSE, TRUE, add_comment },
  { NULL },
};
