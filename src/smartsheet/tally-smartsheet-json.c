/* tally-smartsheet-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-json.h"

#include "tally-clock.h"
#include "tally-json-stream.h"
#include "tally-json.h"
#include "tally-number.h"
#include "tally-smartsheet-error.h"

JsonNode *
tally_smartsheet_json_parse (const char  *bytes,
                             gsize        length,
                             GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  JsonNode *root = NULL;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  if (length > G_MAXSSIZE || !tally_json_is_one_document (bytes, length))
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "the answer is not one whole JSON document, at most %d deep",
                   TALLY_JSON_MAX_DEPTH);
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (length > 0 && g_utf8_validate_len (bytes, length, NULL)
      && json_parser_load_from_data (parser, bytes, (gssize) length, &local))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                 "the answer is no JSON%s%s", local != NULL ? ": " : "",
                 local != NULL ? local->message : "");
  return root;
}

static JsonNode *
find_member (JsonObject *object,
             const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

gint64
tally_smartsheet_json_get_int (JsonObject *object,
                               const char *name,
                               gint64      fallback)
{
  JsonNode *node = find_member (object, name);
  gint64 value = fallback;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);
      if (!tally_number_parse_int64 (text, strlen (text), &value))
        return fallback;
    }
  return value;
}

const char *
tally_smartsheet_json_get_text (JsonObject *object,
                                const char *name)
{
  JsonNode *node = find_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gint64
tally_smartsheet_json_get_time (JsonObject *object,
                                const char *name)
{
  gint64 msec = tally_smartsheet_json_get_int (object, name, G_MININT64);
  gint64 usec = 0;

  if (msec != G_MININT64)
    return ABS (msec) < G_MAXINT64 / 1000 ? msec * 1000 : 0;
  if (!tally_clock_parse_utc (tally_smartsheet_json_get_text (object, name), &usec))
    return 0;
  return usec;
}

JsonObject *
tally_smartsheet_json_get_object (JsonObject *object,
                                  const char *name)
{
  JsonNode *node = find_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
tally_smartsheet_json_get_array (JsonObject *object,
                                 const char *name)
{
  JsonNode *node = find_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
tally_smartsheet_json_get_element (JsonArray *array,
                                   guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
