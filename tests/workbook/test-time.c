/* test-time.c
 *
 * The C library hands out a time in memory that all threads share: what another thread asks for in
 * the same moment must not get into a workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <time.h>

#include "tally-test-xlsx.h"
#include "tally-test.h"
#include "tally-workbook-test.h"
#include "tally-workbook-writer.h"

/* 2025-07-14T12:00:00Z */
#define CREATED_UTC_USEC (G_GINT64_CONSTANT (1752494400) * G_USEC_PER_SEC)

/* Stands in the place of the C library's: always what another thread has asked for, a second later. */
struct tm *
gmtime (const time_t *time)
{
  static struct tm shared;
  time_t later = *time + 1;

  return gmtime_r (&later, &shared);
}

static void
test_of_the_workbook (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  TallyWorkbookStyle style = { .company = "Linetec" };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;

  group->generated_utc_usec = CREATED_UTC_USEC;
  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, "R1");
  g_assert_true (tally_workbook_writer_write (writer, &order, NULL, &file, &error));
  g_assert_no_error (error);
  dump = tally_test_xlsx_dump (file.path, NULL);
  if (strstr (dump, "<dcterms:created") == NULL)
    g_test_message ("%s", dump);
  g_assert_nonnull (strstr (dump, ">2025-07-14T12:00:00Z</dcterms:created>"));
  g_assert_nonnull (strstr (dump, ">2025-07-14T12:00:00Z</dcterms:modified>"));
  g_assert_null (strstr (dump, "2025-07-14T12:00:01Z"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/time/of-the-workbook-not-of-another-thread", test_of_the_workbook);
  return g_test_run ();
}
