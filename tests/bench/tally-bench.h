/* tally-bench.h
 *
 * A benchmark program: variants of one piece of work, ours first, then what it is measured against.
 * Each variant runs in a process of its own (run.py starts them), so that CPU time and peak memory
 * are its own. Numbers are printed, never tested. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyBench TallyBench;

/**
 * TallyBenchVariant:
 * @name: a word, for the command line and the table
 * @run: does the work: prepares, then calls tally_bench_start() and tally_bench_stop() around it
 */
typedef struct {
  const char *name;
  void      (*run) (TallyBench *bench);
} TallyBenchVariant;

/**
 * tally_bench_start:
 * @self: the measurement
 *
 * What comes now is measured: user and system CPU time of the process, wall time, growth of the peak
 * memory.
 */
void tally_bench_start (TallyBench              *self);

/**
 * tally_bench_stop:
 * @self: the measurement
 * @n_items: pieces of work done, for "µs an item"
 * @n_bytes: bytes gone through, for "MB/s"; 0 = does not apply
 *
 * Ends what is measured. What is measured in several stretches adds up.
 */
void tally_bench_stop  (TallyBench              *self,
                        guint64                  n_items,
                        guint64                  n_bytes);

/**
 * tally_bench_main:
 * @argc: from main()
 * @argv: from main(): "--list" prints the variants' names, a name runs that one
 * @variants: (array length=n_variants): ours first
 * @n_variants: their number
 *
 * Runs a variant and prints one JSON object.
 *
 * Returns: the exit status
 */
int  tally_bench_main  (int                      argc,
                        char                   **argv,
                        const TallyBenchVariant *variants,
                        guint                    n_variants);

G_END_DECLS
