/* tally-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-reason.h"

/* The ids of the first four are the predecessor's, so that its readers find their counters. */
static const struct {
  const char *id;
  const char *title;
} reasons[TALLY_N_REASONS] = {
  [TALLY_REASON_ACCEPTED] = { "accepted", "accepted" },
  [TALLY_REASON_NO_WORK_REQUEST] = { "missing_work_request", "no work request" },
  [TALLY_REASON_NO_WEEK] = { "missing_weekly_reference_logged_date", "no week ending" },
  [TALLY_REASON_NOT_COMPLETED] = { "units_not_completed", "units not completed" },
  [TALLY_REASON_NO_PRICE] = { "price_missing_or_zero", "price missing or zero" },
  [TALLY_REASON_BAD_WEEK] = { "invalid_week_ending", "week ending is no date" },
  [TALLY_REASON_NEGATIVE_PRICE] = { "negative_price", "price is negative" },
  [TALLY_REASON_FOREIGN_PRICE] = { "foreign_price_format", "price in a foreign format" },
  [TALLY_REASON_NOT_FINITE_PRICE] = { "price_not_finite", "price is not finite" },
  [TALLY_REASON_HUGE_PRICE] = { "price_out_of_range", "price beyond a billion dollars" },
  [TALLY_REASON_NO_CU_MATCH] = { "cu_no_match", "unit code is a look-up error" },
  [TALLY_REASON_BAD_WORK_REQUEST] = { "invalid_work_request", "work request is no identifier" },
  [TALLY_REASON_CLASH] = { "work_request_collision", "different work requests look the same" },
  [TALLY_REASON_DUPLICATE_ROW] = { "duplicate_row", "row was sent twice" },
};

static const char *const issues[TALLY_N_ISSUES] = {
  "irregular_week", "no_snapshot", "bad_snapshot", "out_of_week", "no_quantity", "bad_quantity",
  "not_positive_quantity", "no_foreman", "no_cu", "stale_link", "display_value",
  "odd_work_request", "rounded_price",
};

const char *
tally_reason_get_id (TallyReason reason)
{
  return (guint) reason < TALLY_N_REASONS ? reasons[reason].id : "";
}

const char *
tally_reason_get_title (TallyReason reason)
{
  return (guint) reason < TALLY_N_REASONS ? reasons[reason].title : "";
}

gboolean
tally_reason_find (const char  *id,
                   TallyReason *out_reason)
{
  g_return_val_if_fail (out_reason != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (g_strcmp0 (reasons[i].id, id) == 0)
      {
        *out_reason = (TallyReason) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tally_issue_get_id (guint bit)
{
  return bit < TALLY_N_ISSUES ? issues[bit] : "";
}
