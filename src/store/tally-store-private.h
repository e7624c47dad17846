/* tally-store-private.h
 *
 * The store's insides, for its repositories.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db-statement.h"
#include "tally-store-witness.h"

G_BEGIN_DECLS

typedef struct _TallyStoreSheetWriter TallyStoreSheetWriter;

struct _TallyStore {
  TallyDb               *db;               /* (owned) */
  TallyClock            *clock;            /* (owned) */
  char                  *path;             /* (owned) */
  char                  *owner;            /* (owned) (nullable) key of the lease it holds */
  gboolean               read_only;
  gboolean               was_left;         /* the last owner of the lease died with it */
  gboolean               is_heart;         /* the lease is another connection's */
  gint64                 renewed_utc_usec; /* when the lease was renewed last */
  TallyStoreSheetWriter *writer;           /* (owned) (nullable) the open sheet */
  guint                  n_open;           /* transactions, one within the other */
  gint64                 begun_usec;       /* when the outer one began, monotonic µs */
  gint64                 busy_usec;        /* in transactions so far, µs */
  TallyStoreWitness      witness;          /* (nullable) */
  gpointer               witness_data;     /* (borrowed) (nullable) */
  gint64                 witnessed;        /* the newest verdict that it knows */
};

/**
 * tally_store_begin:
 * @self: a store opened for writing
 * @durability: what the commit must guarantee
 * @error: return location, or %NULL
 *
 * Begins a transaction and renews the lease when it is due.
 *
 * Returns: %TRUE if it is begun: then tally_store_end() must follow
 */
gboolean tally_store_begin         (TallyStore         *self,
                                    TallyDbDurability   durability,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_end:
 * @self: a store in a transaction
 * @success: whether to keep it
 * @error: return location, or %NULL; not set when @success is %FALSE
 *
 * Ends a transaction.
 *
 * Returns: %TRUE if it is kept
 */
gboolean tally_store_end           (TallyStore         *self,
                                    gboolean            success,
                                    GError            **error);

/**
 * tally_store_tell_witness:
 * @self: a store in its outer transaction, about to be committed
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if what was decided is kept elsewhere, or nobody is to
 */
gboolean tally_store_tell_witness  (TallyStore         *self,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_now:
 * @self: a store
 *
 * Returns: µs since 1970 UTC
 */
gint64   tally_store_now           (TallyStore         *self);

/**
 * tally_store_fail_corrupt:
 * @self: a store
 * @what: what can't be read
 * @error: return location, or %NULL
 *
 * Says that the file holds what no version of the program writes.
 *
 * Returns: %FALSE
 */
gboolean tally_store_fail_corrupt  (TallyStore         *self,
                                    const char         *what,
                                    GError            **error);

/**
 * tally_store_lease_was_left:
 * @self: a store
 * @out_left: (out): whether the last owner of the lease died with it
 * @error: return location, or %NULL
 *
 * Asks whether the last run was killed.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean tally_store_lease_was_left (TallyStore        *self,
                                    gboolean           *out_left,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lease_clear:
 * @db: a connection to a copy that no run works with
 * @error: return location, or %NULL
 *
 * Removes the lease: who held it in the original holds nothing in the copy.
 *
 * Returns: %TRUE if there is none
 */
gboolean tally_store_lease_clear   (TallyDb            *db,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_renew_in_transaction:
 * @self: a store in a transaction
 * @error: return location, or %NULL
 *
 * Renews the lease if it holds one and it is due.
 *
 * Returns: %FALSE if the lease was lost
 */
gboolean tally_store_renew_in_transaction (TallyStore  *self,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TallyStoreReadFunc:
 * @store: a store
 * @statement: a statement with a row
 * @error: return location, or %NULL
 *
 * Makes a record of a row.
 *
 * Returns: (transfer full) (nullable): the record, %NULL with @error set
 */
typedef gpointer (*TallyStoreReadFunc) (TallyStore *store, TallyDbStatement *statement,
                                        GError **error);

/**
 * tally_store_read_one:
 * @self: a store
 * @statement: (nullable): a statement with its parameters, %NULL = @error is set already
 * @read: makes the record
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the record of the first row; %NULL without an error if
 *   there is no row
 */
gpointer   tally_store_read_one    (TallyStore         *self,
                                    TallyDbStatement   *statement,
                                    TallyStoreReadFunc  read,
                                    GError            **error);

/**
 * tally_store_read_all:
 * @self: a store
 * @statement: (nullable): a statement with its parameters, %NULL = @error is set already
 * @read: makes the records
 * @record_free: frees one
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the records of all rows
 */
GPtrArray *tally_store_read_all    (TallyStore         *self,
                                    TallyDbStatement   *statement,
                                    TallyStoreReadFunc  read,
                                    GDestroyNotify      record_free,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
