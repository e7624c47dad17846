/* tally-engine-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-access-private.h"
#include "tally-engine-backup-private.h"
#include "tally-engine-carrier-private.h"
#include "tally-engine-measure-private.h"
#include "tally-engine-health-note-private.h"
#include "tally-engine-health-private.h"
#include "tally-engine-request-private.h"
#include "tally-engine-run-trail-private.h"
#include "tally-engine-limits-private.h"
#include "tally-engine-timetables-private.h"

#include "tally-core-error.h"
#include "tally-engine-error.h"
#include "tally-jobs-archive.h"
#include "tally-jobs-budget.h"
#include "tally-jobs-error.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-report.h"
#include "tally-jobs-restore.h"
#include "tally-jobs-resume.h"
#include "tally-jobs-runner.h"
#include "tally-jobs-takeover.h"
#include "tally-run-json.h"
#include "tally-run-own-error.h"
#include "tally-smartsheet-error.h"
#include "tally-store-binding.h"
#include "tally-store-error.h"
#include "tally-store-runs.h"
#include "tally-store-trail.h"
#include "tally-text.h"

#define CHECKUP "health-check"
#define RUN_KIND "batch"
#define RUN_KIND_RESTORE "restore"

/* What a batch holds while it is at work. */
typedef struct {
  TallyEngine           *engine;  /* (borrowed) */
  TallyRun              *run;     /* (borrowed) */
  TallyJobsOptions       options;
  TallyJobsArchive       archive;
  char                 **work_requests; /* (owned) */
  char                 **weeks;         /* (owned) */
  gint64                 resume_run;    /* 0 = none */
  GHashTable            *only;          /* (owned) (nullable) what is left of that run */
  GPtrArray             *tasks;   /* (owned) */
  TallyStore            *store;   /* (owned) */
  TallySmartsheetClient *client;  /* (owned) (nullable) */
  TallyEngineHealth     *health;  /* (owned) (nullable) */
  TallyJobsRecovery     *recovery;      /* (owned) (nullable) */
  TallyEngineCalls       calls;
  TallyJobsMeasure      *measure; /* (owned) (nullable) */
  gboolean               is_recorded;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->client, tally_smartsheet_client_unref);
  g_clear_pointer (&batch->measure, tally_jobs_measure_free);
  g_clear_pointer (&batch->recovery, tally_jobs_recovery_free);
  g_clear_pointer (&batch->store, tally_store_free);
  g_clear_pointer (&batch->health, tally_engine_health_free);
  g_clear_pointer (&batch->tasks, g_ptr_array_unref);
  g_strfreev (batch->work_requests);
  g_strfreev (batch->weeks);
  g_clear_pointer (&batch->only, g_hash_table_unref);
  tally_engine_limits_free (batch->calls.limits);
  g_mutex_clear (&batch->calls.mutex);
}

guint
tally_engine_get_outcome (const GError *error)
{
  if (g_error_matches (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_BUSY))
    return TALLY_OUTCOME_RETRY_LATER;
  if (error->domain == TALLY_CORE_ERROR)
    return TALLY_OUTCOME_USAGE;
  if (g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY))
    return TALLY_OUTCOME_RETRY_LATER;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TALLY_OUTCOME_PARTIAL;
  if (g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING)
      || g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE)
      || g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NO_RUN))
    return TALLY_OUTCOME_USAGE;
  if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH))
    return TALLY_OUTCOME_AUTH;
  if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED))
    return TALLY_OUTCOME_USAGE;
  return TALLY_OUTCOME_FAILED;
}

/* A filter of the command line stands in place of the configured one. */
static char **
choose_list (TallyConfig       *config,
             const char        *key,
             const char *const *given)
{
  if (given != NULL && given[0] != NULL)
    return g_strdupv ((char **) given);
  return g_strdupv ((char **) tally_config_get_list (config, "run", key));
}

/* CI and cron have none, whatever display somebody forwards to them. */
static gboolean
has_desktop (char **environment)
{
  static const char *const displays[] = { "WAYLAND_DISPLAY", "DISPLAY" };
  const char *ci = g_environ_getenv (environment, "CI");

  if (environment == NULL || (ci != NULL && *ci != '\0'))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      const char *display = g_environ_getenv (environment, displays[i]);
      if (display != NULL && *display != '\0')
        return TRUE;
    }
  return FALSE;
}

static void
choose_options (Batch                   *batch,
                const TallyBatchOptions *given)
{
  TallyConfig *config = batch->engine->config;
  TallyJobsOptions *options = &batch->options;
  const char *publish = tally_config_get_text (config, "target", "publish");

  batch->work_requests = choose_list (config, "work-requests", given->work_requests);
  batch->weeks = choose_list (config, "weeks", given->weeks);
  options->work_requests = (const char *const *) batch->work_requests;
  options->weeks = (const char *const *) batch->weeks;
  options->max_groups = given->max_groups > 0 ? given->max_groups
                                              : (guint) tally_config_get_int (config, "run", "max-groups");
  options->force = given->force || tally_config_get_bool (config, "run", "force");
  options->take_over = given->take_over;
  options->dry_run = given->dry_run || tally_config_get_bool (config, "run", "dry-run");
  options->may_publish = !options->dry_run && strcmp (publish, "never") != 0;
  options->restore = given->restore;
  options->actor = given->actor;
  options->has_desktop = has_desktop (batch->engine->environment);
  options->output_dir = batch->engine->output_dir;
  options->archive = &batch->archive;
  batch->archive.folder = batch->engine->archive_dir;
  options->target_sheet = tally_config_get_int (config, "target", "sheet");
  batch->resume_run = given->resume ? given->resume_run : 0;
  if (given->takeover != NULL) /* a comparison looks at everything and keeps nothing back */
    {
      options->takeover = given->takeover;
      options->max_groups = 0;
      options->force = FALSE;
    }
  options->budget_usec = tally_config_get_int (config, "run", "time-budget-minutes") * G_TIME_SPAN_MINUTE;
  options->began_usec = tally_clock_get_monotonic_usec (batch->engine->clock);
  if (options->budget_usec > 0)
    batch->calls.run_deadline_usec = options->began_usec + options->budget_usec
                                     + TALLY_JOBS_BUDGET_GRACE_USEC;
  options->step = given->step;
  options->step_data = given->step_data;
  batch->run->is_dry = options->dry_run;
  tally_text_set (&batch->run->output_dir, options->output_dir);
}

static gboolean
choose_restore (Batch   *batch,
                GError **error)
{
  if (!batch->options.dry_run && !batch->options.may_publish)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                           "[target] publish is never: nothing may be attached; set it to ask or yes");
      return FALSE;
    }
  if (batch->options.target_sheet == 0)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                           "[target] sheet is empty: there is nothing to attach to; set it");
      return FALSE;
    }
  batch->tasks = tally_jobs_list_restore_tasks ();
  return TRUE;
}

/* Those that were named; else those of the schedule whose start it is. */
static const char *const *
choose_jobs (Batch                   *batch,
             const TallyBatchOptions *given)
{
  g_autofree char *group = NULL;

  if ((given->jobs != NULL && given->jobs[0] != NULL) || given->start == NULL)
    return given->jobs;
  group = g_strconcat (TALLY_ENGINE_SCHEDULE_GROUP, given->start->name, NULL);
  return tally_config_get_list (batch->engine->config, group, "jobs");
}

static gboolean
choose_tasks (Batch                    *batch,
              const TallyBatchOptions  *given,
              GError                  **error)
{
  if (given->restore != 0)
    return choose_restore (batch, error);
  batch->tasks = tally_jobs_select (choose_jobs (batch, given), error);
  if (batch->tasks == NULL)
    return FALSE;
  for (guint i = batch->tasks->len; given->resume && i > 0; i--)
    if (strcmp (((const TallyJobsTask *) batch->tasks->pdata[i - 1])->id, "sync") == 0)
      g_ptr_array_remove_index (batch->tasks, i - 1);
  if (given->takeover != NULL)
    g_ptr_array_add (batch->tasks, (gpointer) &tally_jobs_takeover_task);
  return TRUE;
}

static gboolean
needs_client (Batch *batch)
{
  for (guint i = 0; i < batch->tasks->len; i++)
    {
      const TallyJobsTask *task = batch->tasks->pdata[i];
      if (task->needs_client || (task->wants_client != NULL && task->wants_client (batch->engine->config)))
        return TRUE;
    }
  return FALSE;
}

/* Jobs on the store alone need no token. */
static gboolean
connect (Batch   *batch,
         GError **error)
{
  if (!needs_client (batch))
    return TRUE;
  batch->client = tally_engine_connect (batch->engine, &batch->calls, batch->run, error);
  return batch->client != NULL;
}

/* What earlier runs left for this one, before anything is called. */
static gboolean
load_recovery (Batch   *batch,
               GError **error)
{
  g_autofree char *host = tally_engine_dup_host (batch->engine);

  batch->recovery = tally_jobs_recovery_new (batch->store, batch->engine->clock, host, error);
  batch->calls.recovery = batch->recovery;
  return batch->recovery != NULL;
}

static gboolean
is_admitted (Batch        *batch,
             GCancellable *cancellable)
{
  const TallyJobsAdmission admission = {
    .needs_service = needs_client (batch),
    .wants_publish = batch->options.may_publish && batch->options.target_sheet != 0,
    .is_restore = batch->options.restore != 0,
  };

  return tally_jobs_recovery_admit (batch->recovery, batch->run, &admission)
         && (batch->client == NULL
             || tally_jobs_recovery_probe (batch->recovery, batch->client, batch->run, cancellable));
}

/* What is left of the run to go on with, before anything is called or recorded. */
static gboolean
find_only (Batch   *batch,
           GError **error)
{
  if (batch->resume_run == 0)
    return TRUE;
  batch->only = tally_jobs_resume (batch->store, batch->options.target_sheet, batch->resume_run,
                                   error);
  batch->options.only = batch->only;
  return batch->only != NULL;
}

static gboolean
open_doors (Batch   *batch,
            GError **error)
{
  const TallyStoreBinding binding = {
    .region = tally_engine_get_region (batch->engine),
    .target_sheet = batch->options.target_sheet,
  };
  const char *kind = batch->options.restore != 0 ? RUN_KIND_RESTORE : RUN_KIND;
  g_autofree char *begun = tally_run_to_json (batch->run, TRUE);
  guint n_interrupted = 0;

  batch->store = tally_engine_health_open_store (batch->health, error);
  if (batch->store == NULL || !tally_store_lock (batch->store, error)
      || !tally_store_bind (batch->store, &binding, error)
      || (!batch->options.dry_run && !tally_engine_health_record (batch->health, batch->store, error)))
    return FALSE;
  if (!find_only (batch, error) || !load_recovery (batch, error) || !connect (batch, error)
      || !tally_store_runs_begin (batch->store, kind, begun, &batch->run->run_id, &n_interrupted, error))
    return FALSE;
  batch->is_recorded = TRUE;
  if (!tally_engine_run_trail_begin (batch->store, batch->run, batch->engine->config, error))
    return FALSE;
  if (n_interrupted > 0)
    tally_run_add_notice (batch->run, TALLY_SEVERITY_INFO, "interrupted", NULL,
                          "an earlier run was interrupted; what it left open is completed now");
  return TRUE;
}

static gboolean
looks (Batch *batch)
{
  for (guint i = 0; i < batch->tasks->len; i++)
    if (strcmp (((const TallyJobsTask *) batch->tasks->pdata[i])->id, CHECKUP) == 0)
      return TRUE;
  return FALSE;
}

static void
run_tasks (Batch         *batch,
           TallyProgress *progress,
           GCancellable  *cancellable)
{
  TallyJobsContext context = {
    .options = &batch->options,
    .config = batch->engine->config,
    .clock = batch->engine->clock,
    .store = batch->store,
    .client = batch->client,
    .progress = progress,
    .cancellable = cancellable,
    .run = batch->run,
    .measure = batch->measure,
    .places = tally_engine_health_get_places (batch->health),
    .lost_sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .items = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_jobs_item_free),
    .recovery = batch->recovery,
  };

  if (looks (batch))
    tally_engine_health_look_at_schedules (batch->health);
  if (batch->client != NULL && batch->options.may_publish && batch->options.target_sheet != 0
      && tally_jobs_recovery_may_publish (batch->recovery))
    context.gateway = tally_jobs_gateway_new (batch->client, batch->options.target_sheet);
  tally_jobs_run (&context, batch->tasks);
  batch->run->counts.n_mutations = tally_jobs_gateway_get_n_mutations (context.gateway);
  tally_jobs_context_clear (&context);
}

/* Where the trail ends: whoever keeps this line can prove later that nothing before it changed. */
static void
note_head (Batch *batch)
{
  g_autoptr (GError) error = NULL;
  TallyStoreTrailHead head;
  char text[TALLY_STORE_TRAIL_HEAD_LENGTH];

  if (!tally_store_trail_get_head (batch->store, &head, &error))
    {
      tally_run_add_own_error (batch->run, TALLY_OUTCOME_FAILED, "store", error);
      return;
    }
  tally_store_trail_head_format (&head, text);
  tally_text_set (&batch->run->trail_head, text);
}

static void
finish (Batch *batch)
{
  TallyRun *run = batch->run;
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreRun record = { 0 };

  run->finished_utc_usec = tally_clock_get_utc_usec (batch->engine->clock);
  if (batch->client != NULL)
    tally_engine_limits_report (batch->calls.limits, run);
  run->counts.n_calls = batch->calls.n_calls;
  run->counts.n_retries = batch->calls.n_retries;
  if (!batch->is_recorded)
    return;
  note_head (batch);
  summary = tally_run_to_json (run, TRUE);
  record = (TallyStoreRun) {
    .run_id = run->run_id,
    .outcome = run->outcome,
    .exit_code = tally_run_get_exit_code (run),
    .summary = summary,
  };
  if (!tally_store_runs_finish (batch->store, &record, &error))
    tally_jobs_report_error (run, TALLY_OUTCOME_FAILED, "store", NULL, error);
  tally_engine_health_note_run (batch->engine, batch->measure, batch->store, run);
  tally_engine_measure_end (batch->measure, batch->store, run);
}

/* What is odd about the configuration comes before all that it leads to. */
static void
add_warnings (TallyRun    *run,
              TallyConfig *config)
{
  const char *const *warnings = tally_config_list_warnings (config);

  for (guint i = 0; warnings[i] != NULL; i++)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "configuration", NULL, warnings[i]);
}

static gboolean
carry_cb (gpointer   carry_data,
          GError   **error)
{
  return tally_engine_carrier_checkpoint (carry_data, error);
}

/* Where the state comes from and goes to again, if it is carried. */
static gboolean
begin_carrier (Batch               *batch,
               TallyEngineCarrier **out_carrier,
               GCancellable        *cancellable,
               GError             **error)
{
  if (batch->engine->state_file == NULL)
    return TRUE;
  *out_carrier = tally_engine_carrier_begin (batch->engine, batch->run, cancellable, error);
  if (*out_carrier == NULL)
    return FALSE;
  batch->archive.vault = batch->engine->vault;
  batch->options.carry = carry_cb;
  batch->options.carry_data = *out_carrier;
  return TRUE;
}

/* A checkup that is asked for alone looks at doors that do not open. */
static gboolean
is_checkup (Batch *batch)
{
  return batch->tasks->len == 1 && looks (batch);
}

static void
look (Batch         *batch,
      const GError  *state_failure,
      TallyProgress *progress,
      GCancellable  *cancellable)
{
  TallyEngineDoors doors = { 0 };

  if (state_failure == NULL)
    tally_engine_health_prepare (batch->health);
  tally_engine_health_look (batch->health, state_failure, &batch->calls, &doors);
  batch->store = doors.store;
  batch->client = doors.client;
  batch->options.may_publish = FALSE;
  run_tasks (batch, progress, cancellable);
  if (batch->store != NULL && !batch->options.dry_run && !batch->engine->is_private)
    tally_engine_health_note_checkup (batch->engine, batch->measure);
}

static void
begin_and_run (Batch                   *batch,
               const TallyBatchOptions *options,
               TallyProgress           *progress,
               GCancellable            *cancellable)
{
  tally_engine_note_begin (batch->engine, batch->store, options->start, batch->run);
  if (options->on_begin != NULL)
    options->on_begin (options->on_begin_data);
  run_tasks (batch, progress, cancellable);
  tally_engine_note_end (batch->store, options->start, batch->run);
}

static void
work (Batch                   *batch,
      const TallyBatchOptions *options,
      TallyProgress           *progress,
      GCancellable            *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!batch->options.dry_run)
    tally_engine_health_prepare (batch->health);
  if (!open_doors (batch, &error))
    tally_run_add_own_error (batch->run, tally_engine_get_outcome (error), "start", error);
  else if (is_admitted (batch, cancellable))
    begin_and_run (batch, options, progress, cancellable);
}

/* What comes after the work, whatever became of it. */
static void
close_doors (Batch              *batch,
             TallyEngineCarrier *carrier)
{
  gboolean met_damage = batch->store != NULL && tally_store_is_damaged (batch->store);
  gboolean is_checkup_only = is_checkup (batch);

  if (batch->is_recorded && !met_damage)
    tally_engine_backup_daily (batch->engine, batch->store, batch->run);
  g_clear_pointer (&batch->client, tally_smartsheet_client_unref);
  g_clear_pointer (&batch->recovery, tally_jobs_recovery_free);
  g_clear_pointer (&batch->store, tally_store_free);
  tally_engine_health_after (batch->health, met_damage);
  if (carrier == NULL)
    return;
  if (batch->options.step != NULL)
    batch->options.step ("before-packed", batch->options.step_data);
  tally_engine_carrier_end (carrier, batch->run,
                            !is_checkup_only || tally_engine_health_has_corrected (batch->health));
  if (batch->options.step != NULL)
    batch->options.step ("packed", batch->options.step_data);
}

static void
run_batch (Batch                   *batch,
           const TallyBatchOptions *options,
           TallyProgress           *progress,
           GCancellable            *cancellable)
{
  TallyEngineCarrier *carrier = NULL;
  g_autoptr (GError) error = NULL;

  if (!tally_engine_check_writable (batch->engine, &error))
    {
      tally_run_add_own_error (batch->run, TALLY_OUTCOME_USAGE, "read-only", error);
      return;
    }
  if (!choose_tasks (batch, options, &error))
    {
      tally_run_add_own_error (batch->run, TALLY_OUTCOME_USAGE, "job", error);
      return;
    }
  tally_engine_request_note (batch->run, batch->tasks, &batch->options, options);
  if (!begin_carrier (batch, &carrier, cancellable, &error) && !is_checkup (batch))
    {
      tally_run_add_own_error (batch->run, tally_engine_get_outcome (error), "state", error);
      return;
    }
  batch->health = tally_engine_health_new (batch->engine, batch->run, batch->options.dry_run, cancellable);
  if (is_checkup (batch))
    look (batch, error, progress, cancellable);
  else
    work (batch, options, progress, cancellable);
  finish (batch);
  close_doors (batch, carrier);
}

TallyRun *
tally_engine_run_batch (TallyEngine             *self,
                        const TallyBatchOptions *options,
                        TallyProgress           *progress,
                        GCancellable            *cancellable)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  Batch batch = { .engine = self, .run = run };

  g_return_val_if_fail (self != NULL && options != NULL, NULL);
  g_mutex_init (&batch.calls.mutex);
  run->started_utc_usec = tally_clock_get_utc_usec (self->clock);
  run->listener = options->on_notice;
  run->listener_data = options->on_notice_data;
  add_warnings (run, self->config);
  choose_options (&batch, options);
  batch.measure = tally_engine_measure_begin (self, &batch.options, options);
  batch.calls.measure = batch.measure;
  run_batch (&batch, options, progress, cancellable);
  if (run->finished_utc_usec == 0)
    finish (&batch);
  batch_clear (&batch);
  run->listener = NULL;
  return g_steal_pointer (&run);
}
