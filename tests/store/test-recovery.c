/* test-recovery.c
 *
 * What one run leaves to the next about failures: breakers, budgets, attempts, quarantine; and what
 * people decide about it, with its entry in the trail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-attempts.h"
#include "tally-store-breakers.h"
#include "tally-store-pauses.h"
#include "tally-store-quarantine.h"
#include "tally-store-trail-verify.h"
#include "tally-store-trail.h"
#include "tally-test.h"

#define PEER "smartsheet"
#define HOUR G_TIME_SPAN_HOUR

/* The store as the next process finds it. */
static void
reopen (StoreFixture *f)
{
  g_clear_pointer (&f->store, tally_store_free);
  f->store = store_fixture_open (f, FALSE);
}

static void
force (StoreFixture *f,
       const char   *state,
       gint64        until_utc_usec)
{
  const TallyStoreAct act = {
    .kind = "recovery-open", .subject = "breaker:" PEER, .actor = "Ann", .reason = "service desk says so",
    .until_utc_usec = until_utc_usec,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_breakers_force (f->store, PEER, state, &act, &error));
  g_assert_no_error (error);
}

static gboolean
save (StoreFixture *f,
      const char   *state,
      gint64        revision)
{
  TallyRecoveryBreaker breaker = {
    .dependency = (char *) PEER, .state = (char *) state, .n_openings = 2, .since_utc_usec = 11,
    .until_utc_usec = 22, .revision = revision,
  };
  g_autoptr (GError) error = NULL;
  gboolean saved = FALSE;

  g_assert_true (tally_store_breakers_save (f->store, &breaker, &saved, &error));
  g_assert_no_error (error);
  return saved;
}

static TallyRecoveryBreaker *
find (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  TallyRecoveryBreaker *breaker = tally_store_breakers_find (f->store, PEER, &error);

  g_assert_no_error (error);
  return breaker;
}

static void
test_breaker_survives (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr (TallyRecoveryBreaker) breaker = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_null (find (f));
  g_assert_true (save (f, "open", 0));
  reopen (f);
  breaker = find (f);
  g_assert_cmpstr (breaker->state, ==, "open");
  g_assert_cmpuint (breaker->n_openings, ==, 2);
  g_assert_cmpint (breaker->since_utc_usec, ==, 11);
  g_assert_cmpint (breaker->until_utc_usec, ==, 22);
  g_assert_cmpstr (breaker->actor, ==, "");
  all = tally_store_breakers_list (f->store, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

/* A run began, a person decided, the run ends: what the person wants stays. */
static void
test_person_wins_over_a_run (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autoptr (TallyRecoveryBreaker) first = NULL;
  g_autoptr (TallyRecoveryBreaker) forced = NULL;
  g_autoptr (TallyRecoveryBreaker) kept = NULL;
  g_autoptr (TallyRecoveryBreaker) learned = NULL;

  g_assert_true (save (f, "closed", 0));
  first = find (f);
  force (f, "forced-open", 99);
  g_assert_false (save (f, "open", first->revision));
  forced = find (f);
  g_assert_cmpstr (forced->state, ==, "forced-open");
  g_assert_cmpint (forced->until_utc_usec, ==, 99);
  g_assert_cmpstr (forced->actor, ==, "Ann");
  /* A run that knows of it keeps who and why, until the state is another one. */
  g_assert_true (save (f, "forced-open", forced->revision));
  kept = find (f);
  g_assert_cmpstr (kept->reason, ==, "service desk says so");
  g_assert_true (save (f, "closed", kept->revision));
  learned = find (f);
  g_assert_cmpstr (learned->reason, ==, "");
}

static gboolean
count_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  guint *n = data;

  g_assert_cmpstr (entry->actor, ==, "Ann");
  g_assert_nonnull (strstr (entry->payload, "service desk says so"));
  (*n)++;
  return TRUE;
}

static void
test_each_act_is_in_the_trail (StoreFixture  *f,
                               gconstpointer  data)
{
  guint n = 0;

  force (f, "forced-open", 0);
  force (f, "closed", 0);
  g_assert_true (tally_store_trail_foreach (f->store, "breaker:" PEER, count_cb, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
}

static void
test_budget_survives (StoreFixture  *f,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyRecoveryBudget) budget = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_null (tally_store_budgets_find (f->store, "a.example", &error));
  g_assert_no_error (error);
  g_assert_true (tally_store_budgets_put (f->store, "a.example", 40, &error));
  g_assert_true (tally_store_budgets_put (f->store, "a.example", 35, &error));
  reopen (f);
  budget = tally_store_budgets_find (f->store, "a.example", &error);
  g_assert_cmpuint (budget->n_tokens, ==, 35);
  g_assert_cmpint (budget->saved_utc_usec, ==, STORE_FIXTURE_START);
  all = tally_store_budgets_list (f->store, &error);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_pause_ends_by_itself_or_by_a_person (StoreFixture  *f,
                                          gconstpointer  data)
{
  const TallyStoreAct pause = {
    .kind = "recovery-pause", .subject = "pause:publish", .actor = "Ann", .reason = "audit",
    .until_utc_usec = STORE_FIXTURE_START + HOUR,
  };
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_pauses_put (f->store, TALLY_RECOVERY_PAUSE_PUBLISH, &pause, &error));
  now = tally_store_pauses_list (f->store, &error);
  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpstr (((TallyRecoveryPause *) now->pdata[0])->reason, ==, "audit");
  tally_clock_advance (f->clock, HOUR);
  later = tally_store_pauses_list (f->store, &error);
  g_assert_cmpuint (later->len, ==, 0);
  g_assert_true (tally_store_pauses_remove (f->store, TALLY_RECOVERY_PAUSE_PUBLISH, &pause, &error));
  g_assert_no_error (error);
  g_assert_false (tally_store_pauses_remove (f->store, TALLY_RECOVERY_PAUSE_PUBLISH, &pause, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

static TallyRecoveryAttempt *
make_attempt (gint64      run_id,
              gint64      utc_usec,
              const char *outcome,
              gint64      recovery_usec)
{
  TallyRecoveryAttempt *self = g_new0 (TallyRecoveryAttempt, 1);

  self->run_id = run_id;
  self->utc_usec = utc_usec;
  self->operation = g_strdup ("get-sheet");
  self->subject_id = 77;
  self->status = 503;
  self->error_code = 4000;
  self->error_class = g_strdup ("transient");
  self->attempt = 2;
  self->wait_usec = 500;
  self->strategy = g_strdup ("smaller-pages");
  self->outcome = g_strdup (outcome);
  self->recovery_usec = recovery_usec;
  return self;
}

static void
add_attempts (StoreFixture *f,
              gint64        run_id,
              guint         n,
              guint64       n_dropped)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_recovery_attempt_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (attempts, make_attempt (run_id, tally_clock_get_utc_usec (f->clock), "repeated", 0));
  g_assert_true (tally_store_attempts_add (f->store, attempts, n_dropped, &error));
  g_assert_no_error (error);
}

static guint
count_attempts (StoreFixture *f,
                gint64        run_id)
{
  g_autoptr (GPtrArray) found = tally_store_attempts_list (f->store, run_id, G_MAXUINT, NULL);

  return found->len;
}

static guint64
count_cut (StoreFixture *f)
{
  guint64 n_cut = 0;

  g_assert_true (tally_store_attempts_count_cut (f->store, &n_cut, NULL));
  return n_cut;
}

static void
test_attempts_are_kept_whole (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;
  const TallyRecoveryAttempt *first;

  add_attempts (f, 4, 2, 0);
  add_attempts (f, 5, 1, 3);
  reopen (f);
  g_assert_cmpuint (count_attempts (f, 0), ==, 3);
  g_assert_cmpuint (count_attempts (f, 4), ==, 2);
  g_assert_cmpuint (count_cut (f), ==, 3);
  found = tally_store_attempts_list (f->store, 0, 1, NULL);
  first = found->pdata[0];
  g_assert_cmpint (first->run_id, ==, 5);
  g_assert_cmpstr (first->operation, ==, "get-sheet");
  g_assert_cmpint (first->subject_id, ==, 77);
  g_assert_cmpuint (first->status, ==, 503);
  g_assert_cmpint (first->error_code, ==, 4000);
  g_assert_cmpstr (first->error_class, ==, "transient");
  g_assert_cmpuint (first->attempt, ==, 2);
  g_assert_cmpint (first->wait_usec, ==, 500);
  g_assert_cmpstr (first->strategy, ==, "smaller-pages");
  g_assert_cmpstr (first->outcome, ==, "repeated");
}

static void
test_attempts_are_bounded_and_counted (StoreFixture  *f,
                                       gconstpointer  data)
{
  add_attempts (f, 1, 10, 0);
  tally_clock_advance (f->clock, TALLY_STORE_ATTEMPTS_MAX_AGE_USEC + 1);
  add_attempts (f, 2, 1, 0);
  g_assert_cmpuint (count_attempts (f, 0), ==, 1);
  g_assert_cmpuint (count_cut (f), ==, 10);
  add_attempts (f, 3, TALLY_STORE_ATTEMPTS_MAX + 4, 0);
  g_assert_cmpuint (count_attempts (f, 0), ==, TALLY_STORE_ATTEMPTS_MAX);
  g_assert_cmpuint (count_attempts (f, 2), ==, 0);
  g_assert_cmpuint (count_cut (f), ==, 10 + 5);
}

static void
test_recoveries_are_summed_by_class (StoreFixture  *f,
                                     gconstpointer  data)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_recovery_attempt_free);
  g_autoptr (GPtrArray) found = NULL;
  const TallyRecoveryTime *recovery;

  g_ptr_array_add (attempts, make_attempt (1, STORE_FIXTURE_START, TALLY_RECOVERY_RECOVERED, 4000));
  g_ptr_array_add (attempts, make_attempt (1, STORE_FIXTURE_START, TALLY_RECOVERY_FAILED, 0));
  g_ptr_array_add (attempts, make_attempt (1, STORE_FIXTURE_START, TALLY_RECOVERY_RECOVERED, 6000));
  g_assert_true (tally_store_attempts_add (f->store, attempts, 0, NULL));
  found = tally_store_attempts_list_recoveries (f->store, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  recovery = found->pdata[0];
  g_assert_cmpstr (recovery->error_class, ==, "transient");
  g_assert_cmpuint (recovery->n, ==, 2);
  g_assert_cmpint (recovery->total_usec, ==, 10000);
  g_assert_cmpint (recovery->longest_usec, ==, 6000);
}

static TallyRecoveryQuarantine *
find_sheet (StoreFixture *f)
{
  return tally_store_quarantine_find (f->store, TALLY_RECOVERY_SHEET, "77", NULL);
}

static void
test_quarantine_is_kept_released_and_forgotten (StoreFixture  *f,
                                                gconstpointer  data)
{
  const TallyRecoveryQuarantine record = {
    .kind = (char *) TALLY_RECOVERY_SHEET, .subject = (char *) "77", .n_failures = 3,
    .first_run_id = 4, .last_run_id = 6, .since_utc_usec = 100, .until_utc_usec = 200,
    .reason = (char *) "smartsheet-malformed", .detail = (char *) "line 3",
  };
  const TallyStoreAct act = {
    .kind = "recovery-release", .subject = "sheet:77", .actor = "Ann", .reason = "service desk says so",
  };
  g_autoptr (TallyRecoveryQuarantine) kept = NULL;
  g_autoptr (TallyRecoveryQuarantine) released = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (find_sheet (f));
  g_assert_true (tally_store_quarantine_put (f->store, &record, &error));
  reopen (f);
  kept = find_sheet (f);
  g_assert_cmpuint (kept->n_failures, ==, 3);
  g_assert_cmpint (kept->first_run_id, ==, 4);
  g_assert_cmpint (kept->last_run_id, ==, 6);
  g_assert_cmpint (kept->since_utc_usec, ==, 100);
  g_assert_cmpint (kept->until_utc_usec, ==, 200);
  g_assert_cmpstr (kept->reason, ==, "smartsheet-malformed");
  g_assert_cmpstr (kept->detail, ==, "line 3");
  g_assert_true (tally_store_quarantine_release (f->store, kept, &act, &error));
  released = find_sheet (f);
  g_assert_cmpint (released->until_utc_usec, ==, 0);
  g_assert_cmpuint (released->n_failures, ==, 3);
  all = tally_store_quarantine_list (f->store, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (tally_store_quarantine_remove (f->store, released, &act, &error));
  g_assert_no_error (error);
  g_assert_null (find_sheet (f));
}

#define ADD(path, func) \
  g_test_add ("/store/recovery/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("breaker-survives", test_breaker_survives);
  ADD ("a-person-wins-over-a-run", test_person_wins_over_a_run);
  ADD ("each-act-is-in-the-trail", test_each_act_is_in_the_trail);
  ADD ("budget-survives", test_budget_survives);
  ADD ("pause-ends-by-itself-or-by-a-person", test_pause_ends_by_itself_or_by_a_person);
  ADD ("attempts-are-kept-whole", test_attempts_are_kept_whole);
  ADD ("attempts-are-bounded-and-counted", test_attempts_are_bounded_and_counted);
  ADD ("recoveries-are-summed-by-class", test_recoveries_are_summed_by_class);
  ADD ("quarantine-is-kept-released-and-forgotten", test_quarantine_is_kept_released_and_forgotten);
  return g_test_run ();
}
