/* tally-chart-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-text.h"

#include <string.h>

#include "tally-text.h"

/* Unicode's explicit marks of direction: LRM, RLM, ALM, embeddings, overrides, isolates. */
static gboolean
is_direction (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x061c || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
tally_chart_text_clean (const char *text)
{
  g_autofree char *normal = NULL;
  g_autoptr(GString) clean = g_string_new (NULL);
  gsize length = text ? strnlen (text, 6 * TALLY_CHART_TEXT_MAX_CHARS) : 0;
  glong n_chars = 0;

  normal = tally_text_normalise (text ? text : "", (gssize) length);
  for (const char *at = normal; *at && n_chars < TALLY_CHART_TEXT_MAX_CHARS; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (is_direction (c) || (c & 0xfffe) == 0xfffe)
        continue;
      g_string_append_unichar (clean, c);
      n_chars++;
    }
  return tally_text_steal (g_steal_pointer (&clean));
}

char *
tally_chart_text_fill (const char        *phrase,
                       const char *const *values,
                       guint              n)
{
  g_autoptr(GString) filled = g_string_new (NULL);

  for (const char *at = phrase; *at; at++)
    {
      if (at[0] == '{' && at[1] >= '1' && at[1] < '1' + (int) n && at[2] == '}')
        {
          g_string_append (filled, values[at[1] - '1']);
          at += 2;
        }
      else
        g_string_append_c (filled, *at);
    }
  return tally_text_steal (g_steal_pointer (&filled));
}

char *
tally_chart_text_cut (const char *text,
                      glong       n_chars)
{
  const char *end = g_utf8_offset_to_pointer (text, MIN (n_chars, g_utf8_strlen (text, -1)));
  g_autofree char *kept = NULL;

  while (end > text && *end && (g_unichar_ismark (g_utf8_get_char (end)) || g_utf8_get_char (end) == 0x200d))
    end = g_utf8_prev_char (end);
  kept = g_strchomp (g_strndup (text, (gsize) (end - text)));
  return g_strconcat (kept, "…", NULL);
}
