/* test-unbalanced.c
 *
 * Rows and workbooks that don't add up: nothing of the run is published, nobody can approve it, and
 * plan.json says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-jobs-approval.h"
#include "tally-proposal-json.h"
#include "tally-store-proposals.h"
#include "tally-test.h"

#define N_ENTRIES 3

static TallyPlan *
make_plan (GPtrArray *items)
{
  TallyPlan *plan = tally_plan_new ();

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *work_request = g_strdup_printf ("%u", 90000000 + i);
      g_autoptr (TallyIdentity) identity = tally_identity_new (work_request, tally_day_new (2026, 8, 16),
                                                               TALLY_VARIANT_PRIMARY, "");
      TallyPlanEntry *entry = tally_plan_entry_new (identity, i == 0 ? TALLY_PLAN_UNCHANGED : TALLY_PLAN_NEW,
                                                    TALLY_HOLD_NONE);
      TallyJobsItem *item = tally_jobs_item_new (entry);

      memset (entry->fingerprint, 'a', TALLY_HASH_HEX_LENGTH);
      item->target_row = 7;
      item->has_leftovers = TRUE;
      g_ptr_array_add (plan->entries, entry);
      g_ptr_array_add (items, item);
    }
  return plan;
}

static TallyProposal *
load_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TALLY_JOBS_APPROVAL_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TallyProposal *proposal;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  proposal = tally_proposal_from_json (text, length, &error);
  g_assert_no_error (error);
  return proposal;
}

static void
test_nothing_is_published_and_the_plan_says_why (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "tallyman.db", NULL);
  const TallyStoreOptions store_options = { .path = path };
  const TallyConfigSource source = { .text = "", .text_length = -1 };
  const TallyJobsOptions options = { .output_dir = folder, .target_sheet = 9900 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  g_autoptr (TallyStore) store = tally_store_open (&store_options, &error);
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (TallyProposal) proposal = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  TallyJobsContext context = {
    .options = &options, .config = config, .store = store, .run = run, .is_unbalanced = TRUE,
    .lost_sheets = g_hash_table_new (g_int64_hash, g_int64_equal),
    .items = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_jobs_item_free),
  };

  g_assert_no_error (error);
  run->plan = make_plan (context.items);
  g_assert_true (tally_jobs_approval_settle (&context, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      g_assert_cmpint (entry->hold, ==, i == 0 ? TALLY_HOLD_NONE : TALLY_HOLD_CONSERVATION);
      g_assert_false (((TallyJobsItem *) context.items->pdata[i])->has_leftovers);
    }
  proposal = load_file (folder);
  g_assert_cmpuint (proposal->totals.causes, ==, TALLY_PROPOSAL_CAUSE_CONSERVATION);
  g_assert_cmpuint (proposal->entries->len, ==, N_ENTRIES - 1);
  g_assert_cmpuint (tally_proposal_count_waiting (proposal), ==, 0);
  plans = tally_store_proposals_list (store, 10, &error);
  g_assert_cmpuint (plans->len, ==, 0);
  tally_jobs_context_clear (&context);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/unbalanced/nothing-is-published-and-the-plan-says-why",
                   test_nothing_is_published_and_the_plan_says_why);
  return g_test_run ();
}
