/* tally-bench-fill.h
 *
 * A store as large as an installation's after years, for what opens it: a million samples and a hundred thousand
 * findings. Made by a process of its own, so that the measured one has not grown by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALLY_BENCH_FILL_SAMPLES 1000000
#define TALLY_BENCH_FILL_FINDINGS 100000

/**
 * tally_bench_fill:
 * @data_dir: a folder; its store is made
 *
 * Fills a store.
 */
void  tally_bench_fill          (const char *data_dir);

/**
 * tally_bench_fill_elsewhere:
 *
 * Has this program, called with "fill" and $TALLY_BENCH_DATA_DIR, do so in a new folder.
 *
 * Returns: (transfer full): the folder
 */
char *tally_bench_fill_elsewhere (void);

/**
 * tally_bench_fill_remove:
 * @data_dir: (transfer full): what tally_bench_fill_elsewhere() made
 *
 * Removes it with all that stands in it.
 */
void  tally_bench_fill_remove   (char       *data_dir);

G_END_DECLS
