/* tally-sandbox-render.h
 *
 * Times, people, columns, cells and rows as the service's JSON, written straight from the world.
 * The path of sheet pages: no tree, no printf per cell. Called by handlers under the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-call.h"

G_BEGIN_DECLS

/* How rows are wanted, read from a call's query once. include=format and source, and
 * exclude=linksOutToCellsDetails and filteredOutRows are taken and change nothing: as on a sheet
 * of the service where nothing is formatted, copied from a template, linked out or filtered. */
typedef struct
{
  gboolean   numeric_dates;
  gboolean   column_types;       /* include=columnType */
  gboolean   object_values;      /* include=objectValue */
  gboolean   writers;            /* include=writerInfo */
  gboolean   permalinks;         /* include=rowPermalink */
  gboolean   attachments;        /* include=attachments */
  gboolean   discussions;        /* include=discussions */
  gboolean   sparse;             /* exclude=nonexistentCells */
  gboolean   plain_links;        /* exclude=linkInFromCellDetails */
  gint64     level;
  GPtrArray *columns;            /* (owned): those wanted, in order */
  GPtrArray *prefixes;           /* (owned) (element-type utf8): "{\"columnId\":1" of each */
} TallySandboxStyle;

/**
 * tally_sandbox_style_init:
 * @self: (out caller-allocates): a style
 * @call: whose query is read
 * @sheet: whose columns are taken
 * @column_ids: (nullable): wanted columns; %NULL = all
 *
 * Reads how rows are wanted; fails the call with 400/1018 for a bad level.
 *
 * Returns: %FALSE if the call was failed; tally_sandbox_style_clear() is needed in any case
 */
gboolean tally_sandbox_style_init      (TallySandboxStyle       *self,
                                        TallySandboxCall        *call,
                                        TallySandboxSheet       *sheet,
                                        GArray                  *column_ids);

/**
 * tally_sandbox_style_clear:
 * @self: a style
 *
 * Frees what it holds.
 */
void     tally_sandbox_style_clear     (TallySandboxStyle       *self);

/**
 * tally_sandbox_render_id:
 * @out: where to append
 * @id: a number
 *
 * Appends digits, without printf.
 */
void     tally_sandbox_render_id       (GString                 *out,
                                        gint64                   id);

/**
 * tally_sandbox_render_time:
 * @out: where to append
 * @utc_usec: µs since 1970, 0001 … 9999
 * @is_numeric: numericDates: ms instead of text
 *
 * Appends a JSON string "2026-11-24T15:00:00Z", or a number.
 */
void     tally_sandbox_render_time     (GString                 *out,
                                        gint64                   utc_usec,
                                        gboolean                 is_numeric);

/**
 * tally_sandbox_render_user:
 * @out: where to append
 * @user: a person
 *
 * Appends {email, name}.
 */
void     tally_sandbox_render_user     (GString                 *out,
                                        const TallySandboxUser  *user);

/**
 * tally_sandbox_render_column:
 * @out: where to append
 * @sheet: a sheet
 * @column: one of its columns
 * @level: 0 … 2; multi types show from 1 and 2 on
 *
 * Appends a Column.
 */
void     tally_sandbox_render_column   (GString                  *out,
                                        TallySandboxSheet        *sheet,
                                        const TallySandboxColumn *column,
                                        gint64                    level);

/**
 * tally_sandbox_render_cell:
 * @out: where to append
 * @row: a row
 * @style: how
 * @i_column: which of the style's columns
 *
 * Appends a Cell without its closing brace, so that history can add to it.
 *
 * Returns: %FALSE if nothing was written, for an empty cell in a sparse style
 */
gboolean tally_sandbox_render_cell     (GString                  *out,
                                        const TallySandboxRow    *row,
                                        const TallySandboxStyle  *style,
                                        guint                     i_column);

/**
 * tally_sandbox_render_value:
 * @out: where to append
 * @style: how
 * @column: the cell's column
 * @cell: value and display value
 *
 * Appends the members value, displayValue and objectValue, each with a comma before it.
 */
void     tally_sandbox_render_value    (GString                  *out,
                                        const TallySandboxStyle  *style,
                                        const TallySandboxColumn *column,
                                        TallySandboxCell          cell);

/**
 * tally_sandbox_render_row:
 * @call: the call being answered
 * @sheet: a sheet
 * @row: one of its rows
 * @style: how
 *
 * Appends a Row, without its closing brace, so that a handler can add to it.
 */
void     tally_sandbox_render_row      (TallySandboxCall         *call,
                                        TallySandboxSheet        *sheet,
                                        TallySandboxRow          *row,
                                        const TallySandboxStyle  *style);

G_END_DECLS
