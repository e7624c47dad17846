/* tally-audit-reversals.h
 *
 * Lines that were taken back: one of +x and one of -x for the same unit. Both are out of every test for
 * duplicates, or each correction would look like one more bill. A line of a negative price is excluded
 * from billing but keeps its price. Shared by detectors while they collect. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"

G_BEGIN_DECLS

typedef struct _TallyAuditReversals TallyAuditReversals;

/**
 * tally_audit_reversals_get:
 * @context: an audit at work
 *
 * Pairs, at the first call, each line of a negative price with one of the same positive price, work request,
 * pole, unit, kind of work and quantity (its sign apart): the earliest with the earliest. O(n log n).
 *
 * Returns: (transfer none): the pairs
 */
const TallyAuditReversals *tally_audit_reversals_get          (TallyAuditContext         *context);

/**
 * tally_audit_reversals_find:
 * @self: the pairs
 * @line: number of a line
 * @out_other: (out) (optional): the other one of its pair; untouched if there is none
 *
 * Returns: %TRUE if the line is in a pair: it was taken back, or it takes one back
 */
gboolean                   tally_audit_reversals_find         (const TallyAuditReversals *self,
                                                               guint                      line,
                                                               guint                     *out_other);

G_END_DECLS
