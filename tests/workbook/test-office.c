/* test-office.c
 *
 * What we write opens elsewhere (scenario 72): LibreOffice reads it and prints it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-test.h"

static void
convert (const char *office,
         const char *folder,
         const char *format,
         const char *path)
{
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  const char *argv[] = {
    office, profile, "--headless", "--convert-to", format, "--outdir", folder, path, NULL,
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                     | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static char *
read_result (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_opens (void)
{
  static const char stem[] = "WR_89708709_WeekEnding_071325_0123456789abcdef";
  g_autofree char *office = g_find_program_in_path ("soffice");
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (GBytes) png = tally_workbook_test_make_png ();
  g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (png, NULL);
  TallyWorkbookStyle style = { .logo = logo };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autofree char *csv_name = g_strconcat (stem, ".csv", NULL);
  g_autofree char *pdf_name = g_strconcat (stem, ".pdf", NULL);
  g_autofree char *csv = NULL;
  g_autofree char *pdf = NULL;

  if (office == NULL)
    {
      g_test_skip ("soffice is missing: install libreoffice-calc-nogui");
      return;
    }
  tally_workbook_test_add (group, tally_day_new (2025, 7, 8), 66048, "=1+1");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, "é <&> 😀");
  tally_workbook_test_add (group, TALLY_DAY_NONE, 11, "undated");
  g_assert_true (tally_workbook_writer_write (writer, &order, NULL, &file, NULL));
  convert (office, folder, "csv:Text - txt - csv (StarCalc):44,34,76", file.path);
  convert (office, folder, "pdf", file.path);
  csv = read_result (folder, csv_name);
  pdf = read_result (folder, pdf_name);
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  g_assert_nonnull (strstr (csv, "Total Billed Amount:"));
  g_assert_nonnull (strstr (csv, "1,332.77"));
  g_assert_nonnull (strstr (csv, "Tuesday (07/08/2025)"));
  g_assert_nonnull (strstr (csv, "=1+1,=1+1,=1+1"));
  g_assert_nonnull (strstr (csv, "é <&> 😀"));
  g_assert_nonnull (strstr (csv, "Undated / outside billing week"));
  g_assert_null (strstr (csv, "Err:"));
  g_assert_null (strstr (csv, "#REF!"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/office/opens-and-sums-the-same", test_opens);
  return g_test_run ();
}
