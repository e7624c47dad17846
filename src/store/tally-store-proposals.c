/* tally-store-proposals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-proposals.h"

#include "tally-proposal-json.h"
#include "tally-store-trail-private.h"

static const char *const state_ids[TALLY_STORE_N_PROPOSAL_STATES] = {
  "waiting", "rejected", "approved", "released", "superseded",
};

void
tally_store_proposal_free (TallyStoreProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->body);
  g_free (self);
}

const char *
tally_store_proposal_state_get_id (TallyStoreProposalState state)
{
  return (guint) state < TALLY_STORE_N_PROPOSAL_STATES ? state_ids[state] : "";
}

static gpointer
read_proposal (TallyStore        *store,
               TallyDbStatement  *row,
               GError           **error)
{
  TallyStoreProposal *self = g_new0 (TallyStoreProposal, 1);

  self->run_id = tally_db_column_int64 (row, 0);
  self->state = (TallyStoreProposalState) tally_db_column_int64 (row, 1);
  self->n_waiting = (guint) tally_db_column_int64 (row, 2);
  self->created_utc_usec = tally_db_column_int64 (row, 3);
  self->decided_utc_usec = tally_db_column_int64 (row, 4);
  g_strlcpy (self->digest, tally_db_column_text (row, 5), sizeof self->digest);
  g_strlcpy (self->id, self->digest, sizeof self->id);
  self->body = g_strdup (tally_db_column_text (row, 6));
  return self;
}

TallyStoreProposal *
tally_store_proposals_find (TallyStore  *store,
                            const char  *id,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  g_autofree char *behind = NULL;

  g_return_val_if_fail (store != NULL && id != NULL, NULL);
  find = tally_db_prepare (store->db, "find-proposal", error);
  if (find == NULL)
    return NULL;
  behind = g_strconcat (id, "g", NULL); /* behind the last hexadecimal digit */
  tally_db_bind_text (find, 1, id);
  tally_db_bind_text (find, 2, behind);
  return tally_store_read_one (store, find, read_proposal, error);
}

GPtrArray *
tally_store_proposals_list (TallyStore  *store,
                            guint        n_max,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-proposals", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, n_max);
  return tally_store_read_all (store, list, read_proposal, (GDestroyNotify) tally_store_proposal_free,
                               error);
}

GPtrArray *
tally_store_proposals_list_open (TallyStore  *store,
                                 gboolean     approved,
                                 GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-open-proposals", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, approved ? TALLY_STORE_PROPOSAL_APPROVED
                                             : TALLY_STORE_PROPOSAL_WAITING);
      tally_db_bind_int64 (list, 2, approved ? TALLY_STORE_PROPOSAL_APPROVED
                                             : TALLY_STORE_PROPOSAL_REJECTED);
    }
  return tally_store_read_all (store, list, read_proposal, (GDestroyNotify) tally_store_proposal_free,
                               error);
}

/* A step of a plan, as the trail tells it. */
typedef struct {
  const char *digest;
  const char *kind;
  const char *actor;  /* (nullable) */
  const char *reason; /* (nullable) */
} Step;

static gboolean
write_trail (TallyStore  *store,
             const Step  *step,
             GError     **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *subject = g_strndup (step->digest, TALLY_PROPOSAL_ID_LENGTH);
  g_autofree char *payload = NULL;
  TallyStoreTrailEntry entry = { .kind = step->kind, .actor = step->actor, .subject = subject };

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "digest", step->digest);
  if (step->reason != NULL)
    tally_json_writer_add_text (writer, "reason", step->reason);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  entry.payload = payload;
  return tally_store_trail_append_entry (store, &entry, error);
}

static gboolean
set_state (TallyStore               *store,
           const char               *digest,
           TallyStoreProposalState   state,
           GError                  **error)
{
  g_autoptr (TallyDbStatement) close = tally_db_prepare (store->db, "close-proposal", error);

  if (close == NULL)
    return FALSE;
  tally_db_bind_text (close, 1, digest);
  tally_db_bind_int64 (close, 2, state);
  tally_db_bind_int64 (close, 3, tally_store_now (store));
  tally_db_bind_int64 (close, 4, state != TALLY_STORE_PROPOSAL_SUPERSEDED);
  return tally_db_run (close, error);
}

static gboolean
supersede (TallyStore  *store,
           const char  *digest,
           const char  *why,
           GError     **error)
{
  const Step step = { .digest = digest, .kind = "plan-superseded", .reason = why };

  return set_state (store, digest, TALLY_STORE_PROPOSAL_SUPERSEDED, error)
         && write_trail (store, &step, error);
}

static gboolean
supersede_others (TallyStore           *store,
                  const TallyProposal  *proposal,
                  GError              **error)
{
  g_autoptr (GPtrArray) open = tally_store_proposals_list_open (store, FALSE, error);

  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      const TallyStoreProposal *other = open->pdata[i];
      if (strcmp (other->digest, proposal->digest) != 0
          && !supersede (store, other->digest, "newer-plan", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_trail (TallyStore           *store,
           gint64                run_id,
           const TallyProposal  *proposal,
           GError              **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *subject = g_strndup (proposal->digest, TALLY_PROPOSAL_ID_LENGTH);
  g_autofree char *payload = NULL;
  const TallyProposalTotals *totals = &proposal->totals;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "digest", proposal->digest);
  tally_json_writer_add_int64 (writer, "run", run_id);
  tally_json_writer_add_int64 (writer, "waiting", tally_proposal_count_waiting (proposal));
  tally_json_writer_add_int64 (writer, "published", totals->n_published);
  tally_json_writer_add_int64 (writer, "published_cents", totals->published_cents);
  tally_json_writer_add_int64 (writer, "changed", totals->n_changed);
  tally_json_writer_add_int64 (writer, "vanished", totals->n_vanished);
  tally_json_writer_add_int64 (writer, "changed_cents", totals->changed_cents);
  tally_json_writer_add_int64 (writer, "moved_cents", totals->moved_cents);
  tally_json_writer_begin_array (writer, "causes");
  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if ((totals->causes & (1u << i)) != 0)
      tally_json_writer_add_text (writer, NULL, tally_proposal_cause_get_id (i));
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  return tally_store_trail_append (store, "plan-waiting", subject, payload, error);
}

static gboolean
put_proposal (TallyStore           *store,
              gint64                run_id,
              const TallyProposal  *proposal,
              GError              **error)
{
  g_autofree char *body = tally_proposal_to_json (proposal);
  g_autoptr (TallyDbStatement) put = NULL;

  if (!supersede_others (store, proposal, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-proposal", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, run_id);
  tally_db_bind_int64 (put, 2, tally_proposal_count_waiting (proposal));
  tally_db_bind_int64 (put, 3, tally_store_now (store));
  tally_db_bind_text (put, 4, proposal->digest);
  tally_db_bind_text (put, 5, body);
  return tally_db_run (put, error) && put_trail (store, run_id, proposal, error);
}

gboolean
tally_store_proposals_put (TallyStore           *store,
                           gint64                run_id,
                           const TallyProposal  *proposal,
                           GError              **error)
{
  g_return_val_if_fail (store != NULL && proposal != NULL && *proposal->digest != '\0', FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, put_proposal (store, run_id, proposal, error), error);
}

static gboolean
fail_decided (const char                *id,
              const TallyStoreProposal  *proposal,
              GError                   **error)
{
  static const char *const texts[TALLY_STORE_N_PROPOSAL_STATES] = {
    [TALLY_STORE_PROPOSAL_REJECTED] = "was rejected already",
    [TALLY_STORE_PROPOSAL_APPROVED] = "was approved already; the next run publishes it",
    [TALLY_STORE_PROPOSAL_RELEASED] = "was approved and published already",
    [TALLY_STORE_PROPOSAL_SUPERSEDED] = "is outdated: its rows changed, or a newer plan took its place",
  };

  if (proposal == NULL)
    g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED,
                 "there is no plan %s; see 'tallyman plan list'", id);
  else
    g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED,
                 "plan %s %s; see 'tallyman plan list'", proposal->id, texts[proposal->state]);
  return FALSE;
}

static gboolean
decide (TallyStore  *store,
        const char  *id,
        const Step  *given,
        GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStoreProposal) proposal = tally_store_proposals_find (store, id, &failure);
  Step step = *given;
  gboolean approve = strcmp (step.kind, "plan-approved") == 0;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (proposal == NULL || proposal->state != TALLY_STORE_PROPOSAL_WAITING)
    return fail_decided (id, proposal, error);
  step.digest = proposal->digest;
  return set_state (store, proposal->digest,
                    approve ? TALLY_STORE_PROPOSAL_APPROVED : TALLY_STORE_PROPOSAL_REJECTED, error)
         && write_trail (store, &step, error);
}

gboolean
tally_store_proposals_decide (TallyStore  *store,
                              const char  *id,
                              gboolean     approve,
                              const char  *actor,
                              const char  *reason,
                              GError     **error)
{
  const Step step = {
    .kind = approve ? "plan-approved" : "plan-rejected", .actor = actor, .reason = reason,
  };

  g_return_val_if_fail (store != NULL && id != NULL && actor != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, decide (store, id, &step, error), error);
}

static gboolean
release (TallyStore  *store,
         const char  *digest,
         const char  *why,
         GError     **error)
{
  const Step step = { .digest = digest, .kind = "plan-released", .reason = why };

  return set_state (store, digest, TALLY_STORE_PROPOSAL_RELEASED, error)
         && write_trail (store, &step, error);
}

gboolean
tally_store_proposals_close (TallyStore               *store,
                             TallyStoreProposal       *proposal,
                             TallyStoreProposalState   state,
                             const char               *why,
                             GError                  **error)
{
  gboolean closed;

  g_return_val_if_fail (store != NULL && proposal != NULL && why != NULL, FALSE);
  g_return_val_if_fail (state == TALLY_STORE_PROPOSAL_RELEASED
                        || state == TALLY_STORE_PROPOSAL_SUPERSEDED, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error))
    return FALSE;
  closed = state == TALLY_STORE_PROPOSAL_RELEASED ? release (store, proposal->digest, why, error)
                                                  : supersede (store, proposal->digest, why, error);
  if (!tally_store_end (store, closed, error))
    return FALSE;
  proposal->state = state;
  return TRUE;
}
