/* tally-audit-ranks.h
 *
 * Texts of lines as numbers of the same order, so that many lines are sorted by them without looking at the lines:
 * in a large audit these lie far apart in memory, and fetching them is what sorting costs. Owned by the input; made at
 * first use. One thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

typedef struct _TallyAuditRanks TallyAuditRanks;

/**
 * tally_audit_ranks_new:
 *
 * Returns: (transfer full): no ranks yet
 */
TallyAuditRanks *tally_audit_ranks_new  (void);

/**
 * tally_audit_ranks_free:
 * @self: (nullable): ranks
 *
 * Frees them.
 */
void             tally_audit_ranks_free (TallyAuditRanks  *self);

/**
 * tally_audit_ranks_get:
 * @self: ranks
 * @lines: (element-type TallyLine): lines, the same ones at every call
 * @field: a field that is text
 *
 * O(n) at the first call for a field, and O(d log d) in its distinct texts.
 *
 * Returns: (transfer none) (array): a number for each line: ordered as strcmp() orders the texts, equal for equal ones
 */
const guint32   *tally_audit_ranks_get  (TallyAuditRanks  *self,
                                         const GArray     *lines,
                                         TallyField        field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditRanks, tally_audit_ranks_free)

G_END_DECLS
