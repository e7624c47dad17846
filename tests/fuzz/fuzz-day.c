/* fuzz-day.c
 *
 * Any bytes as a day or a week: what is accepted reads back from each of its forms, and what is
 * not accepted leaves the result alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-week.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_day (TallyDay day)
{
  char text[TALLY_DAY_BUFFER_SIZE];
  TallyDay back = TALLY_DAY_NONE;

  tally_day_format_iso (day, text, sizeof text);
  g_assert_true (tally_day_parse (text, strlen (text), &back));
  g_assert_cmpuint (back, ==, day);
  tally_day_format_us (day, text, sizeof text);
  g_assert_true (tally_day_parse (text, strlen (text), &back));
  g_assert_cmpuint (back, ==, day);
  g_assert_cmpuint (tally_day_get_weekday (day) - 1, <, 7);
}

static void
check_week (TallyDay week_ending)
{
  char text[TALLY_DAY_BUFFER_SIZE];
  TallyDay back = TALLY_DAY_NONE;

  tally_week_format (week_ending, text, sizeof text);
  g_assert_true (tally_week_parse (text, strlen (text), &back));
  g_assert_cmpuint (back, ==, week_ending);
  g_assert_true (tally_week_contains (week_ending, week_ending));
  g_assert_true (tally_week_contains (week_ending, tally_week_get_start (week_ending)));
  g_assert_false (tally_week_contains (week_ending, week_ending + 1));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  TallyDay day = 7;
  TallyDay week = 7;

  if (tally_day_parse ((const char *) data, size, &day))
    check_day (day);
  else
    g_assert_cmpuint (day, ==, 7);
  if (tally_week_parse ((const char *) data, size, &week))
    check_week (week);
  else
    g_assert_cmpuint (week, ==, 7);
  return 0;
}
