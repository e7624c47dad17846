/* tally-jobs-calendar.h
 *
 * When a schedule is due: cron's five fields (crontab(5)) or systemd's OnCalendar (systemd.time(7))
 * in an IANA time zone, and the next moment of it. Pure: the caller passes the time. Immutable,
 * any thread. Depends on GLib alone.
 *
 * The nights when clocks change follow cronie's rule. A schedule that names its hours ("30 2 * * *")
 * happens once on each of its days: a time that the clock leaps over is made up for right after the
 * leap, one that comes twice counts the first time. One that repeats by the hour ("0 * * * *",
 * "0/2:00") follows real time: nothing in the hour that is left out, both times in the hour that
 * comes twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyJobsCalendar TallyJobsCalendar;

/**
 * tally_jobs_calendar_new:
 * @expression: "0 8-18/2 * * 1-5", "@daily", "Mon..Fri *-*-* 08..18/2:00", "weekly", "Mon 23:00
 *   America/Chicago"; local time of @zone, or of the zone at its end (OnCalendar alone)
 * @zone: IANA name of a time zone, e.g. "America/Chicago"
 * @error: return location, or %NULL
 *
 * Reads an expression. In cron's form a day is due when day of month or weekday fit, if neither is
 * "*"; in OnCalendar both have to. Names of days and months are English, in any case.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - the message names the part and what is accepted.
 *
 * Returns: (transfer full) (nullable): a calendar
 */
TallyJobsCalendar *tally_jobs_calendar_new  (const char  *expression,
                                             const char  *zone,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_calendar_free:
 * @self: (nullable): a calendar
 *
 * Frees it.
 */
void               tally_jobs_calendar_free (TallyJobsCalendar *self);

/**
 * tally_jobs_calendar_next:
 * @self: a calendar
 * @after_utc_usec: µs since 1970 UTC
 *
 * O(days until then), and O(seconds of a day) in a night when clocks change.
 *
 * Returns: the first moment after @after_utc_usec at which it is due, µs since 1970 UTC, on a whole
 *   second; -1 if it is never due again before the year 2200
 */
gint64             tally_jobs_calendar_next (const TallyJobsCalendar *self,
                                             gint64                   after_utc_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsCalendar, tally_jobs_calendar_free)

G_END_DECLS
