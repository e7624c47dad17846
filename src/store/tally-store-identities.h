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

G_END_DECLS
