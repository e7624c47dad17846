/* tally-run-request.h
 *
 * What a run was asked to do, and by whom: kept with the run from its first moment, so that one that was killed
 * can be told too. Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json-node.h"
#include "tally-json.h"

G_BEGIN_DECLS

/* What starts runs; another face may have another word. */
#define TALLY_RUN_ORIGIN_COMMAND "command" /* the command line, cron or CI among them */
#define TALLY_RUN_ORIGIN_SERVICE "service" /* the engine on its schedule */
#define TALLY_RUN_ORIGIN_APP "app"         /* a person in the desktop app */

/**
 * TallyRunRequest:
 * @origin: (owned): what started it, %TALLY_RUN_ORIGIN_COMMAND
 * @schedule: (owned): the schedule whose start it was, "" = none
 * @actor: (owned): who asked for it, "" = not said; private
 * @jobs: (owned) (array zero-terminated=1): its jobs, in order
 * @work_requests: (owned) (array zero-terminated=1): only these, empty = all; private
 * @weeks: (owned) (array zero-terminated=1): only these, "MMDDYY", empty = all; private
 * @max_groups: at most so many workbooks, 0 = no limit
 * @is_dry: whether it was not to change anything on the target
 * @is_forced: whether unchanged workbooks were to be made anew
 * @takes_over: whether it was to replace workbooks that are not in the store
 * @resumes: whether it went on with the rows of the store
 * @resumed_run: what it went on with, 0 = whatever the rows call for
 * @restored_version: number of the version to attach again, 0 = none
 */
typedef struct {
  char     *origin;
  char     *schedule;
  char     *actor;
  char    **jobs;
  char    **work_requests;
  char    **weeks;
  guint     max_groups;
  gboolean  is_dry;
  gboolean  is_forced;
  gboolean  takes_over;
  gboolean  resumes;
  gint64    resumed_run;
  gint64    restored_version;
} TallyRunRequest;

/**
 * tally_run_request_new:
 *
 * Returns: (transfer full): the request of a whole pass by a command
 */
TallyRunRequest *tally_run_request_new        (void);

/**
 * tally_run_request_free:
 * @self: (nullable): a request
 *
 * Frees it.
 */
void             tally_run_request_free       (TallyRunRequest       *self);

/**
 * tally_run_request_write_json:
 * @self: a request
 * @writer: where to write
 * @reveal: whether names, work requests and weeks are written
 *
 * Writes the member "request", as --json has it.
 */
void             tally_run_request_write_json (const TallyRunRequest *self,
                                               TallyJsonWriter       *writer,
                                               gboolean               reveal);

/**
 * tally_run_request_read_json:
 * @node: (nullable): what was written
 *
 * Reads what there is; what is missing or of another kind is as in a new one.
 *
 * Returns: (transfer full): the request
 */
TallyRunRequest *tally_run_request_read_json  (const TallyJsonNode   *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRunRequest, tally_run_request_free)

G_END_DECLS
