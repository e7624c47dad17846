/* tally-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-text.h"

gboolean
tally_text_is_plain (const char *text,
                     gsize       length)
{
  gboolean after_blank = TRUE; /* an outer blank counts as a doubled one */

  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) text[i];
      if (c < ' ' || c >= 0x7f || (c == ' ' && after_blank))
        return FALSE;
      after_blank = c == ' ';
    }
  return length == 0 || !after_blank;
}

static gboolean
is_blank (gunichar c)
{
  switch (c)
    {
    case 0x200B: /* zero-width space */
    case 0x200C:
    case 0x200D:
    case 0x2060: /* word joiner */
    case 0xFEFF: /* byte order mark */
      return TRUE;
    default:
      return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR
             || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
             || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR;
    }
}

static char *
collapse_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gboolean pending = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (is_blank (c))
        pending = out->len > 0;
      else if (!g_unichar_iscntrl (c))
        {
          if (pending)
            g_string_append_c (out, ' ');
          g_string_append_unichar (out, c);
          pending = FALSE;
        }
    }
  return tally_text_steal (out);
}

char *
tally_text_normalise (const char *text,
                      gssize      length)
{
  g_autofree char *valid = NULL;
  g_autofree char *collapsed = NULL;
  gsize n_bytes;

  g_return_val_if_fail (text != NULL, NULL);
  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (tally_text_is_plain (text, n_bytes))
    return g_strndup (text, n_bytes);
  valid = g_utf8_make_valid (text, (gssize) n_bytes);
  collapsed = collapse_blanks (valid);
  return g_utf8_normalize (collapsed, -1, G_NORMALIZE_NFC); /* last: an accent may have moved up */
}

/* "vaccrew" is one of the spellings that people use for "vac crew". */
static void
split_vac_crew (GString *title)
{
  char *at;

  for (gsize from = 0; (at = strstr (title->str + from, "vaccrew")) != NULL;)
    {
      gsize start = (gsize) (at - title->str);
      gboolean whole = (start == 0 || at[-1] == ' ') && (at[7] == '\0' || !g_ascii_isalnum (at[7]));
      if (whole)
        g_string_insert_c (title, (gssize) start + 3, ' ');
      from = start + 7;
    }
}

char *
tally_text_normalise_title (const char *title)
{
  g_autofree char *spaced = g_strdup (title != NULL ? title : "");
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *composed = NULL;
  GString *out;

  g_strdelimit (spaced, "-_", ' ');
  normal = tally_text_normalise (spaced, -1);
  folded = g_utf8_casefold (normal, -1);
  composed = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT_COMPOSE); /* folding takes apart */
  out = g_string_new (composed);
  split_vac_crew (out);
  while (out->len > 0 && strchr (" ?#", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  return tally_text_steal (out);
}

int
tally_text_compare (const char *a,
                    const char *b)
{
  return strcmp (a != NULL ? a : "", b != NULL ? b : "");
}

gboolean
tally_text_is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

gboolean
tally_text_set (char       **variable,
                const char  *text)
{
  g_return_val_if_fail (variable != NULL, FALSE);
  if (g_strcmp0 (*variable, text) == 0)
    return FALSE;
  {
    char *copy = g_strdup (text); /* first: text may lie inside of the old value */
    g_free (*variable);
    *variable = copy;
  }
  return TRUE;
}

char *
tally_text_dup_count (guint64     n,
                      const char *one,
                      const char *many)
{
  g_return_val_if_fail (one != NULL && many != NULL, NULL);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", n, n == 1 ? one : many);
}

char *
tally_text_steal (GString *string)
{
  g_return_val_if_fail (string != NULL, NULL);
  return g_string_free (string, FALSE);
}
