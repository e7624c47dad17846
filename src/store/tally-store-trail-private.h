/* tally-store-trail-private.h
 *
 * What appending to the trail and verifying it share. For the repositories of this area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-json.h"
#include "tally-store-private.h"
#include "tally-store-trail.h"

G_BEGIN_DECLS

/* Where the head is noted beside the trail, so that a trail that is cut is noticed. */
#define TALLY_STORE_TRAIL_META_HEAD "trail-head"

/**
 * tally_store_trail_hash:
 * @entry: an entry; its own hash is not looked at
 * @out_hash: (out caller-allocates): SHA-256 over its fields, each with its length
 *
 * Tells what an entry's hash must be.
 */
void             tally_store_trail_hash          (const TallyStoreTrailEntry  *entry,
                                                  char                         out_hash[TALLY_HASH_HEX_LENGTH + 1]);

/**
 * tally_store_trail_subject:
 * @identity: an identity
 * @out_digest: (out) (transfer full) (nullable): the whole digest of its key
 *
 * Returns: (transfer full): the opaque id that logs use too: the digest's first digits
 */
char            *tally_store_trail_subject       (const TallyIdentity         *identity,
                                                  char                       **out_digest);

/**
 * tally_store_trail_write:
 * @store: a store in a transaction
 * @kind: stable id of what happened
 * @identity: which workbook it happened to
 * @payload: (transfer full): a writer in its outermost object; gets "identity", and is closed
 * @error: return location, or %NULL
 *
 * Appends an entry about a workbook.
 *
 * Returns: %TRUE if it is appended
 */
gboolean         tally_store_trail_write         (TallyStore                  *store,
                                                  const char                  *kind,
                                                  const TallyIdentity         *identity,
                                                  TallyJsonWriter             *payload,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
