/* tally-audit-repeats.h
 *
 * How usual it is that a unit code stands more than once at one pole of one work request. Hours, wire and
 * traffic control do, anchors don't: where it is usual, two lines alike are no sign of an error. Each unit is
 * held against the others of its code, itself left out. Shared by detectors while they collect. Depends on
 * model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-difference.h"
#include "tally-audit-units.h"

G_BEGIN_DECLS

/* Share of a code's lines from which on repeats of it are usual. */
#define TALLY_AUDIT_REPEATS_USUAL_PERCENT 5

/* A code with few lines is believed to be like all codes: that belief weighs as much as so many lines. */
#define TALLY_AUDIT_REPEATS_PRIOR_LINES 20

/**
 * TallyAuditRepeatsKind:
 * @TALLY_AUDIT_REPEATS_OF_UNIT: units that have more than one line
 * @TALLY_AUDIT_REPEATS_OF_WORK: units that have lines of the same work (%TALLY_AUDIT_BY_SAME_WORK)
 *
 * What is counted once for each unit, however many lines it has: what befell one place says little of the others.
 */
typedef enum {
  TALLY_AUDIT_REPEATS_OF_UNIT,
  TALLY_AUDIT_REPEATS_OF_WORK,
} TallyAuditRepeatsKind;

/**
 * TallyAuditRepeats:
 * @n_others: lines of the same unit code and kind of work, the unit itself left out
 * @n_other_repeats: units among them that repeat
 * @n_all: lines of all codes, the unit itself left out
 * @n_all_repeats: units among them that repeat
 *
 * What a unit is held against.
 */
typedef struct {
  gint64 n_others;
  gint64 n_other_repeats;
  gint64 n_all;
  gint64 n_all_repeats;
} TallyAuditRepeats;

/**
 * tally_audit_repeats_of:
 * @context: an audit at work
 * @unit: number of a unit
 * @kind: which repeats
 *
 * At the first call all are counted, but those of sheets that were found to be copies.
 *
 * Returns: what the unit is held against
 */
TallyAuditRepeats tally_audit_repeats_of           (TallyAuditContext        *context,
                                                    guint                     unit,
                                                    TallyAuditRepeatsKind     kind);

/**
 * tally_audit_repeats_are_usual:
 * @self: what a unit is held against
 *
 * Returns: %TRUE if repeats are too common among its like to mean anything
 */
gboolean          tally_audit_repeats_are_usual    (const TallyAuditRepeats  *self);

/**
 * tally_audit_repeats_get_doubt:
 * @self: what a unit is held against
 * @difference: what its lines differ in
 * @n_alike: how many pairs of lines differ so alone
 *
 * Returns: (nullable) (transfer none): why its lines may be honest: "too-few-lines", "repeats-are-usual",
 *   "too-common-to-be-errors"; %NULL if nothing says so
 */
const char       *tally_audit_repeats_get_doubt    (const TallyAuditRepeats  *self,
                                                    TallyAuditDifference      difference,
                                                    gint64                    n_alike);

/**
 * tally_audit_repeats_add:
 * @self: what a unit is held against
 * @facts: facts
 *
 * Adds the child "repeats".
 */
void              tally_audit_repeats_add          (const TallyAuditRepeats  *self,
                                                    TallyAuditFacts          *facts);

/**
 * tally_audit_repeats_read:
 * @facts: facts with the child "repeats"
 *
 * Returns: what it says
 */
TallyAuditRepeats tally_audit_repeats_read         (const TallyAuditFacts    *facts);

G_END_DECLS
