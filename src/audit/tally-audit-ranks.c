/* tally-audit-ranks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-ranks.h"

struct _TallyAuditRanks {
  guint32 *of_field[TALLY_N_TEXT_FIELDS]; /* (owned) (nullable): not made yet */
};

TallyAuditRanks *
tally_audit_ranks_new (void)
{
  return g_new0 (TallyAuditRanks, 1);
}

void
tally_audit_ranks_free (TallyAuditRanks *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    g_free (self->of_field[i]);
  g_free (self);
}

static const char *
get_text (const GArray *lines,
          guint         index,
          TallyField    field)
{
  return g_array_index (lines, TallyLine, index).text[field];
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The distinct texts by rank. Texts of one input are interned, so that pointers tell them apart; one that comes twice
 * all the same has one rank. */
static GHashTable *
rank_texts (const GArray *lines,
            TallyField    field)
{
  GHashTable *ranks = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const char *last = NULL;
  guint32 rank = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *text = get_text (lines, i, field);
      if (text != last && g_hash_table_add (ranks, (gpointer) text))
        g_ptr_array_add (texts, (gpointer) text);
      last = text;
    }
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    {
      rank += i > 0 && strcmp (texts->pdata[i - 1], texts->pdata[i]) != 0;
      g_hash_table_insert (ranks, texts->pdata[i], GUINT_TO_POINTER (rank));
    }
  return ranks;
}

static guint32 *
make_ranks (const GArray *lines,
            TallyField    field)
{
  g_autoptr (GHashTable) ranks = rank_texts (lines, field);
  guint32 *result = g_new (guint32, MAX (lines->len, 1));
  const char *last = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *text = get_text (lines, i, field);
      result[i] = text == last ? result[i - 1] : GPOINTER_TO_UINT (g_hash_table_lookup (ranks, text));
      last = text;
    }
  return result;
}

const guint32 *
tally_audit_ranks_get (TallyAuditRanks *self,
                       const GArray    *lines,
                       TallyField       field)
{
  g_return_val_if_fail (field < TALLY_N_TEXT_FIELDS, NULL);
  if (self->of_field[field] == NULL)
    self->of_field[field] = make_ranks (lines, field);
  return self->of_field[field];
}
