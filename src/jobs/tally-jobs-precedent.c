/* tally-jobs-precedent.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-precedent.h"

/* Shares are compared in millionths: whole numbers, whatever the amounts. */
#define MILLION 1000000

/* Whether @ours is below @theirs by more than the share. */
static gboolean
falls_short (gint64 ours,
             gint64 theirs,
             double max_change_share)
{
  gint64 kept = MILLION - (gint64) (max_change_share * MILLION + 0.5);

  return theirs > 0 && (__int128) ours * MILLION < (__int128) theirs * kept;
}

gboolean
tally_jobs_precedent_shrinks (const TallyPlanEntry *entry,
                              guint                 n_lines,
                              TallyMoney            total_cents,
                              double                max_change_share)
{
  g_return_val_if_fail (entry != NULL, FALSE);
  return falls_short (entry->n_lines, n_lines, max_change_share)
         || falls_short (entry->total_cents, total_cents, max_change_share);
}

static TallyHold
refuse (const TallyJobsPrecedent *self)
{
  return self->is_published ? TALLY_HOLD_FOREIGN_PUBLISHER : TALLY_HOLD_TAKEOVER;
}

static TallyHold
judge_other (const TallyJobsPrecedent *self)
{
  const TallyJobsExamined *theirs = self->examined;

  if (!self->take_over)
    return refuse (self);
  return tally_jobs_precedent_shrinks (self->entry, theirs->n_lines, theirs->total_cents,
                                       self->max_change_share)
           ? TALLY_HOLD_TAKEOVER_SHRINKS : TALLY_HOLD_NONE;
}

static TallyHold
judge_ours (const TallyJobsPrecedent *self,
            gboolean                 *out_is_ours)
{
  const TallyJobsExamined *theirs = self->examined;
  gboolean is_same = strcmp (theirs->fingerprint, self->entry->fingerprint) == 0;

  for (guint i = 0; !is_same && i < theirs->sheet_ids->len; i++)
    if (!g_hash_table_contains (self->read_sheets, &g_array_index (theirs->sheet_ids, gint64, i)))
      return TALLY_HOLD_SOURCE_UNREAD;
  *out_is_ours = TRUE;
  return TALLY_HOLD_NONE;
}

static TallyHold
judge_tallyman (const TallyJobsPrecedent *self,
                gboolean                 *out_is_ours)
{
  const TallyJobsExamined *theirs = self->examined;

  if (strcmp (theirs->key, self->key) != 0) /* a copy under another's name */
    return judge_other (self);
  if (!self->is_published || self->only_reads || strcmp (theirs->installation, self->installation) == 0)
    return judge_ours (self, out_is_ours);
  return judge_other (self);
}

TallyHold
tally_jobs_precedent_judge (const TallyJobsPrecedent *self,
                            gboolean                 *out_is_ours)
{
  g_return_val_if_fail (self != NULL && out_is_ours != NULL, TALLY_HOLD_FILE_UNREAD);
  *out_is_ours = FALSE;
  if (self->examined == NULL)
    return refuse (self);
  switch (self->examined->author)
    {
    case TALLY_JOBS_AUTHOR_UNREADABLE:
      return self->take_over || (self->is_current_form && !self->is_published) ? TALLY_HOLD_NONE
                                                                              : refuse (self);
    case TALLY_JOBS_AUTHOR_OTHER:
      return judge_other (self);
    case TALLY_JOBS_AUTHOR_TALLYMAN:
      return judge_tallyman (self, out_is_ours);
    case TALLY_JOBS_AUTHOR_UNFETCHED:
    default:
      return TALLY_HOLD_FILE_UNREAD;
    }
}
