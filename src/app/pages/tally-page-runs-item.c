/* tally-page-runs-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-item.h"

enum { TEXT_ID, TEXT_ICON, TEXT_TONE, TEXT_TITLE, TEXT_SUBTITLE, TEXT_VALUE, TEXT_BADGE, TEXT_ACTION, TEXT_ACTION_LABEL,
       TEXT_ACTION2, TEXT_ACTION2_LABEL, N_TEXTS };

/* Those that are properties too. */
#define N_PROPERTIES (TEXT_BADGE + 1)

struct _TallyPageRunsItem {
  GObject             parent_instance;
  char               *texts[N_TEXTS]; /* (owned) */
  TallyPageRunsWords  words;          /* points to them */
};

/* As the texts, by one. */
enum {
  PROP_ID = TEXT_ID + 1, PROP_ICON_NAME, PROP_TONE, PROP_TITLE, PROP_SUBTITLE, PROP_VALUE, PROP_BADGE, PROP_TONE_CLASSES,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (TallyPageRunsItem, tally_page_runs_item, G_TYPE_OBJECT)

static void
tally_page_runs_item_finalize (GObject *object)
{
  TallyPageRunsItem *self = TALLY_PAGE_RUNS_ITEM (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (tally_page_runs_item_parent_class)->finalize (object);
}

static void
tally_page_runs_item_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  TallyPageRunsItem *self = TALLY_PAGE_RUNS_ITEM (object);
  const char *classes[] = { self->texts[TEXT_TONE], NULL };

  if (id == PROP_TONE_CLASSES)
    g_value_set_boxed (value, classes);
  else if (id >= PROP_ID && id < PROP_TONE_CLASSES)
    g_value_set_string (value, self->texts[id - PROP_ID]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_page_runs_item_class_init (TallyPageRunsItemClass *klass)
{
  static const char *const names[N_PROPERTIES] = { "id", "icon-name", "tone", "title", "subtitle", "value", "badge" };
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tally_page_runs_item_finalize;
  object_class->get_property = tally_page_runs_item_get_property;
  for (guint i = 0; i < N_PROPERTIES; i++)
    g_object_class_install_property (object_class, i + 1, g_param_spec_string (names[i], NULL, NULL, NULL, read_only));
  g_object_class_install_property (object_class, PROP_TONE_CLASSES,
                                   g_param_spec_boxed ("tone-classes", NULL, NULL, G_TYPE_STRV, read_only));
}

static void
tally_page_runs_item_init (TallyPageRunsItem *self)
{
}

TallyPageRunsItem *
tally_page_runs_item_new (const TallyPageRunsWords *words)
{
  TallyPageRunsItem *self = g_object_new (TALLY_TYPE_PAGE_RUNS_ITEM, NULL);
  const char *const texts[N_TEXTS]
    = { words->id, words->icon_name, words->tone, words->title, words->subtitle, words->value, words->badge,
        words->action, words->action_label, words->action2, words->action2_label };

  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
  self->words = (TallyPageRunsWords) {
    .id = self->texts[TEXT_ID],
    .icon_name = self->texts[TEXT_ICON],
    .tone = self->texts[TEXT_TONE],
    .title = self->texts[TEXT_TITLE],
    .subtitle = self->texts[TEXT_SUBTITLE],
    .value = self->texts[TEXT_VALUE],
    .badge = self->texts[TEXT_BADGE],
    .action = self->texts[TEXT_ACTION],
    .action_label = self->texts[TEXT_ACTION_LABEL],
    .action2 = self->texts[TEXT_ACTION2],
    .action2_label = self->texts[TEXT_ACTION2_LABEL],
  };
  return self;
}

const TallyPageRunsWords *
tally_page_runs_item_get (TallyPageRunsItem *self)
{
  g_return_val_if_fail (TALLY_IS_PAGE_RUNS_ITEM (self), NULL);
  return &self->words;
}

static gboolean
is_same (TallyPageRunsItem *a,
         TallyPageRunsItem *b)
{
  for (guint i = 0; i < N_TEXTS; i++)
    if (strcmp (a->texts[i], b->texts[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_same_at (GListStore *store,
            guint       position,
            GPtrArray  *items,
            guint       index)
{
  g_autoptr (TallyPageRunsItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return is_same (item, items->pdata[index]);
}

void
tally_page_runs_item_fill (GListStore *store,
                           GPtrArray  *items)
{
  guint n_old;
  guint n_head = 0;
  guint n_tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (store) && items != NULL);
  n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (n_head < MIN (n_old, items->len) && is_same_at (store, n_head, items, n_head))
    n_head++;
  while (n_tail < MIN (n_old, items->len) - n_head
         && is_same_at (store, n_old - 1 - n_tail, items, items->len - 1 - n_tail))
    n_tail++;
  if (n_head + n_tail < MAX (n_old, items->len))
    g_list_store_splice (store, n_head, n_old - n_head - n_tail, items->pdata + n_head, items->len - n_head - n_tail);
  g_ptr_array_unref (items);
}

static void
add_text (AdwActionRow *row,
          const char   *text,
          const char   *css_class)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, label);
}

/* Screen readers hear what it is done to as well. */
static void
add_button (AdwActionRow             *row,
            const TallyPageRunsWords *words,
            const char               *action,
            const char               *label)
{
  GtkWidget *button;
  g_autofree char *name = NULL;

  if (*action == '\0')
    return;
  button = gtk_button_new_with_label (label);
  name = g_strdup_printf ("%s: %s", label, words->title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", words->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, button);
}

GtkWidget *
tally_page_runs_item_create_row (gpointer item,
                                 gpointer data)
{
  const TallyPageRunsWords *words = tally_page_runs_item_get (item);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words->subtitle);
  if (*words->icon_name != '\0')
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (words->icon_name);
      if (*words->tone != '\0')
        gtk_widget_add_css_class (icon, words->tone);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  add_text (ADW_ACTION_ROW (row), words->badge, "accent");
  add_text (ADW_ACTION_ROW (row), words->value, "dim-label");
  add_button (ADW_ACTION_ROW (row), words, words->action, words->action_label);
  add_button (ADW_ACTION_ROW (row), words, words->action2, words->action2_label);
  return row;
}
