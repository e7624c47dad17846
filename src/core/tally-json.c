/* tally-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json.h"

#include <json-glib/json-glib.h>

#include "tally-json-stream.h"

struct _TallyJsonWriter {
  JsonBuilder *builder; /* (owned) */
};

static JsonBuilder *
name_next (TallyJsonWriter *self,
           const char      *name)
{
  if (name != NULL)
    json_builder_set_member_name (self->builder, name);
  return self->builder;
}

TallyJsonWriter *
tally_json_writer_new (void)
{
  TallyJsonWriter *self = g_new0 (TallyJsonWriter, 1);

  self->builder = json_builder_new ();
  return self;
}

void
tally_json_writer_free (TallyJsonWriter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->builder);
  g_free (self);
}

void
tally_json_writer_begin_object (TallyJsonWriter *self,
                                const char      *name)
{
  g_return_if_fail (self != NULL);
  json_builder_begin_object (name_next (self, name));
}

void
tally_json_writer_end_object (TallyJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  json_builder_end_object (self->builder);
}

void
tally_json_writer_begin_array (TallyJsonWriter *self,
                               const char      *name)
{
  g_return_if_fail (self != NULL);
  json_builder_begin_array (name_next (self, name));
}

void
tally_json_writer_end_array (TallyJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  json_builder_end_array (self->builder);
}

void
tally_json_writer_add_text (TallyJsonWriter *self,
                            const char      *name,
                            const char      *text)
{
  g_return_if_fail (self != NULL);
  if (text == NULL)
    json_builder_add_null_value (name_next (self, name));
  else
    json_builder_add_string_value (name_next (self, name), text);
}

void
tally_json_writer_add_int64 (TallyJsonWriter *self,
                             const char      *name,
                             gint64           value)
{
  g_return_if_fail (self != NULL);
  json_builder_add_int_value (name_next (self, name), value);
}

void
tally_json_writer_add_double (TallyJsonWriter *self,
                              const char      *name,
                              double           value)
{
  g_return_if_fail (self != NULL);
  if (isfinite (value))
    json_builder_add_double_value (name_next (self, name), value);
  else
    json_builder_add_null_value (name_next (self, name));
}

void
tally_json_writer_add_boolean (TallyJsonWriter *self,
                               const char      *name,
                               gboolean         value)
{
  g_return_if_fail (self != NULL);
  json_builder_add_boolean_value (name_next (self, name), value);
}

char *
tally_json_writer_finish (TallyJsonWriter *self,
                          gboolean         pretty)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonGenerator) generator = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  root = json_builder_get_root (self->builder);
  g_return_val_if_fail (root != NULL, NULL);
  generator = json_generator_new ();
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  return json_generator_to_data (generator, NULL);
}

static gboolean
is_opening (char c)
{
  return c == '[' || c == '{';
}

gboolean
tally_json_is_one_document (const char *bytes,
                            gsize       length)
{
  gboolean in_text = FALSE;
  gboolean has_ended = FALSE;
  guint depth = 0;

  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  for (gsize i = 0; i < length; i++)
    {
      char c = bytes[i];

      if (in_text)
        {
          i += c == '\\' ? 1 : 0;
          in_text = c != '"';
        }
      else if (g_ascii_isspace (c))
        continue;
      else if (has_ended || (depth == 0 && !is_opening (c)))
        return FALSE;
      else if (c == '"')
        in_text = TRUE;
      else if (is_opening (c) && ++depth > TALLY_JSON_MAX_DEPTH)
        return FALSE;
      else if (c == ']' || c == '}')
        has_ended = --depth == 0;
    }
  return has_ended;
}
