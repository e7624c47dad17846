/* tally-learn-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-sample.h"

static gsize
look_up (GHashTable *moved,
         gsize       place)
{
  gpointer row;

  return g_hash_table_lookup_extended (moved, GSIZE_TO_POINTER (place), NULL, &row) ? GPOINTER_TO_SIZE (row) : place;
}

void
tally_learn_sample_rows (TallyRandom *random,
                         gsize        n_rows,
                         gsize       *out_rows,
                         gsize        n_samples)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);

  g_return_if_fail (random != NULL && out_rows != NULL && n_samples <= n_rows);
  for (gsize i = 0; i < n_samples; i++)
    {
      gsize j = i + (gsize) tally_random_below (random, n_rows - i);

      out_rows[i] = look_up (moved, j);
      g_hash_table_insert (moved, GSIZE_TO_POINTER (j), GSIZE_TO_POINTER (look_up (moved, i)));
    }
}
