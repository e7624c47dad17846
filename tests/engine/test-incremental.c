/* test-incremental.c
 *
 * A pass that reads what changed leaves the store as one that reads everything would, whatever was
 * done to the sheets; and asks for no more than it has to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-store-changes.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-store-places.h"
#include "tally-store-sheets.h"
#include "tally-test-edits.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define DAY_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define START_USEC (G_GINT64_CONSTANT (1795521600) * G_USEC_PER_SEC)

/* --- what the store holds --------------------------------------------------------------------- */

static TallyStore *
open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
dump_line_cb (const TallyLine  *line,
              gpointer          data,
              GError          **error)
{
  g_string_append_printf (data, "line %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " #%" G_GINT64_FORMAT " %"
                          G_GINT64_FORMAT " <%s> %d %u %d %d %" G_GINT64_FORMAT "e%d %" G_GINT64_FORMAT
                          " %d %d [%s] [%s]", line->sheet_id, line->row_id, line->row_number,
                          line->modified_utc_usec, line->modified_by, line->reason, line->issues,
                          line->week_ending, line->snapshot, line->quantity.coefficient,
                          line->quantity.exponent, line->price_cents, line->completed, line->variant,
                          line->identifier, line->detail);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    g_string_append_printf (data, "|%s", line->text[i]);
  g_string_append_c (data, '\n');
  return TRUE;
}

static void
dump_sheet (TallyStore            *store,
            const TallyStoreSheet *head,
            GString               *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, head->sheet_id, &error);
  g_autoptr (GArray) places = tally_store_places_list (store, head->sheet_id, &error);

  g_assert_no_error (error);
  g_string_append_printf (text, "sheet %" G_GINT64_FORMAT " state %d version %" G_GINT64_FORMAT " rows %"
                          G_GINT64_FORMAT " modified %" G_GINT64_FORMAT " %s %s\n", head->sheet_id,
                          head->state, head->version, head->n_rows, head->modified_utc_usec, head->name,
                          head->columns_key);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "=%s", map->matches[i].column_id,
                            map->matches[i].title);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < places->len; i++)
    {
      const TallyStorePlace *place = &g_array_index (places, TallyStorePlace, i);

      if (place->is_blank)
        g_string_append_printf (text, "blank %" G_GINT64_FORMAT " #%" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                "\n", place->row_id, place->row_number, place->modified_utc_usec);
    }
}

/* All that is known of the sheets, but not when it was learned. */
static char *
dump_store (TallyTestEngine *engine)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) store = open_store (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads = tally_store_sheets_list (store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < heads->len; i++)
    dump_sheet (store, heads->pdata[i], text);
  g_assert_true (tally_store_lines_foreach (store, &all, dump_line_cb, text, NULL, &error));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- runs ------------------------------------------------------------------------------------- */

static TallyRun *
sync_sheets (TallyTestEngine *engine,
             gboolean         force)
{
  static const char *const sync_only[] = { "sync", NULL };
  const TallyBatchOptions options = { .jobs = sync_only, .force = force };
  TallyRun *run = tally_test_engine_run (engine, &options);

  tally_test_run_assert_exit (run, 0);
  return run;
}

static void
sync_again (TallyTestEngine *engine)
{
  tally_run_free (sync_sheets (engine, FALSE));
}

static TallyTestEngine *
make_engine (guint   n_sheets,
             guint   n_rows,
             guint64 seed_number,
             double  mess)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.seed = seed_number;
  seed.n_sheets = n_sheets;
  seed.rows_per_sheet = n_rows;
  seed.mess_ratio = mess;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (START_USEC);
  return engine;
}

/* Where another installation that reads everything stands. */
static char *
dump_whole (TallyTestEngine *engine)
{
  static guint n_made;
  g_autofree char *name = g_strdup_printf ("whole-%u", n_made++);
  g_autoptr (TallyTestEngine) whole = tally_test_engine_new_beside (engine, name);

  sync_again (whole);
  return dump_store (whole);
}

static void
assert_equal_to_whole (TallyTestEngine *engine)
{
  g_autofree char *part = dump_store (engine);
  g_autofree char *whole = dump_whole (engine);
  g_auto (GStrv) ours = g_strsplit (part, "\n", -1);
  g_auto (GStrv) theirs = g_strsplit (whole, "\n", -1);

  for (guint i = 0; ours[i] != NULL && theirs[i] != NULL; i++)
    g_assert_cmpstr (ours[i], ==, theirs[i]);
  g_assert_cmpuint (g_strv_length (ours), ==, g_strv_length (theirs));
}

/* --- what it asked for ------------------------------------------------------------------------ */

typedef struct {
  guint n_calls;
  guint n_parts;  /* asked for what changed */
  guint n_sweeps; /* asked for one column of all rows */
  guint n_whole;  /* lists of columns: a sheet is read whole */
} Asked;

static void
forget_calls (TallyTestEngine *engine)
{
  tally_sandbox_calls_clear (tally_sandbox_server_get_calls (engine->server));
}

static guint
count_text (const char *text,
            const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      text += strlen (part);
      n++;
    }
  return n;
}

static Asked
count_calls (TallyTestEngine *engine)
{
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GRegex) sweep = g_regex_new ("columnIds=[0-9]+&", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  Asked asked = { .n_calls = tally_sandbox_calls_count (calls, NULL) };

  tally_sandbox_calls_append_json (calls, log, 0);
  asked.n_parts = count_text (log->str, "rowsModifiedSince=");
  asked.n_whole = tally_sandbox_calls_count (calls, "list-columns");
  g_regex_match (sweep, log->str, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    asked.n_sweeps++;
  forget_calls (engine);
  return asked;
}

static gint64
get_source (TallyTestEngine *engine,
            guint            index)
{
  g_auto (GStrv) ids = g_strsplit (engine->sources, ";", -1);

  return g_ascii_strtoll (ids[index], NULL, 10);
}

/* What a test does to the first sheet: now, by a person. */
typedef struct {
  TallyTestEngine   *engine;
  TallySandboxWorld *world;
  TallySandboxSheet *sheet;
  TallySandboxStamp  stamp;
} Hand;

static Hand
begin_edit (TallyTestEngine *engine)
{
  Hand hand = { .engine = engine, .world = tally_sandbox_server_lock_world (engine->server) };

  hand.sheet = tally_sandbox_world_find_sheet (hand.world, get_source (engine, 0));
  hand.stamp.at_utc_usec = g_get_real_time ();
  hand.stamp.by = hand.world->users->pdata[0];
  return hand;
}

static void
end_edit (Hand *hand)
{
  tally_sandbox_server_unlock_world (hand->engine->server);
}

static TallySandboxRow *
get_row (const Hand *hand,
         guint       index)
{
  return hand->sheet->rows->pdata[index];
}

static void
write_price (Hand            *hand,
             TallySandboxRow *row,
             const char      *price)
{
  TallySandboxColumn *column = tally_sandbox_seed_find_column (hand->sheet, TALLY_SANDBOX_FIELD_PRICE);
  TallySandboxEdit change = { { NULL, NULL } };

  change.cell = tally_sandbox_world_make_cell (hand->world, column,
                                               tally_sandbox_pool_number (hand->world->pool, price));
  tally_sandbox_world_set_cell (hand->world, hand->sheet, row, column, &change, &hand->stamp);
}

/* --- tests ------------------------------------------------------------------------------------ */

static void
test_an_unchanged_pass_asks_once_a_sheet_and_writes_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (5, 30, 1, 0.5);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Asked asked;

  sync_again (engine);
  before = dump_store (engine);
  forget_calls (engine);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TallyRun) run = NULL;
      g_autoptr (TallyStore) store = NULL;
      g_autoptr (TallyStoreSheet) head = NULL;

      tally_clock_advance (engine->clock, G_USEC_PER_SEC);
      run = sync_sheets (engine, FALSE);
      asked = count_calls (engine);
      g_assert_cmpuint (asked.n_calls, ==, 5);
      g_assert_cmpuint (asked.n_parts, ==, 5);
      g_assert_cmpuint (run->counts.n_sheets_unchanged, ==, 5);
      store = open_store (engine);
      head = tally_store_sheets_find (store, get_source (engine, 0), NULL);
      g_assert_cmpint (head->read_utc_usec, ==, START_USEC);
    }
  after = dump_store (engine);
  g_assert_cmpstr (after, ==, before);
}

/* The whole pipeline: beside one call a sheet only what the target costs. */
static void
test_an_unchanged_pipeline_costs_the_target_alone (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (4, 30, 2, 0);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  g_autofree char *target = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT, engine->target);
  guint n_calls;

  tally_test_run_assert_exit (first, 0);
  forget_calls (engine);
  second = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (second, 0);
  n_calls = tally_sandbox_calls_count (calls, NULL);
  tally_sandbox_calls_append_json (calls, log, 0);
  g_assert_cmpuint (tally_sandbox_calls_count_writes (calls), ==, 0);
  g_assert_cmpuint (n_calls - count_text (log->str, target), <=, 4);
}

static void
test_edits_alone_cost_one_call (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (3, 40, 3, 0);
  g_autoptr (TallyRun) run = NULL;
  Asked asked;
  Hand hand;

  sync_again (engine);
  forget_calls (engine);
  hand = begin_edit (engine);
  write_price (&hand, get_row (&hand, 3), "17.50");
  write_price (&hand, get_row (&hand, 30), "18.50");
  end_edit (&hand);
  run = sync_sheets (engine, FALSE);
  asked = count_calls (engine);
  g_assert_cmpuint (asked.n_calls, ==, 3);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 2);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 1);
  g_assert_cmpuint (run->counts.n_sheets_unchanged, ==, 2);
  assert_equal_to_whole (engine);
}

/* Rows that are new, gone, moved, and a version that nothing explains: one call more. */
static void
test_a_sweep_costs_one_call_more (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (2, 40, 4, 0);

  sync_again (engine);
  for (guint what = 0; what < 4; what++)
    {
      Hand hand;
      Asked asked;

      forget_calls (engine);
      hand = begin_edit (engine);
      if (what == 0)
        tally_sandbox_world_remove_row (hand.world, hand.sheet, get_row (&hand, 5), &hand.stamp);
      else if (what == 1)
        tally_sandbox_world_move_row (hand.world, hand.sheet, get_row (&hand, 5), 20, 0, &hand.stamp);
      else if (what == 2)
        tally_sandbox_world_add_row (hand.world, hand.sheet, 0, 0, &hand.stamp);
      else
        hand.sheet->version++;
      end_edit (&hand);
      sync_again (engine);
      asked = count_calls (engine);
      g_assert_cmpuint (asked.n_calls, ==, 3);
      g_assert_cmpuint (asked.n_sweeps, ==, 1);
      g_assert_cmpuint (asked.n_whole, ==, 0);
      assert_equal_to_whole (engine);
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
  g_autoptr (TallyTestEngine) engine = make_engine (1, 30, 5, 0);
  g_autoptr (TallyStore) store = NULL;
  const TallyStoreChangeFilter all = { 0 };
  guint n[TALLY_STORE_CHANGE_BACK + 1] = { 0 };
  gint64 row_id, modified;
  Hand hand;

  sync_again (engine);
  hand = begin_edit (engine);
  row_id = get_row (&hand, 4)->id;
  modified = get_row (&hand, 4)->modified_utc_usec;
  tally_sandbox_world_remove_row (hand.world, hand.sheet, get_row (&hand, 4), &hand.stamp);
  end_edit (&hand);
  sync_again (engine);
  hand = begin_edit (engine);
  {
    TallySandboxRow *row = tally_sandbox_world_add_row (hand.world, hand.sheet, 4, 0, &hand.stamp);
    memcpy (row->cells, get_row (&hand, 5)->cells, row->n_cells * sizeof *row->cells);
    g_hash_table_remove (hand.sheet->rows_by_id, &row->id);
    row->id = row_id;
    row->created_utc_usec = row->modified_utc_usec = modified; /* as if it had never been away */
    g_hash_table_insert (hand.sheet->rows_by_id, &row->id, row);
  }
  end_edit (&hand);
  sync_again (engine);
  assert_equal_to_whole (engine);
  store = open_store (engine);
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
      g_autoptr (TallyTestEngine) engine = make_engine (2, 30, 6, 0);
      g_autofree char *before = NULL;
      g_autofree char *part = NULL;
      gint64 modified;
      Hand hand;

      sync_again (engine);
      before = dump_store (engine);
      hand = begin_edit (engine);
      modified = hand.sheet->modified_utc_usec;
      {
        TallySandboxRow *row = get_row (&hand, 7);
        gint64 row_modified = row->modified_utc_usec;
        write_price (&hand, row, "4321.00");
        row->modified_utc_usec = row_modified;
        hand.sheet->version--;
        hand.sheet->modified_utc_usec = modified;
      }
      end_edit (&hand);
      sync_again (engine);
      part = dump_store (engine);
      g_assert_cmpstr (part, ==, before);
      if (forced)
        tally_run_free (sync_sheets (engine, TRUE));
      else
        for (guint day = 0; day < 7; day++)
          {
            tally_clock_advance (engine->clock, DAY_USEC);
            sync_again (engine);
          }
      assert_equal_to_whole (engine);
    }
}

/* Rows that were sorted without being written to, in the pass of a row that was: within a day of
 * the next change. */
static void
test_sorted_rows_are_placed_within_a_day (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (1, 30, 7, 0);
  Hand hand;
  Asked asked;

  sync_again (engine);
  hand = begin_edit (engine);
  {
    gpointer row = hand.sheet->rows->pdata[9];
    hand.sheet->rows->pdata[9] = hand.sheet->rows->pdata[12];
    hand.sheet->rows->pdata[12] = row;
    get_row (&hand, 9)->index = 9;
    get_row (&hand, 12)->index = 12;
  }
  write_price (&hand, get_row (&hand, 20), "17.50");
  end_edit (&hand);
  sync_again (engine);
  tally_clock_advance (engine->clock, DAY_USEC / 2);
  sync_again (engine);
  tally_clock_advance (engine->clock, DAY_USEC / 2);
  forget_calls (engine);
  hand = begin_edit (engine);
  write_price (&hand, get_row (&hand, 21), "17.50");
  end_edit (&hand);
  sync_again (engine);
  asked = count_calls (engine);
  g_assert_cmpuint (asked.n_sweeps + asked.n_whole, >=, 1);
  assert_equal_to_whole (engine);
}

/* Each thing that casts a doubt on the changes, once: the sheet is read whole. */
static void
test_a_doubt_reads_the_sheet_whole (void)
{
  static const char *const doubts[] = {
    "older version", "older time", "a new column", "a column's type", "a column's title",
    "a column in another place", "a row nobody knows",
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_engine (1, 30, 8, 0);
      g_autoptr (TallyRun) run = NULL;
      const TallySandboxColumnSpec spec = { .title = "Extra" };
      TallySandboxColumn *last;
      Asked asked;
      Hand hand = begin_edit (engine);

      hand.sheet->version += 10;
      end_edit (&hand);
      sync_again (engine);
      forget_calls (engine);
      hand = begin_edit (engine);
      write_price (&hand, get_row (&hand, 7), "4321.00");
      last = hand.sheet->columns->pdata[hand.sheet->columns->len - 1];
      if (i == 0)
        hand.sheet->version -= 5;
      else if (i == 1)
        hand.sheet->modified_utc_usec = get_row (&hand, 8)->created_utc_usec;
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
      else
        tally_sandbox_world_add_row (hand.world, hand.sheet, 3, 0, &hand.stamp)->modified_utc_usec = 1;
      end_edit (&hand);
      g_test_message ("%s", doubts[i]);
      run = sync_sheets (engine, FALSE);
      asked = count_calls (engine);
      g_assert_cmpuint (asked.n_whole, ==, 1);
      g_assert_nonnull (tally_test_run_find_notice (run, "read-whole"));
      assert_equal_to_whole (engine);
      forget_calls (engine);
      sync_again (engine);
      asked = count_calls (engine);
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
      g_autoptr (TallyTestEngine) engine = make_engine (1, 30, 9, 0);
      Hand hand;

      sync_again (engine);
      hand = begin_edit (engine);
      write_price (&hand, get_row (&hand, 7), "4321.00");
      tally_sandbox_world_remove_row (hand.world, hand.sheet, get_row (&hand, 3), &hand.stamp);
      end_edit (&hand);
      g_test_message ("%s", faults[i].name);
      tally_test_engine_set_faults (engine, faults[i].rules);
      sync_again (engine);
      tally_test_engine_set_faults (engine, "[]");
      sync_again (engine);
      assert_equal_to_whole (engine);
    }
}

/* Any sequence of edits, a pass after each few of them. */
static void
test_any_edits (gconstpointer data)
{
  guint64 seed = GPOINTER_TO_UINT (data);
  g_autoptr (TallyTestEngine) engine = make_engine (2, 25, seed, seed % 3 == 0 ? 1 : 0.2);
  g_auto (TallyTestEdits) edits = { 0 };
  Asked asked = { 0 };

  tally_test_edits_init (&edits, engine, seed);
  edits.with_columns = seed % 2 == 0;
  sync_again (engine);
  for (guint pass = 0; pass < 25; pass++)
    {
      gboolean is_alone = pass % 5 == 4;
      guint n = is_alone ? 1 : 1 + (guint) tally_random_below (edits.random, 4);
      Asked now;

      for (guint i = 0; i < n; i++)
        g_test_message ("pass %u: %s", pass, tally_test_edits_go_on (&edits, is_alone));
      tally_clock_advance (engine->clock, 60 * G_USEC_PER_SEC);
      forget_calls (engine);
      sync_again (engine);
      now = count_calls (engine);
      asked.n_parts += now.n_parts;
      asked.n_sweeps += now.n_sweeps;
      asked.n_whole += now.n_whole;
      assert_equal_to_whole (engine);
    }
  g_test_message ("%u readings of changes, %u sweeps, %u whole", asked.n_parts, asked.n_sweeps,
                  asked.n_whole);
  g_assert_cmpuint (asked.n_parts, >=, 50);
  if (!edits.with_columns)
    g_assert_cmpuint (asked.n_whole, <, 20);
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
  g_test_add_func ("/engine/incremental/sorted-rows-are-placed-within-a-day",
                   test_sorted_rows_are_placed_within_a_day);
  g_test_add_func ("/engine/incremental/a-doubt-reads-the-sheet-whole", test_a_doubt_reads_the_sheet_whole);
  g_test_add_func ("/engine/incremental/faults-do-no-harm", test_faults_do_no_harm);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/incremental/any-edits-%u", seed);
      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_any_edits);
    }
  return g_test_run ();
}
