/* tally-random.h
 *
 * Seeded pseudo-random numbers, the same on every machine for the same seed. For jitter, sampling
 * and made-up data; never for secrets. One owner at a time. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyRandom TallyRandom;

/**
 * tally_random_new:
 * @seed: any number; the same seed gives the same numbers
 *
 * The generator is SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
 * generators"): one 64-bit state, no bad seeds.
 *
 * Returns: (transfer full): the source
 */
TallyRandom *tally_random_new       (guint64      seed);

/**
 * tally_random_free:
 * @self: (nullable): a source
 *
 * Frees it.
 */
void         tally_random_free      (TallyRandom *self);

/**
 * tally_random_next:
 * @self: a source
 *
 * Returns: the next 64 random bits
 */
guint64      tally_random_next      (TallyRandom *self);

/**
 * tally_random_below:
 * @self: a source
 * @bound: 1 or more
 *
 * Returns: a number 0 … @bound - 1, each as likely
 */
guint64      tally_random_below     (TallyRandom *self,
                                     guint64      bound);

/**
 * tally_random_ratio:
 * @self: a source
 *
 * Returns: a number 0 ≤ x < 1 with 53 random bits
 */
double       tally_random_ratio     (TallyRandom *self);

/**
 * tally_random_split:
 * @self: a source
 * @label: says what the new source is for
 *
 * Derives a source that depends on the seed and on @label alone, not on how many numbers were
 * drawn before, so that one more draw in one place changes nothing elsewhere.
 *
 * Returns: (transfer full): the new source
 */
TallyRandom *tally_random_split     (TallyRandom *self,
                                     const char  *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRandom, tally_random_free)

G_END_DECLS
