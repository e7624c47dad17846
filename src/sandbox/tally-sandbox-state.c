/* tally-sandbox-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-state.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/file.h>
#include <unistd.h>

#include "tally-sandbox-compact.h"
#include "tally-sandbox-error.h"

/* Shorter journals are done again faster than it is worth to rewrite them. */
#define MIN_COMPACT_BYTES (4 * 1024 * 1024)

struct _TallySandboxState
{
  char *blob_dir;      /* (owned) */
  char *journal_path;  /* (owned) */
  int   lock_fd;
  int   fd;            /* of the journal */
  gsize size_bytes;    /* of the journal */
  gsize compact_bytes; /* size from which on it is shortened */
};

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *path)
{
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_FAILED, "can't %s %s: %s", what,
               path, g_strerror (errno));
  return FALSE;
}

static gboolean
check_origin (const char  *dir,
              const char  *origin,
              GError     **error)
{
  g_autofree char *path = g_build_filename (dir, "origin", NULL);
  g_autofree char *known = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_file_set_contents (path, origin, -1, error);
  if (!g_file_get_contents (path, &known, NULL, error))
    return FALSE;
  if (strcmp (known, origin) == 0)
    return TRUE;
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
               "%s holds a sandbox started with “%s”, not with “%s”; use these options, or "
               "another folder", dir, known, origin);
  return FALSE;
}

static gboolean
lock (TallySandboxState  *self,
      const char         *dir,
      GError            **error)
{
  g_autofree char *path = g_build_filename (dir, "lock", NULL);

  self->lock_fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    return fail (error, "open", path);
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) != 0)
    return fail (error, "lock (is another sandbox using the folder?)", path);
  return TRUE;
}

static gboolean
open_journal (TallySandboxState  *self,
              GError            **error)
{
  self->fd = g_open (self->journal_path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  return self->fd >= 0 || fail (error, "open", self->journal_path);
}

TallySandboxState *
tally_sandbox_state_open (const char  *dir,
                          const char  *origin,
                          GError     **error)
{
  g_autoptr (TallySandboxState) self = g_new0 (TallySandboxState, 1);

  self->fd = self->lock_fd = -1;
  self->compact_bytes = MIN_COMPACT_BYTES;
  self->blob_dir = g_build_filename (dir, "attachments", NULL);
  self->journal_path = g_build_filename (dir, "journal.jsonl", NULL);
  if (g_mkdir_with_parents (self->blob_dir, 0700) != 0)
    {
      fail (error, "make", self->blob_dir);
      return NULL;
    }
  if (!lock (self, dir, error) || !open_journal (self, error) ||
      !check_origin (dir, origin, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tally_sandbox_state_close (TallySandboxState *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  if (self->lock_fd >= 0)
    g_close (self->lock_fd, NULL);
  g_free (self->blob_dir);
  g_free (self->journal_path);
  g_free (self);
}

const char *
tally_sandbox_state_get_blob_dir (TallySandboxState *self)
{
  return self->blob_dir;
}

/* The short journal takes the long one's place in one step. When that fails, the long one is as
 * good as before. */
static void
compact (TallySandboxState *self)
{
  g_autofree char *contents = NULL;
  g_autoptr (GString) shorter = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (self->journal_path, &contents, &length, &error))
    {
      g_debug ("the sandbox's journal stays long: %s", error->message);
      return;
    }
  shorter = tally_sandbox_compact_journal (contents, length);
  self->compact_bytes = MAX (MIN_COMPACT_BYTES, 2 * shorter->len);
  if (shorter->len > length / 4 * 3)
    return;
  if (!g_file_set_contents_full (self->journal_path, shorter->str, (gssize) shorter->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &error))
    {
      g_debug ("the sandbox's journal stays long: %s", error->message);
      return;
    }
  self->size_bytes = shorter->len;
  g_close (self->fd, NULL);
  /* Without a descriptor nothing more can be appended, so nothing more is acknowledged. */
  if (!open_journal (self, &error))
    g_debug ("%s", error->message);
}

gboolean
tally_sandbox_state_restore (TallySandboxState  *self,
                             TallySandboxWorld  *world,
                             GError            **error)
{
  g_autofree char *contents = NULL;
  gsize length = 0;
  guint n_lines = 0;
  char *line;
  char *end;

  if (!g_file_get_contents (self->journal_path, &contents, &length, error))
    return FALSE;
  for (line = contents; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      *end = '\0';
      n_lines++;
      if (tally_sandbox_world_replay (world, line, error))
        continue;
      g_prefix_error (error, "%s, line %u: ", self->journal_path, n_lines);
      return FALSE;
    }
  if ((gsize) (line - contents) != length && ftruncate (self->fd, line - contents) != 0)
    return fail (error, "cut", self->journal_path);
  self->size_bytes = (gsize) (line - contents);
  if (self->size_bytes >= self->compact_bytes)
    compact (self);
  return TRUE;
}

gboolean
tally_sandbox_state_append (TallySandboxState *self,
                            const char        *batch)
{
  g_autofree char *line = g_strconcat (batch, "\n", NULL);
  gsize length = strlen (line);
  off_t start = lseek (self->fd, 0, SEEK_END);
  gsize n_written = 0;

  while (n_written < length)
    {
      gssize n = write (self->fd, line + n_written, length - n_written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n > 0)
        {
          n_written += (gsize) n;
          continue;
        }
      /* A torn line would hide all that follow it. */
      if (start < 0 || ftruncate (self->fd, start) != 0)
        g_debug ("the journal of the sandbox is torn at %" G_GINT64_FORMAT, (gint64) start);
      return FALSE;
    }
  self->size_bytes += length;
  if (self->size_bytes >= self->compact_bytes)
    compact (self);
  return TRUE;
}
