/* test-heartbeat.c
 *
 * A run that waits for long beats and is not robbed; one whose heart stands still is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-heartbeat.h"
#include "tally-store-error.h"
#include "tally-test-database.h"
#include "tally-test.h"

#define INTERVAL_USEC 1000

typedef struct {
  char       *path;
  TallyClock *clock;
  TallyStore *store;
  TallyStore *other;
} Fixture;

static TallyStore *
open_store (Fixture *f)
{
  const TallyStoreOptions options = { .path = f->path, .clock = f->clock };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *folder = tally_test_make_dir ();

  f->path = g_build_filename (folder, "tallyman.db", NULL);
  f->clock = tally_clock_new_virtual (g_get_real_time ());
  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR); /* a machine is never at 0 */
  f->store = open_store (f);
  f->other = open_store (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_store_free (f->store);
  tally_store_free (f->other);
  tally_clock_unref (f->clock);
  g_free (f->path);
}

static char *
read_renewal (Fixture *f)
{
  return tally_test_database_query (f->path, "SELECT renewed_utc_usec FROM lease");
}

/* Waits for a beat, half a minute at most. */
static void
wait_for_a_beat (Fixture    *f,
                 const char *before)
{
  gint64 end_usec = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gboolean has_beaten = FALSE;

  while (!has_beaten && g_get_monotonic_time () < end_usec)
    {
      g_autofree char *now = read_renewal (f);
      has_beaten = strcmp (now, before) != 0;
      g_thread_yield ();
    }
  g_assert_true (has_beaten);
}

static void
assert_busy (TallyStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_store_lock (store, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
}

static void
test_a_run_that_waits_keeps_its_lease (Fixture       *f,
                                       gconstpointer  data)
{
  TallyJobsHeartbeat *heartbeat;

  g_assert_true (tally_store_lock (f->store, NULL));
  heartbeat = tally_jobs_heartbeat_start (f->store, f->clock, INTERVAL_USEC);
  g_assert_nonnull (heartbeat);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *before = read_renewal (f);
      tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC / 2);
      wait_for_a_beat (f, before);
      assert_busy (f->other);
    }
  tally_jobs_heartbeat_stop (heartbeat);
  g_assert_true (tally_store_renew_lock (f->store, NULL));
}

static void
test_without_a_heartbeat_it_is_robbed (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lock (f->store, NULL));
  tally_jobs_heartbeat_stop (tally_jobs_heartbeat_start (f->store, f->clock, INTERVAL_USEC));
  assert_busy (f->other);
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
  g_assert_true (tally_store_lock (f->other, NULL));
  g_assert_false (tally_store_renew_lock (f->store, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
}

/* A heart that beats on after the robbery gives nothing back. */
static void
test_a_robbed_heart_changes_nothing (Fixture       *f,
                                     gconstpointer  data)
{
  g_autofree char *robbed = NULL;
  g_autofree char *later = NULL;
  TallyJobsHeartbeat *heartbeat;

  g_assert_true (tally_store_lock (f->store, NULL));
  heartbeat = tally_jobs_heartbeat_start (f->store, f->clock, G_TIME_SPAN_HOUR);
  tally_clock_advance (f->clock, TALLY_STORE_LEASE_EXPIRY_USEC + 1);
  g_assert_true (tally_store_lock (f->other, NULL));
  robbed = tally_test_database_query (f->path, "SELECT * FROM lease");
  tally_jobs_heartbeat_stop (heartbeat);
  later = tally_test_database_query (f->path, "SELECT * FROM lease");
  g_assert_cmpstr (later, ==, robbed);
}

static void
test_without_a_lease_there_is_none (Fixture       *f,
                                    gconstpointer  data)
{
  g_assert_null (tally_jobs_heartbeat_start (f->store, f->clock, INTERVAL_USEC));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add ("/jobs/heartbeat/a-run-that-waits-keeps-its-lease", Fixture, NULL, set_up,
              test_a_run_that_waits_keeps_its_lease, tear_down);
  g_test_add ("/jobs/heartbeat/without-a-heartbeat-it-is-robbed", Fixture, NULL, set_up,
              test_without_a_heartbeat_it_is_robbed, tear_down);
  g_test_add ("/jobs/heartbeat/a-robbed-heart-changes-nothing", Fixture, NULL, set_up,
              test_a_robbed_heart_changes_nothing, tear_down);
  g_test_add ("/jobs/heartbeat/without-a-lease-there-is-none", Fixture, NULL, set_up,
              test_without_a_lease_there_is_none, tear_down);
  return g_test_run ();
}
