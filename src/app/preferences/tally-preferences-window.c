/* tally-preferences-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-preferences-window.h"

#include <glib/gi18n.h>

#include "tally-app-settings.h"
#include "tally-preferences-groups.h"
#include "tally-preferences-row.h"

struct _TallyPreferencesWindow {
  AdwPreferencesWindow  parent_instance;
  TallyAppSession      *session; /* (owned) */
  GPtrArray            *rows;    /* (owned) (element-type TallyPreferencesRow): borrowed of the pages */
};

G_DEFINE_FINAL_TYPE (TallyPreferencesWindow, tally_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* Between two desks there is no configuration for a moment; what can't be read is told by the main window. */
static void
session_cb (TallyPreferencesWindow *self)
{
  if (!tally_app_settings_can_change (self->session))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    tally_preferences_row_show (self->rows->pdata[i]);
}

static void
add_rows (TallyPreferencesWindow *self,
          AdwPreferencesPage     *page,
          guint                   index)
{
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);
  AdwPreferencesGroup *group = NULL;

  for (gsize i = 0; i < n_keys; i++)
    {
      TallyPreferencesRow *row;

      if (tally_preferences_group_find_page (keys[i].group) != index)
        continue;
      if (group == NULL || strcmp (keys[i].group, keys[i - 1].group) != 0)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, tally_preferences_group_get_title (keys[i].group));
          adw_preferences_page_add (page, group);
        }
      row = tally_preferences_row_new (&keys[i], self->session);
      adw_preferences_group_add (group, GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
}

static void
add_pages (TallyPreferencesWindow *self)
{
  guint n_pages;
  const TallyPreferencesPage *pages = tally_preferences_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

      adw_preferences_page_set_title (page, _(pages[i].title));
      adw_preferences_page_set_icon_name (page, pages[i].icon_name);
      add_rows (self, page, i);
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
    }
}

/* Sample data and packs have no file, and one that can't be read has no values: say so, with the way out. */
static void
add_reason (TallyPreferencesWindow *self)
{
  const char *problem = tally_app_session_get_problem (self->session);
  gboolean can_change = tally_app_settings_can_change (self->session);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-information-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), can_change ? _("The Configuration Can't Be Read") : _("No Settings Here"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status),
                                   can_change ? problem : _("What you look at has no configuration of its own. Your own data has."));
  if (!can_change)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("Open _My Data"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.own-data");
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      adw_status_page_set_child (ADW_STATUS_PAGE (status), button);
    }
  adw_preferences_group_add (group, status);
  adw_preferences_page_add (page, group);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
}

static gboolean
tally_preferences_window_close_request (GtkWindow *window)
{
  TallyPreferencesWindow *self = TALLY_PREFERENCES_WINDOW (window);

  for (guint i = 0; i < self->rows->len; i++)
    tally_preferences_row_keep (self->rows->pdata[i]);
  return GTK_WINDOW_CLASS (tally_preferences_window_parent_class)->close_request (window);
}

/* libadwaita 1.2 leaks the groups of a window that can be searched: what stands in them is ours, and goes. */
static void
remove_rows (TallyPreferencesWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
tally_preferences_window_dispose (GObject *object)
{
  TallyPreferencesWindow *self = TALLY_PREFERENCES_WINDOW (object);

  remove_rows (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tally_preferences_window_parent_class)->dispose (object);
}

static void
tally_preferences_window_finalize (GObject *object)
{
  g_ptr_array_unref (TALLY_PREFERENCES_WINDOW (object)->rows);
  G_OBJECT_CLASS (tally_preferences_window_parent_class)->finalize (object);
}

static void
tally_preferences_window_class_init (TallyPreferencesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tally_preferences_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_preferences_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tally_preferences_window_close_request;
}

static void
tally_preferences_window_init (TallyPreferencesWindow *self)
{
  self->rows = g_ptr_array_new ();
}

TallyPreferencesWindow *
tally_preferences_window_new (GtkWindow       *parent,
                              TallyAppSession *session)
{
  TallyPreferencesWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && TALLY_IS_APP_SESSION (session), NULL);
  self = g_object_new (TALLY_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE, "default-width", 720,
                       "default-height", 680, "application", gtk_window_get_application (parent), NULL);
  self->session = g_object_ref (session);
  if (tally_app_settings_can_change (session) && tally_app_session_get_config (session) != NULL)
    add_pages (self);
  else
    add_reason (self);
  g_signal_connect_object (session, "notify::desk", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);
  return self;
}
