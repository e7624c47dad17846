/* tally-app-pair.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-pair.h"

#include <glib/gi18n.h>

struct _TallyAppPair {
  GObject  parent_instance;
  char    *title; /* (owned) */
  char    *text;  /* (owned) */
  char    *uri;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (TallyAppPair, tally_app_pair, G_TYPE_OBJECT)

static void
tally_app_pair_finalize (GObject *object)
{
  TallyAppPair *self = TALLY_APP_PAIR (object);

  g_free (self->title);
  g_free (self->text);
  g_free (self->uri);
  G_OBJECT_CLASS (tally_app_pair_parent_class)->finalize (object);
}

static void
tally_app_pair_class_init (TallyAppPairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tally_app_pair_finalize;
}

static void
tally_app_pair_init (TallyAppPair *self)
{
}

TallyAppPair *
tally_app_pair_new (const char *title,
                    const char *text,
                    const char *uri)
{
  TallyAppPair *self;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);
  self = g_object_new (TALLY_TYPE_APP_PAIR, NULL);
  self->title = g_strdup (title);
  self->text = g_strdup (text);
  self->uri = uri != NULL && *uri != '\0' ? g_strdup (uri) : NULL;
  return self;
}

void
tally_app_pair_append (GListStore *store,
                       const char *title,
                       const char *text,
                       const char *uri)
{
  g_autoptr (TallyAppPair) pair = tally_app_pair_new (title, text, uri);

  g_list_store_append (store, pair);
}

static GtkWidget *
make_label (const char *text,
            float       xalign,
            gboolean    is_dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_button (const TallyAppPair *pair)
{
  GtkWidget *button = gtk_link_button_new (pair->uri);
  g_autofree char *name = g_strdup_printf (_("Open %s"), pair->title);

  gtk_button_set_icon_name (GTK_BUTTON (button), "adw-external-link-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  const TallyAppPair *pair = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = make_label (pair->text, 1, FALSE);
  g_autofree char *name = g_strdup_printf ("%s: %s", pair->title, pair->text);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), make_label (pair->title, 0, TRUE));
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (pair->uri != NULL)
    gtk_box_append (GTK_BOX (box), make_button (pair));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static gboolean
has_lines (GBinding     *binding,
           const GValue *n_items,
           GValue       *is_visible,
           gpointer      data)
{
  g_value_set_boolean (is_visible, g_value_get_uint (n_items) > 0);
  return TRUE;
}

void
tally_app_pair_bind (GtkListBox *list,
                     GListStore *store)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list) && G_IS_LIST_STORE (store));
  gtk_list_box_bind_model (list, G_LIST_MODEL (store), make_row, NULL, NULL);
  g_object_bind_property_full (store, "n-items", list, "visible", G_BINDING_SYNC_CREATE, has_lines, NULL, NULL, NULL);
}
