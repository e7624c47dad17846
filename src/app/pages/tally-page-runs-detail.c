/* tally-page-runs-detail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-detail.h"

#include <glib/gi18n.h>

#include "tally-app-chart.h"
#include "tally-app-fold.h"
#include "tally-page-runs-item.h"
#include "tally-page-runs-story.h"
#include "tally-page-runs-words.h"

struct _TallyPageRunsDetail {
  TallyAppPage         parent_instance;

  /* template */
  GtkStack            *stack;
  AdwStatusPage       *problem;
  GtkWidget           *back_button;
  GtkImage            *icon;
  GtkLabel            *title;
  GtkLabel            *problem_label;
  GtkButton           *resume_button;
  TallyAppChart       *chart;
  AdwPreferencesGroup *groups[TALLY_PAGE_RUNS_N_PARTS];
  GtkListBox          *lists[TALLY_PAGE_RUNS_N_PARTS];

  /* owned */
  GListStore          *rows[TALLY_PAGE_RUNS_N_PARTS];
  TallyEngineRunStory *story;  /* (nullable) */
  gint64               run_id; /* 0 = none */
};

G_DEFINE_FINAL_TYPE (TallyPageRunsDetail, tally_page_runs_detail, TALLY_TYPE_APP_PAGE)

static gpointer
find_story (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_runs_find (engine, *(const gint64 *) input, error);
}

static void
show_head (TallyPageRunsDetail *self)
{
  const TallyEngineRun *run = self->story->run;
  const TallyPageRunsLook look = tally_page_runs_words_end (run->end);
  const char *classes[] = { look.tone, NULL };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, run->run_id);
  g_autofree char *title = g_strdup_printf (_("Run %s: %s"), number, look.title);

  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, look.icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->problem_label, run->problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *run->problem != '\0');
}

static void
show_resume (TallyPageRunsDetail *self)
{
  guint n_left = self->story->n_left;
  g_autofree char *label = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "Finish %u Workbook That Is Left",
                                                         "Finish %u Workbooks That Are Left", n_left), n_left);

  gtk_button_set_label (self->resume_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->resume_button), n_left > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.resume", n_left > 0);
}

static void
show_chart (TallyPageRunsDetail *self)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_TIMELINE, _("How long each step took"), TALLY_CHART_UNIT_TIME);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  guint n_begun = 0;

  for (guint i = 0; i < self->story->steps->len; i++)
    {
      const TallyRunStep *step = self->story->steps->pdata[i];
      if (step->started_utc_usec == 0)
        continue;
      n_begun++;
      tally_chart_add_span (chart, &(TallyChartSpan) {
        .lane = (char *) tally_page_runs_words_id (step->job),
        .begin_utc_usec = step->started_utc_usec,
        .end_utc_usec = step->started_utc_usec + step->duration_usec,
        .state = step->state == TALLY_RUN_STEP_DONE ? TALLY_CHART_STATE_OK : TALLY_CHART_STATE_FAILED,
      });
    }
  tally_app_chart_set_zone (self->chart, zone);
  tally_app_chart_set_chart (self->chart, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), n_begun > 1);
}

static void
show_story (TallyPageRunsDetail *self)
{
  show_head (self);
  show_resume (self);
  show_chart (self);
  for (guint part = 0; part < TALLY_PAGE_RUNS_N_PARTS; part++)
    {
      GPtrArray *items = tally_page_runs_story_list (self->story, (TallyPageRunsPart) part, TALLY_PAGE_RUNS_MAX_ROWS);
      gtk_widget_set_visible (GTK_WIDGET (self->groups[part]), items->len > 0);
      tally_page_runs_item_fill (self->rows[part], items);
    }
  gtk_stack_set_visible_child_name (self->stack, "run");
}

static void
found_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  TallyPageRunsDetail *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRunStory) story = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (story != NULL && story->run->run_id != self->run_id))
    return;
  if (story == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  g_clear_pointer (&self->story, tally_engine_run_story_free);
  self->story = g_steal_pointer (&story);
  show_story (self);
}

static void
tally_page_runs_detail_reload (TallyAppPage *page)
{
  TallyPageRunsDetail *self = TALLY_PAGE_RUNS_DETAIL (page);
  const TallyEngineQuestion question = {
    .func = find_story,
    .input = g_memdup2 (&self->run_id, sizeof self->run_id),
    .free_input = g_free,
    .free_answer = (GDestroyNotify) tally_engine_run_story_free,
  };

  if (self->run_id == 0)
    {
      g_free (question.input);
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  tally_app_page_ask (page, &question, found_cb);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyPageRunsDetail *self = TALLY_PAGE_RUNS_DETAIL (widget);
  g_autofree char *text = NULL;

  if (self->story == NULL)
    return;
  text = tally_page_runs_story_dup_text (self->story);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  tally_app_page_toast (TALLY_APP_PAGE (self), _("Copied"));
}

static void
resume_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyPageRunsDetail *self = TALLY_PAGE_RUNS_DETAIL (widget);
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));
  const TallyBatchOptions options = {
    .resume = TRUE,
    .resume_run = self->run_id,
    .actor = tally_app_session_get_actor (tally_app_page_get_session (TALLY_APP_PAGE (self))),
  };
  g_autoptr (GError) error = NULL;

  if (desk != NULL && !tally_engine_desk_run (desk, &options, &error))
    tally_app_page_toast (TALLY_APP_PAGE (self), error->message);
}

/* A fact that another page tells more about. */
static void
fact_activated_cb (TallyPageRunsDetail *self,
                   GtkListBoxRow       *row)
{
  g_autoptr (TallyPageRunsItem) item
    = g_list_model_get_item (G_LIST_MODEL (self->rows[TALLY_PAGE_RUNS_FACTS]), (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "(ss)", tally_page_runs_item_get (item)->id, "");
}

static GtkWidget *
create_fact_row (gpointer item,
                 gpointer data)
{
  GtkWidget *row = tally_page_runs_item_create_row (item, data);
  gboolean leads_on = *tally_page_runs_item_get (item)->id != '\0';

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), leads_on);
  if (leads_on)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
tally_page_runs_detail_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS_DETAIL);
  G_OBJECT_CLASS (tally_page_runs_detail_parent_class)->dispose (object);
}

static void
tally_page_runs_detail_finalize (GObject *object)
{
  TallyPageRunsDetail *self = TALLY_PAGE_RUNS_DETAIL (object);

  for (guint part = 0; part < TALLY_PAGE_RUNS_N_PARTS; part++)
    g_clear_object (&self->rows[part]);
  tally_engine_run_story_free (self->story);
  G_OBJECT_CLASS (tally_page_runs_detail_parent_class)->finalize (object);
}

static void
bind_parts (GtkWidgetClass *widget_class)
{
  static const char *const names[TALLY_PAGE_RUNS_N_PARTS] = { "facts", "steps", "notices", "attempts", "journal" };

  for (guint part = 0; part < TALLY_PAGE_RUNS_N_PARTS; part++)
    {
      g_autofree char *group = g_strconcat (names[part], "_group", NULL);
      g_autofree char *list = g_strconcat (names[part], "_list", NULL);
      gtk_widget_class_bind_template_child_full (widget_class, group, FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (TallyPageRunsDetail, groups)
                                                           + part * sizeof (gpointer)));
      gtk_widget_class_bind_template_child_full (widget_class, list, FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (TallyPageRunsDetail, lists)
                                                           + part * sizeof (gpointer)));
    }
}

static void
tally_page_runs_detail_class_init (TallyPageRunsDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TALLY_TYPE_APP_CHART);
  G_OBJECT_CLASS (klass)->dispose = tally_page_runs_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_page_runs_detail_finalize;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_runs_detail_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, back_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, title);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, resume_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsDetail, chart);
  bind_parts (widget_class);
  gtk_widget_class_install_action (widget_class, "run.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "run.resume", NULL, resume_action);
}

static void
tally_page_runs_detail_init (TallyPageRunsDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint part = 0; part < TALLY_PAGE_RUNS_N_PARTS; part++)
    {
      const char *title = tally_page_runs_story_get_title ((TallyPageRunsPart) part);
      self->rows[part] = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);
      gtk_list_box_bind_model (self->lists[part], G_LIST_MODEL (self->rows[part]),
                               part == TALLY_PAGE_RUNS_FACTS ? create_fact_row : tally_page_runs_item_create_row, NULL,
                               NULL);
      adw_preferences_group_set_title (self->groups[part], title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists[part]), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  g_signal_connect_object (self->lists[TALLY_PAGE_RUNS_FACTS], "row-activated", G_CALLBACK (fact_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
tally_page_runs_detail_new (TallyAppSession *session,
                            AdwLeaflet      *leaflet)
{
  TallyPageRunsDetail *self = g_object_new (TALLY_TYPE_PAGE_RUNS_DETAIL, "session", session, NULL);

  tally_app_fold_show_with (self->back_button, leaflet);
  return GTK_WIDGET (self);
}

void
tally_page_runs_detail_show (TallyPageRunsDetail *self,
                             gint64               run_id)
{
  g_return_if_fail (TALLY_IS_PAGE_RUNS_DETAIL (self));
  if (self->run_id == run_id)
    return;
  self->run_id = run_id;
  tally_app_page_mark_stale (TALLY_APP_PAGE (self));
}

gint64
tally_page_runs_detail_get_run (TallyPageRunsDetail *self)
{
  g_return_val_if_fail (TALLY_IS_PAGE_RUNS_DETAIL (self), 0);
  return self->run_id;
}
