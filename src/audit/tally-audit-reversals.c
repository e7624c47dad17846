/* tally-audit-reversals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-reversals.h"

#include "tally-audit-groups.h"

struct _TallyAuditReversals {
  GHashTable *others; /* (owned): number of a line → number of the other one, plus 1 */
};

/* What both lines of a pair say of the unit, signs apart. */
static int
compare_units (const TallyLine *a,
               const TallyLine *b)
{
  static const guint64 texts = TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_POLE)
                               | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE);
  TallyMoney price_a = ABS (a->price_cents), price_b = ABS (b->price_cents);
  gint64 quantity_a = ABS (a->quantity.coefficient), quantity_b = ABS (b->quantity.coefficient);

  if (price_a != price_b)
    return price_a < price_b ? -1 : 1;
  if (quantity_a != quantity_b)
    return quantity_a < quantity_b ? -1 : 1;
  if (a->quantity.exponent != b->quantity.exponent)
    return a->quantity.exponent < b->quantity.exponent ? -1 : 1;
  return tally_audit_groups_compare_lines (a, b, texts);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  static const guint64 days = TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING) | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT);
  guint number_a = *(const guint *) a, number_b = *(const guint *) b;
  const TallyLine *line_a = tally_audit_input_get_line (data, number_a);
  const TallyLine *line_b = tally_audit_input_get_line (data, number_b);
  int order = compare_units (line_a, line_b);

  if (order == 0)
    order = tally_audit_groups_compare_lines (line_a, line_b, days);
  return order != 0 ? order : (number_a > number_b) - (number_a < number_b);
}

static gboolean
is_negative (const TallyLine *line)
{
  return line->reason == TALLY_REASON_NEGATIVE_PRICE && line->price_cents < 0;
}

/* Amounts that some line takes back: few, so that only few lines need sorting. */
static GHashTable *
list_amounts (const TallyAuditInput *input)
{
  GHashTable *amounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      TallyMoney amount = -line->price_cents;
      if (is_negative (line))
        g_hash_table_add (amounts, g_memdup2 (&amount, sizeof amount));
    }
  return amounts;
}

static GArray *
list_candidates (TallyAuditInput *input)
{
  g_autoptr (GHashTable) amounts = list_amounts (input);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; g_hash_table_size (amounts) > 0 && i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      gboolean is_billed = line->reason == TALLY_REASON_ACCEPTED && g_hash_table_contains (amounts, &line->price_cents);
      if (is_billed || is_negative (line))
        g_array_append_val (lines, i);
    }
  g_array_sort_with_data (lines, compare_entries, input);
  return lines;
}

static void
pair (TallyAuditReversals *self,
      guint                a,
      guint                b)
{
  g_hash_table_insert (self->others, GUINT_TO_POINTER (a), GUINT_TO_POINTER (b + 1));
  g_hash_table_insert (self->others, GUINT_TO_POINTER (b), GUINT_TO_POINTER (a + 1));
}

/* One unit's lines, by time: the n-th that is taken back with the n-th that takes back. */
static void
pair_unit (TallyAuditReversals   *self,
           const TallyAuditInput *input,
           const guint           *lines,
           guint                  n_lines)
{
  guint positive = 0, negative = 0;

  while (TRUE)
    {
      while (positive < n_lines && is_negative (tally_audit_input_get_line (input, lines[positive])))
        positive++;
      while (negative < n_lines && !is_negative (tally_audit_input_get_line (input, lines[negative])))
        negative++;
      if (positive == n_lines || negative == n_lines)
        return;
      pair (self, lines[positive++], lines[negative++]);
    }
}

static gpointer
reversals_new (TallyAuditContext *context)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyAuditReversals *self = g_new0 (TallyAuditReversals, 1);
  g_autoptr (GArray) lines = list_candidates ((TallyAuditInput *) input);

  self->others = g_hash_table_new (NULL, NULL);
  for (guint start = 0, end; start < lines->len; start = end)
    {
      const TallyLine *first = tally_audit_input_get_line (input, g_array_index (lines, guint, start));
      for (end = start + 1; end < lines->len; end++)
        if (compare_units (first, tally_audit_input_get_line (input, g_array_index (lines, guint, end))) != 0)
          break;
      pair_unit (self, input, &g_array_index (lines, guint, start), end - start);
    }
  return self;
}

static void
reversals_free (gpointer data)
{
  TallyAuditReversals *self = data;

  g_hash_table_unref (self->others);
  g_free (self);
}

const TallyAuditReversals *
tally_audit_reversals_get (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "reversals", reversals_new, reversals_free);
}

gboolean
tally_audit_reversals_find (const TallyAuditReversals *self,
                            guint                      line,
                            guint                     *out_other)
{
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (self->others, GUINT_TO_POINTER (line)));

  if (other == 0)
    return FALSE;
  if (out_other != NULL)
    *out_other = other - 1;
  return TRUE;
}
