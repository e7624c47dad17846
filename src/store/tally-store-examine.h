/* tally-store-examine.h
 *
 * Reads a store from end to end and says how it stands: for a check of the installation. Changes
 * nothing. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-trail-verify.h"

G_BEGIN_DECLS

/**
 * TallyStoreExamination:
 * @schema: number of its schema
 * @size_bytes: size of the database
 * @log_bytes: size of the log beside it, 0 = there is none
 * @trail: how the trail stands
 *
 * What was found.
 */
typedef struct {
  guint                schema;
  guint64              size_bytes;
  guint64              log_bytes;
  TallyStoreTrailCheck trail;
} TallyStoreExamination;

/**
 * tally_store_examine:
 * @store: a store
 * @out_found: (out caller-allocates): what was found; untouched on failure
 * @error: return location, or %NULL
 *
 * Checks each page, each index with its table, each reference, and walks the trail.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - the file does not hang together; put a backup in its place.
 *
 * Returns: %TRUE if it does; whether the trail is sound says @out_found
 */
gboolean tally_store_examine (TallyStore             *store,
                              TallyStoreExamination  *out_found,
                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
