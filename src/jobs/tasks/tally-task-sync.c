/* tally-task-sync.c
 *
 * Brings the store up to date with the source sheets: workers read sheets, this thread writes
 * them, one transaction a sheet. A sheet that can't be read keeps its lines and holds whatever
 * draws on them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-budget.h"
#include "tally-jobs-error.h"
#include "tally-jobs-intake.h"
#include "tally-jobs-pool.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-recovery.h"
#include "tally-jobs-report.h"
#include "tally-jobs-sources.h"
#include "tally-jobs-task.h"
#include "tally-smartsheet-error.h"
#include "tally-store-lines.h"
#include "tally-tasks.h"

/* Four readings at once keep both a slow service and two cores busy; each may hold one sheet. */
#define N_READERS 4

/* What the results of the readings are gathered into. */
typedef struct {
  TallyJobsContext *context;    /* (borrowed) */
  TallyJobsSources *sources;    /* (borrowed) */
  guint             n_refused;  /* sheets that may not be read */
  guint             n_away;     /* sheets that could not be read for now */
  guint             n_aside;    /* sheets that were not asked for */
} Sync;

static gpointer
read_sheet (gpointer input,
            gpointer worker_data,
            gpointer data)
{
  tally_jobs_fetch_run (input, data);
  return input;
}

static const TallyJobsPoolFuncs readers = {
  .work = read_sheet,
  .result_free = (GDestroyNotify) tally_jobs_fetch_free,
};

static void
lose_sheet (Sync         *sync,
            gint64        sheet_id,
            const GError *error)
{
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, sheet_id);
  TallyJobsContext *context = sync->context;

  context->run->counts.n_sheets_lost++;
  g_hash_table_add (context->lost_sheets, g_memdup2 (&sheet_id, sizeof sheet_id));
  if (error != NULL)
    tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "sheet-lost", subject, error);
  else
    {
      tally_run_add_notice (context->run, TALLY_SEVERITY_ERROR, "sheet-lost", subject,
                            "a sheet is no longer where it was; what draws on it is held until it "
                            "is back or its folder is taken out of [sources]");
      context->run->outcome |= TALLY_OUTCOME_PARTIAL;
    }
}

/* A sheet that is no source holds no lines; one that was a source keeps them and is lost. */
static gboolean
skip_sheet (Sync            *sync,
            TallyJobsFetch  *fetch,
            GError         **error)
{
  TallyJobsContext *context = sync->context;
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, fetch->sheet_id);
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_WARNING,
    .code = "no-source",
    .subject = subject,
    .text = "a sheet has no column for the week's end and was skipped; give it one or take it out of "
            "[sources]",
    .detail = fetch->error->message,
  };

  if (fetch->known_map != NULL)
    {
      lose_sheet (sync, fetch->sheet_id, fetch->error);
      return tally_store_sheets_mark (context->store, fetch->sheet_id, TALLY_STORE_SHEET_LOST,
                                      fetch->error->message, error);
    }
  context->run->counts.n_sheets_skipped++;
  tally_run_tell (context->run, &words);
  return tally_store_sheets_mark (context->store, fetch->sheet_id, TALLY_STORE_SHEET_NOT_A_SOURCE,
                                  fetch->error->message, error);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FORBIDDEN);
}

static gboolean
is_away (const GError *error)
{
  return g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
}

/* Whether the store says already that a sheet is well: an unchanged one writes nothing. */
static gboolean
is_settled (const TallyStoreSheet *head)
{
  return head->state == TALLY_STORE_SHEET_OK && *head->last_error == '\0';
}

/* What the next runs have to know of it. */
static void
note_sheet (TallyJobsContext     *context,
            const TallyJobsFetch *fetch)
{
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, fetch->sheet_id);
  gboolean was_never_a_source = fetch->state == TALLY_JOBS_FETCH_NO_SOURCE && fetch->known_map == NULL;

  tally_jobs_quarantine_note (context, TALLY_RECOVERY_SHEET, subject,
                              was_never_a_source ? NULL : fetch->error);
}

static gboolean
take_result (Sync            *sync,
             TallyJobsFetch  *fetch,
             GError         **error)
{
  TallyJobsContext *context = sync->context;

  note_sheet (context, fetch);
  switch (fetch->state)
    {
    case TALLY_JOBS_FETCH_UNCHANGED:
      context->run->counts.n_sheets_unchanged++;
      return is_settled (fetch->head)
             || tally_store_sheets_mark (context->store, fetch->sheet_id, TALLY_STORE_SHEET_OK, NULL,
                                         error);
    case TALLY_JOBS_FETCH_READ:
    case TALLY_JOBS_FETCH_CHANGED:
      return tally_jobs_intake_take (context, fetch,
                                     g_hash_table_lookup (sync->sources->origins, &fetch->sheet_id),
                                     error);
    case TALLY_JOBS_FETCH_NO_SOURCE:
      return skip_sheet (sync, fetch, error);
    case TALLY_JOBS_FETCH_FAILED:
    default:
      break;
    }
  if (tally_jobs_ends_run (fetch->error))
    {
      g_propagate_error (error, g_error_copy (fetch->error));
      return FALSE;
    }
  sync->n_refused += is_refusal (fetch->error) ? 1 : 0;
  sync->n_away += is_away (fetch->error) ? 1 : 0;
  lose_sheet (sync, fetch->sheet_id, fetch->error);
  return tally_store_sheets_mark (context->store, fetch->sheet_id, TALLY_STORE_SHEET_LOST,
                                  fetch->error->message, error);
}

/* A sheet whose changes are not all there is to know goes round once more. */
static gboolean
take_next (Sync           *sync,
           TallyJobsPool  *pool,
           GError        **error)
{
  TallyJobsFetch *fetch = tally_jobs_pool_pop (pool);
  gboolean wants_more = FALSE;
  gboolean taken = tally_jobs_recovery_sync (sync->context->recovery, sync->context->run, error)
                   && (fetch->state != TALLY_JOBS_FETCH_CHANGED
                       || tally_jobs_intake_wants_more (sync->context, fetch, &wants_more, error));

  if (wants_more)
    {
      tally_jobs_pool_push (pool, fetch);
      return TRUE;
    }
  taken = taken && take_result (sync, fetch, error);
  tally_jobs_fetch_free (fetch);
  tally_progress_step (sync->context->progress, 1, NULL);
  return taken;
}

/* A sheet that nobody has looked at yet may hold rows of any workbook. */
static gboolean
stop_for_unread (TallyJobsContext  *context,
                 gint64             sheet_id,
                 GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStoreSheet) head = tally_store_sheets_find (context->store, sheet_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (context->is_stopped || (head != NULL && head->read_utc_usec != 0))
    return TRUE;
  context->is_stopped = TRUE;
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "sheets-unread", NULL,
                        "there was no time to read every sheet for the first time; nothing is published, "
                        "since any workbook could lack their rows; the next run reads them first");
  return TRUE;
}

/* What there was no time to read is not known to be right: what draws on it is held till the next run. */
static gboolean
leave_sheets (Sync    *sync,
              guint    first,
              GError **error)
{
  TallyJobsContext *context = sync->context;
  GArray *ids = sync->sources->sheet_ids;

  for (guint i = first; i < ids->len; i++)
    {
      gint64 sheet_id = g_array_index (ids, gint64, i);
      g_hash_table_add (context->lost_sheets, g_memdup2 (&sheet_id, sizeof sheet_id));
      context->n_sheets_left++;
      if (!stop_for_unread (context, sheet_id, error)
          || !tally_store_sheets_mark (context->store, sheet_id, TALLY_STORE_SHEET_LOST,
                                       "not read within the time budget", error))
        return FALSE;
    }
  return TRUE;
}

/* A sheet that failed in run after run is not asked for: its lines stay, what draws on it is held. */
static gboolean
leave_aside (Sync      *sync,
             gint64     sheet_id,
             gboolean  *out_is_aside,
             GError   **error)
{
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, sheet_id);
  g_autofree char *text = NULL;
  TallyJobsContext *context = sync->context;

  if (!tally_jobs_quarantine_is_aside (context, TALLY_RECOVERY_SHEET, subject, out_is_aside, error))
    return FALSE;
  if (!*out_is_aside)
    return TRUE;
  sync->n_aside++;
  context->run->counts.n_sheets_lost++;
  context->run->outcome |= TALLY_OUTCOME_PARTIAL;
  g_hash_table_add (context->lost_sheets, g_memdup2 (&sheet_id, sizeof sheet_id));
  text = g_strdup_printf ("a sheet that failed in run after run is set aside and was not asked for; what draws "
                          "on it is held; 'tallyman recovery release sheet %s' lets the next run try it", subject);
  tally_run_add_notice (context->run, TALLY_SEVERITY_ERROR, "sheet-set-aside", subject, text);
  tally_progress_step (context->progress, 1, NULL);
  return tally_store_sheets_mark (context->store, sheet_id, TALLY_STORE_SHEET_LOST, "set aside", error);
}

static gboolean
begin_sheet (Sync           *sync,
             TallyJobsPool  *pool,
             gint64          sheet_id,
             GError        **error)
{
  gboolean is_aside = FALSE;
  TallyJobsFetch *fetch;

  if (!leave_aside (sync, sheet_id, &is_aside, error))
    return FALSE;
  if (is_aside)
    return TRUE;
  fetch = tally_jobs_intake_prepare (sync->context, sheet_id, error);
  if (fetch == NULL)
    return FALSE;
  tally_jobs_pool_push (pool, fetch);
  return TRUE;
}

static gboolean
read_sheets (Sync    *sync,
             GError **error)
{
  TallyJobsContext *context = sync->context;
  GArray *ids = sync->sources->sheet_ids;
  guint n_workers = (guint) tally_config_get_int (context->config, "smartsheet", "max-in-flight");
  g_autoptr (TallyJobsPool) pool = NULL;
  guint n_begun;

  if (!tally_jobs_budget_order_sheets (context, ids, error))
    return FALSE;
  n_workers = CLAMP (MIN (n_workers, ids->len), 1, N_READERS);
  pool = tally_jobs_pool_new ("reader", n_workers, &readers, context->client);
  for (n_begun = 0; n_begun < ids->len; n_begun++)
    {
      if (tally_jobs_budget_is_spent (context, tally_task_sync.share_percent))
        break;
      if (!begin_sheet (sync, pool, g_array_index (ids, gint64, n_begun), error))
        return FALSE;
      while (tally_jobs_pool_get_n_pending (pool) > n_workers)
        if (!take_next (sync, pool, error))
          return FALSE;
    }
  while (tally_jobs_pool_get_n_pending (pool) > 0)
    if (!take_next (sync, pool, error))
      return FALSE;
  return leave_sheets (sync, n_begun, error);
}

/* A sheet whose place was taken out of the configuration: its lines are no longer billed. */
static gboolean
release_sheet (TallyJobsContext  *context,
               gint64             sheet_id,
               GError           **error)
{
  TallyStoreLineStats stats = { 0 };

  if (!tally_store_lines_begin_sheet (context->store, context->run->run_id, sheet_id, error)
      || !tally_store_lines_end_sheet (context->store, &stats, error))
    return FALSE;
  context->run->counts.n_lines_gone += stats.n_gone;
  return tally_store_sheets_mark (context->store, sheet_id, TALLY_STORE_SHEET_RELEASED, NULL, error);
}

static gboolean
settle_missing (Sync    *sync,
                GError **error)
{
  TallyJobsContext *context = sync->context;
  GArray *lost = sync->sources->lost_ids;
  GArray *released = sync->sources->released_ids;

  for (guint i = 0; i < lost->len; i++)
    {
      gint64 sheet_id = g_array_index (lost, gint64, i);
      lose_sheet (sync, sheet_id, NULL);
      if (!tally_store_sheets_mark (context->store, sheet_id, TALLY_STORE_SHEET_LOST,
                                    "no longer where it was", error))
        return FALSE;
    }
  for (guint i = 0; i < released->len; i++)
    if (!release_sheet (context, g_array_index (released, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* All sheets refused and nothing read is a matter of the token, not of the sheets (rule 1.2.2); none
 * of them within reach is a matter of the service. */
static gboolean
check_refusals (Sync    *sync,
                GError **error)
{
  guint n = sync->sources->sheet_ids->len - sync->n_aside;

  if (sync->n_refused > 0 && sync->n_refused == n)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH,
                   "Smartsheet authorization failure: all %u distinct source sheets were refused; "
                   "check that the token (SMARTSHEET_API_TOKEN) is valid and that its owner may see "
                   "them", n);
      return FALSE;
    }
  if (sync->n_away == 0 || sync->n_away < n)
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT,
               "none of the %u source sheets could be read for now; run again later", n);
  return FALSE;
}

static gboolean
run_sync (TallyJobsContext  *context,
          GError           **error)
{
  Sync sync = { .context = context };
  g_autoptr (TallyJobsSources) sources = tally_jobs_sources_resolve (context, error);

  if (sources == NULL)
    return FALSE;
  sync.sources = sources;
  context->run->counts.n_sheets = sources->sheet_ids->len + sources->lost_ids->len;
  tally_progress_begin (context->progress, "sync", sources->sheet_ids->len);
  return read_sheets (&sync, error) && check_refusals (&sync, error) && settle_missing (&sync, error);
}

const TallyJobsTask tally_task_sync = {
  .id = "sync",
  .title = "Sync",
  .summary = "brings the store up to date with the source sheets",
  .needs_client = TRUE,
  .share_percent = 50, /* making and publishing need the rest */
  .run = run_sync,
};
