/* tally-audit-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-policy.h"

#define DAYS_OF_A_WEEK 7

/* 1970-01-01 as a #TallyDay. */
#define EPOCH 719163

gboolean
tally_audit_policy_is_billing_field (TallyField field)
{
  static const TallyField fields[] = {
    TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_POLE,
    TALLY_FIELD_WEEK_ENDING, TALLY_FIELD_SNAPSHOT, TALLY_FIELD_QUANTITY, TALLY_FIELD_PRICE,
    TALLY_FIELD_COMPLETED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

gboolean
tally_audit_policy_may_edit (const TallyAuditPolicy *self,
                             const char             *address)
{
  if (self->editors == NULL || self->editors[0] == NULL)
    return TRUE;
  for (guint i = 0; self->editors[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->editors[i], address) == 0)
      return TRUE;
  return FALSE;
}

TallyDay
tally_audit_policy_get_close_day (const TallyAuditPolicy *self,
                                  TallyDay                week_ending)
{
  guint weekday;

  if (self->close_weekday == 0 || week_ending == TALLY_DAY_NONE)
    return TALLY_DAY_NONE;
  weekday = tally_day_get_weekday (week_ending);
  return week_ending + 1 + (self->close_weekday + DAYS_OF_A_WEEK - 1 - weekday % DAYS_OF_A_WEEK) % DAYS_OF_A_WEEK;
}

TallyDay
tally_audit_policy_get_local_day (const TallyAuditPolicy *self,
                                  gint64                  utc_usec)
{
  gint64 local = utc_usec;

  if (utc_usec <= 0)
    return TALLY_DAY_NONE;
  if (self->utc_offset_usec != NULL)
    local += self->utc_offset_usec (utc_usec, self->utc_offset_data);
  return (TallyDay) (EPOCH + local / G_TIME_SPAN_DAY);
}
