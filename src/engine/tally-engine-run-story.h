/* tally-engine-run-story.h
 *
 * All that the store has of one run: its jobs, what it said, what it did to the target, what did not simply work. Reads,
 * never writes; a run at work does not stop it. Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-runs.h"
#include "tally-recovery-attempt.h"

G_BEGIN_DECLS

/* Lines of the journal and tries of one run that are shown; the first ones, and how many there are beyond. */
#define TALLY_ENGINE_RUNS_MAX_LINES 1000

/**
 * TallyEngineRunLine:
 * @utc_usec: when, µs since 1970 UTC
 * @step: (owned): stable id of what was done, "attached"
 * @work_request: (owned): of the workbook, "" = about none; private
 * @week: (owned): its week as "MMDDYY", "" = about none; private
 * @file_name: (owned): the file, "" = none; private
 * @note: (owned): what else is to be known
 *
 * A line of the publishing journal.
 */
typedef struct {
  gint64  utc_usec;
  char   *step;
  char   *work_request;
  char   *week;
  char   *file_name;
  char   *note;
} TallyEngineRunLine;

/**
 * TallyEngineRunStory:
 * @run: (owned): the run
 * @steps: (owned) (element-type TallyRunStep): its jobs as they went
 * @notices: (owned) (element-type TallyNotice): what it had to say, oldest first
 * @lines: (owned) (element-type TallyEngineRunLine): the first of what it did to the target
 * @n_lines: how many there are
 * @attempts: (owned) (element-type TallyRecoveryAttempt): tries that did not simply work, oldest first
 * @n_left: workbooks that it planned and nobody has made or published since: what resuming it would do
 * @output_dir: (owned): folder of its workbooks, "" = none
 * @trail_head: (owned): where the trail ended, "" = not known
 */
typedef struct {
  TallyEngineRun *run;
  GPtrArray      *steps;
  GPtrArray      *notices;
  GPtrArray      *lines;
  guint           n_lines;
  GPtrArray      *attempts;
  guint           n_left;
  char           *output_dir;
  char           *trail_head;
} TallyEngineRunStory;

/**
 * tally_engine_run_story_free:
 * @self: (nullable): a story
 *
 * Frees it.
 */
void                 tally_engine_run_story_free (TallyEngineRunStory         *self);

/**
 * tally_engine_runs_find:
 * @self: an engine
 * @run_id: its number
 * @error: return location, or %NULL
 *
 * Tells all that the store has of one run.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no such run; %TALLY_ENGINE_ERROR_FAILED - the store can't be read,
 * the message says why.
 *
 * Returns: (transfer full) (nullable): its story
 */
TallyEngineRunStory *tally_engine_runs_find      (TallyEngine                 *self,
                                                  gint64                       run_id,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRunStory, tally_engine_run_story_free)

G_END_DECLS
