/* tally-audit-groups.h
 *
 * Lines that agree in some of their values, together: what duplicates are looked for among, who is whose
 * peer. Made by detectors while they collect. One owner at a time. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"

G_BEGIN_DECLS

/* Bits of what lines must agree in: those of fields, and of what is no field. */
#define TALLY_AUDIT_BY(field) (G_GUINT64_CONSTANT (1) << (field))
#define TALLY_AUDIT_BY_SHEET TALLY_AUDIT_BY (TALLY_N_FIELDS)
#define TALLY_AUDIT_BY_VARIANT TALLY_AUDIT_BY (TALLY_N_FIELDS + 1)
#define TALLY_AUDIT_BY_IDENTIFIER TALLY_AUDIT_BY (TALLY_N_FIELDS + 2)

typedef struct _TallyAuditGroups TallyAuditGroups;

/**
 * TallyAuditLineFilter:
 * @line: a line
 * @data: of the caller
 *
 * Returns: %TRUE if it is to be grouped
 */
typedef gboolean (*TallyAuditLineFilter) (const TallyLine *line, gpointer data);

/**
 * tally_audit_groups_new:
 * @input: a sealed input
 * @by: bits of what the lines of a group agree in
 * @filter: (nullable) (scope call): which lines; %NULL = those that are billed
 * @data: for @filter
 *
 * O(n log n).
 *
 * Returns: (transfer full): the groups, in the order of those values; the lines of each by number
 */
TallyAuditGroups *tally_audit_groups_new         (const TallyAuditInput   *input,
                                                  guint64                  by,
                                                  TallyAuditLineFilter     filter,
                                                  gpointer                 data);

/**
 * tally_audit_groups_free:
 * @self: (nullable): groups
 *
 * Frees them.
 */
void              tally_audit_groups_free        (TallyAuditGroups        *self);

/**
 * tally_audit_groups_get_n_groups:
 * @self: groups
 *
 * Returns: how many there are
 */
guint             tally_audit_groups_get_n_groups (const TallyAuditGroups *self);

/**
 * tally_audit_groups_get_lines:
 * @self: groups
 * @index: 0 … their number - 1
 * @out_n_lines: (out): how many lines it has, 1 or more
 *
 * Returns: (array length=out_n_lines) (transfer none): numbers of its lines, ascending
 */
const guint      *tally_audit_groups_get_lines   (const TallyAuditGroups  *self,
                                                  guint                    index,
                                                  guint                   *out_n_lines);

/**
 * tally_audit_groups_find_line:
 * @self: groups
 * @line: number of a line
 * @out_index: (out): the group that it is in; untouched if it is in none
 *
 * Returns: %TRUE if it is in one
 */
gboolean          tally_audit_groups_find_line   (const TallyAuditGroups  *self,
                                                  guint                    line,
                                                  guint                   *out_index);

/**
 * tally_audit_groups_compare_lines:
 * @a: a line
 * @b: a line of the same input
 * @by: bits of what they are compared in
 *
 * The order of groups: that of the values, bit by bit.
 *
 * Returns: less than, equal to or more than 0
 */
int               tally_audit_groups_compare_lines (const TallyLine      *a,
                                                  const TallyLine        *b,
                                                  guint64                 by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditGroups, tally_audit_groups_free)

G_END_DECLS
