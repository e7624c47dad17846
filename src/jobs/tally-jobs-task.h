/* tally-jobs-task.h
 *
 * A job of the pipeline: a name and a function. The list of names in tasks/meson.build makes the
 * table; a job is one file there and one line. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * TallyJobsTask:
 * @id: stable name, as on the command line
 * @title: what it does, in a few words
 * @summary: one sentence
 * @needs_client: whether it talks to Smartsheet
 * @wants_client: (nullable): for one that needs nothing but the store: whether it talks to Smartsheet all the same,
 *   as @config is; a pass of such jobs alone then needs a token
 * @share_percent: share of the run's time budget after which it begins nothing new, 1 … 100; 0 = it
 *   is never cut short
 * @is_optional: whether it is left out when the time is up before it begins
 * @is_on_demand: whether it is no part of the pipeline: it runs when it is named
 * @run: does it; %FALSE with the error set ends what rests on it. What concerns one sheet or one workbook
 *   is a notice of the run, not an error
 *
 * An entry of the registry.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
  gboolean    needs_client;
  gboolean  (*wants_client) (const TallyConfig *config);
  guint       share_percent;
  gboolean    is_optional;
  gboolean    is_on_demand;
  gboolean  (*run) (TallyJobsContext *context, GError **error);
} TallyJobsTask;

/**
 * tally_jobs_list_tasks:
 * @out_n_tasks: (out): how many there are
 *
 * Returns: (array length=out_n_tasks) (transfer none): the tasks, in the order of the pipeline
 */
const TallyJobsTask *const *tally_jobs_list_tasks (guint *out_n_tasks);

G_END_DECLS
