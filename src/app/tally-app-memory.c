/* tally-app-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-memory.h"

#include <glib/gstdio.h>

#define FOLDER_MODE 0700

struct _TallyAppMemory {
  GKeyFile *file; /* (owned) */
  char     *path; /* (owned) */
};

TallyAppMemory *
tally_app_memory_new (void)
{
  TallyAppMemory *self = g_new0 (TallyAppMemory, 1);

  self->file = g_key_file_new ();
  self->path = g_build_filename (g_get_user_state_dir (), "tallyman", "app.ini", NULL);
  g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, NULL);
  return self;
}

void
tally_app_memory_free (TallyAppMemory *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  folder = g_path_get_dirname (self->path);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0 || !g_key_file_save_to_file (self->file, self->path, &error))
    g_debug ("not remembered: %s", error != NULL ? error->message : folder);
  g_key_file_unref (self->file);
  g_free (self->path);
  g_free (self);
}

char *
tally_app_memory_get_text (TallyAppMemory *self,
                           const char     *group,
                           const char     *key)
{
  g_return_val_if_fail (self != NULL && group != NULL && key != NULL, NULL);
  return g_key_file_get_string (self->file, group, key, NULL);
}

void
tally_app_memory_set_text (TallyAppMemory *self,
                           const char     *group,
                           const char     *key,
                           const char     *value)
{
  g_return_if_fail (self != NULL && group != NULL && key != NULL);
  if (value != NULL)
    g_key_file_set_string (self->file, group, key, value);
  else
    g_key_file_remove_key (self->file, group, key, NULL);
}

gint64
tally_app_memory_get_number (TallyAppMemory *self,
                             const char     *group,
                             const char     *key,
                             gint64          fallback)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_return_val_if_fail (self != NULL && group != NULL && key != NULL, fallback);
  value = g_key_file_get_int64 (self->file, group, key, &error);
  return error == NULL ? value : fallback;
}

void
tally_app_memory_set_number (TallyAppMemory *self,
                             const char     *group,
                             const char     *key,
                             gint64          value)
{
  g_return_if_fail (self != NULL && group != NULL && key != NULL);
  g_key_file_set_int64 (self->file, group, key, value);
}
