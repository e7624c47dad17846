/* test-runs-decide.c: what people decide on the page Runs: plans, pauses, the circuit; and the schedules there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-plans.h"
#include "tally-store-proposals.h"
#include "tally-store-runs.h"
#include "tally-test-app.h"
#include "tally-test.h"

#define N_IN_PLAN 3

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

static void
go (TallyTestApp *app,
    const char   *wish)
{
  tally_app_window_show_page (tally_test_app_get_window (app), "runs", wish);
}

static TallyProposal *
make_proposal (const TallyPlan *plan)
{
  TallyProposal *proposal = tally_proposal_new ();

  proposal->totals.causes = TALLY_PROPOSAL_CAUSE_AMOUNT;
  proposal->totals.n_published = plan->entries->len;
  proposal->totals.n_changed = N_IN_PLAN;
  proposal->totals.published_cents = 1234500;
  proposal->totals.changed_cents = 54321;
  for (guint i = 0; i < N_IN_PLAN; i++)
    {
      TallyPlanEntry *entry = tally_proposal_add (proposal, plan->entries->pdata[i]);
      entry->action = TALLY_PLAN_CHANGED;
      entry->hold = TALLY_HOLD_APPROVAL;
      entry->published_cents = entry->total_cents + 10000;
      memset (entry->published_fingerprint, '0', TALLY_HASH_HEX_LENGTH);
    }
  tally_proposal_seal (proposal);
  return proposal;
}

/* A plan that waits, as a run leaves it: of the workbooks that were planned last. */
static char *
leave_plan (TallyTestApp *app)
{
  g_autofree char *path = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyPlan) plan = NULL;
  g_autoptr (TallyProposal) proposal = NULL;

  g_assert_no_error (error);
  plan = tally_store_plans_find_before (store, G_MAXINT64, &error);
  g_assert_nonnull (plan);
  proposal = make_proposal (plan);
  g_assert_true (tally_store_lock (store, &error));
  g_assert_true (tally_store_proposals_put (store, 1, proposal, &error));
  g_assert_no_error (error);
  return g_strndup (proposal->digest, TALLY_PROPOSAL_ID_LENGTH);
}

/* A run that was killed behind its plan: two workbooks of it have other contents by now, and nobody published them. */
static void
leave_cut_run (TallyTestApp *app)
{
  g_autofree char *path = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyPlan) plan = NULL;
  gint64 run_id = 0;

  g_assert_no_error (error);
  plan = tally_store_plans_find_before (store, G_MAXINT64, &error);
  g_assert_nonnull (plan);
  for (guint i = 0; i < 2; i++)
    {
      TallyPlanEntry *entry = plan->entries->pdata[i];
      entry->action = TALLY_PLAN_CHANGED;
      memset (entry->fingerprint, 'f', TALLY_HASH_HEX_LENGTH);
    }
  g_ptr_array_set_size (plan->entries, 2);
  g_assert_true (tally_store_lock (store, &error));
  g_assert_true (tally_store_runs_begin (store, "batch", "{}", &run_id, NULL, &error));
  g_assert_true (tally_store_plans_put (store, run_id, plan, &error));
  g_assert_no_error (error);
}

static GtkWidget *
find_dialog (void)
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
  return find_dialog () != NULL;
}

static void
press (TallyTestApp *app,
       const char   *label)
{
  GtkWidget *button = tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, label);

  g_test_message ("pressing \"%s\"", label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Answers the dialog that a button opened. */
static void
confirm (const char *reason,
         gboolean    is_needed)
{
  AdwMessageDialog *dialog;

  tally_test_app_wait (dialog_is_shown, NULL);
  dialog = ADW_MESSAGE_DIALOG (find_dialog ());
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "do") == !is_needed);
  gtk_editable_set_text (GTK_EDITABLE (tally_test_app_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, NULL)), reason);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "do"));
  adw_message_dialog_response (dialog, "do");
}

static void
test_a_plan_is_approved (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");
  g_autofree char *id = NULL;
  g_autofree char *wish = NULL;

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  id = leave_plan (app);
  wish = g_strdup_printf ("plan=%s", id);
  go (app, wish);
  tally_test_app_wait_text (get_page (app), id);
  tally_test_app_wait_text (get_page (app), "What It Would Change");
  tally_test_app_wait_text (get_page (app), " → ");
  tally_test_app_wait_text (get_page (app), "-$100.00");
  tally_test_app_wait_text (get_page (app), "Waits for you · 3 workbooks");
  tally_test_app_shoot (app, "runs-plan.png");
  press (app, "Approve…");
  confirm ("month end", FALSE);
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (app)), "the next run publishes it");
  tally_test_app_wait_text (get_page (app), "auditor@example.com: month end");
  tally_test_app_wait_text (get_page (app), "Approved · 3 workbooks");
  tally_test_app_free (app);
}

static void
test_a_plan_is_rejected (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");
  g_autofree char *id = NULL;
  g_autofree char *wish = NULL;

  go (app, "plan=");
  tally_test_app_wait_text (get_page (app), "No Plans");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  id = leave_plan (app);
  wish = g_strdup_printf ("plan=%s", id);
  go (app, wish);
  tally_test_app_wait_text (get_page (app), "What It Would Change");
  press (app, "Reject…");
  confirm ("week 081725 is wrong", TRUE);
  tally_test_app_wait_text (get_page (app), "auditor@example.com: week 081725 is wrong");
  g_assert_null (tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Approve…"));
  go (app, "plan=0123456789abcdef");
  tally_test_app_wait_text (get_page (app), "there is no plan 0123456789abcdef");
  tally_test_app_free (app);
}

/* A pause is given with its reason, and taken back by "Undo". */
static void
test_an_override_is_given_and_taken_back (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  go (app, "pause=publish");
  tally_test_app_wait_text (get_page (app), "Nothing to Override");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (get_page (app), "Runs attach and replace workbooks");
  press (app, "Pause…");
  confirm ("stocktaking", TRUE);
  tally_test_app_wait_text (get_page (app), "auditor@example.com: stocktaking");
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (app)), "Publishing is paused");
  tally_test_app_shoot (app, "runs-paused.png");
  g_assert_true (tally_app_page_undo (TALLY_APP_PAGE (get_page (app))));
  tally_test_app_wait_text (get_page (app), "Runs attach and replace workbooks");
  tally_test_app_free (app);
}

/* Undoing "Resume" brings the pause back with its reason. */
static void
test_a_resumed_pause_comes_back (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  go (app, "pause=all");
  tally_test_app_wait_text (get_page (app), "Runs attach and replace workbooks");
  gtk_widget_activate_action (tally_test_app_find (get_page (app), GTK_TYPE_LABEL, "Publishing"), "override.pause", "s", "all");
  confirm ("moving house", TRUE);
  tally_test_app_wait_text (get_page (app), "moving house");
  press (app, "Resume");
  tally_test_app_wait_text (get_page (app), "Runs start when they are asked to");
  g_assert_true (tally_app_page_undo (TALLY_APP_PAGE (get_page (app))));
  tally_test_app_wait_text (get_page (app), "moving house");
  tally_test_app_free (app);
}

static void
test_the_circuit_is_opened_and_closed (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  go (app, "circuit=smartsheet");
  tally_test_app_wait_text (get_page (app), "Calls to Smartsheet");
  press (app, "Stop…");
  confirm ("their maintenance", TRUE);
  tally_test_app_wait_text (get_page (app), "their maintenance");
  tally_test_app_wait_text (get_page (app), "Stopped by a person");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 75);
  press (app, "Allow");
  tally_test_app_wait_text (get_page (app), "Runs call the service");
  tally_test_app_free (app);
}

static void
test_a_cut_run_is_finished (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  leave_cut_run (app);
  go (app, "run=2");
  tally_test_app_wait_text (get_page (app), "Run 2: Cut off");
  press (app, "Finish 2 Workbooks That Are Left");
  tally_test_app_wait_text (get_page (app), "auditor@example.com");
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (app)), "Run finished");
  go (app, "run=3");
  tally_test_app_wait_text (get_page (app), "Finishes run 2");
  tally_test_app_free (app);
}

static void
test_schedules_are_told (void)
{
  TallyTestApp *app = tally_test_app_new ("runs");

  go (app, "schedule=weekdays");
  tally_test_app_wait_text (get_page (app), "What starts by itself");
  tally_test_app_wait_text (get_page (app), "weekdays");
  tally_test_app_shoot (app, "runs-schedules.png");
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/runs-decide/a-plan-is-approved", test_a_plan_is_approved);
  g_test_add_func ("/app/runs-decide/a-plan-is-rejected", test_a_plan_is_rejected);
  g_test_add_func ("/app/runs-decide/an-override-is-given-and-taken-back", test_an_override_is_given_and_taken_back);
  g_test_add_func ("/app/runs-decide/a-resumed-pause-comes-back", test_a_resumed_pause_comes_back);
  g_test_add_func ("/app/runs-decide/the-circuit-is-opened-and-closed", test_the_circuit_is_opened_and_closed);
  g_test_add_func ("/app/runs-decide/a-cut-run-is-finished", test_a_cut_run_is_finished);
  g_test_add_func ("/app/runs-decide/schedules-are-told", test_schedules_are_told);
  return g_test_run ();
}
