/* tally-learn-queue.h
 *
 * Which rows a reviewer should look at next: mostly those most likely to be hits, some of which the model is least sure,
 * some by chance, which keeps what was missed measurable. Depends on GLib and core's random numbers.
 *
 * Source: three of the top, one unsure, one by chance, since the top alone teaches nothing (measured; compare Das et al.
 * 2016, "Incorporating expert feedback into active anomaly discovery").
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-random.h"

G_BEGIN_DECLS

/* Rows of a batch: so many of the top, then one unsure, then one by chance. */
#define TALLY_LEARN_QUEUE_BATCH 5
#define TALLY_LEARN_QUEUE_TOP 3

/**
 * tally_learn_queue_next:
 * @margins: (array length=n_rows): log odds of each row
 * @is_done: (array length=n_rows): rows that were looked at, which are not shown again
 * @n_rows: how many
 * @random: draws the row by chance
 * @out_rows: (out caller-allocates) (array): room for %TALLY_LEARN_QUEUE_BATCH rows
 *
 * O(rows).
 *
 * Returns: how many there are: fewer than a batch only if no more rows are left
 */
guint tally_learn_queue_next (const double   *margins,
                              const gboolean *is_done,
                              gsize           n_rows,
                              TallyRandom    *random,
                              gsize          *out_rows);

G_END_DECLS
