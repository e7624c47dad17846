/* tally-engine-desk.h
 *
 * The engine as a face with a main loop has it: questions are answered and passes are run on threads of
 * the desk, results come back on the main context that made it, and "changed" tells when this or
 * another process has written to the store. Owner's thread; no face needs a thread of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

#define TALLY_TYPE_ENGINE_DESK (tally_engine_desk_get_type ())

/**
 * TallyEngineDesk:
 *
 * Properties, all read-only but "awake", notified on the owner's thread: "running" (boolean) whether a pass of this
 * desk is at work; "phase" (string) what it does; "detail" (string) what that is about, private;
 * "fraction" (double) 0 … 1, or -1 if it is not known; "awake" (boolean) whether somebody looks: while
 * nobody does, changes are remembered and told once, later.
 *
 * Signals: "changed" () the store has changed; "ran" (TallyRun *run) a pass of this desk is over; @run
 * is valid during the call, and %NULL if it was cancelled before it began.
 */
G_DECLARE_FINAL_TYPE (TallyEngineDesk, tally_engine_desk, TALLY, ENGINE_DESK, GObject)

/**
 * TallyEngineDeskFunc:
 * @engine: an engine of the desk's own
 * @input: of the question
 * @cancellable: cancelled when nobody wants the answer any more
 * @error: return location
 *
 * Answers a question, on the desk's thread for questions, one after the other.
 *
 * Returns: (nullable): the answer; %NULL with @error set on failure
 */
typedef gpointer (*TallyEngineDeskFunc) (TallyEngine *engine, gpointer input, GCancellable *cancellable,
                                         GError **error);

/**
 * TallyEngineQuestion:
 * @func: answers it
 * @input: (transfer full) (nullable): handed to @func
 * @free_input: (nullable): frees @input, behind @func, on the thread of the owner
 * @free_answer: (nullable): frees an answer that nobody takes
 *
 * Something that a face wants to know, or to have done, that may take longer than a frame.
 */
typedef struct {
  TallyEngineDeskFunc func;
  gpointer            input;
  GDestroyNotify      free_input;
  GDestroyNotify      free_answer;
} TallyEngineQuestion;

/**
 * tally_engine_desk_new:
 * @options: what its engines are made of; copied, what it points to but strings must outlive the desk
 * @error: return location, or %NULL
 *
 * Errors: those of tally_engine_new().
 *
 * Returns: (transfer full) (nullable): a desk, awake
 */
TallyEngineDesk *tally_engine_desk_new          (const TallyEngineOptions  *options,
                                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_desk_get_data_dir:
 * @self: a desk
 *
 * Returns: (transfer none): the folder of its store
 */
const char      *tally_engine_desk_get_data_dir (TallyEngineDesk           *self);

/**
 * tally_engine_desk_ask_async:
 * @self: a desk; kept alive until the answer was told
 * @question: what to answer; copied
 * @cancellable: (nullable): ends it: the answer is then %G_IO_ERROR_CANCELLED
 * @callback: told on the owner's main context
 * @data: handed to @callback
 *
 * Questions are answered in the order in which they were asked.
 */
void             tally_engine_desk_ask_async    (TallyEngineDesk           *self,
                                                 const TallyEngineQuestion *question,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   data);

/**
 * tally_engine_desk_ask_finish:
 * @self: a desk
 * @result: what the callback got
 * @error: return location, or %NULL
 *
 * Errors: those of the question; %G_IO_ERROR_CANCELLED; %TALLY_ENGINE_ERROR_BUSY - too many questions wait: ask later.
 *
 * Returns: (transfer full) (nullable): the answer
 */
gpointer         tally_engine_desk_ask_finish   (TallyEngineDesk           *self,
                                                 GAsyncResult              *result,
                                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_desk_run:
 * @self: a desk
 * @options: what to do; strings are copied, its callbacks and @takeover are not used
 * @error: return location, or %NULL
 *
 * Starts a pass; "ran" tells its end. Progress is in the properties.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - a pass of this desk is at work.
 *
 * Returns: %TRUE if "ran" will come
 */
gboolean         tally_engine_desk_run          (TallyEngineDesk           *self,
                                                 const TallyBatchOptions   *options,
                                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_desk_cancel_run:
 * @self: a desk
 *
 * Asks the pass at work to stop cleanly; "ran" comes when it did.
 */
void             tally_engine_desk_cancel_run   (TallyEngineDesk           *self);

/**
 * tally_engine_desk_is_running:
 * @self: a desk
 *
 * Returns: whether a pass of this desk is at work
 */
gboolean         tally_engine_desk_is_running   (TallyEngineDesk           *self);

/**
 * tally_engine_desk_set_awake:
 * @self: a desk
 * @awake: whether somebody looks
 *
 * What changed in the meantime is told at once.
 */
void             tally_engine_desk_set_awake    (TallyEngineDesk           *self,
                                                 gboolean                   awake);

G_END_DECLS
