/* fuzz-text.c
 *
 * Any bytes as text: the normal form is valid, has no blank at an end or beside another, and is
 * its own normal form; so is the form of titles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* GLib 2.74 folds Cherokee's two cases into each other, so it has no stable form there. */
static gboolean
has_cherokee (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_CHEROKEE)
      return TRUE;
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *plain = tally_text_normalise ((const char *) data, (gssize) size);
  g_autofree char *again = tally_text_normalise (plain, -1);
  g_autofree char *title = tally_text_normalise_title (plain);
  g_autofree char *title_again = tally_text_normalise_title (title);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_cmpstr (again, ==, plain);
  if (!has_cherokee (plain))
    g_assert_cmpstr (title_again, ==, title);
  g_assert_null (strstr (plain, "  "));
  g_assert_false (g_str_has_prefix (plain, " "));
  g_assert_false (g_str_has_suffix (plain, " "));
  if (tally_text_is_plain ((const char *) data, size))
    {
      g_assert_cmpuint (strlen (plain), ==, size);
      g_assert_true (size == 0 || memcmp (plain, data, size) == 0);
    }
  return 0;
}
