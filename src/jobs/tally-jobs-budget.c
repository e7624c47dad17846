/* tally-jobs-budget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-budget.h"

#include "tally-store-sheets.h"
#include "tally-text.h"

gboolean
tally_jobs_budget_is_spent (TallyJobsContext *context,
                            guint             share_percent)
{
  const TallyJobsOptions *options;
  gint64 used_usec;

  g_return_val_if_fail (context != NULL && share_percent <= 100, FALSE);
  options = context->options;
  if (options->budget_usec == 0 || share_percent == 0)
    return FALSE;
  used_usec = tally_clock_get_monotonic_usec (context->clock) - options->began_usec;
  return used_usec >= options->budget_usec / 100 * share_percent;
}

static int
compare_reads (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const TallyStoreSheet *sheet_a = g_hash_table_lookup (data, a);
  const TallyStoreSheet *sheet_b = g_hash_table_lookup (data, b);
  gint64 read_a = sheet_a != NULL ? sheet_a->read_utc_usec : 0;
  gint64 read_b = sheet_b != NULL ? sheet_b->read_utc_usec : 0;

  if (read_a != read_b)
    return read_a < read_b ? -1 : 1;
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

gboolean
tally_jobs_budget_order_sheets (TallyJobsContext  *context,
                                GArray            *sheet_ids,
                                GError           **error)
{
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_return_val_if_fail (context != NULL && sheet_ids != NULL, FALSE);
  if (context->options->budget_usec == 0)
    return TRUE;
  sheets = tally_store_sheets_list (context->store, error);
  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    g_hash_table_insert (known, &((TallyStoreSheet *) sheets->pdata[i])->sheet_id, sheets->pdata[i]);
  g_array_sort_with_data (sheet_ids, compare_reads, known);
  return TRUE;
}

/* Stable: what was planned in the same run stays in the plan's order. */
static int
compare_plans (gconstpointer a,
               gconstpointer b)
{
  const TallyPlanEntry *entry_a = (*(const TallyJobsItem *const *) a)->entry;
  const TallyPlanEntry *entry_b = (*(const TallyJobsItem *const *) b)->entry;

  if (entry_a->generated_utc_usec != entry_b->generated_utc_usec)
    return entry_a->generated_utc_usec < entry_b->generated_utc_usec ? -1 : 1;
  return 0;
}

void
tally_jobs_budget_order_items (TallyJobsContext *context)
{
  g_return_if_fail (context != NULL && context->items != NULL);
  g_ptr_array_sort (context->items, compare_plans); /* a merge sort: stable */
}

static guint
count_left (TallyJobsContext *context)
{
  guint n = 0;

  for (guint i = 0; i < context->items->len; i++)
    n += ((const TallyJobsItem *) context->items->pdata[i])->is_left ? 1 : 0;
  return n;
}

static void
append (GString    *text,
        const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
}

static void
append_count (GString    *text,
              guint       n,
              const char *one,
              const char *many)
{
  g_autofree char *words = tally_text_dup_count (n, one, many);

  if (n > 0)
    append (text, words);
}

void
tally_jobs_budget_report (TallyJobsContext *context)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n_left;

  g_return_if_fail (context != NULL);
  n_left = count_left (context);
  append_count (left, n_left, "workbook", "workbooks");
  append_count (left, context->n_sheets_left, "sheet", "sheets");
  for (guint i = 0; context->left_tasks != NULL && i < context->left_tasks->len; i++)
    append (left, context->left_tasks->pdata[i]);
  if (left->len == 0)
    return;
  text = g_strdup_printf ("the time budget of %" G_GINT64_FORMAT " min is spent; what was in hand is "
                          "done, the next run begins with what is left: %s",
                          context->options->budget_usec / G_TIME_SPAN_MINUTE, left->str);
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "time-budget", NULL, text);
  context->run->counts.n_left += n_left;
  if (n_left > 0 || context->n_sheets_left > 0)
    context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}
