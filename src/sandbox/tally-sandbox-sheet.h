/* tally-sandbox-sheet.h
 *
 * What a sheet holds: columns, rows, cells and the history of the cells that were ever edited.
 * Plain structs that handlers and the generator read; everything that changes them goes through
 * the functions of tally-sandbox-world.h, except tally_sandbox_row_fill(), which is for data that
 * is being made up. Guarded by the world's lock. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-lexeme.h"

G_BEGIN_DECLS

typedef struct _TallySandboxContainer TallySandboxContainer;

/* An account, a person or an automation; one per e-mail address, lives as long as its world. */
typedef struct
{
  gint64  id;
  char   *email; /* (owned) */
  char   *name;  /* (owned) */
} TallySandboxUser;

typedef struct
{
  gint64      id;
  guint       slot;        /* index into TallySandboxRow.cells; fixed for life, never reused */
  char       *title;       /* (owned) */
  const char *type;        /* static: "TEXT_NUMBER", "DATE", "CHECKBOX", "CONTACT_LIST", … */
  char       *system_type; /* (owned) (nullable): "AUTO_NUMBER", "CREATED_BY", "MODIFIED_DATE", … */
  GStrv       options;     /* (owned) (nullable): choices of a PICKLIST */
  char       *formula;     /* (owned) (nullable): column formula */
  char       *description; /* (owned) (nullable) */
  char       *symbol;      /* (owned) (nullable): "FLAG", … */
  guint       width;       /* pixels */
  guint       primary : 1;
  guint       hidden : 1;
  guint       locked : 1;
  guint       validation : 1;
} TallySandboxColumn;

/* Both NULL = empty. No displayValue is written when display is NULL. */
typedef struct
{
  const TallySandboxLexeme *value;
  const TallySandboxLexeme *display;
} TallySandboxCell;

/* One entry of a cell's history, the newest last. */
typedef struct
{
  TallySandboxCell  cell;
  gint64            at_utc_usec;
  TallySandboxUser *by; /* (borrowed) */
} TallySandboxChange;

/* What few cells have; a chain hanging on the row. */
typedef struct _TallySandboxExtra TallySandboxExtra;
struct _TallySandboxExtra
{
  TallySandboxExtra        *next;         /* (owned) (nullable) */
  guint                     slot;
  const TallySandboxLexeme *formula;      /* (nullable): JSON string */
  const TallySandboxLexeme *hyperlink;    /* (nullable): JSON object */
  const TallySandboxLexeme *link_in;      /* (nullable): JSON object, linkInFromCell with status */
  const TallySandboxLexeme *object_value; /* (nullable): JSON */
  GArray                   *history;      /* (owned) (nullable) (element-type TallySandboxChange) */
};

typedef struct
{
  gint64             id;
  gint64             parent_id;         /* 0 = top level */
  gint64             created_utc_usec;
  gint64             modified_utc_usec;
  TallySandboxUser  *created_by;        /* (borrowed) */
  TallySandboxUser  *modified_by;       /* (borrowed) */
  TallySandboxCell  *cells;             /* (owned): n_cells of them; slots beyond are empty */
  TallySandboxExtra *extras;            /* (owned) (nullable) */
  GPtrArray         *attachments;       /* (owned) (nullable) (element-type TallySandboxAttachment) */
  guint32            index;             /* position in the sheet, 0-based; rowNumber = index + 1 */
  guint16            n_cells;
  guint16            locked : 1;
  guint16            collapsed : 1;
} TallySandboxRow;

typedef struct
{
  gint64                 id;
  char                  *name;              /* (owned) */
  gint64                 version;
  gint64                 created_utc_usec;
  gint64                 modified_utc_usec;
  TallySandboxUser      *owner;             /* (borrowed) */
  TallySandboxContainer *container;         /* (borrowed): its folder, workspace or the home */
  GPtrArray             *columns;           /* (owned) (element-type TallySandboxColumn), in order */
  GPtrArray             *rows;              /* (owned) (element-type TallySandboxRow), in order */
  GHashTable            *rows_by_id;        /* (owned): &row->id → row */
  GPtrArray             *attachments;       /* (owned): of sheet, rows and comments, oldest first */
  GPtrArray             *discussions;       /* (owned) (element-type TallySandboxDiscussion) */
  guint                  n_slots;           /* slots given out to columns, removed ones included */
  guint                  changed : 1;       /* in the open batch */
  const char            *access_level;      /* (nullable): what the token's owner may do, static; NULL = "OWNER" */
} TallySandboxSheet;

/**
 * tally_sandbox_sheet_find_row:
 * @self: a sheet
 * @id: a row's id
 *
 * Returns: (transfer none) (nullable): the row
 */
TallySandboxRow        *tally_sandbox_sheet_find_row       (TallySandboxSheet    *self,
                                                            gint64                id);

/**
 * tally_sandbox_sheet_find_column:
 * @self: a sheet
 * @id: a column's id
 *
 * Returns: (transfer none) (nullable): the column
 */
TallySandboxColumn     *tally_sandbox_sheet_find_column    (TallySandboxSheet    *self,
                                                            gint64                id);

/**
 * tally_sandbox_sheet_find_title:
 * @self: a sheet
 * @title: a column's exact title
 *
 * Returns: (transfer none) (nullable): the column
 */
TallySandboxColumn     *tally_sandbox_sheet_find_title     (TallySandboxSheet    *self,
                                                            const char           *title);

/**
 * tally_sandbox_row_get_cell:
 * @self: a row
 * @column: a column of its sheet
 *
 * Returns: the cell, empty if it never had a value
 */
TallySandboxCell        tally_sandbox_row_get_cell         (const TallySandboxRow    *self,
                                                            const TallySandboxColumn *column);

/**
 * tally_sandbox_row_find_extra:
 * @self: a row
 * @column: a column of its sheet
 *
 * Returns: (transfer none) (nullable): formula, links and history of the cell, if it has any
 */
TallySandboxExtra      *tally_sandbox_row_find_extra       (const TallySandboxRow    *self,
                                                            const TallySandboxColumn *column);

/**
 * tally_sandbox_row_ensure_extra:
 * @self: a row
 * @column: a column of its sheet
 *
 * Returns: (transfer none): formula, links and history of the cell, made if it had none
 */
TallySandboxExtra      *tally_sandbox_row_ensure_extra     (TallySandboxRow          *self,
                                                            const TallySandboxColumn *column);

/**
 * tally_sandbox_row_fill:
 * @self: a row
 * @column: a column of its sheet
 * @cell: the value
 *
 * Puts a value as if the row had been born with it: no history, no version, no journal. Only
 * while a world is filled; everything later goes through tally_sandbox_world_set_cell().
 */
void                    tally_sandbox_row_fill             (TallySandboxRow          *self,
                                                            const TallySandboxColumn *column,
                                                            TallySandboxCell          cell);

/**
 * tally_sandbox_column_type_intern:
 * @type: (nullable): a type's name
 *
 * Returns: (transfer none) (nullable): the static spelling; %NULL if there is no such type
 */
const char             *tally_sandbox_column_type_intern   (const char *type);

G_END_DECLS
