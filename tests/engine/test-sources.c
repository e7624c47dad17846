/* test-sources.c
 *
 * Sheets, folders and workspaces that change, hide or fail while they are synced: rows are never
 * lost and never doubled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-maps.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

static void
assert_exit (const TallyRun *run,
             int             exit_code)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static const TallyNotice *
find_notice (const TallyRun *run,
             const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (strcmp (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return run->notices->pdata[i];
  return NULL;
}

static TallyTestEngine *
make_engine (const TallySandboxSeed *seed)
{
  TallyTestEngine *engine = tally_test_engine_new (seed);

  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

/* Two sheets whose rows meet in the same workbooks. */
static TallyTestEngine *
make_pair (void)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 30;
  seed.n_weeks = 1;
  seed.n_work_requests = 2;
  seed.mess_ratio = 0;
  return make_engine (&seed);
}

static TallyTestEngine *
make_workspace (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  TallySandboxWorld *world;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 4;
  seed.rows_per_sheet = 20;
  seed.layout = TALLY_SANDBOX_LAYOUT_NESTED;
  engine = make_engine (&seed);
  world = tally_sandbox_server_lock_world (engine->server);
  g_free (engine->sources);
  engine->sources = g_strdup_printf ("\nworkspaces=%" G_GINT64_FORMAT, world->root);
  tally_sandbox_server_unlock_world (engine->server);
  return engine;
}

/* Rows and cents of a plan are those that were planted. */
static void
assert_conserved (TallyTestEngine *engine,
                  const TallyRun  *run)
{
  guint64 n_rows = 0;

  for (guint i = 0; i < TALLY_N_REASONS; i++)
    n_rows += run->plan->n_by_reason[i];
  g_assert_cmpint (n_rows + run->counts.n_rows_empty, ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "rows"));
  g_assert_cmpint (run->plan->n_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "accepted"));
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
}

static gint64
find_mapped (TallyTestEngine *engine,
             gint64           sheet_id,
             TallyField       field)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyColumnMap) map = NULL;

  g_assert_no_error (error);
  map = tally_store_maps_find (store, sheet_id, &error);
  g_assert_nonnull (map);
  return map->matches[field].column_id;
}

static gint64
get_source (TallyTestEngine *engine,
            guint            index)
{
  g_auto (GStrv) ids = g_strsplit (engine->sources, ";", -1);

  g_assert_cmpuint (index, <, g_strv_length (ids));
  return g_ascii_strtoll (ids[index], NULL, 10);
}

static void
edit_column (TallyTestEngine *engine,
             gint64           sheet_id,
             TallyField       field,
             const char      *op)
{
  gint64 column_id = find_mapped (engine, sheet_id, field);
  g_autofree char *edit = NULL;

  edit = g_strdup_printf ("{%s, \"sheetId\": %" G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT "}",
                          op, sheet_id, column_id);
  tally_test_engine_edit (engine, edit);
}

static void
forbid_sheet (TallyTestEngine *engine,
              gint64           sheet_id)
{
  g_autofree char *faults = NULL;

  faults = g_strdup_printf ("[{\"path\": \"*/sheets/%" G_GINT64_FORMAT
                            "*\", \"kind\": \"forbid\", \"count\": 0}]", sheet_id);
  tally_test_engine_set_faults (engine, faults);
}

static void
test_a_workspace_is_read_to_its_leaves (void)
{
  g_autoptr (TallyTestEngine) engine = make_workspace ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) again = NULL;

  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 4);
  g_assert_cmpuint (run->counts.n_sheets_skipped, >, 0);
  assert_conserved (engine, run);
  tally_test_engine_assert_exactly_once (engine, run);
  again = tally_test_engine_run (engine, NULL);
  assert_exit (again, 0);
  g_assert_cmpuint (again->counts.n_sheets_unchanged, ==, 4);
  g_assert_cmpuint (again->counts.n_published, ==, 0);
}

static void
test_a_place_that_can_not_be_listed_loses_no_rows (void)
{
  g_autoptr (TallyTestEngine) engine = make_workspace ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);

  assert_exit (first, 0);
  tally_test_engine_change_a_price (engine);
  tally_test_engine_set_faults (engine, "[{\"operation\": \"list-children\", \"kind\": \"forbid\", "
                                        "\"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_nonnull (find_notice (run, "place-lost"));
  g_assert_cmpuint (run->counts.n_sheets_lost, ==, 4);
  g_assert_cmpuint (run->counts.n_lines_gone, ==, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_VANISHED), ==, 0);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  tally_test_engine_assert_exactly_once (engine, next);
}

/* One of two sheets of a workbook changed, the other can't be read: half a truth is not published. */
static void
test_a_workbook_of_a_lost_sheet_is_held (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);
  gint64 low = MIN (get_source (engine, 0), get_source (engine, 1));

  assert_exit (first, 0);
  tally_test_engine_change_a_price (engine); /* of the first line: of the lower sheet */
  forbid_sheet (engine, low == get_source (engine, 0) ? get_source (engine, 1) : get_source (engine, 0));
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_cmpuint (run->counts.n_sheets_lost, ==, 1);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 1);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_HELD), ==, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
}

static void
test_a_sheet_taken_out_and_put_back (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) without = NULL;
  g_autoptr (TallyRun) with = NULL;
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) after = NULL;
  char *both = engine->sources;

  assert_exit (first, 0);
  engine->sources = g_strdup_printf ("%" G_GINT64_FORMAT, get_source (engine, 0));
  without = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (without->counts.n_lines_gone, ==, 30);
  g_assert_cmpuint (without->counts.n_sheets_lost, ==, 0);
  g_assert_cmpuint (without->plan->n_rows, ==, 30);
  g_free (engine->sources);
  engine->sources = both;
  with = tally_test_engine_run (engine, NULL);
  assert_exit (with, 0);
  assert_conserved (engine, with);
  tally_test_engine_assert_exactly_once (engine, with);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
test_a_sheet_without_its_week_column_is_lost (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);

  assert_exit (first, 0);
  edit_column (engine, get_source (engine, 1), TALLY_FIELD_WEEK_ENDING, "\"op\": \"remove-column\"");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 3);
  g_assert_cmpuint (run->counts.n_sheets_lost, ==, 1);
  g_assert_cmpuint (run->counts.n_lines_gone, ==, 0);
  g_assert_cmpuint (run->plan->n_rows, ==, first->plan->n_rows);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

static void
test_a_renamed_column_changes_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;

  assert_exit (first, 0);
  edit_column (engine, get_source (engine, 0), TALLY_FIELD_QUANTITY,
               "\"op\": \"rename-column\", \"name\": \" QTY \"");
  edit_column (engine, get_source (engine, 1), TALLY_FIELD_WEEK_ENDING,
               "\"op\": \"rename-column\", \"name\": \"weekly  reference logged date\"");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 2);
  g_assert_cmpuint (run->counts.n_lines_changed, ==, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  assert_conserved (engine, run);
}

static void
test_all_sheets_forbidden_is_a_matter_of_the_token (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) run = NULL;
  char *twice = g_strdup_printf ("%s;%" G_GINT64_FORMAT, engine->sources, get_source (engine, 0));
  gboolean told = FALSE;

  g_free (engine->sources);
  engine->sources = twice;
  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"kind\": \"forbid\", "
                                        "\"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 5);
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_autofree char *both = g_strconcat (notice->text, notice->detail, NULL);
      told = told || (strstr (both, "Smartsheet authorization failure") != NULL
                      && strstr (both, "all 2") != NULL && strstr (both, "SMARTSHEET_API_TOKEN") != NULL);
    }
  g_assert_true (told);
}

static void
test_faults_now_and_then_are_recovered (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (NULL);
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine,
    "{\"seed\": 7, \"rules\": ["
    "{\"method\": \"GET\", \"kind\": \"status\", \"probability\": 0.1, \"count\": 0},"
    "{\"method\": \"GET\", \"kind\": \"throttle\", \"probability\": 0.1, \"count\": 0},"
    "{\"method\": \"GET\", \"kind\": \"status\", \"status\": 503, \"errorCode\": 0, \"body\": \"html\","
    " \"probability\": 0.1, \"count\": 0},"
    "{\"operation\": \"attach\", \"kind\": \"reset\", \"stored\": true, \"probability\": 0.2, \"count\": 0},"
    "{\"operation\": \"attach\", \"kind\": \"status\", \"probability\": 0.2, \"count\": 0}]}");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_retries, >, 0);
  assert_conserved (engine, run);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
test_a_sheet_that_moves_while_it_is_read (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (NULL);
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[smartsheet]\npage-rows=25\n");
  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"first\": 3, \"count\": 3, "
                                        "\"kind\": \"move-version\"}]");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  assert_conserved (engine, run);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
test_rows_and_cents_of_many_worlds (void)
{
  static const struct { guint64 seed; guint n_sheets, n_rows; double mess; } worlds[] = {
    { 2, 3, 100, 0 }, { 3, 5, 60, 0.3 }, { 4, 2, 200, 1 }, { 5, 9, 500, 1 }, { 6, 1, 10, 0.5 },
    { 1234567, 4, 120, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    {
      const TallyBatchOptions dry = { .dry_run = TRUE };
      TallySandboxSeed seed;
      g_autoptr (TallyTestEngine) engine = NULL;
      g_autoptr (TallyRun) run = NULL;
      tally_sandbox_seed_init (&seed);
      seed.seed = worlds[i].seed;
      seed.n_sheets = worlds[i].n_sheets;
      seed.rows_per_sheet = worlds[i].n_rows;
      seed.mess_ratio = worlds[i].mess;
      engine = make_engine (&seed);
      g_test_message ("seed %" G_GUINT64_FORMAT, worlds[i].seed);
      run = tally_test_engine_run (engine, &dry);
      assert_exit (run, 0);
      assert_conserved (engine, run);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/sources/a-workspace-is-read-to-its-leaves",
                   test_a_workspace_is_read_to_its_leaves);
  g_test_add_func ("/engine/sources/a-place-that-can-not-be-listed-loses-no-rows",
                   test_a_place_that_can_not_be_listed_loses_no_rows);
  g_test_add_func ("/engine/sources/a-workbook-of-a-lost-sheet-is-held",
                   test_a_workbook_of_a_lost_sheet_is_held);
  g_test_add_func ("/engine/sources/a-sheet-taken-out-and-put-back", test_a_sheet_taken_out_and_put_back);
  g_test_add_func ("/engine/sources/a-sheet-without-its-week-column-is-lost",
                   test_a_sheet_without_its_week_column_is_lost);
  g_test_add_func ("/engine/sources/a-renamed-column-changes-nothing",
                   test_a_renamed_column_changes_nothing);
  g_test_add_func ("/engine/sources/all-sheets-forbidden-is-a-matter-of-the-token",
                   test_all_sheets_forbidden_is_a_matter_of_the_token);
  g_test_add_func ("/engine/sources/faults-now-and-then-are-recovered",
                   test_faults_now_and_then_are_recovered);
  g_test_add_func ("/engine/sources/a-sheet-that-moves-while-it-is-read",
                   test_a_sheet_that_moves_while_it_is_read);
  g_test_add_func ("/engine/sources/rows-and-cents-of-many-worlds", test_rows_and_cents_of_many_worlds);
  return g_test_run ();
}
