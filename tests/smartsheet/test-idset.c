/* test-idset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"
#include "tally-smartsheet-idset.h"

#define N_IDS 20000

static void
test_tells_what_was_seen (void)
{
  g_autoptr (TallySmartsheetIdset) set = tally_smartsheet_idset_new ();
  g_autoptr (TallyRandom) random = tally_random_new (5);
  g_autofree gint64 *ids = g_new (gint64, N_IDS);

  /* Half of them neighbours, as rows of a sheet are, half of them all over the range. */
  for (guint i = 0; i < N_IDS; i++)
    ids[i] = i % 2 == 0 ? 4583173393803140 + i : (gint64) (tally_random_next (random) | 1);
  for (guint i = 0; i < N_IDS; i++)
    {
      g_assert_false (tally_smartsheet_idset_has (set, ids[i]));
      g_assert_true (tally_smartsheet_idset_add (set, ids[i]));
      g_assert_false (tally_smartsheet_idset_add (set, ids[i]));
    }
  for (guint i = 0; i < N_IDS; i++)
    g_assert_true (tally_smartsheet_idset_has (set, ids[i]));
  g_assert_false (tally_smartsheet_idset_has (set, 4583173393803141));
  tally_smartsheet_idset_clear (set);
  g_assert_false (tally_smartsheet_idset_has (set, ids[0]));
  g_assert_true (tally_smartsheet_idset_add (set, ids[0]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/idset/tells-what-was-seen", test_tells_what_was_seen);
  return g_test_run ();
}
