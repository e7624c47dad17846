/* test-incremental-edits.c
 *
 * A pass that reads what changed leaves the store as one that reads everything would, whatever was
 * done to the sheets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-sandbox-live.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test-changes.h"
#include "tally-test-edits.h"
#include "tally-test-sync.h"
#include "tally-test.h"

/* Sequences of edits, in one go and with "-m slow". */
#define N_SEEDS 4
#define N_SEEDS_SLOW 100
#define N_PASSES 16

/* Any sequence of edits, a pass after each few of them. */
static void
test_any_edits (gconstpointer data)
{
  guint64 seed = GPOINTER_TO_UINT (data);
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 25, seed, seed % 3 == 0 ? 1 : 0.2);
  g_auto (TallyTestEdits) edits = { 0 };
  TallyTestAsked asked = { 0 };

  tally_test_edits_init (&edits, engine, seed);
  edits.with_columns = seed % 2 == 0;
  tally_test_sync_again (engine);
  for (guint pass = 0; pass < N_PASSES; pass++)
    {
      gboolean is_alone = pass % 5 == 4;
      guint n = is_alone ? 1 : 1 + (guint) tally_random_below (edits.random, 4);
      TallyTestAsked now;

      for (guint i = 0; i < n; i++)
        g_test_message ("pass %u: %s", pass, tally_test_edits_go_on (&edits, is_alone));
      tally_clock_advance (engine->clock, 60 * G_USEC_PER_SEC);
      tally_test_sync_forget_calls (engine);
      tally_test_sync_again (engine);
      tally_test_edits_settle (&edits);
      now = tally_test_sync_count_calls (engine);
      asked.n_parts += now.n_parts;
      asked.n_sweeps += now.n_sweeps;
      asked.n_whole += now.n_whole;
      tally_test_sync_assert_whole (engine);
    }
  g_test_message ("%u readings of changes, %u sweeps, %u whole", asked.n_parts, asked.n_sweeps,
                  asked.n_whole);
  g_assert_cmpuint (asked.n_parts, >=, N_PASSES);
  if (!edits.with_columns)
    g_assert_cmpuint (asked.n_whole, <, N_PASSES);
}

/* The sandbox's own life, hours of it between the passes: crews, corrections, comments, automations. */
static void
test_a_living_world (void)
{
  const TallySandboxLive live = { 11, 60 };
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (2, 40, 10, 0);
  gint64 at = 0;
  guint n_done = 0;

  for (guint pass = 0; pass < 8; pass++)
    {
      TallySandboxWorld *world;

      tally_test_sync_again (engine);
      tally_test_sync_assert_whole (engine);
      world = tally_sandbox_server_lock_world (engine->server);
      for (guint i = 0; i < world->sheets->len; i++)
        at = MAX (at, ((TallySandboxSheet *) world->sheets->pdata[i])->modified_utc_usec);
      n_done += tally_sandbox_live_step (&live, world, at, at + 20 * 60 * G_USEC_PER_SEC);
      tally_sandbox_server_unlock_world (engine->server);
    }
  g_assert_cmpuint (n_done, >, 50);
}

static gint64
count_bytes (TallyTestEngine *engine)
{
  g_autoptr (GString) counters = g_string_new (NULL);
  const char *bytes;

  tally_sandbox_calls_append_counters (tally_sandbox_server_get_calls (engine->server), counters);
  bytes = strstr (counters->str, "\"bytes\":");
  g_assert_nonnull (bytes);
  return g_ascii_strtoll (bytes + strlen ("\"bytes\":"), NULL, 10);
}

/* What one edit in a hundred rows costs, against reading everything. */
static void
test_what_few_edits_cost (void)
{
  guint n_sheets = g_test_slow () ? 9 : 3, n_rows = g_test_slow () ? 2000 : 300;
  g_autoptr (TallyTestEngine) engine = tally_test_sync_new_engine (n_sheets, n_rows, 12, 0);
  gint64 whole_bytes, part_bytes, sweep_bytes;
  TallyTestAsked whole, part, sweep;

  tally_test_sync_forget_calls (engine);
  tally_test_sync_again (engine);
  whole_bytes = count_bytes (engine);
  whole = tally_test_sync_count_calls (engine);
  tally_test_engine_change_prices (engine, 1, 100);
  tally_test_sync_forget_calls (engine);
  tally_test_sync_again (engine);
  part_bytes = count_bytes (engine);
  part = tally_test_sync_count_calls (engine);
  tally_test_sync_assert_whole (engine);
  for (guint i = 0; i < n_sheets; i++)
    {
      TallyTestHand hand = { .engine = engine, .world = tally_sandbox_server_lock_world (engine->server) };

      hand.stamp.at_utc_usec = g_get_real_time ();
      hand.stamp.by = hand.world->users->pdata[0];
      hand.sheet = tally_sandbox_world_find_sheet (hand.world, tally_test_sync_get_source (engine, i));
      tally_sandbox_world_remove_row (hand.world, hand.sheet, tally_test_hand_get_row (&hand, 9), &hand.stamp);
      tally_test_hand_end (&hand);
    }
  tally_test_sync_forget_calls (engine);
  tally_test_sync_again (engine);
  sweep_bytes = count_bytes (engine);
  sweep = tally_test_sync_count_calls (engine);
  tally_test_sync_assert_whole (engine);
  g_test_message ("%u sheets of %u rows: whole %u calls, %" G_GINT64_FORMAT " bytes; 1 %% edited %u calls, %"
                  G_GINT64_FORMAT " bytes; a row gone in each %u calls, %" G_GINT64_FORMAT " bytes", n_sheets,
                  n_rows, whole.n_calls, whole_bytes, part.n_calls, part_bytes, sweep.n_calls, sweep_bytes);
  g_assert_cmpuint (part.n_calls, ==, n_sheets);
  g_assert_cmpuint (sweep.n_calls, ==, 2 * n_sheets);
  g_assert_cmpint (part_bytes * 4, <, whole_bytes);
  g_assert_cmpint (sweep_bytes * 2, <, whole_bytes);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/incremental-edits/a-living-world", test_a_living_world);
  g_test_add_func ("/engine/incremental-edits/what-few-edits-cost", test_what_few_edits_cost);
  for (guint seed = 1; seed <= (g_test_slow () ? N_SEEDS_SLOW : N_SEEDS); seed++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/incremental-edits/any-%u", seed);
      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_any_edits);
    }
  return g_test_run ();
}
