/* tally-smartsheet-page-private.h
 *
 * What a page's reader is made of, for the two files that work on it: the object and its checks,
 * and what is done at each token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json-stream.h"
#include "tally-smartsheet-page.h"
#include "tally-smartsheet-rowbuf.h"

G_BEGIN_DECLS

/* Where in the document we are; what is not named here is skipped. */
typedef enum {
  AT_START,
  AT_SHEET,
  AT_COLUMNS,
  AT_COLUMN,
  AT_ROWS,
  AT_ROW,
  AT_WRITER,
  AT_CELLS,
  AT_CELL,
  AT_LINK,
  AT_OBJECT,
  AT_VALUES,
  AT_CONTACT,
  AT_END,
  N_PLACES,
} Place;

typedef enum {
  KEY_NONE,
  KEY_CELLS,
  KEY_COLUMNS,
  KEY_COLUMN_ID,
  KEY_CREATED_AT,
  KEY_DISPLAY_VALUE,
  KEY_EMAIL,
  KEY_ID,
  KEY_INDEX,
  KEY_LINK,
  KEY_MODIFIED_AT,
  KEY_MODIFIED_BY,
  KEY_NAME,
  KEY_OBJECT_VALUE,
  KEY_PERMALINK,
  KEY_ROWS,
  KEY_ROW_NUMBER,
  KEY_STATUS,
  KEY_TITLE,
  KEY_TOTAL,
  KEY_TYPE,
  KEY_VALUE,
  KEY_VALUES,
  KEY_VERSION,
} Key;

struct _TallySmartsheetPage {
  TallyJsonStream       *stream;     /* (owned) */
  TallySmartsheetRowbuf *rowbuf;     /* (owned) */
  TallySheet            *sheet;      /* (owned) */
  gint64                *column_ids; /* (owned) */
  guint                  n_columns;
  TallyRowFunc           func;
  gpointer               data;       /* (borrowed) */
  Place                  place;
  Key                    key;
  guint                  n_skipped;  /* brackets open in what is skipped */
  guint                  n_rows;
  gboolean               has_columns;
  gboolean               has_rows;
  TallyRow              *row;        /* (borrowed) head of the row being read */
  TallyColumn           *column;     /* (borrowed) column being read */
  gboolean               has_contact; /* the contact being read has its name */
};

/* What is done at each token; the data is the page. */
extern const TallyJsonHandler tally_smartsheet_page_handler;

G_END_DECLS
