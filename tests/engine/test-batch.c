/* test-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

static void
assert_done (const TallyRun *run)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
}

static guint
count_workbooks (const TallyRun *run)
{
  return tally_plan_count (run->plan, TALLY_PLAN_NEW) + tally_plan_count (run->plan, TALLY_PLAN_CHANGED)
         + tally_plan_count (run->plan, TALLY_PLAN_UNCHANGED);
}

static void
test_rows_become_workbooks_that_hang_on_their_rows (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autofree char *summary = g_build_filename (engine->output_dir, "Weekly_Summary.xlsx", NULL);

  assert_done (run);
  g_assert_cmpuint (count_workbooks (run), ==, tally_sandbox_seed_manifest_get_n_groups (engine->manifest));
  g_assert_cmpuint (run->counts.n_published + run->counts.n_missing_on_target, ==, count_workbooks (run));
  g_assert_cmpuint (run->counts.n_published, >, 0);
  tally_test_engine_assert_exactly_once (engine, run);
  g_assert_true (g_file_test (summary, G_FILE_TEST_IS_REGULAR));
}

/* The generator's own records, not our parser, say what is billed and why the rest is not. */
static void
test_rows_and_cents_are_those_that_were_planted (void)
{
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  engine = tally_test_engine_new (&seed);
  run = tally_test_engine_run (engine, NULL);
  assert_done (run);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      const char *reason = tally_reason_get_id ((TallyReason) i);
      g_autofree char *id = i == TALLY_REASON_ACCEPTED ? g_strdup ("accepted")
                                                       : g_strdup_printf ("reason:%s", reason);
      g_test_message ("%s: %" G_GUINT64_FORMAT, id, run->plan->n_by_reason[i]);
      g_assert_cmpint (run->plan->n_by_reason[i], ==,
                       tally_sandbox_seed_manifest_get_count (engine->manifest, id));
    }
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      char week[TALLY_DAY_BUFFER_SIZE];
      const TallySandboxSeedGroup *planted;
      planted = tally_sandbox_seed_manifest_find_group (engine->manifest, entry->identity->work_request,
                                                        tally_day_format_iso (entry->identity->week_ending,
                                                                              week, sizeof week));
      g_assert_nonnull (planted);
      g_assert_cmpuint (entry->n_lines, ==, planted->n_rows);
      g_assert_cmpint (entry->total_cents, ==, planted->cents);
    }
}

static void
test_a_second_pass_changes_nothing_and_asks_little (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);

  second = tally_test_engine_run (engine, NULL);
  assert_done (second);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpuint (tally_plan_count (second->plan, TALLY_PLAN_CHANGED), ==, 0);
  g_assert_cmpuint (second->counts.n_published, ==, 0);
  g_assert_cmpuint (tally_plan_count (second->plan, TALLY_PLAN_UNCHANGED), ==, first->counts.n_published);
  g_assert_cmpuint (second->counts.n_sheets_unchanged, ==, 3);
  g_assert_cmpuint (second->counts.n_calls, <=, 3 + 3);
}

static void
test_a_dry_run_makes_no_mutating_call (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const TallyBatchOptions options = { .dry_run = TRUE };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  assert_done (run);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  g_assert_cmpuint (run->counts.n_workbooks_written, ==, count_workbooks (run));
  g_assert_cmpuint (run->counts.n_published, ==, 0);
}

static void
test_only_the_workbook_of_an_edited_row_is_replaced (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) after = NULL;

  assert_done (first);
  tally_test_engine_change_a_price (engine);
  second = tally_test_engine_run (engine, NULL);
  assert_done (second);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (tally_plan_count (second->plan, TALLY_PLAN_CHANGED), ==, 1);
  g_assert_cmpuint (second->counts.n_lines_changed, ==, 1);
  g_assert_cmpuint (second->counts.n_published, ==, 1);
  g_assert_cmpuint (second->counts.n_removed, ==, 1);
  g_assert_cmpuint (after->len, ==, before->len);
  tally_test_engine_assert_exactly_once (engine, second);
}

static void
test_a_deleted_workbook_is_attached_again (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;

  assert_done (first);
  tally_test_engine_delete_a_file (engine);
  second = tally_test_engine_run (engine, NULL);
  assert_done (second);
  g_assert_cmpuint (second->counts.n_published, ==, 1);
  tally_test_engine_assert_exactly_once (engine, second);
}

static void
test_workbooks_of_another_program_need_a_take_over (void)
{
  TallySandboxSeed seed;
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyTestEngine) engine = NULL;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  guint n_held;

  tally_sandbox_seed_init (&seed);
  seed.with_old_workbooks = TRUE;
  engine = tally_test_engine_new (&seed);
  first = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (first), ==, 3);
  n_held = tally_plan_count (first->plan, TALLY_PLAN_HELD);
  g_assert_cmpuint (n_held, >, 0);
  g_assert_cmpuint (first->counts.n_removed, ==, 0);
  second = tally_test_engine_run (engine, &take_over);
  assert_done (second);
  g_assert_cmpuint (second->counts.n_published, ==, n_held);
  g_assert_cmpuint (second->counts.n_removed, >=, n_held);
  tally_test_engine_assert_exactly_once (engine, second);
}

static void
test_a_vanished_sheet_holds_its_workbooks (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *edit = NULL;

  assert_done (first);
  edit = g_strdup_printf ("{\"op\": \"remove-sheet\", \"sheetId\": %" G_GINT64_FORMAT "}",
                          g_ascii_strtoll (engine->sources, NULL, 10));
  tally_test_engine_edit (engine, edit);
  second = tally_test_engine_run (engine, NULL);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpint (tally_run_get_exit_code (second), ==, 3);
  g_assert_cmpuint (second->counts.n_sheets_lost, ==, 1);
  g_assert_cmpuint (second->counts.n_published, ==, 0);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
test_a_refused_token_is_an_authorisation_failure (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"kind\": \"revoke-token\", \"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 5);
}

static void
test_a_second_run_at_the_same_time_is_told_to_come_back (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) other = tally_store_open (&options, &error);
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  g_assert_true (tally_store_lock (other, &error));
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 75);
  for (guint i = 0; i < run->notices->len; i++) /* it is told, and nothing is wrong */
    g_assert_cmpint (((const TallyNotice *) run->notices->pdata[i])->severity, <, TALLY_SEVERITY_ERROR);
  g_assert_cmpuint (run->notices->len, >, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/batch/rows-become-workbooks-that-hang-on-their-rows",
                   test_rows_become_workbooks_that_hang_on_their_rows);
  g_test_add_func ("/engine/batch/rows-and-cents-are-those-that-were-planted",
                   test_rows_and_cents_are_those_that_were_planted);
  g_test_add_func ("/engine/batch/a-second-pass-changes-nothing-and-asks-little",
                   test_a_second_pass_changes_nothing_and_asks_little);
  g_test_add_func ("/engine/batch/a-dry-run-makes-no-mutating-call",
                   test_a_dry_run_makes_no_mutating_call);
  g_test_add_func ("/engine/batch/only-the-workbook-of-an-edited-row-is-replaced",
                   test_only_the_workbook_of_an_edited_row_is_replaced);
  g_test_add_func ("/engine/batch/a-deleted-workbook-is-attached-again",
                   test_a_deleted_workbook_is_attached_again);
  g_test_add_func ("/engine/batch/workbooks-of-another-program-need-a-take-over",
                   test_workbooks_of_another_program_need_a_take_over);
  g_test_add_func ("/engine/batch/a-vanished-sheet-holds-its-workbooks",
                   test_a_vanished_sheet_holds_its_workbooks);
  g_test_add_func ("/engine/batch/a-refused-token-is-an-authorisation-failure",
                   test_a_refused_token_is_an_authorisation_failure);
  g_test_add_func ("/engine/batch/a-second-run-at-the-same-time-is-told-to-come-back",
                   test_a_second_run_at_the_same_time_is_told_to_come_back);
  return g_test_run ();
}
