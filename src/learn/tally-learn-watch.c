/* tally-learn-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-watch.h"

#include <math.h>
#include <stdlib.h>

#include "tally-learn-similar.h"

#define N_PARTS 10

/* --- drift --------------------------------------------------------------------------------------- */

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Greatest values of the parts but the last; equal ones where a value is frequent. */
static guint
find_edges (const double *values,
            gsize         n,
            double       *out_edges)
{
  g_autofree double *sorted = g_new (double, MAX (n, 1));
  gsize n_known = 0;
  guint n_edges = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      sorted[n_known++] = values[i];
  if (n_known == 0)
    return 0;
  qsort (sorted, n_known, sizeof *sorted, compare_doubles);
  for (guint part = 1; part < N_PARTS; part++)
    {
      double edge = sorted[(n_known - 1) * part / N_PARTS];

      if (n_edges == 0 || edge > out_edges[n_edges - 1])
        out_edges[n_edges++] = edge;
    }
  return n_edges;
}

static void
count_parts (const double *values,
             gsize         n,
             const double *edges,
             guint         n_edges,
             double       *out_counts)
{
  for (gsize i = 0; i < n; i++)
    {
      guint part = 0;

      while (part < n_edges && values[i] > edges[part])
        part++;
      out_counts[isnan (values[i]) ? n_edges + 1 : part]++;
    }
}

double
tally_learn_watch_find_drift (const double *before,
                              gsize         n_before,
                              const double *now,
                              gsize         n_now)
{
  double edges[N_PARTS] = { 0 };
  double counts[2][N_PARTS + 1] = { { 0 } };
  double drift = 0;
  guint n_edges;

  g_return_val_if_fail ((before != NULL || n_before == 0) && (now != NULL || n_now == 0), 0);
  if (n_before == 0 || n_now == 0)
    return 0;
  n_edges = find_edges (before, n_before, edges);
  count_parts (before, n_before, edges, n_edges, counts[0]);
  count_parts (now, n_now, edges, n_edges, counts[1]);
  for (guint part = 0; part < n_edges + 2; part++)
    {
      double shares[2] = {
        (counts[0][part] + 0.5) / ((double) n_before + 0.5 * (n_edges + 2)),
        (counts[1][part] + 0.5) / ((double) n_now + 0.5 * (n_edges + 2)),
      };
      drift += (shares[1] - shares[0]) * log (shares[1] / shares[0]);
    }
  return drift;
}

/* --- contradictions ------------------------------------------------------------------------------ */

static int
compare_contradictions (gconstpointer a,
                        gconstpointer b)
{
  const TallyLearnContradiction *left = a;
  const TallyLearnContradiction *right = b;

  if (left->distance < right->distance || left->distance > right->distance)
    return left->distance < right->distance ? -1 : 1;
  return left->positive < right->positive ? -1 : left->positive > right->positive;
}

/* The labels that are looked at: the last ones. */
static gint8 *
dup_last_labels (const gint8 *labels,
                 gsize        n_rows)
{
  gint8 *last = g_new (gint8, MAX (n_rows, 1));
  gsize n = 0;

  for (gsize r = n_rows; r-- > 0;)
    {
      last[r] = n < TALLY_LEARN_WATCH_MAX_LABELS ? labels[r] : -1;
      n += last[r] >= 0;
    }
  return last;
}

GArray *
tally_learn_watch_find_contradictions (const TallyLearnFrame *frame,
                                       const gint8           *labels)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TallyLearnContradiction));
  g_autoptr (TallyLearnSimilar) similar = NULL;
  g_autofree gint8 *last = NULL;
  g_autofree double *values = NULL;
  gsize n_rows;

  g_return_val_if_fail (frame != NULL && (labels != NULL || tally_learn_frame_get_n_rows (frame) == 0), found);
  n_rows = tally_learn_frame_get_n_rows (frame);
  last = dup_last_labels (labels, n_rows);
  similar = tally_learn_similar_new (frame, last);
  values = g_new (double, tally_learn_frame_get_n_columns (frame));
  for (gsize r = 0; r < n_rows; r++)
    {
      TallyLearnSimilarRow nearest;

      if (last[r] != 1)
        continue;
      tally_learn_frame_get_row (frame, r, values);
      if (tally_learn_similar_find (similar, values, 0, r, &nearest, 1) == 1 && nearest.distance <= TALLY_LEARN_WATCH_NEAR)
        g_array_append_val (found, ((TallyLearnContradiction) { r, nearest.row, nearest.distance }));
    }
  g_array_sort (found, compare_contradictions);
  return found;
}

/* --- verdicts in bulk ---------------------------------------------------------------------------- */

static int
compare_verdicts (const void *a,
                  const void *b)
{
  const TallyLearnVerdict *left = a;
  const TallyLearnVerdict *right = b;

  if (left->reviewer != right->reviewer)
    return left->reviewer < right->reviewer ? -1 : 1;
  if (left->utc_usec != right->utc_usec)
    return left->utc_usec < right->utc_usec ? -1 : 1;
  return left->label - right->label;
}

static gboolean
goes_on (const TallyLearnVerdict *before,
         const TallyLearnVerdict *next)
{
  return before->reviewer == next->reviewer && before->label == next->label
         && next->utc_usec - before->utc_usec <= TALLY_LEARN_WATCH_BULK_GAP_USEC;
}

GArray *
tally_learn_watch_find_bulks (const TallyLearnVerdict *verdicts,
                              gsize                    n)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TallyLearnBulk));
  g_autofree TallyLearnVerdict *sorted = NULL;

  g_return_val_if_fail (verdicts != NULL || n == 0, found);
  sorted = g_new (TallyLearnVerdict, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    sorted[i] = verdicts[i];
  qsort (sorted, n, sizeof *sorted, compare_verdicts);
  for (gsize first = 0, end; first < n; first = end)
    {
      for (end = first + 1; end < n && goes_on (&sorted[end - 1], &sorted[end]); end++)
        ;
      if (end - first >= TALLY_LEARN_WATCH_BULK_MIN)
        g_array_append_val (found, ((TallyLearnBulk) {
          sorted[first].reviewer, sorted[first].label, (guint) (end - first), sorted[first].utc_usec, sorted[end - 1].utc_usec,
        }));
    }
  return found;
}

/* --- two reviewers ------------------------------------------------------------------------------- */

double
tally_learn_watch_find_kappa (const gint8 *ours,
                              const gint8 *theirs,
                              gsize        n,
                              gsize       *out_n_both)
{
  double counts[2][2] = { { 0 } };
  double n_both;
  double agreed;
  double by_chance;

  g_return_val_if_fail (n == 0 || (ours != NULL && theirs != NULL), (double) NAN);
  for (gsize i = 0; i < n; i++)
    if (ours[i] >= 0 && theirs[i] >= 0)
      counts[ours[i]][theirs[i]]++;
  n_both = counts[0][0] + counts[0][1] + counts[1][0] + counts[1][1];
  if (out_n_both != NULL)
    *out_n_both = (gsize) n_both;
  agreed = (counts[0][0] + counts[1][1]) / n_both;
  by_chance = ((counts[0][0] + counts[0][1]) * (counts[0][0] + counts[1][0])
               + (counts[1][0] + counts[1][1]) * (counts[0][1] + counts[1][1])) / (n_both * n_both);
  return by_chance < 1 ? (agreed - by_chance) / (1 - by_chance) : (double) NAN;
}
