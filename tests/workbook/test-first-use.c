/* test-first-use.c
 *
 * The first two users of the libraries are two threads of the same moment: the writers of a process
 * that has just begun. One case a program, since there is one first use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdarg.h>
#include <zip.h>

#include "tally-test.h"
#include "tally-workbook-test.h"

#define N_THREADS 2

/* Far more than the threads are apart when they begin. */
#define N_YIELDS 20000

/* How often libzip was slowed down; 0 = it does not find what stands in its place. */
static int n_slowed;

/* Who is there, and waits for the others. */
typedef struct {
  GMutex      mutex;
  GCond       changed;
  guint       n_waiting;
  const char *folder; /* (borrowed) */
} Start;

/* Stands in the place of libzip's own, which it finds by its name, as all programs do: the same,
 * but slow where libzip has noted one half of what it works out and not the other. */
zip_int64_t
zip_source_make_command_bitmap (zip_source_cmd_t first,
                                ...)
{
  zip_int64_t bitmap = (zip_int64_t) 1 << first;
  va_list more;

  va_start (more, first);
  for (int next = va_arg (more, int); next >= 0; next = va_arg (more, int))
    bitmap |= (zip_int64_t) 1 << next;
  va_end (more);
  if (first == ZIP_SOURCE_BEGIN_WRITE)
    g_atomic_int_inc (&n_slowed);
  for (guint i = 0; first == ZIP_SOURCE_BEGIN_WRITE && i < N_YIELDS; i++)
    g_thread_yield ();
  return bitmap;
}

static void
wait_for_all (Start *start)
{
  g_mutex_lock (&start->mutex);
  if (++start->n_waiting == N_THREADS)
    g_cond_broadcast (&start->changed);
  while (start->n_waiting < N_THREADS)
    g_cond_wait (&start->changed, &start->mutex);
  g_mutex_unlock (&start->mutex);
}

/* Writes a workbook of its own. Returns: why it failed. */
static gpointer
write_worker (gpointer data)
{
  Start *start = data;
  const TallyWorkbookStyle style = { 0 };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  const TallyWorkbookOrder order = { .group = group, .folder = start->folder };
  TallyWorkbookFile file = { NULL };
  GError *error = NULL;

  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 5000, "R1");
  wait_for_all (start);
  if (tally_workbook_writer_write (writer, &order, NULL, &file, &error))
    tally_workbook_file_clear (&file);
  return error;
}

static void
test_two_at_once (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  Start start = { .folder = folder };
  GThread *threads[N_THREADS];

  g_mutex_init (&start.mutex);
  g_cond_init (&start.changed);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", write_worker, &start);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (GError) error = g_thread_join (threads[i]);
      g_assert_no_error (error);
    }
  g_assert_cmpint (g_atomic_int_get (&n_slowed), >, 0);
  g_cond_clear (&start.changed);
  g_mutex_clear (&start.mutex);
}

int
main (int argc, char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/first-use/two-threads-at-once", test_two_at_once);
  return g_test_run ();
}
