/* test-wishes.c
 *
 * What a run may be asked: to make everything again, some weeks, at most so many, or to let a gone
 * attachment be; and to find its sheets below folders.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

static TallyTestEngine *
make_weeks (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 3;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  return engine;
}

static TallyDay
get_week (const TallyTestFile *file)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file->name);

  g_assert_nonnull (name);
  return name->identity->week_ending;
}

/* The workbooks of the week are attached anew, those of other weeks are not touched. */
static void
test_forced_weeks_are_made_again (void)
{
  g_autoptr (TallyTestEngine) engine = make_weeks ();
  g_autoptr (GPtrArray) before = tally_test_target_list (engine);
  TallyDay week = get_week (before->pdata[0]);
  char text[TALLY_DAY_BUFFER_SIZE];
  g_autoptr (TallyRun) run = NULL;
  guint n_of_week = 0;

  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[run]\nforce-weeks=%s\n", tally_week_format (week, text, sizeof text));
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < before->len; i++)
    {
      const TallyTestFile *file = before->pdata[i];
      gboolean is_of_week = get_week (file) == week;
      g_assert_cmpint (tally_test_target_has (engine, file->attachment_id), ==, !is_of_week);
      n_of_week += is_of_week ? 1 : 0;
    }
  g_assert_cmpuint (n_of_week, >, 0);
  g_assert_cmpuint (n_of_week, <, before->len);
  g_assert_cmpuint (run->counts.n_published, ==, n_of_week);
  g_assert_cmpuint (run->counts.n_removed, ==, n_of_week);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
test_a_limit_makes_the_rest_later (void)
{
  const TallyBatchOptions two = { .max_groups = 2 };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  guint n_all, n_left;

  {
    const TallyBatchOptions dry = { .dry_run = TRUE };
    g_autoptr (TallyRun) run = tally_test_engine_run (engine, &dry);
    n_all = tally_plan_count (run->plan, TALLY_PLAN_NEW);
    g_assert_cmpuint (n_all, >, 2);
  }
  for (n_left = n_all; n_left > 0; n_left -= MIN (2, n_left))
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (engine, &two);
      tally_test_run_assert_exit (run, 0);
      g_assert_cmpuint (run->counts.n_published, ==, MIN (2, n_left));
      g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_NEW), ==, MIN (2, n_left));
      g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_UNCHANGED), ==, n_all - n_left);
      g_assert_cmpint (run->plan->n_filtered > 0, ==, n_left > 2);
      tally_test_engine_assert_exactly_once (engine, run);
    }
  tally_test_engine_assert_settled (engine);
}

static void
test_a_gone_attachment_may_stay_gone (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) without = NULL;
  g_autoptr (TallyRun) with = NULL;

  tally_test_engine_delete_a_file (engine);
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nattachment-required=false\n");
  without = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (without, 0);
  g_assert_cmpuint (without->counts.n_published, ==, 0);
  g_assert_cmpuint (tally_plan_count (without->plan, TALLY_PLAN_CHANGED), ==, 0);
  g_free (engine->settings);
  engine->settings = g_strdup ("");
  with = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (with, 0);
  g_assert_cmpuint (with->counts.n_published, ==, 1);
  tally_test_engine_assert_exactly_once (engine, with);
}

/* A world whose sources are below folders, which the configuration names by @key. */
static TallyTestEngine *
make_folders (TallySandboxSeedLayout  layout,
              const char             *key)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  TallySandboxWorld *world;
  TallySandboxContainer *root;
  GString *sources = g_string_new (NULL);

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 4;
  seed.rows_per_sheet = 20;
  seed.layout = layout;
  engine = tally_test_engine_new (&seed);
  world = tally_sandbox_server_lock_world (engine->server);
  root = world->workspaces->pdata[0];
  g_assert_cmpuint (root->folders->len, >, 0);
  for (guint i = 0; layout == TALLY_SANDBOX_LAYOUT_NESTED && i < root->sheets->len; i++)
    g_string_append_printf (sources, "%s%" G_GINT64_FORMAT, i > 0 ? ";" : "",
                            ((TallySandboxSheet *) root->sheets->pdata[i])->id);
  for (guint i = 0; i < root->folders->len; i++)
    g_string_append_printf (sources, "%s%s%s%" G_GINT64_FORMAT, i > 0 ? ";" : "\n", i > 0 ? "" : key,
                            i > 0 ? "" : "=", ((TallySandboxContainer *) root->folders->pdata[i])->id);
  tally_sandbox_server_unlock_world (engine->server);
  g_free (engine->sources);
  engine->sources = g_string_free (sources, FALSE);
  return engine;
}

/* How folders are named and how the service lists them. */
typedef struct {
  const char             *path;
  TallySandboxSeedLayout  layout;
  const char             *key;
  const char             *faults;
} FolderCase;

#define OLD "[{\"operation\": \"list-children\", \"kind\": \"vanish\", \"count\": 0}]"

static const FolderCase folder_cases[] = {
  { "folders", TALLY_SANDBOX_LAYOUT_FOLDERS, "folders", "[]" },
  { "folders-of-the-old-endpoint", TALLY_SANDBOX_LAYOUT_FOLDERS, "folders", OLD },
  { "subcontractor-folders", TALLY_SANDBOX_LAYOUT_FOLDERS, "subcontractor-folders", "[]" },
  { "original-contract-folders", TALLY_SANDBOX_LAYOUT_FOLDERS, "original-contract-folders", "[]" },
  { "folders-in-folders", TALLY_SANDBOX_LAYOUT_NESTED, "folders", "[]" },
  { "folders-in-folders-of-the-old-endpoint", TALLY_SANDBOX_LAYOUT_NESTED, "folders", OLD },
};

static void
test_sheets_are_found_below (gconstpointer data)
{
  const FolderCase *folders = data;
  g_autoptr (TallyTestEngine) engine = make_folders (folders->layout, folders->key);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  tally_test_engine_set_faults (engine, folders->faults);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 4);
  g_assert_cmpint (run->plan->n_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "accepted"));
  g_assert_cmpint (run->plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "cents"));
  tally_test_engine_assert_exactly_once (engine, run);
  again = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (again, 0);
  g_assert_cmpuint (again->counts.n_sheets_unchanged, ==, 4);
}

/* A folder that is gone from the account, one taken out of the configuration, and a sheet named
 * twice over. */
static void
test_a_sheet_named_twice_is_read_once (void)
{
  g_autoptr (TallyTestEngine) engine = make_folders (TALLY_SANDBOX_LAYOUT_FOLDERS, "folders");
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  gint64 sheet_id = g_array_index (world->source_sheets, gint64, 0);
  char *sources = NULL;
  g_autoptr (TallyRun) run = NULL;

  sources = g_strdup_printf ("%" G_GINT64_FORMAT ";%" G_GINT64_FORMAT "%s\nworkspaces=%" G_GINT64_FORMAT,
                             sheet_id, sheet_id, engine->sources, world->root);
  tally_sandbox_server_unlock_world (engine->server);
  g_free (engine->sources);
  engine->sources = sources;
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_sheets_read, ==, 4);
  g_assert_cmpint (run->plan->n_by_reason[TALLY_REASON_ACCEPTED], ==,
                   tally_sandbox_seed_manifest_get_count (engine->manifest, "accepted"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/wishes/forced-weeks-are-made-again", test_forced_weeks_are_made_again);
  g_test_add_func ("/engine/wishes/a-limit-makes-the-rest-later", test_a_limit_makes_the_rest_later);
  g_test_add_func ("/engine/wishes/a-gone-attachment-may-stay-gone",
                   test_a_gone_attachment_may_stay_gone);
  for (guint i = 0; i < G_N_ELEMENTS (folder_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/wishes/%s", folder_cases[i].path);
      g_test_add_data_func (path, &folder_cases[i], test_sheets_are_found_below);
    }
  g_test_add_func ("/engine/wishes/a-sheet-named-twice-is-read-once",
                   test_a_sheet_named_twice_is_read_once);
  return g_test_run ();
}
