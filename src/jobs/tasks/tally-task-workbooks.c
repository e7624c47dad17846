/* tally-task-workbooks.c
 *
 * Makes the workbooks of the plan: this thread loads groups, a worker on each core writes and
 * verifies files. A workbook that an earlier run made and that still stands there is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-budget.h"
#include "tally-jobs-error.h"
#include "tally-jobs-group.h"
#include "tally-jobs-layout.h"
#include "tally-jobs-measure.h"
#include "tally-jobs-pool.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-report.h"
#include "tally-jobs-task.h"
#include "tally-store-sheets.h"
#include "tally-store-workbooks.h"
#include "tally-tasks.h"
#include "tally-text.h"
#include "tally-workbook-folder.h"

/* More writers than this gain nothing: the disk is the limit then. */
#define MAX_WRITERS 8

/* A workbook on its way through a worker. */
typedef struct {
  TallyJobsItem      *item;    /* (borrowed) */
  TallyGroup         *group;   /* (owned) */
  GArray             *sources; /* (owned) TallyWorkbookSource, names borrowed */
  TallyWorkbookFile   file;
  gint64              duration_usec;
  GError             *error;   /* (owned) (nullable) */
} Making;

/* What the makings share. */
typedef struct {
  TallyJobsContext *context; /* (borrowed) */
  TallyJobsLayout  *layout;  /* (borrowed) */
  GHashTable       *names;   /* (owned) sheet id → name */
  GPtrArray        *heads;   /* (owned) TallyStoreSheet, hold the names */
} Workshop;

static void
making_free (Making *making)
{
  tally_group_free (making->group);
  g_array_unref (making->sources);
  tally_workbook_file_clear (&making->file);
  g_clear_error (&making->error);
  g_free (making);
}

static void
workshop_clear (Workshop *workshop)
{
  g_clear_pointer (&workshop->names, g_hash_table_unref);
  g_clear_pointer (&workshop->heads, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workshop, workshop_clear)

static gpointer
writer_new (gpointer data)
{
  return tally_workbook_writer_new (&((Workshop *) data)->layout->style);
}

static gpointer
write_workbook (gpointer input,
                gpointer worker_data,
                gpointer data)
{
  Making *making = input;
  TallyJobsContext *context = ((Workshop *) data)->context;
  const TallyWorkbookOrder order = {
    .group = making->group,
    .sources = (const TallyWorkbookSource *) (gpointer) making->sources->data,
    .n_sources = making->sources->len,
    .folder = context->options->output_dir,
  };

  making->duration_usec = -tally_clock_get_monotonic_usec (context->clock);
  if (!tally_workbook_writer_write (worker_data, &order, context->cancellable, &making->file,
                                    &making->error))
    making->file = (TallyWorkbookFile) { 0 };
  making->duration_usec += tally_clock_get_monotonic_usec (context->clock);
  return making;
}

static const TallyJobsPoolFuncs writers = {
  .work = write_workbook,
  .worker_new = writer_new,
  .worker_free = (void (*) (gpointer)) tally_workbook_writer_free,
  .result_free = (GDestroyNotify) making_free,
};

static TallyWorkbookSource *
find_source (Workshop *workshop,
             GArray   *sources,
             gint64    sheet_id)
{
  const TallyJobsSheetCounts *counts = g_hash_table_lookup (workshop->context->sheets, &sheet_id);
  TallyWorkbookSource source = { .sheet_id = sheet_id };

  if (sources->len > 0
      && g_array_index (sources, TallyWorkbookSource, sources->len - 1).sheet_id == sheet_id)
    return &g_array_index (sources, TallyWorkbookSource, sources->len - 1);
  source.name = g_hash_table_lookup (workshop->names, &sheet_id);
  if (counts != NULL)
    memcpy (source.n_excluded, counts->n_excluded, sizeof source.n_excluded);
  g_array_append_val (sources, source);
  return &g_array_index (sources, TallyWorkbookSource, sources->len - 1);
}

static Making *
making_new (Workshop      *workshop,
            TallyJobsItem *item,
            TallyGroup    *group)
{
  Making *making = g_new0 (Making, 1);

  making->item = item;
  making->group = group;
  making->sources = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookSource));
  for (guint i = 0; i < group->lines->len; i++) /* lines stand by sheet */
    find_source (workshop, making->sources, tally_group_get_line (group, i)->sheet_id)->n_rows_used++;
  return making;
}

static void
note_file (TallyJobsItem *item,
           const char    *file_name,
           const char    *sha256,
           guint64        size_bytes)
{
  tally_text_set (&item->file_name, file_name);
  tally_text_set (&item->sha256, sha256);
  item->size_bytes = size_bytes;
}

static gboolean
has_content (TallyJobsContext *context,
             const char       *path,
             const char       *sha256)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *actual = NULL;
  char *content;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, NULL))
    return FALSE;
  bytes = g_bytes_new_take (content, size);
  actual = tally_jobs_context_dup_sha256 (context, bytes);
  return strcmp (actual, sha256) == 0;
}

/* Whether an earlier run made it and the file still is what was made. */
static gboolean
is_made (TallyJobsContext *context,
         TallyJobsItem    *item)
{
  g_autoptr (TallyStoreWorkbook) made = NULL;
  g_autofree char *path = NULL;

  if (context->options->force)
    return FALSE;
  made = tally_store_workbooks_find (context->store, item->entry->identity, item->entry->fingerprint,
                                     NULL);
  if (made == NULL)
    return FALSE;
  path = g_build_filename (context->options->output_dir, made->file_name, NULL);
  if (!has_content (context, path, made->sha256))
    return FALSE;
  note_file (item, made->file_name, made->sha256, made->size_bytes);
  context->run->counts.n_workbooks_kept++;
  if (item->target_row == 0) /* nowhere to hang: that it is made is all there is to do */
    item->entry->action = TALLY_PLAN_UNCHANGED;
  return TRUE;
}

static gboolean
take_made (TallyJobsContext  *context,
           Making            *making,
           GError           **error)
{
  TallyPlanEntry *entry = making->item->entry;
  const TallyStoreWorkbook record = {
    .identity = entry->identity,
    .run_id = context->run->run_id,
    .n_lines = making->file.n_lines,
    .total_cents = making->file.total_cents,
    .size_bytes = (guint64) making->file.size_bytes,
    .created_utc_usec = tally_clock_get_utc_usec (context->clock),
    .fingerprint = entry->fingerprint,
    .file_name = making->file.file_name,
    .sha256 = making->file.sha256,
  };

  note_file (making->item, record.file_name, record.sha256, record.size_bytes);
  if (making->item->target_row == 0 || !context->options->may_publish) /* no more is to be done for it */
    tally_jobs_quarantine_note_group (context, entry->identity, NULL);
  context->run->counts.n_workbooks_written++;
  tally_jobs_measure_add (context->measure, TALLY_METRIC_WORKBOOK_DURATION, NULL, making->duration_usec);
  context->run->counts.workbook_bytes += record.size_bytes;
  return tally_store_workbooks_put (context->store, &record, error);
}

static gboolean
take_failed (TallyJobsContext  *context,
             Making            *making,
             GError           **error)
{
  g_autofree char *subject = tally_jobs_identity_subject (making->item->entry->identity);

  if (g_error_matches (making->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&making->error));
      return FALSE;
    }
  context->run->counts.n_workbooks_failed++;
  tally_jobs_quarantine_note_group (context, making->item->entry->identity, making->error);
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "workbook-failed", subject, making->error);
  return TRUE;
}

static gboolean
take_next (Workshop       *workshop,
           TallyJobsPool  *pool,
           GError        **error)
{
  Making *making = tally_jobs_pool_pop (pool);
  gboolean taken = making->error == NULL ? take_made (workshop->context, making, error)
                                         : take_failed (workshop->context, making, error);

  making_free (making);
  tally_progress_step (workshop->context->progress, 1, NULL);
  return taken;
}

static gboolean
begin_making (Workshop       *workshop,
              TallyJobsPool  *pool,
              TallyJobsItem  *item,
              GError        **error)
{
  TallyGroup *group = tally_jobs_load_group (workshop->context, item->entry->identity, error);

  if (group == NULL)
    return FALSE;
  if (strcmp (group->fingerprint, item->entry->fingerprint) != 0)
    {
      tally_group_free (group);
      g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_CONSERVATION,
                           "the lines of a workbook are not those that were planned; nothing is "
                           "published, run again");
      return FALSE;
    }
  tally_jobs_pool_push (pool, making_new (workshop, item, group));
  return TRUE;
}

static gboolean
name_sheets (Workshop  *workshop,
             GError   **error)
{
  workshop->heads = tally_store_sheets_list (workshop->context->store, error);
  if (workshop->heads == NULL)
    return FALSE;
  workshop->names = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < workshop->heads->len; i++)
    {
      TallyStoreSheet *head = workshop->heads->pdata[i];
      g_hash_table_insert (workshop->names, &head->sheet_id, head->name);
    }
  return TRUE;
}

/* Who approves a plan wants to see its workbooks. */
static gboolean
is_wanted (const TallyPlanEntry *entry)
{
  return entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED
         || entry->hold == TALLY_HOLD_APPROVAL;
}

static void
leave_items (TallyJobsContext *context,
             guint             first)
{
  for (guint i = first; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      item->is_left = is_wanted (item->entry) && item->entry->action != TALLY_PLAN_HELD;
    }
}

static gboolean
make_workbooks (Workshop  *workshop,
                GError   **error)
{
  TallyJobsContext *context = workshop->context;
  guint n_writers = CLAMP (g_get_num_processors (), 1, MAX_WRITERS);
  g_autoptr (TallyJobsPool) pool = tally_jobs_pool_new ("writer", n_writers, &writers, workshop);

  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      if (tally_jobs_budget_is_spent (context, tally_task_workbooks.share_percent))
        {
          leave_items (context, i);
          break;
        }
      if (!is_wanted (item->entry) || is_made (context, item))
        {
          tally_progress_step (context->progress, 1, NULL);
          continue;
        }
      if (!begin_making (workshop, pool, item, error))
        return FALSE;
      if (tally_jobs_pool_get_n_pending (pool) > 2 * n_writers && !take_next (workshop, pool, error))
        return FALSE;
    }
  while (tally_jobs_pool_get_n_pending (pool) > 0)
    if (!take_next (workshop, pool, error))
      return FALSE;
  return TRUE;
}

static gboolean
sync_output (TallyJobsContext  *context,
             GError           **error)
{
  return context->run->counts.n_workbooks_written == 0
         || tally_workbook_folder_sync (context->options->output_dir, error);
}

static gboolean
run_workbooks (TallyJobsContext  *context,
               GError           **error)
{
  g_auto (Workshop) workshop = { .context = context };

  if (context->items->len == 0)
    return TRUE;
  workshop.layout = tally_jobs_context_get_layout (context, error);
  tally_progress_begin (context->progress, "workbooks", context->items->len);
  return workshop.layout != NULL && name_sheets (&workshop, error)
         && tally_workbook_folder_clean (context->options->output_dir, NULL, error)
         && make_workbooks (&workshop, error) && sync_output (context, error);
}

const TallyJobsTask tally_task_workbooks = {
  .id = "workbooks",
  .title = "Workbooks",
  .summary = "makes the workbooks that are new or changed",
  .needs_client = FALSE,
  .share_percent = 90, /* the publishing of what is made needs the rest */
  .run = run_workbooks,
};
