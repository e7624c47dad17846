/* tally-sandbox-sheet-private.h
 *
 * Making and freeing sheets, columns and rows: for the world alone, which owns them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-sheet.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_sheet_new:
 *
 *
 *
 * Returns: (transfer full): an empty sheet
 */
TallySandboxSheet      *tally_sandbox_sheet_new            (void);

/**
 * tally_sandbox_sheet_free:
 * @self: (nullable): a sheet
 *
 * Frees it with its rows and columns.
 */
void                    tally_sandbox_sheet_free           (TallySandboxSheet *self);

/**
 * tally_sandbox_row_free:
 * @self: (nullable): a row
 *
 * Frees it.
 */
void                    tally_sandbox_row_free             (TallySandboxRow *self);

/**
 * tally_sandbox_column_free:
 * @self: (nullable): a column
 *
 * Frees it.
 */
void                    tally_sandbox_column_free          (TallySandboxColumn *self);

G_END_DECLS
