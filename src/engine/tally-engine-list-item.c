/* tally-engine-list-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-list-item.h"

#include "tally-engine-list-private.h"

struct _TallyEngineListItem {
  GObject         parent_instance;
  GHashTable     *living;      /* (owned): shared by all items of the list */
  gint64          key;
  gpointer        record;      /* (owned) (nullable) */
  GDestroyNotify  record_free;
  GList           link;        /* of those that are kept; its data is the item while it is in */
};

enum { PROP_RECORD = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallyEngineListItem, tally_engine_list_item, G_TYPE_OBJECT)

static void
tally_engine_list_item_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_RECORD)
    g_value_set_pointer (value, TALLY_ENGINE_LIST_ITEM (object)->record);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_engine_list_item_finalize (GObject *object)
{
  TallyEngineListItem *self = TALLY_ENGINE_LIST_ITEM (object);

  g_hash_table_remove (self->living, &self->key);
  g_hash_table_unref (self->living);
  if (self->record != NULL)
    self->record_free (self->record);
  G_OBJECT_CLASS (tally_engine_list_item_parent_class)->finalize (object);
}

static void
tally_engine_list_item_class_init (TallyEngineListItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tally_engine_list_item_get_property;
  object_class->finalize = tally_engine_list_item_finalize;
  properties[PROP_RECORD] = g_param_spec_pointer ("record", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_engine_list_item_init (TallyEngineListItem *self)
{
}

gint64
tally_engine_list_item_get_key (TallyEngineListItem *self)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_LIST_ITEM (self), 0);
  return self->key;
}

gpointer
tally_engine_list_item_get_record (TallyEngineListItem *self)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_LIST_ITEM (self), NULL);
  return self->record;
}

TallyEngineListItem *
tally_engine_list_item_new (GHashTable     *living,
                            gint64          key,
                            GDestroyNotify  record_free)
{
  TallyEngineListItem *self = g_object_new (TALLY_TYPE_ENGINE_LIST_ITEM, NULL);

  self->living = g_hash_table_ref (living);
  self->key = key;
  self->record_free = record_free;
  g_hash_table_insert (living, &self->key, self);
  return self;
}

void
tally_engine_list_item_take_record (TallyEngineListItem *self,
                                    gpointer             record)
{
  gpointer old = self->record;

  self->record = record;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  if (old != NULL)
    self->record_free (old);
}

void
tally_engine_list_item_touch (TallyEngineListItem *self,
                              GQueue              *kept)
{
  if (self->link.data != NULL)
    g_queue_unlink (kept, &self->link);
  else
    g_object_ref (self);
  self->link.data = self;
  g_queue_push_head_link (kept, &self->link);
}

void
tally_engine_list_item_let_go (TallyEngineListItem *self,
                               GQueue              *kept)
{
  g_assert (self->link.data != NULL);
  g_queue_unlink (kept, &self->link);
  self->link.data = NULL;
  g_object_unref (self);
}

gboolean
tally_engine_list_item_is_held (TallyEngineListItem *self)
{
  return G_OBJECT (self)->ref_count > (self->link.data != NULL ? 1u : 0u);
}
