/* tally-sandbox-world-rows.h
 *
 * Columns, rows and cells of a sheet: every change of them goes through here, so that history,
 * versions and the journal come true. Handlers and the generator call it under the server's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/* What a new column is; copied. */
typedef struct
{
  const char        *title;
  const char        *type;        /* NULL = "TEXT_NUMBER" */
  const char        *system_type; /* (nullable) */
  const char *const *options;     /* (nullable) */
  const char        *formula;     /* (nullable) */
  const char        *description; /* (nullable) */
  const char        *symbol;      /* (nullable) */
  gboolean           primary;
  gboolean           hidden;
  gboolean           locked;
  gboolean           validation;
} TallySandboxColumnSpec;

/* What an edit puts into a cell; a NULL member other than cell takes that member away. */
typedef struct
{
  TallySandboxCell          cell;
  const TallySandboxLexeme *formula;
  const TallySandboxLexeme *hyperlink;
  const TallySandboxLexeme *link_in;
  const TallySandboxLexeme *object_value;
} TallySandboxEdit;

/**
 * tally_sandbox_world_add_column:
 * @self: a world
 * @sheet: a sheet
 * @spec: what it is
 * @stamp: (nullable): who, when; %NULL while the world is filled
 *
 * Returns: (transfer none): the new last column
 */
TallySandboxColumn *tally_sandbox_world_add_column (TallySandboxWorld            *self,
                                                    TallySandboxSheet            *sheet,
                                                    const TallySandboxColumnSpec *spec,
                                                    const TallySandboxStamp      *stamp);

/**
 * tally_sandbox_world_rename_column:
 * @self: a world
 * @sheet: a sheet
 * @column: one of its columns
 * @title: its new title
 * @stamp: who, when
 *
 * Renames it.
 */
void tally_sandbox_world_rename_column (TallySandboxWorld       *self,
                                        TallySandboxSheet       *sheet,
                                        TallySandboxColumn      *column,
                                        const char              *title,
                                        const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_remove_column:
 * @self: a world
 * @sheet: a sheet
 * @column: one of its columns; gone afterwards
 * @stamp: who, when
 *
 * Removes it with its cells.
 */
void tally_sandbox_world_remove_column (TallySandboxWorld       *self,
                                        TallySandboxSheet       *sheet,
                                        TallySandboxColumn      *column,
                                        const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_add_row:
 * @self: a world
 * @sheet: a sheet
 * @index: its position, 0-based; -1 = last
 * @parent_id: id of its parent row, 0 = top level
 * @stamp: who made it, when
 *
 * Returns: (transfer none): a row with empty cells
 */
TallySandboxRow *tally_sandbox_world_add_row (TallySandboxWorld       *self,
                                              TallySandboxSheet       *sheet,
                                              gint                     index,
                                              gint64                   parent_id,
                                              const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_move_row:
 * @self: a world
 * @sheet: a sheet
 * @row: one of its rows
 * @index: its new position, 0-based, counted without it; -1 = last
 * @parent_id: id of its parent row, 0 = top level
 * @stamp: who, when
 *
 * Moves a row.
 */
void tally_sandbox_world_move_row (TallySandboxWorld       *self,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxRow         *row,
                                   gint                     index,
                                   gint64                   parent_id,
                                   const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_remove_row:
 * @self: a world
 * @sheet: a sheet
 * @row: one of its rows; gone afterwards with its attachments and discussions
 * @stamp: who, when
 *
 * Removes one row; its children come to stand on its level.
 */
void tally_sandbox_world_remove_row (TallySandboxWorld       *self,
                                     TallySandboxSheet       *sheet,
                                     TallySandboxRow         *row,
                                     const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_set_row_flags:
 * @self: a world
 * @sheet: a sheet
 * @row: one of its rows
 * @locked: whether the row is locked
 * @collapsed: whether its children are hidden
 * @stamp: who, when
 *
 * Locks, unlocks, expands or collapses a row.
 */
void tally_sandbox_world_set_row_flags (TallySandboxWorld       *self,
                                        TallySandboxSheet       *sheet,
                                        TallySandboxRow         *row,
                                        gboolean                 locked,
                                        gboolean                 collapsed,
                                        const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_make_cell:
 * @self: a world
 * @column: the column the value is for
 * @value: (nullable): a lexeme
 *
 * Adds the display value that the service would show: texts and numbers in TEXT_NUMBER, PICKLIST,
 * DURATION and PREDECESSOR columns show themselves, a CONTACT_LIST shows the person's name.
 *
 * Returns: the cell
 */
TallySandboxCell tally_sandbox_world_make_cell (TallySandboxWorld        *self,
                                                const TallySandboxColumn *column,
                                                const TallySandboxLexeme *value);

/**
 * tally_sandbox_world_set_cell:
 * @self: a world
 * @sheet: a sheet
 * @row: one of its rows
 * @column: one of its columns
 * @edit: what the cell becomes
 * @stamp: who, when; at the very time of the row's birth no history is written
 *
 * Edits a cell: history, modifiedAt/By of the row, version of the sheet. A value equal to the old
 * one changes the row's modifiedAt/By but not the history, as in the service.
 */
void tally_sandbox_world_set_cell (TallySandboxWorld       *self,
                                   TallySandboxSheet       *sheet,
                                   TallySandboxRow         *row,
                                   TallySandboxColumn      *column,
                                   const TallySandboxEdit  *edit,
                                   const TallySandboxStamp *stamp);

G_END_DECLS
