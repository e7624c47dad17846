/* tally-audit-sheet-pairs.h
 *
 * Which two source sheets have equal lines, and how many: a sheet of which most lines stand on another one is a
 * copy of it. Made by the detector of duplicates across sheets. One owner at a time. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"

G_BEGIN_DECLS

/* From so many equal lines, and such a share of the smaller sheet, one sheet is a copy of the other. */
#define TALLY_AUDIT_SHEET_PAIRS_MIN_LINES 10
#define TALLY_AUDIT_SHEET_PAIRS_MIN_PERCENT 50

/**
 * TallyAuditSheetPair:
 * @a: a sheet
 * @b: one with a larger id
 * @n_shared: lines of @b that stand on @a too, each counted once
 * @cents: their amount
 * @n_a: all lines of @a that are looked at
 * @n_b: of @b
 * @lines: (owned) (element-type guint): equal lines of both
 */
typedef struct {
  gint64      a;
  gint64      b;
  gint64      n_shared;
  TallyMoney  cents;
  gint64      n_a;
  gint64      n_b;
  GArray     *lines;
} TallyAuditSheetPair;

typedef struct _TallyAuditSheetPairs TallyAuditSheetPairs;

/**
 * tally_audit_sheet_pairs_new:
 * @input: a sealed input
 *
 * Returns: (transfer full): no pairs yet
 */
TallyAuditSheetPairs *tally_audit_sheet_pairs_new      (const TallyAuditInput      *input);

/**
 * tally_audit_sheet_pairs_free:
 * @self: (nullable): pairs
 *
 * Frees them.
 */
void                  tally_audit_sheet_pairs_free     (TallyAuditSheetPairs       *self);

/**
 * tally_audit_sheet_pairs_count_line:
 * @self: pairs
 * @line: number of a line that is looked at
 *
 * Counts it for its sheet.
 */
void                  tally_audit_sheet_pairs_count_line (TallyAuditSheetPairs     *self,
                                                        guint                       line);

/**
 * tally_audit_sheet_pairs_add:
 * @self: pairs
 * @lines: (array length=n_lines): numbers of equal lines on several sheets, ascending
 * @n_lines: how many
 *
 * Adds them: each further sheet has a copy of what the first one has.
 */
void                  tally_audit_sheet_pairs_add      (TallyAuditSheetPairs       *self,
                                                        const guint                *lines,
                                                        guint                       n_lines);

/**
 * tally_audit_sheet_pairs_get_n_shared:
 * @self: pairs
 * @a: a sheet
 * @b: one with a larger id
 *
 * Returns: how many lines of @b stand on @a too
 */
gint64                tally_audit_sheet_pairs_get_n_shared (const TallyAuditSheetPairs *self,
                                                        gint64                      a,
                                                        gint64                      b);

/**
 * tally_audit_sheet_pairs_list:
 * @self: pairs; all lines were counted
 *
 * Returns: (transfer container) (element-type TallyAuditSheetPair): the pairs, by ids
 */
GPtrArray            *tally_audit_sheet_pairs_list     (TallyAuditSheetPairs       *self);

/**
 * tally_audit_sheet_pairs_is_copy:
 * @n_shared: equal lines of two sheets
 * @n_a: lines of one of them
 * @n_b: lines of the other
 *
 * Returns: %TRUE if one is a copy of the other
 */
gboolean              tally_audit_sheet_pairs_is_copy  (gint64                      n_shared,
                                                        gint64                      n_a,
                                                        gint64                      n_b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditSheetPairs, tally_audit_sheet_pairs_free)

G_END_DECLS
