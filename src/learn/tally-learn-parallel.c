/* tally-learn-parallel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-parallel.h"

#define MAX_THREADS 64

typedef struct {
  gsize               n_rows;
  TallyLearnBlockFunc func;
  gpointer            data;
  gint                next; /* atomic: the block that nobody has begun */
} Work;

static gpointer
work_thread (gpointer data)
{
  Work *work = data;
  gsize n_blocks = (work->n_rows + TALLY_LEARN_BLOCK_ROWS - 1) / TALLY_LEARN_BLOCK_ROWS;

  for (gsize block = (gsize) g_atomic_int_add (&work->next, 1); block < n_blocks; block = (gsize) g_atomic_int_add (&work->next, 1))
    {
      gsize first = block * TALLY_LEARN_BLOCK_ROWS;
      work->func (first, MIN (TALLY_LEARN_BLOCK_ROWS, work->n_rows - first), work->data);
    }
  return NULL;
}

void
tally_learn_parallel_rows (gsize                n_rows,
                           guint                n_threads,
                           TallyLearnBlockFunc  func,
                           gpointer             data)
{
  Work work = { n_rows, func, data, 0 };
  GThread *threads[MAX_THREADS];
  guint n_others;

  g_return_if_fail (func != NULL && n_rows / TALLY_LEARN_BLOCK_ROWS < G_MAXINT);
  if (n_threads == 0)
    n_threads = g_get_num_processors ();
  n_others = (guint) MIN (MIN (n_threads, MAX_THREADS) - 1, n_rows / TALLY_LEARN_BLOCK_ROWS);
  for (guint i = 0; i < n_others; i++)
    threads[i] = g_thread_new ("learn", work_thread, &work);
  work_thread (&work);
  for (guint i = 0; i < n_others; i++)
    g_thread_join (threads[i]);
}
