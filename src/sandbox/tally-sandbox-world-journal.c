/* tally-sandbox-world-journal.c
 *
 * Writing what a batch did, and doing it again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-world.h"

#include <json-glib/json-glib.h>

#include "tally-sandbox-error.h"
#include "tally-sandbox-json.h"
#include "tally-sandbox-world-private.h"

static gboolean
is_recording (TallySandboxWorld *self)
{
  return self->priv->journal != NULL && !self->priv->is_replaying;
}

void
tally_sandbox_record_text (TallySandboxWorld *self,
                           const char        *name,
                           const char        *value)
{
  if (!is_recording (self) || value == NULL)
    return;
  g_string_append_printf (self->priv->batch, ",\"%s\":", name);
  tally_sandbox_append_json_text (self->priv->batch, value);
}

void
tally_sandbox_record_number (TallySandboxWorld *self,
                             const char        *name,
                             gint64             value)
{
  if (is_recording (self) && value != 0)
    g_string_append_printf (self->priv->batch, ",\"%s\":%" G_GINT64_FORMAT, name, value);
}

void
tally_sandbox_record_lexeme (TallySandboxWorld        *self,
                             const char               *name,
                             const TallySandboxLexeme *value)
{
  tally_sandbox_record_text (self, name, value == NULL ? NULL : value->json);
}

void
tally_sandbox_record_open (TallySandboxWorld       *self,
                           const char              *op,
                           const TallySandboxStamp *stamp)
{
  if (!is_recording (self))
    return;
  if (self->priv->batch->len > 0)
    g_string_append_c (self->priv->batch, ',');
  g_string_append_printf (self->priv->batch, "{\"op\":\"%s\"", op);
  if (stamp == NULL)
    return;
  tally_sandbox_record_number (self, "at", stamp->at_utc_usec);
  tally_sandbox_record_text (self, "by", stamp->by->email);
}

void
tally_sandbox_record_close (TallySandboxWorld *self)
{
  if (is_recording (self))
    g_string_append_c (self->priv->batch, '}');
}

/* One record being done again. */
typedef struct
{
  TallySandboxWorld  *world;
  JsonObject         *object;
  TallySandboxStamp   stamp;
  TallySandboxSheet  *sheet;   /* (nullable) */
  TallySandboxRow    *row;     /* (nullable) */
  TallySandboxColumn *column;  /* (nullable) */
} Record;

static gint64
get_number (Record     *record,
            const char *name)
{
  JsonNode *node = json_object_get_member (record->object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static const char *
get_text (Record     *record,
          const char *name)
{
  JsonNode *node = json_object_get_member (record->object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static const TallySandboxLexeme *
get_lexeme (Record     *record,
            const char *name)
{
  const char *text = get_text (record, name);

  return text == NULL ? NULL : tally_sandbox_pool_json (record->world->pool, text, -1);
}

static gboolean
redo_user (Record *record)
{
  if (get_text (record, "email") == NULL)
    return FALSE;
  tally_sandbox_world_ensure_user (record->world, get_text (record, "email"),
                                   get_text (record, "name"));
  return TRUE;
}

static gboolean
redo_container (Record *record)
{
  gint64 parent = get_number (record, "parent");
  TallySandboxContainer *container = tally_sandbox_world_find_container (record->world, parent);

  if ((parent != 0 && container == NULL) || get_text (record, "name") == NULL)
    return FALSE;
  tally_sandbox_world_add_container (record->world, container, get_text (record, "name"),
                                     get_number (record, "at"));
  return TRUE;
}

static gboolean
redo_sheet (Record *record)
{
  gint64 id = get_number (record, "container");
  TallySandboxContainer *container = tally_sandbox_world_find_container (record->world, id);

  if ((id != 0 && container == NULL) || get_text (record, "name") == NULL)
    return FALSE;
  tally_sandbox_world_add_sheet (record->world, container, get_text (record, "name"),
                                 &record->stamp);
  return TRUE;
}

static gboolean
redo_rename_sheet (Record *record)
{
  if (record->sheet == NULL || get_text (record, "name") == NULL)
    return FALSE;
  tally_sandbox_world_rename_sheet (record->world, record->sheet, get_text (record, "name"),
                                    &record->stamp);
  return TRUE;
}

static gboolean
redo_remove_sheet (Record *record)
{
  if (record->sheet == NULL)
    return FALSE;
  tally_sandbox_world_remove_sheet (record->world, record->sheet, &record->stamp);
  return TRUE;
}

static gboolean
redo_column (Record *record)
{
  g_auto (GStrv) options = NULL;
  TallySandboxColumnSpec spec = {
    .title = get_text (record, "title"),
    .type = get_text (record, "type"),
    .system_type = get_text (record, "system"),
    .formula = get_text (record, "formula"),
    .description = get_text (record, "description"),
    .symbol = get_text (record, "symbol"),
    .primary = get_number (record, "primary") != 0,
    .hidden = get_number (record, "hidden") != 0,
    .locked = get_number (record, "locked") != 0,
    .validation = get_number (record, "validation") != 0,
  };

  if (record->sheet == NULL || spec.title == NULL)
    return FALSE;
  if (get_text (record, "options") != NULL)
    spec.options = (const char *const *) (options = g_strsplit (get_text (record, "options"),
                                                                "\n", -1));
  tally_sandbox_world_add_column (record->world, record->sheet, &spec,
                                  record->stamp.by == NULL ? NULL : &record->stamp);
  return TRUE;
}

static gboolean
redo_rename_column (Record *record)
{
  if (record->column == NULL || get_text (record, "title") == NULL)
    return FALSE;
  tally_sandbox_world_rename_column (record->world, record->sheet, record->column,
                                     get_text (record, "title"), &record->stamp);
  return TRUE;
}

static gboolean
redo_remove_column (Record *record)
{
  if (record->column == NULL)
    return FALSE;
  tally_sandbox_world_remove_column (record->world, record->sheet, record->column,
                                     &record->stamp);
  return TRUE;
}

static gboolean
redo_row (Record *record)
{
  if (record->sheet == NULL)
    return FALSE;
  tally_sandbox_world_add_row (record->world, record->sheet, (gint) get_number (record, "index"),
                               get_number (record, "parent"), &record->stamp);
  return TRUE;
}

static gboolean
redo_move_row (Record *record)
{
  if (record->row == NULL)
    return FALSE;
  tally_sandbox_world_move_row (record->world, record->sheet, record->row,
                                (gint) get_number (record, "index"),
                                get_number (record, "parent"), &record->stamp);
  return TRUE;
}

static gboolean
redo_remove_row (Record *record)
{
  if (record->row == NULL)
    return FALSE;
  tally_sandbox_world_remove_row (record->world, record->sheet, record->row, &record->stamp);
  return TRUE;
}

static gboolean
redo_row_flags (Record *record)
{
  if (record->row == NULL)
    return FALSE;
  tally_sandbox_world_set_row_flags (record->world, record->sheet, record->row,
                                     get_number (record, "locked") != 0,
                                     get_number (record, "collapsed") != 0, &record->stamp);
  return TRUE;
}

static gboolean
redo_cell (Record *record)
{
  TallySandboxEdit edit = {
    .cell = { get_lexeme (record, "value"), get_lexeme (record, "display") },
    .formula = get_lexeme (record, "formula"),
    .hyperlink = get_lexeme (record, "hyperlink"),
    .link_in = get_lexeme (record, "link"),
    .object_value = get_lexeme (record, "object"),
  };

  if (record->row == NULL || record->column == NULL)
    return FALSE;
  tally_sandbox_world_set_cell (record->world, record->sheet, record->row, record->column, &edit,
                                &record->stamp);
  return TRUE;
}

static gboolean
redo_attachment (Record *record)
{
  TallySandboxAttachment *attachment;
  gint64 comment = get_number (record, "comment");
  TallySandboxAttachmentSpec spec = {
    .name = get_text (record, "name"),
    .mime_type = get_text (record, "mime"),
    .link_url = get_text (record, "url"),
    .description = get_text (record, "description"),
    .sheet = record->sheet,
    .row = record->row,
  };

  if (record->sheet == NULL || spec.name == NULL)
    return FALSE;
  if (comment != 0)
    spec.comment = tally_sandbox_world_find_comment (record->sheet, comment, NULL);
  if (comment != 0 && spec.comment == NULL)
    return FALSE;
  attachment = tally_sandbox_world_add_attachment (record->world, &spec, &record->stamp, NULL);
  attachment->family = get_number (record, "family");
  attachment->size_bytes = get_number (record, "bytes");
  return get_number (record, "id") == attachment->id;
}

/* Stands for batches that left nothing but a version and spent ids, see tally-sandbox-compact.h. */
static gboolean
redo_skip (Record *record)
{
  TallySandboxWorld *world = record->world;
  gint64 n = get_number (record, "n");
  gint64 until = get_number (record, "until");

  if (record->sheet == NULL || n < 1 || until < 0)
    return FALSE;
  record->sheet->version += n;
  record->sheet->modified_utc_usec = MAX (record->sheet->modified_utc_usec,
                                          record->stamp.at_utc_usec);
  world->priv->id_counter = MAX (world->priv->id_counter, (guint64) until);
  world->n_mutations += n - 1;
  return TRUE;
}

static gboolean
redo_remove_attachment (Record *record)
{
  TallySandboxAttachment *attachment =
    tally_sandbox_world_find_attachment (record->world, get_number (record, "attachment"));

  if (attachment == NULL)
    return FALSE;
  tally_sandbox_world_remove_attachment (record->world, attachment, &record->stamp);
  return TRUE;
}

static gboolean
redo_discussion (Record *record)
{
  if (record->sheet == NULL || get_text (record, "text") == NULL)
    return FALSE;
  tally_sandbox_world_add_discussion (record->world, record->sheet, record->row,
                                      get_text (record, "text"), &record->stamp);
  return TRUE;
}

static gboolean
redo_comment (Record *record)
{
  gint64 id = get_number (record, "discussion");

  for (guint i = 0; record->sheet != NULL && i < record->sheet->discussions->len; i++)
    {
      TallySandboxDiscussion *discussion = record->sheet->discussions->pdata[i];

      if (discussion->id != id || get_text (record, "text") == NULL)
        continue;
      tally_sandbox_world_add_comment (record->world, record->sheet, discussion,
                                       get_text (record, "text"), &record->stamp);
      return TRUE;
    }
  return FALSE;
}

static const struct
{
  const char *op;
  gboolean    needs_stamp;
  gboolean  (*redo) (Record *record);
} redos[] = {
  { "user", FALSE, redo_user },
  { "container", FALSE, redo_container },
  { "sheet", TRUE, redo_sheet },
  { "rename-sheet", TRUE, redo_rename_sheet },
  { "remove-sheet", TRUE, redo_remove_sheet },
  { "column", FALSE, redo_column },
  { "rename-column", TRUE, redo_rename_column },
  { "remove-column", TRUE, redo_remove_column },
  { "row", TRUE, redo_row },
  { "move-row", TRUE, redo_move_row },
  { "remove-row", TRUE, redo_remove_row },
  { "row-flags", TRUE, redo_row_flags },
  { "cell", TRUE, redo_cell },
  { "attachment", TRUE, redo_attachment },
  { "remove-attachment", TRUE, redo_remove_attachment },
  { "skip", FALSE, redo_skip },
  { "discussion", TRUE, redo_discussion },
  { "comment", TRUE, redo_comment },
};

/* Ids that are named must exist; a record about something else belongs to another world. */
static gboolean
resolve (Record *record)
{
  TallySandboxWorld *world = record->world;
  const char *email = get_text (record, "by");
  gint64 sheet = get_number (record, "sheet");
  gint64 row = get_number (record, "row");
  gint64 column = get_number (record, "column");

  record->stamp.at_utc_usec = get_number (record, "at");
  if (email != NULL)
    record->stamp.by = tally_sandbox_world_ensure_user (world, email, NULL);
  if (sheet != 0)
    record->sheet = tally_sandbox_world_find_sheet (world, sheet);
  if (record->sheet != NULL && row != 0)
    record->row = tally_sandbox_sheet_find_row (record->sheet, row);
  if (record->sheet != NULL && column != 0)
    record->column = tally_sandbox_sheet_find_column (record->sheet, column);
  return (sheet == 0 || record->sheet != NULL) && (row == 0 || record->row != NULL) &&
         (column == 0 || record->column != NULL);
}

static gboolean
redo_one (TallySandboxWorld *self,
          JsonNode          *node)
{
  Record record = { .world = self };
  const char *op;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  record.object = json_node_get_object (node);
  op = get_text (&record, "op");
  for (gsize i = 0; i < G_N_ELEMENTS (redos); i++)
    if (g_strcmp0 (redos[i].op, op) == 0)
      return resolve (&record) && (!redos[i].needs_stamp || record.stamp.by != NULL) &&
             redos[i].redo (&record);
  return FALSE;
}

static gboolean
redo_all (TallySandboxWorld *self,
          JsonArray         *ops)
{
  for (guint i = 0; i < json_array_get_length (ops); i++)
    if (!redo_one (self, json_array_get_element (ops, i)))
      return FALSE;
  return TRUE;
}

static JsonArray *
find_ops (JsonNode *node,
          gint64   *out_ids)
{
  JsonObject *object;
  JsonNode *ids;
  JsonNode *ops;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  ids = json_object_get_member (object, "ids");
  ops = json_object_get_member (object, "ops");
  if (ids == NULL || !JSON_NODE_HOLDS_VALUE (ids) || ops == NULL || !JSON_NODE_HOLDS_ARRAY (ops))
    return NULL;
  *out_ids = json_node_get_int (ids);
  return json_node_get_array (ops);
}

gboolean
tally_sandbox_world_replay (TallySandboxWorld  *self,
                            const char         *batch,
                            GError            **error)
{
  g_autoptr (JsonNode) node = tally_sandbox_json_parse (batch, -1, NULL);
  gint64 ids = 0;
  JsonArray *ops = find_ops (node, &ids);
  gboolean is_done;

  if (ops == NULL || ids < 0 || (guint64) ids < self->priv->id_counter)
    {
      g_set_error_literal (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                           "a batch of the journal is malformed or out of order");
      return FALSE;
    }
  self->priv->is_replaying = TRUE;
  self->priv->id_counter = (guint64) ids;
  tally_sandbox_world_begin (self);
  is_done = redo_all (self, ops);
  tally_sandbox_world_commit (self);
  self->priv->is_replaying = FALSE;
  self->n_mutations++;
  if (!is_done)
    g_set_error_literal (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                         "a batch of the journal does not fit this world; was the sandbox "
                         "started with another seed or size?");
  return is_done;
}
