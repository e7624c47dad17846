/* tally-billing-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-guard.h"

#include "tally-plan-weeks.h"

#define PPM 1000000
/* Of fewer, one workbook is too large a share by itself. */
#define WEEK_MIN_PUBLISHED 5
#define WEEK_OPEN_DAYS 7

/* part / whole > ppm / 1000000 without loss: both products need more than 64 bits. */
static gboolean
is_beyond (guint64 part,
           guint64 whole,
           guint   ppm)
{
  __extension__ typedef unsigned __int128 Wide;

  return (Wide) part * PPM > (Wide) whole * ppm;
}

static TallyMoney
get_difference (TallyMoney a,
                TallyMoney b)
{
  TallyMoney difference;

  if (__builtin_sub_overflow (MAX (a, b), MIN (a, b), &difference))
    return G_MAXINT64;
  return difference;
}

static void
add (TallyMoney *sum,
     TallyMoney  cents)
{
  if (!tally_money_add (sum, cents))
    *sum = G_MAXINT64;
}

/* Rows are entered while a week lasts and for some days after. */
static gboolean
only_grew (const TallyBillingGuardInput *input,
           const TallyPlanEntry         *entry)
{
  return entry->action == TALLY_PLAN_CHANGED && input->today != 0
         && entry->identity->week_ending + WEEK_OPEN_DAYS >= input->today
         && entry->n_lines > entry->published_lines && entry->total_cents >= entry->published_cents;
}

static void
count_entry (const TallyPlanEntry *entry,
             TallyProposalTotals  *totals)
{
  if (entry->action == TALLY_PLAN_VANISHED)
    {
      totals->n_vanished++;
      add (&totals->changed_cents, get_difference (entry->published_cents, 0));
    }
  else if (entry->action == TALLY_PLAN_CHANGED
           && strcmp (entry->fingerprint, entry->published_fingerprint) != 0)
    {
      totals->n_changed++;
      add (&totals->changed_cents, get_difference (entry->total_cents, entry->published_cents));
    }
}

static gboolean
is_too_much (TallyMoney                     cents,
             TallyMoney                     published_cents,
             const TallyBillingGuardLimits *limits)
{
  return cents > 0 && cents >= limits->min_cents
         && is_beyond ((guint64) cents, (guint64) MAX (published_cents, 0), limits->max_share_ppm);
}

/* One week by itself: all the years that were published would hide what goes wrong in it. */
static gboolean
is_week_beyond (const TallyBillingGuardInput *input,
                const TallyPlanWeek          *week)
{
  const TallyBillingGuardLimits *limits = input->limits;
  TallyProposalTotals totals = { 0 };
  guint n;

  if (week->n_published < WEEK_MIN_PUBLISHED)
    return FALSE;
  for (guint i = 0; i < input->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = input->plan->entries->pdata[i];
      if (entry->identity->week_ending == week->week_ending && !only_grew (input, entry)
          && (input->is_seen == NULL || !input->is_seen (entry, input->data)))
        count_entry (entry, &totals);
    }
  n = totals.n_changed + totals.n_vanished;
  return (n > 0 && n >= limits->min_workbooks && is_beyond (n, week->n_published, limits->max_share_ppm))
         || is_too_much (totals.changed_cents, week->published_cents, limits);
}

static gboolean
is_any_week_beyond (const TallyBillingGuardInput *input)
{
  const GArray *weeks = input->plan->published_weeks;

  for (guint i = 0; i < weeks->len; i++)
    if (is_week_beyond (input, &g_array_index (weeks, TallyPlanWeek, i)))
      return TRUE;
  return FALSE;
}

void
tally_billing_guard_judge (const TallyBillingGuardInput *input,
                           TallyProposalTotals          *totals)
{
  const TallyBillingGuardLimits *limits;
  guint n;

  g_return_if_fail (input != NULL && input->plan != NULL && input->limits != NULL && totals != NULL);
  limits = input->limits;
  totals->n_published = input->plan->n_published;
  totals->published_cents = input->plan->published_cents;
  totals->moved_cents = input->moved_cents;
  for (guint i = 0; i < input->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = input->plan->entries->pdata[i];
      if (input->is_seen == NULL || !input->is_seen (entry, input->data))
        count_entry (entry, totals);
    }
  n = totals->n_changed + totals->n_vanished;
  if (n > 0 && n >= limits->min_workbooks && is_beyond (n, totals->n_published, limits->max_share_ppm))
    totals->causes |= TALLY_PROPOSAL_CAUSE_WORKBOOKS;
  if (is_too_much (totals->changed_cents, totals->published_cents, limits))
    totals->causes |= TALLY_PROPOSAL_CAUSE_AMOUNT;
  if (is_too_much (totals->moved_cents, totals->published_cents, limits))
    totals->causes |= TALLY_PROPOSAL_CAUSE_MOVED;
  /* What stops anyway needs no second reason. */
  if ((totals->causes & (TALLY_PROPOSAL_CAUSE_WORKBOOKS | TALLY_PROPOSAL_CAUSE_AMOUNT)) == 0
      && is_any_week_beyond (input))
    totals->causes |= TALLY_PROPOSAL_CAUSE_WEEK;
}
