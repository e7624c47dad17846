/* test-format.c: how the app writes money, counts, days and times for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tally-app-format.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void
check (char       *owned,
       const char *expected)
{
  g_autofree char *text = owned;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_amounts (void)
{
  check (tally_app_format_dup_money (123456789), "$1,234,567.89");
  check (tally_app_format_dup_money (-5), "-$0.05");
  check (tally_app_format_dup_count (0), "0");
  check (tally_app_format_dup_count (999), "999");
  check (tally_app_format_dup_count (1000), "1,000");
  check (tally_app_format_dup_count (G_MAXUINT64), "18,446,744,073,709,551,615");
}

static void
test_times (void)
{
  /* 2025-08-20 15:00 UTC, a Wednesday; the test's zone is UTC */
  const gint64 now = G_GINT64_CONSTANT (1755702000) * G_USEC_PER_SEC;

  check (tally_app_format_dup_day (tally_day_new (2025, 8, 7)), "Aug 7, 2025");
  check (tally_app_format_dup_day (TALLY_DAY_NONE), "");
  check (tally_app_format_dup_time (0, now), "");
  check (tally_app_format_dup_time (now - 15 * HOUR, now), "00:00");
  check (tally_app_format_dup_time (now - 15 * HOUR - MINUTE, now), "Yesterday 23:59");
  check (tally_app_format_dup_time (now - 6 * DAY, now), "Thursday 15:00");
  check (tally_app_format_dup_time (now - 7 * DAY, now), "Aug 13, 15:00");
  check (tally_app_format_dup_time (now + DAY, now), "Aug 21, 15:00");
  check (tally_app_format_dup_time (now - 365 * DAY, now), "Aug 20, 2024, 15:00");
  check (tally_app_format_dup_time_full (now), "2025-08-20 15:00:00 UTC");
}

static void
test_spans (void)
{
  const gint64 now = 1000 * DAY;

  check (tally_app_format_dup_span (-1), "0 s");
  check (tally_app_format_dup_span (125 * MINUTE), "2 h 5 min");
  check (tally_app_format_dup_ago (now - 9 * G_USEC_PER_SEC, now), "now");
  check (tally_app_format_dup_ago (now - 12 * MINUTE, now), "12 min ago");
  check (tally_app_format_dup_ago (now + 12 * MINUTE, now), "in 12 min");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/format/amounts", test_amounts);
  g_test_add_func ("/app/format/times", test_times);
  g_test_add_func ("/app/format/spans", test_spans);
  return g_test_run ();
}
