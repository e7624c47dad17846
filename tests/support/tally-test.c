/* tally-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test.h"

#include <locale.h>

static GPtrArray *made_dirs;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
remove_made_dirs (void)
{
  for (guint i = 0; i < made_dirs->len; i++)
    remove_tree (made_dirs->pdata[i]);
  g_clear_pointer (&made_dirs, g_ptr_array_unref);
}

char *
tally_test_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("tallyman-test-XXXXXX", &error);

  g_assert_no_error (error);
  if (made_dirs == NULL)
    {
      made_dirs = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_made_dirs);
    }
  g_ptr_array_add (made_dirs, g_strdup (path));
  return path;
}

static void
set_home (const char *home,
          const char *variable,
          const char *folder)
{
  g_autofree char *path = g_build_filename (home, folder, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_setenv (variable, path, TRUE);
}

void
tally_test_init (int    *argc,
                 char ***argv)
{
  g_autofree char *home = tally_test_make_dir ();

  set_home (home, "HOME", ".");
  set_home (home, "XDG_CONFIG_HOME", "config");
  set_home (home, "XDG_DATA_HOME", "data");
  set_home (home, "XDG_CACHE_HOME", "cache");
  set_home (home, "XDG_STATE_HOME", "state");
  set_home (home, "XDG_RUNTIME_DIR", "run");
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (argc, argv, NULL);
}

char *
tally_test_dup_reference (const char *name)
{
  const char *set = g_getenv ("TALLYMAN_REFERENCE_DIR");
  g_autofree char *folder = set != NULL && *set != '\0'
                                ? g_strdup (set)
                                : g_test_build_filename (G_TEST_DIST, "..", "..", "shared",
                                                         "reference", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *why = g_strdup_printf ("no reference data %s (set TALLYMAN_REFERENCE_DIR)",
                                              name);
      g_test_skip (why);
      return NULL;
    }
  return g_canonicalize_filename (path, NULL);
}

char *
tally_test_data_path (const char *name)
{
  if (g_path_is_absolute (name))
    return g_strdup (name);
  return g_test_build_filename (G_TEST_DIST, "data", name, NULL);
}

void
tally_test_assert_golden (const char *name,
                          const char *actual)
{
  g_autofree char *path = tally_test_data_path (name);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("TALLY_TEST_REWRITE"), "1") == 0)
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
      g_file_set_contents (path, actual, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (actual, ==, expected);
}
