/* tally-app-sidebar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-sidebar-private.h"

#include <glib/gi18n.h>

#define INFO_KEY "tally-page-info"
#define BADGE_KEY "tally-badge"

/* A number beyond tells no more than that there is a lot. */
#define MAX_BADGE 999

void
tally_app_sidebar_add (GtkListBox             *list,
                       const TallyAppPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_(info->title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_add_css_class (badge, "dim-label");
  gtk_widget_hide (badge);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon_name));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(info->title), -1);
  g_object_set_data (G_OBJECT (row), INFO_KEY, (gpointer) info);
  g_object_set_data (G_OBJECT (row), BADGE_KEY, badge);
  gtk_list_box_append (list, row);
}

const TallyAppPageInfo *
tally_app_sidebar_get_info (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), INFO_KEY);
}

static GtkListBoxRow *
find_row (GtkListBox *list,
          const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (strcmp (tally_app_sidebar_get_info (row)->id, id) == 0)
      return row;
  return NULL;
}

void
tally_app_sidebar_select (GtkListBox *list,
                          const char *id)
{
  GtkListBoxRow *row = find_row (list, id);

  if (row != NULL)
    gtk_list_box_select_row (list, row);
}

void
tally_app_sidebar_set_badge (GtkListBox *list,
                             const char *id,
                             guint       n)
{
  GtkListBoxRow *row = find_row (list, id);
  g_autofree char *text = g_strdup_printf ("%u%s", MIN (n, MAX_BADGE), n > MAX_BADGE ? "+" : "");
  g_autofree char *said = NULL;
  GtkWidget *badge;

  if (row == NULL)
    return;
  badge = g_object_get_data (G_OBJECT (row), BADGE_KEY);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, n > 0);
  if (n == 1) /* Translators: the name of a page on which one thing needs you */
    said = g_strdup_printf (_("%s, one needs you"), _(tally_app_sidebar_get_info (row)->title));
  else if (n > 1) /* Translators: the name of a page, and how many things need you there */
    said = g_strdup_printf (_("%s, %s need you"), _(tally_app_sidebar_get_info (row)->title), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said != NULL ? said : _(tally_app_sidebar_get_info (row)->title), -1);
}
