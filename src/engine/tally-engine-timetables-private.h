/* tally-engine-timetables-private.h
 *
 * The schedules of the configuration, read and checked. Inside the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-jobs-timetable.h"
#include "tally-schedule.h"

G_BEGIN_DECLS

/* What [schedule-NAME] at says when it is to start nothing. */
#define TALLY_ENGINE_SCHEDULE_OFF "never"

/* The group of a schedule is this and its name. */
#define TALLY_ENGINE_SCHEDULE_GROUP "schedule-"

/**
 * TallyEngineTimetable:
 * @name: (owned): the schedule
 * @at: (borrowed): its expressions as written
 * @zone: (borrowed): its time zone
 * @jobs: (borrowed) (array zero-terminated=1): its jobs, empty = the whole pipeline
 * @timetable: (owned) (nullable): its times, %NULL = it is off
 */
typedef struct {
  char                *name;
  const char          *at;
  const char          *zone;
  const char *const   *jobs;
  TallyJobsTimetable  *timetable;
} TallyEngineTimetable;

/**
 * TallyEngineTimetables:
 * @config: (owned): what the borrowed texts belong to
 * @blackout: (owned): when nothing starts
 * @list: (owned) (element-type TallyEngineTimetable): in the order of the manual page
 */
typedef struct {
  TallyConfig       *config;
  TallyJobsBlackout *blackout;
  GPtrArray         *list;
} TallyEngineTimetables;

/**
 * tally_engine_timetables_new:
 * @engine: an engine
 * @error: return location, or %NULL
 *
 * Reads [schedule] and [schedule-NAME].
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - the message names the place, the key and what is accepted.
 *
 * Returns: (transfer full) (nullable): the schedules
 */
TallyEngineTimetables *tally_engine_timetables_new  (TallyEngine            *engine,
                                                     GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_timetables_free:
 * @self: (nullable): schedules
 *
 * Frees them.
 */
void                   tally_engine_timetables_free (TallyEngineTimetables  *self);

/**
 * tally_engine_timetables_find:
 * @self: schedules
 * @name: one of them
 *
 * Returns: (transfer none) (nullable): it; %NULL if there is none of that name
 */
TallyEngineTimetable  *tally_engine_timetables_find (TallyEngineTimetables  *self,
                                                     const char             *name);

/**
 * tally_engine_note_begin:
 * @engine: an engine
 * @store: its store, at work
 * @start: (nullable): what the run is the start of
 * @run: the run, which has begun
 *
 * Keeps that a start was seen. A failure becomes a notice.
 */
void                   tally_engine_note_begin      (TallyEngine                 *engine,
                                                     TallyStore                  *store,
                                                     const TallyScheduleStart    *start,
                                                     TallyRun                    *run);

/**
 * tally_engine_note_end:
 * @store: its store, at work
 * @start: (nullable): what the run is the start of
 * @run: the run, which has ended
 *
 * Keeps what became of it. A failure becomes a notice.
 */
void                   tally_engine_note_end        (TallyStore                  *store,
                                                     const TallyScheduleStart    *start,
                                                     TallyRun                    *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineTimetables, tally_engine_timetables_free)

G_END_DECLS
