/* tally-setup-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-places.h"

struct _TallySetupPlaces {
  GObject     parent_instance;
  GHashTable *items; /* (owned) id → TallySetupItem, borrowed from @order: ids are unique over all kinds */
  GPtrArray  *order; /* (owned) TallySetupItem */
  gboolean    is_filling;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallySetupPlaces, tally_setup_places, G_TYPE_OBJECT)

static const struct {
  const char           *key;
  TallyEnginePlaceKind  kind;
} keys[] = {
  { "workspaces", TALLY_ENGINE_PLACE_WORKSPACE },
  { "folders", TALLY_ENGINE_PLACE_FOLDER },
  { "sheets", TALLY_ENGINE_PLACE_SHEET },
};

static void
chosen_cb (TallySetupPlaces *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static TallySetupItem *
ensure (TallySetupPlaces     *self,
        TallyEnginePlaceKind  kind,
        gint64                id,
        const char           *name)
{
  TallySetupItem *item = g_hash_table_lookup (self->items, &id);

  if (item != NULL)
    {
      tally_setup_item_set_name (item, name);
      return item;
    }
  item = tally_setup_item_new (kind, id, name);
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->order, item);
  g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
  return item;
}

void
tally_setup_places_take (TallySetupPlaces *self,
                         GPtrArray        *found,
                         GListStore       *store)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (TALLY_IS_SETUP_PLACES (self) && found != NULL && G_IS_LIST_STORE (store));
  items = g_ptr_array_new ();
  for (guint i = 0; i < found->len; i++)
    {
      const TallyEnginePlace *place = found->pdata[i];

      g_ptr_array_add (items, ensure (self, place->kind, place->id, place->name));
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

void
tally_setup_places_choose_configured (TallySetupPlaces *self,
                                      TallyConfig      *config)
{
  g_return_if_fail (TALLY_IS_SETUP_PLACES (self) && config != NULL);
  self->is_filling = TRUE;
  for (guint i = 0; i < self->order->len; i++)
    tally_setup_item_set_chosen (self->order->pdata[i], FALSE);
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_autoptr (GArray) ids = tally_config_dup_ids (config, "sources", keys[k].key);

      for (guint i = 0; i < ids->len; i++)
        tally_setup_item_set_chosen (ensure (self, keys[k].kind, g_array_index (ids, gint64, i), ""), TRUE);
    }
  self->is_filling = FALSE;
}

static gboolean
is_chosen_of (TallySetupItem       *item,
              TallyEnginePlaceKind  kind)
{
  return tally_setup_item_get_kind (item) == kind && tally_setup_item_is_chosen (item);
}

char *
tally_setup_places_dup_ids (TallySetupPlaces     *self,
                            TallyEnginePlaceKind  kind)
{
  g_autoptr (GString) ids = NULL;

  g_return_val_if_fail (TALLY_IS_SETUP_PLACES (self), NULL);
  ids = g_string_new (NULL);
  for (guint i = 0; i < self->order->len; i++)
    if (is_chosen_of (self->order->pdata[i], kind))
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? ";" : "",
                              tally_setup_item_get_id (self->order->pdata[i]));
  return g_strdup (ids->str);
}

guint
tally_setup_places_count_chosen (TallySetupPlaces     *self,
                                 TallyEnginePlaceKind  kind)
{
  guint n = 0;

  g_return_val_if_fail (TALLY_IS_SETUP_PLACES (self), 0);
  for (guint i = 0; i < self->order->len; i++)
    n += is_chosen_of (self->order->pdata[i], kind);
  return n;
}

static void
tally_setup_places_finalize (GObject *object)
{
  TallySetupPlaces *self = TALLY_SETUP_PLACES (object);

  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->order);
  G_OBJECT_CLASS (tally_setup_places_parent_class)->finalize (object);
}

static void
tally_setup_places_class_init (TallySetupPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tally_setup_places_finalize;
  signals[CHANGED] = g_signal_new ("changed", TALLY_TYPE_SETUP_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
tally_setup_places_init (TallySetupPlaces *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
}

TallySetupPlaces *
tally_setup_places_new (void)
{
  return g_object_new (TALLY_TYPE_SETUP_PLACES, NULL);
}
