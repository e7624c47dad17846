/* tally-page-runs-plans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-plans.h"

#include <glib/gi18n.h>

#include "tally-app-fold.h"
#include "tally-engine-error.h"
#include "tally-page-runs-plan.h"
#include "tally-page-runs-reason.h"
#include "tally-page-runs-story.h"

struct _TallyPageRunsPlans {
  TallyAppPage         parent_instance;

  /* template */
  AdwLeaflet          *leaflet;
  GtkWidget           *detail_pane;
  GtkStack            *stack;
  AdwStatusPage       *problem;
  GtkListBox          *list;
  GtkStack            *plan_stack;
  AdwStatusPage       *plan_problem;
  GtkWidget           *back_button;
  GtkLabel            *title;
  GtkWidget           *decide_box;
  GtkWidget           *run_button;
  GtkWidget           *causes_group;
  GtkListBox          *causes_list;
  GtkWidget           *changes_group;
  GtkListBox          *changes_list;
  GtkListBox          *steps_list;

  /* owned */
  GListStore          *rows;
  GListStore          *causes;
  GListStore          *changes;
  GListStore          *steps;
  char                *id;         /* (nullable): the plan shown */
  gboolean             is_filling; /* what is selected now, the page selects */
};

G_DEFINE_FINAL_TYPE (TallyPageRunsPlans, tally_page_runs_plans, TALLY_TYPE_APP_PAGE)

static gpointer
list_plans (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_plan_list (engine, error);
}

static gpointer
find_plan (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  return tally_engine_plan_find (engine, input, error);
}

static void
select_shown (TallyPageRunsPlans *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  self->is_filling = TRUE;
  gtk_list_box_unselect_all (self->list);
  for (guint i = 0; self->id != NULL && i < n; i++)
    {
      g_autoptr (TallyPageRunsItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      if (g_str_has_prefix (tally_page_runs_item_get (item)->id, self->id))
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
    }
  self->is_filling = FALSE;
}

static void
show_plan (TallyPageRunsPlans    *self,
           const TallyEnginePlan *plan)
{
  gboolean is_waiting = strcmp (plan->state, "waiting") == 0;
  gboolean is_known = plan->proposal != NULL;
  g_autofree char *title = g_strdup_printf (_("Plan %s"), plan->id);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (self->decide_box, is_waiting);
  gtk_widget_set_visible (self->run_button, strcmp (plan->state, "approved") == 0);
  gtk_widget_set_visible (self->causes_group, is_known);
  gtk_widget_set_visible (self->changes_group, is_known);
  if (is_known)
    {
      tally_page_runs_item_fill (self->causes, tally_page_runs_plan_list_causes (plan));
      tally_page_runs_item_fill (self->changes, tally_page_runs_plan_list_changes (plan, TALLY_PAGE_RUNS_MAX_ROWS));
    }
  tally_page_runs_item_fill (self->steps, tally_page_runs_plan_list_steps (plan));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.approve", is_waiting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.reject", is_waiting);
  gtk_stack_set_visible_child_name (self->plan_stack, "plan");
}

static void
found_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  TallyPageRunsPlans *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEnginePlan) plan = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (plan != NULL && !g_str_has_prefix (plan->id, self->id)))
    return;
  if (plan != NULL)
    {
      show_plan (self, plan);
      return;
    }
  adw_status_page_set_description (self->plan_problem, error->message);
  gtk_stack_set_visible_child_name (self->plan_stack, "problem");
}

static void
ask_plan (TallyPageRunsPlans *self)
{
  const TallyEngineQuestion question = {
    .func = find_plan,
    .input = g_strdup (self->id),
    .free_input = g_free,
    .free_answer = (GDestroyNotify) tally_engine_plan_free,
  };

  if (self->id != NULL)
    tally_app_page_ask (TALLY_APP_PAGE (self), &question, found_cb);
}

static void
show (TallyPageRunsPlans *self,
      const char         *id)
{
  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  ask_plan (self);
}

static void
show_plans (TallyPageRunsPlans *self,
            GPtrArray          *plans)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < plans->len; i++)
    g_ptr_array_add (items, tally_page_runs_plan_make_item (plans->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
  if (plans->len > 0 && self->id == NULL && !adw_leaflet_get_folded (self->leaflet))
    show (self, ((const TallyEnginePlan *) plans->pdata[0])->id);
  self->is_filling = TRUE;
  tally_page_runs_item_fill (self->rows, items);
  select_shown (self);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageRunsPlans *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (plans != NULL)
    {
      show_plans (self, plans);
      return;
    }
  if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
tally_page_runs_plans_reload (TallyAppPage *page)
{
  const TallyEngineQuestion question = { .func = list_plans, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  tally_app_page_ask (page, &question, listed_cb);
  ask_plan (TALLY_PAGE_RUNS_PLANS (page));
}

/* What a person decided, on its way. */
typedef struct {
  char     *id;
  char     *actor;
  char     *reason;
  gboolean  approve;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_free (self->id);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self);
}

static gpointer
decide (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  const Decision *given = input;
  const TallyEngineDecision decision = {
    .id = given->id, .approve = given->approve, .actor = given->actor, .reason = given->reason,
  };

  if (!tally_engine_plan_decide (engine, &decision, error))
    return NULL;
  return g_strdup (given->approve ? _("Approved; the next run publishes it") : _("Rejected; nothing of it is published"));
}

static void
decided_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tally_app_page_toast (data, said != NULL ? said : error->message);
  tally_app_page_mark_stale (data);
}

static void
send_decision (const TallyPageRunsDecision *given,
               gboolean                     approve)
{
  Decision *decision = g_new0 (Decision, 1);
  const TallyEngineQuestion question = {
    .func = decide, .input = decision, .free_input = decision_free, .free_answer = g_free,
  };

  decision->id = g_strdup (given->id);
  decision->actor = g_strdup (tally_page_runs_reason_get_actor (given->page));
  decision->reason = g_strdup (given->reason);
  decision->approve = approve;
  tally_app_page_ask (given->page, &question, decided_cb);
}

static void
approved (const TallyPageRunsDecision *decision)
{
  send_decision (decision, TRUE);
}

static void
rejected (const TallyPageRunsDecision *decision)
{
  send_decision (decision, FALSE);
}

static void
approve_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  const TallyPageRunsReason reason = {
    .title = _("Approve This Plan"),
    .body = _("The next run publishes exactly these workbooks, if their rows are still the same."),
    .verb = _("_Approve"),
    .id = TALLY_PAGE_RUNS_PLANS (widget)->id,
    .func = approved,
  };

  tally_page_runs_reason_ask (TALLY_APP_PAGE (widget), &reason);
}

static void
reject_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const TallyPageRunsReason reason = {
    .title = _("Reject This Plan"),
    .body = _("Nothing of it is published. Say what is wrong, so that others can put it right."),
    .verb = _("_Reject"),
    .is_grave = TRUE,
    .is_needed = TRUE,
    .id = TALLY_PAGE_RUNS_PLANS (widget)->id,
    .func = rejected,
  };

  tally_page_runs_reason_ask (TALLY_APP_PAGE (widget), &reason);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_navigate (TALLY_PAGE_RUNS_PLANS (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
show_row (TallyPageRunsPlans *self,
          GtkListBoxRow      *row)
{
  g_autoptr (TallyPageRunsItem) item
    = g_list_model_get_item (G_LIST_MODEL (self->rows), (guint) gtk_list_box_row_get_index (row));

  show (self, tally_page_runs_item_get (item)->id);
}

static void
row_selected_cb (TallyPageRunsPlans *self,
                 GtkListBoxRow      *row)
{
  if (row != NULL && !self->is_filling)
    show_row (self, row);
}

static void
row_activated_cb (TallyPageRunsPlans *self,
                  GtkListBoxRow      *row)
{
  show_row (self, row);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
tally_page_runs_plans_go (TallyAppPage *page,
                          const char   *wish)
{
  TallyPageRunsPlans *self = TALLY_PAGE_RUNS_PLANS (page);

  if (*wish == '\0')
    return;
  show (self, wish);
  select_shown (self);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
tally_page_runs_plans_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS_PLANS);
  G_OBJECT_CLASS (tally_page_runs_plans_parent_class)->dispose (object);
}

static void
tally_page_runs_plans_finalize (GObject *object)
{
  TallyPageRunsPlans *self = TALLY_PAGE_RUNS_PLANS (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->causes);
  g_clear_object (&self->changes);
  g_clear_object (&self->steps);
  g_free (self->id);
  G_OBJECT_CLASS (tally_page_runs_plans_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs-plans.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, plan_stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, plan_problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, back_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, title);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, decide_box);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, run_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, causes_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, causes_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, changes_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, changes_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsPlans, steps_list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
tally_page_runs_plans_class_init (TallyPageRunsPlansClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_runs_plans_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_page_runs_plans_finalize;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_runs_plans_reload;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_runs_plans_go;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "plan.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "plan.reject", NULL, reject_action);
  gtk_widget_class_install_action (widget_class, "plans.back", NULL, back_action);
}

static GListStore *
bind_list (GtkListBox *list)
{
  GListStore *store = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);

  gtk_list_box_bind_model (list, G_LIST_MODEL (store), tally_page_runs_item_create_row, NULL, NULL);
  return store;
}

static void
tally_page_runs_plans_init (TallyPageRunsPlans *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = bind_list (self->list);
  self->causes = bind_list (self->causes_list);
  self->changes = bind_list (self->changes_list);
  self->steps = bind_list (self->steps_list);
  tally_app_fold_show_with (self->back_button, self->leaflet);
}
