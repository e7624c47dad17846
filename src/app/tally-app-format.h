/* tally-app-format.h
 *
 * How pages write money, counts, days and times for people, so that all of them write them alike. In the words and the
 * order of the locale; a person's clock is the computer's time zone. Pure functions of the time they are given.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * tally_app_format_dup_money:
 * @cents: an amount
 *
 * Returns: (transfer full): it in dollars, as "$1,234.50"
 */
char *tally_app_format_dup_money    (TallyMoney  cents);

/**
 * tally_app_format_dup_count:
 * @n: how many
 *
 * Returns: (transfer full): it with its thousands set apart, as "12,345"
 */
char *tally_app_format_dup_count    (guint64     n);

/**
 * tally_app_format_dup_day:
 * @day: a day, or %TALLY_DAY_NONE
 *
 * Returns: (transfer full): it as "Aug 17, 2025"; "" for none
 */
char *tally_app_format_dup_day      (TallyDay    day);

/**
 * tally_app_format_dup_time:
 * @utc_usec: a time, in µs since 1970 UTC; 0 = none
 * @now_usec: the time it is told at
 *
 * Returns: (transfer full): it as near as people need it: "14:05", "Yesterday 14:05", "Monday 14:05" within six days,
 *   "Aug 17, 14:05" within the year, else with the year; "" for none
 */
char *tally_app_format_dup_time     (gint64      utc_usec,
                                     gint64      now_usec);

/**
 * tally_app_format_dup_time_full:
 * @utc_usec: a time, in µs since 1970 UTC; 0 = none
 *
 * Returns: (transfer full): all of it, with seconds and the zone, for a tooltip or a copy; "" for none
 */
char *tally_app_format_dup_time_full (gint64     utc_usec);

/**
 * tally_app_format_dup_span:
 * @span_usec: µs; what is negative counts as 0
 *
 * Returns: (transfer full): it as "45 s", "12 min", "2 h 5 min", "3 d 2 h"
 */
char *tally_app_format_dup_span     (gint64      span_usec);

/**
 * tally_app_format_dup_ago:
 * @utc_usec: a time, in µs since 1970 UTC
 * @now_usec: the time it is told at
 *
 * Returns: (transfer full): how long ago, as "now", "12 min ago"; what lies ahead as "in 12 min"
 */
char *tally_app_format_dup_ago      (gint64      utc_usec,
                                     gint64      now_usec);

G_END_DECLS
