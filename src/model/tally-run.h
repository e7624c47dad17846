/* tally-run.h
 *
 * What one pass of the engine did: counts, notices, and what the process should exit with. Tasks
 * fill it, the store keeps it, faces show it. One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-cleanup.h"
#include "tally-health.h"
#include "tally-notice.h"
#include "tally-plan.h"
#include "tally-run-request.h"
#include "tally-run-step.h"

G_BEGIN_DECLS

/**
 * TallyOutcome:
 * @TALLY_OUTCOME_PARTIAL: an input lost, a group held, an upload failed, a plan waiting
 * @TALLY_OUTCOME_FAILED: the run could not do its work
 * @TALLY_OUTCOME_USAGE: the command line or the configuration is wrong
 * @TALLY_OUTCOME_RETRY_LATER: maintenance, or another run is at work
 * @TALLY_OUTCOME_AUTH: authorisation was refused
 * @TALLY_OUTCOME_FINDINGS: findings at or above the level asked for
 *
 * Bits: what a run has to say about itself; none = done.
 */
typedef enum {
  TALLY_OUTCOME_PARTIAL = 1 << 0,
  TALLY_OUTCOME_FAILED = 1 << 1,
  TALLY_OUTCOME_USAGE = 1 << 2,
  TALLY_OUTCOME_RETRY_LATER = 1 << 3,
  TALLY_OUTCOME_AUTH = 1 << 4,
  TALLY_OUTCOME_FINDINGS = 1 << 5,
} TallyOutcome;

/**
 * TallyRunCounts:
 * @n_sheets: source sheets that were asked for
 * @n_sheets_unchanged: of these, not changed since the last run
 * @n_sheets_read: read anew
 * @n_sheets_lost: could not be read
 * @n_sheets_skipped: are no source (no week column)
 * @n_rows_empty: rows without any value in a mapped column, in sheets read anew
 * @n_lines_new: lines not known before
 * @n_lines_changed: lines that changed
 * @n_lines_gone: lines that are gone
 * @n_workbooks_written: workbooks made
 * @workbook_bytes: their size
 * @n_workbooks_kept: made by an earlier run and still right
 * @n_workbooks_failed: could not be made
 * @n_published: workbooks attached, or adopted after a lost answer
 * @n_removed: superseded workbooks deleted from the target
 * @n_upload_failed: workbooks that could not be attached
 * @n_recovered: publications of an interrupted run that were completed
 * @n_adopted: workbooks on the target that were taken for published before
 * @n_missing_on_target: work requests without a row on the target
 * @n_left: workbooks left for a later run by the limit
 * @n_calls: HTTP calls sent, repeats included
 * @n_retries: of these, repeats
 * @n_mutations: of these, calls that change something
 */
typedef struct {
  guint64 n_sheets;
  guint64 n_sheets_unchanged;
  guint64 n_sheets_read;
  guint64 n_sheets_lost;
  guint64 n_sheets_skipped;
  guint64 n_rows_empty;
  guint64 n_lines_new;
  guint64 n_lines_changed;
  guint64 n_lines_gone;
  guint64 n_workbooks_written;
  guint64 workbook_bytes;
  guint64 n_workbooks_kept;
  guint64 n_workbooks_failed;
  guint64 n_published;
  guint64 n_removed;
  guint64 n_upload_failed;
  guint64 n_recovered;
  guint64 n_adopted;
  guint64 n_missing_on_target;
  guint64 n_left;
  guint64 n_calls;
  guint64 n_retries;
  guint64 n_mutations;
} TallyRunCounts;

/**
 * TallyRunStale:
 * @sheet_id: a source sheet that could not be read
 * @as_of_utc_usec: when what stands in for it was read, µs since 1970 UTC
 *
 * Lines of an earlier run that drafts and totals of this one show.
 */
typedef struct {
  gint64 sheet_id;
  gint64 as_of_utc_usec;
} TallyRunStale;

/**
 * TallyRun:
 * @run_id: its number in the store, 0 before it has one
 * @started_utc_usec: µs since 1970 UTC
 * @finished_utc_usec: µs since 1970 UTC, 0 while it is at work
 * @is_dry: whether it was not to change anything on the target
 * @outcome: #TallyOutcome bits
 * @counts: what it did
 * @plan: (owned) (nullable): what it decided
 * @cleanup: (owned) (nullable): what its cleanup took away
 * @health: (owned) (nullable): what a check of the installation found, or what was corrected
 * @audit: (owned) (nullable): what its audit found
 * @stale: (owned) (element-type TallyRunStale): what is older than this run, by sheet
 * @notices: (owned) (element-type TallyNotice): what it has to say, oldest first
 * @request: (owned): what it was asked to do
 * @steps: (owned) (element-type TallyRunStep): its jobs as they went, in order
 * @output_dir: (owned): folder of the workbooks, "" = none was written
 * @listener: (nullable): told each notice when it is added, whole; on the thread that adds it
 * @listener_data: handed to @listener
 * @trail_head: (owned): where the trail ends, "SEQUENCE:HASH"; "" = not known
 */
typedef struct {
  gint64          run_id;
  gint64          started_utc_usec;
  gint64          finished_utc_usec;
  gboolean        is_dry;
  guint           outcome;
  TallyRunCounts  counts;
  TallyPlan      *plan;
  TallyCleanup   *cleanup;
  TallyHealth    *health;
  TallyAudit     *audit;
  GArray         *stale;
  GPtrArray      *notices;
  TallyRunRequest *request;
  GPtrArray      *steps;
  char           *output_dir;
  void          (*listener) (const TallyNotice *notice, gpointer listener_data);
  gpointer        listener_data;
  char           *trail_head;
} TallyRun;

/**
 * tally_run_new:
 *
 * Returns: (transfer full): a run that did nothing yet
 */
TallyRun *tally_run_new             (void);

/**
 * tally_run_free:
 * @self: (nullable): a run
 *
 * Frees it.
 */
void      tally_run_free            (TallyRun         *self);

/**
 * tally_run_add_notice:
 * @self: a run
 * @severity: how much it matters
 * @code: stable id of what happened
 * @subject: (nullable): opaque id of what it happened to
 * @text: what happened and what to do; ids and counts only
 *
 * Adds a notice without a detail.
 */
void      tally_run_add_notice      (TallyRun         *self,
                                     TallySeverity     severity,
                                     const char       *code,
                                     const char       *subject,
                                     const char       *text);

/**
 * tally_run_tell:
 * @self: a run
 * @words: what to say; copied, made valid UTF-8
 *
 * Adds a notice.
 */
void      tally_run_tell            (TallyRun               *self,
                                     const TallyNoticeWords *words);

/**
 * tally_run_get_exit_code:
 * @self: a run
 *
 * Returns: 0 done, 1 failed, 2 usage, 3 in part, 4 findings, 5 authorisation, 75 try again later;
 *   of several the first of 5, 75, 2, 1, 3, 4
 */
int       tally_run_get_exit_code   (const TallyRun   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRun, tally_run_free)

G_END_DECLS
