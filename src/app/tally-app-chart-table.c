/* tally-app-chart-table.c: the same values as rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart-private.h"

#include "tally-chart-table.h"

/* In the corner beside the title stands the menu's button. */
#define BUTTON_PX 32

/* What is filled row by row. */
typedef struct {
  GtkColumnView *view;
  GListStore    *rows;
} Filling;

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  data)
{
  GtkStringList *cells = gtk_list_item_get_item (item);
  guint column = GPOINTER_TO_UINT (data);
  const char *text = column < g_list_model_get_n_items (G_LIST_MODEL (cells)) ? gtk_string_list_get_string (cells, column) : "";

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_column (GtkColumnView *view,
            const char    *title,
            guint          column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_expand (added, TRUE);
  gtk_column_view_append_column (view, added);
}

static gboolean
row_cb (const char *const *cells,
        gboolean           is_header,
        gpointer           data)
{
  Filling *filling = data;
  g_autoptr (GtkStringList) row = NULL;

  if (is_header)
    {
      for (guint i = 0; cells[i] != NULL; i++)
        add_column (filling->view, cells[i], i);
      return TRUE;
    }
  row = gtk_string_list_new (cells);
  g_list_store_append (filling->rows, row);
  return TRUE;
}

GtkWidget *
tally_app_chart_table_new (TallyAppChartContent *content)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *title = gtk_label_new (content->chart->title);
  Filling filling = { .rows = g_list_store_new (GTK_TYPE_STRING_LIST) };

  filling.view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  tally_chart_foreach_row (content->chart, &content->format, TALLY_CHART_CELLS_PEOPLE, row_cb, &filling);
  gtk_column_view_set_model (filling.view, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filling.rows))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (filling.view), GTK_ACCESSIBLE_PROPERTY_LABEL, content->chart->title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (filling.view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_end (title, BUTTON_PX);
  gtk_widget_set_size_request (title, -1, BUTTON_PX);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}
