/* tally-jobs-margin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-margin.h"

#define PERCENT 95

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

gint64
tally_jobs_margin_learn (GArray *lateness_usec)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first;
  gint64 usual;

  g_return_val_if_fail (lateness_usec != NULL, TALLY_JOBS_MARGIN_FIRST_USEC);
  if (lateness_usec->len < TALLY_JOBS_MARGIN_MIN_STARTS)
    return TALLY_JOBS_MARGIN_FIRST_USEC;
  first = lateness_usec->len - MIN (lateness_usec->len, TALLY_JOBS_MARGIN_MAX_STARTS);
  for (guint i = first; i < lateness_usec->len; i++)
    g_array_append_val (sorted, g_array_index (lateness_usec, gint64, i));
  g_array_sort (sorted, compare);
  usual = g_array_index (sorted, gint64, (sorted->len * PERCENT + 99) / 100 - 1);
  return MAX (usual, 0) / 2 * 3 + TALLY_JOBS_MARGIN_LEAST_USEC;
}
