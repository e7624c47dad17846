/* tally-plan.h
 *
 * What a run is going to do with each workbook, and why. Billing compares the groups of now with
 * what was published; workbooks and publishing follow it; the store keeps it. One owner at a
 * time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-hash.h"
#include "tally-identity.h"
#include "tally-money.h"
#include "tally-reason.h"

G_BEGIN_DECLS

/**
 * TallyPlanAction:
 * @TALLY_PLAN_NEW: never published
 * @TALLY_PLAN_CHANGED: published with another fingerprint
 * @TALLY_PLAN_UNCHANGED: published as it is
 * @TALLY_PLAN_VANISHED: published, and no line is left: held for a person, nothing is deleted
 * @TALLY_PLAN_HELD: not published now, see the hold
 * @TALLY_N_PLAN_ACTIONS: how many there are
 */
typedef enum {
  TALLY_PLAN_NEW,
  TALLY_PLAN_CHANGED,
  TALLY_PLAN_UNCHANGED,
  TALLY_PLAN_VANISHED,
  TALLY_PLAN_HELD,
  TALLY_N_PLAN_ACTIONS,
} TallyPlanAction;

/**
 * TallyHold:
 * @TALLY_HOLD_NONE: not held
 * @TALLY_HOLD_SOURCE_LOST: a sheet that it draws on was not read in this run
 * @TALLY_HOLD_VANISHED: all its lines are gone
 * @TALLY_HOLD_CLASH: different work requests look the same on source or target
 * @TALLY_HOLD_TAKEOVER: the target row holds a workbook that is not in the store (--take-over)
 * @TALLY_HOLD_FOREIGN_PUBLISHER: a newer workbook on the target row is not ours
 * @TALLY_HOLD_AMBIGUOUS_TARGET: several target rows have this work request
 * @TALLY_HOLD_NO_IDENTIFIER: the variant needs a name and has none
 * @TALLY_HOLD_UNVERIFIED: what an earlier run attached could not be verified or cleaned up yet
 * @TALLY_HOLD_SOURCE_UNREAD: what hangs there draws on a sheet that this run did not read
 * @TALLY_HOLD_TAKEOVER_SHRINKS: another program's workbook has clearly more lines or dollars
 * @TALLY_HOLD_FILE_UNREAD: what hangs there could not be fetched
 * @TALLY_HOLD_APPROVAL: it waits until a person approves the plan
 * @TALLY_HOLD_CONSERVATION: rows and workbooks of this run don't add up
 * @TALLY_HOLD_RESTORED: a person restored an earlier version, and its lines are as they were then
 * @TALLY_HOLD_SET_ASIDE: it failed in run after run by its own fault
 * @TALLY_N_HOLDS: how many there are
 */
typedef enum {
  TALLY_HOLD_NONE,
  TALLY_HOLD_SOURCE_LOST,
  TALLY_HOLD_VANISHED,
  TALLY_HOLD_CLASH,
  TALLY_HOLD_TAKEOVER,
  TALLY_HOLD_FOREIGN_PUBLISHER,
  TALLY_HOLD_AMBIGUOUS_TARGET,
  TALLY_HOLD_NO_IDENTIFIER,
  TALLY_HOLD_UNVERIFIED,
  TALLY_HOLD_SOURCE_UNREAD,
  TALLY_HOLD_TAKEOVER_SHRINKS,
  TALLY_HOLD_FILE_UNREAD,
  TALLY_HOLD_APPROVAL,
  TALLY_HOLD_CONSERVATION,
  TALLY_HOLD_RESTORED,
  TALLY_HOLD_SET_ASIDE,
  TALLY_N_HOLDS,
} TallyHold;

/**
 * TallyPlanEntry:
 * @identity: (owned): which workbook
 * @action: what to do
 * @hold: why it is held
 * @fingerprint: of its lines now, "" when it vanished
 * @published_fingerprint: of the published workbook, "" when there is none
 * @generated_utc_usec: when @fingerprint was first planned
 * @n_lines: lines now
 * @total_cents: their sum
 * @published_cents: what the published workbook says, 0 when there is none
 * @published_lines: lines of the published workbook, as far as this run looked at it
 */
typedef struct {
  TallyIdentity   *identity;
  TallyPlanAction  action;
  TallyHold        hold;
  char             fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  char             published_fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  gint64           generated_utc_usec;
  guint            n_lines;
  TallyMoney       total_cents;
  TallyMoney       published_cents;
  guint            published_lines;
} TallyPlanEntry;

/**
 * TallyPlan:
 * @entries: (owned) (element-type TallyPlanEntry): by tally_identity_compare()
 * @n_rows: rows that have a value, read now or kept from an earlier read
 * @n_by_reason: rows by reason; %TALLY_REASON_ACCEPTED counts the billed ones
 * @cents_by_reason: their prices, as far as they could be read
 * @n_by_issue: lines by issue
 * @n_filtered: billed rows of workbooks that filters or the limit left out of this plan
 * @filtered_cents: their prices
 * @n_published: workbooks published before, those that filters leave out of this plan included
 * @published_cents: what they say; no further than 64 bits
 * @published_weeks: (owned) (element-type TallyPlanWeek): the same by billing week
 */
typedef struct {
  GPtrArray  *entries;
  guint64     n_rows;
  guint64     n_by_reason[TALLY_N_REASONS];
  TallyMoney  cents_by_reason[TALLY_N_REASONS];
  guint64     n_by_issue[TALLY_N_ISSUES];
  guint64     n_filtered;
  TallyMoney  filtered_cents;
  guint       n_published;
  TallyMoney  published_cents;
  GArray     *published_weeks;
} TallyPlan;

/**
 * tally_plan_new:
 *
 * Returns: (transfer full): an empty plan
 */
TallyPlan      *tally_plan_new            (void);

/**
 * tally_plan_free:
 * @self: (nullable): a plan
 *
 * Frees it.
 */
void            tally_plan_free           (TallyPlan           *self);

/**
 * tally_plan_entry_new:
 * @identity: which workbook; copied
 * @action: what to do
 * @hold: why it is held
 *
 * Returns: (transfer full): an entry without lines
 */
TallyPlanEntry *tally_plan_entry_new      (const TallyIdentity *identity,
                                           TallyPlanAction      action,
                                           TallyHold            hold);

/**
 * tally_plan_entry_free:
 * @self: (nullable): an entry
 *
 * Frees it.
 */
void            tally_plan_entry_free     (TallyPlanEntry      *self);

/**
 * tally_plan_count:
 * @self: a plan
 * @action: an action
 *
 * Returns: how many entries have it; O(entries)
 */
guint           tally_plan_count          (const TallyPlan     *self,
                                           TallyPlanAction      action);

/**
 * tally_plan_action_get_id:
 * @action: an action
 *
 * Returns: (transfer none): "new", "changed", "unchanged", "vanished" or "held"
 */
const char     *tally_plan_action_get_id  (TallyPlanAction      action);

/**
 * tally_hold_get_id:
 * @hold: a hold
 *
 * Returns: (transfer none): its stable id, e.g. "source_lost"; "" for none
 */
const char     *tally_hold_get_id         (TallyHold            hold);

/**
 * tally_hold_get_remedy:
 * @hold: a hold
 *
 * Returns: (transfer none): one English sentence: what a person does about it
 */
const char     *tally_hold_get_remedy     (TallyHold            hold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyPlan, tally_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyPlanEntry, tally_plan_entry_free)

G_END_DECLS
