/* test-text.c
 *
 * Foreign text in cells (scenario 68).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-text.h"

static void
test_escapes (void)
{
  static const struct {
    const char *text;
    const char *stored;
    const char *shown; /* NULL = @text */
  } cases[] = {
    { "=1+1", "=1+1", NULL },
    { "tab\tline\nend", "tab\tline\nend", NULL },
    { "bell\a esc\x1b del\x7f nel\xc2\x85 cr\r", "bell esc del nel cr", "bell esc del nel cr" },
    { "_x000D_", "_x005F_x000D_", NULL },
    { "a_x41_x0041_b", "a_x41_x005F_x0041_b", NULL },
    { "_x005F_x000D_", "_x005F_x005F_x005F_x000D_", NULL },
    { "_x", "_x", NULL },
    { "bad\xff utf", "bad\xef\xbf\xbd utf", "bad\xef\xbf\xbd utf" },
    { "\xef\xbf\xbf", "", "" },
    { "😀", "😀", NULL },
  };
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *stored = tally_workbook_text_escape (cases[i].text, scratch);

      g_assert_cmpstr (stored, ==, cases[i].stored);
      g_assert_cmpstr (tally_workbook_text_unescape (stored, shown), ==,
                       cases[i].shown != NULL ? cases[i].shown : cases[i].text);
    }
}

static void
test_cut (void)
{
  static const char *const units[] = { "a", "é", "😀", "_x0041_" };
  g_autoptr (GString) scratch = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree gunichar2 *utf16 = NULL;
      const char *stored;
      glong n_units = 0;

      for (guint n = 0; n < 40000; n++)
        g_string_append (text, units[i]);
      stored = tally_workbook_text_escape (text->str, scratch);
      g_assert_true (g_utf8_validate (stored, -1, NULL));
      utf16 = g_utf8_to_utf16 (stored, -1, NULL, &n_units, NULL);
      g_assert_nonnull (utf16);
      g_assert_cmpint (n_units, <=, TALLY_WORKBOOK_MAX_TEXT_UNITS);
      g_assert_cmpint (n_units, >, TALLY_WORKBOOK_MAX_TEXT_UNITS - 7);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/text/control-characters-go-and-escapes-are-escaped", test_escapes);
  g_test_add_func ("/workbook/text/is-cut-between-characters", test_cut);
  return g_test_run ();
}
