/* tally-db.h
 *
 * The one door to the database: open, begin, end; with tally-db-statement.h: prepare, bind, step,
 * column. Only the repositories of this area call it; a connection belongs to one thread. Knows
 * nothing of what is stored. Behind it stands tally-db-sqlite*.c. Errors are those of
 * TALLY_STORE_ERROR.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-error.h"

G_BEGIN_DECLS

typedef struct _TallyDb TallyDb;

/**
 * TallyDbDurability:
 * @TALLY_DB_NORMAL: consistent whatever happens; a power cut may lose the last transactions
 * @TALLY_DB_FULL: on the disk when the commit returns
 */
typedef enum {
  TALLY_DB_NORMAL,
  TALLY_DB_FULL,
} TallyDbDurability;

/**
 * TallyDbOptions:
 * @path: the file
 * @read_only: whether to open it for reading alone
 * @busy_timeout_msecs: ms to wait for another writer
 * @max_pages: pages that the file may grow to, 0 = no limit
 */
typedef struct {
  const char *path;
  gboolean    read_only;
  guint       busy_timeout_msecs;
  guint       max_pages;
} TallyDbOptions;

/**
 * tally_db_open:
 * @options: what to open
 * @error: return location, or %NULL
 *
 * Opens a file of ours; a writer makes an empty one, readable by its owner alone.
 *
 * Errors: as tally_store_open().
 *
 * Returns: (transfer full) (nullable): a connection for the calling thread
 */
TallyDb          *tally_db_open           (const TallyDbOptions  *options,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_free:
 * @self: (nullable): a connection
 *
 * Drops an open transaction and closes it.
 */
void              tally_db_free           (TallyDb               *self);

/**
 * tally_db_begin:
 * @self: a connection
 * @durability: what the commit must guarantee
 * @error: return location, or %NULL
 *
 * Begins a transaction: for writing, or on a reader for one consistent look at several tables.
 * Within an open one it becomes part of that one.
 *
 * Errors: %TALLY_STORE_ERROR_BUSY - another process is writing, try again.
 *
 * Returns: %TRUE if it is begun: then tally_db_end() must follow
 */
gboolean          tally_db_begin          (TallyDb               *self,
                                           TallyDbDurability      durability,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_end:
 * @self: a connection in a transaction
 * @success: %TRUE to commit, %FALSE to drop it
 * @error: return location, or %NULL; not set when @success is %FALSE, so that the reason stands
 *
 * Ends a transaction. An inner one that failed drops the outer one too.
 *
 * Returns: %TRUE if it is committed, or belongs to an outer one that may be
 */
gboolean          tally_db_end            (TallyDb               *self,
                                           gboolean               success,
                                           GError               **error);

/**
 * tally_db_get_n_changes:
 * @self: a connection
 *
 * Returns: rows that the last statement inserted, updated or deleted
 */
gint64            tally_db_get_n_changes  (TallyDb               *self);

/**
 * tally_db_get_last_id:
 * @self: a connection
 *
 * Returns: the number that the last inserted row got
 */
gint64            tally_db_get_last_id    (TallyDb               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyDb, tally_db_free)

G_END_DECLS
