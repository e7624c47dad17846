/* test-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"

#include "tally-test.h"

#define N_DRAWS 60000

/* The published sequence of SplitMix64 for the seed 1234567. */
static void
test_reference (void)
{
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (6457827717110365317), G_GUINT64_CONSTANT (3203168211198807973),
    G_GUINT64_CONSTANT (9817491932198370423), G_GUINT64_CONSTANT (4593380528125082431),
    G_GUINT64_CONSTANT (16408922859458223821),
  };
  g_autoptr (TallyRandom) random = tally_random_new (1234567);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (tally_random_next (random), ==, expected[i]);
}

static void
test_bounds (void)
{
  g_autoptr (TallyRandom) random = tally_random_new (1);
  guint counts[6] = { 0 };

  for (guint i = 0; i < N_DRAWS; i++)
    {
      double ratio = tally_random_ratio (random);
      g_assert_true (ratio >= 0 && ratio < 1);
      counts[tally_random_below (random, 6)]++;
      g_assert_cmpuint (tally_random_below (random, 1), ==, 0);
    }
  for (guint i = 0; i < 6; i++) /* ten standard deviations */
    g_assert_cmpuint (ABS ((int) counts[i] - N_DRAWS / 6), <, 920);
}

static void
test_split (void)
{
  g_autoptr (TallyRandom) a = tally_random_new (1);
  g_autoptr (TallyRandom) b = tally_random_new (1);
  g_autoptr (TallyRandom) split_early = tally_random_split (a, "rows");
  g_autoptr (TallyRandom) split_late = NULL;
  g_autoptr (TallyRandom) other = tally_random_split (a, "people");
  guint64 first;

  tally_random_next (b);
  split_late = tally_random_split (b, "rows");
  first = tally_random_next (split_early);
  g_assert_cmpuint (first, ==, tally_random_next (split_late));
  g_assert_cmpuint (first, !=, tally_random_next (other));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/random/is-splitmix64", test_reference);
  g_test_add_func ("/core/random/bounds", test_bounds);
  g_test_add_func ("/core/random/split-depends-on-seed-and-label", test_split);
  return g_test_run ();
}
