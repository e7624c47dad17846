/* tally-proposal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-proposal.h"

#define DIGEST_VERSION 1

TallyProposal *
tally_proposal_new (void)
{
  TallyProposal *self = g_new0 (TallyProposal, 1);

  self->inputs = g_array_new (FALSE, FALSE, sizeof (TallyProposalInput));
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_plan_entry_free);
  return self;
}

void
tally_proposal_free (TallyProposal *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->inputs);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

TallyPlanEntry *
tally_proposal_add (TallyProposal        *self,
                    const TallyPlanEntry *entry)
{
  TallyPlanEntry *copy;

  g_return_val_if_fail (self != NULL && entry != NULL, NULL);
  copy = g_memdup2 (entry, sizeof *entry);
  copy->identity = tally_identity_copy (entry->identity);
  if (copy->hold == TALLY_HOLD_APPROVAL)
    copy->action = *copy->published_fingerprint == '\0' ? TALLY_PLAN_NEW : TALLY_PLAN_CHANGED;
  g_ptr_array_add (self->entries, copy);
  return copy;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TallyPlanEntry *const *first = a;
  const TallyPlanEntry *const *second = b;

  return tally_identity_compare ((*first)->identity, (*second)->identity);
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  const TallyProposalInput *first = a;
  const TallyProposalInput *second = b;

  return (first->sheet_id > second->sheet_id) - (first->sheet_id < second->sheet_id);
}

static void
hash_entry (TallyHash            *hash,
            const TallyPlanEntry *entry)
{
  g_autofree char *key = tally_identity_dup_key (entry->identity);

  tally_hash_add_text (hash, key);
  tally_hash_add_text (hash, tally_plan_action_get_id (entry->action));
  tally_hash_add_text (hash, entry->published_fingerprint);
  tally_hash_add_text (hash, entry->fingerprint);
  tally_hash_add_int64 (hash, entry->published_cents);
  tally_hash_add_int64 (hash, entry->total_cents);
  tally_hash_add_int64 (hash, entry->n_lines);
}

void
tally_proposal_seal (TallyProposal *self)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("plan", DIGEST_VERSION);

  g_return_if_fail (self != NULL);
  g_ptr_array_sort (self->entries, compare_entries);
  g_array_sort (self->inputs, compare_inputs);
  tally_hash_add_int64 (hash, self->target_sheet);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const TallyPlanEntry *entry = self->entries->pdata[i];
      if (entry->hold == TALLY_HOLD_APPROVAL)
        hash_entry (hash, entry);
    }
  g_strlcpy (self->digest, tally_hash_get_hex (hash), sizeof self->digest);
}

const TallyPlanEntry *
tally_proposal_find (const TallyProposal *self,
                     const TallyIdentity *identity)
{
  guint from = 0;
  guint to;

  g_return_val_if_fail (self != NULL && identity != NULL, NULL);
  to = self->entries->len;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      const TallyPlanEntry *entry = self->entries->pdata[middle];
      int order = tally_identity_compare (identity, entry->identity);
      if (order == 0)
        return entry;
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  return NULL;
}

guint
tally_proposal_count_waiting (const TallyProposal *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->entries->len; i++)
    n += ((const TallyPlanEntry *) self->entries->pdata[i])->hold == TALLY_HOLD_APPROVAL ? 1 : 0;
  return n;
}

static const struct {
  const char *id;
  const char *title;
} causes[TALLY_PROPOSAL_N_CAUSES] = {
  { "workbooks", "too many published workbooks would change" },
  { "amount", "too much of the published money would change" },
  { "moved", "too much of it moved to other workbooks" },
  { "earlier", "part of an earlier plan that was not approved" },
  { "ask", "[target] publish is ask" },
  { "source_lost", "an input was not read" },
  { "conservation", "rows and workbooks don't add up" },
  { "week", "too much of one published billing week would change" },
};

const char *
tally_proposal_cause_get_id (guint index)
{
  return index < TALLY_PROPOSAL_N_CAUSES ? causes[index].id : "";
}

const char *
tally_proposal_cause_get_title (guint index)
{
  return index < TALLY_PROPOSAL_N_CAUSES ? causes[index].title : "";
}
