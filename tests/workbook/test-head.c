/* test-head.c
 *
 * The head of a workbook without a logo (billing rule 1.12.1, row "A1 image"; scenario 66).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-xlsx.h"
#include "tally-test.h"
#include "tally-workbook-test.h"
#include "tally-workbook-writer.h"

/* A workbook's parts in one text, an element a line. */
static char *
dup_dump (const char *company)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  TallyWorkbookStyle style = { .company = company };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, "R1");
  ok = tally_workbook_writer_write (writer, &order, NULL, &file, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  return tally_test_xlsx_dump (file.path, NULL);
}

static void
assert_has (const char *dump,
            const char *part)
{
  if (strstr (dump, part) == NULL)
    g_test_message ("no '%s' in:\n%s", part, dump);
  g_assert_nonnull (strstr (dump, part));
}

static void
test_company (void)
{
  g_autofree char *dump = dup_dump ("LINETEC SERVICES");

  assert_has (dump, "<mergeCell ref=\"A1:C3\"/>");
  assert_has (dump, "<mergeCell ref=\"D2:I4\"/>");
  assert_has (dump, "LINETEC SERVICES");
  assert_has (dump, "<sz val=\"20\"/>");
  assert_has (dump, "<mergeCell ref=\"A14:H14\"/>"); /* the first block */
  g_assert_null (strstr (dump, "customHeight"));     /* rows 1-3 as high as any */
  g_assert_null (strstr (dump, "xl/media/"));
  g_assert_null (strstr (dump, "<drawing"));
}

static void
test_no_company (void)
{
  g_autofree char *dump = dup_dump ("");

  assert_has (dump, "<mergeCell ref=\"A1:C3\"/>");
  assert_has (dump, "<t>Work Report</t>");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/head/company-stands-in-for-a-logo", test_company);
  g_test_add_func ("/workbook/head/title-stands-in-for-a-company", test_no_company);
  return g_test_run ();
}
