/* tally-proposal.h
 *
 * A plan that waits for a person: what would be published, from what to what, and why nobody may
 * do it unseen. Its digest names exactly this set of changes: the same rows give the same digest,
 * whatever else was edited meanwhile. Jobs make it, the store keeps it, faces show it and hand the
 * decision back; tally-proposal-json.h is its form as plan.json. One owner at a time. Depends on
 * core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"

G_BEGIN_DECLS

/* Digits of the id: enough to name it on a command line and never meet another. */
#define TALLY_PROPOSAL_ID_LENGTH 16

/**
 * TallyProposalCause:
 * @TALLY_PROPOSAL_CAUSE_WORKBOOKS: too large a share of workbooks would change or vanished
 * @TALLY_PROPOSAL_CAUSE_AMOUNT: too large a share of the published money would change
 * @TALLY_PROPOSAL_CAUSE_MOVED: too large a share of it moved to other workbooks
 * @TALLY_PROPOSAL_CAUSE_EARLIER: part of an earlier plan that was not approved
 * @TALLY_PROPOSAL_CAUSE_ASK: the configuration wants each plan to be approved
 * @TALLY_PROPOSAL_CAUSE_SOURCE_LOST: an input was not read; what draws on it is held
 * @TALLY_PROPOSAL_CAUSE_CONSERVATION: rows and workbooks don't add up; nothing can be approved
 * @TALLY_PROPOSAL_CAUSE_WEEK: too large a share of one billing week would change, of its workbooks or
 *   of its money
 * @TALLY_PROPOSAL_N_CAUSES: how many there are
 *
 * Bits: why not everything is published.
 */
typedef enum {
  TALLY_PROPOSAL_CAUSE_WORKBOOKS = 1 << 0,
  TALLY_PROPOSAL_CAUSE_AMOUNT = 1 << 1,
  TALLY_PROPOSAL_CAUSE_MOVED = 1 << 2,
  TALLY_PROPOSAL_CAUSE_EARLIER = 1 << 3,
  TALLY_PROPOSAL_CAUSE_ASK = 1 << 4,
  TALLY_PROPOSAL_CAUSE_SOURCE_LOST = 1 << 5,
  TALLY_PROPOSAL_CAUSE_CONSERVATION = 1 << 6,
  TALLY_PROPOSAL_CAUSE_WEEK = 1 << 7,
  TALLY_PROPOSAL_N_CAUSES = 8,
} TallyProposalCause;

/**
 * TallyProposalTotals:
 * @causes: #TallyProposalCause bits
 * @n_published: workbooks published before
 * @published_cents: what they say
 * @n_changed: of these, how many would change
 * @n_vanished: of these, how many have no row left
 * @changed_cents: sum of |new - old| over both
 * @moved_cents: what rows cost that stood in another published workbook
 *
 * How much a pass would change of what was published before.
 */
typedef struct {
  guint      causes;
  guint      n_published;
  guint      n_changed;
  guint      n_vanished;
  TallyMoney published_cents;
  TallyMoney changed_cents;
  TallyMoney moved_cents;
} TallyProposalTotals;

/**
 * TallyProposalInput:
 * @sheet_id: a source sheet
 * @version: its version when it was read last, -1 = not known
 * @is_lost: whether this run could not read it
 */
typedef struct {
  gint64   sheet_id;
  gint64   version;
  gboolean is_lost;
} TallyProposalInput;

/**
 * TallyProposal:
 * @digest: SHA-256 in hexadecimal of the entries that wait, "" before tally_proposal_seal()
 * @target_sheet: where they would be published
 * @totals: how much the pass would change, and why it waits
 * @inputs: (owned) (element-type TallyProposalInput): the sheets, by id; for the reader, no part
 *   of the digest: an edit of a row that is not billed must not undo an approval
 * @entries: (owned) (element-type TallyPlanEntry): what waits (new or changed, held for approval),
 *   and what is held or vanished otherwise, by tally_identity_compare()
 */
typedef struct {
  char                 digest[TALLY_HASH_HEX_LENGTH + 1];
  gint64               target_sheet;
  TallyProposalTotals  totals;
  GArray              *inputs;
  GPtrArray           *entries;
} TallyProposal;

/**
 * tally_proposal_new:
 *
 * Returns: (transfer full): a proposal without entries and inputs
 */
TallyProposal  *tally_proposal_new         (void);

/**
 * tally_proposal_free:
 * @self: (nullable): a proposal
 *
 * Frees it.
 */
void            tally_proposal_free        (TallyProposal         *self);

/**
 * tally_proposal_add:
 * @self: a proposal that is not sealed
 * @entry: an entry of a plan; copied. Held for approval it is taken as new or changed
 *
 * Adds an entry.
 *
 * Returns: (transfer none): the copy
 */
TallyPlanEntry *tally_proposal_add         (TallyProposal         *self,
                                            const TallyPlanEntry  *entry);

/**
 * tally_proposal_seal:
 * @self: a proposal
 *
 * Sorts its entries and inputs and works out the digest: target, and of each entry that waits the
 * identity, what is done, old and new fingerprint, old and new cents, lines.
 */
void            tally_proposal_seal        (TallyProposal         *self);

/**
 * tally_proposal_find:
 * @self: a sealed proposal
 * @identity: an identity
 *
 * Returns: (transfer none) (nullable): its entry; O(log entries)
 */
const TallyPlanEntry *tally_proposal_find  (const TallyProposal   *self,
                                            const TallyIdentity   *identity);

/**
 * tally_proposal_count_waiting:
 * @self: a proposal
 *
 * Returns: how many entries wait for approval
 */
guint           tally_proposal_count_waiting (const TallyProposal *self);

/**
 * tally_proposal_cause_get_id:
 * @index: 0 … %TALLY_PROPOSAL_N_CAUSES - 1, the number of the bit
 *
 * Returns: (transfer none): its stable id, "workbooks"
 */
const char     *tally_proposal_cause_get_id   (guint               index);

/**
 * tally_proposal_cause_get_title:
 * @index: 0 … %TALLY_PROPOSAL_N_CAUSES - 1, the number of the bit
 *
 * Returns: (transfer none): what it means, in a few words
 */
const char     *tally_proposal_cause_get_title (guint              index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyProposal, tally_proposal_free)

G_END_DECLS
