/* test-adopted.c
 *
 * A store that was lost, or is older than what hangs on the target: what is there is adopted, not
 * attached again, and nothing is replaced that was not understood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <unistd.h>

#include "tally-sandbox-calls.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* The data directory is gone; the next run begins an empty one. */
static void
lose_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_strconcat (engine->data_dir, "-anew", NULL);

  g_free (engine->data_dir);
  engine->data_dir = g_steal_pointer (&path);
}

static TallyTestEngine *
make_pair (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 1;
  seed.n_work_requests = 6;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  return engine;
}

static void
test_a_lost_store_uploads_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (GPtrArray) before = tally_test_target_list (engine);
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autoptr (TallyRun) run = NULL;

  lose_store (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_cmpuint (run->counts.n_adopted, ==, before->len);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_UNCHANGED), ==, before->len);
  g_assert_nonnull (tally_test_run_find_notice (run, "adopted"));
  g_assert_nonnull (tally_test_run_find_notice (run, "starts-new"));
  g_assert_null (tally_test_run_find_notice (run, "starts-blind")); /* nothing here says that there was one */
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
}

/* The database alone is gone: what stood beside it says that there was one. */
static void
test_a_loss_is_no_new_start (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (unlink (path), ==, 0);
  unlink (log);
  unlink (index);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_nonnull (tally_test_run_find_notice (run, "starts-blind"));
  g_assert_null (tally_test_run_find_notice (run, "starts-new"));
}

/* An auditor's desktop beside the publisher: that it is new is no reason to worry. */
static void
test_a_new_reader_is_no_loss (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyTestEngine) desktop = tally_test_engine_new_beside (engine, "desktop");
  g_autoptr (TallyRun) run = NULL;

  g_free (desktop->settings);
  desktop->settings = g_strdup ("[target]\npublish=never\n");
  run = tally_test_engine_run (desktop, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (tally_test_run_find_notice (run, "starts-new")->severity, ==, TALLY_SEVERITY_INFO);
  g_assert_null (tally_test_run_find_notice (run, "starts-blind"));
}

/* Nothing hangs there: a first start has nothing to say of others. */
static void
test_a_first_start_is_neither (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_null (tally_test_run_find_notice (run, "starts-new"));
  g_assert_null (tally_test_run_find_notice (run, "starts-blind"));
}

/* Adopted once, known for ever: the second run neither adopts nor reads. */
static void
test_an_adopted_workbook_is_like_any_other (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (TallyRun) third = NULL;

  lose_store (engine);
  first = tally_test_engine_run (engine, NULL);
  second = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (second, 0);
  g_assert_cmpuint (second->counts.n_adopted, ==, 0);
  g_assert_null (tally_test_run_find_notice (second, "starts-blind"));
  g_assert_null (tally_test_run_find_notice (second, "starts-new"));
  tally_test_engine_change_a_price (engine);
  third = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (third, 0);
  g_assert_cmpuint (third->counts.n_published, ==, 1);
  g_assert_cmpuint (third->counts.n_removed, ==, 1);
  tally_test_engine_assert_exactly_once (engine, third);
}

static void
test_a_lost_store_replaces_what_changed (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (GPtrArray) before = tally_test_target_list (engine);
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_change_a_price (engine);
  lose_store (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_adopted, ==, before->len);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  g_assert_cmpuint (run->counts.n_removed, ==, 1);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_CHANGED), ==, 1);
  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      gint64 change = entry->total_cents - entry->published_cents;
      g_assert_cmpint (change, ==, entry->action == TALLY_PLAN_CHANGED ? 100 : 0);
    }
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
}

static void
test_a_lost_store_and_a_lost_sheet_hold (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (GPtrArray) before = tally_test_engine_list_files (engine);
  g_autoptr (GPtrArray) after = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);
  char *second = strchr (engine->sources, ';');
  g_autoptr (TallyRun) run = NULL;

  *second = '\0';
  lose_store (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_SOURCE_UNREAD), >=, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  after = tally_test_engine_list_files (engine);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
copy_store (TallyTestEngine *engine,
            const char      *from,
            const char      *to)
{
  g_autofree char *source = g_build_filename (engine->data_dir, from, NULL);
  g_autofree char *destination = g_build_filename (engine->data_dir, to, NULL);
  g_autofree char *wal = g_strconcat (destination, "-wal", NULL);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &content, &size, NULL));
  g_assert_true (g_file_set_contents (destination, content, (gssize) size, NULL));
  unlink (wal);
}

static void
remove_markers (TallyTestEngine *engine)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, engine->target);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      if (attachment->row == NULL)
        g_ptr_array_add (edits, g_strdup_printf ("{\"op\": \"remove-attachment\", \"attachmentId\": %"
                                                 G_GINT64_FORMAT "}", attachment->id));
    }
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpuint (edits->len, >, 0);
  for (guint i = 0; i < edits->len; i++)
    tally_test_engine_edit (engine, edits->pdata[i]);
}

/* A runner died after it had published and before it had marked and packed: the next one comes
 * with the older store, and what is newer there was written by its own installation. */
static void
test_an_older_store_adopts_what_its_own_attached (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) newer = NULL;
  g_autoptr (TallyRun) run = NULL;
  guint n_writes;

  copy_store (engine, "tallyman.db", "older.db");
  tally_test_engine_change_a_price (engine);
  newer = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (newer, 0);
  g_assert_cmpuint (newer->counts.n_published, ==, 1);
  remove_markers (engine);
  copy_store (engine, "older.db", "tallyman.db");
  n_writes = tally_test_engine_count_writes (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_adopted, ==, 1);
  g_assert_null (tally_test_run_find_notice (run, "starts-blind"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
}

/* --- the predecessor's workbooks -------------------------------------------------------------- */

/* A world with workbooks in a folder that say nothing of their origin, and nothing attached. */
static TallyTestEngine *
make_predecessor (TallyRun **out_run)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  TallyTestEngine *engine = tally_test_engine_new_small ();

  g_free (engine->settings);
  engine->settings = g_strdup ("[workbook]\nprovenance=off\n");
  *out_run = tally_test_engine_run (engine, &dry);
  tally_test_run_assert_exit (*out_run, 0);
  g_free (engine->settings);
  engine->settings = g_strdup ("");
  lose_store (engine);
  return engine;
}

static const TallyPlanEntry *
find_extreme (const TallyRun *run,
              gboolean        largest)
{
  const TallyPlanEntry *found = run->plan->entries->pdata[0];

  for (guint i = 1; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      if ((entry->total_cents > found->total_cents) == largest && entry->total_cents != found->total_cents)
        found = entry;
    }
  return found;
}

/* Row of the target that has the work request. */
static gint64
find_row (TallyTestEngine     *engine,
          const TallyIdentity *identity)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, engine->target);
  TallySandboxColumn *column = tally_sandbox_sheet_find_title (sheet, "Work Request #");
  gint64 row_id = 0;

  for (guint i = 0; i < sheet->rows->len; i++)
    {
      TallySandboxRow *row = sheet->rows->pdata[i];
      TallySandboxCell cell = tally_sandbox_row_get_cell (row, column);
      g_autofree char *text = tally_sandbox_lexeme_dup_text (cell.value);
      if (text != NULL && strncmp (text, identity->work_request, strlen (identity->work_request)) == 0)
        row_id = row->id;
    }
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpint (row_id, !=, 0);
  return row_id;
}

/* Hangs the workbook of @content where the one of @entry belongs, under a name of the predecessor. */
static gint64
attach_as_predecessor (TallyTestEngine      *engine,
                       const TallyPlanEntry *entry,
                       const TallyPlanEntry *content)
{
  g_autofree char *file = tally_identity_dup_file_name (content->identity, content->fingerprint);
  g_autofree char *path = g_build_filename (engine->output_dir, file, NULL);
  g_autofree char *stem = tally_identity_dup_stem (entry->identity);
  g_autofree char *name = g_strconcat (stem, "_143005_00000000000abcde.xlsx", NULL);

  return tally_test_target_attach_file (engine, find_row (engine, entry->identity), name, path,
                                        "2024-01-05T10:00:00Z");
}

static void
test_the_predecessors_needs_a_take_over (void)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyRun) dry = NULL;
  g_autoptr (TallyTestEngine) engine = make_predecessor (&dry);
  const TallyPlanEntry *entry = find_extreme (dry, TRUE);
  gint64 old = attach_as_predecessor (engine, entry, entry);
  g_autoptr (TallyRun) held = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) run = NULL;

  tally_test_run_assert_exit (held, 3);
  g_assert_cmpuint (tally_test_run_count_holds (held, TALLY_HOLD_TAKEOVER), ==, 1);
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server),
                                               "get-attachment"), ==, 0);
  g_assert_true (tally_test_target_has (engine, old));
  run = tally_test_engine_run (engine, &take_over);
  tally_test_run_assert_exit (run, 0);
  g_assert_false (tally_test_target_has (engine, old));
  g_assert_cmpuint (run->counts.n_removed, ==, 1);
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
}

static void
test_a_take_over_does_not_shrink (void)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  g_autoptr (TallyRun) dry = NULL;
  g_autoptr (TallyTestEngine) engine = make_predecessor (&dry);
  const TallyPlanEntry *small = find_extreme (dry, FALSE);
  const TallyPlanEntry *large = find_extreme (dry, TRUE);
  gint64 old = attach_as_predecessor (engine, small, large);
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (small->total_cents * 5, <, large->total_cents * 4);
  run = tally_test_engine_run (engine, &take_over);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_TAKEOVER_SHRINKS), ==, 1);
  g_assert_true (tally_test_target_has (engine, old));
  g_assert_cmpuint (run->counts.n_removed, ==, 0);
}

/* An upload that was cut off, under a name of ours: kept, then replaced. */
static void
test_bytes_that_are_no_workbook_are_archived_and_replaced (void)
{
  g_autoptr (TallyRun) dry = NULL;
  g_autoptr (TallyTestEngine) engine = make_predecessor (&dry);
  const TallyPlanEntry *entry = find_extreme (dry, TRUE);
  g_autofree char *name = tally_identity_dup_file_name (entry->identity, "0000000000000000");
  gint64 old = tally_test_target_attach (engine, find_row (engine, entry->identity), name,
                                         "2024-01-05T10:00:00Z");
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_false (tally_test_target_has (engine, old));
  g_assert_cmpuint (run->counts.n_removed, ==, 1);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
test_what_can_not_be_fetched_is_held (void)
{
  g_autoptr (TallyTestEngine) engine = make_pair ();
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;
  guint n_writes;

  tally_test_engine_change_a_price (engine);
  lose_store (engine);
  n_writes = tally_test_engine_count_writes (engine);
  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-attachment\", \"kind\": \"forbid\", "
                                        "\"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  g_assert_cmpuint (tally_test_run_count_holds (run, TALLY_HOLD_FILE_UNREAD), ==, 1);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 1);
  tally_test_engine_assert_exactly_once (engine, next);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (void);
  } cases[] = {
    { "a-lost-store-uploads-nothing", test_a_lost_store_uploads_nothing },
    { "a-loss-is-no-new-start", test_a_loss_is_no_new_start },
    { "a-new-reader-is-no-loss", test_a_new_reader_is_no_loss },
    { "a-first-start-is-neither", test_a_first_start_is_neither },
    { "an-adopted-workbook-is-like-any-other", test_an_adopted_workbook_is_like_any_other },
    { "a-lost-store-replaces-what-changed", test_a_lost_store_replaces_what_changed },
    { "a-lost-store-and-a-lost-sheet-hold", test_a_lost_store_and_a_lost_sheet_hold },
    { "an-older-store-adopts-what-its-own-attached", test_an_older_store_adopts_what_its_own_attached },
    { "the-predecessors-needs-a-take-over", test_the_predecessors_needs_a_take_over },
    { "a-take-over-does-not-shrink", test_a_take_over_does_not_shrink },
    { "bytes-that-are-no-workbook-are-archived-and-replaced",
      test_bytes_that_are_no_workbook_are_archived_and_replaced },
    { "what-can-not-be-fetched-is-held", test_what_can_not_be_fetched_is_held },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/adopted/%s", cases[i].path);
      g_test_add_func (path, cases[i].run);
    }
  return g_test_run ();
}
