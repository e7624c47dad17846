/* tally-engine-schedule.h
 *
 * The engine's schedules at work, for the face that starts passes by itself: what is due, what was
 * missed, when to look again, and what the last process left. Owned by one thread; a note alone may
 * be written by another. Nothing is started here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-schedule.h"

G_BEGIN_DECLS

typedef struct _TallyEngineSchedule TallyEngineSchedule;
typedef struct _TallyEngineScheduleNote TallyEngineScheduleNote;

/**
 * tally_engine_schedule_new:
 * @engine: an engine; must outlive it
 * @is_writer: whether the caller starts passes: the store is made or upgraded if need be; else it is
 *   only looked at, and one that is not there yet is empty
 * @error: return location, or %NULL
 *
 * Reads the schedules of the configuration and what the last process left of them.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - the message names place, key and what is accepted; those of
 * tally_store_open().
 *
 * Returns: (transfer full) (nullable): the schedules
 */
TallyEngineSchedule *tally_engine_schedule_new       (TallyEngine          *engine,
                                                      gboolean              is_writer,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_schedule_free:
 * @self: (nullable): schedules
 *
 * Frees them.
 */
void                 tally_engine_schedule_free      (TallyEngineSchedule  *self);

/**
 * tally_engine_schedule_poll:
 * @self: schedules
 *
 * Returns: (transfer full) (element-type TallyScheduleEvent): as tally_jobs_schedule_poll(): of each
 *   due start the caller says that it began or is put off
 */
GPtrArray           *tally_engine_schedule_poll      (TallyEngineSchedule  *self);

/**
 * tally_engine_schedule_get_wake:
 * @self: schedules
 *
 * Returns: when to poll next at the latest, µs since 1970 UTC; %G_MAXINT64 = there is nothing to
 *   wait for
 */
gint64               tally_engine_schedule_get_wake  (TallyEngineSchedule  *self);

/**
 * tally_engine_schedule_get_next:
 * @self: schedules
 * @out_name: (out) (transfer none): its schedule; untouched if there is none
 *
 * Returns: when the next start is to happen, µs since 1970 UTC; %G_MAXINT64 if there is none
 */
gint64               tally_engine_schedule_get_next  (TallyEngineSchedule  *self,
                                                      const char          **out_name);

/**
 * tally_engine_schedule_get_margin:
 * @self: schedules
 * @name: one of them
 *
 * Returns: µs that its next start may be late; 0 if it is off
 */
gint64               tally_engine_schedule_get_margin (TallyEngineSchedule *self,
                                                       const char          *name);

/**
 * tally_engine_schedule_list_jobs:
 * @self: schedules
 * @name: one of them
 *
 * Returns: (transfer none) (array zero-terminated=1): its jobs, empty = the whole pipeline
 */
const char *const   *tally_engine_schedule_list_jobs (TallyEngineSchedule  *self,
                                                      const char           *name);

/**
 * tally_engine_schedule_begin:
 * @self: schedules
 * @name: one whose start is due
 *
 * Says that its pass began.
 */
void                 tally_engine_schedule_begin     (TallyEngineSchedule  *self,
                                                      const char           *name);

/**
 * tally_engine_schedule_end:
 * @self: schedules
 * @name: one whose pass began
 *
 * Says that its pass is over, well or not.
 */
void                 tally_engine_schedule_end       (TallyEngineSchedule  *self,
                                                      const char           *name);

/**
 * tally_engine_schedule_put_off:
 * @self: schedules
 * @name: one whose start is due
 * @wait_usec: µs
 *
 * Says that it can't begin now; it is due again after @wait_usec.
 */
void                 tally_engine_schedule_put_off   (TallyEngineSchedule  *self,
                                                      const char           *name,
                                                      gint64                wait_usec);

/**
 * tally_engine_schedule_take_note:
 * @self: schedules
 * @events: (nullable) (element-type TallyScheduleEvent): what a poll said
 *
 * Returns: (transfer full) (nullable): what the next process has to know of it, %NULL = nothing new
 */
TallyEngineScheduleNote *tally_engine_schedule_take_note (TallyEngineSchedule *self,
                                                          GPtrArray           *events);

/**
 * tally_engine_schedule_note_write:
 * @note: a note
 * @engine: the engine
 * @error: return location, or %NULL
 *
 * Keeps a note in the store. Any thread, beside a run too.
 *
 * Errors: those of tally_store_open() and its transactions.
 *
 * Returns: %TRUE if it is kept
 */
gboolean             tally_engine_schedule_note_write (const TallyEngineScheduleNote *note,
                                                       TallyEngine                   *engine,
                                                       GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_schedule_note_free:
 * @self: (nullable): a note
 *
 * Frees it.
 */
void                 tally_engine_schedule_note_free (TallyEngineScheduleNote *self);

/**
 * tally_engine_schedule_find_start:
 * @engine: an engine
 * @name: a schedule that somebody else starts passes for: cron, a timer, a CI
 * @error: return location, or %NULL
 *
 * Finds which start a pass that begins now is: the last that was due. Jitter and blackout are the
 * other's business.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - there is no such schedule, or it is off.
 *
 * Returns: (transfer full) (nullable): the start, not yet begun
 */
TallyScheduleStart  *tally_engine_schedule_find_start (TallyEngine          *engine,
                                                       const char           *name,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineSchedule, tally_engine_schedule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineScheduleNote, tally_engine_schedule_note_free)

G_END_DECLS
