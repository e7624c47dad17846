/* tally-sandbox-compact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-compact.h"

#include <json-glib/json-glib.h>

#include "tally-sandbox-json.h"

typedef enum
{
  LINE_OTHER,
  LINE_ATTACH,
  LINE_REMOVE,
  LINE_SKIP,
} LineKind;

/* One line of a journal; all but OTHER hold a single operation. */
typedef struct
{
  LineKind    kind;
  const char *text;     /* (borrowed) */
  gsize       length;   /* with its line end */
  gint64      ids;      /* the counter of ids before it */
  gint64      until;    /* and behind it */
  gint64      sheet;
  gint64      at;
  gint64      n;        /* by how much it raises the sheet's version */
  gint64      attachment;
} Line;

typedef struct
{
  GArray     *lines;    /* (owned) (element-type Line) */
  GHashTable *sheets;   /* (owned): attachment → its sheet, of uploads that stand alone */
  GHashTable *removed;  /* (owned): attachments whose removal stands alone */
} Journal;

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static const char *
get_op (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "op");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
insert (GHashTable *table,
        gint64      key,
        gint64      value)
{
  g_hash_table_insert (table, g_memdup2 (&key, sizeof key), g_memdup2 (&value, sizeof value));
}

static gint64
look_up (GHashTable *table,
         gint64      key)
{
  const gint64 *value = g_hash_table_lookup (table, &key);

  return value == NULL ? 0 : *value;
}

static void
classify (Journal    *self,
          Line       *line,
          JsonObject *op)
{
  const char *name = get_op (op);

  line->at = get_number (op, "at");
  line->sheet = get_number (op, "sheet");
  line->n = 1;
  line->until = line->ids;
  if (g_strcmp0 (name, "attachment") == 0 && get_number (op, "id") != 0)
    {
      line->kind = LINE_ATTACH;
      line->until = line->ids + 1;
      line->attachment = get_number (op, "id");
      insert (self->sheets, line->attachment, line->sheet);
    }
  else if (g_strcmp0 (name, "remove-attachment") == 0)
    {
      line->kind = LINE_REMOVE;
      line->attachment = get_number (op, "attachment");
      insert (self->removed, line->attachment, 1);
    }
  else if (g_strcmp0 (name, "skip") == 0)
    {
      line->kind = LINE_SKIP;
      line->n = get_number (op, "n");
      line->until = get_number (op, "until");
    }
}

static void
read_line (Journal    *self,
           const char *text,
           gsize       length)
{
  g_autofree char *json = g_strndup (text, length);
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (json, -1, NULL);
  Line line = { .text = text, .length = length };
  JsonNode *ops = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      line.ids = get_number (json_node_get_object (root), "ids");
      ops = json_object_get_member (json_node_get_object (root), "ops");
    }
  if (ops != NULL && JSON_NODE_HOLDS_ARRAY (ops) &&
      json_array_get_length (json_node_get_array (ops)) == 1)
    {
      JsonNode *op = json_array_get_element (json_node_get_array (ops), 0);

      if (JSON_NODE_HOLDS_OBJECT (op))
        classify (self, &line, json_node_get_object (op));
    }
  g_array_append_val (self->lines, line);
}

/* An upload and its removal go together, or stay together: if one of them is part of a larger
 * batch, or came with the filled world, the other one is needed. */
static gboolean
is_dropped (Journal *self,
            Line    *line)
{
  if (line->kind == LINE_OTHER)
    return FALSE;
  if (line->kind == LINE_SKIP)
    return TRUE;
  if (look_up (self->sheets, line->attachment) == 0 ||
      look_up (self->removed, line->attachment) == 0)
    return FALSE;
  line->sheet = look_up (self->sheets, line->attachment);
  return TRUE;
}

/* What was dropped of one sheet, at the place of the last of it, where the sheet is still there. */
typedef struct
{
  gsize  last;  /* index of the line */
  gint64 n;
  gint64 at;
} Skip;

static GHashTable *
sum_up (Journal *self)
{
  GHashTable *skips = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      Skip *skip;

      if (!is_dropped (self, line))
        continue;
      skip = g_hash_table_lookup (skips, &line->sheet);
      if (skip == NULL)
        g_hash_table_insert (skips, &line->sheet, skip = g_new0 (Skip, 1));
      skip->last = i;
      skip->n += line->n;
      skip->at = MAX (skip->at, line->at);
    }
  return skips;
}

static GString *
write_lines (Journal    *self,
             GHashTable *skips)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      Skip *skip;

      if (!is_dropped (self, line))
        {
          g_string_append_len (out, line->text, (gssize) line->length);
          continue;
        }
      skip = g_hash_table_lookup (skips, &line->sheet);
      if (skip->last == i)
        g_string_append_printf (out, "{\"ids\":%" G_GINT64_FORMAT ",\"ops\":[{\"op\":\"skip\","
                                "\"at\":%" G_GINT64_FORMAT ",\"sheet\":%" G_GINT64_FORMAT
                                ",\"n\":%" G_GINT64_FORMAT ",\"until\":%" G_GINT64_FORMAT "}]}\n",
                                line->ids, skip->at, line->sheet, skip->n, line->until);
    }
  return out;
}

GString *
tally_sandbox_compact_journal (const char *journal,
                               gsize       length)
{
  Journal self = {
    .lines = g_array_new (FALSE, TRUE, sizeof (Line)),
    .sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .removed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
  };
  g_autoptr (GHashTable) skips = NULL;
  const char *line = journal;
  const char *stop = journal + length;
  const char *end;
  GString *out;

  for (; (end = memchr (line, '\n', (gsize) (stop - line))) != NULL; line = end + 1)
    read_line (&self, line, (gsize) (end + 1 - line));
  skips = sum_up (&self);
  out = write_lines (&self, skips);
  g_array_unref (self.lines);
  g_hash_table_unref (self.sheets);
  g_hash_table_unref (self.removed);
  return out;
}
