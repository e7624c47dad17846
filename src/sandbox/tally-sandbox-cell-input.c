/* tally-sandbox-cell-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-cell-input.h"

#include "tally-clock.h"

/* Largest magnitude of a number in a TEXT_NUMBER column. */
#define MAX_NUMBER 9007199254740992.0

JsonNode *
tally_sandbox_cell_input_get (JsonObject *object,
                              const char *name)
{
  return object == NULL ? NULL : json_object_get_member (object, name);
}

static gboolean
is_strict (JsonObject *cell)
{
  JsonNode *node = tally_sandbox_cell_input_get (cell, "strict");

  return node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_boolean (node);
}

static gboolean
is_date_text (const char *text,
              gboolean    with_time)
{
  g_autofree char *midnight = NULL;
  gint64 utc_usec;

  if (with_time && tally_clock_parse_utc (text, &utc_usec))
    return TRUE;
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  return strlen (text) == strlen ("2026-11-24") && tally_clock_parse_utc (midnight, &utc_usec);
}

static gboolean
conforms (const TallySandboxColumn *column,
          JsonNode                 *value)
{
  GType type = json_node_get_value_type (value);
  const char *text = type == G_TYPE_STRING ? json_node_get_string (value) : NULL;

  if (text != NULL && *text == '\0')
    return TRUE;
  if (strcmp (column->type, "CHECKBOX") == 0)
    return type == G_TYPE_BOOLEAN;
  if (strstr (column->type, "DATE") != NULL)
    return text != NULL && is_date_text (text, strcmp (column->type, "DATE") != 0);
  if (strcmp (column->type, "CONTACT_LIST") == 0)
    return text != NULL && strchr (text, '@') != NULL;
  return TRUE;
}

/* A column's own limits hold for values that are not strict, too. */
static gboolean
is_valid (const TallySandboxColumn *column,
          JsonNode                 *value)
{
  const char *text = json_node_get_value_type (value) == G_TYPE_STRING
                       ? json_node_get_string (value) : NULL;

  if (!column->validation || (text != NULL && *text == '\0'))
    return TRUE;
  if (strcmp (column->type, "PICKLIST") == 0 && column->options != NULL)
    return text != NULL && g_strv_contains ((const char *const *) column->options, text);
  return conforms (column, value);
}

static guint
check_value (const TallySandboxColumn *column,
             JsonObject               *cell,
             JsonNode                 *value,
             gboolean                  overrides)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (value))
    return 1038;
  if (!overrides && !is_valid (column, value))
    return 1042;
  if (!is_strict (cell))
    return 0;
  if (json_node_get_value_type (value) != G_TYPE_STRING &&
      json_node_get_value_type (value) != G_TYPE_BOOLEAN &&
      ABS (json_node_get_double (value)) > MAX_NUMBER)
    return 1148;
  return conforms (column, value) ? 0 : 1042;
}

/* A link comes alone, on an update; of value, formula and object exactly one is there. */
static guint
check_members (JsonObject *cell,
               gboolean    is_update)
{
  JsonNode *value = tally_sandbox_cell_input_get (cell, "value");
  gboolean has_link = tally_sandbox_cell_input_get (cell, "linkInFromCell") != NULL;
  guint n_members = (value != NULL) + json_object_has_member (cell, "formula") +
                    json_object_has_member (cell, "objectValue");

  if (has_link && !is_update)
    return 1032;
  if (has_link && value != NULL && !JSON_NODE_HOLDS_NULL (value))
    return 1115;
  if (n_members == 0)
    return 1012;
  return n_members > 1 ? 1032 : 0;
}

guint
tally_sandbox_cell_input_check (const TallySandboxColumn *column,
                                JsonObject               *cell,
                                gboolean                  is_update,
                                gboolean                  overrides)
{
  JsonNode *value = tally_sandbox_cell_input_get (cell, "value");
  JsonNode *formula = tally_sandbox_cell_input_get (cell, "formula");
  JsonNode *object = tally_sandbox_cell_input_get (cell, "objectValue");
  guint code;

  if (column->system_type != NULL)
    return 1046;
  if (column->locked)
    return 1039;
  code = check_members (cell, is_update);
  if (code != 0)
    return code;
  if (formula != NULL && (!JSON_NODE_HOLDS_VALUE (formula) ||
                          json_node_get_value_type (formula) != G_TYPE_STRING))
    return 1031;
  if (object != NULL && JSON_NODE_HOLDS_ARRAY (object))
    return 1031;
  return value == NULL ? 0 : check_value (column, cell, value, overrides);
}

static const TallySandboxLexeme *
read_text (TallySandboxWorld *world,
           const char        *text)
{
  g_autofree char *cut = NULL;

  if (*text == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) > TALLY_SANDBOX_MAX_CELL_CHARS)
    text = cut = g_utf8_substring (text, 0, TALLY_SANDBOX_MAX_CELL_CHARS);
  return tally_sandbox_pool_text (world->pool, text);
}

static const TallySandboxLexeme *
read_value (TallySandboxWorld *world,
            JsonNode          *value)
{
  GType type;
  g_autofree char *number = NULL;

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  type = json_node_get_value_type (value);
  if (type == G_TYPE_STRING)
    return read_text (world, json_node_get_string (value));
  if (type == G_TYPE_BOOLEAN)
    return tally_sandbox_pool_boolean (world->pool, json_node_get_boolean (value));
  number = json_to_string (value, FALSE);
  return tally_sandbox_pool_number (world->pool, number);
}

static const TallySandboxLexeme *
read_json (TallySandboxWorld *world,
           JsonNode          *node)
{
  g_autofree char *json = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  json = json_to_string (node, FALSE);
  return tally_sandbox_pool_json (world->pool, json, -1);
}

/* What a multi-contact or multi-picklist value shows: its values, joined. */
static const TallySandboxLexeme *
show_object (TallySandboxWorld *world,
             JsonNode          *node)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  JsonNode *values = NULL;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    values = tally_sandbox_cell_input_get (json_node_get_object (node), "values");
  if (values == NULL || !JSON_NODE_HOLDS_ARRAY (values))
    return NULL;
  array = json_node_get_array (values);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (item))
        item = tally_sandbox_cell_input_get (json_node_get_object (item), "email");
      if (item == NULL || !JSON_NODE_HOLDS_VALUE (item) || json_node_get_string (item) == NULL)
        continue;
      g_string_append_printf (shown, "%s%s", shown->len > 0 ? ", " : "",
                              json_node_get_string (item));
    }
  return tally_sandbox_pool_text (world->pool, shown->str);
}

void
tally_sandbox_cell_input_read (TallySandboxWorld        *world,
                               const TallySandboxColumn *column,
                               JsonObject               *cell,
                               TallySandboxEdit         *out_edit)
{
  JsonNode *formula = tally_sandbox_cell_input_get (cell, "formula");
  JsonNode *object = tally_sandbox_cell_input_get (cell, "objectValue");
  const TallySandboxLexeme *value = read_value (world,
                                                tally_sandbox_cell_input_get (cell, "value"));

  memset (out_edit, 0, sizeof *out_edit);
  out_edit->cell = tally_sandbox_world_make_cell (world, column, value);
  out_edit->hyperlink = read_json (world, tally_sandbox_cell_input_get (cell, "hyperlink"));
  out_edit->link_in = read_json (world, tally_sandbox_cell_input_get (cell, "linkInFromCell"));
  if (formula != NULL)
    out_edit->formula = tally_sandbox_pool_text (world->pool, json_node_get_string (formula));
  if (object == NULL || JSON_NODE_HOLDS_NULL (object))
    return;
  if (JSON_NODE_HOLDS_VALUE (object))
    {
      out_edit->cell = tally_sandbox_world_make_cell (world, column, read_value (world, object));
      return;
    }
  out_edit->object_value = read_json (world, object);
  out_edit->cell.display = show_object (world, object);
}
