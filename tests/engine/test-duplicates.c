/* test-duplicates.c
 *
 * Rows that come twice are billed once, and counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-lines.h"
#include "tally-test-run.h"
#include "tally-test.h"

static TallyTestEngine *
make_pair (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 60;
  seed.n_weeks = 1;
  seed.n_work_requests = 3;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

/* Lines of one sheet, and what holds their texts. */
typedef struct {
  GArray       *lines;   /* (owned) TallyLine */
  GStringChunk *strings; /* (owned) */
} Lines;

static gboolean
keep_cb (const TallyLine  *line,
         gpointer          data,
         GError          **error)
{
  Lines *kept = data;
  TallyLine copy = *line;

  tally_line_copy_texts (&copy, kept->strings);
  g_array_append_val (kept->lines, copy);
  return TRUE;
}

static GArray *
load_sheet (TallyStore *store,
            gint64      sheet_id,
            Lines      *kept)
{
  const TallyStoreLineFilter filter = { .sheet_id = sheet_id };
  g_autoptr (GError) error = NULL;

  kept->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  kept->strings = g_string_chunk_new (1024);
  g_assert_true (tally_store_lines_foreach (store, &filter, keep_cb, kept, NULL, &error));
  g_assert_no_error (error);
  return kept->lines;
}

static void
put_sheet (TallyStore *store,
           gint64      sheet_id,
           GArray     *lines)
{
  TallyStoreLineStats stats = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lines_begin_sheet (store, 1, sheet_id, &error));
  for (guint i = 0; i < lines->len; i++)
    {
      TallyLine line = g_array_index (lines, TallyLine, i);
      line.sheet_id = sheet_id;
      g_assert_true (tally_store_lines_put (store, &line, &error));
    }
  g_assert_true (tally_store_lines_end_sheet (store, &stats, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stats.n_new, ==, 5);
}

/* The higher sheet hands in five rows of the lower one too. */
static void
double_rows (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_auto (GStrv) ids = g_strsplit (engine->sources, ";", -1);
  gint64 a = g_ascii_strtoll (ids[0], NULL, 10);
  gint64 b = g_ascii_strtoll (ids[1], NULL, 10);
  Lines low, high;

  g_assert_no_error (error);
  g_assert_true (tally_store_lock (store, &error));
  load_sheet (store, MIN (a, b), &low);
  load_sheet (store, MAX (a, b), &high);
  g_array_append_vals (high.lines, low.lines->data, 5);
  put_sheet (store, MAX (a, b), high.lines);
  tally_store_unlock (store);
  g_array_unref (low.lines);
  g_array_unref (high.lines);
  g_string_chunk_free (low.strings);
  g_string_chunk_free (high.strings);
}

static void
test_rows_of_several_sheets_are_billed_once (void)
{
  const TallyBatchOptions resume = { .resume = TRUE };
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;

  tally_test_run_assert_exit (first, 0);
  double_rows (engine);
  run = tally_test_engine_run (engine, &resume);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->plan->n_rows, ==, first->plan->n_rows + 5);
  g_assert_cmpuint (run->plan->n_by_reason[TALLY_REASON_DUPLICATE_ROW], ==, 5);
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_DUPLICATE_ROW], >, 0);
  g_assert_cmpuint (run->plan->n_by_reason[TALLY_REASON_ACCEPTED], ==,
                    first->plan->n_by_reason[TALLY_REASON_ACCEPTED]);
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==,
                   first->plan->cents_by_reason[TALLY_REASON_ACCEPTED]);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_UNCHANGED), ==, run->plan->entries->len);
  g_assert_cmpstr (tally_test_run_find_notice (run, "duplicate-rows")->text, ==,
                   "5 rows were handed in by several sheets and are billed once each");
}

/* The same when the workbooks are made: their lines are those of the plan. */
static void
test_workbooks_show_them_once (void)
{
  const TallyBatchOptions again = { .resume = TRUE, .force = TRUE };
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;

  tally_test_run_assert_exit (first, 0);
  double_rows (engine);
  run = tally_test_engine_run (engine, &again);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, first->counts.n_published);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
test_a_page_sent_twice_doubles_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[smartsheet]\npage-rows=20\n");
  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"first\": 4, \"count\": 2, "
                                        "\"kind\": \"duplicate-page\"}]");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (run->plan->n_rows + run->counts.n_rows_empty, ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "rows"));
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
  tally_test_engine_assert_exactly_once (engine, run);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/duplicates/rows-of-several-sheets-are-billed-once",
                   test_rows_of_several_sheets_are_billed_once);
  g_test_add_func ("/engine/duplicates/workbooks-show-them-once", test_workbooks_show_them_once);
  g_test_add_func ("/engine/duplicates/a-page-sent-twice-doubles-nothing",
                   test_a_page_sent_twice_doubles_nothing);
  return g_test_run ();
}
