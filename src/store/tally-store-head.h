/* tally-store-head.h
 *
 * Which installation a store is and how far its publications are. The id is drawn once and goes
 * wherever the store's file goes; the counter grows with each durable change of publications. Two
 * copies of one store have the same id, and the one with the lower counter is stale. The counter
 * grows inside the transactions of tally-store-publications.h. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/* Hexadecimal digits of an installation's id, and of the part that names carry. */
#define TALLY_STORE_INSTALLATION_DIGITS 32
#define TALLY_STORE_INSTALLATION_SHORT_DIGITS 12

/**
 * TallyStoreHead:
 * @installation: the installation's id, hexadecimal; "" before the first
 *   tally_store_head_ensure(). Random: it tells nothing of the machine or the person
 * @counter: durable changes of publications so far
 *
 * A store's head.
 */
typedef struct {
  char   installation[TALLY_STORE_INSTALLATION_DIGITS + 1];
  gint64 counter;
} TallyStoreHead;

/**
 * tally_store_head_read:
 * @store: a store
 * @out_head: (out): its head
 * @error: return location, or %NULL
 *
 * Reads the head.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - no version of the program writes such a head.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean tally_store_head_read   (TallyStore      *store,
                                  TallyStoreHead  *out_head,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_head_ensure:
 * @store: a store opened for writing
 * @out_head: (out): its head, with an id
 * @error: return location, or %NULL
 *
 * Reads the head; draws the installation's id at the first call, durably.
 *
 * Errors: as tally_store_head_read().
 *
 * Returns: %TRUE if the store has a head
 */
gboolean tally_store_head_ensure (TallyStore      *store,
                                  TallyStoreHead  *out_head,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
