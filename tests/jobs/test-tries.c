/* test-tries.c
 *
 * Which tries of calls are kept, and what is told of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-tries.h"
#include "tally-recovery-attempt.h"
#include "tally-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define START (1000 * SECOND)

typedef struct {
  TallyClock     *clock; /* (owned) */
  TallyJobsTries *tries; /* (owned) */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->clock = tally_clock_new_virtual (START);
  f->tries = tally_jobs_tries_new (f->clock);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_jobs_tries_free (f->tries);
  tally_clock_unref (f->clock);
}

static void
note (Fixture              *f,
      TallyResilienceClass  error_class,
      guint                 attempt,
      gint64                wait_usec,
      const char           *strategy)
{
  const TallySmartsheetCall call = {
    .operation = "get-sheet", .subject = 77, .status = error_class == TALLY_RESILIENCE_OK ? 200 : 503,
    .error_code = 4000, .error_class = error_class, .attempt = attempt, .wait_usec = wait_usec,
    .strategy = strategy,
  };

  tally_jobs_tries_note (f->tries, &call);
}

static GPtrArray *
take (Fixture *f,
      guint64  n_dropped)
{
  guint64 n = 0;
  GPtrArray *taken = tally_jobs_tries_take (f->tries, &n);

  g_assert_cmpuint (n, ==, n_dropped);
  return taken;
}

static void
assert_attempt (GPtrArray  *attempts,
                guint       index,
                const char *outcome,
                const char *error_class,
                gint64      recovery_usec)
{
  const TallyRecoveryAttempt *attempt = attempts->pdata[index];

  g_assert_cmpstr (attempt->outcome, ==, outcome);
  g_assert_cmpstr (attempt->error_class, ==, error_class);
  g_assert_cmpint (attempt->recovery_usec, ==, recovery_usec);
  g_assert_cmpstr (attempt->operation, ==, "get-sheet");
  g_assert_cmpint (attempt->subject_id, ==, 77);
}

static void
test_what_works_at_once_leaves_nothing (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) taken = NULL;

  for (guint i = 0; i < 1000; i++)
    note (f, TALLY_RESILIENCE_OK, 1, -1, NULL);
  taken = take (f, 0);
  g_assert_cmpuint (taken->len, ==, 0);
}

static void
test_a_recovery_is_timed_from_the_first_failure (Fixture       *f,
                                                 gconstpointer  data)
{
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const TallyRecoveryAttempt *first;

  note (f, TALLY_RESILIENCE_TRANSIENT, 1, 2 * SECOND, "retry");
  tally_clock_advance (f->clock, 2 * SECOND);
  note (f, TALLY_RESILIENCE_THROTTLED, 2, 15 * SECOND, "ladder");
  tally_clock_advance (f->clock, 15 * SECOND);
  note (f, TALLY_RESILIENCE_OK, 3, -1, "ladder");
  taken = take (f, 0);
  g_assert_cmpuint (taken->len, ==, 3);
  assert_attempt (taken, 0, "repeated", "transient", 0);
  assert_attempt (taken, 1, "repeated", "throttled", 0);
  assert_attempt (taken, 2, "recovered", "transient", 17 * SECOND);
  first = taken->pdata[0];
  g_assert_cmpint (first->utc_usec, ==, START);
  g_assert_cmpint (first->wait_usec, ==, 2 * SECOND);
  g_assert_cmpstr (first->strategy, ==, "retry");
  g_assert_cmpuint (first->status, ==, 503);
  g_assert_cmpint (first->error_code, ==, 4000);
  again = take (f, 0);
  g_assert_cmpuint (again->len, ==, 0);
}

static void
test_a_failure_for_good_does_not_recover_later (Fixture       *f,
                                                gconstpointer  data)
{
  g_autoptr (GPtrArray) taken = NULL;

  note (f, TALLY_RESILIENCE_PERMANENT, 1, -1, "give-up");
  note (f, TALLY_RESILIENCE_OK, 1, -1, NULL);
  /* One that was cut short by a deadline and never tried again. */
  note (f, TALLY_RESILIENCE_TRANSIENT, 1, SECOND, "retry");
  note (f, TALLY_RESILIENCE_OK, 1, -1, NULL);
  taken = take (f, 0);
  g_assert_cmpuint (taken->len, ==, 2);
  assert_attempt (taken, 0, "failed", "permanent", 0);
  assert_attempt (taken, 1, "repeated", "transient", 0);
}

/* Smaller pages are calls of their own, and belong to the failure all the same. */
static void
test_smaller_pages_recover_the_call (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr (GPtrArray) taken = NULL;

  note (f, TALLY_RESILIENCE_TRANSIENT, 1, 0, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE);
  tally_clock_advance (f->clock, SECOND);
  note (f, TALLY_RESILIENCE_OK, 1, -1, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE);
  note (f, TALLY_RESILIENCE_OK, 1, -1, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE);
  taken = take (f, 0);
  g_assert_cmpuint (taken->len, ==, 2);
  assert_attempt (taken, 0, "repeated", "transient", 0);
  assert_attempt (taken, 1, "recovered", "transient", SECOND);
}

static void
test_a_refused_call_was_not_sent (Fixture       *f,
                                  gconstpointer  data)
{
  const TallySmartsheetCall call = {
    .operation = "get-sheet", .subject = 77, .is_refused = TRUE, .attempt = 1, .wait_usec = -1,
    .error_class = TALLY_RESILIENCE_TRANSIENT, .strategy = TALLY_SMARTSHEET_STRATEGY_REFUSED_OPEN,
  };
  g_autoptr (GPtrArray) taken = NULL;

  tally_jobs_tries_note (f->tries, &call);
  taken = take (f, 0);
  g_assert_cmpuint (taken->len, ==, 1);
  assert_attempt (taken, 0, "refused", "transient", 0);
}

static void
test_too_many_are_counted (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (GPtrArray) taken = NULL;

  for (guint i = 0; i < TALLY_JOBS_TRIES_MAX + 7; i++)
    note (f, TALLY_RESILIENCE_PERMANENT, 1, -1, "give-up");
  taken = take (f, 7);
  g_assert_cmpuint (taken->len, ==, TALLY_JOBS_TRIES_MAX);
}

static gpointer
fail_once_worker (gpointer data)
{
  Fixture *f = data;

  for (guint i = 0; i < 200; i++)
    {
      note (f, TALLY_RESILIENCE_CONFLICT, 1, 0, "serialise");
      note (f, TALLY_RESILIENCE_OK, 2, -1, "serialise");
    }
  return NULL;
}

/* What one thread is about is never taken for what another one is about. */
static void
test_threads_do_not_mix (Fixture       *f,
                         gconstpointer  data)
{
  GThread *threads[4];
  g_autoptr (GPtrArray) taken = NULL;
  guint n_recovered = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tries", fail_once_worker, f);
  for (guint i = 0; i < 500; i++)
    note (f, TALLY_RESILIENCE_OK, 1, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  taken = take (f, 0);
  for (guint i = 0; i < taken->len; i++)
    n_recovered += strcmp (((TallyRecoveryAttempt *) taken->pdata[i])->outcome, "recovered") == 0 ? 1 : 0;
  g_assert_cmpuint (n_recovered, ==, 800);
  g_assert_cmpuint (taken->len, ==, 1600);
}

#define ADD(path, func) g_test_add ("/jobs/tries/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("what-works-at-once-leaves-nothing", test_what_works_at_once_leaves_nothing);
  ADD ("a-recovery-is-timed-from-the-first-failure", test_a_recovery_is_timed_from_the_first_failure);
  ADD ("a-failure-for-good-does-not-recover-later", test_a_failure_for_good_does_not_recover_later);
  ADD ("smaller-pages-recover-the-call", test_smaller_pages_recover_the_call);
  ADD ("a-refused-call-was-not-sent", test_a_refused_call_was_not_sent);
  ADD ("too-many-are-counted", test_too_many_are_counted);
  ADD ("threads-do-not-mix", test_threads_do_not_mix);
  return g_test_run ();
}
