/* tally-store-runs.h
 *
 * The passes of the engine: when each began, how it ended, what it said. One that was killed is
 * marked as interrupted by the next. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreRunState:
 * @TALLY_STORE_RUN_OPEN: at work, or killed and not noticed yet
 * @TALLY_STORE_RUN_FINISHED: ended by itself
 * @TALLY_STORE_RUN_INTERRUPTED: was killed
 */
typedef enum {
  TALLY_STORE_RUN_OPEN,
  TALLY_STORE_RUN_FINISHED,
  TALLY_STORE_RUN_INTERRUPTED,
} TallyStoreRunState;

/**
 * TallyStoreRun:
 * @run_id: its number, 1 and up
 * @state: how it stands
 * @outcome: the outcome bits that the run ended with
 * @exit_code: what the process ended with, -1 while there is none
 * @started_utc_usec: µs since 1970 UTC
 * @finished_utc_usec: µs since 1970 UTC, 0 if it did not end by itself
 * @kind: (owned): what it was asked to do, e.g. "batch"
 * @summary: (owned): JSON text that it left, "" = none
 */
typedef struct {
  gint64              run_id;
  TallyStoreRunState  state;
  guint               outcome;
  int                 exit_code;
  gint64              started_utc_usec;
  gint64              finished_utc_usec;
  char               *kind;
  char               *summary;
} TallyStoreRun;

/**
 * tally_store_run_free:
 * @self: (nullable): a run
 *
 * Frees it.
 */
void           tally_store_run_free            (TallyStoreRun  *self);

/**
 * tally_store_runs_begin:
 * @store: a store that holds the lease
 * @kind: what the run was asked to do
 * @summary: (nullable): JSON text to keep until it is finished: what is known of it if it is killed
 * @out_run_id: (out): its number
 * @out_n_interrupted: (out) (optional): runs found open and marked as interrupted
 * @error: return location, or %NULL
 *
 * Opens a run; started now.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean       tally_store_runs_begin          (TallyStore     *store,
                                                const char     *kind,
                                                const char     *summary,
                                                gint64         *out_run_id,
                                                guint          *out_n_interrupted,
                                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_runs_finish:
 * @store: a store that holds the lease
 * @run: what to record: @run_id, @outcome, @exit_code, @summary count
 * @error: return location, or %NULL
 *
 * Closes an open run; finished now.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - no such run is open, a bug in the caller.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean       tally_store_runs_finish         (TallyStore           *store,
                                                const TallyStoreRun  *run,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_runs_find:
 * @store: a store
 * @run_id: its number
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the run; %NULL without an error if there is none
 */
TallyStoreRun *tally_store_runs_find           (TallyStore     *store,
                                                gint64          run_id,
                                                GError        **error);

/**
 * tally_store_runs_find_last_good:
 * @store: a store
 * @kind: what it was asked to do
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the newest run that exited with 0; %NULL without an error
 *   if there is none
 */
TallyStoreRun *tally_store_runs_find_last_good (TallyStore     *store,
                                                const char     *kind,
                                                GError        **error);

/**
 * tally_store_runs_list:
 * @store: a store
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreRun) (nullable): runs, newest first
 */
GPtrArray     *tally_store_runs_list           (TallyStore     *store,
                                                guint           n_max,
                                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_runs_list_before:
 * @store: a store
 * @before_run_id: only those with a smaller number
 * @only_failed: only those that are open, were killed, or ended with an exit code other than 0 and 4 (findings)
 * @n_max: at most so many
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreRun) (nullable): runs, newest first
 */
GPtrArray     *tally_store_runs_list_before    (TallyStore     *store,
                                                gint64          before_run_id,
                                                gboolean        only_failed,
                                                guint           n_max,
                                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreRun, tally_store_run_free)

G_END_DECLS
