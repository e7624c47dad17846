/* tally-app-rate-use.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-rate-use.h"

#include <glib/gi18n.h>

#include "tally-config-edit.h"

static const char *const *
list_files (TallyAppPage *page)
{
  return tally_config_get_list (tally_app_session_get_config (tally_app_page_get_session (page)), "rates", "files");
}

gboolean
tally_app_rate_use_can (TallyAppPage *page)
{
  TallyAppSession *session;

  g_return_val_if_fail (TALLY_IS_APP_PAGE (page), FALSE);
  session = tally_app_page_get_session (page);
  return tally_app_session_get_workspace (session) == TALLY_APP_WORKSPACE_OWN
         && tally_app_session_get_config_path (session) != NULL;
}

/* Variables of the environment win over the file: then nothing changes, and that is told. */
static gboolean
write_files (TallyAppPage      *page,
             const char *const *files)
{
  TallyAppSession *session = tally_app_page_get_session (page);
  g_autofree char *value = tally_config_join_items (files);
  const TallyConfigChange change = { .group = "rates", .key = "files", .value = value };
  g_autoptr (GError) error = NULL;

  if (!tally_config_edit (tally_app_session_get_config_path (session), &change, 1, &error))
    {
      tally_app_page_toast (page, error->message);
      return FALSE;
    }
  if (!tally_app_session_reopen (session))
    return FALSE;
  if (g_strv_equal (list_files (page), files))
    return TRUE;
  tally_app_page_toast (page, _("The configuration was changed, but TALLYMAN_RATES_FILES of the environment says otherwise"));
  return FALSE;
}

static void
undo_cb (TallyAppPage *page,
         gpointer      data)
{
  g_auto (GStrv) files = g_strdupv (data); /* the offer ends when the desk does */

  write_files (page, (const char *const *) files);
}

static void
change_files (TallyAppPage *page,
              GPtrArray    *files,
              const char   *title)
{
  char **before = g_strdupv ((char **) list_files (page));

  g_ptr_array_add (files, NULL);
  if (write_files (page, (const char *const *) files->pdata))
    tally_app_page_offer_undo (page, title, undo_cb, before, (GDestroyNotify) g_strfreev);
  else
    g_strfreev (before);
}

void
tally_app_rate_use_add (TallyAppPage *page,
                        const char   *path,
                        const char   *replaces)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  const char *const *files;
  gboolean is_there = FALSE;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && path != NULL);
  files = list_files (page);
  for (guint i = 0; files[i] != NULL; i++)
    {
      const char *file = g_strcmp0 (files[i], replaces) == 0 ? path : files[i];
      if (strcmp (file, path) == 0 && is_there)
        continue;
      is_there |= strcmp (file, path) == 0;
      g_ptr_array_add (changed, g_strdup (file));
    }
  if (!is_there)
    g_ptr_array_add (changed, g_strdup (path));
  change_files (page, changed, _("The table is in use from the next run on"));
}

void
tally_app_rate_use_drop (TallyAppPage *page,
                         const char   *path)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  const char *const *files;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && path != NULL);
  files = list_files (page);
  for (guint i = 0; files[i] != NULL; i++)
    if (strcmp (files[i], path) != 0)
      g_ptr_array_add (changed, g_strdup (files[i]));
  change_files (page, changed, _("The table is no longer in use"));
}
