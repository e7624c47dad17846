/* tally-audit-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-calendar.h"

#define SATURDAY 6
#define SUNDAY 7
#define LAST 5 /* the last such weekday of the month, which may be its fourth */

/* Holidays that have a date; Juneteenth is one since 2021. */
static const struct { guint month, day, since; } dated[] = {
  { 1, 1, 0 }, { 6, 19, 2021 }, { 7, 4, 0 }, { 11, 11, 0 }, { 12, 25, 0 },
};

/* Those that are the nth weekday of a month: King, Washington, Memorial, Labor, Columbus, Thanksgiving. */
static const struct { guint month, weekday, nth; } counted[] = {
  { 1, 1, 3 }, { 2, 1, 3 }, { 5, 1, LAST }, { 9, 1, 1 }, { 10, 1, 2 }, { 11, 4, 4 },
};

static gboolean
is_dated (TallyDay day)
{
  guint year, month, day_of_month;

  tally_day_split (day, &year, &month, &day_of_month);
  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    if (dated[i].month == month && dated[i].day == day_of_month && year >= dated[i].since)
      return TRUE;
  return FALSE;
}

static gboolean
is_counted (TallyDay day)
{
  guint year, month, day_of_month, next_week_month, weekday = tally_day_get_weekday (day), unused;

  tally_day_split (day, &year, &month, &day_of_month);
  tally_day_split (day + 7, &unused, &next_week_month, &unused);
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      gboolean is_nth = counted[i].nth == LAST ? next_week_month != month : (day_of_month + 6) / 7 == counted[i].nth;
      if (counted[i].month == month && counted[i].weekday == weekday && is_nth)
        return TRUE;
    }
  return FALSE;
}

gboolean
tally_audit_calendar_is_holiday (TallyDay day)
{
  guint weekday = tally_day_get_weekday (day);

  if (day == TALLY_DAY_NONE)
    return FALSE;
  return is_dated (day) || is_counted (day) || (weekday == 5 && is_dated (day + 1)) || (weekday == 1 && is_dated (day - 1));
}

gboolean
tally_audit_calendar_is_off (TallyDay day)
{
  guint weekday = tally_day_get_weekday (day);

  return weekday == SATURDAY || weekday == SUNDAY || tally_audit_calendar_is_holiday (day);
}

TallyDay
tally_audit_calendar_add_business_days (TallyDay day,
                                        guint    n_days)
{
  for (guint i = 1; i < n_days; i++)
    do
      day++;
    while (tally_audit_calendar_is_off (day));
  return day;
}
