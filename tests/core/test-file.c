/* test-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"
#include "tally-file.h"
#include "tally-test.h"

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_write (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "a.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (tally_file_write (path, "first", 5, 0600, &error));
  g_assert_true (tally_file_write (path, "second\0!", 8, 0600, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpmem (text, 8, "second\0!", 8);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_entries (folder), ==, 1);

  g_assert_false (tally_file_write (missing, "x", 1, 0600, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, missing));
}

static void
test_commit_fails (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "taken", NULL);
  g_autofree char *child = g_build_filename (path, "child", NULL);
  g_autofree char *beside = tally_file_dup_beside (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_file_ensure_folder (path, &error));
  g_assert_true (g_file_set_contents (child, "x", 1, NULL));
  g_assert_true (g_file_set_contents (beside, "x", 1, NULL));
  g_assert_false (tally_file_commit (beside, path, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (child, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_false (tally_file_commit (beside, path, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

static void
test_beside (void)
{
  g_autofree char *long_name = g_strnfill (255, 'n');
  g_autofree char *a = tally_file_dup_beside (long_name);
  g_autofree char *b = tally_file_dup_beside (long_name);
  g_autofree char *base = g_path_get_basename (a);

  g_assert_cmpstr (a, !=, b);
  g_assert_cmpuint (strlen (base), <=, 255);
  g_assert_true (g_str_has_prefix (base, ".") && g_str_has_suffix (base, ".tmp"));
  g_assert_true (tally_file_is_beside (base));
}

/* What is removed as left by a killed process must be just that. */
static void
test_not_beside (void)
{
  static const char *const others[] = {
    "", ".", ".tmp", "notes.tmp", ".notes.tmp", "x.0123456789abcdef.tmp", ".0123456789abcdef.tmp",
    ".x.0123456789ABCDEF.tmp", ".x0123456789abcdef.tmp", ".x.0123456789abcdef.tmp.bak", ".x.0123456789abcde.tmp",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (tally_file_is_beside (others[i]));
  g_assert_true (tally_file_is_beside (".x.0123456789abcdef.tmp"));
}

static void
test_join (void)
{
  g_autofree char *too_long = g_strnfill (256, 'n');
  const char *bad[] = { "", ".", "..", "../x", "a/b", "/etc/passwd", "a\nb", too_long };
  g_autofree char *good = tally_file_join ("/out", "WR_1..x.xlsx", NULL);

  g_assert_cmpstr (good, ==, "/out/WR_1..x.xlsx");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_file_join ("/out", bad[i], &error));
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE);
    }
}

static void
test_folder (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *file = g_build_filename (folder, "f", NULL);
  g_autofree char *below = g_build_filename (file, "b", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (tally_file_ensure_folder (deep, &error));
  g_assert_true (tally_file_ensure_folder (deep, &error));
  g_assert_cmpint (g_stat (deep, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (tally_file_ensure_folder (below, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

static void
test_space (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *missing = g_build_filename (folder, "no", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_file_ensure_space (folder, 1, &error));
  g_assert_false (tally_file_ensure_space (folder, G_MAXUINT64, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (tally_file_ensure_space (missing, 1, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

static void
test_hash (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "abc", NULL);
  g_autofree char *hash = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 size_bytes = 0;

  g_assert_null (tally_file_hash (path, NULL, NULL, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  hash = tally_file_hash (path, cancellable, &size_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpuint (size_bytes, ==, 3);
  g_assert_null (tally_file_hash (folder, NULL, NULL, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (tally_file_hash (path, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/file/write-replaces-whole", test_write);
  g_test_add_func ("/core/file/failed-commit-leaves-nothing", test_commit_fails);
  g_test_add_func ("/core/file/names-beside-differ-and-fit", test_beside);
  g_test_add_func ("/core/file/other-names-are-not-beside", test_not_beside);
  g_test_add_func ("/core/file/names-stay-in-their-folder", test_join);
  g_test_add_func ("/core/file/folders-are-private", test_folder);
  g_test_add_func ("/core/file/free-space", test_space);
  g_test_add_func ("/core/file/hash", test_hash);
  return g_test_run ();
}
