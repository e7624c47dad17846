/* tally-billing-guard.h
 *
 * How much of what was published before a plan would change, and whether that is too much to be
 * published unseen: a price list, a time zone or a week that went wrong changes many workbooks at
 * once. Called between planning and publishing. Pure function, any thread. Depends on core and
 * model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"
#include "tally-proposal.h"

G_BEGIN_DECLS

/**
 * TallyBillingGuardLimits:
 * @max_share_ppm: the share that may change, millionths, 0 … 1000000
 * @min_workbooks: fewer changed workbooks never count as a share of workbooks
 * @min_cents: less changed money never counts as a share of money, cents
 *
 * What may change unseen. The floors let a small customer live: one workbook of two is half of
 * them, and no mass change.
 */
typedef struct {
  guint      max_share_ppm;
  guint      min_workbooks;
  TallyMoney min_cents;
} TallyBillingGuardLimits;

/**
 * TallyBillingGuardFunc:
 * @entry: an entry of the plan
 * @data: what was handed to the function
 *
 * Returns: %TRUE if a person has seen this change already, so that it does not count
 */
typedef gboolean (*TallyBillingGuardFunc) (const TallyPlanEntry *entry, gpointer data);

/**
 * TallyBillingGuardInput:
 * @plan: a plan, after what is held was held
 * @limits: what may change unseen
 * @today: the day, by which a week is still open or over; 0 = all are over
 * @moved_cents: what rows cost in published workbooks that now stand in another one, cents
 * @is_seen: (nullable) (scope call): which changes don't count
 * @data: handed to @is_seen
 *
 * What is to be judged; everything is borrowed.
 */
typedef struct {
  const TallyPlan               *plan;
  const TallyBillingGuardLimits *limits;
  TallyDay                       today;
  TallyMoney                     moved_cents;
  TallyBillingGuardFunc          is_seen;
  gpointer                       data;
} TallyBillingGuardInput;

/**
 * tally_billing_guard_judge:
 * @input: what is to be judged
 * @totals: (inout): its counts and sums are set, and the causes that stop are added
 *
 * Counts published workbooks whose content changes or that vanish (what is held for another reason
 * does not change; equal content that is only attached again neither), and their money: the sum
 * of |new - old|. A cause is added when its part is larger than @max_share_ppm of what was
 * published before, and not below its floor. The same of each billing week of which five workbooks or
 * more were published, however much was published in others: there, what only grew does not count
 * until the week is over by seven days, as it grows by itself until then; that cause is only added
 * where the share of all does not stop already. Exact, in whole numbers. O(entries).
 */
void tally_billing_guard_judge (const TallyBillingGuardInput *input,
                                TallyProposalTotals          *totals);

G_END_DECLS
