/* tally-progress.h
 *
 * How far long work has come. Areas report, a face draws. Thread-safe: several workers may step
 * one phase; what is reported within a phase never goes back. Carries the cancellable, so that a
 * loop asks one object. Every function takes %NULL for a progress. Depends on GLib and GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyProgress TallyProgress;

/**
 * TallyProgressState:
 * @phase: what is being done; public text
 * @message: (nullable): what it is about at the moment; private text
 * @n_done: steps done, at most @n_total when that is known
 * @n_total: steps in all; 0 = not known
 *
 * A moment of a phase.
 */
typedef struct {
  const char *phase;
  const char *message;
  guint64     n_done;
  guint64     n_total;
} TallyProgressState;

/**
 * TallyProgressFunc:
 * @state: how far it is; valid during the call
 * @user_data: what the caller gave
 *
 * Called after each change, one call at a time, on the thread that reported. It must return
 * quickly and must not report itself.
 */
typedef void (*TallyProgressFunc) (const TallyProgressState *state,
                                   gpointer                  user_data);

/**
 * tally_progress_new:
 * @func: (nullable) (scope notified): who is told
 * @user_data: handed to @func
 * @destroy: (nullable): frees @user_data
 * @cancellable: (nullable): what stops the work
 *
 * Returns: (transfer full): a progress without a phase
 */
TallyProgress *tally_progress_new          (TallyProgressFunc    func,
                                            gpointer             user_data,
                                            GDestroyNotify       destroy,
                                            GCancellable        *cancellable);

/**
 * tally_progress_ref:
 * @self: a progress
 *
 * Returns: (transfer full): @self with one more reference
 */
TallyProgress *tally_progress_ref          (TallyProgress       *self);

/**
 * tally_progress_unref:
 * @self: (nullable): a progress
 *
 * Gives one reference back.
 */
void           tally_progress_unref        (TallyProgress       *self);

/**
 * tally_progress_begin:
 * @self: (nullable): a progress
 * @phase: what begins; public text
 * @n_total: steps in all; 0 = not known yet
 *
 * Begins a phase at 0 steps.
 */
void           tally_progress_begin        (TallyProgress       *self,
                                            const char          *phase,
                                            guint64              n_total);

/**
 * tally_progress_step:
 * @self: (nullable): a progress
 * @n_steps: how many more are done
 * @message: (nullable): what they were about; %NULL keeps the last one
 *
 * Moves forward. When more is done than was known, the total grows with it.
 */
void           tally_progress_step         (TallyProgress       *self,
                                            guint64              n_steps,
                                            const char          *message);

/**
 * tally_progress_grow:
 * @self: (nullable): a progress
 * @n_more: how many more steps there are than was known
 *
 * Raises the total, as when a folder turns out to hold sheets.
 */
void           tally_progress_grow         (TallyProgress       *self,
                                            guint64              n_more);

/**
 * tally_progress_get_cancellable:
 * @self: (nullable): a progress
 *
 * Returns: (transfer none) (nullable): what stops the work
 */
GCancellable  *tally_progress_get_cancellable (TallyProgress    *self);

/**
 * tally_progress_check:
 * @self: (nullable): a progress
 * @error: return location, or %NULL
 *
 * Asks whether to go on.
 *
 * Errors: %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %FALSE if the work was cancelled
 */
gboolean       tally_progress_check        (TallyProgress       *self,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyProgress, tally_progress_unref)

G_END_DECLS
