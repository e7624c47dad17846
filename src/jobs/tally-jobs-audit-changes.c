/* tally-jobs-audit-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-changes.h"

#include "tally-audit-histories.h"
#include "tally-store-histories.h"
#include "tally-store-line-changes.h"

static gboolean
add_change_cb (const TallyLineChange  *change,
               gpointer                data,
               GError                **error)
{
  tally_audit_input_add_change (data, change);
  return TRUE;
}

static gboolean
add_histories (TallyJobsContext  *context,
               TallyAuditInput   *input,
               GError           **error)
{
  g_autoptr (GPtrArray) histories = tally_store_histories_list (context->store, error);

  if (histories == NULL)
    return FALSE;
  for (guint i = 0; i < histories->len; i++)
    {
      const TallyCellHistory *history = histories->pdata[i];
      const TallyAuditHistory added = { history->sheet_id, history->row_id, history->field, history->fetched_utc_usec };
      if (tally_cell_history_is_complete (history))
        tally_audit_histories_add (input, &added);
    }
  return TRUE;
}

gboolean
tally_jobs_audit_changes_load (TallyJobsContext  *context,
                               TallyAuditInput   *input,
                               GError           **error)
{
  gint64 now = tally_clock_get_utc_usec (context->clock);

  tally_audit_histories_clear (input);
  return tally_store_line_changes_foreach (context->store, now - TALLY_JOBS_AUDIT_CHANGES_DAYS * G_TIME_SPAN_DAY,
                                           add_change_cb, input, context->cancellable, error)
         && add_histories (context, input, error);
}

/* Asks, and looks at the changes again if that told anything. */
static gboolean
fetch (TallyJobsContext  *context,
       TallyAuditInput   *input,
       TallyJobsHistory  *history,
       GArray            *cells,
       gboolean          *out_is_new,
       GError           **error)
{
  guint n_before = tally_jobs_history_get_counts (history)->n_fetched;

  if (!tally_jobs_history_fetch (history, cells, error))
    return FALSE;
  *out_is_new = tally_jobs_history_get_counts (history)->n_fetched > n_before;
  if (!*out_is_new)
    return TRUE;
  if (!tally_jobs_audit_changes_load (context, input, error))
    return FALSE;
  tally_audit_input_seal (input);
  return TRUE;
}

gboolean
tally_jobs_audit_changes_attribute (TallyJobsContext        *context,
                                    TallyAuditInput         *input,
                                    const TallyAuditPolicy  *policy,
                                    TallyJobsHistory        *history,
                                    GError                 **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));
  gint64 oldest = tally_clock_get_utc_usec (context->clock) - TALLY_JOBS_AUDIT_HISTORIES_DAYS * G_TIME_SPAN_DAY;
  gboolean is_new = FALSE;

  tally_jobs_history_cells_add_changed (cells, input, policy);
  return tally_store_histories_prune (context->store, oldest, error)
         && fetch (context, input, history, cells, &is_new, error);
}

gboolean
tally_jobs_audit_changes_attribute_findings (TallyJobsContext  *context,
                                             TallyAuditInput   *input,
                                             GPtrArray         *findings,
                                             TallyJobsHistory  *history,
                                             gboolean          *out_is_new,
                                             GError           **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TallyJobsHistoryCell));

  *out_is_new = FALSE;
  tally_jobs_history_cells_add_findings (cells, input, findings);
  return fetch (context, input, history, cells, out_is_new, error);
}

gboolean
tally_jobs_audit_changes_are_settled (const TallyAuditInput  *input,
                                      const TallyAuditPolicy *policy)
{
  for (guint i = 0; i < input->changes->len; i++)
    {
      const TallyLineChange *change = &g_array_index (input->changes, TallyLineChange, i);
      gint64 time = change->written_utc_usec > 0 ? change->written_utc_usec : change->noticed_utc_usec;
      if (time + TALLY_AUDIT_SETTLING_USEC >= policy->now_utc_usec)
        return FALSE;
    }
  return TRUE;
}
