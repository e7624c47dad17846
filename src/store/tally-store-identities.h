/* tally-store-identities.h
 *
 * Identities of workbooks as numbers: each is stored once, the other tables refer to it. For the
 * repositories alone. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db-statement.h"
#include "tally-identity.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Columns that an identity takes in the answer of a statement. */
#define TALLY_STORE_IDENTITY_N_COLUMNS 4

/**
 * tally_store_identities_ensure:
 * @store: a store in a transaction
 * @identity: an identity
 * @out_id: (out): its number
 * @error: return location, or %NULL
 *
 * Gives it a number if it has none.
 *
 * Returns: %TRUE if it has one
 */
gboolean       tally_store_identities_ensure (TallyStore           *store,
                                              const TallyIdentity  *identity,
                                              gint64               *out_id,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_identities_find:
 * @store: a store
 * @identity: an identity
 * @out_id: (out): its number, 0 = it has none
 * @error: return location, or %NULL
 *
 * Looks up its number.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean       tally_store_identities_find   (TallyStore           *store,
                                              const TallyIdentity  *identity,
                                              gint64               *out_id,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_identities_bind:
 * @statement: a statement
 * @first: n of $n
 * @identity: an identity; must stay until the statement is reset
 *
 * Sets four parameters: week ending, work request, variant, identifier.
 */
void           tally_store_identities_bind   (TallyDbStatement     *statement,
                                              guint                 first,
                                              const TallyIdentity  *identity);

/**
 * tally_store_identities_read:
 * @store: a store
 * @statement: a statement with a row
 * @first: 0-based column of the first of four: week ending, work request, variant, identifier
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - a value that no version writes.
 *
 * Returns: (transfer full) (nullable): the identity
 */
TallyIdentity *tally_store_identities_read   (TallyStore           *store,
                                              TallyDbStatement     *statement,
                                              guint                 first,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_identities_read_record:
 * @store: a store
 * @row: a statement at a row whose first %TALLY_STORE_IDENTITY_N_COLUMNS columns are an identity
 * @record_size: bytes of the record to be made
 * @identity_offset: where in it its identity is, in bytes
 * @error: return location, or %NULL
 *
 * Begins to read what has an identity; the caller fills in the rest. Use
 * tally_store_identities_new_record().
 *
 * Errors: those of tally_store_identities_read().
 *
 * Returns: (transfer full) (nullable): a record of zeroes with its identity
 */
gpointer       tally_store_identities_read_record (TallyStore        *store,
                                                   TallyDbStatement  *row,
                                                   gsize              record_size,
                                                   gsize              identity_offset,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a type that has a member "identity". */
#define tally_store_identities_new_record(Type, store, row, error) \
  ((Type *) tally_store_identities_read_record (store, row, sizeof (Type), G_STRUCT_OFFSET (Type, identity), error))

G_END_DECLS
