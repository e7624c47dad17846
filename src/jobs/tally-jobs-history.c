/* tally-jobs-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history.h"

#include "tally-jobs-budget.h"
#include "tally-jobs-history-value.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-store-histories.h"
#include "tally-store-maps.h"
#include "tally-store-sheets.h"
#include "tally-text.h"

/* After which time a cell that could not be had is asked for again, though nothing new was noticed of it. */
#define FAILURE_HOLDS_USEC (7 * G_TIME_SPAN_DAY)

/* What the store knows of a sheet. */
typedef struct {
  gint64          version;
  gboolean        is_source;
  gboolean        is_lost; /* it can't be read just now */
  TallyColumnMap *map; /* (owned) (nullable) */
} Sheet;

struct _TallyJobsHistory {
  TallyJobsContext       *context; /* (borrowed) */
  guint                   share_percent;
  guint                   max_calls;
  gboolean                is_stopped; /* the service is closed or overrun */
  gboolean                is_open;    /* a later run may learn more, though nothing changed */
  GHashTable             *sheets; /* (owned) gint64 → Sheet */
  GHashTable             *left;   /* (owned) "sheet:row:field" of cells that are left */
  TallyJobsHistoryCounts  counts;
};

static void
sheet_free (Sheet *sheet)
{
  tally_column_map_free (sheet->map);
  g_free (sheet);
}

TallyJobsHistory *
tally_jobs_history_new (TallyJobsContext *context,
                        guint             share_percent)
{
  TallyJobsHistory *self = g_new0 (TallyJobsHistory, 1);

  self->context = context;
  self->share_percent = share_percent;
  self->max_calls = (guint) tally_config_get_int (context->config, "audit", TALLY_JOBS_HISTORY_KEY);
  self->sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) sheet_free);
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tally_jobs_history_free (TallyJobsHistory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sheets);
  g_hash_table_unref (self->left);
  g_free (self);
}

static const Sheet *
get_sheet (TallyJobsHistory  *self,
           gint64             sheet_id,
           GError           **error)
{
  Sheet *sheet = g_hash_table_lookup (self->sheets, &sheet_id);
  g_autoptr (TallyStoreSheet) head = NULL;
  g_autoptr (GError) failure = NULL;

  if (sheet != NULL)
    return sheet;
  head = tally_store_sheets_find (self->context->store, sheet_id, &failure);
  if (failure == NULL)
    {
      sheet = g_new0 (Sheet, 1);
      sheet->version = head != NULL ? head->version : -1;
      sheet->is_lost = head != NULL && head->state == TALLY_STORE_SHEET_LOST;
      sheet->is_source = head != NULL && (sheet->is_lost || head->state == TALLY_STORE_SHEET_OK);
      sheet->map = tally_store_maps_find (self->context->store, sheet_id, &failure);
      g_hash_table_insert (self->sheets, g_memdup2 (&sheet_id, sizeof sheet_id), sheet);
    }
  if (failure == NULL)
    return sheet;
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static char *
dup_key (const TallyJobsHistoryCell *cell)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%d", cell->sheet_id, cell->row_id, cell->field);
}

static void
leave (TallyJobsHistory           *self,
       const TallyJobsHistoryCell *cell)
{
  const Sheet *sheet = g_hash_table_lookup (self->sheets, &cell->sheet_id);

  self->is_open = self->is_open || (self->max_calls > 0 && (sheet == NULL || !sheet->is_lost));
  g_hash_table_add (self->left, dup_key (cell));
}

/* Whether nothing new can be learned about a cell: nothing of it was noticed since, or the sheet is the one
 * that was read then. */
static gboolean
is_known (TallyJobsHistory             *self,
          const TallyJobsHistoryCell   *cell,
          const TallySmartsheetCellRef *ref,
          const TallyCellHistory       *history)
{
  const Sheet *sheet = g_hash_table_lookup (self->sheets, &cell->sheet_id);
  gint64 now = tally_clock_get_utc_usec (self->context->clock);

  if (history == NULL || history->column_id != ref->column_id)
    return FALSE;
  if (history->sheet_version == sheet->version)
    return TRUE;
  return cell->noticed_utc_usec < history->fetched_utc_usec
         && (tally_cell_history_is_complete (history) || now - history->fetched_utc_usec < FAILURE_HOLDS_USEC);
}

static gboolean
can_ask (TallyJobsHistory *self)
{
  return !self->is_stopped && self->counts.n_calls < self->max_calls && self->context->client != NULL
         && !tally_jobs_budget_is_spent (self->context, self->share_percent);
}

static gboolean
keep (TallyJobsHistory  *self,
      TallyCellHistory  *history,
      const Sheet       *sheet,
      GError           **error)
{
  history->sheet_version = sheet->version;
  history->fetched_utc_usec = tally_clock_get_utc_usec (self->context->clock);
  return tally_store_histories_put (self->context->store, history, error);
}

/* What can't be had of one cell is kept; what concerns all of them leaves them for later. */
static gboolean
take_failure (TallyJobsHistory            *self,
              const TallyJobsHistoryCell  *cell,
              const Sheet                 *sheet,
              GError                      *failure,
              GError                     **error)
{
  g_autofree char *reason = tally_jobs_dup_reason (failure);
  g_autoptr (TallyCellHistory) none = NULL;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }
  if (tally_jobs_ends_run (failure) || tally_smartsheet_error_is_transient (failure))
    {
      self->is_stopped = self->is_stopped || tally_jobs_ends_run (failure);
      leave (self, cell);
      return TRUE;
    }
  self->counts.n_failed++;
  reason[strcspn (reason, ":")] = '\0';
  none = tally_cell_history_new (cell->sheet_id, cell->row_id, cell->field, reason);
  none->column_id = sheet->map->matches[cell->field].column_id;
  return keep (self, none, sheet, error);
}

/* Asks for one history and keeps it; @out_history is what was had, if anything. */
static gboolean
ask (TallyJobsHistory              *self,
     const TallyJobsHistoryCell    *cell,
     const TallySmartsheetCellRef  *ref,
     TallyCellHistory             **out_history,
     GError                       **error)
{
  const Sheet *sheet = get_sheet (self, cell->sheet_id, error);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autofree char *key = dup_key (cell);

  self->counts.n_calls++;
  revisions = tally_smartsheet_history_fetch (self->context->client, ref, self->context->cancellable, &failure);
  if (revisions == NULL)
    return take_failure (self, cell, sheet, failure, error);
  self->counts.n_fetched++;
  g_hash_table_remove (self->left, key);
  *out_history = tally_jobs_history_make (ref, cell->field, revisions);
  return keep (self, *out_history, sheet, error);
}

/* Sees to it that the history of a cell is known, if it can be now; @out_history is what is known. */
static gboolean
ensure (TallyJobsHistory            *self,
        const TallyJobsHistoryCell  *cell,
        TallyCellHistory           **out_history,
        GError                     **error)
{
  const Sheet *sheet = get_sheet (self, cell->sheet_id, error);
  TallySmartsheetCellRef ref = { cell->sheet_id, cell->row_id, 0 };
  g_autoptr (TallyCellHistory) history = NULL;
  g_autoptr (GError) failure = NULL;

  *out_history = NULL;
  if (sheet == NULL)
    return FALSE;
  ref.column_id = sheet->is_source && sheet->map != NULL ? sheet->map->matches[cell->field].column_id : 0;
  if (ref.column_id == 0)
    return TRUE;
  history = tally_store_histories_find (self->context->store, cell->sheet_id, cell->row_id, cell->field, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (is_known (self, cell, &ref, history))
    {
      self->counts.n_known++;
      *out_history = g_steal_pointer (&history);
      return TRUE;
    }
  if (!sheet->is_lost && can_ask (self))
    return ask (self, cell, &ref, out_history, error);
  leave (self, cell);
  return TRUE;
}

/* Whether it tells of a day that an automation wrote last. */
static gboolean
is_automatic_day (const TallyCellHistory *history)
{
  const TallyCellRevision *last;

  if (history == NULL || history->revisions->len == 0
      || (history->field != TALLY_FIELD_SNAPSHOT && history->field != TALLY_FIELD_WEEK_ENDING))
    return FALSE;
  last = history->revisions->pdata[history->revisions->len - 1];
  return last->written_utc_usec > 0 && tally_writer_of (last->written_by) == TALLY_WRITER_AUTOMATION;
}

static gboolean
ensure_with_cause (TallyJobsHistory            *self,
                   const TallyJobsHistoryCell  *cell,
                   GError                     **error)
{
  g_autoptr (TallyCellHistory) history = NULL;
  g_autoptr (TallyCellHistory) completion = NULL;
  TallyJobsHistoryCell cause = *cell;

  if (!ensure (self, cell, &history, error))
    return FALSE;
  cause.field = TALLY_FIELD_COMPLETED;
  return !is_automatic_day (history) || ensure (self, &cause, &completion, error);
}

gboolean
tally_jobs_history_fetch (TallyJobsHistory  *self,
                          GArray            *cells,
                          GError           **error)
{
  tally_jobs_history_cells_sort (cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->context->cancellable, error)
        || !ensure_with_cause (self, &g_array_index (cells, TallyJobsHistoryCell, i), error))
      return FALSE;
  return TRUE;
}

const TallyJobsHistoryCounts *
tally_jobs_history_get_counts (TallyJobsHistory *self)
{
  self->counts.n_left = g_hash_table_size (self->left);
  return &self->counts;
}

gboolean
tally_jobs_history_is_settled (TallyJobsHistory *self)
{
  return !self->is_open;
}

void
tally_jobs_history_report (TallyJobsHistory *self)
{
  guint n_left = g_hash_table_size (self->left);
  g_autofree char *left = tally_text_dup_count (n_left, "history of a cell is", "histories of cells are");
  g_autofree char *failed = tally_text_dup_count (self->counts.n_failed, "history of a cell", "histories of cells");
  g_autofree char *text = NULL;

  if (n_left > 0)
    {
      text = g_strdup_printf ("%s left for the next run: who wrote these values is not known yet; [audit] "
                              "history-calls says how many a run may ask for (%u)", left, self->max_calls);
      tally_run_add_notice (self->context->run, TALLY_SEVERITY_INFO, "history-left", NULL, text);
    }
  if (self->counts.n_failed > 0)
    {
      g_autofree char *words = g_strdup_printf ("%s could not be had: the cell is gone, or the token's owner may not "
                                                "see it; who wrote it stays unknown", failed);
      tally_run_add_notice (self->context->run, TALLY_SEVERITY_INFO, "history-failed", NULL, words);
    }
}
