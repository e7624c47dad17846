/* tally-week.h
 *
 * Days and billing weeks. A day is a number, so that it sorts, hashes and stores as one; no time
 * of day, no time zone. The one place that knows when a week ends. Pure functions, any thread.
 * Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days as in g_date_get_julian(): 1 is 0001-01-01; 0 means "no day". */
typedef guint32 TallyDay;

#define TALLY_DAY_NONE ((TallyDay) 0)
#define TALLY_DAY_BUFFER_SIZE 16

/**
 * tally_day_new:
 * @year: 1900 … 2199
 * @month: 1 … 12
 * @day: 1 … 31
 *
 * Returns: the day, or %TALLY_DAY_NONE if the calendar has no such day
 */
TallyDay    tally_day_new              (guint       year,
                                        guint       month,
                                        guint       day);

/**
 * tally_day_split:
 * @day: a day
 * @out_year: (out): year
 * @out_month: (out): 1 … 12
 * @out_day: (out): 1 … 31
 *
 * Takes a day apart; all 0 for %TALLY_DAY_NONE.
 */
void        tally_day_split            (TallyDay    day,
                                        guint      *out_year,
                                        guint      *out_month,
                                        guint      *out_day);

/**
 * tally_day_parse:
 * @text: "2025-08-17", "2025-08-17T14:30:00Z" (the day as written, no zone shift), "8/17/2025"
 *   or "08/17/25" (years 00 … 99 are 2000 … 2099)
 * @length: its length in bytes
 * @out_day: (out): the day; untouched on failure
 *
 * Nothing else is a day, and today's date never matters (billing rule 1.3.4).
 *
 * Returns: %TRUE if @text is a day of 1900 … 2199
 */
gboolean    tally_day_parse            (const char *text,
                                        gsize       length,
                                        TallyDay   *out_day) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_day_format_iso:
 * @day: a day
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_DAY_BUFFER_SIZE
 *
 * Writes "2025-08-17", or "" for %TALLY_DAY_NONE.
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_day_format_iso       (TallyDay    day,
                                        char       *buffer,
                                        gsize       size);

/**
 * tally_day_format_us:
 * @day: a day
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_DAY_BUFFER_SIZE
 *
 * Writes "08/17/2025", or "" for %TALLY_DAY_NONE: the form of the workbooks.
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_day_format_us        (TallyDay    day,
                                        char       *buffer,
                                        gsize       size);

/**
 * tally_day_get_weekday:
 * @day: a day
 *
 * Returns: 1 = Monday … 7 = Sunday; 0 for %TALLY_DAY_NONE
 */
guint       tally_day_get_weekday      (TallyDay    day);

/**
 * tally_day_get_weekday_name:
 * @day: a day
 *
 * Returns: (transfer none): "Monday" … "Sunday", English as in the workbooks; "" for no day
 */
const char *tally_day_get_weekday_name (TallyDay    day);

/**
 * tally_week_get_start:
 * @week_ending: the last day of a billing week
 *
 * Returns: its first day: the week has 7 days and normally runs Monday … Sunday
 */
TallyDay    tally_week_get_start       (TallyDay    week_ending);

/**
 * tally_week_contains:
 * @week_ending: the last day of a billing week
 * @day: a day
 *
 * Returns: %TRUE if @day lies in that week
 */
gboolean    tally_week_contains        (TallyDay    week_ending,
                                        TallyDay    day);

/**
 * tally_week_is_regular:
 * @week_ending: the last day of a billing week
 *
 * Returns: %TRUE if it is a Sunday; others are billed as they are and reported (rule 1.6)
 */
gboolean    tally_week_is_regular      (TallyDay    week_ending);

/**
 * tally_week_format:
 * @week_ending: the last day of a billing week
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_DAY_BUFFER_SIZE
 *
 * Writes "MMDDYY", the form of keys and file names.
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_week_format          (TallyDay    week_ending,
                                        char       *buffer,
                                        gsize       size);

/**
 * tally_week_parse:
 * @text: six digits "MMDDYY", years 2000 … 2099
 * @length: its length in bytes
 * @out_week_ending: (out): the day; untouched on failure
 *
 * Returns: %TRUE if @text is such a day
 */
gboolean    tally_week_parse           (const char *text,
                                        gsize       length,
                                        TallyDay   *out_week_ending) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
