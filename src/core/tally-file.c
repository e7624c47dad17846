/* tally-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "tally-core-error.h"
#include "tally-digest.h"

/* NAME_MAX of every file system in use. */
#define MAX_NAME_BYTES 255
/* Room that the dot, the suffix and the random part need in a name beside. */
#define BESIDE_BYTES 24
#define RANDOM_DIGITS 16
#define BLOCK_BYTES (64 * 1024)

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *path,
      int          reason)
{
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED, "can't %s %s: %s", what, path,
               g_strerror (reason));
  return FALSE;
}

char *
tally_file_dup_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = NULL;

  if (strlen (base) > MAX_NAME_BYTES - BESIDE_BYTES)
    base[MAX_NAME_BYTES - BESIDE_BYTES] = '\0';
  name = g_strdup_printf (".%s.%08x%08x.tmp", base, g_random_int (), g_random_int ());
  return g_build_filename (folder, name, NULL);
}

gboolean
tally_file_is_beside (const char *name)
{
  static const char suffix[] = ".tmp";
  gsize length, random_at;

  g_return_val_if_fail (name != NULL, FALSE);
  length = strlen (name);
  if (*name != '.' || !g_str_has_suffix (name, suffix)
      || length < strlen (".x.") + RANDOM_DIGITS + strlen (suffix))
    return FALSE;
  random_at = length - strlen (suffix) - RANDOM_DIGITS;
  return name[random_at - 1] == '.' && strspn (name + random_at, "0123456789abcdef") == RANDOM_DIGITS;
}

static gboolean
sync_path (const char  *path,
           int          flags,
           GError     **error)
{
  int fd = open (path, flags | O_RDONLY | O_CLOEXEC);
  int reason = 0;

  if (fd < 0)
    return fail (error, "open", path, errno);
  if (fsync (fd) != 0)
    reason = errno;
  close (fd);
  /* Some file systems can't sync a folder; the rename is then as durable as they make it. */
  return reason == 0 || ((flags & O_DIRECTORY) != 0 && reason == EINVAL) || fail (error, "sync", path, reason);
}

gboolean
tally_file_commit (const char  *beside,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (beside, 0, error))
    {
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      int reason = errno;
      g_unlink (beside);
      return fail (error, "put in place", path, reason);
    }
  return sync_path (folder, O_DIRECTORY, error);
}

gboolean
tally_file_sync_folder (const char  *folder,
                        GError     **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);
  return sync_path (folder, O_DIRECTORY, error);
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

gboolean
tally_file_write (const char  *path,
                  const void  *data,
                  gsize        size,
                  guint        mode,
                  GError     **error)
{
  g_autofree char *beside = tally_file_dup_beside (path);
  int fd = open (beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  int reason = 0;

  if (fd < 0)
    return fail (error, "write", path, errno);
  if (!write_all (fd, data, size))
    reason = errno;
  if (close (fd) != 0 && reason == 0)
    reason = errno;
  if (reason == 0)
    return tally_file_commit (beside, path, error);
  g_unlink (beside);
  return fail (error, "write", path, reason);
}

static gboolean
is_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/' || g_ascii_iscntrl (*c))
      return FALSE;
  return *name != '\0' && strcmp (name, ".") != 0 && strcmp (name, "..") != 0 && strlen (name) <= MAX_NAME_BYTES;
}

char *
tally_file_join (const char  *folder,
                 const char  *name,
                 GError     **error)
{
  g_autofree char *shown = NULL;

  if (is_name (name))
    return g_build_filename (folder, name, NULL);
  shown = g_strescape (name, NULL);
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE, "\"%.80s\" is no file name", shown);
  return NULL;
}

gboolean
tally_file_ensure_folder (const char  *folder,
                          GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, "make the folder", folder, errno);
  return TRUE;
}

gboolean
tally_file_ensure_space (const char  *folder,
                         guint64      needed_bytes,
                         GError     **error)
{
  struct statvfs info;
  guint64 free_bytes;

  if (statvfs (folder, &info) != 0)
    return fail (error, "ask for free space in", folder, errno);
  free_bytes = (guint64) info.f_bavail * info.f_frsize;
  if (free_bytes >= needed_bytes)
    return TRUE;
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT,
               "%" G_GUINT64_FORMAT " bytes are needed in %s and %" G_GUINT64_FORMAT
               " are free; free some or choose another folder",
               needed_bytes, folder, free_bytes);
  return FALSE;
}

static gboolean
hash_blocks (int           fd,
             TallyDigest  *digest,
             GCancellable *cancellable,
             guint64      *size_bytes,
             GError      **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      gssize n = read (fd, block, BLOCK_BYTES);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      if (n == 0)
        return TRUE;
      tally_digest_update (digest, block, (gsize) n);
      *size_bytes += (guint64) n;
    }
  return FALSE;
}

char *
tally_file_hash (const char    *path,
                 GCancellable  *cancellable,
                 guint64       *out_size_bytes,
                 GError       **error)
{
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  char hex[TALLY_DIGEST_HEX_LENGTH + 1];
  g_autoptr (GError) local_error = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  guint64 size_bytes = 0;
  gboolean whole;
  int reason;

  if (fd < 0)
    {
      fail (error, "read", path, errno);
      return NULL;
    }
  whole = hash_blocks (fd, digest, cancellable, &size_bytes, &local_error);
  reason = errno;
  close (fd);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (!whole)
    fail (error, "read", path, reason);
  if (!whole)
    return NULL;
  if (out_size_bytes != NULL)
    *out_size_bytes = size_bytes;
  tally_digest_finish (digest, hex);
  return g_strdup (hex);
}
