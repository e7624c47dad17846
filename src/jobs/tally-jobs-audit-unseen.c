/* tally-jobs-audit-unseen.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-unseen.h"

#include "tally-audit-rate-case.h"
#include "tally-audit-rate-scope.h"
#include "tally-audit.h"
#include "tally-store-findings.h"

static const char *
get_rates (const TallyAuditInput *input)
{
  return input->rates != NULL ? tally_rate_table_get_fingerprint (input->rates) : "";
}

/* Which table a run held against the lines; %NULL = not known any more. */
static const char *
find_rates (const TallyJobsAuditLook *look,
            gint64                    run_id)
{
  for (guint i = look->history->len; i > 0; i--)
    {
      const TallyAudit *audit = look->history->pdata[i - 1];
      if (audit->run_id == run_id)
        return audit->rates_fingerprint;
    }
  return NULL;
}

static gboolean
has_other_rates (const TallyJobsAuditLook *look)
{
  for (guint i = 0; i < look->history->len; i++)
    if (strcmp (((const TallyAudit *) look->history->pdata[i])->rates_fingerprint, get_rates (look->input)) != 0)
      return TRUE;
  return FALSE;
}

/* Whether its detector asks the table of rates. */
static gboolean
is_by_rates (const TallyFinding *finding)
{
  const TallyAuditDetector *detector = tally_audit_find_detector (finding->detector);

  return detector != NULL && (strcmp (detector->family, TALLY_AUDIT_RATE_FAMILY) == 0 || strcmp (detector->id, "unbilled-work") == 0
                              || strcmp (detector->id, "rate-gap") == 0);
}

static gboolean
is_rated (const TallyJobsAuditLook *look,
          const TallyLine          *line)
{
  TallyAuditRateScope scope = { .input = look->input, .today = look->today, .line = line };

  if (look->input->rates == NULL)
    return FALSE;
  scope.sheet = tally_audit_input_find_sheet (look->input, line->sheet_id);
  return tally_audit_rate_scope_look (&scope) == NULL;
}

/* A line that is not there any more is no matter: there is nothing to hold a rate against. */
static gboolean
has_line_without_rate (const TallyJobsAuditLook *look,
                       const TallyFinding       *finding)
{
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      guint index;
      if (tally_audit_input_find_line (look->input, line->sheet_id, line->row_id, &index)
          && !is_rated (look, tally_audit_input_get_line (look->input, index)))
        return TRUE;
    }
  return FALSE;
}

/* Of an older week, or with a line that may be of one. */
static gboolean
is_too_old (const TallyJobsAuditLook *look,
            const TallyFinding       *finding)
{
  guint index;

  if (look->input->first_week == TALLY_DAY_NONE)
    return FALSE;
  if (finding->week_ending != TALLY_DAY_NONE && finding->week_ending < look->input->first_week)
    return TRUE;
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      if (!tally_audit_input_find_line (look->input, line->sheet_id, line->row_id, &index))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_unseen (const TallyJobsAuditLook *look,
           const TallyFinding       *finding)
{
  const char *rates;

  if (is_too_old (look, finding))
    return TRUE;
  if (!is_by_rates (finding))
    return FALSE;
  rates = find_rates (look, finding->last_run);
  return (rates == NULL || strcmp (rates, get_rates (look->input)) != 0) && has_line_without_rate (look, finding);
}

gboolean
tally_jobs_audit_unseen_leave_out (TallyStore                *store,
                                   const TallyJobsAuditLook  *look,
                                   TallyAuditResult          *result,
                                   GError                   **error)
{
  const TallyFindingFilter all = { .statuses = TALLY_FINDING_STATUSES_ALL };
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (look->input->first_week == TALLY_DAY_NONE && !has_other_rates (look))
    return TRUE;
  findings = tally_store_findings_list (store, &all, error);
  if (findings == NULL)
    return FALSE;
  found = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < result->findings->len; i++)
    g_hash_table_add (found, ((TallyFinding *) result->findings->pdata[i])->id);
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      if (finding->gone_run == 0 && !g_hash_table_contains (found, finding->id) && is_unseen (look, finding))
        g_hash_table_add (result->left_out, g_strdup (finding->id));
    }
  return TRUE;
}
