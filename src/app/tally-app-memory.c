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
  GKeyFile *told; /* (owned): what is to be kept; an empty value is to be forgotten */
  char     *path; /* (owned) */
};

TallyAppMemory *
tally_app_memory_new (void)
{
  TallyAppMemory *self = g_new0 (TallyAppMemory, 1);

  self->file = g_key_file_new ();
  self->told = g_key_file_new ();
  self->path = g_build_filename (g_get_user_state_dir (), "tallyman", "app.ini", NULL);
  g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, NULL);
  return self;
}

static void
keep_group (TallyAppMemory *self,
            GKeyFile       *file,
            const char     *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->told, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (self->told, group, keys[i], NULL);
      if (*value != '\0')
        g_key_file_set_value (file, group, keys[i], value);
      else
        g_key_file_remove_key (file, group, keys[i], NULL);
    }
}

/* Pages have a memory of their own for a moment: what others kept meanwhile stays. */
static void
keep (TallyAppMemory *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;
  gsize n_groups;
  g_auto (GStrv) groups = g_key_file_get_groups (self->told, &n_groups);

  if (n_groups == 0)
    return;
  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  for (gsize i = 0; i < n_groups; i++)
    keep_group (self, file, groups[i]);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0 || !g_key_file_save_to_file (file, self->path, &error))
    g_debug ("not remembered: %s", error != NULL ? error->message : folder);
}

void
tally_app_memory_free (TallyAppMemory *self)
{
  if (self == NULL)
    return;
  keep (self);
  g_key_file_unref (self->file);
  g_key_file_unref (self->told);
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
  g_key_file_set_string (self->told, group, key, value != NULL ? value : "");
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
  g_key_file_set_int64 (self->told, group, key, value);
  g_key_file_set_int64 (self->file, group, key, value);
}
