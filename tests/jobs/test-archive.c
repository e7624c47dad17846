/* test-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-archive.h"
#include "tally-jobs-error.h"
#include "tally-test.h"

static void
test_bytes_are_kept_under_their_content (void)
{
  g_autofree char *root = tally_test_make_dir ();
  g_autofree char *folder = g_build_filename (root, "archive", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("workbook", 8);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autofree char *found = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_jobs_archive_find (folder, sha256, "a.xlsx"));
  path = tally_jobs_archive_keep_bytes (folder, sha256, "a.xlsx", bytes, &error);
  g_assert_no_error (error);
  again = tally_jobs_archive_keep_bytes (folder, sha256, "a.xlsx", bytes, &error);
  g_assert_no_error (error);
  found = tally_jobs_archive_find (folder, sha256, "a.xlsx");
  g_assert_cmpstr (path, ==, again);
  g_assert_cmpstr (path, ==, found);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "workbook");
}

static void
test_a_foreign_name_stays_in_the_folder (void)
{
  static const char *const names[] = { "../../escape.xlsx", "/etc/passwd", "a\\..\\b", "\xff\xfe", "" };
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *endless = g_strnfill (5000, 'n');

  for (guint i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      const char *name = i < G_N_ELEMENTS (names) ? names[i] : endless;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = tally_jobs_archive_keep_bytes (folder, sha256, name, bytes, &error);
      g_autofree char *parent = NULL;
      g_assert_no_error (error);
      parent = g_path_get_dirname (path);
      g_assert_cmpstr (parent, ==, folder);
    }
}

static void
test_a_changed_file_is_not_taken_for_the_old_one (void)
{
  g_autofree char *root = tally_test_make_dir ();
  g_autofree char *folder = g_build_filename (root, "archive", NULL);
  g_autofree char *path = g_build_filename (root, "book.xlsx", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "old", -1);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "new", -1, NULL));
  g_assert_null (tally_jobs_archive_move_file (folder, sha256, path, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  kept = tally_jobs_archive_move_file (folder, sha256, path, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
}

static void
test_an_unwritable_folder_is_an_error (void)
{
  g_autofree char *root = tally_test_make_dir ();
  g_autofree char *blocker = g_build_filename (root, "file", NULL);
  g_autofree char *folder = g_build_filename (blocker, "archive", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocker, "", -1, NULL));
  g_assert_null (tally_jobs_archive_keep_bytes (folder, "00", "a", bytes, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/archive/bytes-are-kept-under-their-content",
                   test_bytes_are_kept_under_their_content);
  g_test_add_func ("/jobs/archive/a-foreign-name-stays-in-the-folder",
                   test_a_foreign_name_stays_in_the_folder);
  g_test_add_func ("/jobs/archive/a-changed-file-is-not-taken-for-the-old-one",
                   test_a_changed_file_is_not_taken_for_the_old_one);
  g_test_add_func ("/jobs/archive/an-unwritable-folder-is-an-error",
                   test_an_unwritable_folder_is_an_error);
  return g_test_run ();
}
