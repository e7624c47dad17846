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

static TallyJobsAuditValue *
add (GPtrArray     *values,
     const char    *title,
     TallyCellKind  kind,
     char          *text)
{
  TallyJobsAuditValue *value = g_new0 (TallyJobsAuditValue, 1);

  value->title = title;
  value->kind = kind;
  value->text = text;
  g_ptr_array_add (values, value);
  return value;
}

static void
add_number (GPtrArray  *values,
            const char *title,
            gint64      number)
{
  add (values, title, TALLY_CELL_NUMBER, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

GPtrArray *
tally_jobs_audit_values_new (const TallyAudit *audit)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  const guint n_unauthorised = audit->n_by_category[TALLY_FINDING_AUTHORISATION];
  const guint n_data = audit->n_by_category[TALLY_FINDING_DATA_QUALITY];

  add (values, "Audit Timestamp", TALLY_CELL_TEXT, tally_clock_format_utc (audit->utc_usec));
  add (values, "Risk Level", TALLY_CELL_TEXT, g_ascii_strup (tally_risk_get_id (audit->risk), -1));
  add_number (values, "Total Issues", audit->n_open);
  add_number (values, "Sheets Audited", audit->n_sheets);
  add_number (values, "Rows Audited", (gint64) audit->n_lines);
  add_number (values, "Anomalies", (gint64) audit->n_open - n_unauthorised - n_data);
  add_number (values, "Unauthorized Changes", n_unauthorised);
  add_number (values, "Data Issues", n_data);
  add (values, "Risk Direction", TALLY_CELL_TEXT, g_strdup (tally_trend_get_id (audit->trend)));
  add_number (values, "Risk Level Δ", audit->risk_delta);
  add_number (values, "Issues Δ", audit->open_delta);
  add (values, "Issues Δ %", TALLY_CELL_TEXT, tally_audit_dup_delta_percent (audit));
  add_number (values, "Enriched Rows", audit->n_histories);
  add (values, "Run", TALLY_CELL_NUMBER, g_strdup_printf ("%" G_GINT64_FORMAT, audit->run_id))->is_optional = TRUE;
  return values;
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
