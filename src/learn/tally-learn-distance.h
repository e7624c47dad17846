/* tally-learn-distance.h
 *
 * Distance to the nearest rows of a sample: what lies apart from its own neighbours is unusual, even in the midst of all.
 * The same seed and data give the same scores to the bit, on any number of threads. Read by any thread. Depends on GLib
 * and core's random numbers.
 *
 * Source: Ramaswamy, Rastogi, Shim 2000, "Efficient algorithms for mining outliers from large data sets"; mean of the k
 * distances as Angiulli, Pizzuti 2002. A column is centred and brought to a standard deviation of 1; a value that is
 * missing is the mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

typedef struct _TallyLearnDistance TallyLearnDistance;

/**
 * TallyLearnDistanceOptions:
 * @n_neighbours: k, 1 … 64
 * @n_samples: rows that others are compared with, 1 or more
 * @seed: decides which
 *
 * How far away counts.
 */
typedef struct {
  guint   n_neighbours;
  guint   n_samples;
  guint64 seed;
} TallyLearnDistanceOptions;

/**
 * tally_learn_distance_new:
 * @frame: rows to compare with, 1 or more; not kept
 * @options: how
 *
 * Returns: (transfer full): the sample
 */
TallyLearnDistance *tally_learn_distance_new   (const TallyLearnFrame           *frame,
                                                const TallyLearnDistanceOptions *options);

/**
 * tally_learn_distance_free:
 * @self: (nullable): a sample
 *
 * Frees it.
 */
void                tally_learn_distance_free  (TallyLearnDistance              *self);

/**
 * tally_learn_distance_score:
 * @self: a sample
 * @frame: rows
 * @is_own: whether it is the frame that the sample was drawn from: then no row is its own neighbour
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_scores: (out caller-allocates) (array): room for the mean distance of each row
 *
 * O(rows · samples · columns).
 */
void                tally_learn_distance_score (const TallyLearnDistance        *self,
                                                const TallyLearnFrame           *frame,
                                                gboolean                         is_own,
                                                guint                            n_threads,
                                                double                          *out_scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnDistance, tally_learn_distance_free)

G_END_DECLS
