/* tally-page-workbooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-workbooks.h"

#include <glib/gi18n.h>

#include "tally-app-book-act.h"
#include "tally-app-book-detail.h"
#include "tally-app-book-filter.h"
#include "tally-app-book-row.h"
#include "tally-app-fold.h"
#include "tally-app-format.h"

struct _TallyPageWorkbooks {
  TallyAppPage        parent_instance;

  GPtrArray          *books;  /* (owned) (nullable) element-type TallyEngineBook */
  TallyAppBookFilter  filter;
  TallyAppBookAct    *act;    /* (owned) */

  /* template */
  GtkStack           *views;
  AdwStatusPage      *problem;
  AdwLeaflet         *leaflet;
  GtkDropDown        *states;
  GtkLabel           *summary;
  GtkWidget          *only;
  AdwButtonContent   *only_content;
  GtkStack           *lists;
  GtkListView        *list;
  GtkSingleSelection *selection;
  GListStore         *store;
  GtkWidget          *back;
  TallyAppBookDetail *detail;
};

G_DEFINE_FINAL_TYPE (TallyPageWorkbooks, tally_page_workbooks, TALLY_TYPE_APP_PAGE)

static gboolean
is_same (const TallyEngineBook *book,
         const TallyEngineBook *other)
{
  return book != NULL && other != NULL && tally_identity_equal (book->identity, other->identity);
}

/* Where the workbook that was selected stands now. */
static guint
find_position (TallyPageWorkbooks    *self,
               const TallyEngineBook *book)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (guint i = 0; book != NULL && i < n; i++)
    {
      g_autoptr (TallyAppBookItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      if (is_same (tally_app_book_item_get_book (item), book))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
show_summary (TallyPageWorkbooks *self,
              guint               n_books,
              TallyMoney          cents)
{
  g_autofree char *money = tally_app_format_dup_money (cents);
  g_autofree char *only = tally_app_book_filter_dup_words (&self->filter);

  gtk_label_set_text (self->summary, money);
  gtk_stack_set_visible_child_name (self->lists, n_books > 0 ? "some" : "none");
  gtk_widget_set_visible (self->only, only != NULL);
  if (only != NULL)
    adw_button_content_set_label (self->only_content, only);
}

/* All rows anew: heads tell what is below them, so they change with the filter. */
static void
fill (TallyPageWorkbooks *self)
{
  g_autoptr (TallyAppBookItem) shown = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  TallyAppBookItem *week = NULL;
  TallyDay week_ending = TALLY_DAY_NONE;
  TallyMoney cents = 0;
  guint n_books = 0;

  g_set_object (&shown, tally_app_book_detail_get_item (self->detail));
  for (guint i = 0; self->books != NULL && i < self->books->len; i++)
    {
      const TallyEngineBook *book = self->books->pdata[i];
      if (!tally_app_book_filter_matches (&self->filter, book))
        continue;
      if (week == NULL || book->identity->week_ending != week_ending)
        {
          week_ending = book->identity->week_ending;
          week = tally_app_book_item_new_week (week_ending);
          g_ptr_array_add (items, week);
        }
      tally_app_book_item_count (week, book);
      g_ptr_array_add (items, tally_app_book_item_new (self->books, i));
      cents += book->total_cents;
      n_books++;
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection,
                                     find_position (self, shown != NULL ? tally_app_book_item_get_book (shown) : NULL));
  show_summary (self, n_books, cents);
}

/* The workbook beside the list is as it is now, also where the filter left it out. */
static void
refresh_detail (TallyPageWorkbooks *self)
{
  TallyAppBookItem *item = tally_app_book_detail_get_item (self->detail);
  const TallyEngineBook *shown = item != NULL ? tally_app_book_item_get_book (item) : NULL;

  for (guint i = 0; shown != NULL && i < self->books->len; i++)
    if (is_same (self->books->pdata[i], shown))
      {
        g_autoptr (TallyAppBookItem) now = tally_app_book_item_new (self->books, i);
        tally_app_book_detail_show (self->detail, now);
        return;
      }
  tally_app_book_detail_show (self->detail, NULL);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageWorkbooks *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) books = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (books == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->views, "problem");
      return;
    }
  g_clear_pointer (&self->books, g_ptr_array_unref);
  self->books = g_steal_pointer (&books);
  gtk_stack_set_visible_child_name (self->views, self->books->len > 0 ? "books" : "empty");
  refresh_detail (self);
  fill (self);
}

static gpointer
list_books (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_list_books (engine, error);
}

static void
tally_page_workbooks_reload (TallyAppPage *page)
{
  const TallyEngineQuestion question = { .func = list_books, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  tally_app_book_act_take_desk (TALLY_PAGE_WORKBOOKS (page)->act);
  tally_app_page_ask (page, &question, listed_cb);
}

static void
tally_page_workbooks_search (TallyAppPage *page,
                             const char   *text)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (page);

  tally_app_book_filter_set_text (&self->filter, text);
  fill (self);
}

static void
filter_changed_cb (TallyPageWorkbooks *self)
{
  self->filter.states = tally_app_book_filter_get_states (gtk_drop_down_get_selected (self->states));
  fill (self);
}

static void
tally_page_workbooks_go (TallyAppPage *page,
                         const char   *wish)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (page);
  guint choice = tally_app_book_filter_wish (&self->filter, wish);

  gtk_drop_down_set_selected (self->states, choice);
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  fill (self);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  tally_page_workbooks_go (TALLY_APP_PAGE (widget), "");
  g_object_set (widget, "search-text", "", NULL);
}

static void
show_item (TallyPageWorkbooks *self,
           TallyAppBookItem   *item)
{
  TallyAppBookItem *shown = tally_app_book_detail_get_item (self->detail);
  const TallyEngineBook *book = item != NULL ? tally_app_book_item_get_book (item) : NULL;

  if (book != NULL && (shown == NULL || tally_app_book_item_get_book (shown) != book))
    tally_app_book_detail_show (self->detail, item);
}

/* A pointer on its way over a narrow list selects what it passes: only what is tapped is read then. */
static void
selected_cb (TallyPageWorkbooks *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    show_item (self, gtk_single_selection_get_selected_item (self->selection));
}

static void
activated_cb (TallyPageWorkbooks *self,
              guint               position)
{
  g_autoptr (TallyAppBookItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (tally_app_book_item_get_book (item) == NULL)
    return;
  show_item (self, item);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_navigate (TALLY_PAGE_WORKBOOKS (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (widget);
  TallyAppBookItem *item = tally_app_book_detail_get_item (self->detail);

  if (item != NULL)
    tally_app_book_act_restore (self->act, tally_app_book_item_get_book (item), g_variant_get_int64 (parameter),
                                tally_app_book_detail_find_current (self->detail));
}

static void
release_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (widget);
  TallyAppBookItem *item = tally_app_book_detail_get_item (self->detail);

  if (item != NULL)
    tally_app_book_act_release (self->act, tally_app_book_item_get_book (item));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (widget);
  TallyAppBookItem *item = tally_app_book_detail_get_item (self->detail);

  if (item != NULL)
    tally_app_book_act_retry (self->act, tally_app_book_item_get_book (item), g_variant_get_string (parameter, NULL));
}

static void
tally_page_workbooks_dispose (GObject *object)
{
  TallyPageWorkbooks *self = TALLY_PAGE_WORKBOOKS (object);

  g_clear_pointer (&self->act, tally_app_book_act_free);
  tally_app_book_filter_clear (&self->filter);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_WORKBOOKS);
  g_clear_pointer (&self->books, g_ptr_array_unref);
  G_OBJECT_CLASS (tally_page_workbooks_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, views);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, states);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, summary);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, only);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, only_content);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, lists);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, selection);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, store);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, back);
  gtk_widget_class_bind_template_child (widget_class, TallyPageWorkbooks, detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
tally_page_workbooks_class_init (TallyPageWorkbooksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_workbooks_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_workbooks_reload;
  TALLY_APP_PAGE_CLASS (klass)->search = tally_page_workbooks_search;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_workbooks_go;
  g_type_ensure (TALLY_TYPE_APP_BOOK_ITEM);
  g_type_ensure (TALLY_TYPE_APP_BOOK_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-workbooks.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "workbooks.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "workbooks.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "workbooks.restore", "x", restore_action);
  gtk_widget_class_install_action (widget_class, "workbooks.release", NULL, release_action);
  gtk_widget_class_install_action (widget_class, "workbooks.retry", "s", retry_action);
}

static void
tally_page_workbooks_init (TallyPageWorkbooks *self)
{
  g_autoptr (GtkListItemFactory) factory = tally_app_book_row_new_factory ();

  tally_app_book_filter_init (&self->filter);
  self->act = tally_app_book_act_new (TALLY_APP_PAGE (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  tally_app_fold_show_with (self->back, self->leaflet);
  g_object_bind_property (self->leaflet, "folded", self->list, "single-click-activate", G_BINDING_SYNC_CREATE);
}

extern const TallyAppPageInfo tally_page_workbooks_info;

const TallyAppPageInfo tally_page_workbooks_info = {
  .id = "workbooks",
  .title = N_("Workbooks"),
  .icon_name = "x-office-spreadsheet-symbolic",
  .get_type = tally_page_workbooks_get_type,
};
