/* tally-sandbox-rows.c
 *
 * Rows: read one, add, update, delete; all or nothing, or in part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"
#include "tally-sandbox-cell-input.h"
#include "tally-sandbox-fail.h"
#include "tally-sandbox-files.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-location.h"
#include "tally-sandbox-route.h"

/* One request that writes rows. */
typedef struct
{
  TallySandboxCall  *call;
  TallySandboxSheet *sheet;
  gboolean           is_update;
  gboolean           is_partial;
  gboolean           overrides; /* overrideValidation */
  JsonArray         *rows;    /* (borrowed) */
  GPtrArray         *result;  /* (owned): rows that were written */
  GString           *failed;  /* (owned): items of failedItems */
} Write;

/* What is wrong with a row. */
typedef struct
{
  guint  code;
  gint64 row_id;
  char  *argument; /* (owned) (nullable) */
} Fault;

static gint64
get_id (JsonObject *object,
        const char *name)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static gboolean
get_flag (JsonObject *object,
          const char *name)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static guint
fail_cell (Fault  *fault,
           guint   code,
           gint64  column_id)
{
  g_free (fault->argument);
  fault->argument = g_strdup_printf ("%" G_GINT64_FORMAT, column_id);
  return fault->code = code;
}

static guint
check_cells (Write      *write,
             JsonObject *object,
             Fault      *fault)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, "cells");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  JsonArray *cells;

  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fault->code = 1008;
  cells = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonNode *item = json_array_get_element (cells, i);
      JsonObject *cell = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
      gint64 id = get_id (cell, "columnId");
      TallySandboxColumn *column = tally_sandbox_sheet_find_column (write->sheet, id);
      guint code;

      if (column == NULL)
        return fail_cell (fault, id == 0 ? 1012 : 1036, id);
      if (!g_hash_table_add (seen, column))
        return fail_cell (fault, 1037, id);
      code = tally_sandbox_cell_input_check (column, cell, write->is_update, write->overrides);
      if (code != 0)
        return fail_cell (fault, code, id);
    }
  return 0;
}

static guint
check_location (Write           *write,
                JsonObject      *object,
                TallySandboxRow *row,
                Fault           *fault)
{
  TallySandboxLocation location = tally_sandbox_location_read (object);

  fault->code = tally_sandbox_location_check (&location, write->sheet, row);
  return fault->code;
}

static guint
check_row (Write    *write,
           JsonNode *node,
           Fault    *fault)
{
  JsonObject *object;
  TallySandboxRow *row = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fault->code = 1008;
  object = json_node_get_object (node);
  if (!write->is_update && json_object_has_member (object, "id"))
    {
      fault->argument = g_strdup ("row.id");
      return fault->code = 1032;
    }
  if (write->is_update)
    {
      fault->row_id = get_id (object, "id");
      row = tally_sandbox_sheet_find_row (write->sheet, fault->row_id);
      if (fault->row_id == 0)
        fault->argument = g_strdup ("row.id");
      if (row == NULL)
        return fault->code = fault->row_id == 0 ? 1012 : 1006;
      if (row->locked && !json_object_has_member (object, "locked"))
        return fault->code = 1050;
    }
  return check_location (write, object, row, fault) != 0 ? fault->code
                                                         : check_cells (write, object, fault);
}

static void
apply_cells (Write           *write,
             TallySandboxRow *row,
             JsonObject      *object)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, "cells");
  TallySandboxCall *call = write->call;
  JsonArray *cells;

  if (node == NULL)
    return;
  cells = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      TallySandboxColumn *column = tally_sandbox_sheet_find_column (write->sheet,
                                                                    get_id (cell, "columnId"));
      TallySandboxEdit edit;

      tally_sandbox_cell_input_read (call->world, column, cell, &edit);
      tally_sandbox_world_set_cell (call->world, write->sheet, row, column, &edit, &call->now);
    }
}

/* What follows an outdented row on its old level hangs below it then. */
static void
adopt_followers (Write           *write,
                 TallySandboxRow *row,
                 gint64           old_parent_id)
{
  TallySandboxCall *call = write->call;

  for (guint i = row->index + 1; i < write->sheet->rows->len; i++)
    {
      TallySandboxRow *follower = write->sheet->rows->pdata[i];

      if (follower->parent_id == old_parent_id)
        tally_sandbox_world_move_row (call->world, write->sheet, follower, (gint) i, row->id,
                                      &call->now);
    }
}

static TallySandboxRow *
place_row (Write      *write,
           JsonObject *object)
{
  TallySandboxLocation location = tally_sandbox_location_read (object);
  TallySandboxCall *call = write->call;
  TallySandboxRow *row = NULL;
  TallySandboxPlace place;
  gint64 old_parent_id;

  if (write->is_update)
    row = tally_sandbox_sheet_find_row (write->sheet, get_id (object, "id"));
  if (row != NULL && !tally_sandbox_location_is_set (&location))
    return row;
  place = tally_sandbox_location_find (&location, write->sheet, row, write->result->len);
  if (row == NULL)
    return tally_sandbox_world_add_row (call->world, write->sheet, place.index, place.parent_id,
                                        &call->now);
  old_parent_id = row->parent_id;
  if (place.index > (gint) row->index)
    place.index--;
  tally_sandbox_world_move_row (call->world, write->sheet, row, place.index, place.parent_id,
                                &call->now);
  if (location.outdent != 0)
    adopt_followers (write, row, old_parent_id);
  return row;
}

static void
apply_row (Write      *write,
           JsonObject *object)
{
  TallySandboxRow *row = place_row (write, object);
  JsonNode *expanded = tally_sandbox_cell_input_get (object, "expanded");
  gboolean locked = json_object_has_member (object, "locked") ? get_flag (object, "locked")
                                                              : row->locked;
  gboolean collapsed = expanded != NULL ? !get_flag (object, "expanded") : row->collapsed;

  apply_cells (write, row, object);
  if (locked != row->locked || collapsed != row->collapsed)
    tally_sandbox_world_set_row_flags (write->call->world, write->sheet, row, locked, collapsed,
                                       &write->call->now);
  g_ptr_array_add (write->result, row);
}

static void
append_failed (Write       *write,
               guint        index,
               const Fault *fault)
{
  if (write->failed->len > 0)
    g_string_append_c (write->failed, ',');
  g_string_append_printf (write->failed, "{\"index\":%u", index);
  if (fault->row_id != 0)
    g_string_append_printf (write->failed, ",\"rowId\":%" G_GINT64_FORMAT, fault->row_id);
  g_string_append (write->failed, ",\"error\":");
  tally_sandbox_fail_append (write->failed, fault->code, fault->argument, NULL);
  g_string_append_c (write->failed, '}');
}

/* Everything is checked before anything is written, so that nothing has to be taken back. */
static gboolean
check_all (Write   *write,
           gboolean *good)
{
  for (guint i = 0; i < json_array_get_length (write->rows); i++)
    {
      Fault fault = { 0 };

      good[i] = check_row (write, json_array_get_element (write->rows, i), &fault) == 0;
      if (!good[i] && write->is_partial)
        append_failed (write, i, &fault);
      else if (!good[i])
        tally_sandbox_call_fail_row (write->call, fault.code, fault.argument, i, fault.row_id);
      g_free (fault.argument);
      if (!good[i] && !write->is_partial)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_locations (Write *write)
{
  TallySandboxLocation first = { 0 };

  for (guint i = 0; i < json_array_get_length (write->rows); i++)
    {
      JsonNode *node = json_array_get_element (write->rows, i);
      TallySandboxLocation location =
        JSON_NODE_HOLDS_OBJECT (node) ? tally_sandbox_location_read (json_node_get_object (node))
                                      : first;

      if (i == 0)
        first = location;
      if (tally_sandbox_location_equals (&first, &location))
        continue;
      tally_sandbox_call_fail_row (write->call, 1123, NULL, i, 0);
      return FALSE;
    }
  return TRUE;
}

static void
answer_write (Write *write)
{
  TallySandboxCall *call = write->call;
  gboolean is_partial = write->failed->len > 0;
  TallySandboxStyle style;

  if (tally_sandbox_style_init (&style, call, write->sheet, NULL))
    {
      g_string_append_printf (call->out, "{\"message\":\"%s\",\"resultCode\":%d,\"version\":%"
                              G_GINT64_FORMAT ",\"result\":[",
                              is_partial ? "PARTIAL_SUCCESS" : "SUCCESS", is_partial ? 3 : 0,
                              write->sheet->version);
      style.sparse = TRUE;
      for (guint i = 0; i < write->result->len; i++)
        {
          if (i > 0)
            g_string_append_c (call->out, ',');
          tally_sandbox_render_row (call, write->sheet, write->result->pdata[i], &style);
          g_string_append_c (call->out, '}');
        }
      g_string_append_c (call->out, ']');
      if (is_partial)
        g_string_append_printf (call->out, ",\"failedItems\":[%s]", write->failed->str);
      g_string_append_c (call->out, '}');
    }
  tally_sandbox_style_clear (&style);
}

static void
run_write (Write *write)
{
  guint n_rows = json_array_get_length (write->rows);
  g_autofree gboolean *good = g_new0 (gboolean, n_rows + 1);

  if ((gint) n_rows > write->call->habits->max_bulk_rows)
    {
      tally_sandbox_call_fail (write->call, 1160, "too many rows");
      return;
    }
  if (!check_locations (write) || !check_all (write, good))
    return;
  tally_sandbox_world_begin (write->call->world);
  for (guint i = 0; i < n_rows; i++)
    if (good[i])
      apply_row (write, json_array_get_object_element (write->rows, i));
  tally_sandbox_world_commit (write->call->world);
  answer_write (write);
}

static JsonNode *
parse_body (TallySandboxCall *call)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (call->body, &length);
  const char *type = soup_message_headers_get_content_type (call->headers, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *root = NULL;

  if (type != NULL && strcmp (type, "application/json") != 0)
    tally_sandbox_call_fail (call, 1124, NULL);
  else if (length == 0)
    tally_sandbox_call_fail (call, 1024, NULL);
  else if ((root = tally_sandbox_json_parse (data, (gssize) length, &error)) == NULL)
    tally_sandbox_call_fail (call, 1008, error->message);
  return root;
}

static void
write_rows (TallySandboxCall *call,
            gboolean          is_update)
{
  Write write = { .call = call, .is_update = is_update };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonArray) single = NULL;

  write.sheet = tally_sandbox_route_find_sheet (call);
  root = write.sheet == NULL ? NULL : parse_body (call);
  if (root == NULL)
    return;
  write.is_partial = tally_sandbox_call_get_flag (call, "allowPartialSuccess");
  write.overrides = tally_sandbox_call_get_flag (call, "overrideValidation");
  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      write.rows = json_node_get_array (root);
    }
  else
    {
      write.rows = single = json_array_new ();
      json_array_add_element (single, json_node_copy (root));
    }
  write.result = g_ptr_array_new ();
  write.failed = g_string_new (NULL);
  run_write (&write);
  g_ptr_array_unref (write.result);
  g_string_free (write.failed, TRUE);
}

static void
add_rows (TallySandboxCall *call)
{
  write_rows (call, FALSE);
}

static void
update_rows (TallySandboxCall *call)
{
  write_rows (call, TRUE);
}

static void
remove_with_children (TallySandboxCall  *call,
                      TallySandboxSheet *sheet,
                      gint64             id,
                      GString           *removed)
{
  TallySandboxRow *row = tally_sandbox_sheet_find_row (sheet, id);

  if (row == NULL)
    return;
  for (guint i = sheet->rows->len; i > row->index + 1; i--)
    {
      TallySandboxRow *child = i > sheet->rows->len ? NULL : sheet->rows->pdata[i - 1];
      if (child != NULL && child->parent_id == id)
        remove_with_children (call, sheet, child->id, removed);
    }
  g_string_append_printf (removed, "%s%" G_GINT64_FORMAT, removed->len > 0 ? "," : "", id);
  tally_sandbox_world_remove_row (call->world, sheet, row, &call->now);
}

static void
delete_rows (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  g_autoptr (GString) removed = g_string_new (NULL);
  g_autoptr (GArray) ids = NULL;

  if (sheet == NULL || !tally_sandbox_call_get_ids (call, "ids", &ids))
    return;
  if (ids == NULL)
    {
      tally_sandbox_call_fail (call, 1009, "ids");
      return;
    }
  for (guint i = 0; !tally_sandbox_call_get_flag (call, "ignoreRowsNotFound") && i < ids->len; i++)
    {
      if (tally_sandbox_sheet_find_row (sheet, g_array_index (ids, gint64, i)) != NULL)
        continue;
      tally_sandbox_call_fail (call, 1006, NULL);
      return;
    }
  tally_sandbox_world_begin (call->world);
  for (guint i = 0; i < ids->len; i++)
    remove_with_children (call, sheet, g_array_index (ids, gint64, i), removed);
  tally_sandbox_world_commit (call->world);
  g_string_append_printf (call->out, "{\"message\":\"SUCCESS\",\"resultCode\":0,\"version\":%"
                          G_GINT64_FORMAT ",\"result\":[%s]}", sheet->version, removed->str);
}

static void
get_row (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxRow *row = tally_sandbox_route_find_row (call, &sheet);
  TallySandboxStyle style;

  if (row == NULL)
    return;
  if (tally_sandbox_style_init (&style, call, sheet, NULL))
    {
      tally_sandbox_render_row (call, sheet, row, &style);
      tally_sandbox_files_append_to_row (call, sheet, row, &style);
      g_string_append_printf (call->out, ",\"sheetId\":%" G_GINT64_FORMAT ",\"version\":%"
                              G_GINT64_FORMAT ",\"accessLevel\":\"OWNER\"", sheet->id,
                              sheet->version);
      if (tally_sandbox_call_has_word (call, "include", "columns"))
        for (guint i = 0; i < sheet->columns->len; i++)
          {
            g_string_append (call->out, i == 0 ? ",\"columns\":[" : ",");
            tally_sandbox_render_column (call->out, sheet, sheet->columns->pdata[i], style.level);
          }
      if (tally_sandbox_call_has_word (call, "include", "columns") && sheet->columns->len > 0)
        g_string_append_c (call->out, ']');
      g_string_append_c (call->out, '}');
    }
  tally_sandbox_style_clear (&style);
}

const TallySandboxRoute tally_sandbox_routes_rows[] = {
  { "GET", "/sheets/#/rows/#", "get-row", 1, FALSE, FALSE, get_row },
  { "POST", "/sheets/#/rows", "add-rows", 1, FALSE, TRUE, add_rows },
  { "PUT", "/sheets/#/rows", "update-rows", 1, FALSE, TRUE, update_rows },
  { "DELETE", "/sheets/#/rows", "delete-rows", 1, FALSE, TRUE, delete_rows },
  { NULL },
};
