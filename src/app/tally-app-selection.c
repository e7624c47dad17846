/* tally-app-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-selection.h"

struct _TallyAppSelection {
  GObject          parent_instance;
  TallyEngineList *list;     /* (owned) */
  GtkBitset       *selected; /* (owned): places */
  GHashTable      *keys;     /* (owned) (nullable): gint64, while the list is refreshed */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TallyAppSelection, tally_app_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return TALLY_TYPE_ENGINE_LIST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TALLY_APP_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (TALLY_APP_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (TALLY_APP_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_ref (TALLY_APP_SELECTION (model)->selected);
}

/* Everything by one way: select one, some, all, none. */
static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  TallyAppSelection *self = TALLY_APP_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint min, max;

  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  if (gtk_bitset_is_empty (changes))
    return TRUE;
  gtk_bitset_difference (self->selected, changes);
  min = gtk_bitset_get_minimum (changes);
  max = gtk_bitset_get_maximum (changes);
  gtk_selection_model_selection_changed (model, min, max - min + 1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static gint64
get_key (TallyAppSelection *self,
         guint              position)
{
  return tally_engine_list_get_row (self->list, position).key;
}

static void
refreshing_cb (TallyAppSelection *self)
{
  g_autoptr (GArray) keys = tally_app_selection_dup_keys (self);

  self->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (self->keys, g_memdup2 (&g_array_index (keys, gint64, i), sizeof (gint64)));
}

static void
find_keys_again (TallyAppSelection *self)
{
  guint n = g_hash_table_size (self->keys) > 0 ? get_n_items (G_LIST_MODEL (self)) : 0;

  gtk_bitset_remove_all (self->selected);
  for (guint i = 0; i < n; i++)
    {
      gint64 key = get_key (self, i);
      if (g_hash_table_contains (self->keys, &key))
        gtk_bitset_add (self->selected, i);
    }
}

static void
items_changed_cb (TallyAppSelection *self,
                  guint              position,
                  guint              n_removed,
                  guint              n_added)
{
  find_keys_again (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
refreshed_cb (TallyAppSelection *self)
{
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tally_app_selection_finalize (GObject *object)
{
  TallyAppSelection *self = TALLY_APP_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  G_OBJECT_CLASS (tally_app_selection_parent_class)->finalize (object);
}

static void
tally_app_selection_class_init (TallyAppSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tally_app_selection_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
tally_app_selection_init (TallyAppSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

TallyAppSelection *
tally_app_selection_new (TallyEngineList *list)
{
  TallyAppSelection *self;

  g_return_val_if_fail (TALLY_IS_ENGINE_LIST (list), NULL);
  self = g_object_new (TALLY_TYPE_APP_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "refreshing", G_CALLBACK (refreshing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

TallyEngineList *
tally_app_selection_get_list (TallyAppSelection *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self), NULL);
  return self->list;
}

guint
tally_app_selection_get_n (TallyAppSelection *self)
{
  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self), 0);
  return (guint) gtk_bitset_get_size (self->selected);
}

gint64
tally_app_selection_get_total_cents (TallyAppSelection *self)
{
  GtkBitsetIter iter;
  gint64 total_cents = 0;
  guint position;

  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self), 0);
  for (gboolean has = gtk_bitset_iter_init_first (&iter, self->selected, &position); has;
       has = gtk_bitset_iter_next (&iter, &position))
    if (__builtin_add_overflow (total_cents, tally_engine_list_get_row (self->list, position).cents, &total_cents))
      return G_MAXINT64;
  return total_cents;
}

gboolean
tally_app_selection_get_first (TallyAppSelection *self,
                               guint             *out_position)
{
  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self) && out_position != NULL, FALSE);
  if (gtk_bitset_is_empty (self->selected))
    return FALSE;
  *out_position = gtk_bitset_get_minimum (self->selected);
  return TRUE;
}

gboolean
tally_app_selection_get_last (TallyAppSelection *self,
                              guint             *out_position)
{
  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self) && out_position != NULL, FALSE);
  if (gtk_bitset_is_empty (self->selected))
    return FALSE;
  *out_position = gtk_bitset_get_maximum (self->selected);
  return TRUE;
}

GArray *
tally_app_selection_dup_keys (TallyAppSelection *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (TALLY_IS_APP_SELECTION (self), keys);
  for (gboolean has = gtk_bitset_iter_init_first (&iter, self->selected, &position); has;
       has = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 key = get_key (self, position);
      g_array_append_val (keys, key);
    }
  return keys;
}

void
tally_app_selection_select_only (TallyAppSelection *self,
                                 guint              position)
{
  guint n;

  g_return_if_fail (TALLY_IS_APP_SELECTION (self));
  n = get_n_items (G_LIST_MODEL (self));
  if (n > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self), MIN (position, n - 1), TRUE);
}
