/* tally-audit-rate-gaps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-gaps.h"

#define SHARED_KEY "rate-gaps"

static void
gap_free (TallyAuditRateGap *gap)
{
  g_array_unref (gap->lines);
  g_free (gap);
}

static const TallyLine *
get_line (const TallyAuditInput   *input,
          const TallyAuditRateGap *gap,
          guint                    index)
{
  return tally_audit_input_get_line (input, g_array_index (gap->lines, guint, index));
}

static int
compare_gaps (gconstpointer data_a,
              gconstpointer data_b)
{
  const TallyAuditRateGap *a = *(const TallyAuditRateGap *const *) data_a;
  const TallyAuditRateGap *b = *(const TallyAuditRateGap *const *) data_b;
  int order = strcmp (a->contract, b->contract);

  return order != 0 ? order : strcmp (a->cu, b->cu);
}

/* Texts of one input are interned: the same text is the same pointer. */
static TallyAuditRateGap *
ensure_gap (GHashTable *gaps,
            const char *contract,
            const char *cu)
{
  g_autofree char *key = g_strconcat (contract, "\n", cu, NULL);
  TallyAuditRateGap *gap = g_hash_table_lookup (gaps, key);

  if (gap != NULL)
    return gap;
  gap = g_new0 (TallyAuditRateGap, 1);
  gap->contract = contract;
  gap->cu = cu;
  gap->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (gaps, g_steal_pointer (&key), gap);
  return gap;
}

static guint
count_requests (const TallyAuditInput   *input,
                const TallyAuditRateGap *gap)
{
  g_autoptr (GHashTable) requests = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gap->lines->len; i++)
    g_hash_table_add (requests, (gpointer) get_line (input, gap, i)->text[TALLY_FIELD_WORK_REQUEST]);
  return g_hash_table_size (requests);
}

static void
add_entries (TallyAuditContext *context,
             GHashTable        *gaps)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditRateCheck *check = tally_audit_rate_check_get (context);
  guint n_entries;
  const TallyAuditRateEntry *entries = tally_audit_rate_check_list_unpaid (check, &n_entries);

  for (guint i = 0; i < n_entries; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, entries[i].line);
      TallyAuditRateGap *gap;
      if (entries[i].rate != NULL
          || !tally_audit_rate_coverage_is_enough (tally_audit_rate_check_find_coverage (check, entries[i].contract)))
        continue;
      gap = ensure_gap (gaps, entries[i].contract, line->text[TALLY_FIELD_CU]);
      g_array_append_val (gap->lines, entries[i].line);
      if (!tally_money_add (&gap->cents, line->price_cents))
        gap->cents = G_MAXINT64;
    }
}

static gpointer
make_gaps (TallyAuditContext *context)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gap_free);
  GHashTableIter iter;
  gpointer value;

  add_entries (context, all);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TallyAuditRateGap *gap = value;
      gap->n_requests = count_requests (input, gap);
      if (gap->lines->len >= TALLY_AUDIT_RATE_GAP_MIN_LINES && gap->n_requests >= TALLY_AUDIT_RATE_GAP_MIN_REQUESTS)
        g_ptr_array_add (gaps, gap);
      else
        gap_free (gap);
    }
  g_ptr_array_sort (gaps, compare_gaps);
  return gaps;
}

GPtrArray *
tally_audit_rate_gaps_list (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, SHARED_KEY, make_gaps, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
tally_audit_rate_gaps_has (TallyAuditContext         *context,
                           const TallyAuditRateEntry *entry)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditRateGap wanted = {
    .contract = entry->contract, .cu = tally_audit_input_get_line (input, entry->line)->text[TALLY_FIELD_CU],
  };
  GPtrArray *gaps = tally_audit_rate_gaps_list (context);
  guint low = 0, high = gaps->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TallyAuditRateGap *gap = gaps->pdata[middle], *key = &wanted;
      int order = compare_gaps (&gap, &key);
      if (order == 0)
        return TRUE;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
