/* tally-page-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-health.h"

#include <glib/gi18n.h>

#include "tally-app-chart.h"
#include "tally-app-focus.h"
#include "tally-app-format.h"
#include "tally-app-health-charts.h"
#include "tally-app-health-export.h"
#include "tally-app-health-found.h"
#include "tally-app-health-tile.h"
#include "tally-app-health-words.h"

/* What is known grows old by itself: so often it is judged anew while somebody looks. */
#define AGE_SECS 60

static const struct {
  const char *id;
  gint64      usec;
  guint       n_cells;
} ranges[] = {
  { "24h", G_TIME_SPAN_DAY, 24 },
  { "7d", 7 * G_TIME_SPAN_DAY, 28 },
  { "30d", 30 * G_TIME_SPAN_DAY, 30 },
  { "90d", 90 * G_TIME_SPAN_DAY, 45 },
};
static const char *const bys[TALLY_APP_HEALTH_N_BYS] = { "severity", "category", "week", "age" };
static const char *const checkup_jobs[] = { "health-check", NULL };

struct _TallyPageHealth {
  TallyAppPage         parent_instance;

  /* template */
  GtkStack            *views;
  AdwStatusPage       *problem;
  GtkImage            *icon;
  GtkLabel            *headline;
  GtkLabel            *why;
  GtkLabel            *as_of;
  GtkButton           *step;
  GtkWidget           *check_button;
  GtkWidget           *cancel_button;
  GtkFlowBox          *tiles;
  GtkDropDown         *by_drop;
  TallyAppChart       *findings;
  TallyAppChart       *runs;
  TallyAppChart       *sheets;
  TallyAppHealthFound *found;

  TallyEngineDesk     *desk;  /* (owned) (nullable): the one it listens to */
  TallyAppHealthView  *view;  /* (owned) (nullable): what is shown */
  const char          *style; /* (nullable): class of the state shown */
  char                *probe; /* (owned) (nullable): what somebody came for, until it is shown */
  guint                range;
  guint                by;
  guint                age_id;
  gboolean             is_checking;
};

enum { PROP_RANGE = 1, PROP_BY, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallyPageHealth, tally_page_health, TALLY_TYPE_APP_PAGE)

/* What is asked of the engine. */
typedef struct {
  gint64 range_usec;
  guint  n_cells;
} Input;

static gpointer
read_view (TallyEngine   *engine,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Input *input = data;

  return tally_app_health_view_read (engine, input->range_usec, input->n_cells, cancellable, error);
}

static void
show_step (TallyPageHealth       *self,
           const TallyHealthPart *cause)
{
  TallyAppHealthStep step = { 0 };
  gboolean has_step = cause != NULL && tally_app_health_find_step (cause, &step);

  /* Its own button is always there. */
  gtk_widget_set_visible (GTK_WIDGET (self->step), has_step && g_strcmp0 (step.action, "health.check") != 0);
  if (has_step)
    {
      gtk_button_set_label (self->step, step.label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->step), step.action);
    }
  g_free (step.action);
}

static char *
write_why (const TallyHealthBoard *board)
{
  g_autofree char *why = NULL;

  if (board->is_running)
    return g_strdup (_("A run is at work."));
  if (board->cause == NULL)
    return g_strdup (_("Every part that Tallyman needs was seen working."));
  why = tally_app_health_dup_why (board->cause, board->now_utc_usec);
  return g_strdup_printf ("%s: %s", tally_app_health_get_title (board->cause->id), why);
}

static void
show_head (TallyPageHealth *self)
{
  const TallyHealthBoard *board = self->view->board;
  const char *style = tally_app_health_state_get_style (board->state);
  g_autofree char *why = write_why (board);
  g_autofree char *when = tally_app_format_dup_time_full (board->now_utc_usec);
  g_autofree char *as_of = g_strdup_printf (C_("age of a state", "As of %s"), when);

  gtk_image_set_from_icon_name (self->icon, tally_app_health_state_get_icon (board->state));
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  self->style = style;
  gtk_label_set_label (self->headline, tally_app_health_get_headline (board));
  gtk_label_set_label (self->why, why);
  gtk_label_set_label (self->as_of, as_of);
  show_step (self, board->cause);
}

static TallyAppHealthTile *
ensure_tile (TallyPageHealth *self,
             guint            i,
             const char      *id)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->tiles, (int) i);

  if (child == NULL)
    {
      gtk_flow_box_append (self->tiles, tally_app_health_tile_new (id));
      child = gtk_flow_box_get_child_at_index (self->tiles, (int) i);
    }
  return TALLY_APP_HEALTH_TILE (child);
}

static void
show_findings (TallyPageHealth *self)
{
  tally_app_chart_set_chart (self->findings, tally_app_health_chart_findings (self->view, (TallyAppHealthBy) self->by));
}

static TallyAppHealthTile *
find_tile (TallyPageHealth *self,
           const char      *id)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->tiles, i)) != NULL; i++)
    if (g_strcmp0 (tally_app_health_tile_get_id (TALLY_APP_HEALTH_TILE (child)), id) == 0)
      return TALLY_APP_HEALTH_TILE (child);
  return NULL;
}

/* What somebody came for: a part of its own, or else a line of the checkup. */
static void
show_probe (TallyPageHealth *self)
{
  g_autofree char *probe = g_steal_pointer (&self->probe);
  TallyAppHealthTile *tile = find_tile (self, g_strcmp0 (probe, "network") == 0 ? "service" : probe);

  if (probe == NULL)
    return;
  if (tile != NULL)
    tally_app_focus_when_shown (GTK_WIDGET (tile));
  else
    tally_app_health_found_show_probe (self->found, probe);
}

static void
show_view (TallyPageHealth *self)
{
  const TallyHealthBoard *board = self->view->board;

  show_head (self);
  for (guint i = 0; i < board->parts->len; i++)
    {
      const TallyHealthPart *part = board->parts->pdata[i];
      tally_app_health_tile_show (ensure_tile (self, i, part->id), part, board->now_utc_usec);
    }
  show_findings (self);
  tally_app_chart_set_chart (self->runs, tally_app_health_chart_runs (board));
  tally_app_chart_set_chart (self->sheets, tally_app_health_chart_sheets (board));
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), board->sheets->len > 0);
  tally_app_health_found_show (self->found, board);
  gtk_stack_set_visible_child_name (self->views, "board");
  show_probe (self);
}

static void
read_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallyPageHealth *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAppHealthView) view = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (view == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->views, "problem");
      return;
    }
  g_clear_pointer (&self->view, tally_app_health_view_unref);
  self->view = g_steal_pointer (&view);
  show_view (self);
}

static void
show_check (TallyPageHealth *self)
{
  gboolean is_running = self->desk != NULL && tally_engine_desk_is_running (self->desk);
  gboolean can_run = self->desk != NULL
                     && tally_app_session_get_workspace (tally_app_page_get_session (TALLY_APP_PAGE (self)))
                          != TALLY_APP_WORKSPACE_PACK;

  self->is_checking = self->is_checking && is_running;
  gtk_widget_set_visible (self->check_button, !self->is_checking);
  gtk_widget_set_visible (self->cancel_button, self->is_checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "health.check", can_run && !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "health.cancel", self->is_checking);
}

static void
ran_cb (TallyPageHealth *self,
        const TallyRun  *run)
{
  if (run != NULL && run->health != NULL)
    tally_app_health_found_tell (self->found, run->health);
  tally_app_page_mark_stale (TALLY_APP_PAGE (self));
}

static void
drop_desk (TallyPageHealth *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
take_desk (TallyPageHealth *self,
           TallyEngineDesk *desk)
{
  if (desk == self->desk)
    return;
  drop_desk (self);
  g_set_object (&self->desk, desk);
  tally_app_health_found_tell (self->found, NULL);
  if (desk == NULL)
    return;
  g_signal_connect_swapped (desk, "notify::running", G_CALLBACK (show_check), self);
  g_signal_connect_swapped (desk, "ran", G_CALLBACK (ran_cb), self);
}

static void
tally_page_health_reload (TallyAppPage *page)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (page);
  Input *input = g_new0 (Input, 1);
  const TallyEngineQuestion question = {
    .func = read_view, .input = input, .free_input = g_free, .free_answer = (GDestroyNotify) tally_app_health_view_unref,
  };

  input->range_usec = ranges[self->range].usec;
  input->n_cells = ranges[self->range].n_cells;
  take_desk (self, tally_app_page_get_desk (page));
  show_check (self);
  tally_app_page_ask (page, &question, read_cb);
}

static void
tally_page_health_go (TallyAppPage *page,
                      const char   *wish)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (page);
  g_autoptr (GHashTable) wishes = g_uri_parse_params (wish, -1, "& ", G_URI_PARAMS_NONE, NULL);
  const char *probe = wishes != NULL ? g_hash_table_lookup (wishes, "probe") : NULL;

  if (probe == NULL)
    return;
  g_free (self->probe);
  self->probe = g_strdup (probe);
  if (self->view != NULL)
    show_probe (self);
}

static gboolean
age_cb (gpointer data)
{
  tally_app_page_mark_stale (data);
  return G_SOURCE_CONTINUE;
}

static void
tally_page_health_map (GtkWidget *widget)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (widget);

  GTK_WIDGET_CLASS (tally_page_health_parent_class)->map (widget);
  if (self->age_id == 0)
    self->age_id = g_timeout_add_seconds (AGE_SECS, age_cb, self);
}

static void
tally_page_health_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&TALLY_PAGE_HEALTH (widget)->age_id, g_source_remove);
  GTK_WIDGET_CLASS (tally_page_health_parent_class)->unmap (widget);
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (widget);
  const TallyBatchOptions options = { .jobs = checkup_jobs };
  g_autoptr (GError) error = NULL;

  if (self->desk == NULL)
    return;
  self->is_checking = TRUE;
  if (!tally_engine_desk_run (self->desk, &options, &error))
    {
      self->is_checking = FALSE;
      tally_app_page_toast (TALLY_APP_PAGE (self), error->message);
    }
  show_check (self);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *target)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (widget);

  if (self->desk != NULL && self->is_checking)
    tally_engine_desk_cancel_run (self->desk);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *target)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (widget);
  const char *kind = g_variant_get_string (target, NULL);
  g_autofree char *file = g_strdup_printf ("%s.%s", _("Health"), kind);
  TallyAppSave save;

  if (self->view == NULL)
    return;
  tally_app_health_export_init_save (self->view, kind, &save);
  save.name = file;
  tally_app_save_ask (widget, &save);
}

void
tally_page_health_save_to (TallyPageHealth *self,
                           const char      *kind,
                           GFile           *file)
{
  TallyAppSave save;

  g_return_if_fail (TALLY_IS_PAGE_HEALTH (self) && kind != NULL && G_IS_FILE (file));
  if (self->view == NULL)
    return;
  tally_app_health_export_init_save (self->view, kind, &save);
  tally_app_save_to (GTK_WIDGET (self), &save, file, tally_app_page_get_cancellable (TALLY_APP_PAGE (self)));
}

/* A bar opens the page Review at what it counts. */
static void
bar_activated_cb (TallyPageHealth *self,
                  guint            series,
                  guint            point)
{
  const GPtrArray *bars = self->view != NULL ? self->view->bars[self->by] : NULL;

  if (bars != NULL && point < bars->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "(ss)", "review",
                                ((const TallyAppHealthBar *) bars->pdata[point])->wish);
}

static void
set_range (TallyPageHealth *self,
           const char      *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (g_strcmp0 (ranges[i].id, id) == 0 && i != self->range)
      {
        self->range = i;
        tally_app_page_mark_stale (TALLY_APP_PAGE (self));
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RANGE]);
        return;
      }
}

static void
set_by (TallyPageHealth *self,
        const char      *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (bys); i++)
    if (g_strcmp0 (bys[i], id) == 0 && i != self->by)
      {
        self->by = i;
        gtk_drop_down_set_selected (self->by_drop, i);
        if (self->view != NULL)
          show_findings (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY]);
        return;
      }
}

static void
by_selected_cb (TallyPageHealth *self)
{
  guint selected = gtk_drop_down_get_selected (self->by_drop);

  if (selected < TALLY_APP_HEALTH_N_BYS)
    set_by (self, bys[selected]);
}

static void
tally_page_health_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (object);

  switch (id)
    {
    case PROP_RANGE: g_value_set_string (value, ranges[self->range].id); break;
    case PROP_BY: g_value_set_string (value, bys[self->by]); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_page_health_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (object);

  switch (id)
    {
    case PROP_RANGE: set_range (self, g_value_get_string (value)); break;
    case PROP_BY: set_by (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_page_health_dispose (GObject *object)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
  drop_desk (self);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_HEALTH);
  G_OBJECT_CLASS (tally_page_health_parent_class)->dispose (object);
}

static void
tally_page_health_finalize (GObject *object)
{
  TallyPageHealth *self = TALLY_PAGE_HEALTH (object);

  g_clear_pointer (&self->view, tally_app_health_view_unref);
  g_free (self->probe);
  G_OBJECT_CLASS (tally_page_health_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-health.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, views);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, icon);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, headline);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, why);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, as_of);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, step);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, check_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, tiles);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, by_drop);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, findings);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, runs);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, sheets);
  gtk_widget_class_bind_template_child (widget_class, TallyPageHealth, found);
  gtk_widget_class_bind_template_callback (widget_class, bar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_selected_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_RANGE] = g_param_spec_string ("range", NULL, NULL, ranges[0].id, flags);
  properties[PROP_BY] = g_param_spec_string ("by", NULL, NULL, bys[0], flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_page_health_class_init (TallyPageHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tally_page_health_dispose;
  object_class->finalize = tally_page_health_finalize;
  object_class->get_property = tally_page_health_get_property;
  object_class->set_property = tally_page_health_set_property;
  widget_class->map = tally_page_health_map;
  widget_class->unmap = tally_page_health_unmap;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_health_reload;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_health_go;
  g_type_ensure (TALLY_TYPE_APP_CHART);
  g_type_ensure (TALLY_TYPE_APP_HEALTH_FOUND);
  install_properties (object_class);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "health.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "health.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "health.export", "s", export_action);
  gtk_widget_class_install_property_action (widget_class, "health.range", "range");
  gtk_widget_class_install_property_action (widget_class, "health.by", "by");
}

static void
tally_page_health_init (TallyPageHealth *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

extern const TallyAppPageInfo tally_page_health_info;

const TallyAppPageInfo tally_page_health_info = {
  .id = "health",
  .title = N_("Health"),
  .icon_name = "power-profile-performance-symbolic",
  .get_type = tally_page_health_get_type,
};
