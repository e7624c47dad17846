/* tally-engine.h
 *
 * The one door for faces: configuration in, runs out. Owns the store, the client and the token;
 * no face sees them. Blocking; one thread at a time. Links everything below, shows only core and
 * model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-clock.h"
#include "tally-config.h"
#include "tally-log.h"
#include "tally-progress.h"
#include "tally-run.h"
#include "tally-schedule.h"
#include "tally-takeover.h"

G_BEGIN_DECLS

typedef struct _TallyEngine TallyEngine;

/**
 * TallyEngineOptions:
 * @config: (transfer none): the configuration; the engine takes a reference
 * @data_dir: (nullable): folder of the store, %NULL = $XDG_DATA_HOME/tallyman
 * @state_file: (nullable): the store is unpacked from it before a batch and packed into it after;
 *   without @data_dir it is at work in a private folder that vanishes, and workbooks and archive
 *   stand beside the file unless they are configured
 * @passphrase_file: (nullable): file that holds the passphrase of @state_file
 * @token_file: (nullable): file that holds the token
 * @token: (nullable): the token itself, for the built-in sandbox and tests; wins over all sources
 * @environment: (nullable) (array zero-terminated=1): "NAME=value" of the process
 * @clock: (nullable): where time comes from, %NULL = the machine's
 * @verdicts_file: (nullable): the data directory is an unpacked pack: it is read-only but for verdicts, each of which is
 *   kept in this file too; see tally-engine-packed.h
 * @log: (nullable): told of calls; the token that is found is masked in it; must outlive the engine
 *
 * What an engine is made of.
 */
typedef struct {
  TallyConfig        *config;
  const char         *data_dir;
  const char         *state_file;
  const char         *passphrase_file;
  const char         *token_file;
  const char         *token;
  const char *const  *environment;
  TallyClock         *clock;
  const char         *verdicts_file;
  TallyLog           *log;
} TallyEngineOptions;

/**
 * TallyBatchOptions:
 * @jobs: (nullable) (array zero-terminated=1): names of jobs, %NULL or empty = the whole pipeline
 * @work_requests: (nullable) (array zero-terminated=1): only these, %NULL = all
 * @weeks: (nullable) (array zero-terminated=1): "MMDDYY", only these, %NULL = all
 * @max_groups: at most so many workbooks, 0 = no limit
 * @force: make and publish unchanged workbooks too
 * @take_over: replace workbooks that are not in the store
 * @dry_run: change nothing on the target
 * @resume: go on with the rows that the store holds, without a new sync
 * @resume_run: with @resume, only what is left of this run; 0 = whatever the rows call for
 * @takeover: (nullable): a comparison to fill with what hangs on the target; see
 *   tally-engine-takeover.h
 * @on_notice: (nullable): told each notice of the run when it comes up, on the calling thread
 * @on_notice_data: handed to @on_notice
 * @restore: number of a version that is to be attached again in place of a pass, 0 = none
 * @actor: (nullable): who asked for it: for the trail, and kept with the run
 * @origin: (nullable): what starts it, as %TALLY_RUN_ORIGIN_APP; %NULL = a command
 * @start: (nullable): the start of a schedule that it is; kept in the store
 * @on_begin: (nullable): called when it has begun, on the calling thread; not if it is refused
 * @on_begin_data: handed to @on_begin
 * @step: (nullable): called before and after each step of the publishing journal, for tests that
 *   kill the process there; the name says which step
 * @step_data: handed to @step
 *
 * What one pass is to do.
 */
typedef struct {
  const char *const  *jobs;
  const char *const  *work_requests;
  const char *const  *weeks;
  guint               max_groups;
  gboolean            force;
  gboolean            take_over;
  gboolean            dry_run;
  gboolean            resume;
  gint64              resume_run;
  gint64              restore;
  TallyTakeover      *takeover;
  const char         *actor;
  const char         *origin;
  void              (*on_notice) (const TallyNotice *notice, gpointer on_notice_data);
  gpointer            on_notice_data;
  const TallyScheduleStart *start;
  void              (*on_begin) (gpointer on_begin_data);
  gpointer            on_begin_data;
  void              (*step) (const char *name, gpointer step_data);
  gpointer            step_data;
} TallyBatchOptions;

/**
 * tally_engine_dup_jobs:
 *
 * Returns: (transfer full): the names of the jobs that there are, ", " between them, in the order
 *   of the pipeline
 */
char        *tally_engine_dup_jobs   (void);

/**
 * tally_engine_check_jobs:
 * @jobs: (nullable) (array zero-terminated=1): names of jobs
 * @error: return location, or %NULL
 *
 * Checks names before anything is opened.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - there is no such job; the message lists those there are.
 *
 * Returns: %TRUE if all are known
 */
gboolean     tally_engine_check_jobs (const char *const         *jobs,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_new:
 * @options: what it is made of
 * @error: return location, or %NULL
 *
 * Makes an engine; opens nothing yet.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - a value of the configuration can't be used, the message
 * names it.
 *
 * Returns: (transfer full) (nullable): the engine
 */
TallyEngine *tally_engine_new        (const TallyEngineOptions  *options,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_free:
 * @self: (nullable): an engine without a run at work
 *
 * Closes and frees it.
 */
void         tally_engine_free       (TallyEngine               *self);

/**
 * tally_engine_get_data_dir:
 * @self: an engine
 *
 * Returns: (transfer none): the folder of its store
 */
const char  *tally_engine_get_data_dir (TallyEngine             *self);

/**
 * tally_engine_run_batch:
 * @self: an engine
 * @options: what to do
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it cleanly; what remains is in the notices
 *
 * Runs one pass and records it in the store. Whatever fails is in the result.
 *
 * Returns: (transfer full): what it did; never %NULL
 */
TallyRun    *tally_engine_run_batch  (TallyEngine               *self,
                                      const TallyBatchOptions   *options,
                                      TallyProgress             *progress,
                                      GCancellable              *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngine, tally_engine_free)

G_END_DECLS
