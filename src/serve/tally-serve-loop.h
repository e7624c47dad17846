/* tally-serve-loop.h
 *
 * The engine on its schedule: one main loop that waits, starts passes on the engine's worker, hears
 * signals, and tells log and service manager how it goes. Never blocked by a pass. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-serve-notify.h"

G_BEGIN_DECLS

/* A pass that was cancelled has so long to leave things in order; then the process ends as it is,
 * and the next pass repairs what is left. */
#define TALLY_SERVE_STOP_SECS 18

typedef struct _TallyServeLoop TallyServeLoop;

/**
 * TallyServeLoopOptions:
 * @engine: (transfer full): the engine; the loop frees it
 * @load: makes an engine of the configuration as it stands then, for the same data directory
 * @load_data: handed to @load
 * @notify: (transfer none): the service manager; must outlive the loop
 * @clock: (transfer none): where time comes from
 * @log: (transfer none): where to say what happens
 * @reveal: whether details of notices may be logged
 *
 * What a loop is made of.
 */
typedef struct {
  TallyEngine       *engine;
  TallyEngine     *(*load) (gpointer load_data, GError **error);
  gpointer           load_data;
  TallyServeNotify  *notify;
  TallyClock        *clock;
  TallyLog          *log;
  gboolean           reveal;
} TallyServeLoopOptions;

/**
 * tally_serve_loop_new:
 * @options: what it is made of; its engine is taken also on failure
 * @error: return location, or %NULL
 *
 * Reads the schedules and what the last process left of them.
 *
 * Errors: those of tally_engine_schedule_new().
 *
 * Returns: (transfer full) (nullable): the loop
 */
TallyServeLoop *tally_serve_loop_new  (const TallyServeLoopOptions  *options,
                                       GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_serve_loop_free:
 * @self: (nullable): a loop that does not run
 *
 * Frees it.
 */
void            tally_serve_loop_free (TallyServeLoop               *self);

/**
 * tally_serve_loop_run:
 * @self: a loop
 *
 * Keeps the schedule until SIGTERM or SIGINT; SIGHUP has the configuration read again. A second
 * signal, or a pass that does not stop within %TALLY_SERVE_STOP_SECS, ends the process at once.
 */
void            tally_serve_loop_run  (TallyServeLoop               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyServeLoop, tally_serve_loop_free)

G_END_DECLS
