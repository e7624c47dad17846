/* tally-jobs-tidy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-tidy.h"

#include <glib/gstdio.h>

#include "tally-file.h"
#include "tally-jobs-archive.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-reconcile.h"
#include "tally-jobs-report.h"
#include "tally-jobs-target.h"
#include "tally-smartsheet-error.h"
#include "tally-store-plans.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-superseded.h"
#include "tally-store-versions.h"
#include "tally-store-workbooks.h"

/* How far back a run with a plan is looked for. */
#define MAX_RUNS 100
#define SECONDS_PER_DAY (24 * 60 * 60)

/* What is known while the files of the output folder are looked at. */
typedef struct {
  TallyJobsContext     *context; /* (borrowed) */
  const TallyJobsTrash *trash;   /* (borrowed) */
  TallyCleanup         *cleanup; /* (borrowed) */
  TallyPlan            *stored;  /* (owned) (nullable): the plan of an earlier run */
  GHashTable           *entries; /* (owned) identity → TallyPlanEntry, borrowed */
  gint64                before;  /* superseded before this time may go, µs since 1970 UTC */
} Tidying;

static void
tidying_clear (Tidying *tidying)
{
  g_clear_pointer (&tidying->entries, g_hash_table_unref);
  g_clear_pointer (&tidying->stored, tally_plan_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tidying, tidying_clear)

/* The plan of the newest run that had one. */
static gboolean
load_plan (TallyJobsContext  *context,
           TallyPlan        **out_plan,
           GError           **error)
{
  g_autoptr (GPtrArray) runs = tally_store_runs_list (context->store, MAX_RUNS, error);
  g_autoptr (GError) failure = NULL;

  if (runs == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len && *out_plan == NULL && failure == NULL; i++)
    *out_plan = tally_store_plans_find (context->store, ((const TallyStoreRun *) runs->pdata[i])->run_id,
                                        &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
index_plan (Tidying  *tidying,
            GError  **error)
{
  const TallyPlan *plan = tidying->context->run->plan;

  tidying->entries = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  if (plan == NULL)
    {
      if (!load_plan (tidying->context, &tidying->stored, error))
        return FALSE;
      plan = tidying->stored;
    }
  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      TallyPlanEntry *entry = plan->entries->pdata[i];
      g_hash_table_insert (tidying->entries, entry->identity, entry);
    }
  return TRUE;
}

/* Whether a newer file of its identity took its place and nobody needs it. @next is that file. */
static gboolean
may_go (Tidying                  *tidying,
        const TallyStoreWorkbook *workbook,
        const TallyStoreWorkbook *next,
        const char               *published)
{
  const TallyPlanEntry *entry = g_hash_table_lookup (tidying->entries, workbook->identity);

  if (next == NULL || !tally_identity_equal (next->identity, workbook->identity))
    return FALSE;
  if (entry == NULL || entry->action == TALLY_PLAN_HELD || entry->action == TALLY_PLAN_VANISHED)
    return FALSE;
  return strcmp (workbook->fingerprint, entry->fingerprint) != 0
         && g_strcmp0 (workbook->fingerprint, published) != 0
         && next->created_utc_usec <= tidying->before;
}

/* Whether the file is what the store says: a plain file of our name and content. */
static gboolean
is_ours (Tidying                  *tidying,
         const TallyStoreWorkbook *workbook,
         const char               *path)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (workbook->file_name);
  g_autofree char *sha256 = NULL;
  GStatBuf status;

  if (name == NULL || name->form != TALLY_FILE_NAME_CURRENT
      || !tally_file_name_matches (name, workbook->identity))
    return FALSE;
  if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  sha256 = tally_file_hash (path, tidying->context->cancellable, NULL, NULL);
  return g_strcmp0 (sha256, workbook->sha256) == 0;
}

/* What was issued must be in the archive before its copy goes. */
static gboolean
keep_if_issued (Tidying                   *tidying,
                const TallyStoreWorkbook  *workbook,
                const char                *path,
                GError                   **error)
{
  TallyJobsContext *context = tidying->context;
  g_autoptr (GPtrArray) versions = NULL;

  versions = tally_store_versions_list (context->store, context->options->target_sheet,
                                        workbook->identity->work_request,
                                        workbook->identity->week_ending, error);
  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const TallyVersion *version = versions->pdata[i];
      if (version->dropped_utc_usec == 0 && strcmp (version->sha256, workbook->sha256) == 0)
        return tally_jobs_archive_keep_file (context->options->archive, workbook->sha256, path, error);
    }
  return TRUE;
}

static gboolean
take_away (Tidying                   *tidying,
           const TallyStoreWorkbook  *workbook,
           const char                *path,
           GError                   **error)
{
  TallyJobsContext *context = tidying->context;
  g_autoptr (GError) failure = NULL;

  if (!tidying->cleanup->is_preview
      && (!keep_if_issued (tidying, workbook, path, &failure)
          || !tally_jobs_trash_move (tidying->trash, workbook->file_name, &failure)))
    {
      g_autofree char *subject = tally_jobs_identity_subject (workbook->identity);
      tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "tidy-failed", subject, failure);
      return TRUE;
    }
  tally_cleanup_add (tidying->cleanup, TALLY_CLEANUP_OUTPUT, workbook->file_name,
                     "a newer workbook took its place", workbook->size_bytes);
  return tidying->cleanup->is_preview
         || tally_store_workbooks_forget (context->store, workbook->identity, workbook->fingerprint,
                                          error);
}

static gboolean
look_at (Tidying                   *tidying,
         const TallyStoreWorkbook  *workbook,
         const TallyStoreWorkbook  *next,
         GError                   **error)
{
  TallyJobsContext *context = tidying->context;
  g_autofree char *path = g_build_filename (context->options->output_dir, workbook->file_name, NULL);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) failure = NULL;

  current = tally_store_publications_find_current (context->store, context->options->target_sheet,
                                                   workbook->identity, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!may_go (tidying, workbook, next, current != NULL ? current->fingerprint : NULL))
    {
      tidying->cleanup->n_kept++;
      return TRUE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return tidying->cleanup->is_preview
           || tally_store_workbooks_forget (context->store, workbook->identity, workbook->fingerprint,
                                            error);
  if (is_ours (tidying, workbook, path))
    return take_away (tidying, workbook, path, error);
  tidying->cleanup->n_foreign++;
  return TRUE;
}

gboolean
tally_jobs_tidy_output (TallyJobsContext      *context,
                        const TallyJobsTrash  *trash,
                        TallyCleanup          *cleanup,
                        GError               **error)
{
  g_auto (Tidying) tidying = { .context = context, .trash = trash, .cleanup = cleanup };
  g_autoptr (GPtrArray) workbooks = NULL;
  gint64 days;

  g_return_val_if_fail (context != NULL && trash != NULL && cleanup != NULL, FALSE);
  days = tally_config_get_int (context->config, "cleanup", "superseded-days");
  tidying.before = tally_clock_get_utc_usec (context->clock) - days * SECONDS_PER_DAY * G_USEC_PER_SEC;
  workbooks = tally_store_workbooks_list (context->store, error);
  if (workbooks == NULL || !index_plan (&tidying, error))
    return FALSE;
  for (guint i = 0; i < workbooks->len; i++)
    if (!look_at (&tidying, workbooks->pdata[i], i + 1 < workbooks->len ? workbooks->pdata[i + 1] : NULL,
                  error))
      return FALSE;
  return TRUE;
}

/* Whether it may be deleted: its bytes are sound, and what took its place is known. */
static gboolean
is_replaced (TallyJobsContext           *context,
             const TallyStoreSuperseded *superseded,
             gint64                     *out_successor)
{
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (TallyStorePublication) current = NULL;

  if (superseded->state != TALLY_STORE_SUPERSEDED_ARCHIVED)
    return FALSE;
  kept = tally_jobs_archive_load (context->options->archive, superseded->sha256, NULL);
  current = tally_store_publications_find_current (context->store, superseded->target_sheet,
                                                   superseded->identity, NULL);
  if (kept == NULL || current == NULL || current->attachment_id == superseded->attachment_id)
    return FALSE;
  *out_successor = current->attachment_id;
  return TRUE;
}

static gboolean
delete_attachment (TallyJobsContext            *context,
                   const TallyStoreSuperseded  *superseded,
                   gint64                       successor,
                   TallyCleanup                *cleanup,
                   GError                     **error)
{
  const TallyJobsFile *file;

  if (!tally_jobs_read_target (context, error) || !tally_jobs_lease_take (context, error))
    return FALSE;
  if (tally_jobs_target_find_file (context->target, successor) == NULL)
    return TRUE;
  file = tally_jobs_target_find_file (context->target, superseded->attachment_id);
  if (file != NULL)
    {
      if (!tally_jobs_gateway_delete (context->gateway, superseded->attachment_id, context->cancellable,
                                      error))
        return FALSE;
      context->run->counts.n_removed++;
      tally_jobs_target_remove_file (context->target, superseded->attachment_id);
      tally_cleanup_add (cleanup, TALLY_CLEANUP_TARGET, superseded->file_name,
                         "superseded, and its bytes are in the archive", superseded->size_bytes);
    }
  return tally_store_superseded_put (context->store, superseded, TALLY_STORE_SUPERSEDED_DELETED, error);
}

/* What concerns one attachment is told, and the run goes on. */
static gboolean
report_failure (TallyJobsContext            *context,
                const TallyStoreSuperseded  *superseded,
                GError                      *failure,
                GError                     **error)
{
  g_autofree char *subject = NULL;

  if (failure->domain != TALLY_SMARTSHEET_ERROR || failure->code == TALLY_SMARTSHEET_ERROR_AUTH
      || failure->code == TALLY_SMARTSHEET_ERROR_MAINTENANCE)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  subject = tally_jobs_identity_subject (superseded->identity);
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "cleanup-failed", subject, failure);
  g_error_free (failure);
  return TRUE;
}

/* Deletes one, or says what a dry run would delete. */
static gboolean
tidy_attachment (TallyJobsContext            *context,
                 const TallyStoreSuperseded  *superseded,
                 TallyCleanup                *cleanup,
                 GError                     **error)
{
  GError *failure = NULL;
  gint64 successor = 0;

  if (!is_replaced (context, superseded, &successor))
    return TRUE;
  if (cleanup->is_preview)
    tally_cleanup_add (cleanup, TALLY_CLEANUP_TARGET, superseded->file_name,
                       "superseded, and its bytes are in the archive", 0);
  else if (context->gateway != NULL
           && !delete_attachment (context, superseded, successor, cleanup, &failure))
    return report_failure (context, superseded, failure, error);
  return TRUE;
}

gboolean
tally_jobs_tidy_target (TallyJobsContext  *context,
                        TallyCleanup      *cleanup,
                        GError           **error)
{
  g_autoptr (GPtrArray) open = NULL;

  g_return_val_if_fail (context != NULL && cleanup != NULL, FALSE);
  open = tally_store_superseded_list_open (context->store, context->options->target_sheet, error);
  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!tidy_attachment (context, open->pdata[i], cleanup, error))
      return FALSE;
  return TRUE;
}

/* Best effort: what is missing is kept when it is superseded at the latest. */
static gboolean
fill_archive (TallyJobsContext  *context,
              GError           **error)
{
  const TallyJobsArchive *archive = context->options->archive;
  g_autoptr (GPtrArray) versions = NULL;

  versions = tally_store_versions_list_current (context->store, context->options->target_sheet, error);
  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const TallyVersion *version = versions->pdata[i];
      g_autofree char *path = NULL;
      gboolean kept;

      if (tally_jobs_archive_has (archive, version->sha256))
        continue;
      path = g_build_filename (context->options->output_dir, version->file_name, NULL);
      kept = tally_jobs_archive_keep_file (archive, version->sha256, path, NULL);
      g_debug ("a current workbook was %s in the archive", kept ? "kept" : "not found to be kept");
    }
  return TRUE;
}

static gboolean
drop (TallyJobsContext         *context,
      const TallyStoreContent  *content,
      TallyCleanup             *cleanup,
      GError                  **error)
{
  const TallyJobsArchive *archive = context->options->archive;
  gboolean is_there = tally_jobs_archive_has (archive, content->sha256);
  guint64 size_bytes = content->size_bytes;
  g_autoptr (GError) failure = NULL;

  if (!cleanup->is_preview && !tally_jobs_archive_drop (archive, content->sha256, NULL, &failure))
    {
      tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "tidy-failed", NULL, failure);
      return TRUE;
    }
  if (is_there)
    tally_cleanup_add (cleanup, TALLY_CLEANUP_ARCHIVE, content->sha256,
                       "older than [archive] keep-years", size_bytes);
  return cleanup->is_preview
         || tally_store_versions_mark_dropped (context->store, content->sha256, error);
}

gboolean
tally_jobs_tidy_archive (TallyJobsContext  *context,
                         TallyCleanup      *cleanup,
                         GError           **error)
{
  g_autoptr (GPtrArray) expired = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) limit = NULL;
  gint64 years;

  g_return_val_if_fail (context != NULL && cleanup != NULL, FALSE);
  if (!cleanup->is_preview && !fill_archive (context, error))
    return FALSE;
  years = tally_config_get_int (context->config, "archive", "keep-years");
  if (years == 0)
    return TRUE;
  now = g_date_time_new_from_unix_utc (tally_clock_get_utc_usec (context->clock) / G_USEC_PER_SEC);
  limit = g_date_time_add_years (now, -(int) years);
  expired = tally_store_versions_list_expired (context->store,
                                               g_date_time_to_unix (limit) * G_USEC_PER_SEC, error);
  if (expired == NULL)
    return FALSE;
  for (guint i = 0; i < expired->len; i++)
    if (!drop (context, expired->pdata[i], cleanup, error))
      return FALSE;
  return TRUE;
}
