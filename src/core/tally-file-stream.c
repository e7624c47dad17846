/* tally-file-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

static int
open_file (const char  *path,
           int          flags,
           GError     **error)
{
  int fd = open (path, flags | O_CLOEXEC | O_NOCTTY, 0600);
  int reason = errno;

  if (fd < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (reason), g_strerror (reason));
  return fd;
}

GInputStream *
tally_file_stream_read (const char  *path,
                        GError     **error)
{
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  fd = open_file (path, O_RDONLY, error);
  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
}

GOutputStream *
tally_file_stream_create (const char  *path,
                          GError     **error)
{
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  fd = open_file (path, O_WRONLY | O_CREAT | O_EXCL, error);
  return fd >= 0 ? g_unix_output_stream_new (fd, TRUE) : NULL;
}

gboolean
tally_file_stream_sync (GOutputStream  *stream,
                        GError        **error)
{
  int reason;

  g_return_val_if_fail (G_IS_UNIX_OUTPUT_STREAM (stream), FALSE);
  if (fsync (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (stream))) == 0)
    return TRUE;
  reason = errno;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (reason), g_strerror (reason));
  return FALSE;
}
