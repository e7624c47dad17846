/* tally-app-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-application.h"

#include <glib/gi18n.h>

#include "tally-app-background.h"
#include "tally-app-memory.h"
#include "tally-app-notices.h"
#include "tally-app-packs.h"
#include "tally-app-removal.h"
#include "tally-app-settings.h"
#include "tally-app-window.h"
#include "tally-preferences-window.h"
#include "tally-setup-window.h"

struct _TallyAppApplication {
  AdwApplication    parent_instance;
  TallyAppSession  *session;    /* (owned) */
  TallyAppMemory   *memory;     /* (owned) */
  TallyAppPacks    *packs;      /* (owned) */
  TallyAppBackground *background; /* (owned) (nullable): not beside the app at work */
  TallyAppNotices  *notices;    /* (owned) (nullable): as that */
  TallyAppWorkspace first;      /* what is opened with the first window */
  char             *first_pack; /* (owned) (nullable): what is opened in it */
  char             *first_page; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (TallyAppApplication, tally_app_application, ADW_TYPE_APPLICATION)

/* What a Flatpak has. */
#define CONFINED_MARK "/.flatpak-info"

/* A detailed action and the keys for it. */
typedef struct {
  const char *action;
  const char *accels[3];
} Shortcut;

static const Shortcut shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.help", { "F1" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.search", { "<Control>f" } },
  { "win.back", { "<Alt>Left" } },
  { "win.refresh", { "F5", "<Control>r" } },
  { "win.undo", { "<Control>z" } },
  { "win.run", { "<Control>Return" } },
  { "win.menu", { "F10" } },
  { "window.close", { "<Control>w" } },
};

static TallyAppWindow *
find_window (TallyAppApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (TALLY_IS_APP_WINDOW (item->data))
      return item->data;
  return NULL;
}

static void
show_setup (TallyAppApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (TALLY_IS_SETUP_WINDOW (item->data))
      {
        gtk_window_present (item->data);
        return;
      }
  gtk_window_present (GTK_WINDOW (tally_setup_window_new (GTK_WINDOW (find_window (self)), self->session)));
}

static TallyAppWindow *
ensure_window (TallyAppApplication *self)
{
  TallyAppWindow *window = find_window (self);

  if (window != NULL)
    return window;
  if (tally_app_session_get_workspace (self->session) == TALLY_APP_WORKSPACE_NONE && self->first_pack == NULL)
    tally_app_session_open (self->session, self->first);
  window = tally_app_window_new (self, self->session, self->memory);
  tally_app_window_add_recent (window, tally_app_packs_get_menu (self->packs));
  if (self->first_page != NULL)
    tally_app_window_show_page (window, self->first_page, NULL);
  return window;
}

static void
tally_app_application_activate (GApplication *application)
{
  TallyAppApplication *self = TALLY_APP_APPLICATION (application);
  gboolean is_first = find_window (self) == NULL;
  g_autofree char *pack = NULL;

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
  pack = g_steal_pointer (&self->first_pack);
  if (pack != NULL)
    tally_app_packs_open (self->packs, pack);
  else if (is_first && !tally_app_settings_is_set_up (self->session))
    show_setup (self);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  TallyAppApplication *self = data;
  const char *developers[] = { "The Tallyman developers", NULL };

  adw_show_about_window (GTK_WINDOW (find_window (self)),
                         "application-name", _("Tallyman"),
                         "application-icon", TALLY_APP_ID,
                         "version", TALLY_VERSION,
                         "developers", developers,
                         "developer-name", _("The Tallyman developers"),
                         "comments", _("Weekly billing of utility field work: workbooks made, audited and explained."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  TallyAppApplication *self = data;
  TallyAppWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  if (window == NULL || (self->background != NULL && tally_app_background_is_kept (self->background)))
    g_application_quit (G_APPLICATION (self));
}

static void
open_workspace (TallyAppApplication *self,
                TallyAppWorkspace    workspace)
{
  if (tally_app_session_get_workspace (self->session) != workspace)
    tally_app_session_open (self->session, workspace);
  gtk_window_present (GTK_WINDOW (ensure_window (self)));
}

static void
sample_data_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  open_workspace (data, TALLY_APP_WORKSPACE_SANDBOX);
}

static void
own_data_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  open_workspace (data, TALLY_APP_WORKSPACE_OWN);
}

/* Made when it is asked for: as the help overlay of GTK it would be made with each window, before its first frame. */
static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/tallyman/Tallyman/ui/tally-app-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, GTK_WINDOW (find_window (data)));
  gtk_window_present (window);
}

static void
first_run_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  open_workspace (data, TALLY_APP_WORKSPACE_OWN);
  show_setup (data);
}

static void
remove_data_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  TallyAppApplication *self = data;
  TallyAppWindow *window = find_window (self);

  if (window != NULL && tally_app_session_get_desk (self->session) != NULL)
    gtk_window_present (GTK_WINDOW (tally_app_removal_new (window, self->session)));
}

/* From a notification, too. */
static void
run_now_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  TallyAppApplication *self = data;
  TallyAppWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
}

/* What is somebody else's, or made up, is not removed as one's own. */
static void
desk_changed_cb (TallyAppApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "remove-data");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               tally_app_session_get_workspace (self->session) == TALLY_APP_WORKSPACE_OWN
                                 && tally_app_session_get_desk (self->session) != NULL);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  TallyAppApplication *self = data;

  gtk_window_present (GTK_WINDOW (tally_preferences_window_new (GTK_WINDOW (ensure_window (self)), self->session)));
}

/* From a notification: show a page, and there what the wish says. */
static void
show_page_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  TallyAppApplication *self = data;
  TallyAppWindow *window = ensure_window (self);
  const char *page;
  const char *wish;

  g_variant_get (parameter, "(&s&s)", &page, &wish);
  tally_app_window_show_page (window, page, *wish != '\0' ? wish : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_actions (TallyAppApplication *self)
{
  const GActionEntry entries[] = {
    { "about", about_cb, NULL, NULL, NULL, { 0 } },
    { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
    { "shortcuts", shortcuts_cb, NULL, NULL, NULL, { 0 } },
    { "sample-data", sample_data_cb, NULL, NULL, NULL, { 0 } },
    { "own-data", own_data_cb, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences_cb, NULL, NULL, NULL, { 0 } },
    { "first-run", first_run_cb, NULL, NULL, NULL, { 0 } },
    { "remove-data", remove_data_cb, NULL, NULL, NULL, { 0 } },
    { "run-now", run_now_cb, NULL, NULL, NULL, { 0 } },
    { "show-page", show_page_cb, "(ss)", NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           (const char *const *) shortcuts[i].accels);
}

/* The app at work alone keeps the schedule: one beside it looks at other data. */
static void
keep_schedule (TallyAppApplication *self)
{
  const TallyAppBackgroundOptions options = {
    .application = GTK_APPLICATION (self), .session = self->session, .memory = self->memory,
    .is_confined = g_file_test (CONFINED_MARK, G_FILE_TEST_EXISTS),
  };
  const TallyAppNoticesOptions notices = {
    .application = GTK_APPLICATION (self), .session = self->session, .memory = self->memory,
    .workspace = TALLY_APP_WORKSPACE_OWN,
  };

  if ((g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) != 0)
    return;
  self->background = tally_app_background_new (&options);
  self->notices = tally_app_notices_new (&notices);
  if (tally_app_background_is_kept (self->background))
    tally_app_session_open (self->session, self->first);
}

static void
tally_app_application_startup (GApplication *application)
{
  TallyAppApplication *self = TALLY_APP_APPLICATION (application);

  G_APPLICATION_CLASS (tally_app_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (TALLY_APP_ID);
  self->memory = tally_app_memory_new ();
  tally_app_session_set_memory (self->session, self->memory);
  tally_app_session_set_floor_msecs (self->session,
                                     (guint) CLAMP (tally_app_memory_get_number (self->memory, "refresh", "floor-msecs", 1000), 0,
                                                    G_MAXINT));
  add_actions (self);
  g_signal_connect_object (self->session, "notify::desk", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  desk_changed_cb (self);
  keep_schedule (self);
  self->packs = tally_app_packs_new (GTK_APPLICATION (self), self->session, self->memory);
}

static void
tally_app_application_shutdown (GApplication *application)
{
  TallyAppApplication *self = TALLY_APP_APPLICATION (application);

  tally_app_session_close (self->session);
  tally_app_session_set_memory (self->session, NULL);
  g_clear_pointer (&self->packs, tally_app_packs_free);
  g_clear_pointer (&self->notices, tally_app_notices_free);
  g_clear_pointer (&self->background, tally_app_background_free);
  g_clear_pointer (&self->memory, tally_app_memory_free);
  G_APPLICATION_CLASS (tally_app_application_parent_class)->shutdown (application);
}

static void
tally_app_application_finalize (GObject *object)
{
  TallyAppApplication *self = TALLY_APP_APPLICATION (object);

  g_clear_object (&self->session);
  g_free (self->first_page);
  g_free (self->first_pack);
  G_OBJECT_CLASS (tally_app_application_parent_class)->finalize (object);
}

static void
tally_app_application_class_init (TallyAppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = tally_app_application_startup;
  application_class->activate = tally_app_application_activate;
  application_class->shutdown = tally_app_application_shutdown;
  G_OBJECT_CLASS (klass)->finalize = tally_app_application_finalize;
}

static void
tally_app_application_init (TallyAppApplication *self)
{
}

static TallyAppWorkspace
choose_first (const TallyAppArguments *arguments)
{
  return arguments->sandbox ? TALLY_APP_WORKSPACE_SANDBOX : TALLY_APP_WORKSPACE_OWN;
}

TallyAppApplication *
tally_app_application_new (const TallyAppArguments          *arguments,
                           const TallyEngineSandboxLauncher *launcher)
{
  TallyAppApplication *self;
  GApplicationFlags flags = G_APPLICATION_DEFAULT_FLAGS;

  g_return_val_if_fail (arguments != NULL, NULL);
  if (tally_app_arguments_is_alone (arguments))
    flags |= G_APPLICATION_NON_UNIQUE;
  if (arguments->is_service)
    flags |= G_APPLICATION_IS_SERVICE;
  self = g_object_new (TALLY_TYPE_APP_APPLICATION, "application-id", TALLY_APP_ID, "flags", flags,
                       "resource-base-path", "/org/tallyman/Tallyman", NULL);
  self->session = tally_app_session_new (arguments, launcher);
  self->first = choose_first (arguments);
  self->first_page = g_strdup (arguments->page);
  self->first_pack = g_strdup (arguments->state_file);
  return self;
}

TallyAppSession *
tally_app_application_get_session (TallyAppApplication *self)
{
  g_return_val_if_fail (TALLY_IS_APP_APPLICATION (self), NULL);
  return self->session;
}
