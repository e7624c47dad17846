/* tally-workbook-scratch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-scratch-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#define FIRST_BYTES 4096 /* most parts are smaller */

const char *
tally_workbook_scratch_get_folder (void)
{
  return g_access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
}

/* A file in memory. */
typedef struct {
  char  *bytes; /* (owned) (nullable) */
  gsize  size;
  gsize  room;
  gsize  at;
} Scratch;

static gboolean
ensure_room (Scratch *self,
             gsize    size)
{
  gsize room = MAX (self->room, FIRST_BYTES);
  char *bytes;

  if (size <= self->room)
    return TRUE;
  while (room < size && room <= G_MAXSSIZE / 2)
    room *= 2;
  bytes = room >= size ? g_try_realloc (self->bytes, room) : NULL;
  if (bytes == NULL)
    return FALSE;
  self->bytes = bytes;
  self->room = room;
  return TRUE;
}

static ssize_t
read_cb (void   *cookie,
         char   *data,
         size_t  length)
{
  Scratch *self = cookie;
  gsize n = self->at < self->size ? MIN (length, self->size - self->at) : 0;

  if (n > 0)
    memcpy (data, self->bytes + self->at, n);
  self->at += n;
  return (ssize_t) n;
}

static ssize_t
write_cb (void       *cookie,
          const char *data,
          size_t      length)
{
  Scratch *self = cookie;

  if (length > G_MAXSSIZE - self->at || !ensure_room (self, self->at + length))
    {
      errno = ENOSPC;
      return 0; /* an error of fopencookie() */
    }
  if (self->at > self->size)
    memset (self->bytes + self->size, 0, self->at - self->size);
  memcpy (self->bytes + self->at, data, length);
  self->at += length;
  self->size = MAX (self->size, self->at);
  return (ssize_t) length;
}

static int
seek_cb (void    *cookie,
         off64_t *inout_offset,
         int      whence)
{
  Scratch *self = cookie;
  gint64 from = whence == SEEK_SET ? 0 : (gint64) (whence == SEEK_CUR ? self->at : self->size);

  if (*inout_offset < -from || *inout_offset > G_MAXSSIZE - from)
    {
      errno = EINVAL;
      return -1;
    }
  self->at = (gsize) (from + *inout_offset);
  *inout_offset = (off64_t) self->at;
  return 0;
}

static int
close_cb (void *cookie)
{
  Scratch *self = cookie;

  g_free (self->bytes);
  g_free (self);
  return 0;
}

/* The library's own, which this one takes the place of, is declared with a const or without it, as its version
 * is: no version's header is asked. */
FILE *lxw_tmpfile (const char *tmpdir);

FILE *
lxw_tmpfile (const char *tmpdir)
{
  static const cookie_io_functions_t functions = {
    .read = read_cb, .write = write_cb, .seek = seek_cb, .close = close_cb,
  };
  Scratch *self = g_new0 (Scratch, 1);
  FILE *file = fopencookie (self, "w+", functions);

  if (file == NULL)
    g_free (self);
  return file;
}
