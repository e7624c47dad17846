/* test-meter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-meter.h"

#define N_THREADS 4
#define N_TIMES 2000

static gpointer
count_worker (gpointer data)
{
  for (guint i = 0; i < N_TIMES; i++)
    tally_meter_count (data, "rows", 2);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TallyMeter) meter = tally_meter_new ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("count", count_worker, meter);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (tally_meter_get_count (meter, "rows"), ==, 2 * N_THREADS * N_TIMES);
}

static void
test_readings (void)
{
  g_autoptr (TallyMeter) meter = tally_meter_new ();
  TallyMeter *again = tally_meter_ref (meter);
  g_autoptr (GArray) readings = NULL;
  TallyMeterReading *reading;

  tally_meter_time (meter, "phase", 30);
  tally_meter_time (meter, "phase", 20);
  tally_meter_time (meter, "phase", -5);
  tally_meter_raise (meter, "bytes", 7);
  tally_meter_raise (meter, "bytes", 3);
  tally_meter_count (again, "calls", 1);
  tally_meter_unref (again);

  readings = tally_meter_dup_readings (meter);
  g_assert_cmpuint (readings->len, ==, 3);
  reading = &g_array_index (readings, TallyMeterReading, 0);
  g_assert_cmpstr (reading->name, ==, "bytes");
  g_assert_cmpint (reading->max, ==, 7);
  g_assert_cmpuint (reading->count, ==, 0);
  reading = &g_array_index (readings, TallyMeterReading, 1);
  g_assert_cmpstr (reading->name, ==, "calls");
  reading = &g_array_index (readings, TallyMeterReading, 2);
  g_assert_cmpuint (reading->count, ==, 3);
  g_assert_cmpint (reading->total_usec, ==, 50);
  g_assert_cmpint (reading->max, ==, 30);
}

static void
test_none (void)
{
  g_autoptr (GArray) readings = tally_meter_dup_readings (NULL);

  tally_meter_count (NULL, "a", 1);
  tally_meter_time (NULL, "a", 1);
  tally_meter_raise (NULL, "a", 1);
  g_assert_cmpuint (tally_meter_get_count (NULL, "a"), ==, 0);
  g_assert_cmpuint (readings->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/meter/no-count-is-lost-between-threads", test_threads);
  g_test_add_func ("/core/meter/readings-by-name", test_readings);
  g_test_add_func ("/core/meter/without-a-meter", test_none);
  return g_test_run ();
}
