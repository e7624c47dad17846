/* tally-jobs-runner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-runner.h"

#include "tally-jobs-error.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-recovery.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-store-error.h"
#include "tally-text.h"

static gboolean
is_named (const char        *id,
          const char *const *names)
{
  return g_strv_contains (names, id);
}

static char *
list_ids (const TallyJobsTask *const *tasks,
          guint                       n_tasks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_tasks; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", tasks[i]->id);
  return tally_text_steal (out);
}

static gboolean
check_names (const char *const           *names,
             const TallyJobsTask *const  *tasks,
             guint                        n_tasks,
             GError                     **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *known = NULL;
      gboolean found = FALSE;
      for (guint j = 0; j < n_tasks; j++)
        found = found || strcmp (tasks[j]->id, names[i]) == 0;
      if (found)
        continue;
      known = list_ids (tasks, n_tasks);
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                   "there is no job '%s' in this version; there are %s", names[i], known);
      return FALSE;
    }
  return TRUE;
}

/* What a task builds on and that only this same run can have left in memory; the rows that sync
 * brings are in the store and may be older. */
static const struct {
  const char *id;
  const char *needs[3];
} needs[] = {
  { "publish", { "recover", "plan", "workbooks" } },
  { "workbooks", { "plan" } },
  { "summary", { "plan" } },
};

static gboolean
is_wanted (const TallyJobsTask *task,
           const char *const   *names)
{
  if (is_named (task->id, names))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    for (guint j = 0; is_named (needs[i].id, names) && j < G_N_ELEMENTS (needs[i].needs); j++)
      if (g_strcmp0 (needs[i].needs[j], task->id) == 0)
        return TRUE;
  return FALSE;
}

GPtrArray *
tally_jobs_select (const char *const  *names,
                   GError            **error)
{
  guint n_tasks;
  const TallyJobsTask *const *tasks = tally_jobs_list_tasks (&n_tasks);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  gboolean all = names == NULL || names[0] == NULL;

  if (!all && !check_names (names, tasks, n_tasks, error))
    return NULL;
  for (guint i = 0; i < n_tasks; i++)
    if (all || is_wanted (tasks[i], names))
      g_ptr_array_add (chosen, (gpointer) tasks[i]);
  return g_steal_pointer (&chosen);
}

/* What a failed task means for the exit code: a service that is away, closed or overrun comes back. */
static guint
get_outcome (const GError *error)
{
  if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH))
    return TALLY_OUTCOME_AUTH;
  if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MAINTENANCE)
      || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_THROTTLED)
      || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT)
      || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED)
      || g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY)
      || g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY))
    return TALLY_OUTCOME_RETRY_LATER;
  if (g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING))
    return TALLY_OUTCOME_USAGE;
  return TALLY_OUTCOME_FAILED;
}

static void
report_remaining (TallyJobsContext *context,
                  GPtrArray        *tasks,
                  guint             first)
{
  GString *text = g_string_new ("the run was stopped; what remains: ");
  g_autofree char *owned = NULL;
  guint n_open = 0;

  for (guint i = first; i < tasks->len; i++)
    g_string_append_printf (text, "%s%s", i > first ? ", " : "",
                            ((const TallyJobsTask *) tasks->pdata[i])->id);
  for (guint i = 0; context->items != NULL && i < context->items->len; i++)
    n_open += ((const TallyJobsItem *) context->items->pdata[i])->is_done ? 0 : 1;
  if (n_open > 0)
    g_string_append_printf (text, n_open == 1 ? " (%u workbook)" : " (%u workbooks)", n_open);
  g_string_append (text, "; the next run goes on from here");
  owned = tally_text_steal (text);
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "stopped", NULL, owned);
  context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

static void
run_tasks (TallyJobsContext *context,
           GPtrArray        *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const TallyJobsTask *task = tasks->pdata[i];
      g_autoptr (GError) error = NULL;
      gboolean done = !g_cancellable_set_error_if_cancelled (context->cancellable, &error)
                      && task->run (context, &error)
                      && tally_jobs_recovery_sync (context->recovery, context->run, &error);
      if (done)
        continue;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        report_remaining (context, tasks, i);
      else
        tally_jobs_report_error (context->run, get_outcome (error), task->id, NULL, error);
      return;
    }
}

/* What the next runs have to know, however this one ended. */
static void
leave_records (TallyJobsContext *context)
{
  g_autoptr (GError) error = NULL;

  if (!tally_jobs_quarantine_settle (context, &error)
      || !tally_jobs_recovery_sync (context->recovery, context->run, &error))
    tally_jobs_report_error (context->run, TALLY_OUTCOME_FAILED, "store", NULL, error);
}

void
tally_jobs_run (TallyJobsContext *context,
                GPtrArray        *tasks)
{
  g_return_if_fail (context != NULL && tasks != NULL);
  run_tasks (context, tasks);
  tally_jobs_lease_release (context);
  leave_records (context);
}
