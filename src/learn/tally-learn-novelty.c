/* tally-learn-novelty.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-novelty.h"

#include <math.h>

#include "tally-learn-distance.h"
#include "tally-learn-forest.h"
#include "tally-learn-measure.h"

#define N_TREES 300
#define N_NEIGHBOURS 20

/* Comparisons that are affordable: beyond, the sample is smaller, but never smaller than this. */
#define MAX_COMPARISONS 60000000
#define MAX_SAMPLES 4096
#define MIN_SAMPLES 256

/* ln 55, rounded: where the prior stands at even odds. */
#define EVEN_RARITY 4.0

void
tally_learn_novelty_find_rarities (const double *scores,
                                   gsize         n_rows,
                                   double       *out_rarities)
{
  g_autofree gsize *order = NULL;
  g_autofree double *rarities = g_new (double, MAX (n_rows, 1));

  g_return_if_fail (scores != NULL && out_rarities != NULL);
  order = tally_learn_order (scores, n_rows);
  for (gsize first = 0, end; first < n_rows; first = end)
    {
      double share;

      for (end = first + 1; end < n_rows && scores[order[end]] >= scores[order[first]]; end++)
        ;
      share = ((double) first + (double) (end - first) / 2) / (double) n_rows;
      for (gsize i = first; i < end; i++)
        rarities[order[i]] = -log (share);
    }
  for (gsize r = 0; r < n_rows; r++)
    out_rarities[r] = rarities[r];
}

static void
find_apart (const TallyLearnFrame *frame,
            guint64                seed,
            guint                  n_threads,
            double                *out_rarities)
{
  const TallyLearnForestOptions options = { .n_trees = N_TREES, .seed = seed };
  g_autoptr (TallyLearnForest) forest = tally_learn_forest_new (frame, &options);

  tally_learn_forest_score (forest, frame, n_threads, out_rarities);
  tally_learn_novelty_find_rarities (out_rarities, tally_learn_frame_get_n_rows (frame), out_rarities);
}

static void
find_lonely (const TallyLearnFrame *frame,
             guint64                seed,
             guint                  n_threads,
             double                *out_rarities)
{
  gsize n_rows = tally_learn_frame_get_n_rows (frame);
  const TallyLearnDistanceOptions options = {
    .n_neighbours = N_NEIGHBOURS, .n_samples = (guint) CLAMP (MAX_COMPARISONS / n_rows, MIN_SAMPLES, MAX_SAMPLES), .seed = seed,
  };
  g_autoptr (TallyLearnDistance) distance = tally_learn_distance_new (frame, &options);

  tally_learn_distance_score (distance, frame, TRUE, n_threads, out_rarities);
  tally_learn_novelty_find_rarities (out_rarities, n_rows, out_rarities);
}

void
tally_learn_novelty_find (const TallyLearnFrame *frame,
                          guint64                seed,
                          guint                  n_threads,
                          double                *out_rarities)
{
  g_autofree double *lonely = NULL;
  gsize n_rows;

  g_return_if_fail (frame != NULL && out_rarities != NULL && tally_learn_frame_get_n_rows (frame) > 0);
  n_rows = tally_learn_frame_get_n_rows (frame);
  lonely = g_new (double, n_rows);
  find_apart (frame, seed, n_threads, out_rarities);
  find_lonely (frame, seed, n_threads, lonely);
  for (gsize r = 0; r < n_rows; r++)
    out_rarities[r] = MAX (out_rarities[r], lonely[r]) + (out_rarities[r] + lonely[r]) / 1024; /* parts ties */
  tally_learn_novelty_find_rarities (out_rarities, n_rows, out_rarities);
}

double
tally_learn_novelty_get_margin (double rarity)
{
  return rarity - EVEN_RARITY;
}
