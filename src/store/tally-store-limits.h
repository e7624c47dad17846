/* tally-store-limits.h
 *
 * limits.db: what the processes of a data directory may send together, beside the store and not
 * part of it: never packed, never backed up, worth two minutes. Rows alone; who may send how much
 * is decided by resilience's quota, and the engine brings the two together. A connection may be
 * used by several threads, one at a time under its owner's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-error.h"

G_BEGIN_DECLS

typedef struct _TallyStoreLimits TallyStoreLimits;

/**
 * TallyStoreBlock:
 * @id: its number, 0 = not stored yet
 * @until_usec: monotonic µs of this machine at which its last unit was or could be sent
 * @n_units: how many units, 1 or more
 */
typedef struct {
  gint64 id;
  gint64 until_usec;
  guint  n_units;
} TallyStoreBlock;

/**
 * TallyStorePace:
 * @limit: units a minute, 0 = nobody ever complained
 * @halved_usec: monotonic µs of the last halving
 * @grown_usec: monotonic µs of the last change
 * @hold_usec: monotonic µs before which nobody sends
 */
typedef struct {
  guint  limit;
  gint64 halved_usec;
  gint64 grown_usec;
  gint64 hold_usec;
} TallyStorePace;

/**
 * TallyStoreBlockFunc:
 * @block: a block
 * @is_foreign: whether its times were those of another start of the machine, or could not be of
 *   this one, and were put to now: it is to be written back
 * @data: of the caller
 *
 * Takes blocks.
 */
typedef void (*TallyStoreBlockFunc) (const TallyStoreBlock *block, gboolean is_foreign, gpointer data);

/**
 * tally_store_limits_open:
 * @path: the file, made when missing; one of another version is made anew
 * @error: return location, or %NULL
 *
 * Opens it; waits two seconds at most for another process.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - damaged: delete it; %TALLY_STORE_ERROR_BUSY,
 * %TALLY_STORE_ERROR_READ_ONLY, %TALLY_STORE_ERROR_FULL, %TALLY_STORE_ERROR_FAILED - go on without.
 *
 * Returns: (transfer full) (nullable): a connection
 */
TallyStoreLimits *tally_store_limits_open      (const char            *path,
                                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_free:
 * @self: (nullable): a connection
 *
 * Closes it; an open transaction is dropped.
 */
void              tally_store_limits_free      (TallyStoreLimits      *self);

/**
 * tally_store_limits_begin:
 * @self: a connection
 * @error: return location, or %NULL
 *
 * Begins a transaction that shuts all other processes out.
 *
 * Errors: %TALLY_STORE_ERROR_BUSY - another process is in one for more than two seconds.
 *
 * Returns: %TRUE if tally_store_limits_end() must follow
 */
gboolean          tally_store_limits_begin     (TallyStoreLimits      *self,
                                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_end:
 * @self: a connection in a transaction
 * @success: whether to keep what was written
 * @error: return location, or %NULL; not set when @success is %FALSE
 *
 * Returns: %TRUE if it is kept
 */
gboolean          tally_store_limits_end       (TallyStoreLimits      *self,
                                                gboolean               success,
                                                GError               **error);

/**
 * tally_store_limits_foreach_block:
 * @self: a connection in a transaction
 * @now_usec: monotonic µs
 * @longest_usec: µs; a time farther ahead than this comes from a clock that ran otherwise
 * @func: (scope call): takes the blocks, by @until_usec as stored
 * @data: for @func
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if all were handed out
 */
gboolean          tally_store_limits_foreach_block (TallyStoreLimits     *self,
                                                    gint64                now_usec,
                                                    gint64                longest_usec,
                                                    TallyStoreBlockFunc   func,
                                                    gpointer              data,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_put_block:
 * @self: a connection in a transaction
 * @block: what to write; a new one gets its id
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is written
 */
gboolean          tally_store_limits_put_block     (TallyStoreLimits     *self,
                                                    TallyStoreBlock      *block,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_delete_block:
 * @self: a connection in a transaction
 * @id: a block's number
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is gone
 */
gboolean          tally_store_limits_delete_block  (TallyStoreLimits     *self,
                                                    gint64                id,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_get_pace:
 * @self: a connection in a transaction
 * @now_usec: monotonic µs; times of another start of the machine become this, the limit stands
 * @out_pace: (out): the pace; @limit is 0 when none is stored
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is read
 */
gboolean          tally_store_limits_get_pace      (TallyStoreLimits     *self,
                                                    gint64                now_usec,
                                                    TallyStorePace       *out_pace,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_limits_put_pace:
 * @self: a connection in a transaction
 * @pace: what to write
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is written
 */
gboolean          tally_store_limits_put_pace      (TallyStoreLimits     *self,
                                                    const TallyStorePace *pace,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreLimits, tally_store_limits_free)

G_END_DECLS
