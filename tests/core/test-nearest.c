/* test-nearest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-nearest.h"

static void
test_distance (void)
{
  g_assert_cmpuint (tally_nearest_distance ("", ""), ==, 0);
  g_assert_cmpuint (tally_nearest_distance ("", "abc"), ==, 3);
  g_assert_cmpuint (tally_nearest_distance ("abc", ""), ==, 3);
  g_assert_cmpuint (tally_nearest_distance ("Sheet", "sheet"), ==, 0);
  g_assert_cmpuint (tally_nearest_distance ("shete", "sheet"), ==, 1);
  g_assert_cmpuint (tally_nearest_distance ("kitten", "sitting"), ==, 3);
}

static void
test_long (void)
{
  g_autofree char *a = g_strnfill (5000, 'a');
  g_autofree char *b = g_strnfill (5000, 'b');

  g_assert_cmpuint (tally_nearest_distance (a, b), ==, 63);
}

static void
test_find (void)
{
  static const char *const words[] = { "us", "eu", "sheets", "sheet", "folders", NULL };

  g_assert_cmpstr (tally_nearest_find ("sheett", words), ==, "sheets");
  g_assert_cmpstr (tally_nearest_find ("sheet", words), ==, "sheet");
  g_assert_cmpstr (tally_nearest_find ("fodlers", words), ==, "folders");
  g_assert_null (tally_nearest_find ("region", words));
  g_assert_null (tally_nearest_find ("xx", words));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/nearest/distance", test_distance);
  g_test_add_func ("/core/nearest/long-words-stay-bounded", test_long);
  g_test_add_func ("/core/nearest/finds-only-what-is-near", test_find);
  return g_test_run ();
}
