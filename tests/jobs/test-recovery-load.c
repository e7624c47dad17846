/* test-recovery-load.c
 *
 * What a run takes over from the store, and what it leaves there, without any service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-recovery.h"
#include "tally-store-breakers.h"
#include "tally-test.h"

#define HOST "api.example"
#define START G_GINT64_CONSTANT (1795521600000000)

typedef struct {
  TallyClock *clock; /* (owned) */
  TallyStore *store; /* (owned) */
  TallyRun   *run;   /* (owned) */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "tallyman.db", NULL);
  TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;

  f->clock = tally_clock_new_virtual (START);
  options.clock = f->clock;
  f->store = tally_store_open (&options, &error);
  g_assert_no_error (error);
  f->run = tally_run_new ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_run_free (f->run);
  tally_store_free (f->store);
  tally_clock_unref (f->clock);
}

/* As the next process begins. */
static TallyJobsRecovery *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  TallyJobsRecovery *recovery = tally_jobs_recovery_new (f->store, f->clock, HOST, &error);

  g_assert_no_error (error);
  return recovery;
}

static void
save (Fixture           *f,
      TallyJobsRecovery *recovery)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_jobs_recovery_sync (recovery, f->run, &error));
  g_assert_no_error (error);
}

static TallyResilienceBreakerState
get_state (TallyJobsRecovery *recovery)
{
  TallyResilienceBreakerRecord record;

  tally_resilience_breaker_get (tally_jobs_recovery_get_breaker (recovery), &record);
  return record.state;
}

static void
force (Fixture    *f,
       const char *state)
{
  const TallyStoreAct act = { .kind = "recovery-open", .subject = "breaker:x", .actor = "Ann", .reason = "why" };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_breakers_force (f->store, TALLY_RECOVERY_SMARTSHEET, state, &act, &error));
  g_assert_no_error (error);
}

static void
fail_calls (TallyJobsRecovery *recovery)
{
  TallyResilienceBreaker *breaker = tally_jobs_recovery_get_breaker (recovery);
  gint64 wait_usec;

  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (tally_resilience_breaker_ask (breaker, &wait_usec));
      tally_resilience_breaker_report (breaker, TALLY_RESILIENCE_TRANSIENT);
    }
}

/* Used up, it is whole again after an hour, and half of what is missing comes back in half of that. */
static void
test_the_budget_fills_with_time (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (TallyJobsRecovery) first = load (f);
  g_autoptr (TallyJobsRecovery) at_once = NULL;
  g_autoptr (TallyJobsRecovery) soon = NULL;
  g_autoptr (TallyJobsRecovery) later = NULL;
  TallyResilienceBudget *budget = tally_jobs_recovery_get_budget (first);

  while (tally_resilience_budget_take (budget, FALSE))
    ;
  save (f, first);
  at_once = load (f);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (tally_jobs_recovery_get_budget (at_once)), ==, 0);
  tally_clock_advance (f->clock, 30 * G_TIME_SPAN_MINUTE);
  soon = load (f);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (tally_jobs_recovery_get_budget (soon)), ==, 50);
  tally_clock_advance (f->clock, 30 * G_TIME_SPAN_MINUTE);
  later = load (f);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (tally_jobs_recovery_get_budget (later)), ==, 100);
}

static void
test_a_run_at_work_obeys_a_person (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyJobsRecovery) running = load (f);
  g_autoptr (TallyJobsRecovery) next = NULL;

  force (f, "forced-open");
  g_assert_cmpint (get_state (running), ==, TALLY_RESILIENCE_BREAKER_CLOSED);
  save (f, running);
  g_assert_cmpint (get_state (running), ==, TALLY_RESILIENCE_BREAKER_FORCED_OPEN);
  next = load (f);
  g_assert_cmpint (get_state (next), ==, TALLY_RESILIENCE_BREAKER_FORCED_OPEN);
}

/* What it learned meanwhile does not undo what the person wants. */
static void
test_a_person_wins_over_what_was_learned (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr (TallyJobsRecovery) running = load (f);
  g_autoptr (TallyJobsRecovery) next = NULL;

  fail_calls (running);
  g_assert_cmpint (get_state (running), ==, TALLY_RESILIENCE_BREAKER_OPEN);
  force (f, "forced-closed");
  save (f, running);
  g_assert_cmpint (get_state (running), ==, TALLY_RESILIENCE_BREAKER_FORCED_CLOSED);
  next = load (f);
  g_assert_cmpint (get_state (next), ==, TALLY_RESILIENCE_BREAKER_FORCED_CLOSED);
}

static void
test_what_was_learned_is_kept (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr (TallyJobsRecovery) running = load (f);
  g_autoptr (TallyJobsRecovery) next = NULL;

  fail_calls (running);
  save (f, running);
  next = load (f);
  g_assert_cmpint (get_state (next), ==, TALLY_RESILIENCE_BREAKER_OPEN);
}

/* A state that only a newer program knows asks for one probe: neither a standstill nor a flood. */
static void
test_an_unknown_state_is_probed (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (TallyJobsRecovery) loaded = NULL;

  force (f, "half-shut");
  loaded = load (f);
  g_assert_cmpint (get_state (loaded), ==, TALLY_RESILIENCE_BREAKER_HALF_OPEN);
}

/* A run without a store's records is held back by nobody. */
static void
test_without_records_nothing_is_held (Fixture       *f,
                                      gconstpointer  data)
{
  g_assert_true (tally_jobs_recovery_may_publish (NULL));
  save (f, NULL);
}

#define ADD(path, func) g_test_add ("/jobs/recovery-load/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("the-budget-fills-with-time", test_the_budget_fills_with_time);
  ADD ("a-run-at-work-obeys-a-person", test_a_run_at_work_obeys_a_person);
  ADD ("a-person-wins-over-what-was-learned", test_a_person_wins_over_what_was_learned);
  ADD ("what-was-learned-is-kept", test_what_was_learned_is_kept);
  ADD ("an-unknown-state-is-probed", test_an_unknown_state_is_probed);
  ADD ("without-records-nothing-is-held", test_without_records_nothing_is_held);
  return g_test_run ();
}
