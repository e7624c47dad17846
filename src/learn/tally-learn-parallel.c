/* tally-learn-parallel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-parallel.h"

#define MAX_THREADS 64

typedef struct {
  gsize              n_tasks;
  TallyLearnTaskFunc func;
  gpointer           data;
  gint               next; /* atomic: the task that nobody has begun */
} Work;

static gpointer
work_thread (gpointer data)
{
  Work *work = data;

  for (gsize task = (gsize) g_atomic_int_add (&work->next, 1); task < work->n_tasks;
       task = (gsize) g_atomic_int_add (&work->next, 1))
    work->func (task, work->data);
  return NULL;
}

void
tally_learn_parallel_tasks (gsize              n_tasks,
                            guint              n_threads,
                            TallyLearnTaskFunc func,
                            gpointer           data)
{
  Work work = { n_tasks, func, data, 0 };
  GThread *threads[MAX_THREADS];
  guint n_others;

  g_return_if_fail (func != NULL && n_tasks < G_MAXINT - MAX_THREADS);
  if (n_threads == 0)
    n_threads = g_get_num_processors ();
  n_others = n_tasks > 0 ? (guint) MIN (MIN (n_threads, MAX_THREADS), n_tasks) - 1 : 0;
  for (guint i = 0; i < n_others; i++)
    threads[i] = g_thread_new ("learn", work_thread, &work);
  work_thread (&work);
  for (guint i = 0; i < n_others; i++)
    g_thread_join (threads[i]);
}

typedef struct {
  gsize               n_rows;
  TallyLearnBlockFunc func;
  gpointer            data;
} Blocks;

static void
work_block (gsize    block,
            gpointer data)
{
  const Blocks *blocks = data;
  gsize first = block * TALLY_LEARN_BLOCK_ROWS;

  blocks->func (first, MIN (TALLY_LEARN_BLOCK_ROWS, blocks->n_rows - first), blocks->data);
}

void
tally_learn_parallel_rows (gsize                n_rows,
                           guint                n_threads,
                           TallyLearnBlockFunc  func,
                           gpointer             data)
{
  Blocks blocks = { n_rows, func, data };

  g_return_if_fail (func != NULL);
  tally_learn_parallel_tasks (n_rows / TALLY_LEARN_BLOCK_ROWS + (n_rows % TALLY_LEARN_BLOCK_ROWS > 0), n_threads, work_block,
                              &blocks);
}
