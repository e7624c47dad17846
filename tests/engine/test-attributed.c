/* test-attributed.c
 *
 * Changes of billed lines get the names of who made them from the histories of their cells: which are asked
 * for, in what order, how many, and what happens to those that can't be had.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-histories.h"
#include "tally-audit-run.h"
#include "tally-jobs-audit-changes.h"
#include "tally-sandbox-calls.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-smartsheet-error.h"
#include "tally-store-histories.h"
#include "tally-test-look.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-test.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define PERSON "pat@example.com"
#define AUTOMATION "automation@smartsheet.com"

/* A whole look: what came of the calls. */
static TallyJobsHistoryCounts
look_once (TallyTestEngine *engine,
           guint            max_calls)
{
  g_autoptr (GError) error = NULL;
  TallyJobsHistoryCounts counts;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, max_calls);
  tally_test_look_load (&look);
  g_assert_true (tally_test_look_attribute (&look, &error));
  g_assert_no_error (error);
  tally_jobs_history_report (look.history);
  counts = *tally_jobs_history_get_counts (look.history);
  g_assert_cmpuint (tally_test_run_find_notice (look.run, "history-left") != NULL, ==, counts.n_left > 0);
  g_assert_cmpuint (tally_test_run_find_notice (look.run, "history-failed") != NULL, ==, counts.n_failed > 0);
  tally_test_look_end (&look);
  return counts;
}

#define assert_counts(counts, calls, fetched, failed, left) \
  G_STMT_START { \
    g_assert_cmpuint ((counts).n_calls, ==, calls); \
    g_assert_cmpuint ((counts).n_fetched, ==, fetched); \
    g_assert_cmpuint ((counts).n_failed, ==, failed); \
    g_assert_cmpuint ((counts).n_left, ==, left); \
  } G_STMT_END

/* What somebody writes into a cell of a billed row. */
typedef struct {
  guint                row;    /* how manieth of the billed rows, by price, the dearest first */
  TallySandboxField    field;
  const char          *by;
  gint64               minute; /* after the start */
  const char          *value;  /* JSON */
} Edit;

static int
compare_prices (gconstpointer a,
                gconstpointer b)
{
  const TallyAuditPublished *left = a, *right = b;

  if (left->price_cents != right->price_cents)
    return left->price_cents > right->price_cents ? -1 : 1;
  return left->row_id < right->row_id ? -1 : 1;
}

/* Where people see the sheet came in with its rows. */
static void
assert_linked (const TallyAuditSheet *sheet)
{
  g_autofree char *link = g_strdup_printf ("https://sandbox.invalid/sheets/%" G_GINT64_FORMAT, sheet->sheet_id);

  g_assert_cmpstr (sheet->link, ==, link);
}

static GArray *
list_billed (TallyTestEngine *engine)
{
  GArray *billed = g_array_new (FALSE, FALSE, sizeof (TallyAuditPublished));
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 0);
  tally_test_look_load (&look);
  for (guint i = 0; i < look.input->sheets->len; i++)
    assert_linked (&g_array_index (look.input->sheets, TallyAuditSheet, i));
  g_array_append_vals (billed, look.input->published->data, look.input->published->len);
  for (guint i = 0; i < billed->len; i++)
    g_array_index (billed, TallyAuditPublished, i).work_request = NULL;
  tally_test_look_end (&look);
  g_array_sort (billed, compare_prices);
  return billed;
}

static void
edit (TallyTestEngine *engine,
      GArray          *billed,
      const Edit      *what)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  const TallyAuditPublished *row = &g_array_index (billed, TallyAuditPublished, what->row);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, row->sheet_id);
  TallySandboxColumn *column = tally_sandbox_seed_find_column (sheet, what->field);
  const TallySandboxStamp stamp = {
    .at_utc_usec = TALLY_TEST_SYNC_START_USEC + what->minute * MINUTE,
    .by = tally_sandbox_world_ensure_user (world, what->by, NULL),
  };
  const TallySandboxLexeme *value = tally_sandbox_pool_json (world->pool, what->value, -1);
  TallySandboxEdit change = { { NULL, NULL } };

  g_assert_nonnull (column);
  change.cell = tally_sandbox_world_make_cell (world, column, value);
  tally_sandbox_world_set_cell (world, sheet, tally_sandbox_sheet_find_row (sheet, row->row_id), column, &change, &stamp);
  tally_sandbox_server_unlock_world (engine->server);
}

/* A world whose lines were published; then the edits, and a pass that notices them. */
static TallyTestEngine *
make_edited (const Edit *edits,
             guint       n_edits,
             GArray    **out_billed)
{
  TallyTestEngine *engine = tally_test_sync_new_engine (1, 40, 11, 0);
  g_autoptr (TallyRun) published = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (published, 0);
  *out_billed = list_billed (engine);
  g_assert_cmpuint ((*out_billed)->len, >, 6);
  for (guint i = 0; i < n_edits; i++)
    edit (engine, *out_billed, &edits[i]);
  tally_clock_advance (engine->clock, 60 * MINUTE);
  tally_test_sync_again (engine);
  tally_test_sync_forget_calls (engine);
  return engine;
}

static guint
count_history_calls (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "get-history");
}

/* "FIELD OLD→NEW WRITER MINUTE" of each change of a row that was noticed, "?" before one that is not told. */
static char *
dup_changes (TallyTestLook                      *look,
             const TallyAuditPublished *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const TallyLineChange *changes = tally_audit_input_list_changes (look->input, row->sheet_id, row->row_id, &n);

  for (guint i = 0; i < n; i++)
    if (changes[i].run_id != 0)
      g_string_append_printf (text, "%s%s %s→%s %s %" G_GINT64_FORMAT "; ", changes[i].is_attributed ? "" : "?",
                              tally_field_get_id (changes[i].field), changes[i].old_value, changes[i].new_value,
                              tally_writer_get_id (changes[i].writer),
                              (changes[i].written_utc_usec - TALLY_TEST_SYNC_START_USEC) / MINUTE);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_told (TallyTestEngine *engine,
             GArray          *billed,
             guint            row,
             const char      *writer)
{
  g_autofree char *changes = NULL;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 0);
  tally_test_look_load (&look);
  changes = dup_changes (&look, &g_array_index (billed, TallyAuditPublished, row));
  if (strstr (changes, writer) == NULL)
    g_test_message ("row %u: %s", row, changes);
  g_assert_nonnull (strstr (changes, writer));
  tally_test_look_end (&look);
}

static void
test_who_wrote_is_told (void)
{
  static const Edit edits[] = {
    { 0, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "\"$7,001.50\"" },
    { 1, TALLY_SANDBOX_FIELD_PRICE, AUTOMATION, 2, "7002" },
    { 2, TALLY_SANDBOX_FIELD_PRICE, "cell-link@smartsheet.com", 3, "7003.1" },
    { 3, TALLY_SANDBOX_FIELD_PRICE, "", 4, "7004" },
    { 4, TALLY_SANDBOX_FIELD_QUANTITY, PERSON, 5, "\"77 EA\"" },
    { 4, TALLY_SANDBOX_FIELD_NOTES, AUTOMATION, 9, "\"seen\"" },
  };
  static const char *const told[] = {
    "→7001.50 person 1;", "→7002.00 automation 2;", "→7003.10 cell-link 3;", "→7004.00 unknown 4;", "→77 person 5;",
  };
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (edits, G_N_ELEMENTS (edits), &billed);
  TallyJobsHistoryCounts counts;

  assert_told (engine, billed, 4, "?quantity"); /* of the row alone is told when it was written */
  assert_told (engine, billed, 4, "→77 unknown 9;");
  counts = look_once (engine, 100);
  assert_counts (counts, 5, 5, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    assert_told (engine, billed, i, told[i]);
}

/* What came and went between two readings is told by the history alone. */
static void
test_what_nobody_noticed_is_told (void)
{
  static const Edit edits[] = {
    { 0, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "1" }, { 0, TALLY_SANDBOX_FIELD_PRICE, AUTOMATION, 2, "7002" },
    { 0, TALLY_SANDBOX_FIELD_PRICE, PERSON, 3, "7002" },
  };
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (edits, G_N_ELEMENTS (edits), &billed);
  const TallyAuditPublished *row = &g_array_index (billed, TallyAuditPublished, 0);
  g_autoptr (GError) error = NULL;
  TallyAuditHistory wanted = { row->sheet_id, row->row_id, TALLY_FIELD_PRICE, TALLY_TEST_SYNC_START_USEC + 60 * MINUTE };
  guint n_told = 0, n;
  const TallyLineChange *changes;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  g_assert_false (tally_audit_histories_know (look.input, &wanted));
  g_assert_true (tally_test_look_attribute (&look, &error));
  changes = tally_audit_input_list_changes (look.input, row->sheet_id, row->row_id, &n);
  for (guint i = 0; i < n; i++)
    n_told += changes[i].run_id == 0 && changes[i].written_utc_usec == TALLY_TEST_SYNC_START_USEC + MINUTE
                && strcmp (changes[i].new_value, "1.00") == 0 && changes[i].writer == TALLY_WRITER_PERSON;
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_true (tally_audit_histories_know (look.input, &wanted));
  wanted.until_utc_usec += 60 * MINUTE;
  g_assert_false (tally_audit_histories_know (look.input, &wanted));
  tally_test_look_end (&look);
  assert_told (engine, billed, 0, "→7002.00 automation 2;");
}

static const Edit five_prices[] = {
  { 0, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "9.01" }, { 1, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "9.02" },
  { 2, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "9.03" }, { 3, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "9.04" },
  { 4, TALLY_SANDBOX_FIELD_PRICE, PERSON, 1, "9.05" },
};

/* So many a run, the dearest first, each once. */
static void
test_a_run_asks_so_often (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, G_N_ELEMENTS (five_prices), &billed);
  TallyJobsHistoryCounts counts = look_once (engine, 0);

  assert_counts (counts, 0, 0, 0, 5);
  counts = look_once (engine, 2);
  assert_counts (counts, 2, 2, 0, 3);
  assert_told (engine, billed, 1, "→9.02 person 1;");
  assert_told (engine, billed, 2, "?price ");
  counts = look_once (engine, 2);
  assert_counts (counts, 2, 2, 0, 1);
  counts = look_once (engine, 2);
  assert_counts (counts, 1, 1, 0, 0);
  counts = look_once (engine, 2);
  assert_counts (counts, 0, 0, 0, 0);
  g_assert_cmpuint (counts.n_known, ==, 5);
  g_assert_cmpuint (count_history_calls (engine), ==, 5);
}

/* Another version of the sheet alone asks for nothing; a new change of the cell does. */
static void
test_a_cell_is_asked_for_again_when_it_changed (void)
{
  static const Edit other = { 1, TALLY_SANDBOX_FIELD_NOTES, PERSON, 61, "\"x\"" };
  static const Edit again = { 0, TALLY_SANDBOX_FIELD_PRICE, AUTOMATION, 130, "8" };
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 1, &billed);
  TallyJobsHistoryCounts counts;

  tally_clock_advance (engine->clock, MINUTE);
  counts = look_once (engine, 100);
  assert_counts (counts, 1, 1, 0, 0);
  edit (engine, billed, &other);
  tally_clock_advance (engine->clock, 60 * MINUTE);
  tally_test_sync_again (engine);
  counts = look_once (engine, 100);
  assert_counts (counts, 0, 0, 0, 0);
  edit (engine, billed, &again);
  tally_clock_advance (engine->clock, 60 * MINUTE);
  tally_test_sync_again (engine);
  counts = look_once (engine, 100);
  assert_counts (counts, 1, 1, 0, 0);
  assert_told (engine, billed, 0, "→9.01 person 1; price 9.01→8.00 automation 130;");
}

/* A cell that may not be seen, and one that is gone, are kept as such, and the rest is had. */
static void
test_single_cells_do_no_harm (void)
{
  static const char *const kinds[] = { "forbid", "vanish" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GArray) billed = NULL;
      g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
      const TallyAuditPublished *row = &g_array_index (billed, TallyAuditPublished, 1);
      g_autofree char *faults = g_strdup_printf ("[{\"path\":\"*/rows/%" G_GINT64_FORMAT "/*\",\"kind\":\"%s\",\"count\":0}]",
                                                 row->row_id, kinds[i]);
      g_autoptr (TallyStore) store = NULL;
      g_autoptr (TallyCellHistory) history = NULL;
      TallyJobsHistoryCounts counts;

      tally_test_engine_set_faults (engine, faults);
      counts = look_once (engine, 100);
      assert_counts (counts, 3, 2, 1, 0);
      counts = look_once (engine, 100);
      assert_counts (counts, 0, 0, 0, 0);
      store = tally_test_sync_open_store (engine);
      history = tally_store_histories_find (store, row->sheet_id, row->row_id, TALLY_FIELD_PRICE, NULL);
      g_assert_cmpstr (history->state, ==, i == 0 ? "smartsheet-forbidden" : "smartsheet-not-found");
      assert_told (engine, billed, 1, "?price ");
      assert_told (engine, billed, 2, "→9.03 person 1;");
    }
}

/* Histories are asked for side by side: each answer waits for the two others before it is taken. */
static void
test_histories_are_asked_for_at_once (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
  g_autoptr (GError) error = NULL;
  TallyJobsHistoryCounts counts;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  look.n_to_meet = 3;
  g_assert_true (tally_test_look_attribute (&look, &error));
  g_assert_no_error (error);
  counts = *tally_jobs_history_get_counts (look.history);
  g_assert_false (look.is_missed);
  tally_test_look_end (&look);
  assert_counts (counts, 3, 3, 0, 0);
}

/* While nothing is sent, all is left, and the run goes on. */
static void
test_an_open_circuit_leaves_the_rest (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
  g_autoptr (GError) error = NULL;
  TallyJobsHistoryCounts counts;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  for (guint i = 0; i < TALLY_RESILIENCE_BREAKER_MAX_CALLS; i++)
    tally_resilience_breaker_report (look.breaker, TALLY_RESILIENCE_TRANSIENT);
  g_assert_true (tally_test_look_attribute (&look, &error));
  g_assert_no_error (error);
  counts = *tally_jobs_history_get_counts (look.history);
  assert_counts (counts, 3, 0, 0, 3); /* as many as are asked for side by side */
  tally_test_look_end (&look);
  g_assert_cmpuint (count_history_calls (engine), ==, 0);
  counts = look_once (engine, 100);
  assert_counts (counts, 3, 3, 0, 0);
}

static void
test_time_and_people_stop_it (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TallyJobsHistoryCounts counts;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  look.options.began_usec = tally_clock_get_monotonic_usec (engine->clock);
  look.options.budget_usec = MINUTE;
  tally_clock_advance (engine->clock, 2 * MINUTE);
  g_assert_true (tally_test_look_attribute (&look, &error));
  counts = *tally_jobs_history_get_counts (look.history);
  assert_counts (counts, 0, 0, 0, 3);
  look.options.budget_usec = 0;
  g_cancellable_cancel (cancellable);
  look.context.cancellable = cancellable;
  g_assert_false (tally_test_look_attribute (&look, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tally_test_look_end (&look);
}

/* A refused token ends the run; what was had is kept. */
static void
test_a_refused_token_ends_it (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
  g_autoptr (GPtrArray) histories = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  TallyTestLook look;

  tally_test_engine_set_faults (engine, "[{\"operation\":\"get-history\",\"first\":2,\"kind\":\"revoke-token\",\"count\":0}]");
  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  g_assert_false (tally_test_look_attribute (&look, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH);
  g_assert_cmpuint (tally_jobs_history_get_counts (look.history)->n_fetched, ==, 1);
  histories = tally_store_histories_list (look.store, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (histories->len, ==, 1); /* whichever of them was asked for first */
  g_assert_true (tally_cell_history_is_complete (histories->pdata[0]));
  tally_test_look_end (&look);
}

/* Of a day that moved: one call if a person wrote it, one more for the completion if an automation did. */
static void
test_moved_days_ask_for_their_cause (void)
{
  static const Edit edits[] = {
    { 0, TALLY_SANDBOX_FIELD_SNAPSHOT, AUTOMATION, 1, "\"2026-11-18\"" },
    { 0, TALLY_SANDBOX_FIELD_WEEK, AUTOMATION, 1, "\"2026-11-22\"" },
    { 1, TALLY_SANDBOX_FIELD_SNAPSHOT, PERSON, 2, "\"2026-11-18\"" },
    { 1, TALLY_SANDBOX_FIELD_WEEK, AUTOMATION, 2, "\"2026-11-22\"" },
  };
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (edits, G_N_ELEMENTS (edits), &billed);
  const TallyAuditPublished *rows = &g_array_index (billed, TallyAuditPublished, 0);
  TallyJobsHistoryCounts counts = look_once (engine, 100);
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyCellHistory) automatic = NULL;
  g_autoptr (TallyCellHistory) manual = NULL;

  assert_counts (counts, 3, 3, 0, 0);
  store = tally_test_sync_open_store (engine);
  automatic = tally_store_histories_find (store, rows[0].sheet_id, rows[0].row_id, TALLY_FIELD_COMPLETED, NULL);
  manual = tally_store_histories_find (store, rows[1].sheet_id, rows[1].row_id, TALLY_FIELD_COMPLETED, NULL);
  g_assert_nonnull (automatic);
  g_assert_null (manual);
  assert_told (engine, billed, 0, "→2026-11-18 automation 1;");
}

/* The whole way: an automation moved a line to another week by itself, a person changed a price; the detectors
 * tell both apart from what the service told. */
static void
test_detectors_see_who_wrote (void)
{
  static const Edit edits[] = {
    { 0, TALLY_SANDBOX_FIELD_SNAPSHOT, AUTOMATION, 1, "\"2027-01-20\"" },
    { 0, TALLY_SANDBOX_FIELD_WEEK, AUTOMATION, 1, "\"2027-01-24\"" },
    { 1, TALLY_SANDBOX_FIELD_PRICE, PERSON, 2, "0.5" },
  };
  static const char *const only[] = { "moved-week", "changed-after-billing", "editor", NULL };
  static const char *const editors[] = { "ed@example.com", NULL };
  const TallyAuditOptions options = { .only = only };
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (edits, G_N_ELEMENTS (edits), &billed);
  g_autoptr (TallyAuditResult) result = NULL;
  g_autoptr (GString) causes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TallyTestLook look;

  tally_test_look_begin (&look, engine, 100);
  look.policy.editors = editors;
  look.policy.now_utc_usec = tally_clock_get_utc_usec (engine->clock);
  look.policy.today = tally_audit_policy_get_local_day (&look.policy, look.policy.now_utc_usec);
  tally_test_look_load (&look);
  g_assert_true (tally_test_look_attribute (&look, &error));
  result = tally_audit_run (look.input, &look.policy, &options, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->findings->len; i++)
    {
      const TallyFinding *finding = result->findings->pdata[i];
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, 0);
      guint row = line->row_id == g_array_index (billed, TallyAuditPublished, 0).row_id ? 0 : 1;
      g_string_append_printf (causes, "%u %s %s; ", row, finding->detector, finding->cause);
    }
  g_assert_nonnull (strstr (causes->str, "0 moved-week automation-self-fire; "));
  g_assert_nonnull (strstr (causes->str, "1 changed-after-billing edited-by-person; "));
  g_assert_nonnull (strstr (causes->str, "1 editor not-an-editor; "));
  g_assert_cmpuint (result->findings->len, ==, 3);
  tally_test_look_end (&look);
}

/* Nothing was touched since it was billed: nothing is found, and nothing is asked. */
static void
test_an_untouched_world_is_clean (void)
{
  static const char *const only[] = {
    "moved-week", "changed-after-billing", "deleted-after-billing", "editor", "stale-formula", "late-entry", NULL,
  };
  static const char *const editors[] = { "ed@example.com", NULL };
  const TallyAuditOptions options = { .only = only };
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (3, 200, 5, 0);
  g_autoptr (TallyRun) published = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyAuditResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TallyTestLook look;

  tally_test_run_assert_exit (published, 0);
  tally_test_sync_again (engine);
  tally_test_look_begin (&look, engine, 100);
  look.policy.editors = editors;
  look.policy.close_weekday = 3;
  look.policy.now_utc_usec = tally_clock_get_utc_usec (engine->clock);
  look.policy.today = tally_audit_policy_get_local_day (&look.policy, look.policy.now_utc_usec);
  tally_test_look_load (&look);
  g_assert_cmpuint (look.input->published->len, >, 100);
  g_assert_true (tally_test_look_attribute (&look, &error));
  result = tally_audit_run (look.input, &look.policy, &options, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->findings->len; i++)
    g_test_message ("%s", ((const TallyFinding *) result->findings->pdata[i])->sentence);
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpuint (tally_jobs_history_get_counts (look.history)->n_calls, ==, 0);
  tally_test_look_end (&look);
}

/* The second look: what the detectors found, within what is left of the bound. */
static void
test_findings_ask_for_more (void)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyTestEngine) engine = make_edited (five_prices, 3, &billed);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  const TallyAuditPublished *row = &g_array_index (billed, TallyAuditPublished, 2);
  const TallyFindingLine place = { row->sheet_id, row->row_id, 0 };
  g_autoptr (GError) error = NULL;
  TallyJobsHistoryCounts counts;
  gboolean is_new = FALSE;
  TallyTestLook look;

  g_ptr_array_add (findings, tally_finding_new ());
  g_array_append_val (((TallyFinding *) findings->pdata[0])->lines, place);
  tally_test_look_begin (&look, engine, 100);
  tally_test_look_load (&look);
  g_assert_true (tally_jobs_audit_changes_attribute_findings (&look.context, look.input, findings, look.history, &is_new, &error));
  g_assert_true (is_new);
  counts = *tally_jobs_history_get_counts (look.history);
  assert_counts (counts, 1, 1, 0, 0);
  g_assert_true (tally_jobs_audit_changes_attribute_findings (&look.context, look.input, findings, look.history, &is_new, &error));
  g_assert_false (is_new);
  tally_test_look_end (&look);
  assert_told (engine, billed, 2, "→9.03 person 1;");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/engine/attributed/" name, func)
  ADD ("who-wrote-is-told", test_who_wrote_is_told);
  ADD ("what-nobody-noticed-is-told", test_what_nobody_noticed_is_told);
  ADD ("a-run-asks-so-often", test_a_run_asks_so_often);
  ADD ("a-cell-is-asked-for-again-when-it-changed", test_a_cell_is_asked_for_again_when_it_changed);
  ADD ("single-cells-do-no-harm", test_single_cells_do_no_harm);
  ADD ("histories-are-asked-for-at-once", test_histories_are_asked_for_at_once);
  ADD ("an-open-circuit-leaves-the-rest", test_an_open_circuit_leaves_the_rest);
  ADD ("time-and-people-stop-it", test_time_and_people_stop_it);
  ADD ("a-refused-token-ends-it", test_a_refused_token_ends_it);
  ADD ("moved-days-ask-for-their-cause", test_moved_days_ask_for_their_cause);
  ADD ("detectors-see-who-wrote", test_detectors_see_who_wrote);
  ADD ("an-untouched-world-is-clean", test_an_untouched_world_is_clean);
  ADD ("findings-ask-for-more", test_findings_ask_for_more);
  return g_test_run ();
}
