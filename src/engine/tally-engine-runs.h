/* tally-engine-runs.h
 *
 * The runs of the store, for people to look at: a list in pages. Reads, never writes; a run at work does not stop it.
 * Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/* As many runs as a page may have. */
#define TALLY_ENGINE_RUNS_MAX 200

/* A search looks through so many runs at once: two months of one every two hours. Further ones are asked for again. */
#define TALLY_ENGINE_RUNS_MAX_SEARCHED 750

/**
 * TallyEngineRunEnd:
 * @TALLY_ENGINE_RUN_AT_WORK: it has not ended yet
 * @TALLY_ENGINE_RUN_DONE: it did all that was asked
 * @TALLY_ENGINE_RUN_FINDINGS: it did, and audit findings are at or above the level asked for
 * @TALLY_ENGINE_RUN_PARTIAL: it did its work in part
 * @TALLY_ENGINE_RUN_CANCELLED: somebody stopped it
 * @TALLY_ENGINE_RUN_CUT: it was killed
 * @TALLY_ENGINE_RUN_LATER: the service or another run kept it from its work; the next may do it
 * @TALLY_ENGINE_RUN_SETTINGS: what it was told makes no sense
 * @TALLY_ENGINE_RUN_REFUSED: the service refused the token
 * @TALLY_ENGINE_RUN_FAILED: it could not do its work
 * @TALLY_ENGINE_N_RUN_ENDS: how many there are
 *
 * How a run ended, in one word.
 */
typedef enum {
  TALLY_ENGINE_RUN_AT_WORK,
  TALLY_ENGINE_RUN_DONE,
  TALLY_ENGINE_RUN_FINDINGS,
  TALLY_ENGINE_RUN_PARTIAL,
  TALLY_ENGINE_RUN_CANCELLED,
  TALLY_ENGINE_RUN_CUT,
  TALLY_ENGINE_RUN_LATER,
  TALLY_ENGINE_RUN_SETTINGS,
  TALLY_ENGINE_RUN_REFUSED,
  TALLY_ENGINE_RUN_FAILED,
  TALLY_ENGINE_N_RUN_ENDS,
} TallyEngineRunEnd;

/**
 * TallyEngineRun:
 * @run_id: its number
 * @end: how it ended
 * @exit_code: what the process exited with; -1 while there is none
 * @request: (owned): what it was asked to do, and by whom
 * @started_utc_usec: µs since 1970 UTC
 * @finished_utc_usec: µs since 1970 UTC; 0 = it did not end by itself
 * @has_plan: whether it came so far as to decide about workbooks
 * @n_rows: rows with a value
 * @n_groups: workbooks that it decided about
 * @n_held: of these, held or vanished
 * @n_written: workbooks made
 * @n_published: workbooks attached
 * @has_audit: whether it came so far as to audit
 * @n_findings: findings that were open after it
 * @n_new_findings: of these, new ones
 * @problem: (owned): the gravest of what it has to say, "" = nothing that anybody must look at
 */
typedef struct {
  gint64             run_id;
  TallyEngineRunEnd  end;
  int                exit_code;
  TallyRunRequest   *request;
  gint64             started_utc_usec;
  gint64             finished_utc_usec;
  gboolean           has_plan;
  gint64             n_rows;
  gint64             n_groups;
  gint64             n_held;
  gint64             n_written;
  gint64             n_published;
  gboolean           has_audit;
  gint64             n_findings;
  gint64             n_new_findings;
  char              *problem;
} TallyEngineRun;

/**
 * TallyEngineRunsQuery:
 * @before_run_id: only those with a smaller number; 0 = from the newest on
 * @n_max: at most so many, 1 … %TALLY_ENGINE_RUNS_MAX
 * @only_failed: only those that ended otherwise than as they should
 * @text: (nullable): only those in which this text stands, in whatever case: "#12" for the number, who or what started
 *   it, what was asked for, what it had to say
 *
 * Which runs are meant.
 */
typedef struct {
  gint64      before_run_id;
  guint       n_max;
  gboolean    only_failed;
  const char *text;
} TallyEngineRunsQuery;

/**
 * TallyEngineRunsPage:
 * @runs: (owned) (element-type TallyEngineRun): newest first
 * @next_before: ask for those before this number to go on; 0 = there are no more
 */
typedef struct {
  GPtrArray *runs;
  gint64     next_before;
} TallyEngineRunsPage;

/**
 * tally_engine_run_free:
 * @self: (nullable): a run
 *
 * Frees it.
 */
void                 tally_engine_run_free       (TallyEngineRun              *self);

/**
 * tally_engine_run_end_get_id:
 * @end: how a run ended
 *
 * Returns: (transfer none): its stable id, "done"
 */
const char          *tally_engine_run_end_get_id (TallyEngineRunEnd            end);

/**
 * tally_engine_runs_page_free:
 * @self: (nullable): a page
 *
 * Frees it.
 */
void                 tally_engine_runs_page_free (TallyEngineRunsPage         *self);

/**
 * tally_engine_runs_list:
 * @self: an engine
 * @query: which runs
 * @cancellable: (nullable): ends a long search
 * @error: return location, or %NULL
 *
 * Lists runs, newest first. A page may be shorter than was asked for, and even empty, although there are more: see
 * its @next_before. Without a store there are none.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read, the message says why; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): a page of them
 */
TallyEngineRunsPage *tally_engine_runs_list      (TallyEngine                 *self,
                                                  const TallyEngineRunsQuery  *query,
                                                  GCancellable                *cancellable,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRun, tally_engine_run_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRunsPage, tally_engine_runs_page_free)

G_END_DECLS
