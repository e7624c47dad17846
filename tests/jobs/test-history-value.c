/* test-history-value.c
 *
 * What a cell held once is written down as the store writes down the values of lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history-value.h"
#include "tally-test.h"

static void
test_values_are_those_of_lines (void)
{
  static const struct { TallyField field; TallyCellKind kind; const char *text; const char *value; } cases[] = {
    { TALLY_FIELD_PRICE, TALLY_CELL_TEXT, "$1,234.5", "1234.50" }, { TALLY_FIELD_PRICE, TALLY_CELL_NUMBER, "7.1", "7.10" },
    { TALLY_FIELD_PRICE, TALLY_CELL_EMPTY, "", "0.00" }, { TALLY_FIELD_PRICE, TALLY_CELL_TEXT, "#NO MATCH", "0.00" },
    { TALLY_FIELD_QUANTITY, TALLY_CELL_TEXT, "2 EA", "2" }, { TALLY_FIELD_QUANTITY, TALLY_CELL_NUMBER, "3.0", "3" },
    { TALLY_FIELD_QUANTITY, TALLY_CELL_TEXT, "x", "0" }, { TALLY_FIELD_QUANTITY, TALLY_CELL_EMPTY, "", "0" },
    { TALLY_FIELD_SNAPSHOT, TALLY_CELL_TEXT, "2026-08-12", "2026-08-12" },
    { TALLY_FIELD_SNAPSHOT, TALLY_CELL_TEXT, "2026-08-12T10:00:00Z", "2026-08-12" },
    { TALLY_FIELD_WEEK_ENDING, TALLY_CELL_TEXT, "8/16/26", "2026-08-16" }, { TALLY_FIELD_WEEK_ENDING, TALLY_CELL_EMPTY, "", "" },
    { TALLY_FIELD_COMPLETED, TALLY_CELL_BOOLEAN, "true", "true" }, { TALLY_FIELD_COMPLETED, TALLY_CELL_NUMBER, "1.0", "true" },
    { TALLY_FIELD_COMPLETED, TALLY_CELL_EMPTY, "", "false" }, { TALLY_FIELD_WORK_REQUEST, TALLY_CELL_NUMBER, "8.9708709E7", "89708709" },
    { TALLY_FIELD_CU, TALLY_CELL_TEXT, " ANC-M ", "ANC-M" }, { TALLY_FIELD_POLE, TALLY_CELL_NUMBER, "12", "12" },
    { TALLY_FIELD_POLE, TALLY_CELL_EMPTY, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TallySmartsheetRevision revision = { .kind = cases[i].kind, .text = (char *) cases[i].text };
      g_autofree char *value = tally_jobs_history_dup_value (cases[i].field, &revision);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* The order in which the service tells them is no matter. */
static void
test_histories_are_sorted (void)
{
  TallySmartsheetRevision revisions[] = {
    { TALLY_CELL_NUMBER, FALSE, (char *) "2", 20, (char *) "b" }, { TALLY_CELL_NUMBER, FALSE, (char *) "3", 30, (char *) "c" },
    { TALLY_CELL_NUMBER, FALSE, (char *) "1", 10, (char *) "a" },
  };
  const TallySmartsheetCellRef cell = { 7, 8, 9 };
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autoptr (TallyCellHistory) history = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (revisions); i++)
    g_ptr_array_add (told, &revisions[i]);
  history = tally_jobs_history_make (&cell, TALLY_FIELD_QUANTITY, told);
  g_assert_cmpint (history->column_id, ==, 9);
  g_assert_true (tally_cell_history_is_complete (history));
  for (guint i = 0; i < G_N_ELEMENTS (revisions); i++)
    g_assert_cmpint (((TallyCellRevision *) history->revisions->pdata[i])->written_utc_usec, ==, 10 * (i + 1));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/history-value/values-are-those-of-lines", test_values_are_those_of_lines);
  g_test_add_func ("/jobs/history-value/histories-are-sorted", test_histories_are_sorted);
  return g_test_run ();
}
