/* test-removal.c: "Remove My Data…" lists, exports, moves to the trash, and brings back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-app-removal.h"
#include "tally-engine-state.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* The app on a store of the user's own. */
typedef struct {
  TallyTestApp    *app;     /* (owned) */
  TallyAppSession *session; /* (borrowed) */
  char            *store;   /* (owned) */
} Fixture;

static char *
find_backup (const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".state"))
      return g_build_filename (backups, name, NULL);
  g_assert_not_reached ();
}

/* What a pass on the sample data left, as one's own. */
static void
fixture_init (Fixture *self)
{
  TallyEngineStateOptions wanted = { .verb = TALLY_ENGINE_STATE_RESTORE };
  TallyEngineOptions options = { 0 };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyEngineState) state = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  self->app = tally_test_app_new (NULL);
  self->session = tally_test_app_get_session (self->app);
  g_assert_cmpint (tally_test_app_run_pass (self->app), ==, 0);
  backup = find_backup (tally_test_app_get_data_dir (self->app));
  g_assert_true (tally_app_session_open (self->session, TALLY_APP_WORKSPACE_OWN));
  options.config = tally_app_session_get_config (self->session);
  options.data_dir = tally_test_app_get_data_dir (self->app);
  engine = tally_engine_new (&options, &error);
  wanted.file = backup;
  state = tally_engine_state_run (engine, &wanted, NULL, &error);
  g_assert_no_error (error);
  self->store = g_build_filename (options.data_dir, "tallyman.db", NULL);
}

static void
fixture_clear (Fixture *self)
{
  tally_test_app_free (self->app);
  g_free (self->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static GtkWidget *
get_window (Fixture *self)
{
  return GTK_WIDGET (tally_test_app_get_window (self->app));
}

static GtkWidget *
find_removal (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (TALLY_IS_APP_REMOVAL (window))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static GtkWidget *
open_removal (Fixture *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (get_window (self)))), "remove-data", NULL);
  g_assert_nonnull (find_removal ());
  tally_test_app_wait_text (find_removal (), "On This Computer");
  return find_removal ();
}

static gboolean
is_closed (gpointer data)
{
  return find_removal () == NULL;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_data_is_exported_removed_and_brought_back (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *folder = tally_test_make_dir ();
  GtkWidget *removal;
  TallyAppPage *page;

  fixture_init (&f);
  removal = open_removal (&f);
  g_assert_true (tally_test_app_shows (removal, "Lines, findings"));
  g_assert_true (tally_test_app_shows (removal, "Sample Data"));
  g_assert_false (tally_test_app_shows (removal, "there stay"));
  gtk_widget_activate_action (removal, "removal.export-to", "s", folder);
  tally_test_app_wait_text (removal, "Exported to");
  g_assert_cmpuint (count_files (folder), ==, 2);
  tally_test_app_shoot_widget (removal, "removal.png");
  gtk_widget_activate_action (removal, "removal.remove", NULL);
  tally_test_app_wait (is_closed, NULL);
  g_assert_false (g_file_test (f.store, G_FILE_TEST_EXISTS));
  tally_test_app_wait_text (get_window (&f), "in the trash");
  g_assert_nonnull (tally_app_session_get_desk (f.session));
  page = tally_app_window_get_page (TALLY_APP_WINDOW (get_window (&f)));
  g_assert_true (tally_app_page_undo (page));
  tally_test_app_wait_text (get_window (&f), "Your data is back");
  g_assert_true (g_file_test (f.store, G_FILE_TEST_EXISTS));
}

/* What is chosen goes; what is not stays. Nothing chosen, nothing to do. */
static void
test_only_what_is_chosen_goes (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *sample = NULL;
  GtkWidget *removal, *button, *row, *check;

  fixture_init (&f);
  sample = g_build_filename (tally_test_app_get_data_dir (f.app), "sandbox", NULL);
  removal = open_removal (&f);
  row = tally_test_app_find (removal, ADW_TYPE_ACTION_ROW, "Made up, with its own store");
  check = tally_test_app_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  button = tally_test_app_find (removal, GTK_TYPE_BUTTON, "Move to Trash");
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_widget_activate_action (removal, "removal.remove", NULL);
  tally_test_app_wait (is_closed, NULL);
  g_assert_false (g_file_test (f.store, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (sample, G_FILE_TEST_IS_DIR));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/removal/data-is-exported-removed-and-brought-back", test_data_is_exported_removed_and_brought_back);
  g_test_add_func ("/app/removal/only-what-is-chosen-goes", test_only_what_is_chosen_goes);
  return g_test_run ();
}
