/* tally-jobs-history-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history-cells.h"

/* The changes of one row, what is known of its line, and which of its cells are wanted. */
typedef struct {
  const TallyLineChange *changes;
  guint                  n_changes;
  TallyMoney             exposure_cents;
  gint64                 published_utc_usec; /* 0 = never */
  TallyDay               week_ending;
  gint64                 noticed[TALLY_N_FIELDS]; /* -1 = not wanted */
} Row;

static gint64
get_time (const TallyLineChange *change)
{
  return change->written_utc_usec > 0 ? change->written_utc_usec : change->noticed_utc_usec;
}

static gboolean
is_billing_change (const TallyLineChange *change)
{
  return change->kind == TALLY_LINE_CHANGE_FIELD && tally_audit_policy_is_billing_field (change->field);
}

static void
row_want (Row                   *row,
          const TallyLineChange *change)
{
  row->noticed[change->field] = MAX (row->noticed[change->field], change->noticed_utc_usec);
}

/* Reads what is known of a row whose changes are set. */
static void
row_describe (Row                   *row,
              const TallyAuditInput *input)
{
  const TallyLineChange *first = row->changes;
  guint index, n_published;
  const TallyAuditPublished *published = tally_audit_input_list_published (input, first->sheet_id, first->row_id,
                                                                           &n_published);

  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    row->noticed[i] = -1;
  row->exposure_cents = 0;
  row->week_ending = TALLY_DAY_NONE;
  row->published_utc_usec = n_published > 0 ? published[0].published_utc_usec : 0;
  if (tally_audit_input_find_line (input, first->sheet_id, first->row_id, &index))
    {
      const TallyLine *line = tally_audit_input_get_line (input, index);
      row->exposure_cents = MAX (line->price_cents, 0);
      row->week_ending = line->week_ending;
    }
  for (guint i = 0; i < n_published; i++)
    row->exposure_cents = MAX (row->exposure_cents, published[i].price_cents);
}

static gboolean
is_after_closing (const Row              *row,
                  const TallyLineChange  *change,
                  const TallyAuditPolicy *policy)
{
  TallyDay week = row->week_ending;
  TallyDay close;

  if (change->field == TALLY_FIELD_WEEK_ENDING
      && !tally_day_parse (change->old_value, strlen (change->old_value), &week))
    return FALSE;
  close = tally_audit_policy_get_close_day (policy, week);
  return close != TALLY_DAY_NONE && tally_audit_policy_get_local_day (policy, get_time (change)) >= close;
}

static gboolean
is_move (const TallyLineChange *change)
{
  return (change->field == TALLY_FIELD_WEEK_ENDING || change->field == TALLY_FIELD_SNAPSHOT) && change->old_value[0] != '\0';
}

static void
row_choose (Row                    *row,
            const TallyAuditPolicy *policy)
{
  for (guint i = 0; i < row->n_changes; i++)
    {
      const TallyLineChange *change = &row->changes[i];
      if (!is_billing_change (change) || change->run_id == 0)
        continue;
      if (is_move (change) || is_after_closing (row, change, policy)
          || (row->published_utc_usec > 0 && MAX (change->noticed_utc_usec, change->written_utc_usec) > row->published_utc_usec))
        row_want (row, change);
    }
  if (row->noticed[TALLY_FIELD_SNAPSHOT] >= 0)
    row->noticed[TALLY_FIELD_WEEK_ENDING] = -1;
}

static void
row_choose_all (Row *row)
{
  for (guint i = 0; i < row->n_changes; i++)
    if (is_billing_change (&row->changes[i]) && row->changes[i].run_id != 0)
      row_want (row, &row->changes[i]);
}

static void
row_add (const Row *row,
         GArray    *cells)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      const TallyJobsHistoryCell cell = {
        row->changes->sheet_id, row->changes->row_id, (TallyField) i, row->exposure_cents, row->noticed[i],
      };
      if (row->noticed[i] >= 0)
        g_array_append_val (cells, cell);
    }
}

void
tally_jobs_history_cells_add_changed (GArray                 *cells,
                                      const TallyAuditInput  *input,
                                      const TallyAuditPolicy *policy)
{
  const GArray *changes = input->changes;
  Row row;

  for (guint i = 0; i < changes->len; i += row.n_changes)
    {
      const TallyLineChange *first = &g_array_index (changes, TallyLineChange, i);
      row.changes = first;
      for (row.n_changes = 1; i + row.n_changes < changes->len; row.n_changes++)
        if (first[row.n_changes].sheet_id != first->sheet_id || first[row.n_changes].row_id != first->row_id)
          break;
      row_describe (&row, input);
      row_choose (&row, policy);
      row_add (&row, cells);
    }
}

void
tally_jobs_history_cells_add_findings (GArray                *cells,
                                       const TallyAuditInput *input,
                                       GPtrArray             *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      for (guint j = 0; j < finding->lines->len; j++)
        {
          const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, j);
          Row row;
          row.changes = tally_audit_input_list_changes (input, line->sheet_id, line->row_id, &row.n_changes);
          if (row.changes == NULL)
            continue;
          row_describe (&row, input);
          row_choose_all (&row);
          row_add (&row, cells);
        }
    }
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_keys (const TallyJobsHistoryCell *a,
              const TallyJobsHistoryCell *b)
{
  int order = compare_int64 (a->sheet_id, b->sheet_id);

  if (order == 0)
    order = compare_int64 (a->row_id, b->row_id);
  return order != 0 ? order : (int) a->field - (int) b->field;
}

static int
compare_exposures (const TallyJobsHistoryCell *a,
                   const TallyJobsHistoryCell *b)
{
  int order = compare_int64 (b->exposure_cents, a->exposure_cents);

  return order != 0 ? order : compare_keys (a, b);
}

void
tally_jobs_history_cells_sort (GArray *cells)
{
  guint n = 0;

  g_array_sort (cells, (GCompareFunc) compare_keys);
  for (guint i = 0; i < cells->len; i++)
    {
      TallyJobsHistoryCell cell = g_array_index (cells, TallyJobsHistoryCell, i);
      TallyJobsHistoryCell *last = n > 0 ? &g_array_index (cells, TallyJobsHistoryCell, n - 1) : NULL;
      if (last != NULL && compare_keys (last, &cell) == 0)
        {
          last->exposure_cents = MAX (last->exposure_cents, cell.exposure_cents);
          last->noticed_utc_usec = MAX (last->noticed_utc_usec, cell.noticed_utc_usec);
        }
      else
        g_array_index (cells, TallyJobsHistoryCell, n++) = cell;
    }
  g_array_set_size (cells, n);
  g_array_sort (cells, (GCompareFunc) compare_exposures);
}
