/* test-sort.c
 *
 * Sorts as GLib does, whatever stands there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"
#include "tally-sort.h"
#include "tally-test.h"

typedef struct {
  gint64 key;
  guint  place;
  char   rest[90];
} Element;

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  gint64 key_a = ((const Element *) a)->key, key_b = ((const Element *) b)->key;

  return (key_a > key_b) - (key_a < key_b);
}

static GArray *
make_array (TallyRandom *random,
            guint        n,
            guint        n_keys)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (Element));

  for (guint i = 0; i < n; i++)
    {
      Element element = { .key = (gint64) tally_random_below (random, n_keys), .place = i };
      element.rest[i % sizeof element.rest] = (char) i;
      g_array_append_val (array, element);
    }
  return array;
}

static void
test_as_glib_does (void)
{
  static const guint sizes[] = { 0, 1, 2, 3, 10, 1000 };
  g_autoptr (TallyRandom) random = tally_random_new ((guint64) g_test_rand_int ());

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n_keys = 1; n_keys <= 1000; n_keys *= 10)
      {
        g_autoptr (GArray) array = make_array (random, sizes[i], n_keys);
        g_autoptr (GArray) expected = g_array_copy (array);
        g_array_sort (expected, compare_keys); /* GLib's is a merge sort: equal ones stay in order */
        tally_sort_array (array, compare_keys);
        g_assert_cmpmem (array->data, array->len * sizeof (Element), expected->data, expected->len * sizeof (Element));
      }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/sort/as-glib-does", test_as_glib_does);
  return g_test_run ();
}
