/* test-data-table.c: other people's tables are read, or refused with the place and the remedy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-error.h"
#include "tally-learn-table.h"
#include "tally-test.h"

static TallyLearnTable *
read_table (const char *text)
{
  g_autoptr (GError) error = NULL;
  TallyLearnTable *table = tally_learn_table_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

static void
test_columns (void)
{
  g_autoptr (TallyLearnTable) table = read_table ("\xef\xbb\xbfid,price,\"who, where\",label\r\n"
                                                  "a,1.5,\"x\ny\",0\r\n"
                                                  "b,,x,1\r\n"
                                                  ",NA,x,\r\n");
  const gint8 *labels = tally_learn_table_get_labels (table);
  TallyLearnTableColumn column;

  g_assert_cmpuint (tally_learn_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (tally_learn_table_get_n_columns (table), ==, 3);
  g_assert_cmpint (tally_learn_table_find_column (table, "who, where"), ==, 2);
  g_assert_cmpint (tally_learn_table_find_column (table, "label"), ==, -1);
  g_assert_cmpint (labels[0], ==, 0);
  g_assert_cmpint (labels[1], ==, 1);
  g_assert_cmpint (labels[2], ==, -1);
  tally_learn_table_get_column (table, 0, &column);
  g_assert_null (column.numbers);
  g_assert_cmpuint (column.codes[0], ==, 1);
  g_assert_cmpuint (column.codes[1], ==, 2);
  g_assert_cmpuint (column.codes[2], ==, 0);
  g_assert_cmpuint (column.n_codes, ==, 3);
  tally_learn_table_get_column (table, 1, &column);
  g_assert_cmpfloat_with_epsilon (column.numbers[0], 1.5, 1e-15);
  g_assert_true (isnan (column.numbers[1]) && isnan (column.numbers[2]));
  tally_learn_table_get_column (table, 2, &column);
  g_assert_cmpuint (column.codes[1], ==, column.codes[2]);
}

static void
test_refused (void)
{
  static const struct { const char *text, *problem; } cases[] = {
    { "", "a table has a header" },
    { "a,label\n", "a table has a header" },
    { "label\n1\n", "a table has a header" },
    { "a,b\n1,2\n", "record 1: the last column must be called 'label'" },
    { "a,label\n1,0\n2,2\n", "record 3: the label must be 0, 1 or nothing" },
    { "a,label\n1,0\n2\n", "record 3: it has fewer cells" },
    { "a,label\n1,0,7\n", "record 2: it has more cells" },
    { "a,label\n1,0\n\"2,0\n", "a quote that was begun" },
    { "a,label\n1,0\n2\"2,0\n", "a quote stands within a cell" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_learn_table_read (cases[i].text, strlen (cases[i].text), &error));
      g_assert_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA);
      g_test_message ("case %u: %s", i, error->message);
      g_assert_nonnull (strstr (error->message, cases[i].problem));
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/table/columns", test_columns);
  g_test_add_func ("/learn/table/refused", test_refused);
  return g_test_run ();
}
