/* test-held.c
 *
 * Workbooks that are held, and those that are not although it looks so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define DELETION_FORBIDDEN \
  "[{\"operation\": \"delete-attachment\", \"kind\": \"forbid\", \"count\": 0}]"

/* Upload arrives, its answer is lost, and nobody can look: the intent stays open. */
#define LEFT_OPEN \
  "[{\"operation\": \"attach\", \"kind\": \"reset\", \"stored\": true}, " \
  "{\"operation\": \"list-attachments\", \"path\": \"*/rows/*\", \"kind\": \"forbid\", \"count\": 0}]"

static void
leave_intent_open (TallyTestEngine *engine)
{
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, LEFT_OPEN);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  g_assert_nonnull (tally_test_run_find_notice (run, "publish-failed"));
  tally_test_engine_set_faults (engine, "[]");
}

/* What an interrupted run attached is no other publisher's, also for a run that may not repair it. */
static void
assert_dry_run_knows_its_own (TallyTestEngine *engine,
                              TallyPlanAction  action)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &dry);
  g_autoptr (TallyRun) next = NULL;

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_HELD), ==, 0);
  g_assert_cmpuint (tally_plan_count (run->plan, action), ==, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_recovered, ==, 1);
  tally_test_engine_assert_settled (engine);
}

static void
test_a_dry_run_knows_a_changed_workbook_left_open (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();

  tally_test_engine_change_a_price (engine);
  leave_intent_open (engine);
  assert_dry_run_knows_its_own (engine, TALLY_PLAN_CHANGED);
}

static void
test_a_dry_run_knows_a_new_workbook_left_open (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();

  leave_intent_open (engine);
  assert_dry_run_knows_its_own (engine, TALLY_PLAN_NEW);
}

/* The superseded one can't be deleted, and meanwhile the rows change again: nothing is begun anew
 * before the old is done. */
static void
test_what_is_not_cleaned_up_is_held (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) before = NULL;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) held = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_a_price (engine);
  before = tally_test_target_get_changed (engine);
  tally_test_engine_set_faults (engine, DELETION_FORBIDDEN);
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 3);
  g_assert_cmpuint (first->counts.n_published, ==, 1);
  tally_test_engine_change_a_price (engine);
  held = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (held, 3);
  g_assert_nonnull (tally_test_run_find_notice (held, "cleanup-failed"));
  g_assert_cmpuint (tally_test_run_count_holds (held, TALLY_HOLD_UNVERIFIED), ==, 1);
  g_assert_cmpuint (held->counts.n_published, ==, 0);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  g_assert_cmpuint (next->counts.n_removed, ==, 2);
  g_assert_false (tally_test_target_has (engine, before->attachment_id));
  tally_test_engine_assert_settled (engine);
}

/* What was attached wrongly can be neither looked at nor taken back. */
static void
test_what_is_not_verified_is_held (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) held = NULL;
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine,
                                "[{\"operation\": \"attach\", \"kind\": \"truncate-upload\"}, "
                                "{\"operation\": \"delete-attachment\", \"kind\": \"forbid\", \"count\": 0}]");
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 3);
  tally_test_engine_set_faults (engine, DELETION_FORBIDDEN);
  held = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (held, 3);
  g_assert_cmpuint (tally_test_run_count_holds (held, TALLY_HOLD_UNVERIFIED), ==, 1);
  g_assert_cmpuint (held->counts.n_published, ==, 0);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  tally_test_engine_assert_settled (engine);
}

/* A name of another program for the same workbook. */
static char *
dup_foreign_name (const TallyTestFile *file)
{
  const char *end = strrchr (file->name, '_');

  g_assert_nonnull (end);
  return g_strdup_printf ("%.*s_00000000000abcde.xlsx", (int) (end - file->name), file->name);
}

static void
remove_file (TallyTestEngine *engine,
             gint64           attachment_id)
{
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{\"op\": \"remove-attachment\", \"attachmentId\": %" G_GINT64_FORMAT "}",
                          attachment_id);
  tally_test_engine_edit (engine, edit);
}

/* A world whose first workbook hangs on two rows of its work request, neither of them ours. */
static TallyTestEngine *
make_ambiguous (gint64 *out_row,
                gint64 *out_twin,
                gint64  out_files[2])
{
  TallyTestEngine *engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autofree char *name = dup_foreign_name (file);
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);

  *out_row = file->row_id;
  *out_twin = tally_test_target_copy_row (engine, file->row_id);
  for (guint i = 0; i < files->len; i++)
    remove_file (engine, ((const TallyTestFile *) files->pdata[i])->attachment_id);
  out_files[0] = tally_test_target_attach (engine, *out_row, name, "2024-01-02T00:00:00Z");
  out_files[1] = tally_test_target_attach (engine, *out_twin, name, "2024-01-03T00:00:00Z");
  g_free (engine->data_dir);
  engine->data_dir = g_build_filename (engine->folder, "another-store", NULL);
  return engine;
}

static void
test_two_rows_with_a_strange_workbook_each_are_ambiguous (void)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  gint64 row, twin, files[2];
  g_autoptr (TallyTestEngine) engine = make_ambiguous (&row, &twin, files);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &take_over);
  g_autoptr (TallyRun) next = NULL;

  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_AMBIGUOUS_TARGET), ==, 1);
  g_assert_nonnull (strstr (tally_test_run_find_notice (run, "workbook-held")->text, "ambiguous_target"));
  g_assert_true (tally_test_target_has (engine, files[0]));
  g_assert_true (tally_test_target_has (engine, files[1]));
  tally_test_target_remove_row (engine, twin);
  next = tally_test_engine_run (engine, &take_over);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  g_assert_false (tally_test_target_has (engine, files[0]));
  tally_test_engine_assert_settled (engine);
}

/* With a workbook of ours on one of the rows, that row is the right one. */
static void
test_our_own_row_is_not_ambiguous (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyTestFile) file = tally_test_target_get_first (engine, 0);
  g_autofree char *name = dup_foreign_name (file);
  gint64 twin = tally_test_target_copy_row (engine, file->row_id);
  g_autoptr (TallyRun) run = NULL;

  tally_test_target_attach (engine, file->row_id, name, "2024-01-02T00:00:00Z");
  tally_test_target_attach (engine, twin, name, "2024-01-03T00:00:00Z");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_nonnull (tally_test_run_find_notice (run, "doubled-on-target"));
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_AMBIGUOUS_TARGET), ==, 0);
  g_assert_true (tally_test_target_has (engine, file->attachment_id));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/held/a-dry-run-knows-a-changed-workbook-left-open",
                   test_a_dry_run_knows_a_changed_workbook_left_open);
  g_test_add_func ("/engine/held/a-dry-run-knows-a-new-workbook-left-open",
                   test_a_dry_run_knows_a_new_workbook_left_open);
  g_test_add_func ("/engine/held/what-is-not-cleaned-up-is-held", test_what_is_not_cleaned_up_is_held);
  g_test_add_func ("/engine/held/what-is-not-verified-is-held", test_what_is_not_verified_is_held);
  g_test_add_func ("/engine/held/two-rows-with-a-strange-workbook-each-are-ambiguous",
                   test_two_rows_with_a_strange_workbook_each_are_ambiguous);
  g_test_add_func ("/engine/held/our-own-row-is-not-ambiguous", test_our_own_row_is_not_ambiguous);
  return g_test_run ();
}
