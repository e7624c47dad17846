/* fuzz-table.c
 *
 * A table of anybody's: read or refused with a reason in UTF-8. What was read has one length, labels that are labels, and
 * numbers that a forest can score.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-forest.h"
#include "tally-learn-table.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_column (const TallyLearnTable *table,
              guint                  index,
              TallyLearnFrame       *frame)
{
  TallyLearnTableColumn column;

  tally_learn_table_get_column (table, index, &column);
  g_assert_true (g_utf8_validate (column.name, -1, NULL));
  g_assert_true ((column.numbers != NULL) != (column.codes != NULL));
  for (gsize r = 0; r < tally_learn_table_get_n_rows (table); r++)
    {
      g_assert_true (column.codes == NULL || column.codes[r] < column.n_codes);
      g_assert_true (column.numbers == NULL || !isinf (column.numbers[r]));
      tally_learn_frame_set (frame, r, index, column.numbers != NULL ? column.numbers[r] : column.codes[r]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyLearnTable) table = tally_learn_table_read ((const char *) data, size, &error);
  const TallyLearnForestOptions options = { .n_trees = 3, .seed = 1 };
  g_autoptr (TallyLearnFrame) frame = NULL;
  g_autoptr (TallyLearnForest) forest = NULL;
  g_autofree double *scores = NULL;
  gsize n_rows;

  g_assert_true ((table == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  if (table == NULL)
    return 0;
  n_rows = tally_learn_table_get_n_rows (table);
  g_assert_cmpuint (n_rows, >, 0);
  frame = tally_learn_frame_new (n_rows, tally_learn_table_get_n_columns (table));
  for (guint c = 0; c < tally_learn_table_get_n_columns (table); c++)
    check_column (table, c, frame);
  for (gsize r = 0; r < n_rows; r++)
    g_assert_true (tally_learn_table_get_labels (table)[r] >= -1 && tally_learn_table_get_labels (table)[r] <= 1);
  forest = tally_learn_forest_new (frame, &options);
  scores = g_new (double, n_rows);
  tally_learn_forest_score (forest, frame, 1, scores);
  for (gsize r = 0; r < n_rows; r++)
    g_assert_true (scores[r] > 0 && scores[r] <= 1);
  return 0;
}
