/* tally-app-finding-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-table.h"

#include <glib/gi18n.h>

#include "tally-app-finding-columns.h"
#include "tally-app-memory.h"

#define FIELD_KEY "tally-field"
#define MEMORY_GROUP "review"
#define MEMORY_COLUMNS "columns"

struct _TallyAppFindingTable {
  AdwBin              parent_instance;

  /* template */
  AdwSqueezer        *squeezer;
  GtkColumnView      *columns;
  GtkListView        *rows;

  GMenu              *menu;       /* (owned) */
  GSimpleActionGroup *actions;    /* (owned) */
  GtkStringObject    *probes[2];  /* (owned): what the titles' sorters are asked about */
  const char         *probed;     /* (borrowed) (nullable): the field that was asked first */
  gboolean            is_showing; /* the sort is shown, not chosen */
};

enum { SIGNAL_SORTED, SIGNAL_OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallyAppFindingTable, tally_app_finding_table, ADW_TYPE_BIN)

/* A column's place in the sorting of the view. */
typedef struct {
  TallyAppFindingTable         *table; /* (borrowed): owns the column */
  const TallyAppFindingColumn  *column;
} Place;

/* Nothing is sorted here: whose title was clicked last is asked first, and says so. */
static int
probe_cb (gconstpointer a,
          gconstpointer b,
          gpointer      data)
{
  Place *place = data;
  TallyAppFindingTable *self = place->table;

  if (self->probed == NULL)
    self->probed = place->column->field;
  return a == (gconstpointer) self->probes[0] ? -1 : 1;
}

static void
sorter_changed_cb (TallyAppFindingTable *self,
                   GtkSorterChange       change,
                   GtkSorter            *sorter)
{
  GtkOrdering order;
  g_autofree char *sort = NULL;

  if (self->is_showing)
    return;
  self->probed = NULL;
  order = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  if (self->probed == NULL)
    return;
  sort = g_strconcat (order == GTK_ORDERING_LARGER ? "-" : "", self->probed, NULL);
  g_signal_emit (self, signals[SIGNAL_SORTED], 0, sort);
}

static GtkColumnViewColumn *
find_column (TallyAppFindingTable *self,
             const char           *field)
{
  GListModel *columns = gtk_column_view_get_columns (self->columns);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *own = g_object_get_data (G_OBJECT (column), FIELD_KEY);
      if (own != NULL && strcmp (own, field) == 0)
        return column; /* the view keeps it */
    }
  return NULL;
}

void
tally_app_finding_table_show_sort (TallyAppFindingTable *self,
                                   const char           *sort)
{
  gboolean is_descending;
  GtkColumnViewColumn *column;

  g_return_if_fail (TALLY_IS_APP_FINDING_TABLE (self) && sort != NULL);
  is_descending = *sort == '-';
  column = find_column (self, is_descending ? sort + 1 : sort);
  self->is_showing = TRUE;
  gtk_column_view_sort_by_column (self->columns, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->columns, column, is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_showing = FALSE;
}

static void
opened_cb (TallyAppFindingTable *self,
           guint                 position)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, position);
}

/* A tap on a row of two lines opens it; with a modifier it selects. */
static void
released_cb (TallyAppFindingTable *self,
             int                   n_press,
             double                x,
             double                y,
             GtkGestureClick      *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkSelectionModel *model = gtk_list_view_get_model (self->rows);
  guint position;

  if (n_press == 1 && model != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0
      && tally_app_selection_get_n (TALLY_APP_SELECTION (model)) == 1
      && tally_app_selection_get_first (TALLY_APP_SELECTION (model), &position))
    opened_cb (self, position);
}

static void
remember_columns (TallyAppFindingTable *self)
{
  g_autoptr (TallyAppMemory) memory = tally_app_memory_new ();
  g_autoptr (GString) shown = g_string_new (NULL);
  guint n = tally_app_finding_columns_get_n ();

  for (guint i = 0; i < n; i++)
    if (gtk_column_view_column_get_visible (find_column (self, tally_app_finding_columns_get (i)->field)))
      g_string_append_printf (shown, "%s%s", shown->len > 0 ? "," : "", tally_app_finding_columns_get (i)->field);
  tally_app_memory_set_text (memory, MEMORY_GROUP, MEMORY_COLUMNS, shown->str);
}

static gboolean
is_shown_at_first (char                       **remembered,
                   const TallyAppFindingColumn *column)
{
  return remembered != NULL ? g_strv_contains ((const char *const *) remembered, column->field) : column->is_shown;
}

static void
place_free (gpointer data)
{
  g_free (data);
}

static void
add_column (TallyAppFindingTable        *self,
            const TallyAppFindingColumn *column,
            gboolean                     is_shown)
{
  g_autoptr (GtkColumnViewColumn) made = NULL;
  g_autoptr (GtkSorter) sorter = NULL;
  g_autoptr (GPropertyAction) action = NULL;
  g_autofree char *name = g_strconcat ("columns.", column->field, NULL);
  Place *place = g_new0 (Place, 1);

  place->table = self;
  place->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, place, place_free));
  made = gtk_column_view_column_new (_(column->title), tally_app_finding_columns_new_factory (column));
  g_object_set_data (G_OBJECT (made), FIELD_KEY, (gpointer) column->field);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column->is_wide);
  gtk_column_view_column_set_fixed_width (made, column->width_px);
  gtk_column_view_column_set_visible (made, is_shown);
  gtk_column_view_append_column (self->columns, made);
  action = g_property_action_new (column->field, made, "visible");
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->menu, _(column->title), name);
  g_signal_connect_object (made, "notify::visible", G_CALLBACK (remember_columns), self, G_CONNECT_SWAPPED);
}

static void
add_columns (TallyAppFindingTable *self)
{
  g_autoptr (TallyAppMemory) memory = tally_app_memory_new ();
  g_autofree char *shown = tally_app_memory_get_text (memory, MEMORY_GROUP, MEMORY_COLUMNS);
  g_auto (GStrv) remembered = shown != NULL ? g_strsplit (shown, ",", -1) : NULL;

  for (guint i = 0; i < tally_app_finding_columns_get_n (); i++)
    {
      const TallyAppFindingColumn *column = tally_app_finding_columns_get (i);
      add_column (self, column, is_shown_at_first (remembered, column));
    }
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A GtkColumnView of GTK 4.8 draws no cells from right to left: rows of two lines say the same. */
static void
choose_view (TallyAppFindingTable *self)
{
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (self->columns));

  adw_squeezer_page_set_enabled (adw_squeezer_get_page (self->squeezer, scroller),
                                 gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL);
}

static void
tally_app_finding_table_direction_changed (GtkWidget        *widget,
                                           GtkTextDirection  before)
{
  TallyAppFindingTable *self = TALLY_APP_FINDING_TABLE (widget);

  if (self->columns != NULL)
    choose_view (self);
  GTK_WIDGET_CLASS (tally_app_finding_table_parent_class)->direction_changed (widget, before);
}

static void
tally_app_finding_table_dispose (GObject *object)
{
  TallyAppFindingTable *self = TALLY_APP_FINDING_TABLE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_FINDING_TABLE);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  G_OBJECT_CLASS (tally_app_finding_table_parent_class)->dispose (object);
}

static void
tally_app_finding_table_class_init (TallyAppFindingTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_finding_table_dispose;
  widget_class->direction_changed = tally_app_finding_table_direction_changed;
  signals[SIGNAL_SORTED] = g_signal_new ("sorted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-finding-table.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingTable, squeezer);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingTable, columns);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingTable, rows);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
tally_app_finding_table_init (TallyAppFindingTable *self)
{
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  self->probes[0] = gtk_string_object_new ("a");
  self->probes[1] = gtk_string_object_new ("b");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->rows, tally_app_finding_columns_new_row_factory ());
  add_columns (self);
  choose_view (self);
}

GActionGroup *
tally_app_finding_table_get_actions (TallyAppFindingTable *self)
{
  g_return_val_if_fail (TALLY_IS_APP_FINDING_TABLE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

void
tally_app_finding_table_set_selection (TallyAppFindingTable *self,
                                       TallyAppSelection    *selection)
{
  g_return_if_fail (TALLY_IS_APP_FINDING_TABLE (self));
  gtk_column_view_set_model (self->columns, (GtkSelectionModel *) selection);
  gtk_list_view_set_model (self->rows, (GtkSelectionModel *) selection);
}

/* The list within a view of columns has the action, and no name of its own. */
static GtkWidget *
get_list (TallyAppFindingTable *self)
{
  GtkWidget *child;

  if (adw_squeezer_get_visible_child (self->squeezer) != gtk_widget_get_parent (GTK_WIDGET (self->columns)))
    return GTK_WIDGET (self->rows);
  child = gtk_widget_get_first_child (GTK_WIDGET (self->columns));
  while (child != NULL && !GTK_IS_LIST_BASE (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
tally_app_finding_table_scroll_to (TallyAppFindingTable *self,
                                   guint                 position)
{
  GtkWidget *list;

  g_return_if_fail (TALLY_IS_APP_FINDING_TABLE (self));
  list = get_list (self);
  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

GMenuModel *
tally_app_finding_table_get_menu (TallyAppFindingTable *self)
{
  g_return_val_if_fail (TALLY_IS_APP_FINDING_TABLE (self), NULL);
  return G_MENU_MODEL (self->menu);
}
