/* tally-audit-repeats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-repeats.h"

#include "tally-audit-facts-values.h"

#define PERCENT 100

/* Lines and repeats of a unit code and kind of work. */
typedef struct {
  const char *cu;        /* interned */
  const char *work_type; /* interned */
  gint64      n_lines;
  gint64      n_repeats[2]; /* by TallyAuditRepeatsKind */
} Tally;

typedef struct {
  GHashTable *tallies; /* (owned) (element-type Tally Tally): by code and kind of work */
  GArray     *units;   /* (owned) Tally: of each unit; none of one that does not count */
  Tally       all;
} Index;

static guint
hash_tally (gconstpointer data)
{
  const Tally *tally = data;

  return g_direct_hash (tally->cu) * 31 + g_direct_hash (tally->work_type);
}

static gboolean
equal_tallies (gconstpointer a,
               gconstpointer b)
{
  const Tally *tally_a = a, *tally_b = b;

  return tally_a->cu == tally_b->cu && tally_a->work_type == tally_b->work_type;
}

/* What one unit adds. */
static Tally
count_unit (const TallyAuditInput *input,
            const guint           *lines,
            guint                  n_lines)
{
  const TallyLine *first = tally_audit_input_get_line (input, lines[0]);
  Tally tally = { first->text[TALLY_FIELD_CU], first->text[TALLY_FIELD_WORK_TYPE], n_lines, { n_lines > 1, 0 } };
  g_autoptr (GArray) sorted = NULL;

  if (n_lines < 2)
    return tally;
  sorted = tally_audit_units_sort (input, lines, n_lines, TALLY_AUDIT_BY_SAME_WORK);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      end = tally_audit_units_get_end (input, sorted, start, TALLY_AUDIT_BY_SAME_WORK);
      tally.n_repeats[TALLY_AUDIT_REPEATS_OF_WORK] |= end - start > 1;
    }
  return tally;
}

static void
add (Tally       *sum,
     const Tally *tally)
{
  sum->n_lines += tally->n_lines;
  for (guint i = 0; i < G_N_ELEMENTS (sum->n_repeats); i++)
    sum->n_repeats[i] += tally->n_repeats[i];
}

static void
add_unit (Index       *index,
          const Tally *tally)
{
  Tally *known = g_hash_table_lookup (index->tallies, tally);

  if (known == NULL)
    {
      known = g_new0 (Tally, 1);
      known->cu = tally->cu;
      known->work_type = tally->work_type;
      g_hash_table_add (index->tallies, known);
    }
  add (known, tally);
  add (&index->all, tally);
}

static gpointer
index_new (TallyAuditContext *context)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditUnits *units = tally_audit_units_get (context);
  Index *self = g_new0 (Index, 1);

  self->tallies = g_hash_table_new_full (hash_tally, equal_tallies, g_free, NULL);
  self->units = g_array_sized_new (FALSE, FALSE, sizeof (Tally), tally_audit_units_get_n (units));
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (units, i, &n_lines);
      Tally tally = count_unit (input, lines, n_lines);
      if (tally_audit_units_has_found (context, lines, n_lines))
        tally = (Tally) { .cu = tally.cu, .work_type = tally.work_type };
      add_unit (self, &tally);
      g_array_append_val (self->units, tally);
    }
  return self;
}

static void
index_free (gpointer data)
{
  Index *self = data;

  g_hash_table_unref (self->tallies);
  g_array_unref (self->units);
  g_free (self);
}

TallyAuditRepeats
tally_audit_repeats_of (TallyAuditContext     *context,
                        guint                  unit,
                        TallyAuditRepeatsKind  kind)
{
  const Index *index = tally_audit_context_get_shared (context, "repeats", index_new, index_free);
  const Tally *own = &g_array_index (index->units, Tally, unit);
  const Tally *others = g_hash_table_lookup (index->tallies, own);

  return (TallyAuditRepeats) {
    .n_others = others->n_lines - own->n_lines,
    .n_other_repeats = others->n_repeats[kind] - own->n_repeats[kind],
    .n_all = index->all.n_lines - own->n_lines,
    .n_all_repeats = index->all.n_repeats[kind] - own->n_repeats[kind],
  };
}

/* (repeats + prior × share of all) / (lines + prior), as whole numbers; the product of two of them needs more than 64
 * bits. */
gboolean
tally_audit_repeats_are_usual (const TallyAuditRepeats *self)
{
  __int128 n_all = MAX (self->n_all, 1);
  __int128 repeats = self->n_other_repeats * n_all + (__int128) TALLY_AUDIT_REPEATS_PRIOR_LINES * self->n_all_repeats;
  __int128 lines = ((__int128) self->n_others + TALLY_AUDIT_REPEATS_PRIOR_LINES) * n_all;

  return PERCENT * repeats > TALLY_AUDIT_REPEATS_USUAL_PERCENT * lines;
}

const char *
tally_audit_repeats_get_doubt (const TallyAuditRepeats *self,
                               TallyAuditDifference     difference,
                               gint64                   n_alike)
{
  if (self->n_all < TALLY_AUDIT_DIFFERENCE_MIN_LINES)
    return "too-few-lines";
  if (tally_audit_repeats_are_usual (self))
    return "repeats-are-usual";
  if (tally_audit_difference_is_common (difference, n_alike, self->n_all))
    return "too-common-to-be-errors";
  return NULL;
}

void
tally_audit_repeats_add (const TallyAuditRepeats *self,
                         TallyAuditFacts         *facts)
{
  TallyAuditFacts *child = tally_audit_facts_add_child (facts, "repeats");

  tally_audit_facts_add_int64 (child, "n_others", self->n_others);
  tally_audit_facts_add_int64 (child, "n_other_repeats", self->n_other_repeats);
  tally_audit_facts_add_int64 (child, "n_all", self->n_all);
  tally_audit_facts_add_int64 (child, "n_all_repeats", self->n_all_repeats);
}

TallyAuditRepeats
tally_audit_repeats_read (const TallyAuditFacts *facts)
{
  const TallyAuditFacts *child = tally_audit_facts_get_child (facts, "repeats");

  return (TallyAuditRepeats) {
    .n_others = tally_audit_facts_get_int64 (child, "n_others"),
    .n_other_repeats = tally_audit_facts_get_int64 (child, "n_other_repeats"),
    .n_all = tally_audit_facts_get_int64 (child, "n_all"),
    .n_all_repeats = tally_audit_facts_get_int64 (child, "n_all_repeats"),
  };
}
