/* test-today-page.c: the first page, on the sample data of the sandbox.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-engine-findings.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* What another process wrote must be seen within this time. */
#define SEEN_SECS 5

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

/* Before the first run it says so, and offers it. */
static void
test_before_the_first_run (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *page = get_page (app);

  tally_test_app_wait_text (page, "Nothing Has Run Yet");
  g_assert_nonnull (tally_test_app_find (page, GTK_TYPE_BUTTON, "Run Now"));
  g_assert_false (tally_test_app_shows (page, "Since You Last Looked"));
  tally_test_app_shoot (app, "today-before.png");
  tally_test_app_free (app);
}

/* Where nothing is configured, the next step is to say what to bill from; a run can't be started, and why is said. */
static void
test_nothing_is_configured (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *config = g_build_filename (folder, "tallyman.conf", NULL);
  const TallyAppArguments arguments = { .config = config, .page = (char *) "today" };
  TallyTestApp *app = NULL;
  GtkWidget *window;
  GtkWidget *run;

  g_assert_true (g_file_set_contents (config, "[audit]\nactor=ann@example.com\n", -1, NULL));
  app = tally_test_app_new_with (&arguments);
  window = GTK_WIDGET (tally_test_app_get_window (app));
  tally_test_app_wait_text (get_page (app), "Welcome");
  g_assert_true (gtk_widget_is_sensitive (tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Set Up…")));
  g_assert_nonnull (tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Try with Sample Data"));
  run = GTK_WIDGET (gtk_widget_get_template_child (window, TALLY_TYPE_APP_WINDOW, "run_button"));
  g_assert_false (gtk_widget_is_sensitive (run));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (run), "which sheets"));
  tally_test_app_shoot (app, "today-first.png");
  tally_test_app_free (app);
}

static void
assert_leads_to (GtkWidget  *button,
                 const char *page,
                 const char *wish)
{
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));
  const char *actual_page;
  const char *actual_wish;

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.page");
  g_variant_get (target, "(&s&s)", &actual_page, &actual_wish);
  g_assert_cmpstr (actual_page, ==, page);
  g_assert_cmpstr (actual_wish, ==, wish);
}

/* What the run found needs somebody; row and button lead to it. */
static void
test_findings_need_somebody (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *page = get_page (app);
  GtkWidget *row;

  tally_test_app_run_pass (app);
  tally_test_app_wait_text (page, "Needs You");
  tally_test_app_wait_text (page, "may cost $");
  tally_test_app_wait_text (page, "As of");
  row = tally_test_app_find (page, ADW_TYPE_ACTION_ROW, "of high severity");
  g_assert_nonnull (row);
  assert_leads_to (row, "review", "severity=high");
  assert_leads_to (tally_test_app_find (row, GTK_TYPE_BUTTON, "Review"), "review", "severity=high");
  tally_test_app_shoot (app, "today-needs.png");
  tally_test_app_free (app);
}

/* Only what came after somebody looked is new, and only until they looked again. */
static void
test_news_since_the_last_look (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  GtkWidget *page = get_page (app);

  tally_test_app_wait_text (page, "Nothing Has Run Yet");
  gtk_widget_set_visible (window, FALSE);
  tally_test_app_run_pass (app);
  gtk_widget_set_visible (window, TRUE);
  tally_test_app_wait_text (page, "Since You Last Looked");
  tally_test_app_wait_text (page, "1 run ended");
  tally_test_app_wait_text (page, "workbooks were published");
  tally_test_app_wait_text (page, "new findings");
  tally_test_app_shoot (app, "today-news.png");
  gtk_widget_set_visible (window, FALSE);
  gtk_widget_set_visible (window, TRUE);
  tally_test_app_wait_text (page, "Needs You");
  tally_app_page_mark_stale (TALLY_APP_PAGE (page));
  tally_test_app_wait_no_text (page, "Since You Last Looked");
  tally_test_app_free (app);
}

/* The badges of the window come by the same facts as the page. */
static void
test_the_sidebar_counts (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  TallyAppWindow *window = tally_test_app_get_window (app);
  GtkWidget *list = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (window), TALLY_TYPE_APP_WINDOW, "page_list"));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));

  tally_app_window_set_badge (window, "today", 12);
  g_assert_true (tally_test_app_shows (row, "12"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Today, 12 need you");
  tally_app_window_set_badge (window, "today", 1);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Today, one needs you");
  tally_app_window_set_badge (window, "today", 0);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Today");
  tally_test_app_free (app);
}

static gpointer
explain_all (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  const TallyFindingFilter filter = { 0 };
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (engine, &filter, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      const TallyFindingDecision decision = {
        .finding_id = finding->id, .to = TALLY_FINDING_EXPLAINED, .actor = "ann@example.com", .reason = "agreed",
      };
      if (!tally_engine_findings_decide (engine, &decision, error))
        return NULL;
    }
  return findings != NULL ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
explained_cb (GObject      *desk,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_so (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_nothing_needs_you (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *page = get_page (app);
  const TallyEngineQuestion question = { .func = explain_all };
  gboolean is_done = FALSE;

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (page, "Needs You");
  tally_engine_desk_ask_async (tally_app_session_get_desk (tally_test_app_get_session (app)), &question, NULL, explained_cb,
                               &is_done);
  tally_test_app_wait (is_so, &is_done);
  tally_test_app_wait_text (page, "Nothing Needs You");
  tally_test_app_wait_text (page, "The last run ended");
  tally_test_app_shoot (app, "today-clear.png");
  tally_test_app_free (app);
}

/* A store that can't be read is said, with a way on; when it can be read again, so is the page. */
static void
test_a_store_that_can_not_be_read (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *page = get_page (app);
  g_autofree char *path = NULL;

  tally_test_app_wait_text (page, "Nothing Has Run Yet");
  path = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  g_assert_true (g_file_set_contents (path, "this is no database, and long enough to be looked at as one", -1, NULL));
  tally_app_page_mark_stale (TALLY_APP_PAGE (page));
  tally_test_app_wait_text (page, "Today Can’t Be Read");
  g_assert_nonnull (tally_test_app_find (page, GTK_TYPE_BUTTON, "Try Again"));
  tally_test_app_shoot (app, "today-error.png");
  g_assert_cmpint (g_remove (path), ==, 0);
  gtk_widget_activate_action (page, "win.refresh", NULL);
  tally_test_app_wait_text (page, "Nothing Has Run Yet");
  tally_test_app_free (app);
}

static const char *
get_page_name (TallyTestApp *app)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  GtkStack *pages = GTK_STACK (gtk_widget_get_template_child (window, TALLY_TYPE_APP_WINDOW, "pages"));

  return gtk_stack_get_visible_child_name (pages);
}

/* Another process pauses publishing: it is seen while somebody looks at the page, beside the name of the page that has
 * more of it too; its line leads there, and back. */
static void
test_another_process_is_seen (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *page = get_page (app);
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  GtkWidget *list = GTK_WIDGET (gtk_widget_get_template_child (window, TALLY_TYPE_APP_WINDOW, "page_list"));
  GtkWidget *runs;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_usec;

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (page, "Needs You");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("TALLYMAN_PROGRAM"), "recovery", "pause",
                              "publish", "--reason", "year-end audit", "--by", "ann@example.com", "--data-dir",
                              tally_test_app_get_data_dir (app), NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  start_usec = g_get_monotonic_time ();
  tally_test_app_wait_text (page, "Publishing is paused");
  g_test_message ("seen after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start_usec) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start_usec, <, SEEN_SECS * G_USEC_PER_SEC);
  runs = tally_test_app_find (list, GTK_TYPE_LIST_BOX_ROW, "Runs");
  tally_test_app_wait_text (runs, "1");
  gtk_test_accessible_assert_property (runs, GTK_ACCESSIBLE_PROPERTY_LABEL, "Runs, one needs you");
  g_assert_true (gtk_widget_activate (tally_test_app_find (page, ADW_TYPE_ACTION_ROW, "Publishing is paused")));
  g_assert_cmpstr (get_page_name (app), ==, "runs");
  gtk_widget_activate_action (page, "win.back", NULL);
  g_assert_cmpstr (get_page_name (app), ==, "today");
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/today-page/before-the-first-run", test_before_the_first_run);
  g_test_add_func ("/app/today-page/nothing-is-configured", test_nothing_is_configured);
  g_test_add_func ("/app/today-page/findings-need-somebody", test_findings_need_somebody);
  g_test_add_func ("/app/today-page/news-since-the-last-look", test_news_since_the_last_look);
  g_test_add_func ("/app/today-page/the-sidebar-counts", test_the_sidebar_counts);
  g_test_add_func ("/app/today-page/nothing-needs-you", test_nothing_needs_you);
  g_test_add_func ("/app/today-page/a-store-that-can-not-be-read", test_a_store_that_can_not_be_read);
  g_test_add_func ("/app/today-page/another-process-is-seen", test_another_process_is_seen);
  return g_test_run ();
}
