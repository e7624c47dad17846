/* tally-jobs-takeover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-takeover.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tally-jobs-compare.h"
#include "tally-jobs-error.h"
#include "tally-jobs-group.h"
#include "tally-jobs-pool.h"
#include "tally-jobs-precedent.h"
#include "tally-jobs-report.h"
#include "tally-jobs-target.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-error.h"
#include "tally-text.h"
#include "tally-workbook-reader.h"
#include "tally-workbook-takeover.h"

/* More of them at once only wait for the API's rate limit. */
#define MAX_READERS 8
#define REPORT_NAME "Takeover_Comparison.xlsx"

/* The comparison at work. */
typedef struct {
  TallyJobsContext *context;   /* (borrowed) */
  TallyTakeover    *takeover;  /* (borrowed) */
  const char       *cache_dir; /* (borrowed) */
  GHashTable       *by_row;    /* (owned) row id → GPtrArray of entries, borrowed */
  GArray           *weeks;     /* (owned) TallyDay: the only ones asked for, empty = all */
} Comparison;

/* A file on its way through a worker. */
typedef struct {
  TallyTakeoverEntry    *entry;    /* (borrowed) */
  gboolean               is_known; /* we have lines for it */
  TallyWorkbookContents *contents; /* (owned) (nullable) */
  GError                *error;    /* (owned) (nullable) */
} Reading;

static void
reading_free (Reading *self)
{
  tally_workbook_contents_free (self->contents);
  g_clear_error (&self->error);
  g_free (self);
}

static void
comparison_clear (Comparison *self)
{
  g_hash_table_unref (self->by_row);
  g_array_unref (self->weeks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparison, comparison_clear)

/* --- which file belongs to what --------------------------------------------------------------- */

static void
add_to_row (Comparison         *self,
            gint64              row_id,
            TallyTakeoverEntry *entry)
{
  GPtrArray *entries = g_hash_table_lookup (self->by_row, &row_id);

  if (entries == NULL)
    {
      entries = g_ptr_array_new ();
      g_hash_table_insert (self->by_row, g_memdup2 (&row_id, sizeof row_id), entries);
    }
  g_ptr_array_add (entries, entry);
}

/* Holds that come from what hangs there are what this comparison is about. */
static gboolean
is_about_target (TallyHold hold)
{
  return hold == TALLY_HOLD_TAKEOVER || hold == TALLY_HOLD_FOREIGN_PUBLISHER;
}

static void
add_ours (Comparison           *self,
          const TallyPlanEntry *planned)
{
  TallyTakeoverEntry *entry;
  GArray *rows;

  if (planned->n_lines == 0)
    return;
  entry = tally_takeover_add (self->takeover, planned->identity);
  entry->our_lines = planned->n_lines;
  entry->our_cents = planned->total_cents;
  entry->hold = is_about_target (planned->hold) ? TALLY_HOLD_NONE : planned->hold;
  rows = tally_jobs_target_list_rows (self->context->target, planned->identity->work_request);
  if (rows == NULL || rows->len == 0)
    entry->status = TALLY_TAKEOVER_NO_ROW;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_to_row (self, g_array_index (rows, gint64, i), entry);
}

static TallyTakeoverEntry *
find_entry (Comparison          *self,
            const TallyJobsFile *file)
{
  GPtrArray *entries = g_hash_table_lookup (self->by_row, &file->attachment->row_id);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (tally_file_name_matches (file->name, ((TallyTakeoverEntry *) entries->pdata[i])->identity))
      return entries->pdata[i];
  return NULL;
}

/* Whether the run was asked about such a workbook. */
static gboolean
is_wanted (Comparison          *self,
           const TallyIdentity *identity)
{
  const char *const *work_requests = self->context->options->work_requests;
  gboolean wanted = self->weeks->len == 0;

  for (guint i = 0; !wanted && i < self->weeks->len; i++)
    wanted = g_array_index (self->weeks, TallyDay, i) == identity->week_ending;
  if (!wanted || work_requests == NULL || work_requests[0] == NULL)
    return wanted;
  return g_strv_contains (work_requests, identity->work_request);
}

/* Files come oldest first: the last one is the newest. */
static void
take_file (TallyTakeoverEntry  *entry,
           const TallyJobsFile *file)
{
  entry->n_files++;
  entry->attachment_id = file->attachment->attachment_id;
  entry->created_utc_usec = file->attachment->created_utc_usec;
  tally_text_set (&entry->file_name, file->attachment->name);
}

static void
place_file (Comparison          *self,
            const TallyJobsFile *file)
{
  TallyTakeoverEntry *entry;

  if (file->name == NULL)
    {
      self->takeover->n_foreign++;
      return;
    }
  entry = find_entry (self, file);
  if (entry == NULL && !is_wanted (self, file->name->identity))
    {
      self->takeover->n_filtered++;
      return;
    }
  if (entry == NULL)
    {
      entry = tally_takeover_add (self->takeover, file->name->identity);
      entry->status = TALLY_TAKEOVER_EXTRA;
      add_to_row (self, file->attachment->row_id, entry);
    }
  take_file (entry, file);
}

static gboolean
parse_weeks (Comparison *self)
{
  const char *const *weeks = self->context->options->weeks;

  for (guint i = 0; weeks != NULL && weeks[i] != NULL; i++)
    {
      TallyDay week;

      if (!tally_week_parse (weeks[i], strlen (weeks[i]), &week)
          && !tally_day_parse (weeks[i], strlen (weeks[i]), &week))
        return FALSE; /* the plan has refused it already */
      g_array_append_val (self->weeks, week);
    }
  return TRUE;
}

static int
compare_oldest_first (gconstpointer a,
                      gconstpointer b)
{
  const TallyAttachment *left = (*(const TallyJobsFile *const *) a)->attachment;
  const TallyAttachment *right = (*(const TallyJobsFile *const *) b)->attachment;

  if (left->created_utc_usec != right->created_utc_usec)
    return left->created_utc_usec < right->created_utc_usec ? -1 : 1;
  return (left->attachment_id > right->attachment_id) - (left->attachment_id < right->attachment_id);
}

static void
sort_out (Comparison *self)
{
  const TallyPlan *plan = self->context->run->plan;
  g_autoptr (GPtrArray) files = tally_jobs_target_list_strays (self->context->target, 0, NULL);

  for (guint i = 0; i < plan->entries->len; i++)
    add_ours (self, plan->entries->pdata[i]);
  g_ptr_array_sort (files, compare_oldest_first);
  for (guint i = 0; i < files->len; i++)
    place_file (self, files->pdata[i]);
}

/* --- fetching and reading --------------------------------------------------------------------- */

static char *
build_cache_path (Comparison               *self,
                  const TallyTakeoverEntry *entry)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".xlsx", entry->attachment_id);

  return g_build_filename (self->cache_dir, name, NULL);
}

/* What hangs there never changes under its id: what an earlier comparison fetched is still right. */
static GBytes *
fetch (Comparison                *self,
       const TallyTakeoverEntry  *entry,
       GError                   **error)
{
  TallyJobsContext *context = self->context;
  g_autofree char *path = build_cache_path (self, entry);
  g_autoptr (GBytes) bytes = NULL;
  char *kept;
  gsize size;

  if (g_file_get_contents (path, &kept, &size, NULL))
    return g_bytes_new_take (kept, size);
  bytes = tally_smartsheet_attachment_download (context->client, context->options->target_sheet,
                                                entry->attachment_id, context->cancellable, error);
  if (bytes != NULL)
    {
      /* Without the kept file the next comparison fetches it again, that is all. */
      const char *data = g_bytes_get_data (bytes, &size);
      g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
    }
  return g_steal_pointer (&bytes);
}

static gpointer
read_file (gpointer input,
           gpointer worker_data,
           gpointer data)
{
  Reading *reading = input;
  g_autoptr (GBytes) bytes = fetch (data, reading->entry, &reading->error);

  if (bytes != NULL)
    reading->contents = tally_workbook_read (bytes, &reading->error);
  return reading;
}

static const TallyJobsPoolFuncs readers = {
  .work = read_file,
  .result_free = (GDestroyNotify) reading_free,
};

/* What keeps one file from being read is told of that file; what concerns all ends the comparison. */
static gboolean
take_failed (Reading  *reading,
             GError  **error)
{
  TallyTakeoverEntry *entry = reading->entry;
  g_autofree char *reason = NULL;

  if (tally_jobs_ends_run (reading->error))
    {
      g_propagate_error (error, g_steal_pointer (&reading->error));
      return FALSE;
    }
  reason = tally_jobs_dup_reason (reading->error);
  tally_text_set (&entry->remark, reason);
  if (reading->is_known)
    entry->status = TALLY_TAKEOVER_UNREADABLE;
  return TRUE;
}

/* What a take-over would leave alone all the same, by the rule that it goes by. */
static void
foretell (Comparison                  *self,
          const TallyWorkbookContents *contents,
          TallyTakeoverEntry          *entry)
{
  g_autoptr (TallyPlanEntry) planned = tally_plan_entry_new (entry->identity, TALLY_PLAN_NEW, TALLY_HOLD_NONE);
  double share = tally_config_get_ratio (self->context->config, "publish", "max-change-share");

  planned->n_lines = entry->our_lines;
  planned->total_cents = entry->our_cents;
  if (!entry->is_ours && entry->our_lines > 0 && entry->hold == TALLY_HOLD_NONE
      && tally_jobs_precedent_shrinks (planned, contents->lines->len, contents->total_cents, share))
    entry->hold = TALLY_HOLD_TAKEOVER_SHRINKS;
}

static gboolean
take_read (Comparison  *self,
           Reading     *reading,
           GError     **error)
{
  g_autoptr (TallyGroup) group = NULL;

  if (reading->is_known)
    {
      group = tally_jobs_load_group (self->context, reading->entry->identity, error);
      if (group == NULL)
        return FALSE;
    }
  reading->entry->is_ours = reading->contents->has_provenance;
  tally_jobs_compare (group, reading->contents, reading->entry);
  foretell (self, reading->contents, reading->entry);
  return TRUE;
}

static gboolean
take_next (Comparison     *self,
           TallyJobsPool  *pool,
           GError        **error)
{
  Reading *reading = tally_jobs_pool_pop (pool);
  gboolean taken = reading->contents != NULL ? take_read (self, reading, error)
                                             : take_failed (reading, error);

  reading_free (reading);
  tally_progress_step (self->context->progress, 1, NULL);
  return taken;
}

static guint
count_files (const TallyTakeover *takeover)
{
  guint n = 0;

  for (guint i = 0; i < takeover->entries->len; i++)
    n += ((const TallyTakeoverEntry *) takeover->entries->pdata[i])->attachment_id != 0 ? 1 : 0;
  return n;
}

static gboolean
read_all (Comparison  *self,
          GError     **error)
{
  TallyJobsContext *context = self->context;
  guint n_readers = (guint) CLAMP (tally_config_get_int (context->config, "smartsheet", "max-in-flight"), 1,
                                   MAX_READERS);
  g_autoptr (TallyJobsPool) pool = tally_jobs_pool_new ("compare", n_readers, &readers, self);
  GPtrArray *entries = self->takeover->entries;

  tally_progress_begin (context->progress, "compare", count_files (self->takeover));
  for (guint i = 0; i < entries->len; i++)
    {
      TallyTakeoverEntry *entry = entries->pdata[i];
      Reading *reading;

      if (entry->attachment_id == 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      reading = g_new0 (Reading, 1);
      reading->entry = entry;
      reading->is_known = entry->our_lines > 0;
      tally_jobs_pool_push (pool, reading);
      if (tally_jobs_pool_get_n_pending (pool) > 2 * n_readers && !take_next (self, pool, error))
        return FALSE;
    }
  while (tally_jobs_pool_get_n_pending (pool) > 0)
    if (!take_next (self, pool, error))
      return FALSE;
  return TRUE;
}

/* What was fetched has done its work. */
static void
forget_cache (Comparison *self)
{
  for (guint i = 0; i < self->takeover->entries->len; i++)
    {
      g_autofree char *path = build_cache_path (self, self->takeover->entries->pdata[i]);
      g_unlink (path);
    }
  g_rmdir (self->cache_dir);
}

gboolean
tally_jobs_takeover_compare (TallyJobsContext  *context,
                             TallyTakeover     *takeover,
                             GError           **error)
{
  g_auto (Comparison) self = {
    .context = context,
    .takeover = takeover,
    .cache_dir = takeover->cache_dir,
    .by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
    .weeks = g_array_new (FALSE, FALSE, sizeof (TallyDay)),
  };

  g_return_val_if_fail (context->target != NULL && context->run->plan != NULL, FALSE);
  if (g_mkdir_with_parents (self.cache_dir, 0700) != 0)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                   "the folder for fetched workbooks can't be made: %s; correct --data-dir", g_strerror (errno));
      return FALSE;
    }
  if (!parse_weeks (&self))
    {
      g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED, "--week takes days as MMDDYY");
      return FALSE;
    }
  sort_out (&self);
  if (!read_all (&self, error))
    return FALSE;
  forget_cache (&self);
  if (tally_takeover_finish (takeover))
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                       "the totals of the target do not fit into 64 bits; look for a price that is too large");
  return FALSE;
}

/* --- the task --------------------------------------------------------------------------------- */

static gboolean
write_report (TallyJobsContext  *context,
              TallyTakeover     *takeover,
              GError           **error)
{
  takeover->report_path = g_build_filename (context->options->output_dir, REPORT_NAME, NULL);
  return tally_workbook_takeover_write (takeover, tally_clock_get_utc_usec (context->clock),
                                        takeover->report_path, error);
}

static void
say_result (TallyJobsContext    *context,
            const TallyTakeover *takeover)
{
  gboolean is_settled = tally_takeover_is_settled (takeover);
  g_autoptr (GString) text = g_string_new ("compared with the target:");

  for (guint i = 0; i < TALLY_N_TAKEOVER_STATUSES; i++)
    g_string_append_printf (text, " %u %s,", takeover->n_by_status[i],
                            tally_takeover_status_get_id ((TallyTakeoverStatus) i));
  g_string_append_printf (text, " %u doubled; %s", takeover->n_doubled, tally_takeover_get_next_step (takeover));
  tally_run_add_notice (context->run, is_settled ? TALLY_SEVERITY_INFO : TALLY_SEVERITY_WARNING,
                        is_settled ? "takeover-same" : "takeover-differs", NULL, text->str);
  if (!is_settled)
    context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

static gboolean
run_takeover (TallyJobsContext  *context,
              GError           **error)
{
  TallyTakeover *takeover = context->options->takeover;

  g_return_val_if_fail (takeover != NULL && takeover->cache_dir != NULL, FALSE);
  if (context->target == NULL)
    {
      g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                           "there is nothing to compare with; set [target] sheet");
      return FALSE;
    }
  if (!tally_jobs_takeover_compare (context, takeover, error)
      || !write_report (context, takeover, error))
    return FALSE;
  say_result (context, takeover);
  return TRUE;
}

const TallyJobsTask tally_jobs_takeover_task = {
  .id = "takeover",
  .title = "Takeover",
  .summary = "compares what hangs on the target with the plan",
  .needs_client = TRUE,
  .run = run_takeover,
};
