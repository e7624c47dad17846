/* test-incremental.c
 *
 * A pass that reads what changed in the sheets: how little it asks for, when it looks again, and what
 * makes it read a sheet whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-state.h"
#include "tally-sandbox-calls.h"
#include "tally-sandbox-world-rows.h"
#include "tally-store-changes.h"
#include "tally-store-sheets.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define DAY_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static void
test_an_unchanged_pass_asks_once_a_sheet_and_writes_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (5, 30, 1, 0.5);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TallyTestAsked asked;

  tally_test_sync_again (engine);
  before = tally_test_sync_dump (engine);
  tally_test_sync_forget_calls (engine);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyRun) run = NULL;
      g_autoptr (TallyStore) store = NULL;
      g_autoptr (TallyStoreSheet) head = NULL;

      tally_clock_advance (engine->clock, G_USEC_PER_SEC);
      run = tally_test_sync_run (engine, FALSE);
      asked = tally_test_sync_count_calls (engine);
      g_assert_cmpuint (asked.n_calls, ==, 5);
      g_assert_cmpuint (asked.n_parts, ==, 5);
      g_assert_cmpuint (run->counts.n_sheets_unchanged, ==, 5);
      store = tally_test_sync_open_store (engine);
      head = tally_store_sheets_find (store, tally_test_sync_get_source (engine, 0), NULL);
      g_assert_cmpint (head->read_utc_usec, ==, TALLY_TEST_SYNC_START_USEC);
    }
  after = tally_test_sync_dump (engine);
  g_assert_cmpstr (after, ==, before);
}

/* The whole pipeline: beside one call a sheet only what the target costs. */
static void
test_an_unchanged_pipeline_costs_the_target_alone (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (4, 30, 2, 0);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  g_autofree char *target = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT, engine->target);
  guint n_calls;

  tally_test_run_assert_exit (first, 0);
  tally_test_sync_forget_calls (engine);
  second = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (second, 0);
  n_calls = tally_sandbox_calls_count (calls, NULL);
  tally_sandbox_calls_append_json (calls, log, 0);
  g_assert_cmpuint (tally_sandbox_calls_count_writes (calls), ==, 0);
  g_assert_cmpuint (n_calls - tally_test_sync_count_text (log->str, target), <=, 4);
}

static void
test_edits_alone_cost_one_call (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (3, 40, 3, 0);
  g_autoptr (TallyRun) run = NULL;
  TallyTestAsked asked;
  TallyTestHand hand;

  tally_test_sync_again (engine);
  tally_test_sync_forget_calls (engine);
  hand = tally_test_hand_begin (engine);
  tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 3), "17.50");
  tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 30), "18.50");
  tally_test_hand_end (&hand);
  run = tally_test_sync_run (engine, FALSE);
  asked = tally_test_sync_count_calls (engine);
  g_assert_cmpuint (asked.n_calls, ==, 3);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 2);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 1);
  g_assert_cmpuint (run->counts.n_sheets_unchanged, ==, 2);
  tally_test_sync_assert_whole (engine);
}

/* Rows that are new, gone, moved: one call more. */
static void
test_a_sweep_costs_one_call_more (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 40, 4, 0);

  tally_test_sync_again (engine);
  for (guint what = 0; what < 3; what++)
    {
      TallyTestHand hand;
      TallyTestAsked asked;

      tally_test_sync_forget_calls (engine);
      hand = tally_test_hand_begin (engine);
      if (what == 0)
        tally_sandbox_world_remove_row (hand.world, hand.sheet, tally_test_hand_get_row (&hand, 5), &hand.stamp);
      else if (what == 1)
        tally_sandbox_world_move_row (hand.world, hand.sheet, tally_test_hand_get_row (&hand, 5), 20, 0, &hand.stamp);
      else
        tally_sandbox_world_add_row (hand.world, hand.sheet, 0, 0, &hand.stamp);
      tally_test_hand_end (&hand);
      tally_test_sync_again (engine);
      asked = tally_test_sync_count_calls (engine);
      g_assert_cmpuint (asked.n_calls, ==, 3);
      g_assert_cmpuint (asked.n_sweeps, ==, 1);
      g_assert_cmpuint (asked.n_whole, ==, 0);
      tally_test_sync_assert_whole (engine);
    }
}

static gboolean
count_gone_cb (const TallyStoreChange  *change,
               gpointer                 data,
               GError                 **error)
{
  ((guint *) data)[change->kind]++;
  return TRUE;
}

/* What vanished is remembered as gone, what comes back as back, and what moved is no change. */
static void
test_gone_and_back_are_told (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (1, 30, 5, 0);
  g_autoptr (TallyStore) store = NULL;
  const TallyStoreChangeFilter all = { 0 };
  guint n[TALLY_STORE_CHANGE_BACK + 1] = { 0 };
  gint64 row_id, modified;
  TallyTestHand hand;

  tally_test_sync_again (engine);
  hand = tally_test_hand_begin (engine);
  row_id = tally_test_hand_get_row (&hand, 4)->id;
  modified = tally_test_hand_get_row (&hand, 4)->modified_utc_usec;
  tally_sandbox_world_remove_row (hand.world, hand.sheet, tally_test_hand_get_row (&hand, 4), &hand.stamp);
  tally_test_hand_end (&hand);
  tally_test_sync_again (engine);
  hand = tally_test_hand_begin (engine);
  {
    TallySandboxRow *row = tally_sandbox_world_add_row (hand.world, hand.sheet, 4, 0, &hand.stamp);
    memcpy (row->cells, tally_test_hand_get_row (&hand, 5)->cells, row->n_cells * sizeof *row->cells);
    g_hash_table_remove (hand.sheet->rows_by_id, &row->id);
    row->id = row_id;
    row->created_utc_usec = row->modified_utc_usec = modified; /* as if it had never been away */
    g_hash_table_insert (hand.sheet->rows_by_id, &row->id, row);
  }
  tally_test_hand_end (&hand);
  tally_test_sync_again (engine);
  tally_test_sync_assert_whole (engine);
  store = tally_test_sync_open_store (engine);
  g_assert_true (tally_store_changes_foreach (store, &all, count_gone_cb, n, NULL, NULL));
  g_assert_cmpuint (n[TALLY_STORE_CHANGE_GONE], ==, 1);
  g_assert_cmpuint (n[TALLY_STORE_CHANGE_BACK], ==, 1);
}

/* A value that a formula changed, in a row that nobody wrote to: the sheet's day finds it, and so
 * does a forced run. */
static void
test_formulas_are_seen_by_the_next_whole_reading (void)
{
  for (guint forced = 0; forced <= 1; forced++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 30, 6, 0);
      g_autofree char *before = NULL;
      g_autofree char *part = NULL;
      gint64 modified;
      TallyTestHand hand;

      tally_test_sync_again (engine);
      before = tally_test_sync_dump (engine);
      hand = tally_test_hand_begin (engine);
      modified = hand.sheet->modified_utc_usec;
      {
        TallySandboxRow *row = tally_test_hand_get_row (&hand, 7);
        gint64 row_modified = row->modified_utc_usec;
        tally_test_hand_write_price (&hand, row, "4321.00");
        row->modified_utc_usec = row_modified;
        hand.sheet->version--;
        hand.sheet->modified_utc_usec = modified;
      }
      tally_test_hand_end (&hand);
      tally_test_sync_again (engine);
      part = tally_test_sync_dump (engine);
      g_assert_cmpstr (part, ==, before);
      if (forced)
        tally_run_free (tally_test_sync_run (engine, TRUE));
      else
        for (guint day = 0; day < 7; day++)
          {
            tally_clock_advance (engine->clock, DAY_USEC);
            tally_test_sync_again (engine);
          }
      tally_test_sync_assert_whole (engine);
    }
}

/* A value that came by a link from another sheet: the version moves, and the row may not say so. */
static void
test_linked_values_are_seen_at_once (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 30, 6, 0);
  g_autoptr (TallyRun) run = NULL;
  TallySandboxRow *row;
  TallyTestHand hand;
  gint64 modified;

  tally_test_sync_again (engine);
  hand = tally_test_hand_begin (engine);
  row = tally_test_hand_get_row (&hand, 7);
  modified = row->modified_utc_usec;
  tally_test_hand_write_price (&hand, row, "4321.00");
  row->modified_utc_usec = modified;
  tally_test_hand_end (&hand);
  run = tally_test_sync_run (engine, FALSE);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 1);
  tally_test_sync_assert_whole (engine);
}

/* Who goes back to an older store relies on nothing that it knows; who merely carries one does. */
static void
test_a_restored_store_reads_all_sheets_whole (void)
{
  static const TallyEngineStateVerb verbs[] = { TALLY_ENGINE_STATE_RESTORE, TALLY_ENGINE_STATE_UNPACK };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 30, 13, 0);
      g_autofree char *file = g_build_filename (engine->folder, "copy.pack", NULL);
      const TallyEngineStateOptions pack = { .verb = TALLY_ENGINE_STATE_PACK, .file = file };
      const TallyEngineStateOptions back = { .verb = verbs[i], .file = file };
      g_autoptr (GError) error = NULL;
      TallyTestAsked asked;

      tally_test_sync_again (engine);
      for (guint step = 0; step < 2; step++)
        {
          g_autoptr (TallyEngine) door = tally_test_engine_open (engine);

          tally_engine_state_free (tally_engine_state_run (door, step == 0 ? &pack : &back, NULL, &error));
          g_assert_no_error (error);
        }
      tally_test_sync_forget_calls (engine);
      tally_test_sync_again (engine);
      asked = tally_test_sync_count_calls (engine);
      g_assert_cmpuint (asked.n_whole, ==, verbs[i] == TALLY_ENGINE_STATE_RESTORE ? 2 : 0);
    }
}

/* Rows that were sorted without being written to, in the pass of a row that was: within a day of
 * the next change. */
static void
test_sorted_rows_are_placed_within_a_day (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (1, 30, 7, 0);
  TallyTestHand hand;
  TallyTestAsked asked;

  tally_test_sync_again (engine);
  hand = tally_test_hand_begin (engine);
  {
    gpointer row = hand.sheet->rows->pdata[9];
    hand.sheet->rows->pdata[9] = hand.sheet->rows->pdata[12];
    hand.sheet->rows->pdata[12] = row;
    tally_test_hand_get_row (&hand, 9)->index = 9;
    tally_test_hand_get_row (&hand, 12)->index = 12;
  }
  tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 20), "17.50");
  tally_test_hand_end (&hand);
  tally_test_sync_again (engine);
  tally_clock_advance (engine->clock, DAY_USEC / 2);
  tally_test_sync_again (engine);
  tally_clock_advance (engine->clock, DAY_USEC / 2);
  tally_test_sync_forget_calls (engine);
  hand = tally_test_hand_begin (engine);
  tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 21), "17.50");
  tally_test_hand_end (&hand);
  tally_test_sync_again (engine);
  asked = tally_test_sync_count_calls (engine);
  g_assert_cmpuint (asked.n_sweeps + asked.n_whole, >=, 1);
  tally_test_sync_assert_whole (engine);
}

/* Each thing that casts a doubt on the changes, once: the sheet is read whole. */
static void
test_a_doubt_reads_the_sheet_whole (void)
{
  static const char *const doubts[] = {
    "older version", "older time", "a new column", "a column's type", "a column's title",
    "a column in another place", "a row nobody knows", "a version that no row explains",
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (1, 30, 8, 0);
      g_autoptr (TallyRun) run = NULL;
      const TallySandboxColumnSpec spec = { .title = "Extra" };
      TallySandboxColumn *last;
      TallyTestAsked asked;
      TallyTestHand hand = tally_test_hand_begin (engine);

      hand.sheet->version += 10;
      tally_test_hand_end (&hand);
      tally_test_sync_again (engine);
      tally_test_sync_forget_calls (engine);
      hand = tally_test_hand_begin (engine);
      if (i != 7)
        tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 7), "4321.00");
      last = hand.sheet->columns->pdata[hand.sheet->columns->len - 1];
      if (i == 0)
        hand.sheet->version -= 5;
      else if (i == 1)
        hand.sheet->modified_utc_usec = tally_test_hand_get_row (&hand, 8)->created_utc_usec;
      else if (i == 2)
        tally_sandbox_world_add_column (hand.world, hand.sheet, &spec, &hand.stamp);
      else if (i == 3)
        last->type = tally_sandbox_column_type_intern (strcmp (last->type, "DATE") == 0 ? "CHECKBOX" : "DATE");
      else if (i == 4)
        tally_sandbox_world_rename_column (hand.world, hand.sheet, last, "Other", &hand.stamp);
      else if (i == 5)
        {
          hand.sheet->columns->pdata[hand.sheet->columns->len - 1] = hand.sheet->columns->pdata[0];
          hand.sheet->columns->pdata[0] = last;
        }
      else if (i == 6)
        tally_sandbox_world_add_row (hand.world, hand.sheet, 3, 0, &hand.stamp)->modified_utc_usec = 1;
      else
        hand.sheet->version++;
      tally_test_hand_end (&hand);
      g_test_message ("%s", doubts[i]);
      run = tally_test_sync_run (engine, FALSE);
      asked = tally_test_sync_count_calls (engine);
      g_assert_cmpuint (asked.n_whole, ==, 1);
      g_assert_nonnull (tally_test_run_find_notice (run, "read-whole"));
      tally_test_sync_assert_whole (engine);
      tally_test_sync_forget_calls (engine);
      tally_test_sync_again (engine);
      asked = tally_test_sync_count_calls (engine);
      g_assert_cmpuint (asked.n_calls, ==, 1);
    }
}

/* The service can't tell the changes, or tells nonsense, or the sheet moves on between the changes
 * and the sweep. */
static void
test_faults_do_no_harm (void)
{
  static const struct { const char *name; const char *rules; } faults[] = {
    { "changes too heavy", "[{\"operation\": \"get-sheet\", \"kind\": \"status\", \"status\": 500, "
                           "\"errorCode\": 4000, \"count\": 2}]" },
    { "changes refused", "[{\"operation\": \"get-sheet\", \"kind\": \"status\", \"status\": 400, "
                         "\"errorCode\": 1018, \"count\": 1}]" },
    { "half an answer", "[{\"operation\": \"get-sheet\", \"kind\": \"bad-json\", \"count\": 2}]" },
    { "a page of HTML", "[{\"operation\": \"get-sheet\", \"kind\": \"html\", \"count\": 1}]" },
    { "a reset", "[{\"operation\": \"get-sheet\", \"kind\": \"reset\", \"count\": 1}]" },
    { "moves on once", "[{\"operation\": \"get-sheet\", \"kind\": \"move-version\", \"count\": 1}]" },
    { "moves on for ever", "[{\"operation\": \"get-sheet\", \"kind\": \"move-version\", \"count\": 7}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (1, 30, 9, 0);
      TallyTestHand hand;

      tally_test_sync_again (engine);
      hand = tally_test_hand_begin (engine);
      tally_test_hand_write_price (&hand, tally_test_hand_get_row (&hand, 7), "4321.00");
      tally_sandbox_world_remove_row (hand.world, hand.sheet, tally_test_hand_get_row (&hand, 3), &hand.stamp);
      tally_test_hand_end (&hand);
      g_test_message ("%s", faults[i].name);
      tally_test_engine_set_faults (engine, faults[i].rules);
      tally_test_sync_again (engine);
      tally_test_engine_set_faults (engine, "[]");
      tally_test_sync_again (engine);
      tally_test_sync_assert_whole (engine);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/incremental/an-unchanged-pass-asks-once-a-sheet-and-writes-nothing",
                   test_an_unchanged_pass_asks_once_a_sheet_and_writes_nothing);
  g_test_add_func ("/engine/incremental/an-unchanged-pipeline-costs-the-target-alone",
                   test_an_unchanged_pipeline_costs_the_target_alone);
  g_test_add_func ("/engine/incremental/edits-alone-cost-one-call", test_edits_alone_cost_one_call);
  g_test_add_func ("/engine/incremental/a-sweep-costs-one-call-more", test_a_sweep_costs_one_call_more);
  g_test_add_func ("/engine/incremental/gone-and-back-are-told", test_gone_and_back_are_told);
  g_test_add_func ("/engine/incremental/formulas-are-seen-by-the-next-whole-reading",
                   test_formulas_are_seen_by_the_next_whole_reading);
  g_test_add_func ("/engine/incremental/linked-values-are-seen-at-once", test_linked_values_are_seen_at_once);
  g_test_add_func ("/engine/incremental/a-restored-store-reads-all-sheets-whole",
                   test_a_restored_store_reads_all_sheets_whole);
  g_test_add_func ("/engine/incremental/sorted-rows-are-placed-within-a-day",
                   test_sorted_rows_are_placed_within_a_day);
  g_test_add_func ("/engine/incremental/a-doubt-reads-the-sheet-whole", test_a_doubt_reads_the_sheet_whole);
  g_test_add_func ("/engine/incremental/faults-do-no-harm", test_faults_do_no_harm);
  return g_test_run ();
}
