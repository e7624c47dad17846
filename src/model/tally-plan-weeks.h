/* tally-plan-weeks.h
 *
 * What was published before a plan, by billing week: years of it would hide what goes wrong in one.
 * Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"

G_BEGIN_DECLS

/**
 * TallyPlanWeek:
 * @week_ending: a billing week
 * @n_published: workbooks of it that were published before
 * @published_cents: what they say; no further than 64 bits
 */
typedef struct {
  TallyDay   week_ending;
  guint      n_published;
  TallyMoney published_cents;
} TallyPlanWeek;

/**
 * tally_plan_weeks_count:
 * @plan: a plan
 * @week_ending: the week of a workbook that was published before
 * @is_first: whether it was not counted yet
 * @cents: what it says, or what it says more than was counted
 *
 * Counts it, as one of all and as one of its week.
 */
void tally_plan_weeks_count (TallyPlan   *plan,
                             TallyDay     week_ending,
                             gboolean     is_first,
                             TallyMoney   cents);

G_END_DECLS
