/* tally-jobs-blackout.h
 *
 * Times in which no start may happen: days ("2026-12-24..2026-12-26"), or a calendar expression and
 * how long it lasts from there ("Sat *-*-* 22:00 for 6h"). Pure: the caller passes the time.
 * Immutable, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A start that would be put off further than this never comes: the expressions leave no room. */
#define TALLY_JOBS_BLACKOUT_MAX_DAYS 400

typedef struct _TallyJobsBlackout TallyJobsBlackout;

/**
 * tally_jobs_blackout_new:
 * @text: windows with ";" between them, "" = none: DAY, DAY..DAY (both included), or EXPRESSION for
 *   N min, h or d, at most 31 d
 * @zone: IANA name of the time zone of its local times
 * @error: return location, or %NULL
 *
 * Reads the windows.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - the message names the window and what is accepted.
 *
 * Returns: (transfer full) (nullable): the blackout
 */
TallyJobsBlackout *tally_jobs_blackout_new      (const char               *text,
                                                 const char               *zone,
                                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_blackout_free:
 * @self: (nullable): a blackout
 *
 * Frees it.
 */
void               tally_jobs_blackout_free     (TallyJobsBlackout        *self);

/**
 * tally_jobs_blackout_find_end:
 * @self: (nullable): a blackout, %NULL = none
 * @utc_usec: µs since 1970 UTC
 *
 * Returns: @utc_usec if it lies in no window; else the end of the window, and of those that follow
 *   it without a gap; -1 if that is more than %TALLY_JOBS_BLACKOUT_MAX_DAYS away
 */
gint64             tally_jobs_blackout_find_end (const TallyJobsBlackout  *self,
                                                 gint64                    utc_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsBlackout, tally_jobs_blackout_free)

G_END_DECLS
