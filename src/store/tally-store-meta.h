/* tally-store-meta.h
 *
 * Small named values of an installation: settings that the program keeps for itself. No secrets.
 * Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_meta_get:
 * @store: a store
 * @key: name of the value
 * @out_value: (out) (transfer full) (nullable): the value, %NULL if there is none
 * @error: return location, or %NULL
 *
 * Reads a value.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean tally_store_meta_get (TallyStore  *store,
                               const char  *key,
                               char       **out_value,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_meta_set:
 * @store: a store opened for writing
 * @key: name of the value
 * @value: (nullable): the value, %NULL removes it
 * @error: return location, or %NULL
 *
 * Writes a value.
 *
 * Returns: %TRUE if it was written
 */
gboolean tally_store_meta_set (TallyStore  *store,
                               const char  *key,
                               const char  *value,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
