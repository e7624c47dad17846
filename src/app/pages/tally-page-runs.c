/* tally-page-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs.h"

#include <glib/gi18n.h>

#include "tally-engine-plan.h"
#include "tally-page-runs-history.h"
#include "tally-page-runs-overrides.h"
#include "tally-page-runs-plans.h"
#include "tally-page-runs-schedules.h"

struct _TallyPageRuns {
  TallyAppPage  parent_instance;

  /* template */
  AdwViewStack *views;

  gboolean      was_seen;
};

G_DEFINE_FINAL_TYPE (TallyPageRuns, tally_page_runs, TALLY_TYPE_APP_PAGE)

/* The pages within, in the order shown. */
static const struct {
  const char *id;
  const char *title;
  const char *icon_name;
  GType     (*get_type) (void);
} views[] = {
  { "history", N_("History"), "document-open-recent-symbolic", tally_page_runs_history_get_type },
  { "plans", N_("Plans"), "dialog-question-symbolic", tally_page_runs_plans_get_type },
  { "schedules", N_("Schedules"), "alarm-symbolic", tally_page_runs_schedules_get_type },
  { "overrides", N_("Overrides"), "media-playback-pause-symbolic", tally_page_runs_overrides_get_type },
};

/* Which page within knows a wish; all of them take its value. */
static const struct {
  const char *key;
  const char *view;
} wishes[] = {
  { "run", "history" },
  { "plan", "plans" },
  { "schedule", "schedules" },
  { "circuit", "overrides" },
  { "pause", "overrides" },
  { "aside", "overrides" },
};

static TallyAppPage *
get_view (TallyPageRuns *self,
          const char    *id)
{
  GtkWidget *view = adw_view_stack_get_child_by_name (self->views, id);

  return view != NULL ? TALLY_APP_PAGE (view) : NULL;
}

static gpointer
list_plans (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_plan_list (engine, error);
}

/* A number on a view's tab says what waits for the person who looks; its page tells of failures. */
static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageRuns *self = data;
  g_autoptr (GPtrArray) plans = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, NULL);
  AdwViewStackPage *page;
  guint n_waiting = 0;

  for (guint i = 0; plans != NULL && i < plans->len; i++)
    n_waiting += strcmp (((const TallyEnginePlan *) plans->pdata[i])->state, "waiting") == 0 ? 1 : 0;
  if (plans == NULL)
    return;
  page = adw_view_stack_get_page (self->views, GTK_WIDGET (get_view (self, "plans")));
  adw_view_stack_page_set_badge_number (page, n_waiting);
  adw_view_stack_page_set_needs_attention (page, n_waiting > 0);
}

/* What is within reads by itself, but for a person who asks for it. */
static void
tally_page_runs_reload (TallyAppPage *page)
{
  TallyPageRuns *self = TALLY_PAGE_RUNS (page);
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  const TallyEngineQuestion question = { .func = list_plans, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  tally_app_page_ask (page, &question, listed_cb);
  if (self->was_seen && view != NULL)
    tally_app_page_mark_stale (TALLY_APP_PAGE (view));
  self->was_seen = TRUE;
}

static void
tally_page_runs_search (TallyAppPage *page,
                        const char   *text)
{
  TallyPageRuns *self = TALLY_PAGE_RUNS (page);

  if (*text != '\0')
    adw_view_stack_set_visible_child_name (self->views, "history");
  g_object_set (get_view (self, "history"), "search-text", text, NULL);
}

static void
go_one (TallyPageRuns *self,
        const char    *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);

  for (guint i = 0; parts[0] != NULL && i < G_N_ELEMENTS (wishes); i++)
    {
      if (strcmp (wishes[i].key, parts[0]) != 0)
        continue;
      adw_view_stack_set_visible_child_name (self->views, wishes[i].view);
      tally_app_page_go (get_view (self, wishes[i].view), parts[1] != NULL ? parts[1] : "");
    }
}

static void
tally_page_runs_go (TallyAppPage *page,
                    const char   *wish)
{
  g_auto (GStrv) words = g_strsplit_set (wish, "& ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_uri_unescape_string (words[i], NULL);
      if (word != NULL)
        go_one (TALLY_PAGE_RUNS (page), word);
    }
}

static void
tally_page_runs_constructed (GObject *object)
{
  TallyPageRuns *self = TALLY_PAGE_RUNS (object);
  TallyAppSession *session = tally_app_page_get_session (TALLY_APP_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    adw_view_stack_add_titled_with_icon (self->views, g_object_new (views[i].get_type (), "session", session, NULL),
                                         views[i].id, _(views[i].title), views[i].icon_name);
  G_OBJECT_CLASS (tally_page_runs_parent_class)->constructed (object);
}

static void
tally_page_runs_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS);
  G_OBJECT_CLASS (tally_page_runs_parent_class)->dispose (object);
}

static void
tally_page_runs_class_init (TallyPageRunsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tally_page_runs_constructed;
  G_OBJECT_CLASS (klass)->dispose = tally_page_runs_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_runs_reload;
  TALLY_APP_PAGE_CLASS (klass)->search = tally_page_runs_search;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_runs_go;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRuns, views);
}

static void
tally_page_runs_init (TallyPageRuns *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

extern const TallyAppPageInfo tally_page_runs_info;

const TallyAppPageInfo tally_page_runs_info = {
  .id = "runs",
  .title = N_("Runs"),
  .icon_name = "system-run-symbolic",
  .get_type = tally_page_runs_get_type,
};
