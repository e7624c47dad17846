/* test-setup.c
 *
 * What people are shown who set it up: whose the token is, what it sees, how a sheet would be read and why not, whether
 * a sheet can be the target or take the audit's row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-error.h"
#include "tally-engine-setup-map.h"
#include "tally-engine-setup.h"
#include "tally-engine-token.h"
#include "tally-test-engine.h"
#include "tally-test.h"

/* A sandbox whose sheets stand in folders of a workspace, and an engine before it. */
typedef struct {
  TallyTestEngine *test;   /* (owned) */
  TallyEngine     *engine; /* (owned) */
  gint64           workspace;
  gint64           source;
  gint64           target;
  gint64           audit;
} World;

static void
world_init (World *self)
{
  TallySandboxSeed seed;
  TallySandboxWorld *world;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 4;
  seed.rows_per_sheet = 40;
  seed.layout = TALLY_SANDBOX_LAYOUT_NESTED;
  self->test = tally_test_engine_new (&seed);
  self->engine = tally_test_engine_open (self->test);
  world = tally_sandbox_server_lock_world (self->test->server);
  self->workspace = world->root;
  self->source = g_array_index (world->source_sheets, gint64, 0);
  self->target = world->target_sheet;
  self->audit = world->audit_sheet;
  tally_sandbox_server_unlock_world (self->test->server);
}

static void
world_clear (World *self)
{
  g_clear_pointer (&self->engine, tally_engine_free);
  g_clear_pointer (&self->test, tally_test_engine_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
test_token (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (TallyEngineTokenOwner) owner = NULL;
  g_autoptr (TallyEngineTokenOwner) none = NULL;
  g_autoptr (TallyEngineToken) token = NULL;
  g_autoptr (GError) error = NULL;

  world_init (&world);
  owner = tally_engine_token_test (world.engine, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (owner->email, ==, "sandbox@tallyman.example");
  g_assert_cmpstr (owner->region, ==, "loopback");
  g_assert_cmpuint (owner->n_workspaces, ==, 1);
  g_assert_cmpuint (owner->n_sheets, >=, 6);
  token = tally_engine_token_find (world.engine, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token->ending, ==, "oken");
  none = tally_engine_token_test (world.engine, "not-the-right-token", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_REFUSED);
  g_clear_error (&error);
  none = tally_engine_token_test (world.engine, "two words", NULL, &error);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
}

static void
test_cancelled (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (TallyEngineTokenOwner) owner = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  world_init (&world);
  g_cancellable_cancel (cancellable);
  owner = tally_engine_token_test (world.engine, NULL, cancellable, &error);
  g_assert_null (owner);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static guint
count_kind (GPtrArray            *places,
            TallyEnginePlaceKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += ((const TallyEnginePlace *) places->pdata[i])->kind == kind;
  return n;
}

/* Down the tree, a step at a time, to its sheets. */
static guint
count_sheets_below (TallyEngine          *engine,
                    TallyEnginePlaceKind  kind,
                    gint64                id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = tally_engine_setup_list_children (engine, kind, id, NULL, &error);
  guint n;

  g_assert_no_error (error);
  n = count_kind (children, TALLY_ENGINE_PLACE_SHEET);
  for (guint i = 0; i < children->len; i++)
    {
      const TallyEnginePlace *child = children->pdata[i];

      g_assert_cmpstr (child->name, !=, "");
      if (child->kind != TALLY_ENGINE_PLACE_SHEET)
        n += count_sheets_below (engine, child->kind, child->id);
    }
  return n;
}

static void
test_tree (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  world_init (&world);
  g_assert_cmpuint (count_sheets_below (world.engine, TALLY_ENGINE_PLACE_ROOT, 0), >=, 4);
  sheets = tally_engine_setup_list_sheets (world.engine, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_kind (sheets, TALLY_ENGINE_PLACE_SHEET), ==, sheets->len);
  g_assert_cmpuint (sheets->len, >=, 6);
  nothing = tally_engine_setup_list_children (world.engine, TALLY_ENGINE_PLACE_FOLDER, 4711, NULL, &error);
  g_assert_null (nothing);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

/* The configured sheets have their names. */
static void
test_sources (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  world_init (&world);
  sheets = tally_engine_setup_list_sources (world.engine, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 4);
  for (guint i = 0; i < sheets->len; i++)
    g_assert_cmpstr (((const TallyEnginePlace *) sheets->pdata[i])->name, !=, "");
}

/* Those of a workspace are found, and what is left out is not among them. */
static void
test_sources_of_a_workspace (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  world_init (&world);
  tally_engine_free (world.engine);
  g_free (world.test->sources);
  world.test->sources = g_strdup_printf ("\nworkspaces=%" G_GINT64_FORMAT "\nexclude-sheets=%" G_GINT64_FORMAT,
                                         world.workspace, world.source);
  world.engine = tally_test_engine_open (world.test);
  sheets = tally_engine_setup_list_sources (world.engine, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, >=, 3);
  for (guint i = 0; i < sheets->len; i++)
    g_assert_cmpint (((const TallyEnginePlace *) sheets->pdata[i])->id, !=, world.source);
}

/* What the preview says of rows is what a pass says of them. */
static void
test_map (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineSetupMap) map = NULL;
  guint n_rows = 0;

  world_init (&world);
  map = tally_engine_setup_map_sheet (world.engine, world.source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (map->name, !=, "");
  g_assert_cmpuint (map->map->matches[TALLY_FIELD_WEEK_ENDING].confidence_percent, >, 0);
  g_assert_cmpuint (map->map->matches[TALLY_FIELD_PRICE].confidence_percent, >, 0);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    n_rows += map->n_by_reason[i];
  g_assert_cmpuint (n_rows, ==, map->rows->len);
  g_assert_cmpint (n_rows + map->n_blank, ==, MIN (map->n_rows, TALLY_ENGINE_SETUP_MAP_ROWS));
  g_assert_cmpuint (map->n_by_reason[TALLY_REASON_ACCEPTED], >, 0);
  g_assert_cmpuint (map->n_by_reason[TALLY_REASON_ACCEPTED], <, n_rows);
  g_assert_cmpint (map->cents_by_reason[TALLY_REASON_ACCEPTED], >, 0);
  g_assert_cmpint (((const TallyEngineSetupRow *) map->rows->pdata[0])->row_number, >, 0);
}

static void
test_a_long_sheet_is_looked_at_in_part (void)
{
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) test = NULL;
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyEngineSetupMap) map = NULL;
  g_autoptr (GError) error = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 3 * TALLY_ENGINE_SETUP_MAP_ROWS;
  test = tally_test_engine_new (&seed);
  engine = tally_test_engine_open (test);
  map = tally_engine_setup_map_sheet (engine, g_ascii_strtoll (test->sources, NULL, 10), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (map->rows->len + map->n_blank, ==, TALLY_ENGINE_SETUP_MAP_ROWS);
  g_assert_cmpint (map->n_rows, >=, 3 * TALLY_ENGINE_SETUP_MAP_ROWS);
}

static void
test_no_source (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineSetupMap) map = NULL;

  world_init (&world);
  map = tally_engine_setup_map_sheet (world.engine, world.audit, NULL, &error);
  g_assert_null (map);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "has no column"));
  g_clear_error (&error);
  map = tally_engine_setup_map_sheet (world.engine, 4711, NULL, &error);
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
}

static void
assert_use (World               *world,
            gint64               sheet_id,
            TallyEngineSetupUse  use,
            gboolean             is_usable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineSetupSheet) sheet = tally_engine_setup_check_sheet (world->engine, sheet_id, use, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s: %s, %s", sheet->name, sheet->column, sheet->problem);
  g_assert_cmpint (sheet->is_usable, ==, is_usable);
  g_assert_cmpint (sheet->problem == NULL, ==, is_usable);
  g_assert_cmpuint (sheet->missing->len > 0, ==, use == TALLY_ENGINE_SETUP_USE_AUDIT && !is_usable);
}

static void
test_target_and_audit_sheet (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  assert_use (&world, world.target, TALLY_ENGINE_SETUP_USE_TARGET, TRUE);
  assert_use (&world, world.audit, TALLY_ENGINE_SETUP_USE_TARGET, FALSE);
  assert_use (&world, world.audit, TALLY_ENGINE_SETUP_USE_AUDIT, TRUE);
  assert_use (&world, world.target, TALLY_ENGINE_SETUP_USE_AUDIT, FALSE);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/setup/token", test_token);
  g_test_add_func ("/engine/setup/cancelled", test_cancelled);
  g_test_add_func ("/engine/setup/tree", test_tree);
  g_test_add_func ("/engine/setup/sources", test_sources);
  g_test_add_func ("/engine/setup/sources-of-a-workspace", test_sources_of_a_workspace);
  g_test_add_func ("/engine/setup/map", test_map);
  g_test_add_func ("/engine/setup/a-long-sheet-is-looked-at-in-part", test_a_long_sheet_is_looked_at_in_part);
  g_test_add_func ("/engine/setup/no-source", test_no_source);
  g_test_add_func ("/engine/setup/target-and-audit-sheet", test_target_and_audit_sheet);
  return g_test_run ();
}
