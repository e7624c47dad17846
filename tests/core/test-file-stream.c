/* test-file-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-stream.h"
#include "tally-test.h"

static void
test_there_and_back (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) out = tally_file_stream_create (path, &error);
  g_autoptr (GInputStream) in = NULL;
  char text[8] = "";
  gsize n = 0;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (out, "words", 5, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (out, NULL, &error));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777 & ~0600, ==, 0);
  in = tally_file_stream_read (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (in, text, sizeof text, &n, NULL, &error));
  g_assert_cmpmem (text, n, "words", 5);
}

static void
test_refused (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_file_stream_read (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "somebody's", -1, NULL));
  g_assert_null (tally_file_stream_create (path, &error)); /* what is there is never written over */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/file-stream/there-and-back", test_there_and_back);
  g_test_add_func ("/core/file-stream/refused", test_refused);
  return g_test_run ();
}
