/* tally-jobs-schedule.h
 *
 * Several schedules as one state machine: what is due now, what was missed, when to look again.
 * Nothing is started here: the owner polls when it is time, starts what is due, and tells how that
 * went. Starts that come while one is due or at work, while the machine sleeps, or while nobody is
 * there become one. The clock may jump: a start is neither repeated nor forgotten for that. Pure
 * over the injected clock, one thread at a time. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-jobs-timetable.h"
#include "tally-schedule.h"

G_BEGIN_DECLS

/* A mark that lies further ahead than this was made while the clock was wrong. */
#define TALLY_JOBS_SCHEDULE_MAX_AHEAD_USEC (24 * 3600 * (gint64) G_USEC_PER_SEC)

/* A step of the clock that is worth a word. */
#define TALLY_JOBS_SCHEDULE_JUMP_USEC (10 * (gint64) G_USEC_PER_SEC)

typedef struct _TallyJobsSchedule TallyJobsSchedule;

/**
 * tally_jobs_schedule_new:
 * @clock: (transfer none): where time comes from; a reference is taken
 * @catch_up: whether starts that are later than their margin are made up for
 *
 * Returns: (transfer full): a state machine without a schedule
 */
TallyJobsSchedule  *tally_jobs_schedule_new          (TallyClock          *clock,
                                                      gboolean             catch_up);

/**
 * tally_jobs_schedule_free:
 * @self: (nullable): a state machine
 *
 * Frees it.
 */
void                tally_jobs_schedule_free         (TallyJobsSchedule   *self);

/**
 * tally_jobs_schedule_add:
 * @self: a state machine
 * @timetable: (transfer full): the schedule's times
 * @settled_utc_usec: until when its starts are dealt with, µs since 1970 UTC; -1 = it is new, nothing
 *   before now is owed
 * @lateness_usec: (transfer full) (element-type gint64): that of the starts seen, oldest first
 *
 * Adds a schedule with what the last process left.
 */
void                tally_jobs_schedule_add          (TallyJobsSchedule   *self,
                                                      TallyJobsTimetable  *timetable,
                                                      gint64               settled_utc_usec,
                                                      GArray              *lateness_usec);

/**
 * tally_jobs_schedule_poll:
 * @self: a state machine
 *
 * Looks at the clock. A due start is handed out once: tally_jobs_schedule_begin() or
 * tally_jobs_schedule_put_off() has to follow.
 *
 * Returns: (transfer full) (element-type TallyScheduleEvent): what happened since the last look,
 *   missed starts before due ones
 */
GPtrArray          *tally_jobs_schedule_poll         (TallyJobsSchedule   *self);

/**
 * tally_jobs_schedule_get_wake:
 * @self: a state machine
 *
 * Returns: when to poll next at the latest, µs since 1970 UTC; %G_MAXINT64 if nothing will happen.
 *   Whoever waits for it should look at the clock now and then: it may jump.
 */
gint64              tally_jobs_schedule_get_wake     (TallyJobsSchedule   *self);

/**
 * tally_jobs_schedule_begin:
 * @self: a state machine
 * @name: a schedule whose start was handed out
 *
 * Says that it began: it will not be handed out again, and its lateness is learned.
 *
 * Returns: (transfer full) (nullable): the start, for the store; %NULL if none was handed out
 */
TallyScheduleStart *tally_jobs_schedule_begin        (TallyJobsSchedule   *self,
                                                      const char          *name);

/**
 * tally_jobs_schedule_put_off:
 * @self: a state machine
 * @name: a schedule whose start was handed out
 * @wait_usec: µs
 *
 * Says that it could not begin now, or that it began and has to be tried again: it is handed out
 * again after @wait_usec, together with what came meanwhile. Its lateness goes on.
 */
void                tally_jobs_schedule_put_off      (TallyJobsSchedule   *self,
                                                      const char          *name,
                                                      gint64               wait_usec);

/**
 * tally_jobs_schedule_end:
 * @self: a state machine
 * @name: a schedule that began
 *
 * Says that it is done, well or not.
 */
void                tally_jobs_schedule_end          (TallyJobsSchedule   *self,
                                                      const char          *name);

/**
 * tally_jobs_schedule_get_margin:
 * @self: a state machine
 * @name: a schedule
 *
 * Returns: µs that its next start may be late: what is set, else what was learned, at most the time
 *   to the start after it, but no less than %TALLY_JOBS_MARGIN_LEAST_USEC
 */
gint64              tally_jobs_schedule_get_margin   (TallyJobsSchedule   *self,
                                                      const char          *name);

/**
 * tally_jobs_schedule_get_settled:
 * @self: a state machine
 * @name: a schedule
 *
 * Returns: until when its starts are dealt with, µs since 1970 UTC: the mark that the next process
 *   needs
 */
gint64              tally_jobs_schedule_get_settled  (TallyJobsSchedule   *self,
                                                      const char          *name);

/**
 * tally_jobs_schedule_get_next:
 * @self: a state machine
 * @out_name: (out) (optional) (transfer none): its schedule
 *
 * Returns: when the next start that is not handed out yet is to happen, µs since 1970 UTC;
 *   %G_MAXINT64 if there is none
 */
gint64              tally_jobs_schedule_get_next     (TallyJobsSchedule   *self,
                                                      const char         **out_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsSchedule, tally_jobs_schedule_free)

G_END_DECLS
