/* test-network.c: the service goes away while a run is at work, and comes back; people hear of both, and nothing is lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-recovery.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* Every call is answered by a broken connection. */
#define GONE "[{\"path\": \"*\", \"kind\": \"reset\", \"count\": 0}]"

/* The first calls are answered by broken connections, the rest well. */
#define GONE_FOR_A_WHILE "[{\"path\": \"*\", \"kind\": \"reset\", \"count\": 3}]"

static gboolean
has_ended (gpointer data)
{
  return !tally_engine_desk_is_running (data);
}

static TallyEngineDesk *
get_desk (TallyTestApp *app)
{
  return tally_app_session_get_desk (tally_test_app_get_session (app));
}

static void
start_run (TallyTestApp *app)
{
  gtk_widget_activate_action (GTK_WIDGET (tally_test_app_get_window (app)), "win.run", NULL);
  g_assert_true (tally_engine_desk_is_running (get_desk (app)));
}

static gpointer
list_attempts (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  return tally_engine_recovery_list (engine, 0, 10, error);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TallyRecovery) recovery = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, NULL);

  g_assert_nonnull (recovery);
  *(guint *) data = recovery->attempts->len;
}

static gboolean
is_known (gpointer data)
{
  return *(guint *) data != G_MAXUINT;
}

static guint
count_attempts (TallyTestApp *app)
{
  const TallyEngineQuestion question = { .func = list_attempts };
  guint n_attempts = G_MAXUINT;

  tally_engine_desk_ask_async (get_desk (app), &question, NULL, listed_cb, &n_attempts);
  tally_test_app_wait (is_known, &n_attempts);
  return n_attempts;
}

/* Lost at once and back within the call's patience: the run goes on, and ends well. */
static void
test_lost_and_back_during_a_run (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));

  tally_test_app_set_faults (GONE_FOR_A_WHILE);
  start_run (app);
  tally_test_app_wait_text (window, "Run finished");
  tally_test_app_wait_text (window, "Needs You");
  g_assert_false (tally_test_app_shows (window, "The last run failed"));
  g_assert_cmpuint (count_attempts (app), >=, 1);
  tally_test_app_free (app);
}

/* Away for good: somebody gives up on the run, the page goes on showing what is known; the next run does the work. */
static void
test_lost_until_the_next_run (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (window, "Needs You");
  tally_test_app_set_faults (GONE);
  start_run (app);
  g_assert_true (tally_test_app_shows (window, "Needs You"));
  gtk_widget_activate_action (window, "win.cancel-run", NULL);
  tally_test_app_wait (has_ended, get_desk (app));
  tally_test_app_wait_text (window, "Run cancelled");
  g_assert_true (tally_test_app_shows (window, "Needs You"));
  tally_test_app_set_faults ("[]");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (window, "Run finished");
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/network/lost-and-back-during-a-run", test_lost_and_back_during_a_run);
  g_test_add_func ("/app/network/lost-until-the-next-run", test_lost_until_the_next_run);
  return g_test_run ();
}
