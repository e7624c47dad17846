/* tally-store-verdicts-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-trail.h"
#include "tally-store-verdicts-private.h"

/* One finding's histories held against each other. */
typedef struct {
  TallyStore        *store;      /* (borrowed) */
  const char        *actor;      /* (borrowed) */
  TallyStoreFinding *row; /* (owned) */
  GPtrArray         *ours;        /* (owned) (element-type TallyFindingVerdict) */
  GPtrArray         *news; /* (owned) (element-type TallyFindingVerdict), borrowed from the history */
  TallyFindingImport  *result; /* (borrowed) */
} Merging;

static void
merging_clear (Merging *self)
{
  g_clear_pointer (&self->row, tally_store_finding_free);
  g_clear_pointer (&self->ours, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merging, merging_clear)

static gboolean
has_digest (GPtrArray  *verdicts,
            const char *digest)
{
  for (guint i = 0; i < verdicts->len; i++)
    if (strcmp (((const TallyFindingVerdict *) verdicts->pdata[i])->digest, digest) == 0)
      return TRUE;
  return FALSE;
}

static void
find_news (Merging                   *self,
           const TallyFindingHistory *theirs)
{
  self->news = g_ptr_array_new ();
  for (guint i = 0; i < theirs->verdicts->len; i++)
    {
      const TallyFindingVerdict *verdict = theirs->verdicts->pdata[i];
      if (has_digest (self->ours, verdict->digest) || has_digest (self->news, verdict->digest))
        self->result->n_known++;
      else
        g_ptr_array_add (self->news, theirs->verdicts->pdata[i]);
    }
}

/* The last that a person said and that stands. */
static const TallyFindingVerdict *
get_last_word (GPtrArray *verdicts)
{
  for (guint i = verdicts->len; i > 0; i--)
    if (tally_finding_verdict_is_of_person (verdicts->pdata[i - 1]))
      return verdicts->pdata[i - 1];
  return NULL;
}

/* Whether somebody decided here what the other side did not know. */
static gboolean
was_decided_here (const Merging             *self,
                  const TallyFindingHistory *theirs)
{
  for (guint i = 0; i < self->ours->len; i++)
    {
      const TallyFindingVerdict *verdict = self->ours->pdata[i];
      if (tally_finding_verdict_is_of_person (verdict)
          && !has_digest (theirs->verdicts, verdict->digest))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_news (Merging   *self,
           gboolean   is_overruled,
           GError   **error)
{
  for (guint i = 0; i < self->news->len; i++)
    {
      g_autoptr (TallyFindingVerdict) verdict = tally_finding_verdict_dup (self->news->pdata[i]);
      const TallyStoreVerdictStep step = { .row = self->row,
                                           .verdict = verdict,
                                           .imported_by = self->actor };
      if (is_overruled || !tally_finding_verdict_is_of_person (verdict))
        verdict->source = TALLY_FINDING_SOURCE_OVERRULED;
      else
        verdict->source = TALLY_FINDING_SOURCE_IMPORT;
      if (!tally_store_verdicts_take_step (self->store, &step, error))
        return FALSE;
      self->result->n_taken++;
    }
  return TRUE;
}

/* A run saw already that it is gone: what was decided elsewhere follows on that. */
static gboolean
follow_on_gone (Merging  *self,
                GError  **error)
{
  TallyStoreFinding *row = self->row;
  TallyFindingStatus after = tally_store_verdicts_after_gone (row->finding->status);

  if (row->finding->gone_run == 0 || after == row->finding->status)
    return TRUE;
  if (!tally_store_verdicts_insert_of_run (self->store, row, after, TALLY_FINDING_REASON_GONE,
                                           row->finding->gone_run, error))
    return FALSE;
  row->finding->status = after;
  return tally_store_findings_mark (self->store, row, error);
}

static void
note_conflict (Merging                   *self,
               const TallyFindingVerdict *there)
{
  TallyFindingConflict conflict = { .here = self->row->finding->status, .there = there->to };

  g_strlcpy (conflict.finding_id, self->row->finding->id, sizeof conflict.finding_id);
  g_array_append_val (self->result->conflicts, conflict);
}

static gboolean
merge_row (Merging                    *self,
           const TallyFindingHistory  *theirs,
           GError                    **error)
{
  const TallyFindingVerdict *here, *there;
  gboolean was_decided;

  self->ours = tally_store_verdicts_list_of_key (self->store, self->row->key, error);
  if (self->ours == NULL)
    return FALSE;
  find_news (self, theirs);
  if (self->news->len == 0)
    return TRUE;
  here = get_last_word (self->ours);
  there = get_last_word (theirs->verdicts);
  was_decided = was_decided_here (self, theirs);
  if (was_decided && there != NULL && there->to != here->to)
    note_conflict (self, there);
  return take_news (self, was_decided, error) && follow_on_gone (self, error);
}

static gboolean
merge (TallyStore                 *store,
       const TallyFindingHistory  *theirs,
       const char                 *actor,
       TallyFindingImport           *result,
       GError                    **error)
{
  g_auto (Merging) merging = { .store = store, .actor = actor, .result = result };
  GError *failure = NULL;

  merging.row = tally_store_findings_find_row (store, theirs->finding_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (merging.row != NULL)
    return merge_row (&merging, theirs, error);
  result->n_unknown++;
  return TRUE;
}

static gboolean
merge_all (TallyStore        *store,
           GPtrArray         *histories,
           const char        *actor,
           TallyFindingImport  *result,
           GError           **error)
{
  for (guint i = 0; i < histories->len; i++)
    if (!merge (store, histories->pdata[i], actor, result, error))
      return FALSE;
  return TRUE;
}

gboolean
tally_store_verdicts_import (TallyStore        *store,
                             GPtrArray         *histories,
                             const char        *actor,
                             TallyFindingImport  *out_import,
                             GError           **error)
{
  g_auto (TallyFindingImport) result = { 0 };

  g_return_val_if_fail (store != NULL && histories != NULL && actor != NULL && out_import != NULL,
                        FALSE);
  result.conflicts = g_array_new (FALSE, FALSE, sizeof (TallyFindingConflict));
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, merge_all (store, histories, actor, &result, error), error))
    return FALSE;
  *out_import = result;
  result.conflicts = NULL;
  return TRUE;
}
