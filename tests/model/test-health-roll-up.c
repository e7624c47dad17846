/* test-health-roll-up.c: what states come to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-health-board.h"
#include "tally-test.h"

static void
add_part (TallyHealthBoard *board,
          const char       *id,
          gboolean          is_required,
          TallyHealthState  state)
{
  TallyHealthPart *part = tally_health_part_new (id, is_required);

  part->state = state;
  g_ptr_array_add (board->parts, part);
}

static void
test_only_what_is_well_is_green (void)
{
  for (guint state = 0; state < TALLY_N_HEALTH_STATES; state++)
    g_assert_true ((tally_health_state_fold ((TallyHealthState) state) == TALLY_HEALTH_GREEN)
                   == (state == TALLY_HEALTH_STATE_OK));
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_LATE), ==, TALLY_HEALTH_YELLOW);
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_DEGRADED), ==, TALLY_HEALTH_YELLOW);
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_FAILED), ==, TALLY_HEALTH_RED);
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_UNKNOWN), ==, TALLY_HEALTH_GREY);
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_PAUSED), ==, TALLY_HEALTH_GREY);
  g_assert_cmpint (tally_health_state_fold (TALLY_HEALTH_STATE_MAINTENANCE), ==, TALLY_HEALTH_GREY);
}

/* Names are in files that people keep: each has one, and no two are alike. */
static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint state = 0; state < TALLY_N_HEALTH_STATES; state++)
    g_assert_true (g_hash_table_add (seen, (gpointer) tally_health_state_get_id ((TallyHealthState) state)));
  g_hash_table_remove_all (seen);
  for (guint reason = 0; reason < TALLY_N_HEALTH_REASONS; reason++)
    g_assert_true (g_hash_table_add (seen, (gpointer) tally_health_reason_get_id ((TallyHealthReason) reason)));
}

static void
assert_whole (const TallyHealthBoard *board,
              TallyHealthState        state,
              const char             *cause)
{
  g_assert_cmpint (board->state, ==, state);
  g_assert_cmpstr (board->cause != NULL ? board->cause->id : NULL, ==, cause);
}

static void
test_the_whole_is_as_bad_as_the_worst_that_is_needed (void)
{
  g_autoptr (TallyHealthBoard) board = tally_health_board_new ();

  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_UNKNOWN, NULL);
  add_part (board, "one", TRUE, TALLY_HEALTH_STATE_OK);
  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_OK, NULL);
  add_part (board, "unknown", FALSE, TALLY_HEALTH_STATE_UNKNOWN);
  add_part (board, "paused", FALSE, TALLY_HEALTH_STATE_PAUSED);
  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_OK, NULL);
  add_part (board, "needed", TRUE, TALLY_HEALTH_STATE_UNKNOWN);
  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_UNKNOWN, "needed");
  add_part (board, "failed", FALSE, TALLY_HEALTH_STATE_FAILED);
  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_DEGRADED, "failed");
  add_part (board, "broken", TRUE, TALLY_HEALTH_STATE_FAILED);
  tally_health_board_roll_up (board);
  assert_whole (board, TALLY_HEALTH_STATE_FAILED, "broken");
  g_assert_cmpstr (tally_health_board_find (board, "paused")->id, ==, "paused");
  g_assert_null (tally_health_board_find (board, "none of that name"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/health-roll-up/only-what-is-well-is-green", test_only_what_is_well_is_green);
  g_test_add_func ("/model/health-roll-up/names", test_names);
  g_test_add_func ("/model/health-roll-up/the-whole-is-as-bad-as-the-worst-that-is-needed",
                   test_the_whole_is_as_bad_as_the_worst_that_is_needed);
  return g_test_run ();
}
