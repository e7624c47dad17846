/* tally-page-runs-overrides.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-overrides.h"

#include <glib/gi18n.h>

#include "tally-engine-error.h"
#include "tally-engine-recovery.h"
#include "tally-page-runs-reason.h"
#include "tally-page-runs-recovery.h"

enum { LIST_SWITCHES, LIST_ASIDE, LIST_HELD, LIST_OPEN, N_LISTS };

struct _TallyPageRunsOverrides {
  TallyAppPage   parent_instance;

  /* template */
  GtkStack      *stack;
  AdwStatusPage *problem;
  GtkWidget     *groups[N_LISTS];
  GtkListBox    *lists[N_LISTS];

  GListStore    *rows[N_LISTS]; /* (owned) */
  TallyRecovery *recovery;      /* (owned) (nullable): what was read last */
};

G_DEFINE_FINAL_TYPE (TallyPageRunsOverrides, tally_page_runs_overrides, TALLY_TYPE_APP_PAGE)

static const struct {
  const char *name;
  GPtrArray *(*list) (const TallyRecovery *recovery);
} lists[N_LISTS] = {
  [LIST_SWITCHES] = { "switches", tally_page_runs_recovery_list_switches },
  [LIST_ASIDE] = { "aside", tally_page_runs_recovery_list_aside },
  [LIST_HELD] = { "held", tally_page_runs_recovery_list_held },
  [LIST_OPEN] = { "open", tally_page_runs_recovery_list_open },
};

static gpointer
read_recovery (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  return tally_engine_recovery_list (engine, 0, 0, error);
}

static void
show_recovery (TallyPageRunsOverrides *self)
{
  for (guint i = 0; i < N_LISTS; i++)
    {
      GPtrArray *items = lists[i].list (self->recovery);
      gtk_widget_set_visible (self->groups[i], items->len > 0);
      tally_page_runs_item_fill (self->rows[i], items);
    }
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
read_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallyPageRunsOverrides *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyRecovery) recovery = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (recovery != NULL)
    {
      g_clear_pointer (&self->recovery, tally_recovery_free);
      self->recovery = g_steal_pointer (&recovery);
      show_recovery (self);
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
tally_page_runs_overrides_reload (TallyAppPage *page)
{
  const TallyEngineQuestion question = { .func = read_recovery, .free_answer = (GDestroyNotify) tally_recovery_free };

  tally_app_page_ask (page, &question, read_cb);
}

static void
tally_page_runs_overrides_go (TallyAppPage *page,
                              const char   *wish)
{
}

/* A decision on its way. */
typedef struct {
  char   *verb;           /* (owned) */
  char   *what;           /* (owned) */
  char   *id;             /* (owned) (nullable) */
  char   *actor;          /* (owned) */
  char   *reason;         /* (owned) */
  char   *old_reason;     /* (owned) (nullable): of the pause that it ends */
  gint64  for_usec;
  gint64  until_utc_usec;
  gint64  old_utc_usec;   /* when that pause would have ended */
} Act;

static void
act_free (gpointer data)
{
  Act *self = data;

  g_free (self->verb);
  g_free (self->what);
  g_free (self->id);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->old_reason);
  g_free (self);
}

/* What people read when it is done, and the verb that undoes it. */
static const struct {
  const char *verb;
  const char *what; /* (nullable): any */
  const char *said;
  const char *undo; /* (nullable) */
} verbs[] = {
  { "pause", TALLY_RECOVERY_PAUSE_PUBLISH, N_("Publishing is paused"), "resume" },
  { "pause", TALLY_RECOVERY_PAUSE_ALL, N_("All runs are paused"), "resume" },
  { "resume", TALLY_RECOVERY_PAUSE_PUBLISH, N_("Publishing goes on with the next run"), "pause" },
  { "resume", TALLY_RECOVERY_PAUSE_ALL, N_("Runs start again"), "pause" },
  { "open", NULL, N_("No run calls Smartsheet"), "close" },
  { "close", NULL, N_("Runs call Smartsheet again"), NULL },
  { "probe", NULL, N_("The next run tries one call"), NULL },
  { "release", NULL, N_("The next run tries it again"), NULL },
  { "drop", NULL, N_("Forgotten; the next run starts anew"), NULL },
};

static gsize
find_verb (const Act *act)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].verb, act->verb) == 0 && (verbs[i].what == NULL || strcmp (verbs[i].what, act->what) == 0))
      return i;
  g_assert_not_reached ();
}

static gpointer
carry_out (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  const Act *given = input;
  const TallyEngineRecoveryAct act = {
    .verb = given->verb,
    .what = given->what,
    .id = given->id,
    .actor = given->actor,
    .reason = given->reason,
    .for_usec = given->for_usec,
    .until_utc_usec = given->until_utc_usec,
  };
  g_autofree char *said = NULL;
  Act *done;

  if (!tally_engine_recovery_act (engine, &act, &said, error))
    return NULL;
  done = g_new0 (Act, 1);
  *done = (Act) {
    .verb = g_strdup (given->verb),
    .what = g_strdup (given->what),
    .id = g_strdup (given->id),
    .actor = g_strdup (given->actor),
    .reason = g_strdup (given->reason),
    .old_reason = g_strdup (given->old_reason),
    .old_utc_usec = given->old_utc_usec,
  };
  return done;
}

static void send_act (TallyAppPage *page, Act *act, GAsyncReadyCallback callback);

static void
undone_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Act *done = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tally_app_page_toast (data, done != NULL ? _("Taken back") : error->message);
  tally_app_page_mark_stale (data);
  g_clear_pointer (&done, act_free);
}

static void
undo (TallyAppPage *page,
      gpointer      data)
{
  const Act *done = data;
  Act *act = g_new0 (Act, 1);

  *act = (Act) {
    .verb = g_strdup (verbs[find_verb (done)].undo),
    .what = g_strdup (done->what),
    .actor = g_strdup (tally_page_runs_reason_get_actor (page)),
    .reason = g_strdup (done->old_reason != NULL ? done->old_reason : _("Taken back at once")),
    .until_utc_usec = done->old_utc_usec,
  };
  send_act (page, act, undone_cb);
}

/* The page of the window is who Ctrl+Z asks. */
static TallyAppPage *
get_outer (TallyAppPage *page)
{
  GtkWidget *outer = gtk_widget_get_parent (GTK_WIDGET (page));

  outer = outer != NULL ? gtk_widget_get_ancestor (outer, TALLY_TYPE_APP_PAGE) : NULL;
  return outer != NULL ? TALLY_APP_PAGE (outer) : page;
}

static void
done_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallyAppPage *page = data;
  g_autoptr (GError) error = NULL;
  Act *done = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  gsize verb;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tally_app_page_mark_stale (page);
  if (done == NULL)
    {
      tally_app_page_toast (page, error->message);
      return;
    }
  verb = find_verb (done);
  if (verbs[verb].undo != NULL)
    {
      tally_app_page_offer_undo (get_outer (page), _(verbs[verb].said), undo, done, act_free);
      return;
    }
  tally_app_page_toast (page, _(verbs[verb].said));
  act_free (done);
}

static void
send_act (TallyAppPage        *page,
          Act                 *act,
          GAsyncReadyCallback  callback)
{
  const TallyEngineQuestion question = {
    .func = carry_out, .input = act, .free_input = act_free, .free_answer = act_free,
  };

  tally_app_page_ask (page, &question, callback);
}

/* So that undoing it brings the same pause back. */
static void
note_pause (TallyPageRunsOverrides *self,
            Act                    *act)
{
  for (guint i = 0; self->recovery != NULL && i < self->recovery->pauses->len; i++)
    {
      const TallyRecoveryPause *pause = self->recovery->pauses->pdata[i];
      if (strcmp (act->verb, "resume") != 0 || strcmp (pause->what, act->what) != 0)
        continue;
      act->old_reason = g_strdup (pause->reason);
      act->old_utc_usec = pause->until_utc_usec;
    }
}

/* "VERB:WHAT" or "VERB:WHAT:ID" */
static void
decided (const TallyPageRunsDecision *decision)
{
  g_auto (GStrv) parts = g_strsplit (decision->id, ":", 3);
  Act *act = g_new0 (Act, 1);

  *act = (Act) {
    .verb = g_strdup (parts[0]),
    .what = g_strdup (parts[1]),
    .id = g_strdup (parts[2]),
    .actor = g_strdup (tally_page_runs_reason_get_actor (decision->page)),
    .reason = g_strdup (decision->reason),
    .for_usec = decision->for_usec,
  };
  note_pause (TALLY_PAGE_RUNS_OVERRIDES (decision->page), act);
  send_act (decision->page, act, done_cb);
}

/* What is asked before a decision; without a title it is carried out at once. */
static const struct {
  const char *verb;
  const char *what; /* (nullable): any */
  const char *title;
  const char *body;
  const char *label;
  gboolean    has_end;
  gboolean    is_grave;
} questions[] = {
  { "pause", TALLY_RECOVERY_PAUSE_PUBLISH, N_("Pause Publishing"),
    N_("Runs read, plan and make workbooks; they attach and delete nothing."), N_("_Pause"), TRUE, FALSE },
  { "pause", TALLY_RECOVERY_PAUSE_ALL, N_("Pause All Runs"), N_("Runs end at once, those of schedules too."), N_("_Pause"),
    TRUE, FALSE },
  { "open", NULL, N_("Stop Calls to Smartsheet"), N_("No run calls the service, not even to read."), N_("_Stop"), TRUE,
    FALSE },
  { "release", NULL, N_("Try It Again"), N_("The next run tries it. If it fails once more, it is set aside again."),
    N_("_Try Again"), FALSE, FALSE },
  { "drop", "intent", N_("Give Up This Publication"),
    N_("Nothing on the target is touched. The next run plans the workbook anew."), N_("_Give Up"), FALSE, TRUE },
  { "drop", NULL, N_("Forget Its Failures"), N_("The next run tries it and counts its failures anew."), N_("_Forget"), FALSE,
    TRUE },
};

static void
decide (TallyAppPage *page,
        const char   *verb,
        const char   *target)
{
  g_autofree char *id = g_strconcat (verb, ":", target, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      const TallyPageRunsReason reason = {
        .title = _(questions[i].title),
        .body = _(questions[i].body),
        .verb = _(questions[i].label),
        .is_grave = questions[i].is_grave,
        .is_needed = TRUE,
        .has_end = questions[i].has_end,
        .id = id,
        .func = decided,
      };
      if (strcmp (questions[i].verb, verb) != 0
          || (questions[i].what != NULL && !g_str_has_prefix (target, questions[i].what)))
        continue;
      tally_page_runs_reason_ask (page, &reason);
      return;
    }
  decided (&(TallyPageRunsDecision) { .page = page, .id = id, .reason = _("Back to normal") });
}

static void
override_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  decide (TALLY_APP_PAGE (widget), name + strlen ("override."), g_variant_get_string (parameter, NULL));
}

static void
tally_page_runs_overrides_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RUNS_OVERRIDES);
  G_OBJECT_CLASS (tally_page_runs_overrides_parent_class)->dispose (object);
}

static void
tally_page_runs_overrides_finalize (GObject *object)
{
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&TALLY_PAGE_RUNS_OVERRIDES (object)->rows[i]);
  g_clear_pointer (&TALLY_PAGE_RUNS_OVERRIDES (object)->recovery, tally_recovery_free);
  G_OBJECT_CLASS (tally_page_runs_overrides_parent_class)->finalize (object);
}

static void
bind_lists (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < N_LISTS; i++)
    {
      g_autofree char *group = g_strconcat (lists[i].name, "_group", NULL);
      g_autofree char *list = g_strconcat (lists[i].name, "_list", NULL);
      gtk_widget_class_bind_template_child_full (widget_class, group, FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (TallyPageRunsOverrides, groups)
                                                           + i * sizeof (gpointer)));
      gtk_widget_class_bind_template_child_full (widget_class, list, FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (TallyPageRunsOverrides, lists)
                                                           + i * sizeof (gpointer)));
    }
}

static void
tally_page_runs_overrides_class_init (TallyPageRunsOverridesClass *klass)
{
  static const char *const actions[] = {
    "override.pause", "override.resume", "override.open", "override.close", "override.probe", "override.release",
    "override.drop",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_runs_overrides_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_page_runs_overrides_finalize;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_runs_overrides_reload;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_runs_overrides_go;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-runs-overrides.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsOverrides, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRunsOverrides, problem);
  bind_lists (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], "s", override_action);
}

static void
tally_page_runs_overrides_init (TallyPageRunsOverrides *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_LISTS; i++)
    {
      self->rows[i] = g_list_store_new (TALLY_TYPE_PAGE_RUNS_ITEM);
      gtk_list_box_bind_model (self->lists[i], G_LIST_MODEL (self->rows[i]), tally_page_runs_item_create_row, NULL, NULL);
    }
}
