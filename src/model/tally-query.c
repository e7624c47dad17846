/* tally-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-query.h"

#include "tally-text.h"

struct _TallyQuery {
  GTree *values; /* (owned): field → value, by name */
};

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return strcmp (a, b);
}

TallyQuery *
tally_query_new (void)
{
  TallyQuery *self = g_new0 (TallyQuery, 1);

  self->values = g_tree_new_full (compare_names, NULL, g_free, g_free);
  return self;
}

void
tally_query_free (TallyQuery *self)
{
  if (self == NULL)
    return;
  g_tree_unref (self->values);
  g_free (self);
}

static gboolean
copy_value (gpointer field,
            gpointer value,
            gpointer copy)
{
  tally_query_set (copy, field, value);
  return FALSE;
}

TallyQuery *
tally_query_dup (const TallyQuery *self)
{
  TallyQuery *copy = tally_query_new ();

  g_return_val_if_fail (self != NULL, copy);
  g_tree_foreach (self->values, copy_value, copy);
  return copy;
}

gboolean
tally_query_equal (const TallyQuery *a,
                   const TallyQuery *b)
{
  g_autofree char *text_a = tally_query_format (a);
  g_autofree char *text_b = tally_query_format (b);

  return strcmp (text_a, text_b) == 0;
}

void
tally_query_set (TallyQuery *self,
                 const char *field,
                 const char *value)
{
  g_return_if_fail (self != NULL && field != NULL && *field != '\0');
  if (tally_text_is_empty (value))
    g_tree_remove (self->values, field);
  else
    g_tree_replace (self->values, g_strdup (field), g_strdup (value));
}

const char *
tally_query_get (const TallyQuery *self,
                 const char       *field)
{
  const char *value;

  g_return_val_if_fail (self != NULL && field != NULL, "");
  value = g_tree_lookup (self->values, field);
  return value != NULL ? value : "";
}

const char *
tally_query_get_sort (const TallyQuery *self,
                      gboolean         *out_descending)
{
  const char *sort = tally_query_get (self, TALLY_QUERY_SORT);

  g_return_val_if_fail (out_descending != NULL, "");
  *out_descending = *sort == '-';
  return *sort == '-' ? sort + 1 : sort;
}

static gboolean
format_value (gpointer field,
              gpointer value,
              gpointer data)
{
  GString *out = data;

  if (out->len > 0)
    g_string_append_c (out, '&');
  g_string_append_uri_escaped (out, field, NULL, FALSE);
  g_string_append_c (out, '=');
  g_string_append_uri_escaped (out, value, NULL, TRUE);
  return FALSE;
}

char *
tally_query_format (const TallyQuery *self)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, tally_text_steal (out));
  g_tree_foreach (self->values, format_value, out);
  return tally_text_steal (out);
}

static gboolean
fail_field (const char         *field,
            const char *const  *fields,
            GError            **error)
{
  g_autofree char *known = g_strjoinv (", ", (char **) fields);

  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
               "there is no field '%s' to choose by; there are: %s, " TALLY_QUERY_TEXT ", " TALLY_QUERY_SORT, field, known);
  return FALSE;
}

static gboolean
parse_term (TallyQuery         *self,
            const char         *term,
            const char *const  *fields,
            GError            **error)
{
  const char *sign = strchr (term, '=');
  g_autofree char *field = sign != NULL ? g_uri_unescape_segment (term, sign, NULL) : NULL;
  g_autofree char *value = sign != NULL ? g_uri_unescape_string (sign + 1, NULL) : NULL;

  if (field == NULL || value == NULL || !g_utf8_validate (field, -1, NULL) || !g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "'%s' chooses nothing: write field=value", term);
      return FALSE;
    }
  if (strcmp (field, TALLY_QUERY_TEXT) != 0 && strcmp (field, TALLY_QUERY_SORT) != 0
      && !g_strv_contains (fields, field))
    return fail_field (field, fields, error);
  tally_query_set (self, field, value);
  return TRUE;
}

TallyQuery *
tally_query_parse (const char         *text,
                   const char *const  *fields,
                   GError            **error)
{
  g_autoptr (TallyQuery) self = tally_query_new ();
  g_auto (GStrv) terms = NULL;

  g_return_val_if_fail (text != NULL && fields != NULL, NULL);
  if (strlen (text) > TALLY_QUERY_MAX_BYTES)
    {
      g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "a choice has at most %d bytes",
                   TALLY_QUERY_MAX_BYTES);
      return NULL;
    }
  terms = g_strsplit_set (text, "& ", -1);
  for (guint i = 0; terms[i] != NULL; i++)
    if (*terms[i] != '\0' && !parse_term (self, terms[i], fields, error))
      return NULL;
  return g_steal_pointer (&self);
}
