/* test-notices.c: what needs a person is told by the desktop once, with buttons that work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-notices.h"
#include "tally-test-app.h"
#include "tally-test-bus.h"
#include "tally-test.h"

/* A notification as the desktop got it. */
typedef struct {
  guint   id;
  char   *title;   /* (owned) */
  char   *body;    /* (owned) */
  char  **actions; /* (owned): key, label, … */
} Shown;

/* The app on sample data, a desktop that shows notifications, and what it was told. */
typedef struct {
  TallyTestApp    *app;       /* (owned) */
  TallyAppMemory  *memory;    /* (owned) */
  TallyAppNotices *notices;   /* (owned) */
  TallyTestBus    *desktop;   /* (owned) */
  GPtrArray       *shown;     /* (owned) (element-type Shown) */
} Fixture;

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_free (self->title);
  g_free (self->body);
  g_strfreev (self->actions);
  g_free (self);
}

static GVariant *
called_cb (const char *method,
           const char *sender,
           GVariant   *parameters,
           gpointer    data)
{
  Fixture *self = data;
  Shown *shown;

  if (strcmp (method, "Notify") != 0)
    return NULL;
  shown = g_new0 (Shown, 1);
  shown->id = self->shown->len + 1;
  g_variant_get (parameters, "(susss^asa{sv}i)", NULL, NULL, NULL, &shown->title, &shown->body, &shown->actions, NULL, NULL);
  g_test_message ("%s: %s", shown->title, shown->body);
  g_ptr_array_add (self->shown, shown);
  return g_variant_new ("(u)", shown->id);
}

static GtkApplication *
get_application (Fixture *self)
{
  return gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (self->app)));
}

static void
tell (Fixture *self)
{
  const TallyAppNoticesOptions options = {
    .application = get_application (self), .session = tally_test_app_get_session (self->app), .memory = self->memory,
    .workspace = TALLY_APP_WORKSPACE_SANDBOX,
  };

  self->notices = tally_app_notices_new (&options);
}

static GtkWindow *
get_window (Fixture *self)
{
  return GTK_WINDOW (tally_test_app_get_window (self->app));
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (get_window (data));
}

static void
look_away (Fixture *self)
{
  gtk_widget_hide (GTK_WIDGET (get_window (self)));
}

static void
fixture_init (Fixture  *self,
              gboolean  is_watched)
{
  self->app = tally_test_app_new ("today");
  self->memory = tally_app_memory_new ();
  self->shown = g_ptr_array_new_with_free_func (shown_free);
  self->desktop = tally_test_bus_new ("org.freedesktop.Notifications", called_cb, self);
  if (!is_watched)
    look_away (self);
  tell (self);
}

static void
fixture_clear (Fixture *self)
{
  static const char *const keys[] = { "run", "plan", "critical", "start" };

  g_clear_pointer (&self->notices, tally_app_notices_free);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    tally_app_memory_set_text (self->memory, "notices", keys[i], NULL);
  g_clear_pointer (&self->memory, tally_app_memory_free);
  tally_test_bus_free (self->desktop);
  tally_test_app_free (self->app);
  g_ptr_array_unref (self->shown);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static gboolean
has_shown (gpointer data)
{
  return ((Fixture *) data)->shown->len > 0;
}

static const char *
find_action (const Shown *shown,
             const char  *label)
{
  for (guint i = 0; shown->actions[i] != NULL && shown->actions[i + 1] != NULL; i += 2)
    if (label == NULL ? strcmp (shown->actions[i], "default") == 0 : strcmp (shown->actions[i + 1], label) == 0)
      return shown->actions[i];
  return NULL;
}

static void
invoke (Fixture     *self,
        const Shown *shown,
        const char  *action)
{
  g_assert_nonnull (action);
  tally_test_bus_emit (self->desktop, "/org/freedesktop/Notifications", "org.freedesktop.Notifications.ActionInvoked",
                       g_variant_new ("(us)", shown->id, action));
}

typedef struct {
  Fixture    *f;
  const char *page;
} Wanted;

static gboolean
page_is_shown (gpointer data)
{
  const Wanted *wanted = data;
  TallyAppPage *page = tally_app_window_get_page (tally_test_app_get_window (wanted->f->app));
  GtkWidget *stack = gtk_widget_get_parent (GTK_WIDGET (page));

  return strcmp (gtk_stack_get_visible_child_name (GTK_STACK (stack)), wanted->page) == 0;
}

static void
fail_run (Fixture *self)
{
  TallyAppSession *session = tally_test_app_get_session (self->app);
  static const char *const jobs[] = { "no-such-job", NULL };
  const TallyBatchOptions options = { .jobs = jobs };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_desk_run (tally_app_session_get_desk (session), &options, &error));
}

static gboolean
is_idle (gpointer data)
{
  return !tally_engine_desk_is_running (tally_app_session_get_desk (tally_test_app_get_session (((Fixture *) data)->app)));
}

static gpointer
answer_nothing (TallyEngine   *engine,
                gpointer       input,
                GCancellable  *cancellable,
                GError       **error)
{
  return input;
}

static void
answered_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) data = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error) != NULL;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* All that was asked of the desk before is answered behind this. */
static void
settle (Fixture *self)
{
  gboolean is_over = FALSE;
  const TallyEngineQuestion question = { .func = answer_nothing, .input = self };

  tally_engine_desk_ask_async (tally_app_session_get_desk (tally_test_app_get_session (self->app)), &question, NULL, answered_cb,
                               &is_over);
  tally_test_app_wait (is_true, &is_over);
}

/* A run that can't begin is told once, also by the next process; it leads to where one sees why. */
static void
test_a_failure_is_told_once (void)
{
  g_auto (Fixture) f = { 0 };
  const Shown *shown;

  fixture_init (&f, FALSE);
  fail_run (&f);
  tally_test_app_wait (has_shown, &f);
  shown = f.shown->pdata[0];
  g_assert_cmpstr (shown->title, ==, "A run could not begin");
  g_assert_nonnull (strstr (shown->body, "no-such-job"));
  g_assert_nonnull (find_action (shown, "Run Again"));
  fail_run (&f);
  tally_test_app_wait (is_idle, &f);
  settle (&f);
  g_clear_pointer (&f.notices, tally_app_notices_free);
  tell (&f);
  fail_run (&f);
  tally_test_app_wait (is_idle, &f);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, 1);
}

/* Pages come one by one; this program is built with those that there are. */
static gboolean
has_page (const char *id)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    if (strcmp (infos[i]->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_running (gpointer data)
{
  return !is_idle (data);
}

/* What a pass leaves to people is told; a second pass that leaves the same says nothing; the buttons lead there. */
static void
test_what_waits_is_told_and_leads_there (void)
{
  g_auto (Fixture) f = { 0 };
  Wanted wanted = { .f = &f };
  const Shown *shown;
  guint n_shown;

  fixture_init (&f, FALSE);
  g_assert_cmpint (tally_test_app_run_pass (f.app), ==, 0);
  tally_test_app_wait (has_shown, &f);
  settle (&f);
  n_shown = f.shown->len;
  g_assert_cmpint (tally_test_app_run_pass (f.app), ==, 0);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, n_shown);
  shown = f.shown->pdata[0];
  wanted.page = g_strrstr (shown->title, "finding") != NULL ? "review" : "workbooks";
  if (has_page (wanted.page))
    {
      invoke (&f, shown, find_action (shown, NULL));
      tally_test_app_wait (page_is_shown, &wanted);
    }
}

/* Who sits before the window sees it there, and is not told of it later. */
static void
test_who_is_looking_is_told_nothing (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, TRUE);
  tally_test_app_wait (is_active, &f);
  fail_run (&f);
  tally_test_app_wait (is_idle, &f);
  settle (&f);
  look_away (&f);
  fail_run (&f);
  tally_test_app_wait (is_idle, &f);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, 0);
}

static void
test_a_failed_run_is_run_again (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, FALSE);
  fail_run (&f);
  tally_test_app_wait (has_shown, &f);
  tally_test_app_wait (is_idle, &f);
  invoke (&f, f.shown->pdata[0], find_action (f.shown->pdata[0], "Run Again"));
  tally_test_app_wait (is_running, &f);
  tally_test_app_wait (is_idle, &f);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);
  adw_init ();
  g_test_add_func ("/app/notices/who-is-looking-is-told-nothing", test_who_is_looking_is_told_nothing);
  g_test_add_func ("/app/notices/a-failure-is-told-once", test_a_failure_is_told_once);
  g_test_add_func ("/app/notices/what-waits-is-told-and-leads-there", test_what_waits_is_told_and_leads_there);
  g_test_add_func ("/app/notices/a-failed-run-is-run-again", test_a_failed_run_is_run_again);
  return g_test_run ();
}
