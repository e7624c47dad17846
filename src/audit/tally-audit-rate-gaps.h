/* tally-audit-rate-gaps.h
 *
 * Units that a contract does not list although many lines bill them: there the table lacks something, and one
 * question about the unit is worth more than a finding on each line. Computed once an audit. Read only once it
 * is made. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-rate-check.h"

G_BEGIN_DECLS

/* From so many lines of so many work requests on, nobody mistyped a unit: people bill it as a rule. */
#define TALLY_AUDIT_RATE_GAP_MIN_LINES 10
#define TALLY_AUDIT_RATE_GAP_MIN_REQUESTS 3

/**
 * TallyAuditRateGap:
 * @contract: a contract
 * @cu: a unit that it does not list
 * @n_requests: work requests that bill it
 * @cents: what is billed for it
 * @lines: (owned) (element-type guint): numbers of the lines, in their order
 *
 * A unit that the table lacks.
 */
typedef struct {
  const char *contract;
  const char *cu;
  guint       n_requests;
  TallyMoney  cents;
  GArray     *lines;
} TallyAuditRateGap;

/**
 * tally_audit_rate_gaps_list:
 * @context: an audit
 *
 * O(n log n) at the first call.
 *
 * Returns: (transfer none) (element-type TallyAuditRateGap): the gaps, by contract and unit; of contracts whose
 *   coverage is enough for a missing unit to say something
 */
GPtrArray *tally_audit_rate_gaps_list (TallyAuditContext         *context);

/**
 * tally_audit_rate_gaps_has:
 * @context: an audit
 * @entry: a line whose unit is not listed
 *
 * Returns: %TRUE if its unit is a gap of the table
 */
gboolean   tally_audit_rate_gaps_has  (TallyAuditContext         *context,
                                       const TallyAuditRateEntry *entry);

G_END_DECLS
