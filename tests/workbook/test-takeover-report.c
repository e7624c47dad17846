/* test-takeover-report.c
 *
 * The workbook of a comparison: its sheets, its formulas, foreign text that stays text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-error.h"
#include "tally-workbook-grid.h"
#include "tally-workbook-takeover.h"

static TallyTakeoverEntry *
add (TallyTakeover       *takeover,
     const char          *work_request,
     TallyTakeoverStatus  status,
     TallyMoney           ours,
     TallyMoney           theirs)
{
  g_autoptr (TallyIdentity) identity =
    tally_identity_new (work_request, tally_day_new (2025, 8, 17), TALLY_VARIANT_PRIMARY, NULL);
  TallyTakeoverEntry *entry = tally_takeover_add (takeover, identity);

  entry->status = status;
  entry->our_lines = ours != 0 ? 2 : 0;
  entry->our_cents = ours;
  entry->their_cents = theirs;
  entry->n_files = theirs != 0 ? 1 : 0;
  return entry;
}

static TallyTakeover *
make_takeover (void)
{
  TallyTakeover *self = tally_takeover_new ();
  TallyTakeoverEntry *entry = add (self, "=1+1", TALLY_TAKEOVER_DIFFERS, 150, 100);
  const TallyTakeoverLine line = {
    TALLY_TAKEOVER_ADDED, (char *) "@SUM(1)", (char *) "ANC-M", (char *) "Install", 50, 0,
  };

  tally_takeover_entry_add_line (entry, &line);
  add (self, "2", TALLY_TAKEOVER_SAME, 1000, 1000);
  entry = add (self, "2", TALLY_TAKEOVER_EXTRA, 0, 25);
  entry->n_files = 2;
  entry->n_hidden = 1;
  self->n_foreign = 7;
  g_assert_true (tally_takeover_finish (self));
  return self;
}

static TallyWorkbookBook *
write_book (const TallyTakeover *takeover)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "Takeover.xlsx", NULL);
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) error = NULL;
  TallyWorkbookBook *book;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (tally_workbook_takeover_write (takeover, 0, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  data = g_bytes_new_take (bytes, size);
  book = tally_workbook_book_open (data, &error);
  g_assert_no_error (error);
  return book;
}

static const TallyWorkbookSheet *
load (TallyWorkbookBook *book,
      guint              index,
      const char        *name)
{
  g_autoptr (GError) error = NULL;
  const TallyWorkbookSheet *sheet = tally_workbook_book_load_sheet (book, index, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheet->name, ==, name);
  return sheet;
}

static void
assert_formula (const TallyWorkbookSheet *sheet,
                guint32                   row,
                guint32                   column,
                const char               *formula,
                const char               *value)
{
  const TallyWorkbookCell *cell = tally_workbook_sheet_find (sheet, row, column);

  g_assert_nonnull (cell);
  g_assert_cmpstr (cell->formula, ==, formula);
  g_assert_cmpstr (cell->value, ==, value);
}

static void
test_sheets (void)
{
  g_autoptr (TallyTakeover) takeover = make_takeover ();
  g_autoptr (TallyWorkbookBook) book = write_book (takeover);
  const TallyWorkbookSheet *sheet;

  g_assert_cmpuint (tally_workbook_book_get_n_sheets (book), ==, 4);
  sheet = load (book, 0, "Summary");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 4, 1), ==, "Total differs");
  assert_formula (sheet, 4, 2, "COUNTIF(Identities!E$2:E$4,A4)", "1");
  assert_formula (sheet, 4, 5, "C4-D4", "0.5");
  assert_formula (sheet, 9, 2, "SUM(B2:B8)", "3");
  assert_formula (sheet, 9, 4, "SUM(D2:D8)", "11.25");
  sheet = load (book, 1, "Identities");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 4, 1), ==, "=1+1");
  g_assert_true (tally_workbook_sheet_find (sheet, 4, 1)->is_text);
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 2, 2), ==, "2025-08-17");
  assert_formula (sheet, 4, 10, "G4-I4", "0.5");
  sheet = load (book, 2, "Work Requests");
  assert_formula (sheet, 2, 2, "SUMPRODUCT(EXACT(Identities!A$2:A$4,A2)*Identities!G$2:G$4)", "10");
  assert_formula (sheet, 2, 3, "SUMPRODUCT(EXACT(Identities!A$2:A$4,A2)*Identities!I$2:I$4)", "10.25");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 3, 1), ==, "=1+1");
  sheet = load (book, 3, "Lines");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 2, 3), ==, "added");
  g_assert_cmpstr (tally_workbook_sheet_get_text (sheet, 2, 4), ==, "@SUM(1)");
  assert_formula (sheet, 2, 9, "G2-H2", "0.5");
}

static void
test_nothing (void)
{
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  g_autoptr (TallyWorkbookBook) book = NULL;

  g_assert_true (tally_takeover_finish (takeover));
  book = write_book (takeover);
  g_assert_cmpuint (tally_workbook_book_get_n_sheets (book), ==, 4);
  g_assert_nonnull (strstr (tally_takeover_get_next_step (takeover), "[target] sheet"));
}

static void
test_no_place (void)
{
  g_autoptr (TallyTakeover) takeover = make_takeover ();
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_workbook_takeover_write (takeover, 0, "/dev/null/Takeover.xlsx", &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/takeover-report/sheets", test_sheets);
  g_test_add_func ("/workbook/takeover-report/nothing-to-compare", test_nothing);
  g_test_add_func ("/workbook/takeover-report/no-place-to-write", test_no_place);
  return g_test_run ();
}
