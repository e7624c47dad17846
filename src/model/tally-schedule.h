/* tally-schedule.h
 *
 * What a schedule leaves behind and what it has to say: starts that were seen, and events such as
 * "a start is due" or "a start was missed". The store keeps starts, jobs make events, faces show
 * both. Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-notice.h"

G_BEGIN_DECLS

/**
 * TallyScheduleStart:
 * @name: (owned): the schedule
 * @due_utc_usec: when its expression was due, µs since 1970 UTC; with @name its key
 * @planned_utc_usec: when it was to start: behind jitter and blackout
 * @started_utc_usec: when it did, 0 = it was not seen
 * @finished_utc_usec: when it ended, 0 = it did not
 * @exit_code: what the run came to; of use once it is finished
 * @run_id: the run, 0 = none
 * @n_due: starts that came to this one: 1, more after a time without any
 * @is_caught_up: whether it made up for a time in which nobody was there: says nothing about how
 *   late starts are
 * @was_missed: whether it was reported as missed
 *
 * A start of a schedule, seen or missed.
 */
typedef struct {
  char     *name;
  gint64    due_utc_usec;
  gint64    planned_utc_usec;
  gint64    started_utc_usec;
  gint64    finished_utc_usec;
  int       exit_code;
  gint64    run_id;
  guint     n_due;
  gboolean  is_caught_up;
  gboolean  was_missed;
} TallyScheduleStart;

/**
 * TallyScheduleEventKind:
 * @TALLY_SCHEDULE_EVENT_DUE: start it now
 * @TALLY_SCHEDULE_EVENT_MISSED: starts were not seen within the margin
 * @TALLY_SCHEDULE_EVENT_DROPPED: starts are left out, because nothing is to be made up for
 * @TALLY_SCHEDULE_EVENT_OVERRUN: one at work takes longer than expected
 * @TALLY_SCHEDULE_EVENT_CLOCK: the clock jumped, or the machine was asleep
 */
typedef enum {
  TALLY_SCHEDULE_EVENT_DUE,
  TALLY_SCHEDULE_EVENT_MISSED,
  TALLY_SCHEDULE_EVENT_DROPPED,
  TALLY_SCHEDULE_EVENT_OVERRUN,
  TALLY_SCHEDULE_EVENT_CLOCK,
} TallyScheduleEventKind;

/**
 * TallyScheduleEvent:
 * @kind: what happened
 * @name: (owned): the schedule, "" = all of them
 * @first_due_utc_usec: the oldest start it is about, µs since 1970 UTC
 * @due_utc_usec: the newest one
 * @planned_utc_usec: when the newest one was to start
 * @n_due: how many
 * @is_caught_up: of a due start: whether it makes up for a time in which nobody was there
 * @span_usec: of a missed one its margin, of an overrun what was expected, of the clock by how much
 *   it jumped, negative = back
 */
typedef struct {
  TallyScheduleEventKind  kind;
  char                   *name;
  gint64                  first_due_utc_usec;
  gint64                  due_utc_usec;
  gint64                  planned_utc_usec;
  guint                   n_due;
  gboolean                is_caught_up;
  gint64                  span_usec;
} TallyScheduleEvent;

/**
 * tally_schedule_start_free:
 * @self: (nullable): a start
 *
 * Frees it.
 */
void  tally_schedule_start_free     (TallyScheduleStart       *self);

/**
 * tally_schedule_event_free:
 * @self: (nullable): an event
 *
 * Frees it.
 */
void  tally_schedule_event_free     (TallyScheduleEvent       *self);

/**
 * tally_schedule_event_get_code:
 * @self: an event
 *
 * Returns: (transfer none): its stable id, "schedule-missed"
 */
const char *tally_schedule_event_get_code (const TallyScheduleEvent *self);

/**
 * tally_schedule_event_dup_text:
 * @self: an event
 *
 * Returns: (transfer full): what happened and what to do, public: names of schedules, times, counts
 */
char *tally_schedule_event_dup_text (const TallyScheduleEvent *self);

/**
 * tally_schedule_dup_span:
 * @span_usec: µs, 0 and up
 *
 * Returns: (transfer full): it for people, "45 s", "12 min", "2 h 5 min", "3 d 2 h"
 */
char *tally_schedule_dup_span       (gint64                    span_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyScheduleStart, tally_schedule_start_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyScheduleEvent, tally_schedule_event_free)

G_END_DECLS
