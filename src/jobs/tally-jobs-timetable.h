/* tally-jobs-timetable.h
 *
 * One schedule's times: when its expressions are due, and when the start is to happen then: behind
 * the jitter of this installation, and at the end of a blackout. Pure: the caller passes the time.
 * Immutable, one thread at a time. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-blackout.h"

G_BEGIN_DECLS

typedef struct _TallyJobsTimetable TallyJobsTimetable;

/**
 * TallyJobsTimetableOptions:
 * @name: the schedule
 * @expressions: what tally_jobs_calendar_new() takes, several with ";" between them
 * @zone: IANA name of the time zone of its local times
 * @expected_usec: µs that a run is expected to take
 * @margin_usec: µs that a start may be late, 0 = to be learned
 * @jitter_usec: µs by which starts are moved at most; whole seconds
 * @seed: what makes this installation's jitter differ from another's
 * @blackout: (transfer none) (nullable): when no start may happen; must outlive the timetable
 *
 * What a timetable is made of.
 */
typedef struct {
  const char              *name;
  const char              *expressions;
  const char              *zone;
  gint64                   expected_usec;
  gint64                   margin_usec;
  gint64                   jitter_usec;
  const char              *seed;
  const TallyJobsBlackout *blackout;
} TallyJobsTimetableOptions;

/**
 * TallyJobsMoment:
 * @due_utc_usec: when an expression is due, µs since 1970 UTC
 * @planned_utc_usec: when the start is to happen, never before
 */
typedef struct {
  gint64 due_utc_usec;
  gint64 planned_utc_usec;
} TallyJobsMoment;

/**
 * tally_jobs_timetable_new:
 * @options: what it is made of; copied
 * @error: return location, or %NULL
 *
 * Reads the expressions.
 *
 * Errors: %TALLY_JOBS_ERROR_SETTING - the message names the expression, its part, and what is
 * accepted.
 *
 * Returns: (transfer full) (nullable): a timetable
 */
TallyJobsTimetable *tally_jobs_timetable_new          (const TallyJobsTimetableOptions  *options,
                                                       GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_timetable_ref:
 * @self: a timetable
 *
 * Returns: (transfer full): @self with one more reference, of the same thread
 */
TallyJobsTimetable *tally_jobs_timetable_ref          (TallyJobsTimetable               *self);

/**
 * tally_jobs_timetable_unref:
 * @self: (nullable): a timetable
 *
 * Gives one reference back.
 */
void                tally_jobs_timetable_unref        (TallyJobsTimetable               *self);

/**
 * tally_jobs_timetable_get_name:
 * @self: a timetable
 *
 * Returns: (transfer none): the schedule's name
 */
const char         *tally_jobs_timetable_get_name     (const TallyJobsTimetable         *self);

/**
 * tally_jobs_timetable_get_plan:
 * @self: a timetable
 *
 * Returns: (transfer none): its expressions and zone as one text: another plan owes no start of the
 *   time before it
 */
const char         *tally_jobs_timetable_get_plan     (const TallyJobsTimetable         *self);

/**
 * tally_jobs_timetable_list_calendars:
 * @self: a timetable
 *
 * Returns: (transfer none) (element-type TallyJobsCalendar): its expressions, in the order written
 */
GPtrArray          *tally_jobs_timetable_list_calendars (const TallyJobsTimetable       *self);

/**
 * tally_jobs_timetable_get_expected_usec:
 * @self: a timetable
 *
 * Returns: µs that a run is expected to take
 */
gint64              tally_jobs_timetable_get_expected_usec (const TallyJobsTimetable    *self);

/**
 * tally_jobs_timetable_get_margin_usec:
 * @self: a timetable
 *
 * Returns: µs that a start may be late, 0 = to be learned
 */
gint64              tally_jobs_timetable_get_margin_usec (const TallyJobsTimetable      *self);

/**
 * tally_jobs_timetable_next:
 * @self: a timetable
 * @after_utc_usec: µs since 1970 UTC
 * @out_moment: (out): the first moment due after it; untouched when there is none
 *
 * Returns: %FALSE if it is never due again, or a blackout leaves no room for it
 */
gboolean            tally_jobs_timetable_next         (const TallyJobsTimetable         *self,
                                                       gint64                            after_utc_usec,
                                                       TallyJobsMoment                  *out_moment);

/**
 * tally_jobs_timetable_previous:
 * @self: a timetable
 * @until_utc_usec: µs since 1970 UTC
 * @by_plan: whether the moment was to start by then; else whether it was due by then
 * @out_moment: (out): the last such moment; untouched when there is none
 *
 * Returns: %FALSE if there was none in about two years before it
 */
gboolean            tally_jobs_timetable_previous     (const TallyJobsTimetable         *self,
                                                       gint64                            until_utc_usec,
                                                       gboolean                          by_plan,
                                                       TallyJobsMoment                  *out_moment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsTimetable, tally_jobs_timetable_unref)

G_END_DECLS
