/* test-support.c
 *
 * Proves the test helpers themselves: what they promise, and that they fail when they should.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include <xlsxwriter.h>

#include "tally-test-process.h"
#include "tally-test-xlsx.h"
#include "tally-test.h"

static void
test_a_program_runs_in_a_private_home (void)
{
  const char *const argv[] = { "/bin/sh", "-c", "echo $HOME; echo $GREETING >&2; exit 3", NULL };
  const char *const env[] = { "GREETING=a=b", NULL };
  g_autofree char *home = tally_test_make_dir ();
  g_autofree char *expected = g_strconcat (home, "\n", NULL);
  g_autoptr (TallyTestProcess) process = tally_test_process_run (argv, home, env);

  g_assert_cmpint (tally_test_process_get_status (process), ==, 3);
  g_assert_cmpstr (tally_test_process_get_stdout (process), ==, expected);
  g_assert_cmpstr (tally_test_process_get_stderr (process), ==, "a=b\n");
}

static void
test_lines_are_read_while_a_program_runs (void)
{
  const char *const argv[] = { "/bin/sh", "-c", "echo one; echo two; echo ready >&2; exec cat", NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  const char *const forever[] = { "/bin/sh", "-c", "echo one; echo two; echo ready >&2; kill -STOP $$",
                                  NULL };

  process = tally_test_process_start (forever, NULL, NULL);
  one = tally_test_process_wait_line (process);
  two = tally_test_process_wait_line (process);
  g_assert_cmpstr (one, ==, "one");
  g_assert_cmpstr (two, ==, "two");
  tally_test_process_wait_text (process, "ready");
  tally_test_process_signal (process, SIGKILL);
  g_assert_cmpint (tally_test_process_wait (process), ==, -SIGKILL);
  g_clear_pointer (&process, tally_test_process_free);

  process = tally_test_process_run (argv, NULL, NULL); /* cat ends: stdin is empty */
  g_assert_cmpint (tally_test_process_get_status (process), ==, 0);
}

static char *
write_book (const char *folder,
            const char *name,
            double      value)
{
  char *path = g_build_filename (folder, name, NULL);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Report");
  lxw_doc_properties properties = { .created = 1 };

  workbook_set_properties (book, &properties);
  worksheet_write_number (sheet, 0, 0, value, NULL);
  worksheet_write_string (sheet, 1, 0, "a\nb", NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static void
test_workbooks_are_compared_part_by_part (void)
{
  const char *const ignored[] = { "xl/worksheets/*|v", "docProps/*", NULL };
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *first = write_book (folder, "first.xlsx", 1.5);
  g_autofree char *second = write_book (folder, "second.xlsx", 2.5);
  g_autofree char *dump = tally_test_xlsx_dump (first, NULL);
  g_autofree char *other = tally_test_xlsx_dump (second, NULL);
  g_autofree char *lax = tally_test_xlsx_dump (second, ignored);

  tally_test_xlsx_assert_equal (first, first, NULL);
  tally_test_xlsx_assert_equal (first, second, ignored);
  g_assert_cmpstr (dump, !=, other);
  g_assert_nonnull (strstr (dump, "== xl/worksheets/sheet1.xml\n"));
  g_assert_nonnull (strstr (dump, "<v>1.5</v>\n"));
  g_assert_null (strstr (lax, "<v>"));
  g_assert_nonnull (strstr (lax, "== docProps/app.xml\n(ignored)\n"));
}

static void
test_golden_files_are_compared_and_rewritten (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a", "golden.out", NULL);
  g_autofree char *text = NULL;

  g_setenv ("TALLY_TEST_REWRITE", "1", TRUE);
  tally_test_assert_golden (path, "one\n");
  g_unsetenv ("TALLY_TEST_REWRITE");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "one\n");
  tally_test_assert_golden (path, "one\n");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/support/process/runs-in-a-private-home", test_a_program_runs_in_a_private_home);
  g_test_add_func ("/support/process/lines-are-read-while-it-runs",
                   test_lines_are_read_while_a_program_runs);
  g_test_add_func ("/support/xlsx/compared-part-by-part", test_workbooks_are_compared_part_by_part);
  g_test_add_func ("/support/golden/compared-and-rewritten",
                   test_golden_files_are_compared_and_rewritten);
  return g_test_run ();
}
