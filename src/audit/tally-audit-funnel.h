/* tally-audit-funnel.h
 *
 * How many lines of a crew or a job findings are about, against what chance alone would give among so many
 * lines: a funnel, never a ranking. For those who may see it. Pure functions. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/* Lines below which nothing is said of a crew or a job (features 6.21). */
#define TALLY_AUDIT_FUNNEL_MIN_LINES 20

/**
 * TallyAuditFunnelRow:
 * @name: (borrowed): the crew or the job
 * @n_lines: billed lines
 * @n_found: of these, lines that a finding is about which counts
 * @lower: lower limit of the share, 0 … 1
 * @upper: upper limit
 * @is_outside: whether the share is outside of the limits: worth a question, no more
 *
 * One crew or job.
 */
typedef struct {
  const char *name;
  guint       n_lines;
  guint       n_found;
  double      lower;
  double      upper;
  gboolean    is_outside;
} TallyAuditFunnelRow;

/**
 * tally_audit_funnel:
 * @input: what was looked at, sealed
 * @findings: (element-type TallyFinding): findings; those on trial or done don't count
 * @field: %TALLY_FIELD_FOREMAN or %TALLY_FIELD_JOB
 *
 * Limits = p ± 3.09 √(p (1 - p) / n), of which chance exceeds one in 500 times on either side, with p of all
 * lines (Spiegelhalter 2005, "Funnel plots for comparing institutional performance"). O(n log n).
 *
 * Returns: (transfer full) (element-type TallyAuditFunnelRow): those of enough lines, by name; they live no
 *   longer than @input
 */
GArray *tally_audit_funnel (const TallyAuditInput *input,
                            GPtrArray             *findings,
                            TallyField             field);

G_END_DECLS
