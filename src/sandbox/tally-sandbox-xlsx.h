/* tally-sandbox-xlsx.h
 *
 * A workbook of one sheet as another program writes it: a plain zip file, shared strings, numbers
 * as they come. Made here by hand, so that what reads workbooks is tried on bytes that it has
 * nothing to do with. One owner at a time. Depends on GLib and zlib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallySandboxXlsxStyle:
 * @TALLY_SANDBOX_XLSX_PLAIN: as it comes
 * @TALLY_SANDBOX_XLSX_HEAD: bold, white on red
 * @TALLY_SANDBOX_XLSX_MONEY: dollars and cents
 *
 * How a cell looks; its number in the styles part.
 */
typedef enum
{
  TALLY_SANDBOX_XLSX_PLAIN,
  TALLY_SANDBOX_XLSX_HEAD,
  TALLY_SANDBOX_XLSX_MONEY,
} TallySandboxXlsxStyle;

typedef struct _TallySandboxXlsx TallySandboxXlsx;

/**
 * tally_sandbox_xlsx_new:
 *
 * Returns: (transfer full): an empty sheet
 */
TallySandboxXlsx *tally_sandbox_xlsx_new        (void);

/**
 * tally_sandbox_xlsx_free:
 * @self: (nullable): a sheet
 *
 * Frees it.
 */
void              tally_sandbox_xlsx_free       (TallySandboxXlsx      *self);

/**
 * tally_sandbox_xlsx_add_text:
 * @self: a sheet
 * @row: from 1, not above the row of an earlier cell
 * @column: "A" … "Z", behind those of the same row
 * @style: how it looks
 * @text: what stands there
 *
 * Adds a cell.
 */
void              tally_sandbox_xlsx_add_text   (TallySandboxXlsx      *self,
                                                 guint                  row,
                                                 char                   column,
                                                 TallySandboxXlsxStyle  style,
                                                 const char            *text);

/**
 * tally_sandbox_xlsx_add_number:
 * @self: a sheet
 * @row: as for a text
 * @column: as for a text
 * @style: how it looks
 * @lexeme: the number as it is written
 *
 * Adds a cell.
 */
void              tally_sandbox_xlsx_add_number (TallySandboxXlsx      *self,
                                                 guint                  row,
                                                 char                   column,
                                                 TallySandboxXlsxStyle  style,
                                                 const char            *lexeme);

/**
 * tally_sandbox_xlsx_merge:
 * @self: a sheet
 * @row: from 1
 * @first: first column
 * @last: last column
 *
 * Merges cells of a row.
 */
void              tally_sandbox_xlsx_merge      (TallySandboxXlsx      *self,
                                                 guint                  row,
                                                 char                   first,
                                                 char                   last);

/**
 * tally_sandbox_xlsx_finish:
 * @self: a sheet
 * @name: its name
 *
 * Returns: (transfer full): the workbook's bytes, the same for the same cells
 */
GBytes           *tally_sandbox_xlsx_finish     (TallySandboxXlsx      *self,
                                                 const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxXlsx, tally_sandbox_xlsx_free)

G_END_DECLS
