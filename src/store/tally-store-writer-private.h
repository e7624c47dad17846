/* tally-store-writer-private.h
 *
 * The sheet that is being written: for the files that put, move and take away its lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-lines.h"
#include "tally-store-private.h"

G_BEGIN_DECLS

/* Position of a row that was not there. */
#define TALLY_STORE_WRITER_NOT_FOUND G_MAXUINT

/* The open sheet. */
struct _TallyStoreSheetWriter {
  gint64               sheet_id;
  gint64               run_id;
  gint64               noticed_utc_usec;
  gboolean             is_part;     /* only what changed is told: what is not put stays */
  gboolean             has_gone;    /* rows of it are gone: a new one may be one of them */
  GArray              *row_ids;     /* (owned) (element-type gint64) ascending, what was there */
  GByteArray          *is_put;      /* (owned) one byte for each of row_ids */
  GByteArray          *body;        /* (owned) scratch */
  TallyDbStatement    *insert;      /* (owned) */
  TallyDbStatement    *update;      /* (owned) */
  TallyDbStatement    *find;        /* (owned) */
  TallyDbStatement    *note;        /* (owned) insert-change */
  TallyStoreLineStats  stats;
};

/**
 * tally_store_writer_find:
 * @self: the open sheet
 * @row_id: a row
 *
 * Returns: its position among the rows that were there, %TALLY_STORE_WRITER_NOT_FOUND
 */
guint    tally_store_writer_find        (TallyStoreSheetWriter  *self,
                                         gint64                  row_id);

/**
 * tally_store_writer_remove_line:
 * @store: a store with an open sheet
 * @row_id: a line that was there
 * @error: return location, or %NULL
 *
 * Takes a line away and remembers it as gone.
 *
 * Returns: %TRUE if it is done; after %FALSE the sheet must be aborted
 */
gboolean tally_store_writer_remove_line (TallyStore             *store,
                                         gint64                  row_id,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_writer_forget_blank:
 * @store: a store with an open sheet
 * @row_id: a row
 * @error: return location, or %NULL
 *
 * The row is no longer known as blank, if it was.
 *
 * Returns: %TRUE if it is done; after %FALSE the sheet must be aborted
 */
gboolean tally_store_writer_forget_blank (TallyStore            *store,
                                          gint64                 row_id,
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
