/* test-file-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <unistd.h>

#include "tally-core-error.h"
#include "tally-file-tree.h"
#include "tally-test.h"

static void
test_removes_all_and_follows_nothing (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *folder = g_build_filename (dir, "ours", NULL);
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *inside = g_build_filename (deep, ".hidden", NULL);
  g_autofree char *outside = g_build_filename (dir, "kept", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", -1, NULL));
  g_assert_true (g_file_set_contents (outside, "x", -1, NULL));
  g_assert_cmpint (symlink (dir, link), ==, 0);
  g_assert_true (tally_file_tree_remove (folder, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_true (tally_file_tree_remove (folder, &error)); /* it is gone: that is what was asked for */
  g_assert_no_error (error);
}

static void
test_says_what_is_left (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *file = g_build_filename (dir, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_false (tally_file_tree_remove (below, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/file-tree/removes-all-and-follows-nothing", test_removes_all_and_follows_nothing);
  g_test_add_func ("/core/file-tree/says-what-is-left", test_says_what_is_left);
  return g_test_run ();
}
