/* test-background.c: the schedule in the background: asked of a portal, or by an autostart entry; and the clockwork that starts
 * what is due.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "main-sandbox.h"
#include "tally-app-autostart.h"
#include "tally-app-background.h"
#include "tally-engine-removal.h"
#include "tally-engine-schedule.h"
#include "tally-engine-starts.h"
#include "tally-file.h"
#include "tally-test-app.h"
#include "tally-test-bus.h"
#include "tally-test.h"

/* The app on sample data, a portal that answers as told, and what it was asked. */
typedef struct {
  TallyTestApp       *app;        /* (owned) */
  GtkApplication     *application; /* (borrowed) */
  TallyAppMemory     *memory;     /* (owned) */
  TallyAppBackground *background; /* (owned) */
  TallyTestBus       *portal;     /* (owned) (nullable) */
  guint               response;   /* what the portal says: 0 = granted */
  guint               n_asked;
  gboolean            autostart;  /* what was asked last */
  char               *command;    /* (owned) (nullable) */
} Fixture;

static GVariant *
called_cb (const char *method,
           const char *sender,
           GVariant   *parameters,
           gpointer    data)
{
  Fixture *self = data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  g_autofree const char **command = NULL;
  GVariantBuilder results;
  const char *token = NULL;

  g_assert_cmpstr (method, ==, "RequestBackground");
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &self->autostart));
  g_assert_true (g_variant_lookup (options, "commandline", "^a&s", &command));
  g_free (self->command);
  self->command = g_strjoinv (" ", (char **) command);
  self->n_asked++;
  request = g_strconcat ("/org/freedesktop/portal/desktop/request/", name, "/", token, NULL);
  g_variant_builder_init (&results, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->response == 0));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (self->response == 0 && self->autostart));
  tally_test_bus_emit (self->portal, request, "org.freedesktop.portal.Request.Response",
                       g_variant_new ("(ua{sv})", self->response, &results));
  return g_variant_new ("(o)", request);
}

static void
keep (Fixture  *self,
      gboolean  is_confined)
{
  const TallyAppBackgroundOptions options = {
    .application = self->application, .session = tally_test_app_get_session (self->app), .memory = self->memory,
    .is_confined = is_confined,
  };

  self->background = tally_app_background_new (&options);
}

static void
fixture_init (Fixture  *self,
              gboolean  is_confined)
{
  self->app = tally_test_app_new (NULL);
  self->application = gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (self->app)));
  self->memory = tally_app_memory_new ();
  if (is_confined)
    self->portal = tally_test_bus_new ("org.freedesktop.portal.Desktop", called_cb, self);
  keep (self, is_confined);
}

static void
fixture_clear (Fixture *self)
{
  g_autofree char *entry = tally_app_autostart_dup_path ();

  g_clear_pointer (&self->background, tally_app_background_free);
  tally_app_memory_set_number (self->memory, "background", "keep-schedule", 0);
  g_clear_pointer (&self->memory, tally_app_memory_free);
  g_clear_pointer (&self->portal, tally_test_bus_free);
  tally_test_app_free (self->app);
  g_unlink (entry);
  g_free (self->command);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
toggle (Fixture *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "keep-schedule", NULL);
}

static gboolean
is_kept (gpointer data)
{
  return tally_app_background_is_kept (((Fixture *) data)->background);
}

static gboolean
was_asked_twice (gpointer data)
{
  return ((Fixture *) data)->n_asked == 2;
}

static gboolean
get_state (Fixture *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->application), "keep-schedule");

  return g_variant_get_boolean (state);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* --- portal --------------------------------------------------------------------------------------- */

static void
test_the_desktop_is_asked (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, TRUE);
  g_assert_false (get_state (&f));
  toggle (&f);
  tally_test_app_wait (is_kept, &f);
  g_assert_true (get_state (&f));
  g_assert_cmpuint (f.n_asked, ==, 1);
  g_assert_true (f.autostart);
  g_assert_cmpstr (f.command, ==, "tallyman --gapplication-service");
  g_clear_pointer (&f.background, tally_app_background_free);
  keep (&f, TRUE); /* the next process goes on */
  g_assert_true (is_kept (&f));
  toggle (&f);
  g_assert_false (is_kept (&f));
  tally_test_app_wait (was_asked_twice, &f);
  g_assert_false (f.autostart);
}

static void
test_the_desktop_may_refuse (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, TRUE);
  f.response = 1;
  toggle (&f);
  tally_test_app_wait (has_dialog, NULL);
  g_assert_true (tally_test_app_shows (GTK_WIDGET (find_dialog ()), "allow it in the desktop"));
  g_assert_false (is_kept (&f));
  g_assert_false (get_state (&f));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

/* --- autostart ------------------------------------------------------------------------------------ */

static void
test_an_entry_starts_it_at_login (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *entry = tally_app_autostart_dup_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *exec = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&f, FALSE);
  toggle (&f);
  g_assert_true (is_kept (&f));
  g_assert_true (g_key_file_load_from_file (file, entry, G_KEY_FILE_NONE, &error));
  g_assert_no_error (error);
  exec = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_true (g_str_has_suffix (exec, " --gapplication-service"));
  g_assert_true (g_key_file_get_boolean (file, "Desktop Entry", "X-Tallyman-Keeps-Schedule", NULL));
  toggle (&f);
  g_assert_false (is_kept (&f));
  g_assert_false (g_file_test (entry, G_FILE_TEST_EXISTS));
}

static void
test_a_foreign_entry_is_left_alone (void)
{
  static const char letter[] = "[Desktop Entry]\nName=mine\n";
  g_auto (Fixture) f = { 0 };
  g_autofree char *entry = tally_app_autostart_dup_path ();
  g_autofree char *folder = g_path_get_dirname (entry);
  g_autofree char *text = NULL;

  fixture_init (&f, FALSE);
  g_assert_true (tally_file_ensure_folder (folder, NULL));
  g_assert_true (tally_file_write (entry, letter, strlen (letter), 0600, NULL));
  toggle (&f);
  g_assert_false (is_kept (&f));
  tally_test_app_wait (has_dialog, NULL);
  g_assert_true (g_file_get_contents (entry, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, letter);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

/* --- clockwork ------------------------------------------------------------------------------------ */

/* A session on a user's own data that draws on the built-in imitation of the service. */
typedef struct {
  char                     *folder;  /* (owned) */
  char                     *config;  /* (owned) */
  char                     *token;   /* (owned) */
  gpointer                  sandbox; /* (owned) */
  TallyEngineSandboxPlaces  places;
  TallyAppSession          *session; /* (owned) */
  int                       exit_code;
  gboolean                  has_run;
} Own;

static void
own_init (Own        *self,
          const char *schedule)
{
  g_autofree char *state = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (GError) error = NULL;
  TallyAppArguments arguments = { 0 };

  self->folder = tally_test_make_dir ();
  state = g_build_filename (self->folder, "state", NULL);
  self->sandbox = main_sandbox_get_launcher ()->start (state, &self->places, &error);
  g_assert_no_error (error);
  self->config = g_build_filename (self->folder, "tallyman.conf", NULL);
  self->token = g_build_filename (self->folder, "token", NULL);
  settings = g_strdup_printf ("[smartsheet]\nbase-url=%s\n[sources]\nsheets=%s\n[target]\nsheet=%s\n[publish]\n"
                              "max-change-share=1\n%s", self->places.base_url, self->places.sources, self->places.target, schedule);
  g_assert_true (tally_file_write (self->config, settings, strlen (settings), 0600, NULL));
  g_assert_true (tally_file_write (self->token, self->places.token, strlen (self->places.token), 0600, NULL));
  arguments = (TallyAppArguments) { .config = self->config, .data_dir = self->folder, .token_file = self->token };
  self->session = tally_app_session_new (&arguments, NULL);
  g_assert_true (tally_app_session_open (self->session, TALLY_APP_WORKSPACE_OWN));
}

static void
own_clear (Own *self)
{
  g_assert_finalize_object (self->session);
  main_sandbox_get_launcher ()->stop (self->sandbox);
  g_free (self->places.base_url);
  g_free (self->places.token);
  g_free (self->places.sources);
  g_free (self->places.target);
  g_free (self->places.audit);
  g_free (self->places.rates);
  g_free (self->folder);
  g_free (self->config);
  g_free (self->token);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Own, own_clear)

/* As if a process an hour ago had looked at the schedules. */
static void
leave_mark (Own *self)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (g_get_real_time () - G_TIME_SPAN_HOUR);
  const TallyEngineOptions options = {
    .config = tally_app_session_get_config (self->session), .data_dir = self->folder, .clock = clock,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngine) engine = tally_engine_new (&options, &error);
  g_autoptr (TallyEngineSchedule) schedule = tally_engine_schedule_new (engine, TRUE, &error);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (TallyEngineScheduleNote) note = NULL;

  g_assert_no_error (error);
  events = tally_engine_schedule_poll (schedule);
  note = tally_engine_schedule_take_note (schedule, events);
  if (note != NULL)
    g_assert_true (tally_engine_schedule_note_write (note, engine, &error));
  g_assert_no_error (error);
}

static void
ran_cb (TallyEngineDesk *desk,
        const TallyRun  *run,
        gpointer         data)
{
  Own *self = data;

  self->exit_code = run != NULL ? tally_run_get_exit_code (run) : -1;
  self->has_run = TRUE;
}

static gboolean
has_run (gpointer data)
{
  return ((Own *) data)->has_run;
}

static gpointer
count_seen (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) entries = tally_engine_starts_list (engine, error);
  guint n = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    n += ((const TallyEngineScheduleEntry *) entries->pdata[i])->n_seen;
  return entries != NULL ? g_strdup_printf ("%u", n) : NULL;
}

static void
counted_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_assert_no_error (error);
}

static gboolean
was_counted (gpointer data)
{
  return *(char **) data != NULL;
}

#define EVERY_MINUTE "[schedule-weekdays]\nat=never\n[schedule-weekend]\nat=never\n[schedule-weekly]\nat=never\n" \
                     "[schedule-extra]\nat=*-*-* *:*:00 UTC\njobs=sync\n"

/* What is due begins by itself, and the store has it as the start of its schedule. */
static void
test_what_is_due_begins (void)
{
  g_auto (Own) own = { 0 };
  g_autoptr (TallyAppClockwork) clockwork = NULL;
  const TallyEngineQuestion question = { .func = count_seen };
  TallyEngineDesk *desk;
  g_autofree char *n_seen = NULL;

  own_init (&own, EVERY_MINUTE);
  leave_mark (&own);
  desk = tally_app_session_get_desk (own.session);
  g_signal_connect (desk, "ran", G_CALLBACK (ran_cb), &own);
  clockwork = tally_app_clockwork_new (own.session);
  g_assert_false (tally_app_clockwork_is_running (clockwork));
  tally_app_clockwork_set_wanted (clockwork, TRUE);
  g_assert_cmpstr (tally_app_clockwork_get_problem (clockwork), ==, NULL);
  g_assert_true (tally_app_clockwork_is_running (clockwork));
  tally_test_app_wait (has_run, &own);
  g_assert_cmpint (own.exit_code, ==, 0);
  tally_engine_desk_ask_async (desk, &question, NULL, counted_cb, &n_seen);
  tally_test_app_wait (was_counted, &n_seen);
  g_assert_cmpstr (n_seen, ==, "1");
  g_signal_handlers_disconnect_by_data (desk, &own);
}

/* Where somebody else keeps the schedule, nothing begins here. */
static void
test_it_runs_where_the_settings_say (void)
{
  g_auto (Own) own = { 0 };
  g_autoptr (TallyAppClockwork) clockwork = NULL;

  own_init (&own, "[schedule]\nruns-on=server\n" EVERY_MINUTE);
  clockwork = tally_app_clockwork_new (own.session);
  tally_app_clockwork_set_wanted (clockwork, TRUE);
  g_assert_false (tally_app_clockwork_is_running (clockwork));
  g_assert_nonnull (strstr (tally_app_clockwork_get_problem (clockwork), "server"));
  tally_app_clockwork_set_wanted (clockwork, FALSE);
  g_assert_null (tally_app_clockwork_get_problem (clockwork));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/background/the-desktop-is-asked", test_the_desktop_is_asked);
  g_test_add_func ("/app/background/the-desktop-may-refuse", test_the_desktop_may_refuse);
  g_test_add_func ("/app/background/an-entry-starts-it-at-login", test_an_entry_starts_it_at_login);
  g_test_add_func ("/app/background/a-foreign-entry-is-left-alone", test_a_foreign_entry_is_left_alone);
  g_test_add_func ("/app/background/what-is-due-begins", test_what_is_due_begins);
  g_test_add_func ("/app/background/it-runs-where-the-settings-say", test_it_runs_where_the_settings_say);
  return g_test_run ();
}
