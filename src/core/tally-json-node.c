/* tally-json-node.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json-node.h"

#include <math.h>

#include "tally-core-error.h"
#include "tally-json-stream.h"
#include "tally-number.h"
#include "tally-text.h"

struct _TallyJsonNode {
  TallyJsonKind  kind;
  char          *name;     /* (owned) (nullable) */
  char          *text;     /* (owned) (nullable) the text, or the number as it was written */
  GPtrArray     *children; /* (owned) (nullable) */
};

/* A document that is being read. */
typedef struct {
  TallyJsonNode *root; /* (owned) (nullable) */
  GPtrArray     *open; /* (owned) (element-type TallyJsonNode): from the outermost in, borrowed */
  char          *name; /* (owned) (nullable): of the member that comes next */
} Reading;

static TallyJsonNode *
add_node (Reading       *reading,
          TallyJsonKind  kind)
{
  TallyJsonNode *node = g_new0 (TallyJsonNode, 1);
  TallyJsonNode *parent = NULL;

  if (reading->open->len > 0)
    parent = reading->open->pdata[reading->open->len - 1];
  node->kind = kind;
  node->name = g_steal_pointer (&reading->name);
  if (parent == NULL)
    reading->root = node;
  else
    g_ptr_array_add (parent->children, node);
  return node;
}

static void
open_node (Reading       *reading,
           TallyJsonKind  kind)
{
  TallyJsonNode *node = add_node (reading, kind);

  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_json_node_free);
  g_ptr_array_add (reading->open, node);
}

static gboolean
object_start_cb (gpointer   data,
                 GError   **error)
{
  open_node (data, TALLY_JSON_KIND_OBJECT);
  return TRUE;
}

static gboolean
array_start_cb (gpointer   data,
                GError   **error)
{
  open_node (data, TALLY_JSON_KIND_ARRAY);
  return TRUE;
}

static gboolean
array_end_cb (gpointer   data,
              GError   **error)
{
  Reading *reading = data;

  g_ptr_array_set_size (reading->open, (int) reading->open->len - 1);
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const TallyJsonNode *const *first = a;
  const TallyJsonNode *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

static gboolean
object_end_cb (gpointer   data,
               GError   **error)
{
  Reading *reading = data;
  TallyJsonNode *node = reading->open->pdata[reading->open->len - 1];
  GPtrArray *members = node->children;

  g_ptr_array_sort (members, compare_names);
  for (guint i = 1; i < members->len; i++)
    if (compare_names (&members->pdata[i - 1], &members->pdata[i]) == 0)
      {
        g_set_error_literal (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE,
                             "malformed JSON: a member stands twice in one object");
        return FALSE;
      }
  return array_end_cb (data, error);
}

static gboolean
key_cb (gpointer     data,
        const char  *bytes,
        gsize        length,
        GError     **error)
{
  Reading *reading = data;

  reading->name = g_strndup (bytes, length);
  return TRUE;
}

static gboolean
string_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  add_node (data, TALLY_JSON_KIND_TEXT)->text = g_strndup (bytes, length);
  return TRUE;
}

static gboolean
number_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  add_node (data, TALLY_JSON_KIND_NUMBER)->text = g_strndup (bytes, length);
  return TRUE;
}

static gboolean
literal_cb (gpointer           data,
            TallyJsonLiteral   literal,
            GError           **error)
{
  static const TallyJsonKind kinds[] = {
    [TALLY_JSON_NULL] = TALLY_JSON_KIND_NULL,
    [TALLY_JSON_FALSE] = TALLY_JSON_KIND_FALSE,
    [TALLY_JSON_TRUE] = TALLY_JSON_KIND_TRUE,
  };

  add_node (data, kinds[literal]);
  return TRUE;
}

static const TallyJsonHandler handler = {
  .object_start = object_start_cb,
  .object_end = object_end_cb,
  .array_start = array_start_cb,
  .array_end = array_end_cb,
  .key = key_cb,
  .string = string_cb,
  .number = number_cb,
  .literal = literal_cb,
};

TallyJsonNode *
tally_json_node_parse (const char  *text,
                       gsize        length,
                       GError     **error)
{
  Reading reading = { .open = g_ptr_array_new () };
  g_autoptr (TallyJsonStream) stream = tally_json_stream_new (&handler, &reading);
  gboolean whole;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  whole = tally_json_stream_feed (stream, text, length, error)
          && tally_json_stream_finish (stream, error);
  if (!whole)
    g_clear_pointer (&reading.root, tally_json_node_free);
  g_ptr_array_unref (reading.open);
  g_free (reading.name);
  return reading.root;
}

void
tally_json_node_free (TallyJsonNode *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

TallyJsonKind
tally_json_node_get_kind (const TallyJsonNode *self)
{
  return self != NULL ? self->kind : TALLY_JSON_KIND_NULL;
}

guint
tally_json_node_get_n_children (const TallyJsonNode *self)
{
  return self != NULL && self->children != NULL ? self->children->len : 0;
}

const TallyJsonNode *
tally_json_node_get_child (const TallyJsonNode *self,
                           guint                index)
{
  g_return_val_if_fail (index < tally_json_node_get_n_children (self), NULL);
  return self->children->pdata[index];
}

const char *
tally_json_node_get_name (const TallyJsonNode *self)
{
  g_return_val_if_fail (self != NULL, "");
  return self->name != NULL ? self->name : "";
}

const TallyJsonNode *
tally_json_node_find (const TallyJsonNode *self,
                      const char          *name)
{
  guint from = 0;
  guint to = 0;

  g_return_val_if_fail (name != NULL, NULL);
  if (tally_json_node_get_kind (self) != TALLY_JSON_KIND_OBJECT)
    return NULL;
  to = self->children->len;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      const TallyJsonNode *member = self->children->pdata[middle];
      int order = strcmp (name, member->name);
      if (order == 0)
        return member;
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  return NULL;
}

const char *
tally_json_node_get_text (const TallyJsonNode *self)
{
  return tally_json_node_get_kind (self) == TALLY_JSON_KIND_TEXT ? self->text : NULL;
}

gboolean
tally_json_node_get_int64 (const TallyJsonNode *self,
                           gint64              *out_value)
{
  return tally_json_node_get_kind (self) == TALLY_JSON_KIND_NUMBER
         && tally_number_parse_int64 (self->text, strlen (self->text), out_value);
}

gboolean
tally_json_node_get_double (const TallyJsonNode *self,
                            double              *out_value)
{
  double value;

  if (tally_json_node_get_kind (self) != TALLY_JSON_KIND_NUMBER)
    return FALSE;
  value = g_ascii_strtod (self->text, NULL);
  if (!isfinite (value))
    return FALSE;
  *out_value = value;
  return TRUE;
}

static void
append_text (GString    *out,
             const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *text < ' ')
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/* No deeper than TALLY_JSON_MAX_DEPTH. */
static void
append_node (GString             *out,
             const TallyJsonNode *node)
{
  static const char *const words[] = {
    [TALLY_JSON_KIND_TRUE] = "true", [TALLY_JSON_KIND_FALSE] = "false", [TALLY_JSON_KIND_NULL] = "null",
  };
  gboolean is_object = node->kind == TALLY_JSON_KIND_OBJECT;

  if (node->children == NULL)
    {
      if (node->kind == TALLY_JSON_KIND_TEXT)
        append_text (out, node->text);
      else
        g_string_append (out, node->text != NULL ? node->text : words[node->kind]);
      return;
    }
  g_string_append_c (out, is_object ? '{' : '[');
  for (guint i = 0; i < node->children->len; i++)
    {
      const TallyJsonNode *child = node->children->pdata[i];
      if (i > 0)
        g_string_append_c (out, ',');
      if (is_object)
        {
          append_text (out, child->name);
          g_string_append_c (out, ':');
        }
      append_node (out, child);
    }
  g_string_append_c (out, is_object ? '}' : ']');
}

char *
tally_json_node_dup_canonical (const TallyJsonNode *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);
  out = g_string_new (NULL);
  append_node (out, self);
  return tally_text_steal (out);
}
