/* tally-app-book-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-row.h"

struct _TallyAppBookRow {
  AdwBin    parent_instance;

  /* template */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *total;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (TallyAppBookRow, tally_app_book_row, ADW_TYPE_BIN)

static void
set_item (TallyAppBookRow  *self,
          TallyAppBookItem *item)
{
  g_autofree char *title = NULL, *subtitle = NULL, *total = NULL, *state = NULL;
  g_auto (GStrv) title_classes = NULL;
  g_auto (GStrv) state_classes = NULL;

  g_object_get (item, "title", &title, "subtitle", &subtitle, "total", &total, "state", &state,
                "title-classes", &title_classes, "state-classes", &state_classes, NULL);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self->title), (const char **) title_classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), (const char **) state_classes);
}

/* The list's own widget around ours is what is focused: it says all of it in one go. */
static void
name_row (GtkWidget        *child,
          TallyAppBookItem *item)
{
  g_autofree char *title = NULL, *subtitle = NULL, *total = NULL, *state = NULL, *name = NULL;
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row == NULL)
    return;
  g_object_get (item, "title", &title, "subtitle", &subtitle, "total", &total, "state", &state, NULL);
  name = g_strjoin (", ", title, subtitle, *total != '\0' ? total : NULL, state, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (TALLY_TYPE_APP_BOOK_ROW, NULL));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  TallyAppBookItem *item = gtk_list_item_get_item (list_item);
  gboolean is_book = tally_app_book_item_get_book (item) != NULL;

  gtk_list_item_set_selectable (list_item, is_book);
  gtk_list_item_set_activatable (list_item, is_book);
  set_item (TALLY_APP_BOOK_ROW (gtk_list_item_get_child (list_item)), item);
  name_row (gtk_list_item_get_child (list_item), item);
}

static void
tally_app_book_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_BOOK_ROW);
  G_OBJECT_CLASS (tally_app_book_row_parent_class)->dispose (object);
}

static void
tally_app_book_row_class_init (TallyAppBookRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_book_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-book-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookRow, title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookRow, total);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookRow, state);
}

static void
tally_app_book_row_init (TallyAppBookRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkListItemFactory *
tally_app_book_row_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
