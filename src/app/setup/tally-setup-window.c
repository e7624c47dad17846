/* tally-setup-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-window.h"

#include <glib/gi18n.h>

#include "tally-app-fold.h"
#include "tally-engine-token.h"
#include "tally-setup-step.h"

#define TOKEN_STEP "token"

struct _TallySetupWindow {
  AdwWindow        parent_instance;

  /* template */
  AdwLeaflet      *leaflet;
  GtkListBox      *step_list;
  AdwWindowTitle  *step_title;
  GtkWidget       *back_button;
  GtkStack        *views;
  GtkStack        *steps;
  AdwStatusPage   *problem;
  GtkWidget       *bar;
  GtkButton       *next_button;

  TallyAppSession *session;     /* (owned) */
  GCancellable    *cancellable; /* (owned) of the question about the token */
};

G_DEFINE_FINAL_TYPE (TallySetupWindow, tally_setup_window, ADW_TYPE_WINDOW)

/* --- the steps ---------------------------------------------------------------------------------- */

static guint
count_steps (void)
{
  guint n;

  tally_setup_steps_list (&n);
  return n;
}

static const TallySetupStepInfo *
get_info (guint index)
{
  guint n;

  return &tally_setup_steps_list (&n)[index];
}

static TallySetupStep *
get_step (TallySetupWindow *self,
          guint             index)
{
  return TALLY_SETUP_STEP (gtk_stack_get_child_by_name (self->steps, get_info (index)->id));
}

static guint
get_current (TallySetupWindow *self)
{
  const char *id = gtk_stack_get_visible_child_name (self->steps);

  for (guint i = 0; i < count_steps (); i++)
    if (g_strcmp0 (get_info (i)->id, id) == 0)
      return i;
  return 0;
}

static void
show_next_button (TallySetupWindow *self)
{
  guint current = get_current (self);
  gboolean is_done = tally_setup_step_is_done (get_step (self, current));
  gboolean is_last = current + 1 == count_steps ();

  gtk_button_set_label (self->next_button, is_last ? _("_Finish") : is_done ? _("_Next") : _("_Skip for Now"));
  if (is_done)
    gtk_widget_add_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_button), "suggested-action");
}

static void
show_step (TallySetupWindow *self,
           guint             index)
{
  const TallySetupStepInfo *info = get_info (index);

  gtk_stack_set_visible_child_name (self->steps, info->id);
  adw_window_title_set_title (self->step_title, _(info->title));
  gtk_list_box_select_row (self->step_list, gtk_list_box_get_row_at_index (self->step_list, (int) index));
  show_next_button (self);
}

/* What was chosen there is kept before another step reads the configuration. */
static void
go_to (TallySetupWindow *self,
       guint             index)
{
  tally_setup_step_leave (get_step (self, get_current (self)));
  show_step (self, index);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

void
tally_setup_window_show (TallySetupWindow *self,
                         const char       *id)
{
  g_return_if_fail (TALLY_IS_SETUP_WINDOW (self) && id != NULL);
  for (guint i = 0; i < count_steps (); i++)
    if (strcmp (get_info (i)->id, id) == 0)
      go_to (self, i);
}

static void
row_cb (TallySetupWindow *self,
        GtkListBoxRow    *row)
{
  go_to (self, (guint) gtk_list_box_row_get_index (row));
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  TallySetupWindow *self = TALLY_SETUP_WINDOW (widget);
  guint current = get_current (self);

  if (current + 1 < count_steps ())
    go_to (self, current + 1);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
steps_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  adw_leaflet_navigate (TALLY_SETUP_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
reopen_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  tally_app_session_reopen (TALLY_SETUP_WINDOW (widget)->session);
}

static GtkWidget *
make_row (TallySetupWindow         *self,
          const TallySetupStepInfo *info,
          TallySetupStep           *step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (info->icon_name);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(info->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(info->summary));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_tooltip_text (mark, _("Done"));
  gtk_widget_add_css_class (mark, "success");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Done"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  g_object_bind_property (step, "done", mark, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (step, "notify::done", G_CALLBACK (show_next_button), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_steps (TallySetupWindow *self)
{
  for (guint i = 0; i < count_steps (); i++)
    {
      const TallySetupStepInfo *info = get_info (i);
      TallySetupStep *step = tally_setup_step_new (info, self->session);

      gtk_stack_add_named (self->steps, GTK_WIDGET (step), info->id);
      gtk_list_box_append (self->step_list, make_row (self, info, step));
    }
}

/* --- how it stands ------------------------------------------------------------------------------ */

static void
show_session (TallySetupWindow *self)
{
  const char *problem = tally_app_session_get_problem (self->session);

  gtk_stack_set_visible_child_name (self->views, problem != NULL ? "problem" : "steps");
  gtk_widget_set_visible (self->bar, problem == NULL);
  if (problem != NULL)
    adw_status_page_set_description (self->problem, problem);
  for (guint i = 0; i < count_steps () && problem == NULL; i++)
    if (get_info (i)->is_done != NULL)
      tally_setup_step_set_done (get_step (self, i), get_info (i)->is_done (self->session));
}

static gboolean
close_idle_cb (gpointer self)
{
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* Between two desks there is none for a moment. */
static void
session_cb (TallySetupWindow *self)
{
  if (tally_app_session_get_workspace (self->session) != TALLY_APP_WORKSPACE_OWN)
    g_idle_add_full (G_PRIORITY_DEFAULT, close_idle_cb, g_object_ref (self), g_object_unref);
  else if (tally_app_session_get_desk (self->session) != NULL || tally_app_session_get_problem (self->session) != NULL)
    show_session (self);
}

static gpointer
find_token (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_token_find (engine, cancellable, error);
}

static void
token_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TallySetupWindow) self = data;
  g_autoptr (TallyEngineToken) token = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, NULL);

  for (guint i = 0; i < count_steps () && token != NULL && !g_cancellable_is_cancelled (self->cancellable); i++)
    if (strcmp (get_info (i)->id, TOKEN_STEP) == 0)
      tally_setup_step_set_done (get_step (self, i), TRUE);
}

static void
ask_token (TallySetupWindow *self)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (self->session);
  const TallyEngineQuestion question = { .func = find_token, .free_answer = (GDestroyNotify) tally_engine_token_free };

  if (desk != NULL)
    tally_engine_desk_ask_async (desk, &question, self->cancellable, token_cb, g_object_ref (self));
}

static guint
find_first (TallySetupWindow *self)
{
  for (guint i = 0; i < count_steps (); i++)
    if (!tally_setup_step_is_done (get_step (self, i)))
      return i;
  return 0;
}

/* --- class -------------------------------------------------------------------------------------- */

static gboolean
tally_setup_window_close_request (GtkWindow *window)
{
  TallySetupWindow *self = TALLY_SETUP_WINDOW (window);

  tally_setup_step_leave (get_step (self, get_current (self)));
  return GTK_WINDOW_CLASS (tally_setup_window_parent_class)->close_request (window);
}

static void
tally_setup_window_dispose (GObject *object)
{
  TallySetupWindow *self = TALLY_SETUP_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tally_setup_window_parent_class)->dispose (object);
}

static void
tally_setup_window_finalize (GObject *object)
{
  g_clear_object (&TALLY_SETUP_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (tally_setup_window_parent_class)->finalize (object);
}

static void
tally_setup_window_class_init (TallySetupWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_setup_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tally_setup_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, step_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, step_title);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, views);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWindow, next_button);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_install_action (widget_class, "setup.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "setup.steps", NULL, steps_cb);
  gtk_widget_class_install_action (widget_class, "setup.reopen", NULL, reopen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tally_setup_window_init (TallySetupWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tally_app_fold_show_with (self->back_button, self->leaflet);
}

TallySetupWindow *
tally_setup_window_new (GtkWindow       *parent,
                        TallyAppSession *session)
{
  TallySetupWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && TALLY_IS_APP_SESSION (session), NULL);
  self = g_object_new (TALLY_TYPE_SETUP_WINDOW, "transient-for", parent,
                       "application", gtk_window_get_application (parent), NULL);
  self->session = g_object_ref (session);
  add_steps (self);
  show_session (self);
  show_step (self, find_first (self));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);
  ask_token (self);
  return self;
}
