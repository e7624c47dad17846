/* tally-store-witness.h
 *
 * Who keeps what was decided elsewhere too: told of decisions of people within their transaction, before it is
 * committed. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreWitness:
 * @store: the store, with the decisions in it
 * @finding_ids: (element-type utf8): the findings that were decided about, in order of their ids
 * @data: the caller's
 * @error: return location
 *
 * Returns: %FALSE if it can't keep them: then nothing was decided
 */
typedef gboolean (*TallyStoreWitness) (TallyStore *store, GPtrArray *finding_ids, gpointer data, GError **error);

/**
 * tally_store_set_witness:
 * @self: a store opened for writing, outside of a transaction
 * @witness: (nullable): told of each transaction in which somebody decided
 * @data: handed to @witness
 * @error: return location, or %NULL
 *
 * Returns: %TRUE unless the store can't be read
 */
gboolean tally_store_set_witness (TallyStore         *self,
                                  TallyStoreWitness   witness,
                                  gpointer            data,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
