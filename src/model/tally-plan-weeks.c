/* tally-plan-weeks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-plan-weeks.h"

static TallyPlanWeek *
ensure_week (TallyPlan *plan,
             TallyDay   week_ending)
{
  const TallyPlanWeek week = { .week_ending = week_ending };

  for (guint i = plan->published_weeks->len; i > 0; i--) /* they come week by week */
    if (g_array_index (plan->published_weeks, TallyPlanWeek, i - 1).week_ending == week_ending)
      return &g_array_index (plan->published_weeks, TallyPlanWeek, i - 1);
  g_array_append_val (plan->published_weeks, week);
  return &g_array_index (plan->published_weeks, TallyPlanWeek, plan->published_weeks->len - 1);
}

void
tally_plan_weeks_count (TallyPlan  *plan,
                        TallyDay    week_ending,
                        gboolean    is_first,
                        TallyMoney  cents)
{
  TallyPlanWeek *week;

  g_return_if_fail (plan != NULL);
  week = ensure_week (plan, week_ending);
  plan->n_published += is_first ? 1 : 0;
  week->n_published += is_first ? 1 : 0;
  if (!tally_money_add (&plan->published_cents, cents))
    plan->published_cents = G_MAXINT64;
  if (!tally_money_add (&week->published_cents, cents))
    week->published_cents = G_MAXINT64;
}
