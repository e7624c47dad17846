/* tally-app-autostart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-autostart.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "tally-app-application.h"
#include "tally-app-error.h"
#include "tally-engine-removal.h"
#include "tally-file.h"

#define SELF_LINK "/proc/self/exe"

char *
tally_app_autostart_dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", TALLY_APP_ID ".desktop", NULL);
}

/* A word of Exec: in double quotes, what is special in them escaped; twice, because the value is a string of a key file. */
static char *
quote (const char *word)
{
  GString *out = g_string_new ("\"");

  for (const char *c = word; *c != '\0'; c++)
    {
      if (strchr ("\"`$", *c) != NULL)
        g_string_append (out, "\\\\");
      else if (*c == '\\')
        g_string_append (out, "\\\\\\");
      else if (*c == '%')
        g_string_append_c (out, '%');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

static char *
dup_entry (void)
{
  g_autofree char *program = g_file_read_link (SELF_LINK, NULL);
  g_autofree char *quoted = quote (program != NULL ? program : "tallyman");

  return g_strdup_printf ("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Tallyman\n"
                          "Comment=%s\n"
                          "Exec=%s --gapplication-service\n"
                          "Icon=" TALLY_APP_ID "\n"
                          "NoDisplay=true\n"
                          TALLY_ENGINE_REMOVAL_AUTOSTART_MARK "\n", _("Keeps the schedule of billing runs"), quoted);
}

/* Whether nothing stands there, or what we wrote. */
static gboolean
check_ours (const char  *path,
            gboolean    *out_is_there,
            GError     **error)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  *out_is_there = g_lstat (path, &status) == 0;
  if (!*out_is_there)
    return TRUE;
  if (S_ISREG (status.st_mode) && g_file_get_contents (path, &text, NULL, NULL)
      && strstr (text, TALLY_ENGINE_REMOVAL_AUTOSTART_MARK) != NULL)
    return TRUE;
  g_set_error (error, TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED,
               _("%s is not of Tallyman’s making and was left alone: move it away first"), path);
  return FALSE;
}

static gboolean
write_entry (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = dup_entry ();
  g_autoptr (GError) failure = NULL;

  if (tally_file_ensure_folder (folder, &failure) && tally_file_write (path, text, strlen (text), 0644, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED, failure->message);
  return FALSE;
}

gboolean
tally_app_autostart_set (gboolean   is_wanted,
                         GError   **error)
{
  g_autofree char *path = tally_app_autostart_dup_path ();
  gboolean is_there;

  if (!check_ours (path, &is_there, error))
    return FALSE;
  if (is_wanted)
    return write_entry (path, error);
  if (!is_there || g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}
