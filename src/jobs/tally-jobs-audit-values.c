/* tally-jobs-audit-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-values.h"

#include "tally-clock.h"
#include "tally-number.h"

static void
value_free (TallyJobsAuditValue *value)
{
  g_free (value->text);
  g_free (value);
}

/* The columns, in their order. */
typedef enum {
  TIMESTAMP,
  RISK_LEVEL,
  TOTAL_ISSUES,
  SHEETS,
  ROWS,
  ANOMALIES,
  UNAUTHORISED,
  DATA_ISSUES,
  DIRECTION,
  RISK_DELTA,
  ISSUES_DELTA,
  ISSUES_DELTA_PERCENT,
  ENRICHED,
  RUN,
  N_COLUMNS,
} Column;

static const struct {
  const char    *title;
  TallyCellKind  kind;
  gboolean       is_optional;
} columns[N_COLUMNS] = {
  [TIMESTAMP] = { "Audit Timestamp", TALLY_CELL_TEXT, FALSE },
  [RISK_LEVEL] = { "Risk Level", TALLY_CELL_TEXT, FALSE },
  [TOTAL_ISSUES] = { "Total Issues", TALLY_CELL_NUMBER, FALSE },
  [SHEETS] = { "Sheets Audited", TALLY_CELL_NUMBER, FALSE },
  [ROWS] = { "Rows Audited", TALLY_CELL_NUMBER, FALSE },
  [ANOMALIES] = { "Anomalies", TALLY_CELL_NUMBER, FALSE },
  [UNAUTHORISED] = { "Unauthorized Changes", TALLY_CELL_NUMBER, FALSE },
  [DATA_ISSUES] = { "Data Issues", TALLY_CELL_NUMBER, FALSE },
  [DIRECTION] = { "Risk Direction", TALLY_CELL_TEXT, FALSE },
  [RISK_DELTA] = { "Risk Level Δ", TALLY_CELL_NUMBER, FALSE },
  [ISSUES_DELTA] = { "Issues Δ", TALLY_CELL_NUMBER, FALSE },
  [ISSUES_DELTA_PERCENT] = { "Issues Δ %", TALLY_CELL_TEXT, FALSE },
  [ENRICHED] = { "Enriched Rows", TALLY_CELL_NUMBER, FALSE },
  [RUN] = { "Run", TALLY_CELL_NUMBER, TRUE },
};

const char *
tally_jobs_audit_values_get_title (guint     index,
                                   gboolean *out_is_optional)
{
  if (index >= N_COLUMNS)
    return NULL;
  if (out_is_optional != NULL)
    *out_is_optional = columns[index].is_optional;
  return columns[index].title;
}

/* @text: (transfer full) */
static void
add (GPtrArray *values,
     Column     column,
     char      *text)
{
  TallyJobsAuditValue *value = g_new0 (TallyJobsAuditValue, 1);

  value->title = columns[column].title;
  value->kind = columns[column].kind;
  value->is_optional = columns[column].is_optional;
  value->text = text;
  g_ptr_array_add (values, value);
}

static void
add_number (GPtrArray *values,
            Column     column,
            gint64     number)
{
  add (values, column, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

GPtrArray *
tally_jobs_audit_values_new (const TallyAudit *audit)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  const guint n_unauthorised = audit->n_by_category[TALLY_FINDING_AUTHORISATION];
  const guint n_data = audit->n_by_category[TALLY_FINDING_DATA_QUALITY];

  add (values, TIMESTAMP, tally_clock_format_utc (audit->utc_usec));
  add (values, RISK_LEVEL, g_ascii_strup (tally_risk_get_id (audit->risk), -1));
  add_number (values, TOTAL_ISSUES, audit->n_open);
  add_number (values, SHEETS, audit->n_sheets);
  add_number (values, ROWS, (gint64) audit->n_lines);
  add_number (values, ANOMALIES, (gint64) audit->n_open - n_unauthorised - n_data);
  add_number (values, UNAUTHORISED, n_unauthorised);
  add_number (values, DATA_ISSUES, n_data);
  add (values, DIRECTION, g_strdup (tally_trend_get_id (audit->trend)));
  add_number (values, RISK_DELTA, audit->risk_delta);
  add_number (values, ISSUES_DELTA, audit->open_delta);
  add (values, ISSUES_DELTA_PERCENT, tally_audit_dup_delta_percent (audit));
  add_number (values, ENRICHED, audit->n_histories);
  add_number (values, RUN, audit->run_id);
  return values;
}

GPtrArray *
tally_jobs_audit_values_new_from_json (const TallyJsonNode *object)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const TallyJsonNode *node = tally_json_node_find (object, columns[i].title);
      if (node == NULL && i != TIMESTAMP)
        continue;
      if (node == NULL || tally_json_node_get_kind (node) != TALLY_JSON_KIND_TEXT)
        return NULL;
      add (values, i, g_strdup (tally_json_node_get_text (node)));
    }
  return g_steal_pointer (&values);
}

/* A share as the service may keep it: "50.0%" is 0.5. */
static gboolean
parse (const char   *text,
       TallyDecimal *out_number)
{
  gsize length = strlen (text);
  gboolean is_share = length > 1 && text[length - 1] == '%';

  if (!tally_decimal_parse (text, is_share ? length - 1 : length, out_number))
    return FALSE;
  if (is_share)
    *out_number = tally_decimal_new (out_number->coefficient, out_number->exponent - 2);
  return TRUE;
}

gboolean
tally_jobs_audit_value_is (const TallyJobsAuditValue *self,
                           const TallyCell           *cell)
{
  TallyDecimal ours, theirs;

  if (strcmp (self->text, cell->text) == 0)
    return TRUE;
  return parse (self->text, &ours) && parse (cell->text, &theirs) && tally_decimal_equal (ours, theirs);
}
