/* tally-jobs-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history.h"

#include "tally-jobs-budget.h"
#include "tally-jobs-history-asks.h"
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

/* A cell of which something is to be known. */
typedef struct {
  TallyJobsHistoryCell    cell;
  TallySmartsheetCellRef  ref;
  gboolean                is_asked;
  TallyCellHistory       *history; /* (owned) (nullable) what is known, if anything */
} Wanted;

struct _TallyJobsHistory {
  TallyJobsContext       *context; /* (borrowed) */
  guint                   share_percent;
  guint                   max_calls;
  gboolean                is_stopped; /* the service is closed or overrun */
  gboolean                is_open;    /* a later run may learn more, though nothing changed */
  GHashTable             *sheets; /* (owned) gint64 → Sheet */
  GHashTable             *left;   /* (owned) "sheet:row:field" of cells that are left */
  TallyJobsHistoryAsks   *asks;   /* (owned) */
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
  self->asks = tally_jobs_history_asks_new (context);
  return self;
}

void
tally_jobs_history_free (TallyJobsHistory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sheets);
  g_hash_table_unref (self->left);
  tally_jobs_history_asks_free (self->asks);
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

/* Keeps what one answer told, or why there is none. */
static gboolean
take_answer (TallyJobsHistory           *self,
             Wanted                     *wanted,
             const TallyJobsHistoryAsk  *ask,
             GError                    **error)
{
  const Sheet *sheet = g_hash_table_lookup (self->sheets, &wanted->cell.sheet_id);
  g_autofree char *key = dup_key (&wanted->cell);

  if (ask->revisions == NULL)
    return take_failure (self, &wanted->cell, sheet, ask->error, error);
  self->counts.n_fetched++;
  g_hash_table_remove (self->left, key);
  wanted->history = tally_jobs_history_make (&wanted->ref, wanted->cell.field, ask->revisions);
  return keep (self, wanted->history, sheet, error);
}

/* Looks what is known of a cell; what is not is asked for, or left. */
static gboolean
look_up (TallyJobsHistory  *self,
         Wanted            *wanted,
         GError           **error)
{
  const TallyJobsHistoryCell *cell = &wanted->cell;
  const Sheet *sheet = get_sheet (self, cell->sheet_id, error);
  g_autoptr (TallyCellHistory) history = NULL;
  g_autoptr (GError) failure = NULL;

  if (sheet == NULL)
    return FALSE;
  wanted->ref = (TallySmartsheetCellRef) { cell->sheet_id, cell->row_id, 0 };
  if (sheet->is_source && sheet->map != NULL)
    wanted->ref.column_id = sheet->map->matches[cell->field].column_id;
  if (wanted->ref.column_id == 0)
    return TRUE;
  history = tally_store_histories_find (self->context->store, cell->sheet_id, cell->row_id, cell->field, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  wanted->is_asked = !is_known (self, cell, &wanted->ref, history) && !sheet->is_lost && can_ask (self);
  if (is_known (self, cell, &wanted->ref, history))
    {
      self->counts.n_known++;
      wanted->history = g_steal_pointer (&history);
    }
  else if (wanted->is_asked)
    self->counts.n_calls++;
  else
    leave (self, cell);
  return TRUE;
}

static void
wanted_clear (gpointer data)
{
  g_clear_pointer (&((Wanted *) data)->history, tally_cell_history_free);
}

static GArray *
wanted_new (void)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  g_array_set_clear_func (wanted, wanted_clear);
  return wanted;
}

/* Takes the answers in the order of the questions; one that ends the run keeps the others. */
static gboolean
take_answers (TallyJobsHistory  *self,
              GArray            *wanted,
              GArray            *asks,
              GError           **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0, n = 0; i < wanted->len; i++)
    {
      Wanted *one = &g_array_index (wanted, Wanted, i);
      if (one->is_asked && !take_answer (self, one, &g_array_index (asks, TallyJobsHistoryAsk, n++), first == NULL ? &first : NULL)
          && first == NULL)
        return FALSE;
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Sees to it that the histories of some cells are known, if they can be now: asks for all of them at once. */
static gboolean
ensure (TallyJobsHistory  *self,
        GArray            *wanted,
        GError           **error)
{
  g_autoptr (GArray) asks = g_array_new (FALSE, TRUE, sizeof (TallyJobsHistoryAsk));

  g_array_set_clear_func (asks, (GDestroyNotify) tally_jobs_history_ask_clear);
  for (guint i = 0; i < wanted->len; i++)
    {
      Wanted *one = &g_array_index (wanted, Wanted, i);
      TallyJobsHistoryAsk ask = { { 0, 0, 0 }, NULL, NULL };
      if (!look_up (self, one, error))
        return FALSE;
      ask.ref = one->ref;
      if (one->is_asked)
        g_array_append_val (asks, ask);
    }
  tally_jobs_history_asks_run (self->asks, asks);
  return take_answers (self, wanted, asks, error);
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
has_cell (const GArray               *wanted,
          const TallyJobsHistoryCell *cell)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      const TallyJobsHistoryCell *other = &g_array_index (wanted, Wanted, i).cell;
      if (other->sheet_id == cell->sheet_id && other->row_id == cell->row_id && other->field == cell->field)
        return TRUE;
    }
  return FALSE;
}

/* The dearest of what is left, as many as may be under way at once; then what caused those that an automation wrote. */
static gboolean
fetch_some (TallyJobsHistory            *self,
            const TallyJobsHistoryCell  *cells,
            guint                        n_cells,
            GError                     **error)
{
  g_autoptr (GArray) wanted = wanted_new ();
  g_autoptr (GArray) causes = wanted_new ();

  for (guint i = 0; i < n_cells; i++)
    {
      const Wanted one = { .cell = cells[i] };
      g_array_append_val (wanted, one);
    }
  if (!ensure (self, wanted, error))
    return FALSE;
  for (guint i = 0; i < n_cells; i++)
    {
      Wanted cause = { .cell = cells[i] };
      cause.cell.field = TALLY_FIELD_COMPLETED;
      if (is_automatic_day (g_array_index (wanted, Wanted, i).history) && !has_cell (causes, &cause.cell))
        g_array_append_val (causes, cause);
    }
  return ensure (self, causes, error);
}

gboolean
tally_jobs_history_fetch (TallyJobsHistory  *self,
                          GArray            *cells,
                          GError           **error)
{
  const guint n_at_once = tally_jobs_history_asks_get_n_at_once (self->asks);

  tally_jobs_history_cells_sort (cells);
  for (guint i = 0; i < cells->len; i += n_at_once)
    if (g_cancellable_set_error_if_cancelled (self->context->cancellable, error)
        || !fetch_some (self, &g_array_index (cells, TallyJobsHistoryCell, i), MIN (n_at_once, cells->len - i), error))
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
