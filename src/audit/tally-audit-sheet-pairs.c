/* tally-audit-sheet-pairs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-sheet-pairs.h"

#include "tally-audit-units.h"

#define PERCENT 100

struct _TallyAuditSheetPairs {
  const TallyAuditInput *input;
  GHashTable            *n_lines; /* (owned) (element-type gint64 gint64): by sheet */
  GHashTable            *pairs;   /* (owned) (element-type TallyAuditSheetPair TallyAuditSheetPair) */
};

static void
pair_free (TallyAuditSheetPair *pair)
{
  g_array_unref (pair->lines);
  g_free (pair);
}

static guint
hash_pair (gconstpointer data)
{
  const TallyAuditSheetPair *pair = data;

  return g_int64_hash (&pair->a) * 31 + g_int64_hash (&pair->b);
}

static int
compare_ids (gint64 a,
             gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_pairs (const TallyAuditSheetPair *a,
               const TallyAuditSheetPair *b)
{
  int order = compare_ids (a->a, b->a);

  return order != 0 ? order : compare_ids (a->b, b->b);
}

static gboolean
equal_pairs (gconstpointer a,
             gconstpointer b)
{
  return compare_pairs (a, b) == 0;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return compare_pairs (*(const TallyAuditSheetPair *const *) a, *(const TallyAuditSheetPair *const *) b);
}

TallyAuditSheetPairs *
tally_audit_sheet_pairs_new (const TallyAuditInput *input)
{
  TallyAuditSheetPairs *self = g_new0 (TallyAuditSheetPairs, 1);

  self->input = input;
  self->n_lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->pairs = g_hash_table_new_full (hash_pair, equal_pairs, (GDestroyNotify) pair_free, NULL);
  return self;
}

void
tally_audit_sheet_pairs_free (TallyAuditSheetPairs *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->n_lines);
  g_hash_table_unref (self->pairs);
  g_free (self);
}

static gint64
get_sheet (const TallyAuditSheetPairs *self,
           guint                       line)
{
  return tally_audit_input_get_line (self->input, line)->sheet_id;
}

void
tally_audit_sheet_pairs_count_line (TallyAuditSheetPairs *self,
                                    guint                 line)
{
  gint64 sheet_id = get_sheet (self, line);
  gint64 *n = g_hash_table_lookup (self->n_lines, &sheet_id);

  if (n == NULL)
    {
      n = g_new0 (gint64, 1);
      g_hash_table_insert (self->n_lines, g_memdup2 (&sheet_id, sizeof sheet_id), n);
    }
  (*n)++;
}

static TallyAuditSheetPair *
get_pair (TallyAuditSheetPairs *self,
          gint64                a,
          gint64                b)
{
  TallyAuditSheetPair wanted = { .a = a, .b = b };
  TallyAuditSheetPair *pair = g_hash_table_lookup (self->pairs, &wanted);

  if (pair != NULL)
    return pair;
  pair = g_memdup2 (&wanted, sizeof wanted);
  pair->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_add (self->pairs, pair);
  return pair;
}

/* Lines are ordered by sheet. */
static guint
get_end_of_sheet (const TallyAuditSheetPairs *self,
                  const guint                *lines,
                  guint                       n_lines,
                  guint                       start)
{
  guint end = start + 1;

  while (end < n_lines && get_sheet (self, lines[end]) == get_sheet (self, lines[start]))
    end++;
  return end;
}

void
tally_audit_sheet_pairs_add (TallyAuditSheetPairs *self,
                             const guint          *lines,
                             guint                 n_lines)
{
  guint n_first = get_end_of_sheet (self, lines, n_lines, 0);

  for (guint start = n_first, end; start < n_lines; start = end)
    {
      TallyAuditSheetPair *pair = get_pair (self, get_sheet (self, lines[0]), get_sheet (self, lines[start]));
      guint n;
      end = get_end_of_sheet (self, lines, n_lines, start);
      n = MIN (n_first, end - start);
      pair->n_shared += n;
      pair->cents += tally_audit_units_sum (self->input, &lines[start], n);
      g_array_append_vals (pair->lines, lines, n_first);
      g_array_append_vals (pair->lines, &lines[start], end - start);
    }
}

gint64
tally_audit_sheet_pairs_get_n_shared (const TallyAuditSheetPairs *self,
                                      gint64                      a,
                                      gint64                      b)
{
  const TallyAuditSheetPair wanted = { .a = a, .b = b };
  const TallyAuditSheetPair *pair = g_hash_table_lookup (self->pairs, &wanted);

  return pair != NULL ? pair->n_shared : 0;
}

static gint64
get_n_lines (const TallyAuditSheetPairs *self,
             gint64                      sheet_id)
{
  const gint64 *n = g_hash_table_lookup (self->n_lines, &sheet_id);

  return n != NULL ? *n : 0;
}

GPtrArray *
tally_audit_sheet_pairs_list (TallyAuditSheetPairs *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->pairs);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      TallyAuditSheetPair *pair = data;
      pair->n_a = get_n_lines (self, pair->a);
      pair->n_b = get_n_lines (self, pair->b);
      g_ptr_array_add (list, pair);
    }
  g_ptr_array_sort (list, compare_entries);
  return list;
}

gboolean
tally_audit_sheet_pairs_is_copy (gint64 n_shared,
                                 gint64 n_a,
                                 gint64 n_b)
{
  return n_shared >= TALLY_AUDIT_SHEET_PAIRS_MIN_LINES
         && PERCENT * n_shared >= TALLY_AUDIT_SHEET_PAIRS_MIN_PERCENT * MIN (n_a, n_b);
}
