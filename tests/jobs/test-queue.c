/* test-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-error.h"
#include "tally-jobs-queue.h"

/* A queue whose worker is held at a gate, and a log of what happened. */
typedef struct {
  GMainContext   *context;
  TallyJobsQueue *queue;
  GMutex          mutex;
  GCond           changed;
  gboolean        open;      /* (mutex mutex) the gate */
  gboolean        held;      /* (mutex mutex) somebody stands at it */
  GString        *begun;     /* (mutex mutex) what the worker began */
  GString        *told;      /* owner's thread */
  guint           n_freed;   /* owner's thread */
} Fixture;

/* One job: a letter. */
typedef struct {
  Fixture *fixture;
  char     letter;
  gboolean waits;  /* at the gate, or until it is cancelled */
  gboolean fails;
} Work;

static void
note_begun (Work *work)
{
  g_mutex_lock (&work->fixture->mutex);
  g_string_append_c (work->fixture->begun, work->letter);
  g_mutex_unlock (&work->fixture->mutex);
}

static void
open_gate_cb (GCancellable *cancellable,
              gpointer      data)
{
  Fixture *f = data;

  g_mutex_lock (&f->mutex);
  f->open = TRUE;
  g_cond_broadcast (&f->changed);
  g_mutex_unlock (&f->mutex);
}

static void
stand_at_gate (Work         *work,
               GCancellable *cancellable)
{
  Fixture *f = work->fixture;
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (open_gate_cb), f, NULL);

  g_mutex_lock (&f->mutex);
  f->held = TRUE;
  g_cond_broadcast (&f->changed);
  while (!f->open)
    g_cond_wait (&f->changed, &f->mutex);
  f->held = FALSE;
  g_mutex_unlock (&f->mutex);
  g_cancellable_disconnect (cancellable, handler);
}

static gboolean
work_cb (GCancellable  *cancellable,
         gpointer       data,
         GError       **error)
{
  Work *work = data;

  g_assert_true (tally_jobs_queue_is_worker (work->fixture->queue));
  note_begun (work);
  if (work->waits)
    stand_at_gate (work, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (work->fails)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space");
  return !work->fails;
}

/* "a" = done, "a!" = failed, "a-" = cancelled, "a?" = left out */
static void
done_cb (const char   *id,
         const GError *error,
         gpointer      data)
{
  Work *work = data;
  Fixture *f = work->fixture;
  const char *how = "";

  g_assert_false (tally_jobs_queue_is_worker (f->queue));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    how = "-";
  else if (g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED))
    how = "?";
  else if (error != NULL)
    how = "!";
  g_string_append_printf (f->told, "%c%s", work->letter, how);
}

static void
free_cb (gpointer data)
{
  Work *work = data;

  work->fixture->n_freed++;
  g_free (work);
}

static void
push_work (Fixture    *f,
           const Work *work,
           int         priority,
           const char *after)
{
  const char id[] = { work->letter, '\0' };
  g_auto (GStrv) ids = g_strsplit (after != NULL ? after : "", " ", -1);
  const TallyJobsQueueJob job = {
    .id = id,
    .priority = priority,
    .after = (const char *const *) ids,
    .work = work_cb,
    .done = done_cb,
    .data = g_memdup2 (work, sizeof *work),
    .data_free = free_cb,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_jobs_queue_push (f->queue, &job, &error));
  g_assert_no_error (error);
}

static void
push (Fixture    *f,
      char        letter,
      int         priority,
      const char *after)
{
  const Work work = { .fixture = f, .letter = letter };

  push_work (f, &work, priority, after);
}

/* A job that is at work until open_gate(): what comes behind it is queued. */
static void
push_gate (Fixture *f,
           char     letter)
{
  const Work work = { .fixture = f, .letter = letter, .waits = TRUE };

  push_work (f, &work, 0, NULL);
  g_mutex_lock (&f->mutex);
  while (!f->held)
    g_cond_wait (&f->changed, &f->mutex);
  g_mutex_unlock (&f->mutex);
}

static void
wait_all (Fixture *f)
{
  while (tally_jobs_queue_get_n_jobs (f->queue) > 0)
    g_main_context_iteration (f->context, TRUE);
}

static void
finish (Fixture *f)
{
  open_gate_cb (NULL, f);
  wait_all (f);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->context = g_main_context_new ();
  g_mutex_init (&f->mutex);
  g_cond_init (&f->changed);
  f->begun = g_string_new (NULL);
  f->told = g_string_new (NULL);
  f->queue = tally_jobs_queue_new ("test", f->context);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_clear_pointer (&f->queue, tally_jobs_queue_free);
  g_string_free (f->begun, TRUE);
  g_string_free (f->told, TRUE);
  g_mutex_clear (&f->mutex);
  g_cond_clear (&f->changed);
  g_main_context_unref (f->context);
}

static void
test_priority_then_age (Fixture       *f,
                        gconstpointer  data)
{
  push_gate (f, 'g');
  push (f, 'a', 0, NULL);
  push (f, 'b', 5, NULL);
  push (f, 'c', 5, NULL);
  push (f, 'd', -1, NULL);
  finish (f);
  g_assert_cmpstr (f->begun->str, ==, "gbcad");
  g_assert_cmpstr (f->told->str, ==, "gbcad");
  g_assert_cmpuint (f->n_freed, ==, 5);
}

static void
test_equal_ones_are_done_once (Fixture       *f,
                               gconstpointer  data)
{
  push_gate (f, 'a');
  push (f, 'a', 0, NULL); /* the running one may have passed what changed: once more */
  push (f, 'b', 1, NULL);
  push (f, 'a', 2, NULL);
  push (f, 'a', 0, NULL);
  finish (f);
  g_assert_cmpstr (f->begun->str, ==, "aab");
  g_assert_cmpstr (f->told->str, ==, "aaaab");
  g_assert_cmpuint (f->n_freed, ==, 5);
}

static void
test_dependencies_come_first (Fixture       *f,
                              gconstpointer  data)
{
  push_gate (f, 'g');
  push (f, 'a', 0, NULL);
  push (f, 'm', 1, NULL);
  push (f, 'b', 9, "a g a nobody");
  push (f, 'c', 2, "b");
  finish (f);
  /* a waits at the priority of b, or m would come before the most urgent one */
  g_assert_cmpstr (f->begun->str, ==, "gabcm");
}

static void
test_failure_takes_those_that_wait (Fixture       *f,
                                    gconstpointer  data)
{
  const Work failing = { .fixture = f, .letter = 'f', .fails = TRUE };

  push_gate (f, 'g');
  push_work (f, &failing, 0, NULL);
  push (f, 'a', 0, "f");
  push (f, 'b', 0, "a");
  push (f, 'c', 0, "g");
  finish (f);
  g_assert_cmpstr (f->begun->str, ==, "gfc");
  g_assert_cmpstr (f->told->str, ==, "gf!a?b?c");
}

static void
test_cancel_of_queued_ones (Fixture       *f,
                            gconstpointer  data)
{
  push_gate (f, 'g');
  push (f, 'a', 0, NULL);
  push (f, 'b', 0, "a");
  push (f, 'c', 0, NULL);
  g_assert_cmpuint (tally_jobs_queue_cancel (f->queue, "nobody"), ==, 0);
  g_assert_cmpuint (tally_jobs_queue_cancel (f->queue, "a"), ==, 1);
  finish (f);
  g_assert_cmpstr (f->begun->str, ==, "gc");
  g_assert_cmpstr (f->told->str, ==, "a-b-gc");
}

static void
test_cancel_of_the_running_one (Fixture       *f,
                                gconstpointer  data)
{
  push_gate (f, 'g');
  push (f, 'g', 0, NULL);
  push (f, 'a', 0, NULL);
  g_assert_cmpuint (tally_jobs_queue_cancel (f->queue, "g"), ==, 2);
  wait_all (f);
  g_assert_cmpstr (f->begun->str, ==, "ga");
  g_assert_cmpstr (f->told->str, ==, "g-g-a");
}

static void
test_stop_tells_every_end_and_takes_no_more (Fixture       *f,
                                             gconstpointer  data)
{
  const TallyJobsQueueJob late = { .id = "late", .work = work_cb, .data = g_new0 (Work, 1), .data_free = g_free };
  g_autoptr (GError) error = NULL;

  push_gate (f, 'g');
  push (f, 'a', 0, NULL);
  push (f, 'b', 0, "a");
  tally_jobs_queue_stop (f->queue);
  g_assert_false (tally_jobs_queue_push (f->queue, &late, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY);
  wait_all (f);
  g_assert_cmpstr (f->begun->str, ==, "g");
  g_assert_cmpuint (f->n_freed, ==, 3);
  g_assert_nonnull (strstr (f->told->str, "g-"));
}

/* Nobody runs the context any more: free() itself tells what is left. */
static void
test_free_waits_and_tells (Fixture       *f,
                           gconstpointer  data)
{
  push_gate (f, 'g');
  push (f, 'a', 0, NULL);
  tally_jobs_queue_free (f->queue);
  f->queue = NULL;
  g_assert_cmpstr (f->begun->str, ==, "g");
  g_assert_cmpstr (f->told->str, ==, "a-g-");
  g_assert_cmpuint (f->n_freed, ==, 2);
  g_assert_false (g_main_context_pending (f->context));
}

static void
push_next_cb (const char   *id,
              const GError *error,
              gpointer      data)
{
  push (data, 'n', 0, NULL);
}

static void
test_an_end_may_push_the_next (Fixture       *f,
                               gconstpointer  data)
{
  Work work = { .fixture = f, .letter = 'a' };
  const TallyJobsQueueJob first = { .id = "first", .work = work_cb, .data = &work };
  const TallyJobsQueueJob second = { .id = "first", .work = work_cb, .done = push_next_cb, .data = f };
  g_autoptr (GError) error = NULL;

  push_gate (f, 'g');
  g_assert_true (tally_jobs_queue_push (f->queue, &first, &error));
  g_assert_true (tally_jobs_queue_push (f->queue, &second, &error));
  finish (f);
  g_assert_cmpstr (f->begun->str, ==, "gan");
  g_assert_cmpstr (f->told->str, ==, "gn");
}

static void
free_queue_cb (const char   *id,
               const GError *error,
               gpointer      data)
{
  Fixture *f = data;

  g_clear_pointer (&f->queue, tally_jobs_queue_free);
}

/* Who is told of an end may have no use for the queue any more. */
static void
test_an_end_may_free_it (Fixture       *f,
                         gconstpointer  data)
{
  Work work = { .fixture = f, .letter = 'a' };
  const TallyJobsQueueJob last = { .id = "last", .work = work_cb, .done = free_queue_cb, .data = f };
  const TallyJobsQueueJob first = { .id = "last", .work = work_cb, .data = &work };
  g_autoptr (GError) error = NULL;

  push_gate (f, 'g');
  g_assert_true (tally_jobs_queue_push (f->queue, &first, &error));
  g_assert_true (tally_jobs_queue_push (f->queue, &last, &error));
  open_gate_cb (NULL, f);
  while (f->queue != NULL)
    g_main_context_iteration (f->context, TRUE);
  g_assert_cmpstr (f->told->str, ==, "g");
  g_assert_cmpuint (f->n_freed, ==, 1);
}

static void
test_too_many_are_refused (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint n_accepted = 0;

  push_gate (f, 'g');
  for (guint i = 0; error == NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("job %u", i);
      Work *work = g_new0 (Work, 1);
      const TallyJobsQueueJob job = { .id = id, .work = work_cb, .data = work, .data_free = g_free };
      work->fixture = f;
      work->letter = '.';
      n_accepted += tally_jobs_queue_push (f->queue, &job, &error);
    }
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY);
  g_assert_cmpuint (n_accepted, ==, TALLY_JOBS_QUEUE_MAX_JOBS);
  finish (f);
  g_assert_cmpuint (f->begun->len, ==, 1 + TALLY_JOBS_QUEUE_MAX_JOBS);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (Fixture *f, gconstpointer data);
  } cases[] = {
    { "priority-then-age", test_priority_then_age },
    { "equal-ones-are-done-once", test_equal_ones_are_done_once },
    { "dependencies-come-first", test_dependencies_come_first },
    { "failure-takes-those-that-wait", test_failure_takes_those_that_wait },
    { "cancel-of-queued-ones", test_cancel_of_queued_ones },
    { "cancel-of-the-running-one", test_cancel_of_the_running_one },
    { "stop-tells-every-end-and-takes-no-more", test_stop_tells_every_end_and_takes_no_more },
    { "free-waits-and-tells", test_free_waits_and_tells },
    { "an-end-may-push-the-next", test_an_end_may_push_the_next },
    { "an-end-may-free-it", test_an_end_may_free_it },
    { "too-many-are-refused", test_too_many_are_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/jobs/queue/", cases[i].path, NULL);
      g_test_add (path, Fixture, NULL, set_up, cases[i].run, tear_down);
    }
  return g_test_run ();
}
