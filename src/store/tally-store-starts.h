/* tally-store-starts.h
 *
 * What schedules leave for the next process: starts that were seen or missed, and until when they
 * are dealt with. Written by runs and by schedulers, with the lease or without. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-schedule.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Starts are kept for so long. */
#define TALLY_STORE_STARTS_KEPT_DAYS 730

/* A mark further ahead than this was made by a clock that was wrong. */
#define TALLY_STORE_STARTS_MAX_AHEAD_USEC (24 * (gint64) G_TIME_SPAN_HOUR)

/**
 * tally_store_starts_put:
 * @store: a store opened for writing
 * @start: a start; of one not yet finished
 * @plan: what tally_jobs_timetable_get_plan() says of its schedule
 * @error: return location, or %NULL
 *
 * Keeps a start, and, if it was seen, that everything until it is dealt with. One that was seen
 * already stays as it is, unless it came to exit code 75, try again later. Starts of more than %TALLY_STORE_STARTS_KEPT_DAYS ago are dropped.
 *
 * Returns: %TRUE if it is kept
 */
gboolean   tally_store_starts_put       (TallyStore                *store,
                                         const TallyScheduleStart  *start,
                                         const char                *plan,
                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_starts_finish:
 * @store: a store opened for writing
 * @start: a start that was kept with its run
 * @exit_code: what the run came to
 * @error: return location, or %NULL
 *
 * Keeps the end of it, now.
 *
 * Returns: %TRUE if it is kept
 */
gboolean   tally_store_starts_finish    (TallyStore                *store,
                                         const TallyScheduleStart  *start,
                                         int                        exit_code,
                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_starts_list:
 * @store: a store
 * @name: a schedule
 * @n_starts: how many at most
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable) (element-type TallyScheduleStart): its starts, newest first
 */
GPtrArray *tally_store_starts_list      (TallyStore                *store,
                                         const char                *name,
                                         guint                      n_starts,
                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_starts_put_mark:
 * @store: a store opened for writing
 * @name: a schedule
 * @plan: its plan
 * @settled_utc_usec: until when its starts are dealt with, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Keeps a mark. Of one plan the later mark stays, whoever writes it.
 *
 * Returns: %TRUE if one is kept
 */
gboolean   tally_store_starts_put_mark  (TallyStore                *store,
                                         const char                *name,
                                         const char                *plan,
                                         gint64                     settled_utc_usec,
                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_starts_find_mark:
 * @store: a store
 * @name: a schedule
 * @plan: its plan
 * @out_settled_utc_usec: (out): until when its starts are dealt with; -1 = there is no mark, or one
 *   of another plan
 * @error: return location, or %NULL
 *
 * Returns: %TRUE unless reading failed
 */
gboolean   tally_store_starts_find_mark (TallyStore                *store,
                                         const char                *name,
                                         const char                *plan,
                                         gint64                    *out_settled_utc_usec,
                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
