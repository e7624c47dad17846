/* tally-engine-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-folder-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-file-lock.h"
#include "tally-file-tree.h"

/* "<folder>/held.lock" says that its process is alive. */
#define HELD_NAME "held"

struct _TallyEngineFolder {
  char          *path; /* (owned) */
  TallyFileLock *held; /* (owned) */
};

/* A process that was killed could not remove its folder; one that is alive holds its lock. */
static void
sweep (const char *parent,
       const char *name)
{
  g_autofree char *folder = g_build_filename (parent, name, NULL);
  g_autofree char *held = g_build_filename (folder, HELD_NAME, NULL);
  g_autofree char *lock_file = g_strconcat (held, ".lock", NULL);
  g_autoptr (TallyFileLock) lock = NULL;
  GStatBuf status;

  if (g_lstat (folder, &status) != 0 || !S_ISDIR (status.st_mode) || status.st_uid != geteuid ()
      || !g_file_test (lock_file, G_FILE_TEST_EXISTS))
    return;
  lock = tally_file_lock_new (held, NULL);
  if (lock != NULL && !tally_file_tree_remove (folder, NULL))
    return; /* the next one tries again */
}

static void
sweep_all (const char *parent,
           const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      sweep (parent, name);
}

static gboolean
make (TallyEngineFolder  *self,
      GError            **error)
{
  g_autofree char *held = NULL;

  if (g_mkdtemp_full (self->path, 0700) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "can't make the folder %s: %s", self->path,
                   g_strerror (errno));
      return FALSE;
    }
  held = g_build_filename (self->path, HELD_NAME, NULL);
  self->held = tally_file_lock_new (held, error);
  return self->held != NULL;
}

TallyEngineFolder *
tally_engine_folder_new (const char  *parent,
                         const char  *prefix,
                         GError     **error)
{
  g_autoptr (TallyEngineFolder) self = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (parent != NULL && prefix != NULL, NULL);
  sweep_all (parent, prefix);
  self = g_new0 (TallyEngineFolder, 1);
  name = g_strconcat (prefix, "XXXXXX", NULL);
  self->path = g_build_filename (parent, name, NULL);
  return make (self, error) ? g_steal_pointer (&self) : NULL;
}

void
tally_engine_folder_free (TallyEngineFolder *self)
{
  if (self == NULL)
    return;
  tally_file_lock_free (self->held);
  g_free (self->path);
  g_free (self);
}

const char *
tally_engine_folder_get_path (TallyEngineFolder *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

gboolean
tally_engine_folder_remove (TallyEngineFolder  *self,
                            GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_file_tree_remove (self->path, error);
}
