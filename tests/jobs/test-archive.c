/* test-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-jobs-archive.h"
#include "tally-jobs-error.h"
#include "tally-test.h"

/* A workbook in a folder, an archive that is not there yet. */
typedef struct {
  char   *root;
  char   *folder;
  TallyJobsArchive archive;
  char   *sha256;
  char   *path;
  GBytes *bytes;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *name = NULL;

  f->root = tally_test_make_dir ();
  f->folder = g_build_filename (f->root, "deep", "archive", NULL);
  f->archive.folder = f->folder;
  f->bytes = g_bytes_new_static ("workbook", 8);
  f->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, f->bytes);
  name = tally_jobs_archive_dup_name (f->sha256);
  f->path = g_build_filename (f->folder, name, NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_free (f->root);
  g_free (f->folder);
  g_free (f->sha256);
  g_free (f->path);
  g_bytes_unref (f->bytes);
}

static void
keep (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_jobs_archive_keep (&f->archive, f->sha256, f->bytes, &error));
  g_assert_no_error (error);
}

static void
assert_kept (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_jobs_archive_load (&f->archive, f->sha256, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, f->bytes));
  g_assert_true (tally_jobs_archive_has (&f->archive, f->sha256));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_same_bytes_are_kept_once (Fixture       *f,
                               gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (f->path);
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_jobs_archive_has (&f->archive, f->sha256));
  g_assert_null (tally_jobs_archive_load (&f->archive, f->sha256, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT);
  g_assert_nonnull (strstr (error->message, f->sha256));
  keep (f);
  keep (f);
  assert_kept (f);
  g_assert_cmpuint (count_files (parent), ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_only_its_owner_reads_it (Fixture       *f,
                              gconstpointer  data)
{
  GStatBuf status;

  keep (f);
  g_assert_cmpint (g_stat (f->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (f->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

static void
test_names_are_contents (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const wrong[] = { "", "00", "../../../../etc/passwd", NULL };
  const TallyJobsArchive root = { .folder = f->root };
  g_autofree char *name = tally_jobs_archive_dup_name (f->sha256);
  g_autofree char *upper = g_ascii_strup (f->sha256, -1);
  g_autofree char *expected = g_strdup_printf ("%.2s/%s.xlsx", f->sha256, f->sha256);

  g_assert_cmpstr (name, ==, expected);
  g_assert_null (tally_jobs_archive_dup_name (NULL));
  g_assert_null (tally_jobs_archive_dup_name (upper));
  for (guint i = 0; wrong[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_jobs_archive_dup_name (wrong[i]));
      g_assert_false (tally_jobs_archive_has (&root, wrong[i]));
      g_assert_null (tally_jobs_archive_load (&root, wrong[i], &error));
      g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT);
    }
}

static void
test_a_damaged_file_is_noticed_and_healed (Fixture       *f,
                                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  keep (f);
  g_assert_true (g_file_set_contents (f->path, "w0rkbook", -1, NULL));
  g_assert_true (tally_jobs_archive_has (&f->archive, f->sha256));
  g_assert_null (tally_jobs_archive_load (&f->archive, f->sha256, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, f->path));
  g_assert_nonnull (strstr (error->message, "restore"));
  keep (f);
  assert_kept (f);
}

static void
test_a_link_is_no_content (Fixture       *f,
                           gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (f->root, "elsewhere", NULL);
  g_autofree char *content = NULL;

  keep (f);
  g_assert_cmpint (g_rename (f->path, elsewhere), ==, 0);
  g_assert_cmpint (symlink (elsewhere, f->path), ==, 0);
  g_assert_false (tally_jobs_archive_has (&f->archive, f->sha256));
  keep (f);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (elsewhere, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "workbook");
}

static void
test_a_changed_file_is_not_taken_for_the_old_one (Fixture       *f,
                                                  gconstpointer  data)
{
  g_autofree char *made = g_build_filename (f->root, "book.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_jobs_archive_keep_file (&f->archive, f->sha256, made, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (made, "new", -1, NULL));
  g_assert_false (tally_jobs_archive_keep_file (&f->archive, f->sha256, made, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (made, "workbook", -1, NULL));
  g_assert_true (tally_jobs_archive_keep_file (&f->archive, f->sha256, made, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (made, G_FILE_TEST_EXISTS));
  assert_kept (f);
  g_assert_cmpint (g_unlink (made), ==, 0);
  g_assert_true (tally_jobs_archive_keep_file (&f->archive, f->sha256, made, &error));
}

static void
test_dropping_says_how_much_it_was (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint64 size = 99;

  keep (f);
  g_assert_true (tally_jobs_archive_drop (&f->archive, f->sha256, &size, &error));
  g_assert_cmpuint (size, ==, 8);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
  g_assert_true (tally_jobs_archive_drop (&f->archive, f->sha256, &size, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, 0);
}

static void
test_an_unwritable_folder_is_an_error (Fixture       *f,
                                       gconstpointer  data)
{
  g_autofree char *blocker = g_build_filename (f->root, "file", NULL);
  g_autofree char *folder = g_build_filename (blocker, "archive", NULL);
  const TallyJobsArchive archive = { .folder = folder };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocker, "", -1, NULL));
  g_assert_false (tally_jobs_archive_keep (&archive, f->sha256, f->bytes, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_ARCHIVE);
  g_assert_nonnull (strstr (error->message, "[archive] folder"));
}

#define ADD(name, func) \
  g_test_add ("/jobs/archive/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("same-bytes-are-kept-once", test_same_bytes_are_kept_once);
  ADD ("only-its-owner-reads-it", test_only_its_owner_reads_it);
  ADD ("names-are-contents", test_names_are_contents);
  ADD ("a-damaged-file-is-noticed-and-healed", test_a_damaged_file_is_noticed_and_healed);
  ADD ("a-link-is-no-content", test_a_link_is_no_content);
  ADD ("a-changed-file-is-not-taken-for-the-old-one", test_a_changed_file_is_not_taken_for_the_old_one);
  ADD ("dropping-says-how-much-it-was", test_dropping_says_how_much_it_was);
  ADD ("an-unwritable-folder-is-an-error", test_an_unwritable_folder_is_an_error);
  return g_test_run ();
}
