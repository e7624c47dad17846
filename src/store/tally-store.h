/* tally-store.h
 *
 * One connection to the database of an installation. Jobs open one for the run, faces one for
 * reading; a connection belongs to one thread, and the run's is the only one that writes. The
 * families of records are in tally-store-<family>.h: they take and return model types. Wherever a
 * function says nothing else, its errors are those of tally_store_open() that concern the file:
 * CORRUPT, BUSY, READ_ONLY, FULL, and FAILED.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-clock.h"
#include "tally-store-error.h"

G_BEGIN_DECLS

typedef struct _TallyStore TallyStore;

/**
 * TallyStoreOptions:
 * @path: the database file, e.g. "<data-dir>/tallyman.db"; its folder is made when missing
 * @read_only: open for reading; never waits for a writer, makes and upgrades nothing
 * @clock: (nullable): where time comes from, %NULL = the machine's clock
 */
typedef struct {
  const char *path;
  gboolean    read_only;
  TallyClock *clock;
} TallyStoreOptions;

/**
 * tally_store_open:
 * @options: what to open
 * @error: return location, or %NULL
 *
 * Opens the database; a writer makes a missing one and upgrades an older one, after a backup
 * "<path>.schema-N.backup". When the last run was killed, the file is checked first.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - damaged or no database, restore the backup that the message
 * names; %TALLY_STORE_ERROR_NEWER - install the version named; %TALLY_STORE_ERROR_READ_ONLY - the
 * folder can't be written; %TALLY_STORE_ERROR_FULL - no room; %TALLY_STORE_ERROR_BUSY - another
 * process is upgrading it, try again; %TALLY_STORE_ERROR_MISSING - a reader found no file;
 * %TALLY_STORE_ERROR_FAILED - anything else, the file of another program included.
 *
 * Returns: (transfer full) (nullable): a connection for the calling thread
 */
TallyStore *tally_store_open       (const TallyStoreOptions  *options,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_free:
 * @self: (nullable): a store
 *
 * Gives the lease back if it holds one, drops what was not committed, closes the connection.
 */
void        tally_store_free       (TallyStore               *self);

/**
 * tally_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the database file
 */
const char *tally_store_get_path   (TallyStore               *self);

/**
 * tally_store_get_data_version:
 * @self: a store
 * @out_number: (out): a number that differs from the one before if another connection has committed something
 *   since; untouched on failure
 * @error: return location, or %NULL
 *
 * Says cheaply whether there is something new to read. Only numbers of one connection compare.
 *
 * Returns: %TRUE if @out_number is set
 */
gboolean    tally_store_get_data_version (TallyStore         *self,
                                          gint64             *out_number,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_was_left:
 * @self: a store opened for writing
 *
 * Returns: whether the last run died with the lease in its hands
 */
gboolean    tally_store_was_left   (TallyStore               *self);

/**
 * tally_store_is_damaged:
 * @self: a store
 *
 * Returns: whether this connection met damage in the file: close it, and put a backup in its place
 */
gboolean    tally_store_is_damaged (TallyStore               *self);

/**
 * tally_store_lock:
 * @self: a store opened for writing
 * @error: return location, or %NULL
 *
 * Takes the lease of the one mutating run. A lease whose owner is dead (its process on this
 * machine is gone, the machine was started anew) or was silent for %TALLY_STORE_LEASE_EXPIRY_USEC is
 * taken over. Each later transaction renews it when due, see tally_store_open_heart() for what has
 * none. Who was robbed is refused at the next transaction.
 *
 * Errors: %TALLY_STORE_ERROR_BUSY - another run is at work, the message names it: exit 75.
 *
 * Returns: %TRUE if this connection is the mutating one
 */
gboolean    tally_store_lock       (TallyStore               *self,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_is_locked:
 * @self: a store
 * @out_is_locked: (out): whether a run is at work; untouched on failure
 * @error: return location, or %NULL
 *
 * Looks at the lease without taking it: one whose owner is dead or silent is nobody's.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean    tally_store_is_locked  (TallyStore               *self,
                                    gboolean                 *out_is_locked,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_renew_lock:
 * @self: a store that holds the lease
 * @error: return location, or %NULL
 *
 * Says that the run is alive; cheap when it was said within the last minute. Call it in long work
 * that writes nothing.
 *
 * Errors: %TALLY_STORE_ERROR_BUSY - the lease was lost to another run: stop without writing.
 *
 * Returns: %TRUE if the lease still is this connection's
 */
gboolean    tally_store_renew_lock (TallyStore               *self,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_unlock:
 * @self: a store
 *
 * Gives the lease back; nothing if it holds none. Failing to is harmless: it is seen as stale.
 */
void        tally_store_unlock     (TallyStore               *self);

/**
 * tally_store_dup_lease_key:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): the key of the lease that it holds, %NULL if it holds none
 */
char       *tally_store_dup_lease_key (TallyStore            *self);

/**
 * tally_store_open_heart:
 * @options: the store of a run, for writing
 * @lease_key: the key of the lease that the run's own connection holds
 * @error: return location, or %NULL
 *
 * Opens a connection of another thread for tally_store_renew_lock() alone, so that a run which waits
 * for long is not taken for dead. Freeing it does not give the lease back.
 *
 * Errors: those of tally_store_open().
 *
 * Returns: (transfer full) (nullable): the connection
 */
TallyStore *tally_store_open_heart (const TallyStoreOptions  *options,
                                    const char               *lease_key,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_get_busy_usec:
 * @self: a store
 *
 * Returns: µs that this connection has spent in transactions so far: waits for another writer, what
 *   was done between begin and commit, and the commit
 */
gint64      tally_store_get_busy_usec (TallyStore            *self);

/* Owners on other machines can't be asked whether they live, and live ones may be stuck: so long they
 * may be silent. */
#define TALLY_STORE_LEASE_EXPIRY_USEC (15 * G_TIME_SPAN_MINUTE)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStore, tally_store_free)

G_END_DECLS
