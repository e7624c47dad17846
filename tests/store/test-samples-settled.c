/* test-samples-settled.c
 *
 * Settling of what was measured: when it is done, and what is left when it fails or is killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-samples.h"
#include "tally-db-admin.h"
#include "tally-test.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define DAY G_TIME_SPAN_DAY

/* 2026-11-24T12:00:00Z is a whole hour. */
#define NOON STORE_FIXTURE_START

/* Each step refuses once: whatever was written before it must be gone, and what waits still there. */
static void
test_settling_that_fails_leaves_nothing_and_can_be_repeated (StoreFixture  *f,
                                                             gconstpointer  data)
{
  static const char *const refusals[] = { "INSERT ON sample_raw", "INSERT ON sample_minute",
                                          "INSERT ON sample_hour", "DELETE ON sample_new" };
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint id = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);
  g_autoptr (TallyDb) db = store_samples_open_db (f);

  for (guint i = 0; i < 2 * 60; i++)
    tally_sample_batch_add (batch, id, NOON + i * MINUTE, 1);
  store_samples_put (f, batch);
  for (guint i = 0; i <= G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *refuse = g_strdup_printf ("CREATE TRIGGER refuse BEFORE %s BEGIN SELECT RAISE "
                                                 "(ABORT, 'no'); END", refusals[MIN (i, 3)]);
      g_autoptr (TallySeries) series = NULL;
      g_autoptr (GError) error = NULL;
      g_assert_true (tally_db_run_text (db, refuse, NULL));
      g_assert_cmpint (tally_store_samples_settle (f->store, &error), ==, i == G_N_ELEMENTS (refusals));
      g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, error == NULL ? 120 : 0);
      g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_HOUR), ==, error == NULL ? 2 : 0);
      g_assert_true (tally_db_run_text (db, "DROP TRIGGER refuse", NULL));
      if (i == G_N_ELEMENTS (refusals) - 1)
        store_samples_settle (f);
      series = store_samples_chart (f, NOON, NOON + 2 * HOUR, 2);
      g_assert_cmpint (store_samples_get (series, 0)->n, ==, 60);
      g_assert_cmpint (store_samples_get (series, 1)->n, ==, 60);
    }
}

static void
test_tending_waits_until_it_is_worth_it (StoreFixture  *f,
                                         gconstpointer  data)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint id = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);

  store_samples_write (f, NOON, 1);
  g_assert_true (tally_store_samples_tend (f->store, NULL));
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 0);
  tally_clock_advance (f->clock, DAY);
  g_assert_true (tally_store_samples_tend (f->store, NULL));
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 1);
  for (guint i = 0; i < 60000; i++)
    tally_sample_batch_add (batch, id, NOON + DAY + i, 1);
  store_samples_put (f, batch);
  g_assert_true (tally_store_samples_tend (f->store, NULL));
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 60001);
  tally_clock_advance (f->clock, TALLY_STORE_RAW_KEPT_USEC + DAY);
  store_samples_write (f, NOON, 1);
  g_assert_true (tally_store_samples_tend (f->store, NULL));
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 0);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_HOUR), ==, 2);
}

#define BATCH 20

/* Writes batches until it is killed; a byte goes out before each. */
static void
write_until_killed (StoreFixture *f,
                    int           fd)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint id = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);

  f->store = store_fixture_open (f, FALSE);
  for (gint64 round = 0;; round++)
    {
      for (guint i = 0; i < BATCH; i++)
        tally_sample_batch_add (batch, id, NOON + (round * 7 + i * 13) % 120 * MINUTE + round, 1);
      if (round % 3 == 2 && !tally_store_samples_settle (f->store, NULL))
        _exit (1);
      if (write (fd, "x", 1) != 1 || !tally_store_samples_add (f->store, batch, NULL))
        _exit (1);
      tally_sample_batch_clear (batch);
    }
}

static void
kill_a_writer (StoreFixture *f,
               guint         n_batches)
{
  int fds[2];
  pid_t child;
  char byte;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    write_until_killed (f, fds[1]);
  close (fds[1]);
  for (guint i = 0; i < n_batches; i++)
    g_assert_cmpint (read (fds[0], &byte, 1), ==, 1);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close (fds[0]);
}

static void
test_a_killed_writer_leaves_whole_batches_in_all_tiers (StoreFixture  *f,
                                                        gconstpointer  data)
{
  static const guint max_points[] = { 100000, 120, 2 };

  for (guint i = 1; i <= 12; i++)
    {
      TallySample sums[G_N_ELEMENTS (max_points)];
      g_clear_pointer (&f->store, tally_store_free);
      kill_a_writer (f, i);
      f->store = store_fixture_open (f, FALSE);
      if (i % 2 == 0)
        store_samples_settle (f);
      for (guint j = 0; j < G_N_ELEMENTS (max_points); j++)
        {
          g_autoptr (TallySeries) series = store_samples_chart (f, NOON, NOON + 2 * HOUR, max_points[j]);
          tally_series_sum (series, &sums[j]);
          g_assert_cmpint (sums[j].n % BATCH, ==, 0);
          g_assert_cmpint (sums[j].n, ==, sums[0].n);
          g_assert_cmpint (sums[j].total, ==, sums[0].n);
        }
    }
}

#define ADD(path, func) \
  g_test_add ("/store/samples-settled/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("settling-that-fails-leaves-nothing-and-can-be-repeated",
       test_settling_that_fails_leaves_nothing_and_can_be_repeated);
  ADD ("tending-waits-until-it-is-worth-it", test_tending_waits_until_it_is_worth_it);
  ADD ("a-killed-writer-leaves-whole-batches-in-all-tiers",
       test_a_killed_writer_leaves_whole_batches_in_all_tiers);
  return g_test_run ();
}
