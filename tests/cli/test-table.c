/* test-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-table.h"
#include "tally-test.h"

static const TallyCliColumn columns[] = {
  { "NAME", FALSE, TRUE }, { "N", TRUE, FALSE }, { "STATE", FALSE, TRUE },
};

static TallyCliTable *
make_table (const char *const *cells)
{
  TallyCliTable *table = tally_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; cells[i] != NULL; i++)
    tally_cli_table_add (table, cells[i]);
  return table;
}

static void
test_columns_are_as_wide_as_they_need (void)
{
  static const char *const cells[] = { "a", "12345", "current", "long name", "7", "", NULL };
  g_autoptr (TallyCliTable) table = make_table (cells);
  g_autofree char *text = tally_cli_table_dup_text (table, 0);

  g_assert_cmpstr (text, ==, "NAME           N  STATE\n"
                             "a          12345  current\n"
                             "long name      7\n");
}

static void
test_the_widest_is_cut_to_the_terminal (void)
{
  static const char *const cells[] = { "0123456789abcdef", "12345", "current", NULL };
  g_autoptr (TallyCliTable) table = make_table (cells);
  g_autofree char *fits = tally_cli_table_dup_text (table, 26);
  g_autofree char *narrow = tally_cli_table_dup_text (table, 5);

  g_assert_cmpstr (fits, ==, "NAME            N  STATE\n"
                             "012345678…  12345  current\n");
  g_assert_cmpstr (narrow, ==, "NAME        N  STATE\n"
                               "01234…  12345  curre…\n");
}

static void
test_widths_are_those_of_the_screen (void)
{
  static const char *const cells[] = { "日本", "1", "é", "e\xcc\x81", "2", "x", NULL };
  g_autoptr (TallyCliTable) table = make_table (cells);
  g_autofree char *text = tally_cli_table_dup_text (table, 0);

  g_assert_cmpstr (text, ==, "NAME  N  STATE\n"
                             "日本  1  é\n"
                             "e\xcc\x81     2  x\n");
}

static void
test_foreign_text_moves_no_cursor (void)
{
  static const char *const cells[] = { "a\x1b[2Jb\n\tc\xff", "1", "", NULL };
  g_autoptr (TallyCliTable) table = make_table (cells);
  g_autofree char *text = tally_cli_table_dup_text (table, 0);

  g_assert_null (strchr (text, '\x1b'));
  g_assert_nonnull (strstr (text, "a?[2Jb??c"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/table/columns-are-as-wide-as-they-need", test_columns_are_as_wide_as_they_need);
  g_test_add_func ("/cli/table/the-widest-is-cut-to-the-terminal", test_the_widest_is_cut_to_the_terminal);
  g_test_add_func ("/cli/table/widths-are-those-of-the-screen", test_widths_are_those_of_the_screen);
  g_test_add_func ("/cli/table/foreign-text-moves-no-cursor", test_foreign_text_moves_no_cursor);
  return g_test_run ();
}
