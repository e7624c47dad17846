/* tally-jobs-options.h
 *
 * What a run was asked to do, by the command line, a schedule or a test. Set once before it begins;
 * tasks only read it. Plain values, borrowed from whoever asks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TallyJobsOptions:
 * @work_requests: (nullable) (array zero-terminated=1): only these
 * @weeks: (nullable) (array zero-terminated=1): "MMDDYY", only these
 * @only: (nullable) (element-type TallyIdentity): only these workbooks, of a run to go on with
 * @max_groups: at most so many workbooks, 0 = no limit
 * @force: make and publish unchanged workbooks too
 * @take_over: replace workbooks that are not in the store
 * @dry_run: change nothing on the target
 * @has_desktop: whether there is a desktop whose trash to use
 * @may_publish: whether the target may be changed
 * @output_dir: folder of the workbooks
 * @archive: where what was issued is kept
 * @restore: number of the version to restore, 0 = none
 * @actor: (nullable): who asked for it, for the trail
 * @target_sheet: id of the target sheet, 0 = none
 * @budget_usec: how long the run may take, µs, 0 = no limit; see tally-jobs-budget.h
 * @began_usec: when that time began, monotonic µs
 * @takeover: (nullable): what tally_jobs_takeover_task fills
 * @carry: (nullable): takes the store to where the next run finds it, before the target is told
 * @carry_data: handed to @carry
 * @step: (nullable): told each step of the publishing journal, before and after
 * @step_data: handed to @step
 *
 * What the run was asked to do.
 */
typedef struct {
  const char *const *work_requests;
  const char *const *weeks;
  GHashTable        *only;
  guint              max_groups;
  gboolean           force;
  gboolean           take_over;
  gboolean           dry_run;
  gboolean           has_desktop;
  gboolean           may_publish;
  const char        *output_dir;
  const struct _TallyJobsArchive *archive;
  gint64             restore;
  const char        *actor;
  gint64             target_sheet;
  gint64             budget_usec;
  gint64             began_usec;
  struct _TallyTakeover *takeover;
  gboolean         (*carry) (gpointer carry_data, GError **error);
  gpointer           carry_data;
  void             (*step) (const char *name, gpointer step_data);
  gpointer           step_data;
} TallyJobsOptions;

G_END_DECLS
