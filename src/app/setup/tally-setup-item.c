/* tally-setup-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-item.h"

struct _TallySetupItem {
  GObject               parent_instance;
  TallyEnginePlaceKind  kind;
  gint64                id;
  char                 *name;     /* (owned) */
  GListStore           *children; /* (owned) (nullable) */
  gboolean              is_chosen;
};

enum { PROP_NAME = 1, PROP_ICON_NAME, PROP_CAN_CHOOSE, PROP_CHOSEN, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallySetupItem, tally_setup_item, G_TYPE_OBJECT)

static const char *
get_icon_name (TallySetupItem *self)
{
  static const char *const icons[] = {
    [TALLY_ENGINE_PLACE_ROOT] = "user-home-symbolic",
    [TALLY_ENGINE_PLACE_WORKSPACE] = "system-users-symbolic",
    [TALLY_ENGINE_PLACE_FOLDER] = "folder-symbolic",
    [TALLY_ENGINE_PLACE_SHEET] = "x-office-spreadsheet-symbolic",
  };

  return self->id == 0 ? "content-loading-symbolic" : icons[self->kind];
}

static void
tally_setup_item_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TallySetupItem *self = TALLY_SETUP_ITEM (object);

  switch (id)
    {
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_ICON_NAME: g_value_set_static_string (value, get_icon_name (self)); break;
    case PROP_CAN_CHOOSE: g_value_set_boolean (value, self->id != 0); break;
    case PROP_CHOSEN: g_value_set_boolean (value, self->is_chosen); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_setup_item_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (id == PROP_CHOSEN)
    tally_setup_item_set_chosen (TALLY_SETUP_ITEM (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_setup_item_finalize (GObject *object)
{
  TallySetupItem *self = TALLY_SETUP_ITEM (object);

  g_clear_object (&self->children);
  g_free (self->name);
  G_OBJECT_CLASS (tally_setup_item_parent_class)->finalize (object);
}

static void
tally_setup_item_class_init (TallySetupItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tally_setup_item_get_property;
  object_class->set_property = tally_setup_item_set_property;
  object_class->finalize = tally_setup_item_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CAN_CHOOSE] = g_param_spec_boolean ("can-choose", NULL, NULL, FALSE, flags);
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                                                  flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_setup_item_init (TallySetupItem *self)
{
}

TallySetupItem *
tally_setup_item_new (TallyEnginePlaceKind  kind,
                      gint64                id,
                      const char           *name)
{
  TallySetupItem *self = g_object_new (TALLY_TYPE_SETUP_ITEM, NULL);

  self->kind = kind;
  self->id = id;
  self->name = *name != '\0' || id == 0 ? g_strdup (name) : g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return self;
}

TallyEnginePlaceKind
tally_setup_item_get_kind (TallySetupItem *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_ITEM (self), TALLY_ENGINE_PLACE_SHEET);
  return self->kind;
}

gint64
tally_setup_item_get_id (TallySetupItem *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_ITEM (self), 0);
  return self->id;
}

const char *
tally_setup_item_get_name (TallySetupItem *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_ITEM (self), "");
  return self->name;
}

void
tally_setup_item_set_name (TallySetupItem *self,
                           const char     *name)
{
  g_return_if_fail (TALLY_IS_SETUP_ITEM (self) && name != NULL);
  if (*name == '\0' || strcmp (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

gboolean
tally_setup_item_is_chosen (TallySetupItem *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_ITEM (self), FALSE);
  return self->is_chosen;
}

void
tally_setup_item_set_chosen (TallySetupItem *self,
                             gboolean        is_chosen)
{
  g_return_if_fail (TALLY_IS_SETUP_ITEM (self));
  if (self->is_chosen == is_chosen)
    return;
  self->is_chosen = is_chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

GListStore *
tally_setup_item_get_children (TallySetupItem *self,
                               gboolean       *out_is_new)
{
  g_return_val_if_fail (TALLY_IS_SETUP_ITEM (self), NULL);
  *out_is_new = self->children == NULL;
  if (self->children == NULL)
    self->children = g_list_store_new (TALLY_TYPE_SETUP_ITEM);
  return self->children;
}
