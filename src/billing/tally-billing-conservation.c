/* tally-billing-conservation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-conservation.h"

#include "tally-billing-error.h"

/* Rows and what they cost. */
typedef struct {
  guint64    n_rows;
  TallyMoney cents;
} Sum;

static gboolean
add (Sum        *sum,
     guint64     n_rows,
     TallyMoney  cents)
{
  sum->n_rows += n_rows;
  return tally_money_add (&sum->cents, cents);
}

static gboolean
check_equal (const char  *what,
             Sum          rows,
             Sum          entries,
             GError     **error)
{
  char counted[TALLY_MONEY_BUFFER_SIZE], planned[TALLY_MONEY_BUFFER_SIZE];

  if (rows.n_rows == entries.n_rows && rows.cents == entries.cents)
    return TRUE;
  g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_CONSERVATION,
               "The %s rows don't add up: %" G_GUINT64_FORMAT " rows of %s were read, but %"
               G_GUINT64_FORMAT " rows of %s are planned; nothing was published, report this as a bug",
               what, rows.n_rows, tally_money_format_for_people (rows.cents, counted, sizeof counted),
               entries.n_rows, tally_money_format_for_people (entries.cents, planned, sizeof planned));
  return FALSE;
}

static gboolean
check_rows (const TallyPlan  *plan,
            GError          **error)
{
  guint64 n_rows = 0;

  for (guint i = 0; i < TALLY_N_REASONS; i++)
    n_rows += plan->n_by_reason[i];
  if (n_rows == plan->n_rows)
    return TRUE;
  g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_CONSERVATION,
               "%" G_GUINT64_FORMAT " rows were read, but %" G_GUINT64_FORMAT
               " are accepted or excluded with a reason; nothing was published, report this as a bug",
               plan->n_rows, n_rows);
  return FALSE;
}

gboolean
tally_billing_check_conservation (const TallyPlan  *plan,
                                  GError          **error)
{
  Sum accepted, clashing;
  Sum planned, held = { 0, 0 };
  gboolean fits = TRUE;

  g_return_val_if_fail (plan != NULL && (error == NULL || *error == NULL), FALSE);
  if (!check_rows (plan, error))
    return FALSE;
  accepted = (Sum) { plan->n_by_reason[TALLY_REASON_ACCEPTED],
                     plan->cents_by_reason[TALLY_REASON_ACCEPTED] };
  clashing = (Sum) { plan->n_by_reason[TALLY_REASON_CLASH], plan->cents_by_reason[TALLY_REASON_CLASH] };
  planned = (Sum) { plan->n_filtered, plan->filtered_cents };
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = g_ptr_array_index (plan->entries, i);
      Sum *sum = entry->hold == TALLY_HOLD_CLASH ? &held : &planned;
      fits = add (sum, entry->n_lines, entry->total_cents) && fits;
    }
  if (!fits)
    {
      g_set_error_literal (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_CONSERVATION,
                           "The totals of the workbooks don't fit into 64 bits: correct the prices");
      return FALSE;
    }
  return check_equal ("accepted", accepted, planned, error)
         && check_equal ("clashing", clashing, held, error);
}
