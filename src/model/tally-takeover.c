/* tally-takeover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-takeover.h"

TallyTakeover *
tally_takeover_new (void)
{
  TallyTakeover *self = g_new0 (TallyTakeover, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_takeover_entry_free);
  return self;
}

void
tally_takeover_free (TallyTakeover *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_free (self->cache_dir);
  g_free (self->report_path);
  g_free (self);
}

TallyTakeoverEntry *
tally_takeover_add (TallyTakeover       *self,
                    const TallyIdentity *identity)
{
  TallyTakeoverEntry *entry;

  g_return_val_if_fail (self != NULL && identity != NULL, NULL);
  entry = tally_takeover_entry_new (identity);
  g_ptr_array_add (self->entries, entry);
  return entry;
}

/* Two rows may hold files of one identity: the older file of the two stands behind. */
static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TallyTakeoverEntry *left = *(const TallyTakeoverEntry *const *) a;
  const TallyTakeoverEntry *right = *(const TallyTakeoverEntry *const *) b;
  int order = tally_identity_compare (left->identity, right->identity);

  if (order != 0 || left->attachment_id == right->attachment_id)
    return order;
  return left->attachment_id < right->attachment_id ? -1 : 1;
}

gboolean
tally_takeover_finish (TallyTakeover *self)
{
  gboolean fits = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_ptr_array_sort (self->entries, compare_entries);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = self->entries->pdata[i];

      self->n_by_status[entry->status]++;
      self->n_doubled += entry->n_files > 1 ? 1 : 0;
      self->n_ours += entry->is_ours ? 1 : 0;
      self->n_shrinks += entry->hold == TALLY_HOLD_TAKEOVER_SHRINKS ? 1 : 0;
      fits = fits && tally_money_add (&self->our_cents, entry->our_cents)
             && tally_money_add (&self->their_cents, entry->their_cents);
    }
  return fits;
}

gboolean
tally_takeover_is_settled (const TallyTakeover *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->n_by_status[TALLY_TAKEOVER_SAME] == self->entries->len && self->n_doubled == 0;
}

/* Files that a take-over would replace: not ours, and ours could take their place. */
static guint
count_theirs (const TallyTakeover *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = self->entries->pdata[i];
      n += entry->attachment_id != 0 && !entry->is_ours && entry->status != TALLY_TAKEOVER_EXTRA ? 1 : 0;
    }
  return n;
}

/* What there is to do where nothing is left to take over: the usual pass does the rest. */
static const char *
get_usual_step (const TallyTakeover *self)
{
  if (tally_takeover_is_settled (self))
    return "nothing is left to take over: what hangs there is ours already, and as it should be";
  if (self->n_by_status[TALLY_TAKEOVER_NO_ROW] > 0)
    return "nothing is left to take over; add the work requests that have no row to the target sheet, then "
           "publish with 'tallyman --batch'";
  if (self->n_by_status[TALLY_TAKEOVER_EXTRA] > 0)
    return "nothing is left to take over; publish with 'tallyman --batch', and look at the workbooks for "
           "which no row is billed: nobody replaces them";
  return "nothing is left to take over; publish with 'tallyman --batch'";
}

const char *
tally_takeover_get_next_step (const TallyTakeover *self)
{
  g_return_val_if_fail (self != NULL, "");
  if (self->entries->len == 0)
    return "there is nothing to compare: look at [sources], [target] sheet and the filters of the run";
  if (count_theirs (self) == 0)
    return get_usual_step (self);
  if (self->n_by_status[TALLY_TAKEOVER_UNREADABLE] > 0)
    return "open the unreadable files by hand; then take over with 'tallyman --batch --take-over', which "
           "archives each file that it replaces";
  if (self->n_by_status[TALLY_TAKEOVER_DIFFERS] > 0 || self->n_by_status[TALLY_TAKEOVER_LINES] > 0)
    return "look at the identities that differ in the workbook, and decide which side is right; then take "
           "over with 'tallyman --batch --take-over --max-groups N', a few at first";
  if (self->n_by_status[TALLY_TAKEOVER_NO_ROW] > 0)
    return "add the work requests that have no row to the target sheet; then take over with "
           "'tallyman --batch --take-over'";
  return "take over with 'tallyman --batch --take-over'; what hangs there is archived when it is replaced";
}
