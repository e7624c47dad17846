/* tally-sandbox-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-call.h"

#include "tally-clock.h"
#include "tally-number.h"
#include "tally-sandbox-fail.h"

/* In a comma list; a request line is bounded by libsoup, this keeps the code's loops short. */
#define MAX_LIST_ITEMS 20000

/* libsoup's own table has each value in its key's memory, so that no value could be replaced. */
static GHashTable *
decode_query (const char *query)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) decoded = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (query == NULL)
    return copy;
  decoded = soup_form_decode (query);
  g_hash_table_iter_init (&iter, decoded);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (value));
  return copy;
}

TallySandboxCall *
tally_sandbox_call_new (const char *method,
                        const char *path,
                        const char *query)
{
  TallySandboxCall *self = g_new0 (TallySandboxCall, 1);

  self->method = g_intern_string (method);
  self->path = g_strdup (path);
  self->query = decode_query (query);
  self->status = 200;
  self->out = g_string_new (NULL);
  self->content_type = "application/json;charset=UTF-8";
  return self;
}

void
tally_sandbox_call_free (TallySandboxCall *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_hash_table_unref (self->query);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->base_url);
  g_string_free (self->out, TRUE);
  g_clear_pointer (&self->out_bytes, g_bytes_unref);
  g_free (self);
}

void
tally_sandbox_call_fail (TallySandboxCall *self,
                         guint             error_code,
                         const char       *argument)
{
  g_string_truncate (self->out, 0);
  g_clear_pointer (&self->out_bytes, g_bytes_unref);
  self->status = tally_sandbox_fail_get_status (error_code);
  self->error_code = error_code;
  tally_sandbox_fail_append (self->out, error_code, argument, NULL);
}

void
tally_sandbox_call_fail_row (TallySandboxCall *self,
                             guint             error_code,
                             const char       *argument,
                             guint             index,
                             gint64            row_id)
{
  g_autoptr (GString) detail = g_string_new (NULL);

  g_string_append_printf (detail, "{\"index\":%u", index);
  if (row_id != 0)
    g_string_append_printf (detail, ",\"rowId\":%" G_GINT64_FORMAT, row_id);
  g_string_append_c (detail, '}');
  tally_sandbox_call_fail (self, error_code, argument);
  g_string_truncate (self->out, 0);
  tally_sandbox_fail_append (self->out, error_code, argument, detail->str);
}

const char *
tally_sandbox_call_get_text (TallySandboxCall *self,
                             const char       *name)
{
  const char *value = g_hash_table_lookup (self->query, name);

  return value == NULL || *value == '\0' ? NULL : value;
}

gboolean
tally_sandbox_call_get_flag (TallySandboxCall *self,
                             const char       *name)
{
  const char *value = tally_sandbox_call_get_text (self, name);

  return value != NULL && g_ascii_strcasecmp (value, "true") == 0;
}

static gboolean
refuse_value (TallySandboxCall *self,
              const char       *name)
{
  tally_sandbox_call_fail (self, 1018, name);
  return FALSE;
}

gboolean
tally_sandbox_call_get_number (TallySandboxCall *self,
                               const char       *name,
                               gint64            minimum,
                               gint64           *out_value)
{
  const char *text = tally_sandbox_call_get_text (self, name);
  gint64 value;

  if (text == NULL)
    return TRUE;
  if (!tally_number_parse_int64 (text, strlen (text), &value) || value < minimum)
    return refuse_value (self, name);
  *out_value = value;
  return TRUE;
}

gboolean
tally_sandbox_call_get_time (TallySandboxCall *self,
                             const char       *name,
                             gint64           *out_utc_usec)
{
  const char *text = tally_sandbox_call_get_text (self, name);
  gint64 msec;

  if (text == NULL)
    return TRUE;
  if (tally_number_parse_int64 (text, strlen (text), &msec) &&
      ABS (msec) < G_MAXINT64 / 1000)
    *out_utc_usec = msec * 1000;
  else if (!tally_clock_parse_utc (text, out_utc_usec))
    return refuse_value (self, name);
  return TRUE;
}

gboolean
tally_sandbox_call_get_ids (TallySandboxCall  *self,
                            const char        *name,
                            GArray           **out_ids)
{
  const char *text = tally_sandbox_call_get_text (self, name);
  g_autoptr (GArray) ids = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    {
      *out_ids = NULL;
      return TRUE;
    }
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  words = g_strsplit (text, ",", MAX_LIST_ITEMS);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 id;

      g_strstrip (words[i]);
      if (!tally_number_parse_int64 (words[i], strlen (words[i]), &id))
        return refuse_value (self, name);
      g_array_append_val (ids, id);
    }
  *out_ids = g_steal_pointer (&ids);
  return TRUE;
}

gboolean
tally_sandbox_call_has_word (TallySandboxCall *self,
                             const char       *name,
                             const char       *word)
{
  const char *text = tally_sandbox_call_get_text (self, name);
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return FALSE;
  words = g_strsplit (text, ",", MAX_LIST_ITEMS);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (g_strstrip (words[i]), word) == 0)
      return TRUE;
  return FALSE;
}
