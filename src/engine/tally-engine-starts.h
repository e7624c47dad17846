/* tally-engine-starts.h
 *
 * The schedules for people to look at: what there is, when it starts next, what was late or missed,
 * what an expression means, and how others' schedulers say the same. Reads, never writes; a run at
 * work does not stop it. One thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-schedule.h"

G_BEGIN_DECLS

/* As many coming starts as anyone looks at. */
#define TALLY_ENGINE_STARTS_MAX 1000

/**
 * TallyEngineScheduleEntry:
 * @name: (owned): the schedule
 * @at: (owned): its expressions as written, "never" = it is off
 * @zone: (owned): its time zone
 * @jobs: (owned): its jobs, "," between them; "" = the whole pipeline
 * @is_on: whether it starts anything
 * @next_utc_usec: when its next start is to happen, µs since 1970 UTC; 0 = never
 * @expected_usec: µs that a pass is expected to take, 0 = not said
 * @margin_usec: µs that a start may be late before it is missed
 * @n_seen: starts in the store that were seen, the newest hundred at most
 * @n_missed: of the starts in the store and those that are due now, how many were missed
 * @last: (owned) (nullable): the last start that was seen
 * @missed: (owned) (nullable): what to say of starts that are missed now, with the remedy
 * @on_calendar: (owned) (array zero-terminated=1): systemd's OnCalendar lines
 * @cron: (owned) (array zero-terminated=1): cron's five fields, a line each; empty with @cron_problem
 * @cron_zones: (owned) (array zero-terminated=1): the time zone of each of @cron
 * @cron_problem: (owned) (nullable): why cron can't say it
 */
typedef struct {
  char                *name;
  char                *at;
  char                *zone;
  char                *jobs;
  gboolean             is_on;
  gint64               next_utc_usec;
  gint64               expected_usec;
  gint64               margin_usec;
  guint                n_seen;
  guint                n_missed;
  TallyScheduleStart  *last;
  char                *missed;
  char               **on_calendar;
  char               **cron;
  char               **cron_zones;
  char                *cron_problem;
} TallyEngineScheduleEntry;

/**
 * TallyEngineComingStart:
 * @name: (owned): the schedule, "" for an expression alone
 * @due_utc_usec: when its expression is due, µs since 1970 UTC
 * @planned_utc_usec: when it is to start: behind jitter and blackout
 * @local: (owned): @planned_utc_usec in its time zone, "Mon 2026-11-30 07:00:00 CST"
 * @zone: (owned): that zone
 *
 * A start to come.
 */
typedef struct {
  char   *name;
  gint64  due_utc_usec;
  gint64  planned_utc_usec;
  char   *local;
  char   *zone;
} TallyEngineComingStart;

/**
 * TallyEngineExpression:
 * @on_calendar: (owned) (array zero-terminated=1): its canonical form, as OnCalendar
 * @cron: (owned) (nullable): cron's five fields, %NULL = cron can't say it
 * @zone: (owned): its time zone
 * @follows_real_time: what it does in a night when clocks change: repeat in real time, or happen
 *   once on each of its days
 * @coming: (owned) (element-type TallyEngineComingStart): when it is due next
 *
 * An expression, understood.
 */
typedef struct {
  char      **on_calendar;
  char       *cron;
  char       *zone;
  gboolean    follows_real_time;
  GPtrArray  *coming;
} TallyEngineExpression;

/**
 * tally_engine_schedule_entry_free:
 * @self: (nullable): an entry
 *
 * Frees it.
 */
void                   tally_engine_schedule_entry_free (TallyEngineScheduleEntry *self);

/**
 * tally_engine_coming_start_free:
 * @self: (nullable): a start
 *
 * Frees it.
 */
void                   tally_engine_coming_start_free   (TallyEngineComingStart   *self);

/**
 * tally_engine_expression_free:
 * @self: (nullable): an expression
 *
 * Frees it.
 */
void                   tally_engine_expression_free     (TallyEngineExpression    *self);

/**
 * tally_engine_starts_list:
 * @engine: an engine
 * @error: return location, or %NULL
 *
 * Errors: those of tally_engine_schedule_new().
 *
 * Returns: (transfer full) (nullable) (element-type TallyEngineScheduleEntry): every schedule, in the
 *   order of tallyman.conf(5)
 */
GPtrArray             *tally_engine_starts_list         (TallyEngine              *engine,
                                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_starts_next:
 * @engine: an engine
 * @after_utc_usec: µs since 1970 UTC, -1 = now
 * @n_starts: how many, 1 … %TALLY_ENGINE_STARTS_MAX
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - a schedule can't be read.
 *
 * Returns: (transfer full) (nullable) (element-type TallyEngineComingStart): the coming starts of all
 *   schedules in order of time
 */
GPtrArray             *tally_engine_starts_next         (TallyEngine              *engine,
                                                         gint64                    after_utc_usec,
                                                         guint                     n_starts,
                                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_starts_check:
 * @engine: an engine
 * @expression: what [schedule-NAME] at takes, one
 * @n_starts: how many coming moments to find, 1 … %TALLY_ENGINE_STARTS_MAX
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - it can't be read; the message names the part and what is
 * accepted.
 *
 * Returns: (transfer full) (nullable): what it means
 */
TallyEngineExpression *tally_engine_starts_check        (TallyEngine              *engine,
                                                         const char               *expression,
                                                         guint                     n_starts,
                                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineScheduleEntry, tally_engine_schedule_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineComingStart, tally_engine_coming_start_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineExpression, tally_engine_expression_free)

G_END_DECLS
