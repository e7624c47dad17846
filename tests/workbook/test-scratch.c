/* test-scratch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tally-test.h"
#include "tally-workbook-test.h"

#define MEMFD_AND_ZIP 2 /* files that are open while a workbook is drawn */

/* As <xlsxwriter.h> has it, which only the area itself includes. */
FILE *lxw_tmpfile (const char *tmpdir);

static void
assert_content (FILE       *file,
                const char *expected,
                gsize       length)
{
  g_autofree char *actual = g_malloc (length + 1);

  rewind (file);
  g_assert_cmpmem (actual, fread (actual, 1, length + 1, file), expected, length);
  g_assert_true (feof (file));
}

static void
test_file (void)
{
  FILE *file = lxw_tmpfile (NULL);

  g_assert_nonnull (file);
  assert_content (file, "", 0);
  g_assert_cmpint (fprintf (file, "<a>%d</a>", 12), ==, 9);
  assert_content (file, "<a>12</a>", 9);
  g_assert_cmpint (fseek (file, 3, SEEK_SET), ==, 0);
  g_assert_cmpint (fputs ("34", file), >=, 0);
  assert_content (file, "<a>34</a>", 9);
  g_assert_cmpint (fseek (file, -1, SEEK_END), ==, 0);
  g_assert_cmpint (fputs ("!?", file), >=, 0);
  g_assert_cmpint (ftell (file), ==, 10);
  assert_content (file, "<a>34</a!?", 10);
  g_assert_cmpint (fseek (file, 2, SEEK_END), ==, 0);
  g_assert_cmpint (fputc ('z', file), ==, 'z');
  assert_content (file, "<a>34</a!?\0\0z", 13);
  g_assert_cmpint (fseek (file, -1, SEEK_SET), ==, -1);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_large (void)
{
  FILE *file = lxw_tmpfile (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append_printf (expected, "<c r=\"%u\"/>", i);
      g_assert_cmpint (fprintf (file, "<c r=\"%u\"/>", i), >, 0);
    }
  assert_content (file, expected->str, expected->len);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* With room for the workbook's own descriptors and no other. */
static void
test_no_files (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  TallyWorkbookStyle style = { .company = "Linetec" };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  TallyWorkbookOrder order = { .group = group, .folder = folder };
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit tight;
  int next = dup (STDIN_FILENO);
  gboolean ok;

  g_assert_cmpint (next, >=, 0);
  close (next);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  tight = (struct rlimit) { (rlim_t) next + MEMFD_AND_ZIP, before.rlim_max };
  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, "R1");
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &tight), ==, 0);
  ok = tally_workbook_writer_write (writer, &order, NULL, &file, &error);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  g_assert_no_error (error);
  g_assert_true (ok);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/scratch/reads-back-what-was-written-where", test_file);
  g_test_add_func ("/workbook/scratch/grows", test_large);
  g_test_add_func ("/workbook/scratch/parts-of-a-workbook-are-no-files", test_no_files);
  return g_test_run ();
}
