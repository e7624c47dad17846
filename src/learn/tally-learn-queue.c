/* tally-learn-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-queue.h"

#include <math.h>

static gboolean
is_free (const gboolean *is_done,
         gsize           row,
         const gsize    *rows,
         guint           n)
{
  if (is_done[row])
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (rows[i] == row)
      return FALSE;
  return TRUE;
}

/* The free row with the greatest worth, the first of several; FALSE if none is free. */
static gboolean
take_best (const double   *margins,
           gboolean        unsure,
           const gboolean *is_done,
           gsize           n_rows,
           gsize          *rows,
           guint          *inout_n)
{
  double best = -INFINITY;
  gboolean found = FALSE;
  gsize at = 0;

  for (gsize r = 0; r < n_rows; r++)
    {
      double worth = unsure ? -fabs (margins[r]) : margins[r];
      if ((found && worth <= best) || !is_free (is_done, r, rows, *inout_n))
        continue;
      best = worth;
      at = r;
      found = TRUE;
    }
  if (found)
    rows[(*inout_n)++] = at;
  return found;
}

static void
take_any (const gboolean *is_done,
          gsize           n_rows,
          TallyRandom    *random,
          gsize          *rows,
          guint          *inout_n)
{
  gsize n_free = 0;
  gsize nth;

  for (gsize r = 0; r < n_rows; r++)
    n_free += is_free (is_done, r, rows, *inout_n);
  if (n_free == 0)
    return;
  nth = (gsize) tally_random_below (random, n_free);
  for (gsize r = 0; r < n_rows; r++)
    if (is_free (is_done, r, rows, *inout_n) && nth-- == 0)
      {
        rows[(*inout_n)++] = r;
        return;
      }
}

guint
tally_learn_queue_next (const double   *margins,
                        const gboolean *is_done,
                        gsize           n_rows,
                        TallyRandom    *random,
                        gsize          *out_rows)
{
  guint n = 0;

  g_return_val_if_fail (margins != NULL && is_done != NULL && random != NULL && out_rows != NULL, 0);
  while (n < TALLY_LEARN_QUEUE_TOP && take_best (margins, FALSE, is_done, n_rows, out_rows, &n))
    ;
  take_best (margins, TRUE, is_done, n_rows, out_rows, &n);
  take_any (is_done, n_rows, random, out_rows, &n);
  return n;
}
