/* tally-store-proposals.h
 *
 * Plans that wait for a person (tally-proposal.h), and what became of them. At most one waits or
 * stands rejected: a newer one supersedes it. Each step writes its entry into the trail in the same
 * transaction; who decided and why stands there alone, under the plan's id. Deciding needs no
 * lease: a run at work meets the decision in its own transaction or in the next run. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-proposal.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreProposalState:
 * @TALLY_STORE_PROPOSAL_WAITING: for a person
 * @TALLY_STORE_PROPOSAL_REJECTED: not to be published while its rows are as they are
 * @TALLY_STORE_PROPOSAL_APPROVED: the next run publishes exactly it
 * @TALLY_STORE_PROPOSAL_RELEASED: all of it is published
 * @TALLY_STORE_PROPOSAL_SUPERSEDED: its rows changed, or a newer plan took its place
 * @TALLY_STORE_N_PROPOSAL_STATES: how many there are
 */
typedef enum {
  TALLY_STORE_PROPOSAL_WAITING,
  TALLY_STORE_PROPOSAL_REJECTED,
  TALLY_STORE_PROPOSAL_APPROVED,
  TALLY_STORE_PROPOSAL_RELEASED,
  TALLY_STORE_PROPOSAL_SUPERSEDED,
  TALLY_STORE_N_PROPOSAL_STATES,
} TallyStoreProposalState;

/**
 * TallyStoreProposal:
 * @id: first digits of @digest: its name for people
 * @digest: of what waits
 * @state: what became of it
 * @run_id: the run that made it
 * @n_waiting: how many workbooks wait
 * @created_utc_usec: when it was put, µs since 1970 UTC
 * @decided_utc_usec: when its state changed last, 0 = it never did
 * @body: (owned): plan.json, "" when it is superseded or was listed
 */
typedef struct {
  char                    id[TALLY_PROPOSAL_ID_LENGTH + 1];
  char                    digest[TALLY_HASH_HEX_LENGTH + 1];
  TallyStoreProposalState state;
  gint64                  run_id;
  guint                   n_waiting;
  gint64                  created_utc_usec;
  gint64                  decided_utc_usec;
  char                   *body;
} TallyStoreProposal;

/**
 * tally_store_proposal_free:
 * @self: (nullable): a proposal
 *
 * Frees it.
 */
void                tally_store_proposal_free         (TallyStoreProposal       *self);

/**
 * tally_store_proposal_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): "waiting", "rejected", "approved", "released" or "superseded"; "" for none
 */
const char         *tally_store_proposal_state_get_id (TallyStoreProposalState   state);

/**
 * tally_store_proposals_put:
 * @store: a store opened for writing
 * @run_id: the run that made it
 * @proposal: a sealed proposal in which something waits
 * @error: return location, or %NULL
 *
 * Lets it wait, and supersedes another one that waits or was rejected. One that was put before
 * waits anew.
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_store_proposals_put         (TallyStore               *store,
                                                       gint64                    run_id,
                                                       const TallyProposal      *proposal,
                                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_proposals_find:
 * @store: a store
 * @id: an id, a whole digest, or the beginning of one
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the proposal; %NULL without an error if there is none
 */
TallyStoreProposal *tally_store_proposals_find        (TallyStore               *store,
                                                       const char               *id,
                                                       GError                  **error);

/**
 * tally_store_proposals_list:
 * @store: a store
 * @n_max: how many at most
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreProposal) (nullable): proposals without bodies,
 *   newest first
 */
GPtrArray          *tally_store_proposals_list        (TallyStore               *store,
                                                       guint                     n_max,
                                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_proposals_list_open:
 * @store: a store
 * @approved: whether those that are approved and not yet released are meant, else the one that
 *   waits or was rejected
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreProposal) (nullable): the proposals with bodies,
 *   oldest first
 */
GPtrArray          *tally_store_proposals_list_open   (TallyStore               *store,
                                                       gboolean                  approved,
                                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_proposals_decide:
 * @store: a store opened for writing
 * @id: as tally_store_proposals_find()
 * @approve: whether to approve it, else to reject it
 * @actor: who decides
 * @reason: (nullable): why
 * @error: return location, or %NULL
 *
 * Decides about the plan that waits.
 *
 * Errors: %TALLY_STORE_ERROR_DECIDED - there is none of this id, it is decided already, or a newer
 * one took its place: show the message.
 *
 * Returns: %TRUE if it is decided
 */
gboolean            tally_store_proposals_decide      (TallyStore               *store,
                                                       const char               *id,
                                                       gboolean                  approve,
                                                       const char               *actor,
                                                       const char               *reason,
                                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_proposals_close:
 * @store: a store opened for writing
 * @proposal: a proposal that is open; its state is set
 * @state: %TALLY_STORE_PROPOSAL_RELEASED or %TALLY_STORE_PROPOSAL_SUPERSEDED
 * @why: stable id of the reason, "inputs-moved"
 * @error: return location, or %NULL
 *
 * Closes what the program itself found released or outdated.
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_store_proposals_close       (TallyStore               *store,
                                                       TallyStoreProposal       *proposal,
                                                       TallyStoreProposalState   state,
                                                       const char               *why,
                                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreProposal, tally_store_proposal_free)

G_END_DECLS
