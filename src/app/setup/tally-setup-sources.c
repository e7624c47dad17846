/* tally-setup-sources.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-sources.h"

#include <glib/gi18n.h>

#include "tally-setup-places.h"

struct _TallySetupSources {
  TallySetupStep    parent_instance;

  /* template */
  GtkSearchEntry   *search_entry;
  GtkStack         *stack;
  GtkListView      *list;
  GtkNoSelection   *selection;
  GtkSpinner       *spinner;
  AdwStatusPage    *nothing;
  AdwStatusPage    *problem;
  GtkLabel         *summary;
  GtkLabel         *said;

  TallySetupPlaces *places; /* (owned) */
  GListStore       *roots;  /* (owned) (nullable) workspaces; %NULL = nobody asked yet */
  GListStore       *sheets; /* (owned) every sheet, for the search */
  GtkTreeListModel *tree;   /* (owned) (nullable) */
  GListModel       *found;  /* (owned) sheets that are searched for */
  GtkStringFilter  *filter; /* (borrowed) of @found */
  gboolean          is_changed;
};

G_DEFINE_FINAL_TYPE (TallySetupSources, tally_setup_sources, TALLY_TYPE_SETUP_STEP)

/* --- what is shown ------------------------------------------------------------------------------ */

static gboolean
is_searching (TallySetupSources *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

static void
show_list (TallySetupSources *self)
{
  GListModel *model = is_searching (self) ? self->found : G_LIST_MODEL (self->tree);
  gboolean has_some = model != NULL && g_list_model_get_n_items (model) > 0;

  if (self->tree == NULL)
    return;
  if (gtk_no_selection_get_model (self->selection) != model)
    gtk_no_selection_set_model (self->selection, model);
  adw_status_page_set_description (self->nothing, is_searching (self)
                                                    ? _("No sheet has this in its name.")
                                                    : _("The token sees no workspace. Search for sheets by name instead."));
  gtk_stack_set_visible_child_name (self->stack, has_some ? "list" : "nothing");
}

static void
show_summary (TallySetupSources *self)
{
  guint n_workspaces = tally_setup_places_count_chosen (self->places, TALLY_ENGINE_PLACE_WORKSPACE);
  guint n_folders = tally_setup_places_count_chosen (self->places, TALLY_ENGINE_PLACE_FOLDER);
  guint n_sheets = tally_setup_places_count_chosen (self->places, TALLY_ENGINE_PLACE_SHEET);
  g_autofree char *text = n_workspaces + n_folders + n_sheets == 0
                            ? g_strdup (_("Nothing is chosen yet"))
                            : g_strdup_printf (_("Chosen: %u workspaces, %u folders, %u sheets"), n_workspaces, n_folders,
                                               n_sheets);

  gtk_label_set_label (self->summary, text);
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), n_workspaces + n_folders + n_sheets > 0);
}

static void
places_cb (TallySetupSources *self)
{
  self->is_changed = TRUE;
  show_summary (self);
}

/* --- rows --------------------------------------------------------------------------------------- */

/* A row of the list, and what of it follows the item that it shows. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *row,
          gpointer                  data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_check_button_new ());
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (row, expander);
}

static TallySetupItem *
get_item (GtkListItem *row)
{
  gpointer item = gtk_list_item_get_item (row);

  return GTK_IS_TREE_LIST_ROW (item) ? gtk_tree_list_row_get_item (item) : g_object_ref (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *row,
         gpointer                  data)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (row));
  GtkWidget *check = gtk_widget_get_first_child (gtk_tree_expander_get_child (expander));
  GtkWidget *image = gtk_widget_get_next_sibling (check);
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  gpointer shown = gtk_list_item_get_item (row);
  g_autoptr (TallySetupItem) item = get_item (row);
  GBindingGroup *group = g_binding_group_new ();

  gtk_tree_expander_set_list_row (expander, GTK_IS_TREE_LIST_ROW (shown) ? shown : NULL);
  g_binding_group_bind (group, "chosen", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (group, "can-choose", check, "visible", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, "icon-name", image, "icon-name", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, "name", label, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_set_source (group, item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, tally_setup_item_get_name (item), -1);
  g_object_set_data_full (G_OBJECT (row), "bindings", group, g_object_unref);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *row,
           gpointer                  data)
{
  GBindingGroup *group = g_object_get_data (G_OBJECT (row), "bindings");

  if (group != NULL)
    g_binding_group_set_source (group, NULL);
  g_object_set_data (G_OBJECT (row), "bindings", NULL);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (row)), NULL);
}

/* Enter, or a click beside the box: the same as on the box. */
static void
activate_cb (TallySetupSources *self,
             guint              position)
{
  g_autoptr (GObject) shown = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (TallySetupItem) item = NULL;

  if (shown == NULL)
    return;
  item = GTK_IS_TREE_LIST_ROW (shown) ? gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (shown))
                                      : TALLY_SETUP_ITEM (g_object_ref (shown));
  if (tally_setup_item_get_id (item) != 0)
    tally_setup_item_set_chosen (item, !tally_setup_item_is_chosen (item));
}

/* --- what is asked ------------------------------------------------------------------------------ */

/* A place, to go one step down from. */
typedef struct {
  TallyEnginePlaceKind kind;
  gint64               id;
} Down;

/* What the account holds at its top, and every sheet by name. */
typedef struct {
  GPtrArray *workspaces; /* (owned) */
  GPtrArray *sheets;     /* (owned) */
} Top;

static void
top_free (gpointer data)
{
  Top *self = data;

  g_clear_pointer (&self->workspaces, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Top, top_free)

static gpointer
list_top (TallyEngine   *engine,
          gpointer       input,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (Top) top = g_new0 (Top, 1);

  top->workspaces = tally_engine_setup_list_children (engine, TALLY_ENGINE_PLACE_ROOT, 0, cancellable, error);
  if (top->workspaces == NULL)
    return NULL;
  top->sheets = tally_engine_setup_list_sheets (engine, cancellable, error);
  return top->sheets != NULL ? g_steal_pointer (&top) : NULL;
}

static gpointer
list_children (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  const Down *down = input;

  return tally_engine_setup_list_children (engine, down->kind, down->id, cancellable, error);
}

static void
add_line (GListStore *store,
          const char *text)
{
  g_autoptr (TallySetupItem) line = tally_setup_item_new (TALLY_ENGINE_PLACE_SHEET, 0, text);

  g_list_store_remove_all (store);
  g_list_store_append (store, line);
}

/* Several places can be opened at once: each answer knows its list. */
typedef struct {
  TallySetupSources *self;  /* (owned) */
  GListStore        *store; /* (owned) */
} Filling;

static void
children_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Filling *filling = data;
  g_autoptr (TallySetupSources) self = filling->self;
  g_autoptr (GListStore) store = filling->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (children != NULL && children->len > 0)
    tally_setup_places_take (self->places, children, store);
  else
    add_line (store, children != NULL ? _("Empty") : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("Cancelled")
                                                                                                               : error->message);
}

static void
ask_children (TallySetupSources *self,
              TallySetupItem    *item,
              GListStore        *store)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));
  Down *down = g_new0 (Down, 1);
  Filling *filling = g_new0 (Filling, 1);
  const TallyEngineQuestion question = {
    .func = list_children, .input = down, .free_input = g_free, .free_answer = (GDestroyNotify) g_ptr_array_unref,
  };

  *down = (Down) { tally_setup_item_get_kind (item), tally_setup_item_get_id (item) };
  *filling = (Filling) { g_object_ref (self), g_object_ref (store) };
  add_line (store, _("Loading…"));
  tally_engine_desk_ask_async (desk, &question, tally_app_page_get_cancellable (TALLY_APP_PAGE (self)), children_cb, filling);
}

static GListModel *
children_of_cb (gpointer item,
                gpointer data)
{
  TallySetupSources *self = data;
  gboolean is_new;
  GListStore *store;

  if (tally_setup_item_get_kind (item) == TALLY_ENGINE_PLACE_SHEET)
    return NULL;
  store = tally_setup_item_get_children (item, &is_new);
  if (is_new && tally_app_page_get_desk (TALLY_APP_PAGE (self)) != NULL)
    ask_children (self, item, store);
  return G_LIST_MODEL (g_object_ref (store));
}

static void
show_top (TallySetupSources *self,
          const Top         *top)
{
  self->roots = g_list_store_new (TALLY_TYPE_SETUP_ITEM);
  tally_setup_places_take (self->places, top->workspaces, self->roots);
  tally_setup_places_take (self->places, top->sheets, self->sheets);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->roots)), FALSE, FALSE, children_of_cb, self, NULL);
  show_list (self);
}

static void
top_cb (GObject      *desk,
        GAsyncResult *result,
        gpointer      data)
{
  TallySetupSources *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Top) top = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (top != NULL && self->tree == NULL)
    show_top (self, top);
  if (top != NULL)
    return;
  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
ask_top (TallySetupSources *self)
{
  const TallyEngineQuestion question = { .func = list_top, .free_answer = top_free };

  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, top_cb);
}

static void
again_cb (TallySetupSources *self)
{
  ask_top (self);
}

static void
search_cb (TallySetupSources *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  show_list (self);
}

/* --- class -------------------------------------------------------------------------------------- */

/* What was chosen and not written yet stays. */
static void
tally_setup_sources_reload (TallyAppPage *page)
{
  TallySetupSources *self = TALLY_SETUP_SOURCES (page);
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));

  if (!self->is_changed && config != NULL)
    tally_setup_places_choose_configured (self->places, config);
  show_summary (self);
  if (self->tree == NULL)
    ask_top (self);
}

static void
tally_setup_sources_leave (TallySetupStep *step)
{
  TallySetupSources *self = TALLY_SETUP_SOURCES (step);
  g_autofree char *workspaces = tally_setup_places_dup_ids (self->places, TALLY_ENGINE_PLACE_WORKSPACE);
  g_autofree char *folders = tally_setup_places_dup_ids (self->places, TALLY_ENGINE_PLACE_FOLDER);
  g_autofree char *sheets = tally_setup_places_dup_ids (self->places, TALLY_ENGINE_PLACE_SHEET);
  const TallyConfigChange changes[] = {
    { "sources", "workspaces", workspaces }, { "sources", "folders", folders }, { "sources", "sheets", sheets },
  };

  if (!self->is_changed)
    return;
  if (tally_setup_step_write (step, changes, G_N_ELEMENTS (changes), self->said))
    self->is_changed = FALSE;
}

static void
tally_setup_sources_dispose (GObject *object)
{
  TallySetupSources *self = TALLY_SETUP_SOURCES (object);

  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->found);
  g_clear_object (&self->roots);
  g_clear_object (&self->sheets);
  g_clear_object (&self->places);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_SOURCES);
  G_OBJECT_CLASS (tally_setup_sources_parent_class)->dispose (object);
}

static void
tally_setup_sources_class_init (TallySetupSourcesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_sources_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_sources_reload;
  TALLY_SETUP_STEP_CLASS (klass)->leave = tally_setup_sources_leave;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-sources.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, stack);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, selection);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, spinner);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, nothing);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, problem);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, summary);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSources, said);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
tally_setup_sources_init (TallySetupSources *self)
{
  GtkExpression *name = gtk_property_expression_new (TALLY_TYPE_SETUP_ITEM, NULL, "name");
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->places = tally_setup_places_new ();
  g_signal_connect_object (self->places, "changed", G_CALLBACK (places_cb), self, G_CONNECT_SWAPPED);
  self->sheets = g_list_store_new (TALLY_TYPE_SETUP_ITEM);
  self->filter = gtk_string_filter_new (name);
  self->found = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sheets)),
                                                         GTK_FILTER (self->filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}
