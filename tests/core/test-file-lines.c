/* test-file-lines.c: lines are whole and stay.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-core-error.h"
#include "tally-file-lines.h"
#include "tally-file-lock.h"
#include "tally-test.h"

#define MAX_BYTES 100000

static void
assert_lines (const char *path,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_file_lines_read (path, MAX_BYTES, &error);
  gsize size;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (text, size, expected, strlen (expected));
}

static void
append (const char *path,
        const char *line)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = tally_file_lines_append (path, line, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
test_lines_add_up (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "lines", NULL);
  GStatBuf status;

  append (path, "one");
  append (path, "two\nthree");
  assert_lines (path, "one\ntwo\nthree\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

/* A process that was killed left a part of a line: nobody was told that it stands. */
static void
test_a_torn_line_is_cut (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "lines", NULL);
  g_autofree char *long_line = g_strnfill (10000, 'x');
  g_autofree char *torn = g_strconcat ("one\n", long_line, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, torn, -1, &error));
  assert_lines (path, "one\n");
  append (path, "two");
  assert_lines (path, "one\ntwo\n");
  g_assert_true (g_file_set_contents (path, long_line, -1, &error));
  append (path, "three");
  assert_lines (path, "three\n");
}

static void
test_refusals (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "lines", NULL);
  g_autofree char *elsewhere = g_build_filename (folder, "elsewhere", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyFileLock) lock = tally_file_lock_new (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_assert_false (tally_file_lines_append (path, "one", &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (tally_file_lines_read (path, MAX_BYTES, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  append (elsewhere, "somebody's");
  g_assert_null (tally_file_lines_read (elsewhere, 4, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_cmpint (symlink (elsewhere, link), ==, 0);
  g_assert_false (tally_file_lines_append (link, "ours", &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, link));
  assert_lines (elsewhere, "somebody's\n");
}

/* What has the name may be something else. */
static void
test_what_is_no_file_is_named (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "taken", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (tally_file_lines_append (path, "one", &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/file-lines/lines-add-up", test_lines_add_up);
  g_test_add_func ("/core/file-lines/a-torn-line-is-cut", test_a_torn_line_is_cut);
  g_test_add_func ("/core/file-lines/refusals", test_refusals);
  g_test_add_func ("/core/file-lines/what-is-no-file-is-named", test_what_is_no_file_is_named);
  return g_test_run ();
}
