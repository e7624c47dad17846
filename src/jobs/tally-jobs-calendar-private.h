/* tally-jobs-calendar-private.h
 *
 * A calendar's fields, shared by its parser and its arithmetic.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-calendar.h"

G_BEGIN_DECLS

#define TALLY_JOBS_CALENDAR_FIRST_YEAR 1970
#define TALLY_JOBS_CALENDAR_LAST_YEAR 2199
#define TALLY_JOBS_CALENDAR_N_YEARS 230

struct _TallyJobsCalendar {
  GTimeZone *zone;                               /* (owned) */
  gboolean   years[TALLY_JOBS_CALENDAR_N_YEARS]; /* from the first year on */
  gboolean   months[13];                         /* 1 … 12 */
  gboolean   days[32];                           /* 1 … 31 */
  gboolean   last_days[32];                      /* 1 = the last of the month */
  gboolean   weekdays[8];                        /* 1 = Monday … 7 = Sunday */
  gboolean   hours[24];
  gboolean   minutes[60];
  gboolean   seconds[60];
  gboolean   either_day;                         /* cron: day of month or weekday */
  gboolean   repeats_hourly;                     /* follows real time when clocks change */
};

/**
 * tally_jobs_calendar_parse_cron:
 * @self: a zeroed calendar
 * @fields: (array zero-terminated=1): the words of the expression
 * @error: return location, or %NULL
 *
 * Reads cron's five fields.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING.
 *
 * Returns: %TRUE if all are understood
 */
gboolean tally_jobs_calendar_parse_cron    (TallyJobsCalendar  *self,
                                            char              **fields,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_calendar_parse_systemd:
 * @self: a zeroed calendar
 * @words: (array zero-terminated=1): the words of the expression, without the time zone
 * @error: return location, or %NULL
 *
 * Reads the words of OnCalendar.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING.
 *
 * Returns: %TRUE if all are understood
 */
gboolean tally_jobs_calendar_parse_systemd (TallyJobsCalendar  *self,
                                            char              **words,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TallyJobsCalendarKind:
 * @TALLY_JOBS_CALENDAR_YEAR: set[0] is the first year
 * @TALLY_JOBS_CALENDAR_MONTH: 1 … 12 or a name
 * @TALLY_JOBS_CALENDAR_DAY: 1 … 31
 * @TALLY_JOBS_CALENDAR_LAST_DAY: 1 … 31, counted from the end of the month
 * @TALLY_JOBS_CALENDAR_WEEKDAY: a name
 * @TALLY_JOBS_CALENDAR_CRON_WEEKDAY: 0 … 7 or a name; 0 and 7 are Sunday
 * @TALLY_JOBS_CALENDAR_HOUR: 0 … 23
 * @TALLY_JOBS_CALENDAR_MINUTE: 0 … 59
 * @TALLY_JOBS_CALENDAR_SECOND: 0 … 59
 *
 * A field of an expression.
 */
typedef enum {
  TALLY_JOBS_CALENDAR_YEAR,
  TALLY_JOBS_CALENDAR_MONTH,
  TALLY_JOBS_CALENDAR_DAY,
  TALLY_JOBS_CALENDAR_LAST_DAY,
  TALLY_JOBS_CALENDAR_WEEKDAY,
  TALLY_JOBS_CALENDAR_CRON_WEEKDAY,
  TALLY_JOBS_CALENDAR_HOUR,
  TALLY_JOBS_CALENDAR_MINUTE,
  TALLY_JOBS_CALENDAR_SECOND,
} TallyJobsCalendarKind;

/**
 * tally_jobs_calendar_parse_list:
 * @text: "1,3..5,10/2", "1-5", "*", "MON-FRI"
 * @kind: which field it is
 * @set: (array): set[value] becomes %TRUE for each value that is named
 * @error: return location, or %NULL
 *
 * Reads one field: values, ranges, repetitions behind "/", commas between them.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - the message names the field and its range.
 *
 * Returns: %TRUE if it is understood
 */
gboolean tally_jobs_calendar_parse_list    (const char             *text,
                                            TallyJobsCalendarKind   kind,
                                            gboolean               *set,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
