/* tally-learn-novelty.h
 *
 * How unusual rows are before anybody has labelled one: what either lies apart from all (isolation forest) or from its
 * own neighbours (distance), combined by rank. Told as rarity: the natural logarithm of "one row in so many is as
 * unusual as this one". The same seed and data give the same rarities to the bit, on any number of threads. Depends on
 * GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

/**
 * tally_learn_novelty_find:
 * @frame: rows, 1 or more
 * @seed: decides about all draws
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_rarities: (out caller-allocates) (array): room for the rarity of each row, 0 and up; rows alike have the same
 *
 * Of two signals the stronger one counts: one in a thousand by either is rare. O(n log n) and some hundred comparisons a
 * row, with more rows fewer.
 */
void   tally_learn_novelty_find       (const TallyLearnFrame *frame,
                                       guint64                seed,
                                       guint                  n_threads,
                                       double                *out_rarities);

/**
 * tally_learn_novelty_get_margin:
 * @rarity: a rarity
 *
 * What a rarity is worth while nothing is known: one row in 55 is as likely wrong as right. Only a prior, which labels
 * replace.
 *
 * Returns: log odds that the row is a true hit
 */
double tally_learn_novelty_get_margin (double                 rarity);

/**
 * tally_learn_novelty_find_rarities:
 * @scores: (array length=n_rows): finite scores, more = more unusual
 * @n_rows: how many
 * @out_rarities: (out caller-allocates) (array): room for the rarity of each; may be @scores
 *
 * Rarity of a score among all: ties have the mean of their places.
 */
void   tally_learn_novelty_find_rarities (const double       *scores,
                                          gsize               n_rows,
                                          double             *out_rarities);

G_END_DECLS
