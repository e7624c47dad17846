/* tally-version-diff.h
 *
 * What differs between two versions of a workbook: lines added, removed and changed, each with its
 * cents. Jobs make it, faces show it. One owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-version.h"

G_BEGIN_DECLS

/**
 * TallyDiffKind:
 * @TALLY_DIFF_ADDED: only the later version shows the line
 * @TALLY_DIFF_REMOVED: only the earlier version shows it
 * @TALLY_DIFF_CHANGED: both show it, with other values
 * @TALLY_N_DIFF_KINDS: how many there are
 */
typedef enum {
  TALLY_DIFF_ADDED,
  TALLY_DIFF_REMOVED,
  TALLY_DIFF_CHANGED,
  TALLY_N_DIFF_KINDS,
} TallyDiffKind;

/**
 * TallyDiffField:
 * @field: id of the field, static
 * @before: (owned): its value in the earlier version, as canonical text
 * @after: (owned): its value in the later version
 */
typedef struct {
  const char *field;
  char       *before;
  char       *after;
} TallyDiffField;

/**
 * TallyDiffLine:
 * @kind: what became of it
 * @sheet_id: the sheet it came from, 0 = not known
 * @row_id: its row, 0 = not known
 * @label: (owned): what the line is about, for people
 * @before_cents: its price in the earlier version, 0 if it was not there
 * @after_cents: its price in the later version, 0 if it is not there
 * @fields: (owned) (element-type TallyDiffField): what changed in it, in field order; empty unless
 *   @kind is %TALLY_DIFF_CHANGED
 */
typedef struct {
  TallyDiffKind  kind;
  gint64         sheet_id;
  gint64         row_id;
  char          *label;
  TallyMoney     before_cents;
  TallyMoney     after_cents;
  GPtrArray     *fields;
} TallyDiffLine;

/**
 * TallyVersionDiff:
 * @before: (owned): the earlier version
 * @after: (owned): the later version
 * @is_by_cells: the store does not know the lines of one of them: the cells of both workbooks were
 *   compared, so that a changed line is one that was removed and one that was added
 * @lines: (owned) (element-type TallyDiffLine): the lines that differ, by sheet, row and kind
 * @n_unchanged: lines that do not
 * @before_cents: total of the earlier version
 * @after_cents: total of the later version
 */
typedef struct {
  TallyVersion *before;
  TallyVersion *after;
  gboolean      is_by_cells;
  GPtrArray    *lines;
  guint         n_unchanged;
  TallyMoney    before_cents;
  TallyMoney    after_cents;
} TallyVersionDiff;

/**
 * tally_version_diff_new:
 * @before: (transfer full): the earlier version
 * @after: (transfer full): the later version
 *
 * Returns: (transfer full): a diff without lines
 */
TallyVersionDiff *tally_version_diff_new      (TallyVersion           *before,
                                               TallyVersion           *after);

/**
 * tally_version_diff_free:
 * @self: (nullable): a diff
 *
 * Frees it.
 */
void              tally_version_diff_free     (TallyVersionDiff       *self);

/**
 * tally_version_diff_add:
 * @self: a diff
 * @kind: what became of a line
 * @label: what the line is about; copied
 *
 * Returns: (transfer none): the line, to be filled in
 */
TallyDiffLine    *tally_version_diff_add      (TallyVersionDiff       *self,
                                               TallyDiffKind           kind,
                                               const char             *label);

/**
 * tally_diff_line_add_field:
 * @self: a line
 * @field: id of the field, static
 * @before: its value before; copied
 * @after: its value after; copied
 *
 * Adds a field that changed.
 */
void              tally_diff_line_add_field   (TallyDiffLine          *self,
                                               const char             *field,
                                               const char             *before,
                                               const char             *after);

/**
 * tally_version_diff_count:
 * @self: a diff
 * @kind: a kind
 *
 * Returns: how many lines are of it; O(lines)
 */
guint             tally_version_diff_count    (const TallyVersionDiff *self,
                                               TallyDiffKind           kind);

/**
 * tally_diff_kind_get_id:
 * @kind: a kind
 *
 * Returns: (transfer none): "added", "removed" or "changed"
 */
const char       *tally_diff_kind_get_id      (TallyDiffKind           kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyVersionDiff, tally_version_diff_free)

G_END_DECLS
