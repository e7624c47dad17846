/* tally-file-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-lines.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tally-core-error.h"
#include "tally-file-lock.h"
#include "tally-file-stream.h"
#include "tally-file.h"

#define BLOCK_BYTES 4096

/* Where the last whole line ends: -1 = it can't be read. */
static gint64
find_end (int    fd,
          gint64 size)
{
  char block[BLOCK_BYTES];

  while (size > 0)
    {
      gsize n = (gsize) MIN (size, BLOCK_BYTES);
      gssize n_read = pread (fd, block, n, (off_t) (size - (gint64) n));
      if (n_read != (gssize) n)
        return -1;
      while (n > 0 && block[n - 1] != '\n')
        {
          n--;
          size--;
        }
      if (n > 0)
        return size;
    }
  return 0;
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Returns 0, or why it is as it was. */
static int
append (int         fd,
        const char *text)
{
  struct stat status;
  gint64 end;
  int reason;

  if (fstat (fd, &status) != 0)
    return errno;
  if (!S_ISREG (status.st_mode))
    return EINVAL;
  end = find_end (fd, status.st_size);
  if (end < 0)
    return EIO;
  if (end < status.st_size && ftruncate (fd, (off_t) end) != 0)
    return errno;
  if (write_all (fd, text, strlen (text)) && fsync (fd) == 0)
    return 0;
  reason = errno;
  if (ftruncate (fd, (off_t) end) != 0)
    g_debug ("a line stays half written until the next one");
  return reason;
}

static gboolean
fail (const char  *path,
      int          reason,
      GError     **error)
{
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED, "can't add a line to %s: %s", path, g_strerror (reason));
  return FALSE;
}

gboolean
tally_file_lines_append (const char  *path,
                         const char  *lines,
                         GError     **error)
{
  g_autoptr (TallyFileLock) lock = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folder = NULL;
  int reason, fd;

  g_return_val_if_fail (path != NULL && lines != NULL, FALSE);
  lock = tally_file_lock_new (path, error);
  if (lock == NULL)
    return FALSE;
  fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail (path, errno, error);
  text = g_strconcat (lines, "\n", NULL);
  reason = append (fd, text);
  close (fd);
  folder = g_path_get_dirname (path);
  return reason == 0 ? tally_file_sync_folder (folder, error) : fail (path, reason, error);
}

GBytes *
tally_file_lines_read (const char  *path,
                       gsize        max_bytes,
                       GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize size;

  g_return_val_if_fail (path != NULL, NULL);
  bytes = tally_file_stream_read_bytes (path, max_bytes, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (size > max_bytes)
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT, "%s is larger than %" G_GSIZE_FORMAT " bytes", path,
                   max_bytes);
      return NULL;
    }
  while (size > 0 && text[size - 1] != '\n')
    size--;
  return g_bytes_new_from_bytes (bytes, 0, size);
}
