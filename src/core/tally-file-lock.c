/* tally-file-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tally-core-error.h"

struct _TallyFileLock {
  char *path; /* (owned) of the lock's own file */
  int   fd;   /* (owned) */
};

/* The last holder may have removed the file between our open and our lock: what is locked then has
 * no name, and the next one makes another. */
static gboolean
still_stands (TallyFileLock *self)
{
  struct stat ours, named;

  return fstat (self->fd, &ours) == 0 && stat (self->path, &named) == 0
         && ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

static gboolean
take (TallyFileLock  *self,
      const char     *path,
      GError        **error)
{
  while (TRUE)
    {
      self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
      if (self->fd < 0)
        {
          g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED,
                       "can't lock %s: %s; make its folder writable", path, g_strerror (errno));
          return FALSE;
        }
      if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
        {
          g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_BUSY,
                       "another process is at work with %s; try again later", path);
          return FALSE;
        }
      if (still_stands (self))
        return TRUE;
      close (self->fd);
    }
}

TallyFileLock *
tally_file_lock_new (const char  *path,
                     GError     **error)
{
  TallyFileLock *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_new0 (TallyFileLock, 1);
  self->path = g_strconcat (path, ".lock", NULL);
  if (take (self, path, error))
    return self;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
  return NULL;
}

void
tally_file_lock_free (TallyFileLock *self)
{
  if (self == NULL)
    return;
  g_unlink (self->path); /* while it is ours */
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
