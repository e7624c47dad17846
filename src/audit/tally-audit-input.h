/* tally-audit-input.h
 *
 * Everything that the detectors look at, in memory: the lines with equal texts sharing one pointer, what
 * was published of them, what changed on them and by whom, the sheets, the rates. Filled by a task from
 * the store, then sealed, then read only. 200,000 lines take some 90 MB. One owner at a time. Depends
 * on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-ranks.h"
#include "tally-audit-records.h"
#include "tally-line-change.h"
#include "tally-line.h"
#include "tally-rate-table.h"

G_BEGIN_DECLS

/**
 * TallyAuditInput:
 * @lines: (owned) (element-type TallyLine): all lines, excluded ones too, by sheet id, row id
 * @changes: (owned) (element-type TallyLineChange): by tally_line_change_compare()
 * @published: (owned) (element-type TallyAuditPublished): by sheet id, row id, time
 * @sheets: (owned) (element-type TallyAuditSheet): by sheet id
 * @totals: (owned) (element-type TallyAuditTotal): as added
 * @histories: (owned) (element-type TallyAuditHistory): by sheet id, row id, field
 * @rates: (borrowed) (nullable): the rates; %NULL = prices can't be audited
 * @first_week: earlier billing weeks are not in it, %TALLY_DAY_NONE = all are
 *
 * Texts of all of these are interned: equal ones are one pointer, so that detectors compare and hash
 * pointers.
 */
typedef struct {
  GArray               *lines;
  GArray               *changes;
  GArray               *published;
  GArray               *sheets;
  GArray               *totals;
  GArray               *histories;
  const TallyRateTable *rates;
  TallyDay              first_week;
  /*< private >*/
  GStringChunk         *strings;
  TallyAuditRanks      *ranks;
  gboolean              is_sealed;
} TallyAuditInput;

/**
 * tally_audit_input_new:
 *
 * Returns: (transfer full): an empty input
 */
TallyAuditInput           *tally_audit_input_new              (void);

/**
 * tally_audit_input_free:
 * @self: (nullable): an input
 *
 * Frees it.
 */
void                       tally_audit_input_free             (TallyAuditInput            *self);

/**
 * tally_audit_input_intern:
 * @self: an input
 * @text: a text
 *
 * Returns: (transfer none): the same text, one pointer for all equal ones
 */
const char                *tally_audit_input_intern           (TallyAuditInput            *self,
                                                               const char                 *text);

/**
 * tally_audit_input_add_line:
 * @self: an input that is not sealed
 * @line: a line, in any order; copied
 */
void                       tally_audit_input_add_line         (TallyAuditInput            *self,
                                                               const TallyLine            *line);

/**
 * tally_audit_input_add_change:
 * @self: an input that is not sealed
 * @change: a change, in any order; copied
 */
void                       tally_audit_input_add_change       (TallyAuditInput            *self,
                                                               const TallyLineChange      *change);

/**
 * tally_audit_input_add_published:
 * @self: an input that is not sealed
 * @published: what was billed of a line, in any order; copied
 */
void                       tally_audit_input_add_published    (TallyAuditInput            *self,
                                                               const TallyAuditPublished  *published);

/**
 * tally_audit_input_add_sheet:
 * @self: an input that is not sealed
 * @sheet: a sheet; copied
 */
void                       tally_audit_input_add_sheet        (TallyAuditInput            *self,
                                                               const TallyAuditSheet      *sheet);

/**
 * tally_audit_input_add_total:
 * @self: an input that is not sealed
 * @total: a sum; copied
 */
void                       tally_audit_input_add_total        (TallyAuditInput            *self,
                                                               const TallyAuditTotal      *total);

/**
 * tally_audit_input_seal:
 * @self: an input
 *
 * Sorts; nothing can be added any more. O(n log n).
 */
void                       tally_audit_input_seal             (TallyAuditInput            *self);

/**
 * tally_audit_input_forget_lines:
 * @self: a sealed input
 *
 * Frees lines and what was billed, most of its memory, once the audit is over; the rest stays.
 */
void                       tally_audit_input_forget_lines     (TallyAuditInput            *self);

/**
 * tally_audit_input_get_line:
 * @self: a sealed input
 * @index: 0 … number of lines - 1
 *
 * Returns: (transfer none): that line
 */
const TallyLine           *tally_audit_input_get_line         (const TallyAuditInput      *self,
                                                               guint                       index);

/**
 * tally_audit_input_find_line:
 * @self: a sealed input
 * @sheet_id: a sheet
 * @row_id: a row
 * @out_index: (out): which line it is; untouched if there is none
 *
 * O(log n).
 *
 * Returns: %TRUE if there is such a line
 */
gboolean                   tally_audit_input_find_line        (const TallyAuditInput      *self,
                                                               gint64                      sheet_id,
                                                               gint64                      row_id,
                                                               guint                      *out_index);

/**
 * tally_audit_input_find_sheet:
 * @self: a sealed input
 * @sheet_id: a sheet
 *
 * Returns: (nullable) (transfer none): the sheet, %NULL if nothing was said of it
 */
const TallyAuditSheet     *tally_audit_input_find_sheet       (const TallyAuditInput      *self,
                                                               gint64                      sheet_id);

/**
 * tally_audit_input_list_changes:
 * @self: a sealed input
 * @sheet_id: a sheet
 * @row_id: a row
 * @out_n_changes: (out): how many, 0 if none
 *
 * O(log n).
 *
 * Returns: (array length=out_n_changes) (nullable) (transfer none): the changes of that line, oldest first
 */
const TallyLineChange     *tally_audit_input_list_changes     (const TallyAuditInput      *self,
                                                               gint64                      sheet_id,
                                                               gint64                      row_id,
                                                               guint                      *out_n_changes);

/**
 * tally_audit_input_list_published:
 * @self: a sealed input
 * @sheet_id: a sheet
 * @row_id: a row
 * @out_n_published: (out): how many, 0 if it never was
 *
 * O(log n).
 *
 * Returns: (array length=out_n_published) (nullable) (transfer none): when that line was billed, first first
 */
const TallyAuditPublished *tally_audit_input_list_published   (const TallyAuditInput      *self,
                                                               gint64                      sheet_id,
                                                               gint64                      row_id,
                                                               guint                      *out_n_published);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditInput, tally_audit_input_free)

G_END_DECLS
