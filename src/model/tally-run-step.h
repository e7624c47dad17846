/* tally-run-step.h
 *
 * A job of a run as it went: when it began, how long it took, how it ended. The runner adds them, the store keeps
 * them with the run, faces show them. Plain values. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyRunStepState:
 * @TALLY_RUN_STEP_DONE: it did its work
 * @TALLY_RUN_STEP_FAILED: it did not; a notice of the run says why
 * @TALLY_RUN_STEP_STOPPED: the run was cancelled in it
 * @TALLY_RUN_STEP_LEFT_OUT: it was not begun: what it rests on failed, the run was cancelled before, or its time was up
 * @TALLY_N_RUN_STEP_STATES: how many there are
 */
typedef enum {
  TALLY_RUN_STEP_DONE,
  TALLY_RUN_STEP_FAILED,
  TALLY_RUN_STEP_STOPPED,
  TALLY_RUN_STEP_LEFT_OUT,
  TALLY_N_RUN_STEP_STATES,
} TallyRunStepState;

/**
 * TallyRunStep:
 * @job: (owned): id of the job, "sync"
 * @state: how it ended
 * @started_utc_usec: when it began, µs since 1970 UTC; 0 = it did not
 * @duration_usec: how long it took, µs
 */
typedef struct {
  char              *job;
  TallyRunStepState  state;
  gint64             started_utc_usec;
  gint64             duration_usec;
} TallyRunStep;

/**
 * tally_run_step_new:
 * @job: id of the job
 * @state: how it ended
 *
 * Returns: (transfer full): a step without times
 */
TallyRunStep      *tally_run_step_new         (const char        *job,
                                               TallyRunStepState  state);

/**
 * tally_run_step_free:
 * @self: (nullable): a step
 *
 * Frees it.
 */
void               tally_run_step_free        (TallyRunStep      *self);

/**
 * tally_run_step_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): its stable id, "done", "failed", "stopped" or "left-out"
 */
const char        *tally_run_step_state_get_id (TallyRunStepState state);

/**
 * tally_run_step_state_parse:
 * @id: (nullable): a stable id
 * @out_state: (out): the state; untouched on failure
 *
 * Returns: %FALSE if there is no such state
 */
gboolean           tally_run_step_state_parse (const char        *id,
                                               TallyRunStepState *out_state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRunStep, tally_run_step_free)

G_END_DECLS
