/* test-folder.c
 *
 * A file stands whole or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"
#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
refuse_cb (GBytes    *data,
           gpointer   user_data,
           GError   **error)
{
  g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH, "refused");
  return FALSE;
}

static void
test_put (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *folder = g_build_filename (dir, "a", "b", NULL);
  g_autofree char *path = g_build_filename (folder, "x.xlsx", NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("two", 3);
  g_autofree char *text = NULL;
  TallyWorkbookCheck none = { NULL };
  gboolean was_there = TRUE;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_workbook_folder_put (path, data, none, &was_there, &error));
  g_assert_false (was_there);
  g_assert_true (tally_workbook_folder_put (path, data, none, &was_there, &error));
  g_assert_true (was_there);
  g_assert_true (tally_workbook_folder_put (path, other, none, &was_there, &error));
  g_assert_false (was_there);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "two");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_refused (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "x.xlsx", NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("one", 3);
  TallyWorkbookCheck check = { refuse_cb, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_workbook_folder_put (path, data, check, NULL, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* /dev/full refuses every byte; a file where the folder should be refuses the folder. */
static void
test_unwritable (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *file = g_build_filename (dir, "file", NULL);
  g_autofree char *path = g_build_filename (file, "x.xlsx", NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("one", 3);
  TallyWorkbookCheck none = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) proc_error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (tally_workbook_folder_put (path, data, none, NULL, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO);
  g_assert_false (tally_workbook_folder_put ("/proc/x.xlsx", data, none, NULL, &proc_error));
  g_assert_error (proc_error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO);
  g_assert_nonnull (strstr (proc_error->message, "output folder"));
}

static void
test_clean (void)
{
  static const char *const names[] = {
    ".tallyman-Ab3xYz.part", ".tallyman-notes.part", "WR_1_WeekEnding_081725.xlsx", "a.part",
  };
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *missing = g_build_filename (folder, "none", NULL);
  guint n_removed = 99;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  g_assert_true (tally_workbook_folder_clean (folder, &n_removed, &error));
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_cmpuint (count_files (folder), ==, 3);
  g_assert_true (tally_workbook_folder_clean (missing, &n_removed, &error));
  g_assert_cmpuint (n_removed, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/folder/file-appears-whole-and-equal-one-is-left", test_put);
  g_test_add_func ("/workbook/folder/refused-file-leaves-nothing", test_refused);
  g_test_add_func ("/workbook/folder/unwritable-folder-says-what-to-do", test_unwritable);
  g_test_add_func ("/workbook/folder/leftovers-go-and-nothing-else", test_clean);
  return g_test_run ();
}
