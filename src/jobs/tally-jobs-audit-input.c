/* tally-jobs-audit-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-input.h"

#include "tally-jobs-audit-totals.h"
#include "tally-jobs-rates.h"
#include "tally-sort.h"
#include "tally-store-billed.h"
#include "tally-store-duplicates.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-store-sheets.h"
#include "tally-store-weeks.h"

/* What the loading of one audit needs while lines come in. */
typedef struct {
  TallyAuditInput      *input;      /* (borrowed) */
  GHashTable           *duplicates; /* (borrowed) */
  GArray               *billed;     /* (borrowed) TallyAuditPublished */
  TallyJobsAuditTotals *totals;     /* (borrowed) */
  TallyDay              first_week; /* earlier ones are left out */
  guint                 n_weekless; /* lines without a week that came */
} Loading;

static gboolean
is_too_old (const Loading *loading,
            TallyDay       week_ending)
{
  return week_ending != TALLY_DAY_NONE && week_ending < loading->first_week;
}

static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Loading *loading = data;
  TallyLine again;

  if (is_too_old (loading, line->week_ending)
      || (line->week_ending == TALLY_DAY_NONE && loading->n_weekless++ >= TALLY_JOBS_AUDIT_MAX_LINES))
    return TRUE;
  if (tally_store_duplicates_has (loading->duplicates, line))
    {
      again = *line;
      again.reason = TALLY_REASON_DUPLICATE_ROW;
      line = &again;
    }
  tally_audit_input_add_line (loading->input, line);
  return TRUE;
}

static gboolean
add_billed_cb (const TallyStoreBilled  *billed,
               gpointer                 data,
               GError                 **error)
{
  Loading *loading = data;
  const TallyAuditPublished published = {
    .sheet_id = billed->line->sheet_id,
    .row_id = billed->line->row_id,
    .published_utc_usec = billed->published_utc_usec,
    .is_current = billed->publication_id != 0,
    .week_ending = billed->week_ending,
    .variant = billed->variant,
    .price_cents = billed->line->price_cents,
    .quantity = billed->line->quantity,
    .work_request = tally_audit_input_intern (loading->input, billed->work_request),
  };

  tally_jobs_audit_totals_add_billed (loading->totals, billed);
  if (!is_too_old (loading, billed->week_ending))
    g_array_append_val (loading->billed, published);
  return TRUE;
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

static gboolean
is_same_bill (const TallyAuditPublished *a,
              const TallyAuditPublished *b)
{
  return a->sheet_id == b->sheet_id && a->row_id == b->row_id && a->week_ending == b->week_ending
         && a->variant == b->variant && a->work_request == b->work_request;
}

/* Forms of one line in one bill together, the first one first. */
static int
compare_billed (gconstpointer data_a,
                gconstpointer data_b)
{
  const TallyAuditPublished *a = data_a, *b = data_b;
  int order = compare_int64 (a->sheet_id, b->sheet_id);

  if (order == 0)
    order = compare_int64 (a->row_id, b->row_id);
  if (order == 0)
    order = compare_int64 (a->week_ending, b->week_ending);
  if (order == 0)
    order = compare_int64 (a->variant, b->variant);
  if (order == 0)
    order = strcmp (a->work_request, b->work_request);
  return order != 0 ? order : compare_int64 (a->published_utc_usec, b->published_utc_usec);
}

/* The first form tells what was billed first; any form may be the one that hangs there. */
static void
add_billed (TallyAuditInput *input,
            GArray          *billed)
{
  tally_sort_array (billed, compare_billed);
  for (guint i = 0; i < billed->len;)
    {
      TallyAuditPublished first = g_array_index (billed, TallyAuditPublished, i);
      for (; i < billed->len && is_same_bill (&first, &g_array_index (billed, TallyAuditPublished, i)); i++)
        first.is_current = first.is_current || g_array_index (billed, TallyAuditPublished, i).is_current;
      tally_audit_input_add_published (input, &first);
    }
}

static gboolean
add_sheet (TallyJobsContext       *context,
           TallyAuditInput        *input,
           const TallyStoreSheet  *sheet,
           GError                **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (context->store, sheet->sheet_id, &failure);
  g_autofree char *contract = tally_jobs_rates_dup_contract (context->config, sheet);
  const TallyAuditSheet added = {
    .sheet_id = sheet->sheet_id,
    .contract = contract,
    .name = sheet->name,
    .link = sheet->link,
    .has_snapshot = map != NULL && map->matches[TALLY_FIELD_SNAPSHOT].column_id != 0,
    .is_lost = sheet->state == TALLY_STORE_SHEET_LOST,
  };

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  tally_audit_input_add_sheet (input, &added);
  return TRUE;
}

static gboolean
add_sheets (TallyJobsContext  *context,
            TallyAuditInput   *input,
            GError           **error)
{
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (context->store, error);

  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      if ((sheet->state == TALLY_STORE_SHEET_OK || sheet->state == TALLY_STORE_SHEET_LOST)
          && !add_sheet (context, input, sheet, error))
        return FALSE;
    }
  return TRUE;
}

/* How far back there is room to look. */
static gboolean
find_first_week (TallyJobsContext  *context,
                 Loading           *loading,
                 GError           **error)
{
  char buffer[TALLY_DAY_BUFFER_SIZE];
  guint64 n_older;
  g_autofree char *text = NULL;

  if (!tally_store_weeks_find (context->store, TALLY_JOBS_AUDIT_MAX_LINES, &loading->first_week, &n_older, error))
    return FALSE;
  if (n_older == 0)
    return TRUE;
  loading->input->first_week = loading->first_week;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT " lines of weeks that end before %s are not audited: an audit looks at %d lines at most",
                          n_older, loading->first_week == G_MAXUINT32 ? "today" : tally_day_format_iso (loading->first_week, buffer, sizeof buffer),
                          TALLY_JOBS_AUDIT_MAX_LINES);
  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "audit-older", NULL, text);
  return TRUE;
}

/* Nobody can say which of them are the latest. */
static void
report_weekless (TallyJobsContext *context,
                 const Loading    *loading)
{
  g_autofree char *text = NULL;

  if (loading->n_weekless <= TALLY_JOBS_AUDIT_MAX_LINES)
    return;
  text = g_strdup_printf ("%u lines without a week are not audited: an audit looks at %d lines at most; give these rows their "
                          "week", loading->n_weekless - TALLY_JOBS_AUDIT_MAX_LINES, TALLY_JOBS_AUDIT_MAX_LINES);
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "audit-weekless", NULL, text);
}

gboolean
tally_jobs_audit_input_load (TallyJobsContext  *context,
                             TallyAuditInput   *input,
                             GError           **error)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (GHashTable) duplicates = tally_store_duplicates_list (context->store, error);
  g_autoptr (GArray) billed = g_array_new (FALSE, FALSE, sizeof (TallyAuditPublished));
  g_autoptr (TallyJobsAuditTotals) totals = tally_jobs_audit_totals_new ();
  Loading loading = { input, duplicates, billed, totals };

  if (duplicates == NULL || !find_first_week (context, &loading, error) || !add_sheets (context, input, error)
      || !tally_store_lines_foreach (context->store, &all, add_line_cb, &loading, context->cancellable, error)
      || !tally_store_billed_foreach (context->store, context->options->target_sheet, add_billed_cb, &loading, error))
    return FALSE;
  report_weekless (context, &loading);
  add_billed (input, billed);
  return tally_jobs_audit_totals_add (totals, context, input, error);
}
