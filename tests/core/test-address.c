/* test-address.c: what may name a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-address.h"
#include "tally-test.h"

static void
test_what_is_one (void)
{
  static const char *const good[] = { "a@b", "ann.example+audit@example.co.uk", "josé@ejemplo.es" };
  static const char *const bad[] = {
    "", "ann", "@example.com", "ann@", "a@b@c", "ann @example.com", "<ann@example.com>", "a@b,c@d", "a@b;", "a\t@b", "a@b\n",
    "\"ann\"@example.com", "a@\xff",
  };
  g_autofree char *longest = g_strnfill (252, 'x');
  g_autofree char *fits = g_strconcat ("a@", longest, NULL);
  g_autofree char *too_long = g_strconcat ("ab@", longest, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (tally_address_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tally_address_is_valid (bad[i]));
  g_assert_false (tally_address_is_valid (NULL));
  g_assert_true (tally_address_is_valid (fits));
  g_assert_false (tally_address_is_valid (too_long));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/address/what-is-one", test_what_is_one);
  return g_test_run ();
}
