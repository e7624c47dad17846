/* tally-jobs-runner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-runner.h"

#include "tally-jobs-budget.h"
#include "tally-jobs-error.h"
#include "tally-jobs-heartbeat.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-measure.h"
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

/* What can be done although another task of the run failed, and whose work it needs all the same. All
 * others rest on what came before them. */
static const struct {
  const char *id;
  const char *needs; /* (nullable) */
} independent[] = {
  { "audit", NULL },
  { "summary", "plan" },
  { "cleanup", "recover" },
  { "verify-trail", NULL },
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
    if (all ? !tasks[i]->is_on_demand : is_wanted (tasks[i], names))
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

/* What went wrong so far in a run. */
typedef struct {
  GPtrArray *undone;     /* (borrowed) (element-type TallyJobsTask) failed or left out */
  GString   *left_out;   /* (borrowed) ids of the latter */
  gboolean   is_over;    /* nothing more is tried */
  gboolean   is_offline; /* nothing more is asked of the service */
} Damage;

/* Whether the service or the token would fail the next task too. */
static gboolean
is_of_the_service (const GError *error)
{
  return tally_jobs_ends_run (error)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
}

static gboolean
is_undone (const Damage *damage,
           const char   *id)
{
  for (guint i = 0; i < damage->undone->len; i++)
    if (strcmp (((const TallyJobsTask *) damage->undone->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a task makes sense after what failed. */
static gboolean
can_go_on (const Damage        *damage,
           const TallyJobsTask *task)
{
  if (damage->undone->len == 0)
    return TRUE;
  if (damage->is_over || (damage->is_offline && task->needs_client))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (independent); i++)
    if (strcmp (independent[i].id, task->id) == 0)
      return independent[i].needs == NULL || !is_undone (damage, independent[i].needs);
  return FALSE;
}

static void
add_step (TallyRun            *run,
          const TallyJobsTask *task,
          TallyRunStepState    state)
{
  g_ptr_array_add (run->steps, tally_run_step_new (task->id, state));
}

/* As people see it afterwards: when it began, how long it took. */
static gboolean
time_task (TallyJobsContext     *context,
           const TallyJobsTask  *task,
           GError              **error)
{
  TallyRunStep *step = tally_run_step_new (task->id, TALLY_RUN_STEP_DONE);
  gint64 began_usec = tally_clock_get_monotonic_usec (context->clock);
  GError *failure = NULL;
  gboolean is_done;

  step->started_utc_usec = tally_clock_get_utc_usec (context->clock);
  g_ptr_array_add (context->run->steps, step);
  is_done = task->run (context, &failure) && tally_jobs_recovery_sync (context->recovery, context->run, &failure);
  step->duration_usec = tally_clock_get_monotonic_usec (context->clock) - began_usec;
  if (is_done)
    return TRUE;
  step->state = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? TALLY_RUN_STEP_STOPPED
                                                                            : TALLY_RUN_STEP_FAILED;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Returns FALSE if it was stopped. */
static gboolean
run_task (TallyJobsContext    *context,
          const TallyJobsTask *task,
          Damage              *damage)
{
  TallyJobsMeasuredStage stage = { .id = task->id, .has_calls = task->needs_client };
  TallyJobsMeasure *measure = context->store != NULL ? context->measure : NULL;
  g_autoptr (GError) error = NULL;

  tally_jobs_measure_begin_stage (measure, context->store);
  stage.is_done = time_task (context, task, &error);
  tally_jobs_measure_end_stage (measure, context->store, &stage);
  if (stage.is_done)
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_ptr_array_add (damage->undone, (gpointer) task);
  damage->is_offline = damage->is_offline || is_of_the_service (error);
  damage->is_over = error->domain == TALLY_STORE_ERROR;
  tally_jobs_report_error (context->run, get_outcome (error), task->id, NULL, error);
  return TRUE;
}

/* Runs a task, or leaves it out; returns FALSE if it was stopped. */
static gboolean
take_task (TallyJobsContext    *context,
           const TallyJobsTask *task,
           Damage              *damage)
{
  if (!can_go_on (damage, task))
    {
      g_string_append_printf (damage->left_out, "%s%s", damage->left_out->len > 0 ? ", " : "", task->id);
      g_ptr_array_add (damage->undone, (gpointer) task);
      add_step (context->run, task, TALLY_RUN_STEP_LEFT_OUT);
      return TRUE;
    }
  if (!task->is_optional || !tally_jobs_budget_is_spent (context, 100))
    return run_task (context, task, damage);
  add_step (context->run, task, TALLY_RUN_STEP_LEFT_OUT);
  g_ptr_array_add (context->left_tasks, (gpointer) task->id);
  return TRUE;
}

static void
report_left_out (TallyRun      *run,
                 const GString *ids)
{
  g_autofree char *text = g_strdup_printf ("left out because of what failed before: %s", ids->str);

  if (ids->len > 0)
    tally_run_add_notice (run, TALLY_SEVERITY_INFO, "left-out", NULL, text);
}

static void
run_tasks (TallyJobsContext *context,
           GPtrArray        *tasks)
{
  g_autoptr (GPtrArray) undone = g_ptr_array_new ();
  g_autoptr (GString) left_out = g_string_new (NULL);
  Damage damage = { .undone = undone, .left_out = left_out };
  guint i = 0;

  context->left_tasks = g_ptr_array_new ();
  while (i < tasks->len && !g_cancellable_is_cancelled (context->cancellable)
         && take_task (context, tasks->pdata[i], &damage))
    i++;
  if (i < tasks->len)
    report_remaining (context, tasks, i);
  for (guint left = context->run->steps->len; left < tasks->len; left++)
    add_step (context->run, tasks->pdata[left], TALLY_RUN_STEP_LEFT_OUT);
  report_left_out (context->run, left_out);
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
  G_GNUC_UNUSED g_autoptr (TallyJobsHeartbeat) heartbeat = NULL;

  g_return_if_fail (context != NULL && tasks != NULL);
  if (context->store != NULL)
    heartbeat = tally_jobs_heartbeat_start (context->store, context->clock, TALLY_JOBS_HEARTBEAT_USEC);
  run_tasks (context, tasks);
  tally_jobs_budget_report (context);
  tally_jobs_lease_release (context);
  leave_records (context);
}
