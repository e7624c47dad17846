/* tally-jobs-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-limit.h"

#include "tally-store-workbooks.h"
#include "tally-text.h"

static gboolean
is_to_be_made (const TallyPlanEntry *entry)
{
  return entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED;
}

/* Whether all that can be done for it was done: it stands in the output folder and nowhere else. */
static gboolean
has_no_more_to_do (TallyJobsContext    *context,
                   const TallyJobsItem *item,
                   gboolean            *out_is_done,
                   GError             **error)
{
  g_autoptr (TallyStoreWorkbook) made = NULL;
  g_autoptr (GError) failure = NULL;

  *out_is_done = FALSE;
  if (context->target == NULL || item->target_row != 0)
    return TRUE;
  made = tally_store_workbooks_find (context->store, item->entry->identity, item->entry->fingerprint, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_is_done = made != NULL;
  return TRUE;
}

/* The entries of items beyond the limit. */
static GHashTable *
find_beyond (TallyJobsContext  *context,
             GError           **error)
{
  g_autoptr (GHashTable) beyond = g_hash_table_new (NULL, NULL);
  guint n_made = 0;

  for (guint i = 0; i < context->items->len; i++)
    {
      const TallyJobsItem *item = context->items->pdata[i];
      gboolean is_done;

      if (!is_to_be_made (item->entry))
        continue;
      if (!has_no_more_to_do (context, item, &is_done, error))
        return NULL;
      if (!is_done && n_made == context->options->max_groups)
        g_hash_table_add (beyond, item->entry);
      else
        n_made += is_done ? 0 : 1;
    }
  return g_steal_pointer (&beyond);
}

static void
leave (TallyJobsContext *context,
       GHashTable       *beyond)
{
  TallyPlan *plan = context->run->plan;

  for (guint i = context->items->len; i > 0; i--)
    if (g_hash_table_contains (beyond, ((TallyJobsItem *) context->items->pdata[i - 1])->entry))
      g_ptr_array_remove_index (context->items, i - 1);
  for (guint i = plan->entries->len; i > 0; i--)
    {
      TallyPlanEntry *entry = plan->entries->pdata[i - 1];

      if (!g_hash_table_contains (beyond, entry))
        continue;
      plan->n_filtered += entry->n_lines;
      plan->filtered_cents += entry->total_cents; /* part of the sum of all accepted lines */
      g_ptr_array_remove_index (plan->entries, i - 1);
    }
}

gboolean
tally_jobs_limit (TallyJobsContext  *context,
                  GError           **error)
{
  g_autoptr (GHashTable) beyond = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  if (context->options->max_groups == 0)
    return TRUE;
  beyond = find_beyond (context, error);
  if (beyond == NULL)
    return FALSE;
  context->run->counts.n_left = g_hash_table_size (beyond);
  if (context->run->counts.n_left == 0)
    return TRUE;
  leave (context, beyond);
  text = tally_text_dup_count (context->run->counts.n_left,
                               "workbook is left for a later run by --max-groups; run again",
                               "workbooks are left for later runs by --max-groups; run again");
  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "limited", NULL, text);
  return TRUE;
}
