/* tally-sort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sort.h"

#include <string.h>

typedef struct {
  const GArray *array;
  guint         size;
  GCompareFunc  compare;
} Order;

static char *
get_element (const GArray *array,
             guint         size,
             guint         index)
{
  return array->data + (gsize) size * index;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Order *order = data;
  guint place_a = *(const guint *) a, place_b = *(const guint *) b;
  int result = order->compare (get_element (order->array, order->size, place_a),
                               get_element (order->array, order->size, place_b));

  return result != 0 ? result : (place_a > place_b) - (place_a < place_b);
}

/* Follows one cycle of the permutation: what belongs to a place comes from places[place]. */
static void
move_cycle (const Order *order,
            guint       *places,
            guint        start,
            char        *kept)
{
  guint at = start;

  memcpy (kept, get_element (order->array, order->size, start), order->size);
  while (places[at] != start)
    {
      guint from = places[at];
      memcpy (get_element (order->array, order->size, at), get_element (order->array, order->size, from), order->size);
      places[at] = at;
      at = from;
    }
  memcpy (get_element (order->array, order->size, at), kept, order->size);
  places[at] = at;
}

void
tally_sort_array (GArray       *array,
                  GCompareFunc  compare)
{
  Order order = { array, g_array_get_element_size (array), compare };
  g_autofree guint *places = g_new (guint, MAX (array->len, 1));
  g_autofree char *kept = g_malloc (order.size);

  for (guint i = 0; i < array->len; i++)
    places[i] = i;
  g_qsort_with_data (places, (gint) array->len, sizeof *places, compare_places, &order);
  for (guint i = 0; i < array->len; i++)
    if (places[i] != i)
      move_cycle (&order, places, i, kept);
}
