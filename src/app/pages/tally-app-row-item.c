/* tally-app-row-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-row-item.h"

struct _TallyAppRowItem {
  GObject  parent_instance;
  char    *title;    /* (owned) */
  char    *subtitle; /* (owned) */
  char    *value;    /* (owned) */
  char    *style;    /* (owned) */
  gint64   number;
};

G_DEFINE_FINAL_TYPE (TallyAppRowItem, tally_app_row_item, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_VALUE,
  PROP_STYLE,
  PROP_NUMBER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char **
find_text (TallyAppRowItem *self,
           guint            id)
{
  switch (id)
    {
    case PROP_TITLE:
      return &self->title;
    case PROP_SUBTITLE:
      return &self->subtitle;
    case PROP_VALUE:
      return &self->value;
    case PROP_STYLE:
      return &self->style;
    default:
      return NULL;
    }
}

static void
tally_app_row_item_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  TallyAppRowItem *self = TALLY_APP_ROW_ITEM (object);
  char **text = find_text (self, id);

  if (text != NULL)
    g_value_set_string (value, *text);
  else if (id == PROP_NUMBER)
    g_value_set_int64 (value, self->number);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_app_row_item_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  TallyAppRowItem *self = TALLY_APP_ROW_ITEM (object);
  char **text = find_text (self, id);

  if (text != NULL)
    *text = g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
  else if (id == PROP_NUMBER)
    self->number = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_app_row_item_finalize (GObject *object)
{
  TallyAppRowItem *self = TALLY_APP_ROW_ITEM (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->value);
  g_free (self->style);
  G_OBJECT_CLASS (tally_app_row_item_parent_class)->finalize (object);
}

static void
tally_app_row_item_class_init (TallyAppRowItemClass *klass)
{
  static const char *const names[] = { NULL, "title", "subtitle", "value", "style" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tally_app_row_item_finalize;
  object_class->get_property = tally_app_row_item_get_property;
  object_class->set_property = tally_app_row_item_set_property;
  for (guint i = PROP_TITLE; i <= PROP_STYLE; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_int64 ("number", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_row_item_init (TallyAppRowItem *self)
{
}

TallyAppRowItem *
tally_app_row_item_new (const TallyAppRowWords *words)
{
  g_return_val_if_fail (words != NULL && words->title != NULL, NULL);
  return g_object_new (TALLY_TYPE_APP_ROW_ITEM, "title", words->title, "subtitle", words->subtitle, "value", words->value,
                       "style", words->style, "number", words->number, NULL);
}

void
tally_app_row_item_append (GListStore             *list,
                           const TallyAppRowWords *words)
{
  g_autoptr (TallyAppRowItem) item = tally_app_row_item_new (words);

  g_list_store_append (list, item);
}

gint64
tally_app_row_item_get_number (TallyAppRowItem *self)
{
  g_return_val_if_fail (TALLY_IS_APP_ROW_ITEM (self), 0);
  return self->number;
}

GtkWidget *
tally_app_row_item_create_row (gpointer item,
                               gpointer data)
{
  TallyAppRowItem *self = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *value;

  /* What rows say comes from sheets: it is no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), self->subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (*self->value == '\0')
    return row;
  value = gtk_label_new (self->value);
  gtk_widget_add_css_class (value, "numeric");
  if (*self->style != '\0')
    gtk_widget_add_css_class (value, self->style);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  return row;
}
