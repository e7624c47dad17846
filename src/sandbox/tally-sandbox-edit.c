/* tally-sandbox-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-edit.h"

#include <json-glib/json-glib.h>

#include "tally-clock.h"
#include "tally-sandbox-cell-input.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-tree.h"

/* One edit, with what it names looked up. */
typedef struct
{
  TallySandboxWorld  *world;
  JsonObject         *object;
  TallySandboxStamp   stamp;
  TallySandboxSheet  *sheet;   /* (nullable) */
  TallySandboxRow    *row;     /* (nullable) */
  TallySandboxColumn *column;  /* (nullable) */
  gint64              id;
} Edit;

static const char *
get_text (Edit       *edit,
          const char *name)
{
  JsonNode *node = json_object_get_member (edit->object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gint64
get_id (Edit       *edit,
        const char *name)
{
  JsonNode *node = json_object_get_member (edit->object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static gboolean
set_cell (Edit *edit)
{
  TallySandboxEdit change;

  if (edit->row == NULL || edit->column == NULL)
    return FALSE;
  tally_sandbox_cell_input_read (edit->world, edit->column, edit->object, &change);
  tally_sandbox_world_set_cell (edit->world, edit->sheet, edit->row, edit->column, &change,
                                &edit->stamp);
  edit->id = edit->row->id;
  return TRUE;
}

/* What no client could write: it goes out as it stands here, whatever it is. */
static gboolean
set_raw_cell (Edit *edit)
{
  const char *value = get_text (edit, "rawValue");
  const char *display = get_text (edit, "rawDisplay");
  const char *object = get_text (edit, "rawObject");
  TallySandboxPool *pool = edit->world->pool;
  TallySandboxEdit change = {
    .cell.value = value != NULL ? tally_sandbox_pool_json (pool, value, -1) : NULL,
    .cell.display = display != NULL ? tally_sandbox_pool_json (pool, display, -1) : NULL,
    .object_value = object != NULL ? tally_sandbox_pool_json (pool, object, -1) : NULL,
  };

  if (edit->row == NULL || edit->column == NULL)
    return FALSE;
  tally_sandbox_world_set_cell (edit->world, edit->sheet, edit->row, edit->column, &change,
                                &edit->stamp);
  edit->id = edit->row->id;
  return TRUE;
}

static gboolean
rename_column (Edit *edit)
{
  if (edit->column == NULL || get_text (edit, "name") == NULL)
    return FALSE;
  tally_sandbox_world_rename_column (edit->world, edit->sheet, edit->column,
                                     get_text (edit, "name"), &edit->stamp);
  edit->id = edit->column->id;
  return TRUE;
}

static gboolean
remove_column (Edit *edit)
{
  if (edit->column == NULL)
    return FALSE;
  edit->id = edit->column->id;
  tally_sandbox_world_remove_column (edit->world, edit->sheet, edit->column, &edit->stamp);
  return TRUE;
}

static gboolean
rename_sheet (Edit *edit)
{
  if (edit->sheet == NULL || get_text (edit, "name") == NULL)
    return FALSE;
  tally_sandbox_world_rename_sheet (edit->world, edit->sheet, get_text (edit, "name"),
                                    &edit->stamp);
  edit->id = edit->sheet->id;
  return TRUE;
}

static gboolean
remove_sheet (Edit *edit)
{
  if (edit->sheet == NULL)
    return FALSE;
  edit->id = edit->sheet->id;
  tally_sandbox_world_remove_sheet (edit->world, edit->sheet, &edit->stamp);
  return TRUE;
}

static gboolean
remove_row (Edit *edit)
{
  if (edit->row == NULL)
    return FALSE;
  edit->id = edit->row->id;
  tally_sandbox_world_remove_row (edit->world, edit->sheet, edit->row, &edit->stamp);
  return TRUE;
}

static gboolean
duplicate_row (Edit *edit)
{
  TallySandboxRow *copy;

  if (edit->row == NULL)
    return FALSE;
  tally_sandbox_world_begin (edit->world);
  copy = tally_sandbox_world_add_row (edit->world, edit->sheet, -1, edit->row->parent_id,
                                      &edit->stamp);
  for (guint i = 0; i < edit->sheet->columns->len; i++)
    {
      TallySandboxColumn *column = edit->sheet->columns->pdata[i];
      TallySandboxEdit change = { tally_sandbox_row_get_cell (edit->row, column) };

      if (change.cell.value != NULL || change.cell.display != NULL)
        tally_sandbox_world_set_cell (edit->world, edit->sheet, copy, column, &change,
                                      &edit->stamp);
    }
  edit->id = copy->id;
  tally_sandbox_world_commit (edit->world);
  return TRUE;
}

static GBytes *
get_bytes (Edit *edit)
{
  const char *text = get_text (edit, "text");
  const char *base64 = get_text (edit, "base64");
  gsize length = 0;
  guchar *decoded;

  if (text != NULL)
    return g_bytes_new (text, strlen (text));
  if (base64 == NULL || strlen (base64) % 4 != 0 ||
      base64[strspn (base64, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")])
    return NULL;
  decoded = g_base64_decode (base64, &length);
  return g_bytes_new_take (decoded, length);
}

static gboolean
add_attachment (Edit *edit)
{
  g_autoptr (GBytes) bytes = get_bytes (edit);
  TallySandboxAttachmentSpec spec = {
    .name = get_text (edit, "name"),
    .bytes = bytes,
    .sheet = edit->sheet,
    .row = edit->row,
  };
  TallySandboxAttachment *attachment;

  if (edit->sheet == NULL || spec.name == NULL || bytes == NULL)
    return FALSE;
  if (get_text (edit, "createdAt") != NULL &&
      !tally_clock_parse_utc (get_text (edit, "createdAt"), &edit->stamp.at_utc_usec))
    return FALSE;
  attachment = tally_sandbox_world_add_attachment (edit->world, &spec, &edit->stamp, NULL);
  if (attachment == NULL)
    return FALSE;
  edit->id = attachment->id;
  return TRUE;
}

static gboolean
remove_attachment (Edit *edit)
{
  TallySandboxAttachment *attachment =
    tally_sandbox_world_find_attachment (edit->world, get_id (edit, "attachmentId"));

  if (attachment == NULL)
    return FALSE;
  edit->id = attachment->id;
  tally_sandbox_world_remove_attachment (edit->world, attachment, &edit->stamp);
  return TRUE;
}

static const struct
{
  const char *op;
  gboolean  (*apply) (Edit *edit);
} edits[] = {
  { "set-cell", set_cell },
  { "set-raw-cell", set_raw_cell },
  { "rename-column", rename_column },
  { "remove-column", remove_column },
  { "rename-sheet", rename_sheet },
  { "remove-sheet", remove_sheet },
  { "remove-row", remove_row },
  { "duplicate-row", duplicate_row },
  { "add-attachment", add_attachment },
  { "remove-attachment", remove_attachment },
};

static gboolean
apply (Edit       *edit,
       const char *op)
{
  edit->sheet = tally_sandbox_world_find_sheet (edit->world, get_id (edit, "sheetId"));
  if (edit->sheet != NULL)
    {
      edit->row = tally_sandbox_sheet_find_row (edit->sheet, get_id (edit, "rowId"));
      edit->column = tally_sandbox_sheet_find_column (edit->sheet, get_id (edit, "columnId"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    if (g_strcmp0 (edits[i].op, op) == 0)
      return edits[i].apply (edit);
  return FALSE;
}

gboolean
tally_sandbox_edit_apply (TallySandboxWorld  *world,
                          const char         *json,
                          gssize              length,
                          gint64              at_utc_usec,
                          gint64             *out_id,
                          GError            **error)
{
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (json, length, NULL);
  Edit edit = { .world = world, .stamp = { at_utc_usec, world->me } };

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      edit.object = json_node_get_object (root);
      if (get_text (&edit, "by") != NULL)
        edit.stamp.by = tally_sandbox_world_ensure_user (world, get_text (&edit, "by"), NULL);
      if (apply (&edit, get_text (&edit, "op")))
        {
          *out_id = edit.id;
          return TRUE;
        }
    }
  g_set_error_literal (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                       "the edit is malformed or names something that is not there");
  return FALSE;
}
