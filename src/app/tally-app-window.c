/* tally-app-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-window.h"

#include <glib/gi18n.h>

#include "tally-app-badges.h"
#include "tally-app-fold.h"
#include "tally-app-format.h"
#include "tally-app-help.h"
#include "tally-app-need.h"
#include "tally-app-run-bar.h"
#include "tally-app-run-line.h"
#include "tally-app-session-private.h"
#include "tally-app-sidebar-private.h"
#include "tally-app-workspace-bar.h"
#include "tally-text.h"

#define MEMORY_GROUP "window"

/* Nobody goes back further. */
#define MAX_BEFORE 20

/* In the menu: behind what is done and what is open. */
#define RECENT_POSITION 2

struct _TallyAppWindow {
  AdwApplicationWindow  parent_instance;

  /* template */
  AdwLeaflet           *leaflet;
  GtkListBox           *page_list;
  AdwWindowTitle       *workspace_title;
  AdwWindowTitle       *page_title;
  GtkMenuButton        *menu_button;
  GtkWidget            *back_button;
  GMenu                *primary_menu;
  TallyAppWorkspaceBar *workspace_bar;
  GtkStack             *run_stack;
  GtkWidget            *run_button;
  TallyAppRunBar       *run_bar;
  GtkSearchBar         *search_bar;
  GtkToggleButton      *search_button;
  GtkSearchEntry       *search_entry;
  AdwToastOverlay      *toasts;
  GtkStack             *views;
  GtkStack             *pages;
  AdwStatusPage        *problem_page;

  TallyAppMemory       *memory;  /* (borrowed) (nullable) */
  TallyAppSession      *session; /* (owned) */
  TallyEngineDesk      *desk;    /* (owned) (nullable): the one it listens to */
  TallyAppBadges       *badges;  /* (owned) (nullable) */
  GPtrArray            *before;  /* (owned) (element-type utf8): pages from which others were followed, the last at the end */
  gboolean              is_cancelled; /* the run at work, by a person */
};

G_DEFINE_FINAL_TYPE (TallyAppWindow, tally_app_window, ADW_TYPE_APPLICATION_WINDOW)

static const TallyAppPageInfo *
find_info (const char *id)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    if (strcmp (infos[i]->id, id) == 0)
      return infos[i];
  return NULL;
}

TallyAppPage *
tally_app_window_get_page (TallyAppWindow *self)
{
  GtkWidget *child;

  g_return_val_if_fail (TALLY_IS_APP_WINDOW (self), NULL);
  child = gtk_stack_get_visible_child (self->pages);
  return child != NULL ? TALLY_APP_PAGE (child) : NULL;
}

static void
ensure_page (TallyAppWindow         *self,
             const TallyAppPageInfo *info)
{
  if (gtk_stack_get_child_by_name (self->pages, info->id) == NULL)
    gtk_stack_add_named (self->pages, GTK_WIDGET (tally_app_page_new (info, self->session)), info->id);
}

static void
show_info (TallyAppWindow         *self,
           const TallyAppPageInfo *info)
{
  TallyAppPage *page;

  ensure_page (self, info);
  gtk_stack_set_visible_child_name (self->pages, info->id);
  page = tally_app_window_get_page (self);
  adw_window_title_set_title (self->page_title, _(info->title));
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), tally_app_page_can_search (page));
  if (!tally_app_page_can_search (page))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), tally_app_page_get_search_text (page));
}

void
tally_app_window_show_page (TallyAppWindow *self,
                            const char     *id,
                            const char     *wish)
{
  const TallyAppPageInfo *info;

  g_return_if_fail (TALLY_IS_APP_WINDOW (self) && id != NULL);
  info = find_info (id);
  if (info == NULL)
    return;
  tally_app_sidebar_select (self->page_list, id);
  show_info (self, info);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  if (wish != NULL)
    tally_app_page_go (tally_app_window_get_page (self), wish);
}

void
tally_app_window_set_badge (TallyAppWindow *self,
                            const char     *id,
                            guint           n)
{
  g_return_if_fail (TALLY_IS_APP_WINDOW (self) && id != NULL);
  tally_app_sidebar_set_badge (self->page_list, id, n);
}

/* The quiet status of every page. */
static void
show_last_run (TallyAppWindow         *self,
               const TallyEngineNeeds *needs)
{
  g_autofree char *time = needs != NULL ? tally_app_format_dup_time (needs->last_run_utc_usec, needs->as_of_utc_usec) : NULL;
  g_autofree char *text = NULL;

  if (!tally_text_is_empty (time)) /* Translators: %s is a time, as "14:05" or "Yesterday 14:05" */
    text = g_strdup_printf (_("Last run: %s"), time);
  adw_window_title_set_subtitle (self->page_title, text != NULL ? text : "");
}

static void
counted_cb (TallyAppWindow         *self,
            const TallyEngineNeeds *needs)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    tally_app_window_set_badge (self, infos[i]->id, needs != NULL ? tally_app_need_count (needs, infos[i]->id) : 0);
  show_last_run (self, needs);
}

static void
row_activated_cb (TallyAppWindow *self,
                  GtkListBoxRow  *row)
{
  g_ptr_array_set_size (self->before, 0);
  show_info (self, tally_app_sidebar_get_info (row));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

/* Arrow keys move the selection: the page follows, the narrow window stays at the list. */
static void
row_selected_cb (TallyAppWindow *self,
                 GtkListBoxRow  *row)
{
  if (row != NULL)
    show_info (self, tally_app_sidebar_get_info (row));
}

static void
search_changed_cb (TallyAppWindow *self)
{
  TallyAppPage *page = tally_app_window_get_page (self);

  if (page != NULL)
    g_object_set (page, "search-text", gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), NULL);
}

static void
show_run (TallyAppWindow *self)
{
  gboolean is_running = self->desk != NULL && tally_engine_desk_is_running (self->desk);
  const char *problem = tally_app_session_get_run_problem (self->session);
  gboolean can_run = problem == NULL;

  gtk_widget_set_tooltip_text (self->run_button, can_run ? _("Run Now") : problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  can_run ? "" : problem, -1);
  gtk_stack_set_visible_child_name (self->run_stack, is_running ? "running" : "idle");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.run", can_run && !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.dry-run", can_run && !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-run", is_running);
}

static void
toast (TallyAppWindow *self,
       const char     *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
ran_cb (TallyAppWindow *self,
        const TallyRun *run)
{
  g_autofree char *line = self->is_cancelled || run == NULL ? g_strdup (_("Run cancelled")) : tally_app_run_line_dup (run);

  self->is_cancelled = FALSE;
  toast (self, line);
}

static void
drop_desk (TallyAppWindow *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
take_desk (TallyAppWindow *self)
{
  const char *problem = tally_app_session_get_problem (self->session);

  drop_desk (self);
  g_set_object (&self->desk, tally_app_session_get_desk (self->session));
  adw_window_title_set_subtitle (self->workspace_title, tally_app_session_get_title (self->session));
  tally_app_workspace_bar_show (self->workspace_bar, self->session);
  tally_app_run_bar_set_desk (self->run_bar, self->desk);
  adw_status_page_set_description (self->problem_page, problem);
  gtk_stack_set_visible_child_name (self->views, problem != NULL ? "problem" : "pages");
  if (self->desk != NULL)
    {
      g_signal_connect_swapped (self->desk, "notify::running", G_CALLBACK (show_run), self);
      g_signal_connect_swapped (self->desk, "ran", G_CALLBACK (ran_cb), self);
      tally_engine_desk_set_awake (self->desk, gtk_widget_get_mapped (GTK_WIDGET (self)));
    }
  show_run (self);
}

static void
run (TallyAppWindow *self,
     gboolean        dry_run)
{
  const TallyBatchOptions options = { .dry_run = dry_run, .actor = tally_app_session_get_actor (self->session) };
  g_autoptr (GError) error = NULL;

  if (self->desk != NULL && !tally_engine_desk_run (self->desk, &options, &error))
    toast (self, error->message);
}

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  run (TALLY_APP_WINDOW (widget), strcmp (name, "win.dry-run") == 0);
}

static void
cancel_run_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);

  self->is_cancelled = TRUE;
  if (self->desk != NULL)
    tally_engine_desk_cancel_run (self->desk);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);
  TallyAppPage *page = tally_app_window_get_page (self);

  if (page == NULL || !tally_app_page_can_search (page))
    return;
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TallyAppPage *page = tally_app_window_get_page (TALLY_APP_WINDOW (widget));

  if (page != NULL)
    tally_app_page_mark_stale (page);
}

static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyAppSession *session = TALLY_APP_WINDOW (widget)->session;

  if (tally_app_session_get_workspace (session) == TALLY_APP_WORKSPACE_PACK && tally_app_session_get_packed (session) == NULL)
    gtk_widget_activate_action (widget, "app.reopen-pack", NULL);
  else
    tally_app_session_reopen (session);
}

/* To where somebody came from: the page that led here, or the list of pages. */
static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);
  g_autofree char *page = self->before->len > 0 ? g_ptr_array_steal_index (self->before, self->before->len - 1) : NULL;

  if (page != NULL)
    tally_app_window_show_page (self, page, NULL);
  else
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppPage *page = tally_app_window_get_page (TALLY_APP_WINDOW (widget));

  if (page != NULL)
    tally_app_page_undo (page);
}

/* F1: about the page that one is on; "Why?" buttons name the help page that they mean. */
static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (strcmp (name, "win.why") == 0)
    page = g_variant_get_string (parameter, NULL);
  tally_app_help_show (GTK_WINDOW (self), page != NULL ? page : "index");
}

static void
nth_page_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);
  gint32 n = g_variant_get_int32 (parameter);

  if (n >= 1 && n <= (gint32) n_pages)
    tally_app_window_show_page (TALLY_APP_WINDOW (widget), infos[n - 1]->id, NULL);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_menu_button_popup (TALLY_APP_WINDOW (widget)->menu_button);
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);
  const char *before = gtk_stack_get_visible_child_name (self->pages);
  const char *page;
  const char *wish;

  g_variant_get (parameter, "(&s&s)", &page, &wish);
  if (before != NULL && strcmp (before, page) != 0 && find_info (page) != NULL)
    g_ptr_array_add (self->before, g_strdup (before));
  if (self->before->len > MAX_BEFORE)
    g_ptr_array_remove_index (self->before, 0);
  tally_app_window_show_page (self, page, *wish != '\0' ? wish : NULL);
}

static void
tally_app_window_map (GtkWidget *widget)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);

  GTK_WIDGET_CLASS (tally_app_window_parent_class)->map (widget);
  tally_app_badges_set_awake (self->badges, TRUE);
  if (self->desk != NULL)
    tally_engine_desk_set_awake (self->desk, TRUE);
}

static void
tally_app_window_unmap (GtkWidget *widget)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (widget);

  if (self->badges != NULL)
    tally_app_badges_set_awake (self->badges, FALSE);
  if (self->desk != NULL)
    tally_engine_desk_set_awake (self->desk, FALSE);
  GTK_WIDGET_CLASS (tally_app_window_parent_class)->unmap (widget);
}

static void
remember (TallyAppWindow *self)
{
  int width;
  int height;

  if (self->memory == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  tally_app_memory_set_number (self->memory, MEMORY_GROUP, "width", width);
  tally_app_memory_set_number (self->memory, MEMORY_GROUP, "height", height);
  tally_app_memory_set_number (self->memory, MEMORY_GROUP, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  tally_app_memory_set_text (self->memory, MEMORY_GROUP, "page", gtk_stack_get_visible_child_name (self->pages));
}

static void
recall (TallyAppWindow *self)
{
  g_autofree char *page = NULL;
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  if (self->memory != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self),
                                   (int) CLAMP (tally_app_memory_get_number (self->memory, MEMORY_GROUP, "width", 1100), 360, 10000),
                                   (int) CLAMP (tally_app_memory_get_number (self->memory, MEMORY_GROUP, "height", 720), 294, 10000));
      if (tally_app_memory_get_number (self->memory, MEMORY_GROUP, "maximized", 0) != 0)
        gtk_window_maximize (GTK_WINDOW (self));
      page = tally_app_memory_get_text (self->memory, MEMORY_GROUP, "page");
    }
  if (page == NULL || find_info (page) == NULL)
    {
      g_free (page);
      page = g_strdup (infos[0]->id);
    }
  tally_app_sidebar_select (self->page_list, page);
  show_info (self, find_info (page));
}

static gboolean
tally_app_window_close_request (GtkWindow *window)
{
  remember (TALLY_APP_WINDOW (window));
  return GTK_WINDOW_CLASS (tally_app_window_parent_class)->close_request (window);
}

static void
tally_app_window_dispose (GObject *object)
{
  TallyAppWindow *self = TALLY_APP_WINDOW (object);

  drop_desk (self);
  if (self->badges != NULL) /* an answer on its way keeps it */
    g_object_run_dispose (G_OBJECT (self->badges));
  g_clear_object (&self->badges);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->page_list != NULL) /* its selection goes with its rows */
    g_signal_handlers_disconnect_by_data (self->page_list, self);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_WINDOW);
  G_OBJECT_CLASS (tally_app_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, workspace_title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, workspace_bar);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, run_stack);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, views);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWindow, problem_page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
tally_app_window_class_init (TallyAppWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_window_dispose;
  widget_class->map = tally_app_window_map;
  widget_class->unmap = tally_app_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = tally_app_window_close_request;
  g_type_ensure (TALLY_TYPE_APP_RUN_BAR);
  g_type_ensure (TALLY_TYPE_APP_WORKSPACE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-window.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.dry-run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-run", NULL, cancel_run_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "win.why", "s", help_action);
  gtk_widget_class_install_action (widget_class, "win.nth-page", "i", nth_page_action);
  for (int i = 1; i <= 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + (guint) i, GDK_ALT_MASK, "win.nth-page", "i", i);
  gtk_widget_class_install_action (widget_class, "win.page", "(ss)", page_action);
}

static void
tally_app_window_init (TallyAppWindow *self)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->before = g_ptr_array_new_with_free_func (g_free);
  tally_app_fold_show_with (self->back_button, self->leaflet);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  for (guint i = 0; i < n_pages; i++)
    tally_app_sidebar_add (self->page_list, infos[i]);
  g_signal_connect_swapped (self->page_list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

void
tally_app_window_add_recent (TallyAppWindow *self,
                             GMenuModel     *recent)
{
  g_return_if_fail (TALLY_IS_APP_WINDOW (self) && G_IS_MENU_MODEL (recent));
  g_menu_insert_section (self->primary_menu, RECENT_POSITION, _("Recent State Packs"), recent);
}

TallyAppWindow *
tally_app_window_new (TallyAppApplication *application,
                      TallyAppSession     *session,
                      TallyAppMemory      *memory)
{
  TallyAppWindow *self = g_object_new (TALLY_TYPE_APP_WINDOW, "application", application, NULL);

  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), NULL);
  self->session = g_object_ref (session);
  self->memory = memory;
  g_signal_connect_swapped (session, "notify::desk", G_CALLBACK (take_desk), self);
  g_signal_connect_swapped (session, "notify::problem", G_CALLBACK (take_desk), self);
  take_desk (self);
  self->badges = tally_app_badges_new (session);
  g_signal_connect_object (self->badges, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  recall (self);
  g_signal_connect_swapped (self->page_list, "row-selected", G_CALLBACK (row_selected_cb), self);
  return self;
}
