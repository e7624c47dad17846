/* tally-audit-rollup.h
 *
 * What findings add up to: for each work request and week, each sheet, and the whole. A level of risk with
 * its reason, by what may be lost against what matters, never by how many findings there are. Pure
 * functions. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-policy.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyAuditUnitKind:
 * @TALLY_AUDIT_UNIT_ALL: the whole
 * @TALLY_AUDIT_UNIT_WORK: a work request in a billing week
 * @TALLY_AUDIT_UNIT_SHEET: a source sheet
 */
typedef enum {
  TALLY_AUDIT_UNIT_ALL,
  TALLY_AUDIT_UNIT_WORK,
  TALLY_AUDIT_UNIT_SHEET,
} TallyAuditUnitKind;

/**
 * TallyAuditUnit:
 * @kind: what it is
 * @work_request: (borrowed): of a work unit, else ""
 * @week_ending: likewise, else %TALLY_DAY_NONE
 * @sheet_id: of a sheet, else 0
 * @risk: its level
 * @n_findings: how many findings count for it
 * @exposure_cents: what they may cost; of several about one line the dearest counts
 * @expected_cents: the same, times how sure each is
 * @top: (borrowed) (nullable): the most important of them
 *
 * Risk of a part of the bill.
 */
typedef struct {
  TallyAuditUnitKind   kind;
  const char          *work_request;
  TallyDay             week_ending;
  gint64               sheet_id;
  TallyRisk            risk;
  guint                n_findings;
  TallyMoney           exposure_cents;
  TallyMoney           expected_cents;
  const TallyFinding  *top;
} TallyAuditUnit;

/**
 * tally_audit_rollup:
 * @policy: what matters
 * @findings: (element-type TallyFinding): by tally_finding_compare(); those that are on trial or ask for
 *   nobody's time any more don't count
 * @kind: which units to make
 *
 * The level of a unit is that of its most important finding, or what its expected loss makes of it: from the
 * materiality on high, from ten times of it on critical. O(n log n).
 *
 * Returns: (transfer full) (element-type TallyAuditUnit): the units, the highest risk first; one of the kind
 *   "all", even without findings. They live no longer than @findings
 */
GArray *tally_audit_rollup            (const TallyAuditPolicy  *policy,
                                       GPtrArray               *findings,
                                       TallyAuditUnitKind       kind);

/**
 * tally_audit_rollup_dup_reason:
 * @unit: a unit
 *
 * Returns: (transfer full): why it has its level, one sentence; counts and amounts, no names
 */
char   *tally_audit_rollup_dup_reason (const TallyAuditUnit    *unit);

G_END_DECLS
