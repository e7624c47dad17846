/* test-file-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tally-core-error.h"
#include "tally-file-lock.h"
#include "tally-test.h"

static char *
make_path (void)
{
  g_autofree char *dir = tally_test_make_dir ();

  return g_build_filename (dir, "state.pack", NULL);
}

static void
assert_busy (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyFileLock) lock = tally_file_lock_new (path, &error);

  g_assert_null (lock);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, path));
}

static void
assert_free (const char *path)
{
  g_autofree char *beside = g_strconcat (path, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  TallyFileLock *lock = tally_file_lock_new (path, &error);

  g_assert_no_error (error);
  assert_busy (path);
  tally_file_lock_free (lock);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
}

static void
test_one_at_a_time (void)
{
  g_autofree char *path = make_path ();

  assert_free (path);
  assert_free (path);
}

/* A holder that was killed leaves its file behind, and no lock. */
static void
test_killed_holder (void)
{
  g_autofree char *path = make_path ();
  int told[2];
  char c = 0;
  pid_t child;

  g_assert_cmpint (pipe (told), ==, 0);
  child = fork ();
  if (child == 0)
    {
      TallyFileLock *lock = tally_file_lock_new (path, NULL);

      c = lock != NULL ? 'y' : 'n';
      if (write (told[1], &c, 1) == 1)
        pause ();
      _exit (0);
    }
  g_assert_cmpint (read (told[0], &c, 1), ==, 1);
  g_assert_cmpint (c, ==, 'y');
  assert_busy (path);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  assert_free (path);
  close (told[0]);
  close (told[1]);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_file_lock_new ("/nonexistent/folder/state.pack", &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/file-lock/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/core/file-lock/a-killed-holder-holds-nothing", test_killed_holder);
  g_test_add_func ("/core/file-lock/no-folder", test_no_folder);
  return g_test_run ();
}
