/* tally-engine-trash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-trash-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-file.h"

/* freedesktop.org's Trash specification, 1.0. */
#define INFO_SUFFIX ".trashinfo"
#define INFO_GROUP "Trash Info"

/* The path that a trashed file had: relative ones stand on the device's top folder. */
static char *
read_origin (const char *info_file,
             const char *top)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;

  if (!g_key_file_load_from_file (info, info_file, G_KEY_FILE_NONE, NULL))
    return NULL;
  escaped = g_key_file_get_string (info, INFO_GROUP, "Path", NULL);
  path = escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;
  if (path == NULL || g_path_is_absolute (path) || top == NULL)
    return g_steal_pointer (&path);
  return g_build_filename (top, path, NULL);
}

/* The newest entry of @trash that came from @path. */
static char *
find_in (const char *trash,
         const char *top,
         const char *path)
{
  g_autofree char *infos = g_build_filename (trash, "info", NULL);
  g_autoptr (GDir) dir = g_dir_open (infos, 0, NULL);
  g_autofree char *found = NULL;
  gint64 newest = -1;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *info_file = g_build_filename (infos, name, NULL);
      g_autofree char *origin = g_str_has_suffix (name, INFO_SUFFIX) ? read_origin (info_file, top) : NULL;
      GStatBuf status;
      gint64 changed_nsec;
      if (origin == NULL || strcmp (origin, path) != 0 || g_stat (info_file, &status) != 0)
        continue;
      changed_nsec = (gint64) status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
      if (changed_nsec <= newest)
        continue;
      newest = changed_nsec;
      g_free (found);
      found = g_strndup (name, strlen (name) - strlen (INFO_SUFFIX));
    }
  return found != NULL ? g_build_filename (trash, "files", found, NULL) : NULL;
}

/* Top folders of devices above @path: each may have a trash of its own. */
static char *
find_on_device (const char *path)
{
  g_autofree char *top = g_path_get_dirname (path);

  while (TRUE)
    {
      g_autofree char *own = g_strdup_printf ("%s/.Trash-%u", top, (guint) getuid ());
      g_autofree char *shared = g_strdup_printf ("%s/.Trash/%u", top, (guint) getuid ());
      char *found = find_in (own, top, path);
      g_autofree char *above = NULL;
      if (found == NULL)
        found = find_in (shared, top, path);
      if (found != NULL || strcmp (top, "/") == 0)
        return found;
      above = g_path_get_dirname (top);
      g_free (top);
      top = g_steal_pointer (&above);
    }
}

gboolean
tally_engine_trash_put (const char  *path,
                        char       **out_place,
                        GError     **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *home_trash = NULL;
  char *place;

  g_return_val_if_fail (path != NULL && out_place != NULL, FALSE);
  file = g_file_new_for_path (path);
  if (!g_file_trash (file, NULL, error))
    return FALSE;
  home_trash = g_build_filename (g_get_user_data_dir (), "Trash", NULL);
  place = find_in (home_trash, NULL, path);
  *out_place = place != NULL ? place : find_on_device (path);
  return TRUE;
}

/* "…/files/NAME" → "…/info/NAME.trashinfo" */
static char *
dup_info_file (const char *place)
{
  g_autofree char *files = g_path_get_dirname (place);
  g_autofree char *trash = g_path_get_dirname (files);
  g_autofree char *base = g_path_get_basename (place);
  g_autofree char *name = g_strconcat (base, INFO_SUFFIX, NULL);

  return g_build_filename (trash, "info", name, NULL);
}

gboolean
tally_engine_trash_take (const char  *place,
                         const char  *path,
                         GError     **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *info_file = NULL;
  GStatBuf status;

  g_return_val_if_fail (place != NULL && path != NULL, FALSE);
  folder = g_path_get_dirname (path);
  if (g_lstat (place, &status) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is no longer in the trash", path);
  else if (g_lstat (path, &status) == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is there again by now", path);
  else if (!tally_file_ensure_folder (folder, error))
    return FALSE;
  else if (g_rename (place, path) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "can't bring back %s: %s", path, g_strerror (errno));
  else
    {
      info_file = dup_info_file (place);
      g_unlink (info_file);
      return TRUE;
    }
  return FALSE;
}
