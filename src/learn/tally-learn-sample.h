/* tally-learn-sample.h
 *
 * Rows drawn without putting back. Depends on GLib and core's random numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-random.h"

G_BEGIN_DECLS

/**
 * tally_learn_sample_rows:
 * @random: draws
 * @n_rows: rows to draw from
 * @out_rows: (out caller-allocates) (array length=n_samples): room for the numbers of the rows
 * @n_samples: how many, at most @n_rows
 *
 * The first of a shuffle of all rows (Fisher, Yates), of which only what is touched is kept: O(samples).
 */
void tally_learn_sample_rows (TallyRandom *random,
                              gsize        n_rows,
                              gsize       *out_rows,
                              gsize        n_samples);

G_END_DECLS
