/* test-runs-page.c: the page Runs on sample data: what ran, and ways to run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-only.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* What a row of a whole run has. */
#define COUNTS " rows · "

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

static gboolean
is_idle (gpointer data)
{
  return !tally_engine_desk_is_running (data);
}

static void
wait_for_the_run (TallyTestApp *app)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (tally_test_app_get_session (app));

  tally_test_app_wait (is_idle, desk);
}

static void
activate (TallyTestApp *app,
          const char   *action)
{
  gtk_widget_activate_action (GTK_WIDGET (tally_test_app_get_window (app)), action, NULL);
}

/* The row that shows a text is chosen as by Enter. */
static void
choose_row (TallyTestApp *app,
            const char   *text)
{
  GtkWidget *row;

  tally_test_app_wait_text (get_page (app), text);
  row = tally_test_app_find (get_page (app), GTK_TYPE_LIST_BOX_ROW, text);
  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
}

static void
test_a_dry_run_from_the_page (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");
  GtkWidget *button;

  tally_test_app_wait_text (get_page (app), "No Runs Yet");
  button = tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Dry Run");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_for_the_run (app);
  choose_row (app, " · Dry run");
  tally_test_app_wait_text (get_page (app), "Nothing was sent");
  tally_test_app_wait_text (get_page (app), "Read the sheets");
  tally_test_app_shoot (app, "runs-dry.png");
  tally_test_app_free (app);
}

/* Shows what is below the first screen. */
static void
scroll_to (TallyTestApp *app,
           const char   *heading)
{
  GtkWidget *label;
  GtkWidget *scrolled;
  GtkAdjustment *adjustment;
  double y;

  tally_test_app_wait_text (get_page (app), heading); /* it may be read anew just now */
  label = tally_test_app_find (get_page (app), GTK_TYPE_LABEL, heading);
  scrolled = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_widget_translate_coordinates (label, scrolled, 0, 0, NULL, &y);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y - 12);
}

static void
test_a_run_is_told (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");
  GtkWindow *window = GTK_WINDOW (tally_test_app_get_window (app));

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  choose_row (app, COUNTS);
  tally_test_app_wait_text (get_page (app), "Publishing Journal");
  tally_test_app_wait_text (get_page (app), "Verified and recorded");
  tally_test_app_shoot (app, "runs-told.png");
  scroll_to (app, "Steps");
  tally_test_app_shoot (app, "runs-steps.png");
  scroll_to (app, "Publishing Journal");
  tally_test_app_shoot (app, "runs-journal.png");
  gtk_window_set_default_size (window, 360, 640);
  tally_test_app_wait_text (get_page (app), "Publishing Journal");
  tally_test_app_shoot (app, "runs-told-narrow.png");
  tally_test_app_wait_text (get_page (app), "Publishing Journal");
  gtk_widget_activate_action (tally_test_app_find (get_page (app), GTK_TYPE_LABEL, "Publishing Journal"), "run.copy", NULL);
  tally_test_app_wait_text (GTK_WIDGET (window), "Copied");
  tally_test_app_free (app);
}

static gboolean
shows_no_run (gpointer data)
{
  return tally_test_app_shows (get_page (data), "No Such Runs");
}

static void
test_runs_are_searched (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (get_page (app), COUNTS);
  g_object_set (get_page (app), "search-text", "nobody", NULL);
  tally_test_app_wait (shows_no_run, app);
  g_object_set (get_page (app), "search-text", "#1", NULL);
  tally_test_app_wait_text (get_page (app), COUNTS);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tally_test_app_find (get_page (app), GTK_TYPE_TOGGLE_BUTTON,
                                                                        "With Problems")), TRUE);
  tally_test_app_wait (shows_no_run, app);
  g_signal_emit_by_name (tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Show All Runs"), "clicked");
  tally_test_app_wait_text (get_page (app), COUNTS);
  tally_test_app_free (app);
}

static void
test_a_cancelled_run_says_so (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  tally_test_app_wait_text (get_page (app), "No Runs Yet");
  activate (app, "win.run");
  activate (app, "win.cancel-run");
  wait_for_the_run (app);
  choose_row (app, "Cancelled");
  tally_test_app_wait_text (get_page (app), "the run was stopped");
  tally_test_app_free (app);
}

static void
test_a_wish_leads_to_a_run (void)
{
  TallyTestApp *app = tally_test_app_new ("today");

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_app_window_show_page (tally_test_app_get_window (app), "runs", "run=1");
  tally_test_app_wait_text (get_page (app), "Run 1: Done");
  tally_app_window_show_page (tally_test_app_get_window (app), "runs", "run=99");
  tally_test_app_wait_text (get_page (app), "there is no run 99");
  tally_test_app_free (app);
}

static GtkWidget *
find_dialog (TallyTestApp *app)
{
  GList *windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *item = windows; item != NULL && found == NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data) && gtk_widget_get_mapped (item->data))
      found = item->data;
  g_list_free (windows);
  return found;
}

static gboolean
dialog_is_shown (gpointer data)
{
  return find_dialog (data) != NULL;
}

static void
test_only_some_are_run (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");
  GtkWidget *dialog;
  GtkEditable *weeks;

  tally_test_app_wait_text (get_page (app), "No Runs Yet");
  gtk_widget_activate_action (tally_test_app_find (get_page (app), GTK_TYPE_MENU_BUTTON, NULL), "runs.only", NULL);
  tally_test_app_wait (dialog_is_shown, app);
  dialog = find_dialog (app);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "run"));
  weeks = GTK_EDITABLE (tally_test_app_find (dialog, ADW_TYPE_ENTRY_ROW, "Weeks"));
  gtk_editable_set_text (weeks, "2025-13-01");
  tally_test_app_wait_text (dialog, "is no day that a week ends on");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "run"));
  gtk_editable_set_text (weeks, "2025-08-17, 082425");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "run"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "run");
  wait_for_the_run (app);
  choose_row (app, "Done");
  tally_test_app_wait_text (get_page (app), "Only weeks 081725, 082425");
  tally_test_app_free (app);
}

static void
test_what_is_typed_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) weeks = tally_page_runs_only_parse_weeks (" 081725;2025-08-17, 2025-08-24\n", &error);
  g_auto (GStrv) requests = tally_page_runs_only_parse_requests ("90210 90211,90210", &error);
  g_autofree char *long_one = g_strnfill (81, '9');

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (weeks), ==, 2);
  g_assert_cmpstr (weeks[1], ==, "082425");
  g_assert_cmpuint (g_strv_length (requests), ==, 2);
  g_assert_null (tally_page_runs_only_parse_weeks ("081725 023025", &error));
  g_assert_nonnull (strstr (error->message, "023025"));
  g_clear_error (&error);
  g_assert_null (tally_page_runs_only_parse_requests (long_one, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/runs/what-is-typed-is-read", test_what_is_typed_is_read);
  g_test_add_func ("/app/runs/a-dry-run-from-the-page", test_a_dry_run_from_the_page);
  g_test_add_func ("/app/runs/a-run-is-told", test_a_run_is_told);
  g_test_add_func ("/app/runs/runs-are-searched", test_runs_are_searched);
  g_test_add_func ("/app/runs/a-cancelled-run-says-so", test_a_cancelled_run_says_so);
  g_test_add_func ("/app/runs/a-wish-leads-to-a-run", test_a_wish_leads_to_a_run);
  g_test_add_func ("/app/runs/only-some-are-run", test_only_some_are_run);
  return g_test_run ();
}
