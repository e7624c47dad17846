/* test-summary.c
 *
 * The summary workbook of a run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"
#include "tally-workbook-summary.h"

static TallyWorkbookBook *
open_book (const char *path)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) error = NULL;
  TallyWorkbookBook *book;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  data = g_bytes_new_take (bytes, size);
  book = tally_workbook_book_open (data, &error);
  g_assert_no_error (error);
  return book;
}

static void
test_weeks (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "Summary.xlsx", NULL);
  g_autoptr (TallyIdentity) a
    = tally_identity_new ("=1", tally_day_new (2025, 7, 13), TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (TallyIdentity) b
    = tally_identity_new ("2", tally_day_new (2025, 7, 13), TALLY_VARIANT_HELPER, "Al");
  g_autoptr (TallyIdentity) c
    = tally_identity_new ("2", tally_day_new (2025, 7, 20), TALLY_VARIANT_PRIMARY, NULL);
  const TallyWorkbookSummaryRow rows[] = {
    { a, 2, 1001, "new", "WR_1.xlsx" }, { b, 3, 299, "held: sheet missing", NULL },
    { c, 1, 5, "unchanged", "WR_2.xlsx" },
  };
  TallyWorkbookSummary summary = { rows, G_N_ELEMENTS (rows), 0 };
  g_autoptr (TallyWorkbookBook) book = NULL;
  const TallyWorkbookSheet *sheet;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_workbook_summary_write (&summary, path, &error));
  g_assert_no_error (error);
  book = open_book (path);
  g_assert_cmpuint (tally_workbook_book_get_n_sheets (book), ==, 2);
  sheet = tally_workbook_book_load_sheet (book, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheet->name, ==, "Week 2025-07-13");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 2, 1), ==, "=1");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 2, 7), ==, "WR_1.xlsx");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 3, 7), ==, "");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 4, 4), ==, "5");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 4, 5), ==, "13");
  g_assert_cmpstr (tally_workbook_sheet_find (sheet, 4, 5)->formula, ==, "SUM(E2:E3)");
}

static void
test_nothing_and_disorder (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "Summary.xlsx", NULL);
  g_autoptr (TallyIdentity) a
    = tally_identity_new ("1", tally_day_new (2025, 7, 20), TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (TallyIdentity) b
    = tally_identity_new ("2", tally_day_new (2025, 7, 13), TALLY_VARIANT_PRIMARY, NULL);
  const TallyWorkbookSummaryRow rows[] = { { a, 1, 1, "", NULL }, { b, 1, 1, "", NULL } };
  TallyWorkbookSummary none = { NULL, 0, 0 };
  TallyWorkbookSummary disorder = { rows, 2, 0 };
  g_autoptr (TallyWorkbookBook) book = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_workbook_summary_write (&disorder, path, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH);
  g_clear_error (&error);
  g_assert_true (tally_workbook_summary_write (&none, path, &error));
  book = open_book (path);
  g_assert_cmpuint (tally_workbook_book_get_n_sheets (book), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/summary/one-sheet-a-week-with-sums-and-links", test_weeks);
  g_test_add_func ("/workbook/summary/nothing-billed-and-disorder", test_nothing_and_disorder);
  return g_test_run ();
}
