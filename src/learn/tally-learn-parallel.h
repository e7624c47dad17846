/* tally-learn-parallel.h
 *
 * Work on many rows, or at several tasks, by several threads. Blocks are always the same, whoever works on them, so that results do not
 * depend on how many threads there are. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of a block. */
#define TALLY_LEARN_BLOCK_ROWS 1024

/**
 * TallyLearnBlockFunc:
 * @first: the first row
 * @n_rows: how many, 1 … %TALLY_LEARN_BLOCK_ROWS
 * @data: what the caller gave
 *
 * Works on the rows of a block; touches nothing that another block's call writes.
 */
typedef void (*TallyLearnBlockFunc) (gsize first, gsize n_rows, gpointer data);

/**
 * TallyLearnTaskFunc:
 * @task: the number of a task
 * @data: what the caller gave
 *
 * Works at a task; touches nothing that another task's call writes.
 */
typedef void (*TallyLearnTaskFunc) (gsize task, gpointer data);

/**
 * tally_learn_parallel_tasks:
 * @n_tasks: how many tasks there are
 * @n_threads: how many threads work; 0 = as many as there are processors
 * @func: works at a task
 * @data: handed to @func
 *
 * Has each task worked at once, begun in their order, and returns when all are done.
 */
void tally_learn_parallel_tasks (gsize               n_tasks,
                                 guint               n_threads,
                                 TallyLearnTaskFunc  func,
                                 gpointer            data);

/**
 * tally_learn_parallel_rows:
 * @n_rows: how many rows there are
 * @n_threads: how many threads work; 0 = as many as there are processors
 * @func: works on a block
 * @data: handed to @func
 *
 * Has each block worked on once, and returns when all are done.
 */
void tally_learn_parallel_rows (gsize                n_rows,
                                guint                n_threads,
                                TallyLearnBlockFunc  func,
                                gpointer             data);

G_END_DECLS
