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

#define READ_AT_ONCE 65536

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

GBytes *
tally_file_stream_read_bytes (const char  *path,
                              gsize        max_bytes,
                              GError     **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length = 0;

  g_return_val_if_fail (path != NULL && max_bytes < G_MAXUINT - READ_AT_ONCE, NULL);
  stream = tally_file_stream_read (path, error);
  if (stream == NULL)
    return NULL;
  do
    {
      guint before = bytes->len;
      gsize wanted = MIN (READ_AT_ONCE, max_bytes + 1 - before);
      g_byte_array_set_size (bytes, before + (guint) wanted);
      if (!g_input_stream_read_all (stream, bytes->data + before, wanted, &length, NULL, error))
        return NULL;
      g_byte_array_set_size (bytes, before + (guint) length);
    }
  while (length == READ_AT_ONCE);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
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
