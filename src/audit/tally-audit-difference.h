/* tally-audit-difference.h
 *
 * What two lines of one unit, quantity and price differ in: one value says that the same work may stand there
 * twice, several say that it is other work. Pure functions, any thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

/**
 * TallyAuditDifference:
 * @TALLY_AUDIT_DIFFERENCE_NONE: in none of these
 * @TALLY_AUDIT_DIFFERENCE_CREW: in the foreman
 * @TALLY_AUDIT_DIFFERENCE_JOB: in the job number
 * @TALLY_AUDIT_DIFFERENCE_SCOPE: one has a scope or a work order, the other has none
 * @TALLY_AUDIT_DIFFERENCE_WEEK: in the billing week, completed on the same day
 * @TALLY_AUDIT_DIFFERENCE_DAY: in the day of completion: work that is done again looks so too
 * @TALLY_AUDIT_DIFFERENCE_SEVERAL: in more than one of these
 * @TALLY_AUDIT_DIFFERENCE_OTHER_SCOPE: each has a scope or work order of its own
 * @TALLY_AUDIT_N_DIFFERENCES: how many there are
 */
typedef enum {
  TALLY_AUDIT_DIFFERENCE_NONE,
  TALLY_AUDIT_DIFFERENCE_CREW,
  TALLY_AUDIT_DIFFERENCE_JOB,
  TALLY_AUDIT_DIFFERENCE_SCOPE,
  TALLY_AUDIT_DIFFERENCE_WEEK,
  TALLY_AUDIT_DIFFERENCE_DAY,
  TALLY_AUDIT_DIFFERENCE_SEVERAL,
  TALLY_AUDIT_DIFFERENCE_OTHER_SCOPE,
  TALLY_AUDIT_N_DIFFERENCES,
} TallyAuditDifference;

/* So few lines, repeats of which could be counted, tell nothing of what is usual. */
#define TALLY_AUDIT_DIFFERENCE_MIN_LINES 20

/* More lines of one unit than these are a series, not one bill too many. */
#define TALLY_AUDIT_DIFFERENCE_MAX_LINES 3

/**
 * tally_audit_difference_of:
 * @a: a line
 * @b: a line of the same input
 *
 * Returns: what they differ in
 */
TallyAuditDifference tally_audit_difference_of        (const TallyLine       *a,
                                                       const TallyLine       *b);

/**
 * tally_audit_difference_get_id:
 * @self: a difference
 *
 * Returns: (transfer none): "none", "crew", "job", "scope", "week", "day", "several", "other-scope"
 */
const char          *tally_audit_difference_get_id    (TallyAuditDifference   self);

/**
 * tally_audit_difference_find:
 * @id: an id
 *
 * Returns: the difference; %TALLY_AUDIT_N_DIFFERENCES if there is none
 */
TallyAuditDifference tally_audit_difference_find      (const char            *id);

/**
 * tally_audit_difference_get_title:
 * @self: a difference
 *
 * Returns: (transfer none): "by foreman" and its like: completes "lines that differ …"
 */
const char          *tally_audit_difference_get_title (TallyAuditDifference   self);

/**
 * tally_audit_difference_is_common:
 * @self: a difference
 * @n_alike: how many pairs of lines differ so alone
 * @n_lines: of how many lines
 *
 * Errors are rare. Where lines are alike but for this in more than 0.5 % of all lines (0.1 % for a day of
 * completion, which chance makes too; 1 % where they differ in nothing), that is how work is entered there.
 * So many are few whatever their share: 20, 5, 50.
 *
 * Returns: %TRUE if it is too common to be a sign of an error
 */
gboolean             tally_audit_difference_is_common (TallyAuditDifference   self,
                                                       gint64                 n_alike,
                                                       gint64                 n_lines);

/**
 * tally_audit_difference_share_base:
 * @a: a kind of workbook
 * @b: a kind of workbook
 *
 * Whether both are paid by the same party: a subcontractor's unit is rightly priced twice, for the
 * subcontractor and for the customer.
 *
 * Returns: %TRUE if a unit in both is billed twice
 */
gboolean             tally_audit_difference_share_base (TallyVariant          a,
                                                        TallyVariant          b);

G_END_DECLS
