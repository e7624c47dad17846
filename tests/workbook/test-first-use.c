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
#include "tally-workbook-logo.h"
#include "tally-workbook-test.h"

#define N_THREADS 2

/* Far more than the threads are apart when they begin. */
#define N_YIELDS 20000

/* Who is there, and waits for the others. */
typedef struct {
  GMutex  mutex;
  GCond   changed;
  guint   n_waiting;
  GBytes *image;     /* (borrowed) */
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

/* Packs an image: the shortest way to an archive that is written to. Returns: why it failed. */
static gpointer
pack_worker (gpointer data)
{
  Start *start = data;
  g_autoptr (TallyWorkbookLogo) logo = NULL;
  GError *error = NULL;

  wait_for_all (start);
  logo = tally_workbook_logo_new (start->image, &error);
  g_assert_true (logo != NULL || error != NULL);
  return error;
}

static void
test_two_at_once (void)
{
  g_autoptr (GBytes) image = tally_workbook_test_make_png ();
  Start start = { .image = image };
  GThread *threads[N_THREADS];

  g_mutex_init (&start.mutex);
  g_cond_init (&start.changed);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("packer", pack_worker, &start);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (GError) error = g_thread_join (threads[i]);
      g_assert_no_error (error);
    }
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
