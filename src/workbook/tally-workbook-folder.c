/* tally-workbook-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "tally-workbook-error.h"

/* Never a workbook's name: those begin with "WR_" or a letter. */
#define PART_PREFIX ".tallyman-"
#define PART_SUFFIX ".part"

static const char *
get_remedy (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "free space there, then run again";
    case EACCES:
    case EPERM:
    case EROFS:
      return "make the folder writable or choose another output folder";
    default:
      return "check the output folder, then run again";
    }
}

static gboolean
fail (GError     **error,
      const char  *verb,
      const char  *path,
      int          code)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO, "can't %s \"%s\": %s; %s",
               verb, path, g_strerror (code), get_remedy (code));
  return FALSE;
}

static gboolean
write_all (int     fd,
           GBytes *data)
{
  gsize size = 0;
  const char *p = g_bytes_get_data (data, &size);

  while (size > 0)
    {
      ssize_t n = write (fd, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      p += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_part (const char  *path,
            int          fd,
            GBytes      *data,
            GError     **error)
{
  gboolean ok = write_all (fd, data) && fchmod (fd, 0644) == 0 && fsync (fd) == 0;
  int code = errno;

  if (close (fd) != 0 && ok)
    {
      ok = FALSE;
      code = errno;
    }
  return ok || fail (error, "write", path, code);
}

static gboolean
check_part (const char          *path,
            GBytes              *data,
            TallyWorkbookCheck   check,
            GError             **error)
{
  g_autoptr (GBytes) back = NULL;
  char *text = NULL;
  gsize size = 0;
  g_autoptr (GError) local_error = NULL;

  if (!g_file_get_contents (path, &text, &size, &local_error))
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO,
                   "can't read back \"%s\": %s; check the disk", path, local_error->message);
      return FALSE;
    }
  back = g_bytes_new_take (text, size);
  if (!g_bytes_equal (back, data))
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
                   "\"%s\" reads back other bytes than were written; check the disk", path);
      return FALSE;
    }
  return check.func == NULL || check.func (back, check.user_data, error);
}

static gboolean
stands_there (const char *path,
              GBytes     *data)
{
  g_autofree char *text = NULL;
  gsize size = 0;
  gsize data_size = g_bytes_get_size (data);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && g_file_get_contents (path, &text, &size, NULL) && size == data_size
         && memcmp (text, g_bytes_get_data (data, NULL), size) == 0;
}

gboolean
tally_workbook_folder_put (const char          *path,
                           GBytes              *data,
                           TallyWorkbookCheck   check,
                           gboolean            *out_was_there,
                           GError             **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, PART_PREFIX "XXXXXX" PART_SUFFIX, NULL);
  gboolean was_there = stands_there (path, data);
  int fd;

  if (was_there)
    {
      if (check.func != NULL && !check.func (data, check.user_data, error))
        return FALSE;
      if (out_was_there != NULL)
        *out_was_there = TRUE;
      return TRUE;
    }
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail (error, "make", folder, errno);
  fd = g_mkstemp_full (part, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, "write into", folder, errno);
  if (!write_part (part, fd, data, error) || !check_part (part, data, check, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, path) != 0)
    {
      int code = errno;

      g_unlink (part);
      return fail (error, "rename a file to", path, code);
    }
  if (out_was_there != NULL)
    *out_was_there = FALSE;
  return TRUE;
}

gboolean
tally_workbook_folder_sync (const char  *folder,
                            GError     **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = errno;
  gboolean ok = fd >= 0;

  /* Some file systems can't sync a folder and say EINVAL. */
  if (ok && fsync (fd) != 0 && errno != EINVAL)
    {
      ok = FALSE;
      code = errno;
    }
  if (fd >= 0)
    close (fd);
  return ok || fail (error, "sync", folder, code);
}

static gboolean
is_part (const char *name)
{
  return g_str_has_prefix (name, PART_PREFIX) && g_str_has_suffix (name, PART_SUFFIX)
         && strlen (name) == strlen (PART_PREFIX "XXXXXX" PART_SUFFIX);
}

guint
tally_workbook_folder_count_parts (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_return_val_if_fail (folder != NULL, 0);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += is_part (name) ? 1 : 0;
  return n;
}

gboolean
tally_workbook_folder_clean (const char  *folder,
                             guint       *out_n_removed,
                             GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_removed = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!is_part (name))
        continue;
      if (g_unlink (path) != 0 && errno != ENOENT)
        return fail (error, "remove", path, errno);
      n_removed++;
    }
  if (out_n_removed != NULL)
    *out_n_removed = n_removed;
  return TRUE;
}
