/* tally-finding-decision.h
 *
 * What a person decides about a finding, and what becomes of decisions that come from another store. Plain values.
 * Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyFindingDecision:
 * @finding_id: a finding's whole id
 * @to: what it becomes
 * @actor: who decides
 * @reason: (nullable): stable id of why
 * @note: (nullable): why, in words
 * @recovered_cents: what was got back
 * @assignee: (nullable): who looks at it from now on, %NULL = who did before
 * @due: until when, %TALLY_DAY_NONE = as before
 */
typedef struct {
  const char         *finding_id;
  TallyFindingStatus  to;
  const char         *actor;
  const char         *reason;
  const char         *note;
  TallyMoney          recovered_cents;
  const char         *assignee;
  TallyDay            due;
} TallyFindingDecision;

/* Findings decided about at once: more is a rule, and belongs into the configuration or an exception. */
#define TALLY_FINDING_DECISIONS_MAX 10000

/**
 * TallyFindingStep:
 * @key: number of a finding in the store
 * @from: what it was
 * @to: what it became
 * @accepted_cents: the exposure that people had found right before
 * @n_verdicts: how many verdicts it has had since
 *
 * A decision that can be taken back, as long as nobody decides again.
 */
typedef struct {
  gint64              key;
  TallyFindingStatus  from;
  TallyFindingStatus  to;
  TallyMoney          accepted_cents;
  guint               n_verdicts;
} TallyFindingStep;

/**
 * TallyFindingConflict:
 * @finding_id: a finding
 * @here: what it is here, which stands
 * @there: what it is there
 */
typedef struct {
  char               finding_id[TALLY_FINDING_ID_LENGTH + 1];
  TallyFindingStatus here;
  TallyFindingStatus there;
} TallyFindingConflict;

/**
 * TallyFindingImport:
 * @n_taken: verdicts that were new here
 * @n_known: verdicts that were here already
 * @n_unknown: findings that this store does not know; nothing is kept of them
 * @conflicts: (owned) (element-type TallyFindingConflict): findings that both sides decided about
 *   differently since they knew the same: both histories are kept
 */
typedef struct {
  guint   n_taken;
  guint   n_known;
  guint   n_unknown;
  GArray *conflicts;
} TallyFindingImport;

/**
 * tally_finding_import_clear:
 * @self: what became of an import
 *
 * Frees what it owns.
 */
void tally_finding_import_clear (TallyFindingImport *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyFindingImport, tally_finding_import_clear)

G_END_DECLS
