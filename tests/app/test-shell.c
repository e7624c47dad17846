/* test-shell.c: the window, its session and its runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-app.h"
#include "tally-test.h"

static void
test_opens_and_is_finalized (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));

  g_assert_true (tally_test_app_shows (window, "Sample Data"));
  g_assert_nonnull (tally_app_window_get_page (TALLY_APP_WINDOW (window)));
  tally_test_app_shoot (app, "shell.png");
  tally_test_app_free (app);
}

static void
test_runs_a_pass (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  g_autofree char *book = NULL;

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (app)), "Run finished");
  book = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  g_assert_true (g_file_test (book, G_FILE_TEST_EXISTS));
  tally_test_app_free (app);
}

static void
count_cb (TallyEngineDesk *desk,
          gpointer         data)
{
  (*(guint *) data)++;
}

static gboolean
was_told (gpointer data)
{
  return *(guint *) data > 0;
}

/* What another process writes is seen while somebody looks, and told once when they look again. */
static void
test_changes_are_told (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  TallyEngineDesk *desk = tally_app_session_get_desk (tally_test_app_get_session (app));
  guint n_told = 0;

  g_signal_connect (desk, "changed", G_CALLBACK (count_cb), &n_told);
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait (was_told, &n_told);
  tally_engine_desk_set_awake (desk, FALSE);
  n_told = 0;
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  g_assert_cmpuint (n_told, ==, 0);
  tally_engine_desk_set_awake (desk, TRUE);
  tally_test_app_wait (was_told, &n_told);
  tally_test_app_free (app);
}

static void
test_a_run_is_cancelled (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  TallyEngineDesk *desk = tally_app_session_get_desk (tally_test_app_get_session (app));

  gtk_widget_activate_action (window, "win.run", NULL);
  g_assert_true (tally_engine_desk_is_running (desk));
  gtk_widget_activate_action (window, "win.cancel-run", NULL);
  tally_test_app_wait_text (window, "Run cancelled");
  g_assert_false (tally_engine_desk_is_running (desk));
  tally_test_app_free (app);
}

static void
undo_cb (TallyAppPage *page,
         gpointer      data)
{
  ++**(guint **) data;
}

/* data of an offer: a pointer to a counter, which must be given back exactly once */
static gpointer
new_offer (guint *n_undone)
{
  return g_memdup2 (&n_undone, sizeof n_undone);
}

static void
test_what_was_done_is_undone_once (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  TallyAppPage *page = tally_app_window_get_page (TALLY_APP_WINDOW (window));
  guint n_first = 0;
  guint n_second = 0;

  gtk_widget_activate_action (window, "win.undo", NULL); /* nothing to undo is no fault */
  tally_app_page_offer_undo (page, "The <first> thing was done", undo_cb, new_offer (&n_first), g_free);
  tally_test_app_wait_text (window, "The <first> thing was done");
  tally_app_page_offer_undo (page, "The second thing was done", undo_cb, new_offer (&n_second), g_free);
  gtk_widget_activate_action (window, "win.undo", NULL);
  gtk_widget_activate_action (window, "win.undo", NULL);
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_cmpuint (n_second, ==, 1);
  tally_app_page_offer_undo (page, "The third thing was done", undo_cb, new_offer (&n_second), g_free);
  tally_app_session_reopen (tally_test_app_get_session (app));
  gtk_widget_activate_action (window, "win.undo", NULL); /* that store is closed */
  g_assert_cmpuint (n_second, ==, 1);
  tally_test_app_free (app);
}

static gboolean
shortcuts_are_shown (gpointer data)
{
  GList *windows = gtk_window_list_toplevels ();
  GtkWindow **found = data;

  for (GList *item = windows; item != NULL; item = item->next)
    if (GTK_IS_SHORTCUTS_WINDOW (item->data) && gtk_widget_get_mapped (item->data))
      *found = item->data;
  g_list_free (windows);
  return *found != NULL;
}

static void
test_shortcuts_are_shown (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  GtkWindow *window = GTK_WINDOW (tally_test_app_get_window (app));
  GtkWindow *shortcuts = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "app.shortcuts", NULL);
  tally_test_app_wait (shortcuts_are_shown, &shortcuts);
  g_assert_true (gtk_window_get_transient_for (shortcuts) == window);
  gtk_window_destroy (shortcuts);
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/shell/opens-and-is-finalized", test_opens_and_is_finalized);
  g_test_add_func ("/app/shell/runs-a-pass", test_runs_a_pass);
  g_test_add_func ("/app/shell/changes-are-told", test_changes_are_told);
  g_test_add_func ("/app/shell/a-run-is-cancelled", test_a_run_is_cancelled);
  g_test_add_func ("/app/shell/what-was-done-is-undone-once", test_what_was_done_is_undone_once);
  g_test_add_func ("/app/shell/shortcuts-are-shown", test_shortcuts_are_shown);
  return g_test_run ();
}
