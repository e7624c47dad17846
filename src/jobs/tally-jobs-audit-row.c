/* tally-jobs-audit-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-row.h"

#include "tally-jobs-audit-owed.h"
#include "tally-jobs-audit-values.h"
#include "tally-jobs-error.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"
#include "tally-text.h"

/* How far the service's clock may be behind ours for its rows to be found. */
#define LOOK_BACK_USEC (10 * G_TIME_SPAN_MINUTE)

/* How often a row is sent of which no answer says whether it arrived. */
#define MAX_WRITES 3

/* A row that is being written: the columns of the sheet that have a value, and the values. */
typedef struct {
  TallyJobsContext *context;    /* (borrowed) */
  gint64            sheet_id;
  const TallyJobsAuditOwed *owed; /* (borrowed) */
  GArray           *column_ids; /* (owned) gint64 */
  GPtrArray        *written;    /* (owned) (element-type TallyJobsAuditValue) borrowed, one a column */
  GHashTable       *before;     /* (owned) (element-type gint64): rows of this time that were there before ours */
  gboolean          is_late;    /* whether it is of an earlier run, which may have written it */
  gboolean          has_run;    /* whether the sheet says of which run a row is */
  gboolean          is_first;   /* whether this is the look before anything was written */
  gboolean          is_found;
  gboolean          is_equal;
} Writing;

static void
writing_clear (Writing *writing)
{
  g_array_unref (writing->column_ids);
  g_ptr_array_unref (writing->written);
  g_hash_table_unref (writing->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static const TallyColumn *
find_column (const TallySheet *sheet,
             const char       *title)
{
  g_autofree char *wanted = tally_text_normalise_title (title);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallyColumn *column = sheet->columns->pdata[i];
      g_autofree char *actual = tally_text_normalise_title (column->title);
      if (strcmp (actual, wanted) == 0)
        return column;
    }
  return NULL;
}

static void
report_missing (TallyRun  *run,
                GPtrArray *titles)
{
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  if (titles->len == 0)
    return;
  g_ptr_array_add (titles, NULL);
  joined = g_strjoinv (", ", (char **) titles->pdata);
  text = g_strdup_printf ("the audit sheet has no column %s: add it, or leave it out; the other values are written", joined);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "audit-column", NULL, text);
}

/* Takes the columns that the sheet has; the first value tells the row from others and must have one. */
static gboolean
match_columns (Writing           *writing,
               const TallySheet  *sheet,
               GError           **error)
{
  const GPtrArray *values = writing->owed->values;
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    {
      TallyJobsAuditValue *value = values->pdata[i];
      const TallyColumn *column = find_column (sheet, value->title);
      if (column == NULL && !value->is_optional)
        g_ptr_array_add (missing, (gpointer) value->title);
      if (column == NULL)
        continue;
      g_array_append_val (writing->column_ids, column->column_id);
      g_ptr_array_add (writing->written, value);
      writing->has_run = writing->has_run || value->is_optional;
    }
  if (writing->written->len > 0 && writing->written->pdata[0] == values->pdata[0])
    {
      if (!writing->is_late)
        report_missing (writing->context->run, missing);
      return TRUE;
    }
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
               "the sheet of [audit] sheet has no column '%s'; add it, or name another sheet",
               ((const TallyJobsAuditValue *) values->pdata[0])->title);
  return FALSE;
}

/* Whether it may be the row of this audit: of its time, and of its run where the sheet says so. */
static gboolean
is_of_audit (const Writing  *writing,
             const TallyRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const TallyJobsAuditValue *value = writing->written->pdata[i];
      if ((i == 0 || value->is_optional) && !tally_jobs_audit_value_is (value, &row->cells[i]))
        return FALSE;
    }
  return TRUE;
}

/* Whether a row is that of this audit, and says the same. Times are kept to the second: unless the sheet says of which
 * run it is, what was there before anything was written is that of a pass a moment ago; but if this row is of an
 * earlier run, it is what that run wrote before it was killed. */
static gboolean
take_row_cb (const TallyRow  *row,
             gpointer         data,
             GError         **error)
{
  Writing *writing = data;
  gboolean is_equal = TRUE;

  if (!is_of_audit (writing, row))
    return TRUE;
  if (writing->is_first && !writing->has_run && !writing->is_late)
    g_hash_table_add (writing->before, g_memdup2 (&row->row_id, sizeof row->row_id));
  if (g_hash_table_contains (writing->before, &row->row_id))
    return TRUE;
  for (guint i = 0; i < row->n_cells; i++)
    is_equal = is_equal && tally_jobs_audit_value_is (writing->written->pdata[i], &row->cells[i]);
  writing->is_found = TRUE;
  writing->is_equal = writing->is_equal || is_equal;
  return TRUE;
}

/* Looks at the rows that were written lately. */
static gboolean
look (Writing  *writing,
      GError  **error)
{
  static const TallySmartsheetSink sink = { .row = take_row_cb };
  const TallySmartsheetQuery query = {
    .sheet_id = writing->sheet_id,
    .column_ids = (const gint64 *) (gpointer) writing->column_ids->data,
    .n_columns = writing->column_ids->len,
    .version_after = 1, /* that of a sheet in which nothing was ever written */
    .modified_since_utc_usec = MIN (writing->context->run->started_utc_usec, writing->owed->utc_usec) - LOOK_BACK_USEC,
  };
  g_autoptr (TallySheet) head = NULL;

  writing->is_found = FALSE;
  writing->is_equal = FALSE;
  head = tally_smartsheet_sheet_fetch_changed (writing->context->client, &query, &sink, writing,
                                               writing->context->cancellable, error);
  return head != NULL;
}

static gboolean
add (Writing  *writing,
     GError  **error)
{
  g_autofree TallySmartsheetNewCell *cells = g_new0 (TallySmartsheetNewCell, writing->written->len);
  TallySmartsheetNewRow row = { .to_bottom = TRUE, .cells = cells, .n_cells = writing->written->len };
  const TallySmartsheetWrite write = { .sheet_id = writing->sheet_id, .rows = &row, .n_rows = 1, .is_lenient = TRUE };

  for (guint i = 0; i < writing->written->len; i++)
    {
      const TallyJobsAuditValue *value = writing->written->pdata[i];
      cells[i] = (TallySmartsheetNewCell) {
        .column_id = g_array_index (writing->column_ids, gint64, i), .kind = value->kind, .text = value->text,
      };
    }
  return tally_jobs_gateway_add_row (writing->context->gateway, &write, writing->context->cancellable, error);
}

/* @out_is_sure: whether the service said that it is there; without an answer only a look tells */
static gboolean
try_add (Writing   *writing,
         gboolean  *out_is_sure,
         GError   **error)
{
  g_autoptr (GError) failure = NULL;

  *out_is_sure = add (writing, &failure);
  if (*out_is_sure || g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Adds the row unless it is there; what a lost answer left is found by looking, and else sent again. */
static gboolean
ensure_row (Writing  *writing,
            GError  **error)
{
  gboolean is_sure = FALSE;

  for (guint i = 0; i < MAX_WRITES && !is_sure; i++)
    {
      writing->is_first = i == 0;
      if (!look (writing, error))
        return FALSE;
      if (writing->is_found)
        break;
      if (!try_add (writing, &is_sure, error))
        return FALSE;
    }
  writing->is_first = FALSE;
  if (!writing->is_found && !look (writing, error))
    return FALSE;
  if (writing->is_equal || (writing->is_found && writing->is_late))
    return TRUE;
  if (writing->is_found)
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED, "the audit's row reads otherwise than it was written");
  else
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_ARRIVED,
                 "the audit's row is not there after it was written");
  return FALSE;
}

static gboolean
write_row (TallyJobsContext          *context,
           const TallySheet          *sheet,
           const TallyJobsAuditOwed  *owed,
           GError                   **error)
{
  g_auto (Writing) writing = {
    .context = context,
    .sheet_id = sheet->sheet_id,
    .owed = owed,
    .is_late = owed->run_id != context->run->run_id,
    .column_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .written = g_ptr_array_new (),
    .before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };

  return match_columns (&writing, sheet, error) && ensure_row (&writing, error);
}

/* --- what is owed ------------------------------------------------------------------------------- */

/* Rows being paid. */
typedef struct {
  TallyJobsContext *context; /* (borrowed) */
  gint64            sheet_id;
  GPtrArray        *rows;    /* (borrowed) TallyJobsAuditOwed */
  guint             n_paid;
  guint             n_late;  /* of these, of earlier runs */
  GError           *failure; /* (owned) (nullable) why the rest was not */
} Paying;

/* FALSE: the store could not be told. */
static gboolean
pay (Paying  *self,
     GError **error)
{
  TallyJobsContext *context = self->context;
  g_autoptr (TallySheet) sheet =
    tally_smartsheet_sheet_fetch_columns (context->client, self->sheet_id, context->cancellable, &self->failure);

  for (guint i = 0; sheet != NULL && i < self->rows->len; i++)
    {
      const TallyJobsAuditOwed *row = self->rows->pdata[i];
      if (!write_row (context, sheet, row, &self->failure))
        return TRUE;
      if (!tally_jobs_audit_owed_strike (context->store, row->run_id, error))
        return FALSE;
      self->n_paid++;
      self->n_late += row->run_id != context->run->run_id ? 1 : 0;
    }
  return TRUE;
}

static void
report_paid (const Paying *self,
             const char   *subject)
{
  const guint n_owed = self->rows->len - self->n_paid;
  g_autofree char *late = tally_text_dup_count (self->n_late, "row of an earlier audit was", "rows of earlier audits were");
  g_autofree char *owed = tally_text_dup_count (n_owed, "row is", "rows are");

  if (self->n_late > 0)
    {
      g_autofree char *text = g_strdup_printf ("%s still owed to the audit sheet: it has them now", late);
      tally_run_add_notice (self->context->run, TALLY_SEVERITY_INFO, "audit-row-late", subject, text);
    }
  if (n_owed > 0)
    {
      g_autofree char *text = g_strdup_printf ("%s owed to the audit sheet: a later run writes what it can't be told now", owed);
      tally_run_add_notice (self->context->run, TALLY_SEVERITY_INFO, "audit-row-owed", subject, text);
    }
}

static gboolean
settle_failure (TallyJobsContext  *context,
                const char        *subject,
                GError            *failure,
                GError           **error)
{
  if (tally_jobs_ends_run (failure))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "audit-row", subject, failure);
  return TRUE;
}

gboolean
tally_jobs_audit_row_owe (TallyJobsContext  *context,
                          const TallyAudit  *audit,
                          GError           **error)
{
  if (tally_config_get_int (context->config, "audit", "sheet") == 0 || context->gateway == NULL)
    return TRUE;
  return tally_jobs_audit_owed_add (context, audit, error);
}

gboolean
tally_jobs_audit_row_write (TallyJobsContext  *context,
                            GError           **error)
{
  const gint64 sheet_id = tally_config_get_int (context->config, "audit", "sheet");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, sheet_id);
  Paying paying = { .context = context, .sheet_id = sheet_id };

  if (sheet_id == 0)
    return TRUE;
  if (context->gateway == NULL)
    {
      tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "audit-row", subject,
                            "the audit sheet was left as it is: this run changes nothing in Smartsheet");
      return TRUE;
    }
  rows = paying.rows = tally_jobs_audit_owed_list (context->store, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  if (!pay (&paying, error))
    return FALSE;
  failure = paying.failure;
  report_paid (&paying, subject);
  return failure == NULL || settle_failure (context, subject, failure, error);
}
