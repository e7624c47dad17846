/* test-starts.c
 *
 * What schedules leave for the next process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-runs.h"
#include "tally-store-starts.h"
#include "tally-test.h"

#define NAME ((char *) "weekdays")
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

static void
put (StoreFixture             *f,
     const TallyScheduleStart *start)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_starts_put (f->store, start, "plan", &error));
  g_assert_no_error (error);
}

static gint64
find_mark (StoreFixture *f,
           const char   *plan)
{
  g_autoptr (GError) error = NULL;
  gint64 settled = -2;

  g_assert_true (tally_store_starts_find_mark (f->store, NAME, plan, &settled, &error));
  g_assert_no_error (error);
  return settled;
}

static GPtrArray *
list (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *starts = tally_store_starts_list (f->store, NAME, 10, &error);

  g_assert_no_error (error);
  return starts;
}

static TallyScheduleStart
make (gint64 hours,
      gint64 started_utc_usec)
{
  return (TallyScheduleStart) {
    .name = NAME,
    .due_utc_usec = STORE_FIXTURE_START + hours * HOUR,
    .planned_utc_usec = STORE_FIXTURE_START + hours * HOUR + 7,
    .started_utc_usec = started_utc_usec,
    .run_id = started_utc_usec != 0 ? 3 : 0,
    .n_due = 1,
  };
}

static void
test_a_start_outlives_the_process (StoreFixture  *f,
                                   gconstpointer  data)
{
  TallyScheduleStart first = make (0, STORE_FIXTURE_START + 9);
  TallyScheduleStart second = make (2, STORE_FIXTURE_START + 2 * HOUR + 9);
  g_autoptr (GPtrArray) starts = NULL;
  g_autoptr (GError) error = NULL;
  const TallyScheduleStart *read;

  g_assert_cmpint (find_mark (f, "plan"), ==, -1);
  second.n_due = 4;
  second.is_caught_up = TRUE;
  put (f, &first);
  put (f, &second);
  tally_clock_advance (f->clock, 5);
  g_assert_true (tally_store_starts_finish (f->store, &second, 3, &error));
  g_clear_pointer (&f->store, tally_store_free);
  f->store = store_fixture_open (f, FALSE);
  starts = list (f);
  g_assert_cmpuint (starts->len, ==, 2);
  read = starts->pdata[0];
  g_assert_cmpstr (read->name, ==, NAME);
  g_assert_cmpint (read->due_utc_usec, ==, second.due_utc_usec);
  g_assert_cmpint (read->planned_utc_usec, ==, second.planned_utc_usec);
  g_assert_cmpint (read->started_utc_usec, ==, second.started_utc_usec);
  g_assert_cmpint (read->finished_utc_usec, ==, STORE_FIXTURE_START + 5);
  g_assert_cmpint (read->exit_code, ==, 3);
  g_assert_cmpint (read->run_id, ==, 3);
  g_assert_cmpuint (read->n_due, ==, 4);
  g_assert_true (read->is_caught_up);
  g_assert_false (read->was_missed);
  g_assert_cmpint (((TallyScheduleStart *) starts->pdata[1])->finished_utc_usec, ==, 0);
  g_assert_cmpint (find_mark (f, "plan"), ==, second.due_utc_usec);
}

/* It came to exit code 75: what is tried again takes its place. */
static void
test_one_that_is_tried_again_counts_anew (StoreFixture  *f,
                                          gconstpointer  data)
{
  TallyScheduleStart first = make (0, STORE_FIXTURE_START + 9);
  TallyScheduleStart again = make (0, STORE_FIXTURE_START + HOUR);
  g_autoptr (GPtrArray) starts = NULL;
  const TallyScheduleStart *read;

  put (f, &first);
  g_assert_true (tally_store_starts_finish (f->store, &first, 75, NULL));
  again.run_id = 4;
  again.is_caught_up = TRUE;
  put (f, &again);
  starts = list (f);
  g_assert_cmpuint (starts->len, ==, 1);
  read = starts->pdata[0];
  g_assert_cmpint (read->run_id, ==, 4);
  g_assert_cmpint (read->finished_utc_usec, ==, 0);
  g_assert_cmpint (read->exit_code, ==, 0);
  g_assert_true (read->is_caught_up);
}

/* A person who runs it once more does not change when it was seen first. */
static void
test_the_first_start_counts (StoreFixture  *f,
                             gconstpointer  data)
{
  TallyScheduleStart first = make (0, STORE_FIXTURE_START + 9);
  TallyScheduleStart again = make (0, STORE_FIXTURE_START + HOUR);
  g_autoptr (GPtrArray) starts = NULL;

  put (f, &first);
  again.run_id = 4;
  put (f, &again);
  starts = list (f);
  g_assert_cmpuint (starts->len, ==, 1);
  g_assert_cmpint (((TallyScheduleStart *) starts->pdata[0])->started_utc_usec, ==, first.started_utc_usec);
  g_assert_cmpint (((TallyScheduleStart *) starts->pdata[0])->run_id, ==, 3);
}

static void
test_a_missed_start_may_come_later (StoreFixture  *f,
                                    gconstpointer  data)
{
  TallyScheduleStart missed = make (0, 0);
  TallyScheduleStart late = make (0, STORE_FIXTURE_START + 2 * HOUR);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) starts = NULL;
  const TallyScheduleStart *read;

  missed.was_missed = TRUE;
  put (f, &missed);
  put (f, &missed);
  before = list (f);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (((TallyScheduleStart *) before->pdata[0])->started_utc_usec, ==, 0);
  g_assert_cmpint (find_mark (f, "plan"), ==, -1);
  put (f, &late);
  starts = list (f);
  g_assert_cmpuint (starts->len, ==, 1);
  read = starts->pdata[0];
  g_assert_cmpint (read->started_utc_usec, ==, late.started_utc_usec);
  g_assert_true (read->was_missed);
  put (f, &missed);
  g_assert_cmpint (((TallyScheduleStart *) starts->pdata[0])->started_utc_usec, ==, late.started_utc_usec);
}

static void
set_mark (StoreFixture *f,
          const char   *plan,
          gint64        settled_utc_usec)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_starts_put_mark (f->store, NAME, plan, settled_utc_usec, &error));
  g_assert_no_error (error);
}

static void
test_the_later_mark_of_a_plan_stays (StoreFixture  *f,
                                     gconstpointer  data)
{
  const gint64 now = STORE_FIXTURE_START;

  set_mark (f, "plan", now);
  set_mark (f, "plan", now - HOUR);
  g_assert_cmpint (find_mark (f, "plan"), ==, now);
  g_assert_cmpint (find_mark (f, "another plan"), ==, -1);
  set_mark (f, "another plan", now - 2 * HOUR);
  g_assert_cmpint (find_mark (f, "plan"), ==, -1);
  g_assert_cmpint (find_mark (f, "another plan"), ==, now - 2 * HOUR);
  set_mark (f, "another plan", now + 25 * HOUR); /* by a clock that was ahead */
  set_mark (f, "another plan", now);
  g_assert_cmpint (find_mark (f, "another plan"), ==, now);
}

static void
test_old_ones_are_dropped (StoreFixture  *f,
                           gconstpointer  data)
{
  TallyScheduleStart old = make (-24 * (TALLY_STORE_STARTS_KEPT_DAYS + 1), 1);
  TallyScheduleStart kept = make (-24 * (TALLY_STORE_STARTS_KEPT_DAYS - 1), 1);
  g_autoptr (GPtrArray) starts = NULL;

  put (f, &old);
  put (f, &kept);
  starts = list (f);
  g_assert_cmpuint (starts->len, ==, 1);
  g_assert_cmpint (((TallyScheduleStart *) starts->pdata[0])->due_utc_usec, ==, kept.due_utc_usec);
}

/* A scheduler writes beside a run that holds the lease. */
static void
test_no_lease_is_needed (StoreFixture  *f,
                         gconstpointer  data)
{
  g_autoptr (TallyStore) other = store_fixture_open (f, FALSE);
  TallyScheduleStart missed = make (0, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lock (f->store, &error));
  g_assert_true (tally_store_starts_put (other, &missed, "plan", &error));
  g_assert_true (tally_store_starts_put_mark (other, NAME, "plan", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_mark (f, "plan"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "a-start-outlives-the-process", test_a_start_outlives_the_process },
    { "the-first-start-counts", test_the_first_start_counts },
    { "one-that-is-tried-again-counts-anew", test_one_that_is_tried_again_counts_anew },
    { "a-missed-start-may-come-later", test_a_missed_start_may_come_later },
    { "the-later-mark-of-a-plan-stays", test_the_later_mark_of_a_plan_stays },
    { "old-ones-are-dropped", test_old_ones_are_dropped },
    { "no-lease-is-needed", test_no_lease_is_needed },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/starts/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run, store_fixture_tear_down);
    }
  return g_test_run ();
}
