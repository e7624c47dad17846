/* tally-jobs-audit-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-totals.h"

#include "tally-store-publications.h"

typedef struct {
  guint64    n_lines;
  TallyMoney cents;
} Sum;

struct _TallyJobsAuditTotals {
  GHashTable *sums; /* (owned) number of a publication → Sum: what its lines say */
};

TallyJobsAuditTotals *
tally_jobs_audit_totals_new (void)
{
  TallyJobsAuditTotals *self = g_new0 (TallyJobsAuditTotals, 1);

  self->sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
tally_jobs_audit_totals_free (TallyJobsAuditTotals *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sums);
  g_free (self);
}

void
tally_jobs_audit_totals_add_billed (TallyJobsAuditTotals   *self,
                                    const TallyStoreBilled *billed)
{
  Sum *sum;

  if (billed->publication_id == 0)
    return;
  sum = g_hash_table_lookup (self->sums, &billed->publication_id);
  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      g_hash_table_insert (self->sums, g_memdup2 (&billed->publication_id, sizeof (gint64)), sum);
    }
  sum->n_lines++;
  sum->cents += billed->line->price_cents;
}

/* What is billed by rows, against what stands in workbooks or was left out of them for a reason. */
static void
add_rows (const TallyPlan *plan,
          TallyAuditInput *input)
{
  TallyAuditTotal total = {
    .name = "rows",
    .subject = "",
    .work_request = "",
    .n_expected = plan->n_by_reason[TALLY_REASON_ACCEPTED],
    .expected_cents = plan->cents_by_reason[TALLY_REASON_ACCEPTED],
    .n_actual = plan->n_filtered,
    .actual_cents = plan->filtered_cents,
  };

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      total.n_actual += entry->n_lines;
      total.actual_cents += entry->total_cents;
    }
  tally_audit_input_add_total (input, &total);
}

static void
add_publication (TallyJobsAuditTotals         *self,
                 const TallyStorePublication  *publication,
                 TallyAuditInput              *input)
{
  const Sum *sum = g_hash_table_lookup (self->sums, &publication->publication_id);
  g_autofree char *key = tally_identity_dup_key (publication->identity);
  TallyAuditTotal total = {
    .name = "published",
    .subject = key,
    .work_request = publication->identity->work_request,
    .week_ending = publication->identity->week_ending,
    .n_expected = publication->n_lines,
    .expected_cents = publication->total_cents,
  };

  if (sum == NULL) /* it was taken over by its name alone: its lines were never here */
    return;
  total.n_actual = sum->n_lines;
  total.actual_cents = sum->cents;
  tally_audit_input_add_total (input, &total);
}

gboolean
tally_jobs_audit_totals_add (TallyJobsAuditTotals  *self,
                             TallyJobsContext      *context,
                             TallyAuditInput       *input,
                             GError               **error)
{
  g_autoptr (GPtrArray) publications =
    tally_store_publications_list_current (context->store, context->options->target_sheet, error);

  if (publications == NULL)
    return FALSE;
  if (context->run->plan != NULL)
    add_rows (context->run->plan, input);
  for (guint i = 0; i < publications->len; i++)
    add_publication (self, publications->pdata[i], input);
  return TRUE;
}
