/* tally-audit-units.h
 *
 * The billed lines that tests for duplicates look at, by unit: work request, pole, unit code, kind of work.
 * Left out, and counted: what was taken back, what does not say what stands where, what stands on a sheet
 * that could not be read (its rows may stand elsewhere by now). Shared by detectors while they collect.
 * Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"
#include "tally-audit-groups.h"

G_BEGIN_DECLS

/* The family that duplicates of all kinds share: one line is one finding of it. */
#define TALLY_AUDIT_FAMILY_DUPLICATE "duplicate"

/* What a unit is. */
#define TALLY_AUDIT_BY_UNIT (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_POLE) \
                             | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE))

/* What equal lines agree in beside their unit; another scope, order, job or crew is other work. */
#define TALLY_AUDIT_BY_SAME_WORK (TALLY_AUDIT_BY_UNIT | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) \
                                  | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT) | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING) \
                                  | TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN) | TALLY_AUDIT_BY (TALLY_FIELD_SCOPE) \
                                  | TALLY_AUDIT_BY (TALLY_FIELD_WORK_ORDER) | TALLY_AUDIT_BY (TALLY_FIELD_JOB) \
                                  | TALLY_AUDIT_BY_VARIANT | TALLY_AUDIT_BY_IDENTIFIER)

typedef struct _TallyAuditUnits TallyAuditUnits;

/**
 * tally_audit_units_get:
 * @context: an audit at work
 *
 * O(n log n) at the first call.
 *
 * Returns: (transfer none): the units
 */
const TallyAuditUnits *tally_audit_units_get           (TallyAuditContext      *context);

/**
 * tally_audit_units_count_scope:
 * @self: the units
 * @context: an audit at work
 *
 * Counts for the detector at work what is in scope and what not.
 */
void                   tally_audit_units_count_scope   (const TallyAuditUnits  *self,
                                                        TallyAuditContext      *context);

/**
 * tally_audit_units_get_n:
 * @self: the units
 *
 * Returns: how many there are
 */
guint                  tally_audit_units_get_n         (const TallyAuditUnits  *self);

/**
 * tally_audit_units_get_lines:
 * @self: the units
 * @unit: 0 … their number - 1
 * @out_n_lines: (out): how many lines it has, 1 or more
 *
 * Returns: (array length=out_n_lines) (transfer none): numbers of its lines, ascending
 */
const guint           *tally_audit_units_get_lines     (const TallyAuditUnits  *self,
                                                        guint                   unit,
                                                        guint                  *out_n_lines);

/**
 * tally_audit_units_is_no_place:
 * @pole: a pole as a line has it
 *
 * Returns: %TRUE if it names none: blank, "N/A", "TBD" and their like
 */
gboolean               tally_audit_units_is_no_place   (const char             *pole);

/**
 * tally_audit_units_sort:
 * @input: a sealed input
 * @lines: (array length=n_lines): numbers of lines
 * @n_lines: how many
 * @by: bits of what to sort by
 *
 * Returns: (transfer full) (element-type guint): the lines by these values, then by number
 */
GArray                *tally_audit_units_sort          (const TallyAuditInput  *input,
                                                        const guint            *lines,
                                                        guint                   n_lines,
                                                        guint64                 by);

/**
 * tally_audit_units_get_end:
 * @input: a sealed input
 * @sorted: (element-type guint): lines sorted by @by
 * @start: where a run of equal ones begins
 * @by: bits of what they were sorted by
 *
 * Returns: where the run ends
 */
guint                  tally_audit_units_get_end       (const TallyAuditInput  *input,
                                                        const GArray           *sorted,
                                                        guint                   start,
                                                        guint64                 by);

/**
 * tally_audit_units_dup_subject:
 * @kind: what kind of finding it is
 * @line: a line
 * @by: bits of the values that make the subject
 *
 * Returns: (transfer full): a subject that stays when a line more or less has these values
 */
char                  *tally_audit_units_dup_subject   (const char             *kind,
                                                        const TallyLine        *line,
                                                        guint64                 by);

/**
 * tally_audit_units_add_lines:
 * @facts: facts
 * @input: a sealed input
 * @lines: (array length=n_lines): numbers of lines
 * @n_lines: how many, 1 or more
 *
 * Adds "line" (the first), "n_lines", "sum_cents", "cheapest_cents", "dearest_cents".
 */
void                   tally_audit_units_add_lines     (TallyAuditFacts        *facts,
                                                        const TallyAuditInput  *input,
                                                        const guint            *lines,
                                                        guint                   n_lines);

/**
 * tally_audit_units_get_exposure:
 * @facts: facts of tally_audit_units_add_lines()
 *
 * Returns: what all lines but the cheapest cost, which is the one that stays; negative if the facts are none of those
 */
TallyMoney             tally_audit_units_get_exposure  (const TallyAuditFacts  *facts);

/**
 * tally_audit_units_dup_when:
 * @line: the child of facts that tally_audit_facts_add_line() made
 *
 * Returns: (transfer full): "on 2026-08-12", without a day of completion "in the week ending 2026-08-16"
 */
char                  *tally_audit_units_dup_when      (const TallyAuditFacts  *line);

/**
 * tally_audit_units_sum:
 * @input: a sealed input
 * @lines: (array length=n_lines): numbers of lines
 * @n_lines: how many
 *
 * Returns: their price in cents
 */
TallyMoney             tally_audit_units_sum           (const TallyAuditInput  *input,
                                                        const guint            *lines,
                                                        guint                   n_lines);

/**
 * tally_audit_units_count:
 * @context: an audit at work
 * @reason: why they are not looked at; static
 * @lines: (array length=n_lines): numbers of lines
 * @n_lines: how many
 *
 * As tally_audit_context_count(), of these lines.
 */
void                   tally_audit_units_count         (TallyAuditContext      *context,
                                                        const char             *reason,
                                                        const guint            *lines,
                                                        guint                   n_lines);

/**
 * tally_audit_units_has_found:
 * @context: an audit at work
 * @lines: (array length=n_lines): numbers of lines
 * @n_lines: how many
 *
 * Returns: %TRUE if an earlier detector found one of them to be a duplicate
 */
gboolean               tally_audit_units_has_found     (TallyAuditContext      *context,
                                                        const guint            *lines,
                                                        guint                   n_lines);

G_END_DECLS
