/* tally-workbook-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-text.h"

#define ESCAPE_LENGTH 7 /* "_xHHHH_" */

static gboolean
is_escape (const char *p)
{
  if (p[0] != '_' || p[1] != 'x')
    return FALSE;
  for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
    if (!g_ascii_isxdigit (p[i]))
      return FALSE;
  return p[ESCAPE_LENGTH - 1] == '_';
}

static gboolean
is_fit (const char *text)
{
  const guchar *p = (const guchar *) text;

  while (*p >= 0x20 && *p < 0x7f && !(*p == '_' && p[1] == 'x'))
    p++;
  return *p == '\0' && (const char *) p - text <= TALLY_WORKBOOK_MAX_TEXT_UNITS;
}

static gboolean
is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n';
  return !(c >= 0x7f && c < 0xa0) && c != 0xfffe && c != 0xffff;
}

const char *
tally_workbook_text_escape (const char *text,
                            GString    *scratch)
{
  g_autofree char *valid = NULL;
  guint n_units = 0;

  g_return_val_if_fail (text != NULL && scratch != NULL, "");
  if (is_fit (text))
    return text;
  valid = g_utf8_make_valid (text, -1);
  g_string_truncate (scratch, 0);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean escapes = is_escape (p);

      if (!is_allowed (c))
        continue;
      n_units += escapes ? ESCAPE_LENGTH : c > 0xffff ? 2 : 1;
      if (n_units > TALLY_WORKBOOK_MAX_TEXT_UNITS)
        break;
      if (escapes)
        g_string_append (scratch, "_x005F_");
      else
        g_string_append_unichar (scratch, c);
    }
  return scratch->str;
}

const char *
tally_workbook_text_unescape (const char *text,
                              GString    *scratch)
{
  g_return_val_if_fail (text != NULL && scratch != NULL, "");
  if (strstr (text, "_x") == NULL)
    return text;
  g_string_truncate (scratch, 0);
  for (const char *p = text; *p != '\0'; p++)
    {
      gunichar c = 0;

      if (!is_escape (p))
        {
          g_string_append_c (scratch, *p);
          continue;
        }
      for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
        c = c * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
      if (c != 0)
        g_string_append_unichar (scratch, g_unichar_validate (c) ? c : 0xfffd);
      p += ESCAPE_LENGTH - 1;
    }
  return scratch->str;
}
