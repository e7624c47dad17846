/* tally-jobs-calendar-format.h
 *
 * A calendar in the words of others: systemd's timers and cron's lines, for those who keep the time
 * outside of Tallyman. Pure, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-calendar.h"

G_BEGIN_DECLS

/**
 * tally_jobs_calendar_dup_systemd:
 * @self: a calendar
 *
 * Returns: (transfer full) (array zero-terminated=1): what OnCalendar takes, with the time zone: one
 *   line, two where cron's day of month and weekday are both set
 */
char       **tally_jobs_calendar_dup_systemd       (const TallyJobsCalendar  *self);

/**
 * tally_jobs_calendar_dup_cron:
 * @self: a calendar
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - cron can't say it: it has seconds, a year, a day from the end
 * of the month, or a day that has to be a weekday too; the message says which.
 *
 * Returns: (transfer full) (nullable): cron's five fields
 */
char        *tally_jobs_calendar_dup_cron          (const TallyJobsCalendar  *self,
                                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_calendar_get_zone:
 * @self: a calendar
 *
 * Returns: (transfer none): IANA name of its time zone
 */
const char  *tally_jobs_calendar_get_zone          (const TallyJobsCalendar  *self);

/**
 * tally_jobs_calendar_follows_real_time:
 * @self: a calendar
 *
 * Returns: what it does in a night when clocks change: %TRUE = it repeats by the hour, in real time;
 *   %FALSE = it happens once on each of its days
 */
gboolean     tally_jobs_calendar_follows_real_time (const TallyJobsCalendar  *self);

G_END_DECLS
