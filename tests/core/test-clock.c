/* test-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"

#include "tally-test.h"

#define START G_GINT64_CONSTANT (1764000000000000) /* 2025-11-24T16:00:00Z */
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static void
test_virtual (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (START);
  g_autoptr (GError) error = NULL;
  gint64 before = tally_clock_get_monotonic_usec (clock);

  g_assert_cmpint (tally_clock_get_utc_usec (clock), ==, START);
  g_assert_true (tally_clock_wait (clock, HOUR, NULL, &error));
  tally_clock_advance (clock, 5);
  g_assert_cmpint (tally_clock_get_utc_usec (clock), ==, START + HOUR + 5);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock) - before, ==, HOUR + 5);
  g_assert_true (tally_clock_wait (clock, -1, NULL, &error));
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock) - before, ==, HOUR + 5);
}

static void
assert_cancelled (TallyClock *clock)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (tally_clock_wait (clock, HOUR, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel (void)
{
  g_autoptr (TallyClock) virtual = tally_clock_new_virtual (START);
  g_autoptr (TallyClock) system = tally_clock_new_system ();

  assert_cancelled (virtual);
  assert_cancelled (system);
}

static void
test_system (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_system ();
  g_autoptr (TallyClock) same = tally_clock_ref (clock);
  gint64 before = tally_clock_get_monotonic_usec (clock);

  g_assert_cmpint (tally_clock_get_utc_usec (same), >, START);
  g_assert_true (tally_clock_wait (clock, 1000, NULL, NULL));
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock) - before, >=, 1000);
}

static void
test_texts (void)
{
  static const char *const same_times[] = {
    "2025-11-24T16:00:00Z", "2025-11-24T10:00:00-06:00", "2025-11-24T16:00:00.000Z",
  };
  static const char *const none[] = { NULL, "", "2025-11-24", "16:00:00Z", "2025-11-24T16:00:00", "now" };
  g_autofree char *text = tally_clock_format_utc (START);
  gint64 usec = 7;

  g_assert_cmpstr (text, ==, "2025-11-24T16:00:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_false (tally_clock_parse_utc (none[i], &usec));
      g_assert_cmpint (usec, ==, 7);
    }
  for (guint i = 0; i < G_N_ELEMENTS (same_times); i++)
    {
      usec = 0;
      g_assert_true (tally_clock_parse_utc (same_times[i], &usec));
      g_assert_cmpint (usec, ==, START);
    }
}

static void
test_jump (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (START);

  tally_clock_advance (clock, 5);
  tally_clock_jump (clock, -3);
  g_assert_cmpint (tally_clock_get_utc_usec (clock), ==, START + 2);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), ==, 5);
  tally_clock_jump (clock, 10);
  g_assert_cmpint (tally_clock_get_utc_usec (clock), ==, START + 12);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/clock/virtual-moves-when-told", test_virtual);
  g_test_add_func ("/core/clock/a-jump-moves-the-time-of-day-alone", test_jump);
  g_test_add_func ("/core/clock/cancelled-wait", test_cancel);
  g_test_add_func ("/core/clock/system", test_system);
  g_test_add_func ("/core/clock/texts", test_texts);
  return g_test_run ();
}
