/* tally-page-runs-schedules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-schedules.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-engine-starts.h"
#include "tally-page-runs-item.h"
#include "tally-page-runs-words.h"

/* A week of the default schedules, and no more than a screen. */
#define N_COMING 12

struct _TallyPageRunsSchedules {
  TallyAppPage   parent_instance;

  /* template */
  GtkStack      *stack;
  AdwStatusPage *problem;
  GtkListBox    *schedules_list;
  GtkWidget     *starts_group;
  GtkListBox    *starts_list;

  /* owned */
  GListStore    *schedules;
  GListStore    *starts;
  char          *wanted; /* (nullable): a schedule to show, once it is there */
};

G_DEFINE_FINAL_TYPE (TallyPageRunsSchedules, tally_page_runs_schedules, TALLY_TYPE_APP_PAGE)

/* What the desk answers. */
typedef struct {
  GPtrArray *entries; /* (owned) (element-type TallyEngineScheduleEntry) */
  GPtrArray *coming;  /* (owned) (nullable) (element-type TallyEngineComingStart) */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_schedules (TallyEngine   *engine,
                gpointer       input,
                GCancellable  *cancellable,
                GError       **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->entries = tally_engine_starts_list (engine, error);
  if (answer->entries != NULL)
    answer->coming = tally_engine_starts_next (engine, -1, N_COMING, error);
  if (answer->coming != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

/* "Last start Monday 05:00, 2 min late: done in part" */
static char *
dup_last (const TallyScheduleStart *last)
{
  g_autofree char *time = tally_app_format_dup_time (last->started_utc_usec, g_get_real_time ());
  gint64 late_usec = last->started_utc_usec - last->planned_utc_usec;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("Last start: %s"), time);
  if (late_usec >= G_TIME_SPAN_MINUTE)
    {
      g_autofree char *late = tally_app_format_dup_span (late_usec);
      g_string_append_printf (text, last->is_caught_up ? _(", made up for after %s") : _(", %s late"), late);
    }
  if (last->finished_utc_usec != 0)
    g_string_append_printf (text, " · %s", tally_page_runs_words_exit (last->exit_code).title);
  return g_string_free (text, FALSE);
}

static char *
dup_subtitle (const TallyEngineScheduleEntry *entry)
{
  GString *text = g_string_new (NULL);

  g_string_append (text, entry->is_on ? entry->at : _("Off"));
  if (entry->is_on && strstr (entry->at, entry->zone) == NULL)
    g_string_append_printf (text, " (%s)", entry->zone);
  if (*entry->jobs != '\0')
    g_string_append_printf (text, " · %s", entry->jobs);
  if (entry->last != NULL)
    {
      g_autofree char *last = dup_last (entry->last);
      g_string_append_printf (text, "\n%s", last);
    }
  if (entry->n_missed > 0)
    {
      g_autofree char *missed = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u start was missed",
                                                              "%u starts were missed", entry->n_missed), entry->n_missed);
      g_string_append_printf (text, "\n%s", missed);
    }
  if (entry->missed != NULL)
    g_string_append_printf (text, "\n%s", entry->missed);
  return g_string_free (text, FALSE);
}

static TallyPageRunsItem *
make_schedule (const TallyEngineScheduleEntry *entry)
{
  g_autofree char *subtitle = dup_subtitle (entry);
  g_autofree char *next = entry->is_on && entry->next_utc_usec > 0
                            ? tally_app_format_dup_ago (entry->next_utc_usec, g_get_real_time ()) : NULL;
  g_autofree char *run = entry->last != NULL && entry->last->run_id > 0
                           ? g_strdup_printf ("run=%" G_GINT64_FORMAT, entry->last->run_id) : NULL;
  gboolean is_late = entry->missed != NULL;

  return tally_page_runs_item_new (&(TallyPageRunsWords) {
    .id = run,
    .icon_name = is_late ? "appointment-missed-symbolic" : entry->is_on ? "alarm-symbolic" : "media-playback-pause-symbolic",
    .tone = is_late ? "warning" : "",
    .title = entry->name,
    .subtitle = subtitle,
    .value = next,
  });
}

static void
fill (TallyPageRunsSchedules *self,
      const Answer           *answer)
{
  GPtrArray *schedules = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *starts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < answer->entries->len; i++)
    g_ptr_array_add (schedules, make_schedule (answer->entries->pdata[i]));
  for (guint i = 0; i < answer->coming->len; i++)
    {
      const TallyEngineComingStart *start = answer->coming->pdata[i];
      g_autofree char *ago = tally_app_format_dup_ago (start->planned_utc_usec, g_get_real_time ());
      g_ptr_array_add (starts, tally_page_runs_item_new (&(TallyPageRunsWords) {
        .title = start->local, .subtitle = start->name, .value = ago,
      }));
    }
  gtk_widget_set_visible (self->starts_group, starts->len > 0);
  tally_page_runs_item_fill (self->schedules, schedules);
  tally_page_runs_item_fill (self->starts, starts);
}

/* Who came for one schedule finds the keyboard on it. */
static void
show_wanted (TallyPageRunsSchedules *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->schedules));

  for (guint i = 0; self->wanted != NULL && i < n; i++)
    {
      g_autoptr (TallyPageRunsItem) item = g_list_model_get_item (G_LIST_MODEL (self->schedules), i);
      if (strcmp (tally_page_runs_item_get (item)->title, self->wanted) == 0)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->schedules_list, (int) i)));
    }
  g_clear_pointer (&self->wanted, g_free);
}

static void
read_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallyPageRunsSchedules *self = data;
  g_autoptr (GError) error = NULL;
  Answer *answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  fill (self, answer);
  answer_free (answer);
  gtk_stack_set_visible_child_name (self->stack, "list");
  show_wanted (self);
}

static void
tally_page_runs_schedules_reload (TallyAppPage *page)
{
  const TallyEngineQuestion question = { .func = read_schedules, .free_answer = answer_free };

  tally_app_page_ask (page, &question, read_cb);
}

static void
tally_page_runs_schedules_go (TallyAppPage *page,
                              const char   *wish)
{
  TallyPageRunsSchedules *self = TALLY_PAGE_RUNS_SCHEDULES (page);

  g_free (self->wanted);
  self->wanted = g_strdup (wish);
  if (strcmp (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    show_wanted (self);
}

/* The run that its last start was. */
static void
schedule_activated_cb (TallyPageRunsSchedules *self,
                       GtkListBoxRow          *row)
{
  g_autoptr (TallyPageRunsItem) item
    = g_list_model_get_item (G_LIST_MODEL (self->schedules), (guint) gtk_list_box_row_get_index (row));

  if (*tally_page_runs_item_get (item)->id != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "(ss)", "runs", tally_page_runs_item_get (item)->id);
}

static void
tally_page_runs_schedules_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS_SCHEDULES);
  G_OBJECT_CLASS (tally_page_runs_schedules_parent_class)->dispose (object);
}

static void
tally_page_runs_schedules_finalize (GObject *object)
{
  TallyPageRunsSchedules *self = TALLY_PAGE_RUNS_SCHEDULES (object);

  g_clear_object (&self->schedules);
  g_clear_object (&self->starts);
  g_free (self->wanted);
  G_OBJECT_CLASS (tally_page_runs_schedules_parent_class)->finalize (object);
}

static void
tally_page_runs_schedules_class_init (TallyPageRunsSchedulesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_runs_schedules_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_page_runs_schedules_finalize;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_runs_schedules_reload;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_runs_schedules_go;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs-schedules.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsSchedules, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsSchedules, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsSchedules, schedules_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsSchedules, starts_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsSchedules, starts_list);
}

static void
tally_page_runs_schedules_init (TallyPageRunsSchedules *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->schedules = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);
  self->starts = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);
  gtk_list_box_bind_model (self->schedules_list, G_LIST_MODEL (self->schedules), tally_page_runs_item_create_row, NULL, NULL);
  gtk_list_box_bind_model (self->starts_list, G_LIST_MODEL (self->starts), tally_page_runs_item_create_row, NULL, NULL);
  g_signal_connect_object (self->schedules_list, "row-activated", G_CALLBACK (schedule_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
