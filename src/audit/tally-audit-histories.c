/* tally-audit-histories.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-histories.h"

void
tally_audit_histories_add (TallyAuditInput         *input,
                           const TallyAuditHistory *history)
{
  g_return_if_fail (!input->is_sealed);
  g_array_append_val (input->histories, *history);
}

void
tally_audit_histories_clear (TallyAuditInput *input)
{
  g_array_set_size (input->changes, 0);
  g_array_set_size (input->histories, 0);
  input->is_sealed = FALSE;
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

int
tally_audit_history_compare (const TallyAuditHistory *a,
                             const TallyAuditHistory *b)
{
  int order = compare_int64 (a->sheet_id, b->sheet_id);

  if (order == 0)
    order = compare_int64 (a->row_id, b->row_id);
  return order != 0 ? order : (int) a->field - (int) b->field;
}

gboolean
tally_audit_histories_know (const TallyAuditInput   *input,
                            const TallyAuditHistory *wanted)
{
  guint found;

  return g_array_binary_search (input->histories, wanted, (GCompareFunc) tally_audit_history_compare, &found)
         && g_array_index (input->histories, TallyAuditHistory, found).until_utc_usec >= wanted->until_utc_usec;
}
