/* test-watchdog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-watchdog.h"

/* Far enough that no machine is so slow, near enough that a mistake ends the test. */
#define NEVER_USEC (10 * G_TIME_SPAN_MINUTE)

static void
wait_cancelled (GCancellable *cancellable)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  g_assert_cmpint (g_poll (&fd, 1, 60 * 1000), ==, 1);
  g_cancellable_release_fd (cancellable);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
}

static void
test_passes (void)
{
  g_autoptr (TallySmartsheetWatchdog) watchdog = tally_smartsheet_watchdog_new ();
  g_autoptr (GCancellable) near = g_cancellable_new ();
  g_autoptr (GCancellable) far = g_cancellable_new ();
  TallySmartsheetWatch first = { .cancellable = near };
  TallySmartsheetWatch second = { .cancellable = far };

  tally_smartsheet_watchdog_set (watchdog, &second, g_get_monotonic_time () + NEVER_USEC);
  tally_smartsheet_watchdog_set (watchdog, &first, g_get_monotonic_time () + 1000);
  wait_cancelled (near);
  tally_smartsheet_watchdog_end (watchdog, &first);
  tally_smartsheet_watchdog_end (watchdog, &second);
  g_assert_true (first.is_late);
  g_assert_false (second.is_late);
  g_assert_false (g_cancellable_is_cancelled (far));
}

static void
test_moves (void)
{
  g_autoptr (TallySmartsheetWatchdog) watchdog = tally_smartsheet_watchdog_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TallySmartsheetWatch watch = { .cancellable = cancellable };

  tally_smartsheet_watchdog_set (watchdog, &watch, g_get_monotonic_time () + NEVER_USEC);
  tally_smartsheet_watchdog_set (watchdog, &watch, g_get_monotonic_time () - 1);
  wait_cancelled (cancellable);
  tally_smartsheet_watchdog_end (watchdog, &watch);
  g_assert_true (watch.is_late);
}

static void
test_ended_is_left_alone (void)
{
  g_autoptr (TallySmartsheetWatchdog) watchdog = tally_smartsheet_watchdog_new ();
  g_autoptr (GCancellable) ended = g_cancellable_new ();
  g_autoptr (GCancellable) other = g_cancellable_new ();
  TallySmartsheetWatch first = { .cancellable = ended };
  TallySmartsheetWatch second = { .cancellable = other };
  gint64 now = g_get_monotonic_time ();

  tally_smartsheet_watchdog_set (watchdog, &first, now + NEVER_USEC);
  tally_smartsheet_watchdog_end (watchdog, &first);
  tally_smartsheet_watchdog_end (watchdog, &first);
  tally_smartsheet_watchdog_set (watchdog, &second, now);
  wait_cancelled (other);
  tally_smartsheet_watchdog_end (watchdog, &second);
  g_assert_false (first.is_late);
  g_assert_false (g_cancellable_is_cancelled (ended));
}

/* Several threads of a client, each with deadlines of its own that come and go. */
static gpointer
exchange_thread (gpointer data)
{
  TallySmartsheetWatchdog *watchdog = data;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TallySmartsheetWatch watch = { .cancellable = cancellable };
      gboolean is_due = i % 2 == 0;

      tally_smartsheet_watchdog_set (watchdog, &watch, g_get_monotonic_time () + NEVER_USEC);
      if (is_due)
        {
          tally_smartsheet_watchdog_set (watchdog, &watch, g_get_monotonic_time ());
          wait_cancelled (cancellable);
        }
      tally_smartsheet_watchdog_end (watchdog, &watch);
      g_assert_cmpint (watch.is_late, ==, is_due);
      g_assert_cmpint (g_cancellable_is_cancelled (cancellable), ==, is_due);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TallySmartsheetWatchdog) watchdog = tally_smartsheet_watchdog_new ();
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("exchange", exchange_thread, watchdog);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/watchdog/a-deadline-passes", test_passes);
  g_test_add_func ("/smartsheet/watchdog/a-deadline-is-moved", test_moves);
  g_test_add_func ("/smartsheet/watchdog/what-has-ended-is-left-alone", test_ended_is_left_alone);
  g_test_add_func ("/smartsheet/watchdog/several-threads", test_threads);
  return g_test_run ();
}
