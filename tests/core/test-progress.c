/* test-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-progress.h"

#define N_THREADS 4
#define N_STEPS 500

typedef struct {
  guint64  n_done;
  guint64  n_total;
  guint    n_calls;
  gboolean went_back;
  gboolean destroyed;
  char     phase[32];
  char     message[32];
} Seen;

static void
see_cb (const TallyProgressState *state,
        gpointer                  user_data)
{
  Seen *seen = user_data;

  seen->went_back |= state->n_done < seen->n_done && g_strcmp0 (state->phase, seen->phase) == 0;
  seen->n_done = state->n_done;
  seen->n_total = state->n_total;
  seen->n_calls++;
  g_strlcpy (seen->phase, state->phase, sizeof seen->phase);
  g_strlcpy (seen->message, state->message != NULL ? state->message : "", sizeof seen->message);
}

static void
destroy_cb (gpointer data)
{
  ((Seen *) data)->destroyed = TRUE;
}

static void
test_phases (void)
{
  Seen seen = { 0 };
  TallyProgress *progress = tally_progress_new (see_cb, &seen, destroy_cb, NULL);
  TallyProgress *again = tally_progress_ref (progress);

  tally_progress_begin (progress, "sync", 2);
  tally_progress_step (progress, 1, "sheet 1");
  tally_progress_grow (progress, 3);
  tally_progress_step (progress, 1, NULL);
  g_assert_cmpuint (seen.n_done, ==, 2);
  g_assert_cmpuint (seen.n_total, ==, 5);
  g_assert_cmpstr (seen.message, ==, "sheet 1");
  tally_progress_step (progress, 9, NULL);
  g_assert_cmpuint (seen.n_total, ==, 11);
  tally_progress_begin (progress, "plan", 0);
  g_assert_cmpuint (seen.n_done, ==, 0);
  g_assert_cmpstr (seen.message, ==, "");
  tally_progress_step (progress, 4, NULL);
  g_assert_cmpuint (seen.n_total, ==, 0);
  g_assert_cmpuint (seen.n_calls, ==, 7);
  g_assert_false (seen.went_back);
  tally_progress_unref (again);
  g_assert_false (seen.destroyed);
  tally_progress_unref (progress);
  g_assert_true (seen.destroyed);
}

static gpointer
step_worker (gpointer data)
{
  for (guint i = 0; i < N_STEPS; i++)
    tally_progress_step (data, 1, NULL);
  return NULL;
}

static void
test_threads (void)
{
  Seen seen = { 0 };
  g_autoptr (TallyProgress) progress = tally_progress_new (see_cb, &seen, NULL, NULL);
  GThread *threads[N_THREADS];

  tally_progress_begin (progress, "sync", N_THREADS * N_STEPS);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("step", step_worker, progress);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_false (seen.went_back);
  g_assert_cmpuint (seen.n_done, ==, N_THREADS * N_STEPS);
  g_assert_cmpuint (seen.n_calls, ==, N_THREADS * N_STEPS + 1);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallyProgress) progress = tally_progress_new (NULL, NULL, NULL, cancellable);
  g_autoptr (GError) error = NULL;

  tally_progress_step (progress, 1, NULL);
  g_assert_true (tally_progress_get_cancellable (progress) == cancellable);
  g_assert_true (tally_progress_check (progress, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (tally_progress_check (progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_none (void)
{
  g_autoptr (GError) error = NULL;

  tally_progress_begin (NULL, "sync", 1);
  tally_progress_step (NULL, 1, NULL);
  tally_progress_grow (NULL, 1);
  g_assert_null (tally_progress_get_cancellable (NULL));
  g_assert_true (tally_progress_check (NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/progress/phases", test_phases);
  g_test_add_func ("/core/progress/several-workers-never-go-back", test_threads);
  g_test_add_func ("/core/progress/cancelled", test_cancel);
  g_test_add_func ("/core/progress/without-a-progress", test_none);
  return g_test_run ();
}
