/* tally-page-runs-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-history.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-engine-runs.h"
#include "tally-page-runs-detail.h"
#include "tally-page-runs-item.h"
#include "tally-page-runs-only.h"
#include "tally-page-runs-story.h"
#include "tally-page-runs-words.h"

/* More than a screen has, and read in a moment. */
#define PAGE_LENGTH 50

struct _TallyPageRunsHistory {
  TallyAppPage         parent_instance;

  /* template */
  AdwLeaflet          *leaflet;
  GtkWidget           *list_pane;
  AdwBin              *detail_pane;
  GtkToggleButton     *all_button;
  GtkToggleButton     *failed_button;
  GtkStack            *stack;
  GtkListBox          *list;
  AdwStatusPage       *problem;
  GtkWidget           *older_button;

  TallyPageRunsDetail *detail;      /* (borrowed) */
  GListStore          *rows;        /* (owned) */
  GPtrArray           *runs;        /* (owned) (element-type TallyEngineRun): as the rows */
  gint64               next_before; /* where older runs begin, 0 = there are none */
  gboolean             has_older;   /* further pages stand below the first */
  gboolean             is_asking_older;
  gboolean             is_filling;  /* what is selected now, the page selects */
};

G_DEFINE_FINAL_TYPE (TallyPageRunsHistory, tally_page_runs_history, TALLY_TYPE_APP_PAGE)

/* What is asked of the desk. */
typedef struct {
  TallyEngineRunsQuery  query;
  char                 *text; /* (owned) (nullable) */
} Query;

static void
query_free (gpointer data)
{
  Query *self = data;

  g_free (self->text);
  g_free (self);
}

static gpointer
list_runs (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  return tally_engine_runs_list (engine, &((Query *) input)->query, cancellable, error);
}

static TallyPageRunsItem *
make_item (const TallyEngineRun *run)
{
  const TallyPageRunsLook look = tally_page_runs_words_end (run->end);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, run->run_id);
  g_autofree char *time = tally_app_format_dup_time (run->started_utc_usec, g_get_real_time ());
  g_autofree char *origin = tally_page_runs_words_dup_origin (run->request);
  g_autofree char *counts = tally_page_runs_story_dup_counts (run);
  g_autofree char *span = tally_page_runs_story_dup_span (run);
  g_autoptr (GString) subtitle = g_string_new (look.title);
  TallyPageRunsWords words = { .id = id, .icon_name = look.icon_name, .tone = look.tone, .title = time };

  if (*span != '\0')
    g_string_append_printf (subtitle, " · %s", span);
  if (run->request->is_dry)
    g_string_append_printf (subtitle, " · %s", _("Dry run"));
  if (*origin != '\0')
    g_string_append_printf (subtitle, " · %s", origin);
  if (*counts != '\0')
    g_string_append_printf (subtitle, "\n%s", counts);
  words.subtitle = subtitle->str;
  return tally_page_runs_item_new (&words);
}

static gint64
get_id (GPtrArray *runs,
        guint      index)
{
  return ((const TallyEngineRun *) runs->pdata[index])->run_id;
}

/* Older runs that are here already stay below a page of the newest ones, if they join it without a gap. */
static void
keep_older (TallyPageRunsHistory *self,
            TallyEngineRunsPage  *page)
{
  GPtrArray *old = self->runs;

  self->has_older = self->has_older && page->next_before != 0 && old->len > 0 && get_id (old, 0) >= page->next_before;
  for (guint i = 0; self->has_older && i < old->len; i++)
    if (get_id (old, i) < page->next_before)
      {
        g_ptr_array_add (page->runs, old->pdata[i]);
        old->pdata[i] = NULL;
      }
  if (!self->has_older)
    self->next_before = page->next_before;
}

static void
join_page (TallyPageRunsHistory *self,
           TallyEngineRunsPage  *page,
           gboolean              is_older)
{
  if (is_older)
    {
      g_ptr_array_extend_and_steal (self->runs, g_steal_pointer (&page->runs));
      page->runs = g_ptr_array_new ();
      self->has_older = TRUE;
      self->next_before = page->next_before;
      return;
    }
  keep_older (self, page);
  g_ptr_array_unref (self->runs);
  self->runs = g_ptr_array_ref (page->runs);
}

static gboolean
is_filtered (TallyPageRunsHistory *self)
{
  return gtk_toggle_button_get_active (self->failed_button)
         || *tally_app_page_get_search_text (TALLY_APP_PAGE (self)) != '\0';
}

static void
select_shown (TallyPageRunsHistory *self)
{
  gint64 run_id = tally_page_runs_detail_get_run (self->detail);

  for (guint i = 0; i < self->runs->len; i++)
    if (get_id (self->runs, i) == run_id)
      {
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

static void
show_runs (TallyPageRunsHistory *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const char *state = "list";

  for (guint i = 0; i < self->runs->len; i++)
    g_ptr_array_add (items, make_item (self->runs->pdata[i]));
  if (items->len == 0)
    state = is_filtered (self) ? "none" : "empty";
  /* Beside the list there is room for one. */
  if (items->len > 0 && tally_page_runs_detail_get_run (self->detail) == 0 && !adw_leaflet_get_folded (self->leaflet))
    tally_page_runs_detail_show (self->detail, get_id (self->runs, 0));
  self->is_filling = TRUE;
  tally_page_runs_item_fill (self->rows, items);
  select_shown (self);
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, state);
  gtk_widget_set_visible (self->older_button, self->next_before != 0);
}

static void
show_problem (TallyPageRunsHistory *self,
              const GError         *error)
{
  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_visible (self->older_button, FALSE);
}

static void
take_page (TallyPageRunsHistory *self,
           GObject              *desk,
           GAsyncResult         *result,
           gboolean              is_older)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRunsPage) page = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      show_problem (self, error);
      return;
    }
  join_page (self, page, is_older);
  show_runs (self);
}

static void
newest_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  take_page (data, desk, result, FALSE);
}

static void
older_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  TallyPageRunsHistory *self = data;

  self->is_asking_older = FALSE;
  gtk_widget_set_sensitive (self->older_button, TRUE);
  take_page (self, desk, result, TRUE);
}

static void
ask (TallyPageRunsHistory *self,
     gint64                before_run_id,
     GAsyncReadyCallback   callback)
{
  TallyAppPage *page = TALLY_APP_PAGE (self);
  Query *query = g_new0 (Query, 1);
  const TallyEngineQuestion question = {
    .func = list_runs,
    .input = query,
    .free_input = query_free,
    .free_answer = (GDestroyNotify) tally_engine_runs_page_free,
  };

  query->text = g_strdup (tally_app_page_get_search_text (page));
  query->query = (TallyEngineRunsQuery) {
    .before_run_id = before_run_id,
    .n_max = PAGE_LENGTH,
    .only_failed = gtk_toggle_button_get_active (self->failed_button),
    .text = query->text,
  };
  tally_app_page_ask (page, &question, callback);
}

static void
tally_page_runs_history_reload (TallyAppPage *page)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (page);

  self->is_asking_older = FALSE;
  gtk_widget_set_sensitive (self->older_button, TRUE);
  ask (self, 0, newest_cb);
}

static void
load_older_cb (TallyPageRunsHistory *self)
{
  if (self->next_before == 0 || self->is_asking_older)
    return;
  self->is_asking_older = TRUE;
  gtk_widget_set_sensitive (self->older_button, FALSE);
  ask (self, self->next_before, older_cb);
}

static void
edge_reached_cb (TallyPageRunsHistory *self,
                 GtkPositionType       edge)
{
  if (edge == GTK_POS_BOTTOM)
    load_older_cb (self);
}

/* What was read for another filter says nothing of this one. */
static void
start_anew (TallyPageRunsHistory *self)
{
  g_ptr_array_set_size (self->runs, 0);
  self->has_older = FALSE;
  self->next_before = 0;
  tally_app_page_mark_stale (TALLY_APP_PAGE (self));
}

static void
filter_changed_cb (TallyPageRunsHistory *self)
{
  start_anew (self);
}

static void
tally_page_runs_history_search (TallyAppPage *page,
                                const char   *text)
{
  start_anew (TALLY_PAGE_RUNS_HISTORY (page));
}

static void
row_selected_cb (TallyPageRunsHistory *self,
                 GtkListBoxRow        *row)
{
  if (row == NULL || self->is_filling)
    return;
  tally_page_runs_detail_show (self->detail, get_id (self->runs, (guint) gtk_list_box_row_get_index (row)));
}

static void
row_activated_cb (TallyPageRunsHistory *self,
                  GtkListBoxRow        *row)
{
  tally_page_runs_detail_show (self->detail, get_id (self->runs, (guint) gtk_list_box_row_get_index (row)));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_pane));
}

static void
tally_page_runs_history_go (TallyAppPage *page,
                            const char   *wish)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (page);
  gint64 run_id = g_ascii_strtoll (wish, NULL, 10);

  if (run_id <= 0)
    return;
  tally_page_runs_detail_show (self->detail, run_id);
  self->is_filling = TRUE;
  select_shown (self);
  self->is_filling = FALSE;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_pane));
}

static void
ask_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  tally_page_runs_only_ask (TALLY_APP_PAGE (widget), strcmp (name, "runs.rebuild") == 0);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (widget);

  gtk_toggle_button_set_active (self->all_button, TRUE);
  g_object_set (self, "search-text", "", NULL);
  tally_page_runs_detail_show (self->detail, 0);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_navigate (TALLY_PAGE_RUNS_HISTORY (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
tally_page_runs_history_constructed (GObject *object)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (object);
  GtkWidget *detail = tally_page_runs_detail_new (tally_app_page_get_session (TALLY_APP_PAGE (self)), self->leaflet);

  self->detail = TALLY_PAGE_RUNS_DETAIL (detail);
  adw_bin_set_child (self->detail_pane, detail);
  G_OBJECT_CLASS (tally_page_runs_history_parent_class)->constructed (object);
}

static void
tally_page_runs_history_dispose (GObject *object)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (object);

  if (self->detail_pane != NULL)
    adw_bin_set_child (self->detail_pane, NULL);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS_HISTORY);
  G_OBJECT_CLASS (tally_page_runs_history_parent_class)->dispose (object);
}

static void
tally_page_runs_history_finalize (GObject *object)
{
  TallyPageRunsHistory *self = TALLY_PAGE_RUNS_HISTORY (object);

  g_clear_object (&self->rows);
  g_ptr_array_unref (self->runs);
  G_OBJECT_CLASS (tally_page_runs_history_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs-history.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, list_pane);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, all_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, failed_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsHistory, older_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_older_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
tally_page_runs_history_class_init (TallyPageRunsHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TallyAppPageClass *page_class = TALLY_APP_PAGE_CLASS (klass);

  object_class->constructed = tally_page_runs_history_constructed;
  object_class->dispose = tally_page_runs_history_dispose;
  object_class->finalize = tally_page_runs_history_finalize;
  page_class->reload = tally_page_runs_history_reload;
  page_class->search = tally_page_runs_history_search;
  page_class->go = tally_page_runs_history_go;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "runs.only", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "runs.rebuild", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "runs.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "runs.back", NULL, back_action);
}

static void
tally_page_runs_history_init (TallyPageRunsHistory *self)
{
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_run_free);
  self->rows = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->rows), tally_page_runs_item_create_row, NULL, NULL);
}
