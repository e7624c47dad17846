/* tally-setup-fact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-fact.h"

#include <adwaita.h>

/* A longer mark is wrapped, so that a narrow window keeps room for what it is about. */
#define MARK_CHARS 16

struct _TallySetupFact {
  GObject  parent_instance;
  char    *title;    /* (owned) */
  char    *subtitle; /* (owned) (nullable) */
  char    *mark;     /* (owned) (nullable) */
  char    *style;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (TallySetupFact, tally_setup_fact, G_TYPE_OBJECT)

static void
tally_setup_fact_finalize (GObject *object)
{
  TallySetupFact *self = TALLY_SETUP_FACT (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->mark);
  g_free (self->style);
  G_OBJECT_CLASS (tally_setup_fact_parent_class)->finalize (object);
}

static void
tally_setup_fact_class_init (TallySetupFactClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tally_setup_fact_finalize;
}

static void
tally_setup_fact_init (TallySetupFact *self)
{
}

void
tally_setup_fact_add (GListStore *store,
                      const char *title,
                      const char *subtitle,
                      const char *mark,
                      const char *style)
{
  g_autoptr (TallySetupFact) fact = NULL;

  g_return_if_fail (G_IS_LIST_STORE (store) && title != NULL);
  fact = g_object_new (TALLY_TYPE_SETUP_FACT, NULL);
  fact->title = g_strdup (title);
  fact->subtitle = g_strdup (subtitle);
  fact->mark = g_strdup (mark);
  fact->style = g_strdup (style);
  g_list_store_append (store, fact);
}

/* Names are no markup. */
static GtkWidget *
make_row_cb (gpointer item,
             gpointer data)
{
  TallySetupFact *fact = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fact->title);
  if (fact->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fact->subtitle);
  if (fact->mark == NULL)
    return row;
  mark = gtk_label_new (fact->mark);
  if (fact->style != NULL)
    gtk_widget_add_css_class (mark, fact->style);
  gtk_label_set_wrap (GTK_LABEL (mark), TRUE);
  gtk_label_set_xalign (GTK_LABEL (mark), 1);
  gtk_label_set_width_chars (GTK_LABEL (mark), (int) MIN (g_utf8_strlen (fact->mark, -1), MARK_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (mark), MARK_CHARS);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  return row;
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            gpointer    list)
{
  gtk_widget_set_visible (list, g_list_model_get_n_items (model) > 0);
}

GListStore *
tally_setup_fact_bind (GtkListBox *list)
{
  GListStore *store;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);
  store = g_list_store_new (TALLY_TYPE_SETUP_FACT);
  gtk_list_box_bind_model (list, G_LIST_MODEL (store), make_row_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (changed_cb), list, 0);
  return store;
}
