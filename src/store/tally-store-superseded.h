/* tally-store-superseded.h
 *
 * Attachments that made room for a workbook of ours: found, kept in the archive, deleted. Each
 * step is durable when the call returns, and stands in the journal too. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreSupersededState:
 * @TALLY_STORE_SUPERSEDED_FOUND: hangs there, is to go
 * @TALLY_STORE_SUPERSEDED_ARCHIVED: its bytes are in the archive
 * @TALLY_STORE_SUPERSEDED_DELETED: gone from the target
 */
typedef enum {
  TALLY_STORE_SUPERSEDED_FOUND,
  TALLY_STORE_SUPERSEDED_ARCHIVED,
  TALLY_STORE_SUPERSEDED_DELETED,
} TallyStoreSupersededState;

/**
 * TallyStoreSuperseded:
 * @attachment_id: the attachment
 * @target_sheet: where it hung
 * @target_row: on which row
 * @created_utc_usec: when the peer made it, µs since 1970 UTC
 * @state: how far it is
 * @identity: (owned): whose place it took
 * @file_name: (owned): its name
 * @sha256: (owned): of its bytes, hexadecimal; "" before they were archived
 * @archived_path: (owned): where its bytes are in the archive, "" before they were archived
 * @size_bytes: size of its bytes when they are being archived; not read back
 */
typedef struct {
  gint64                     attachment_id;
  gint64                     target_sheet;
  gint64                     target_row;
  gint64                     created_utc_usec;
  TallyStoreSupersededState  state;
  TallyIdentity             *identity;
  char                      *file_name;
  char                      *sha256;
  char                      *archived_path;
  guint64                    size_bytes;
} TallyStoreSuperseded;

/**
 * tally_store_superseded_free:
 * @self: (nullable): an attachment
 *
 * Frees it.
 */
void       tally_store_superseded_free      (TallyStoreSuperseded        *self);

/**
 * tally_store_superseded_put:
 * @store: a store that holds the lease
 * @superseded: the attachment; texts may be %NULL for ""
 * @state: how far it is now
 * @error: return location, or %NULL
 *
 * Writes down a step; a step already written changes nothing but its texts.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - archived or deleted without @sha256 and @archived_path,
 * a bug in the caller.
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_store_superseded_put       (TallyStore                  *store,
                                             const TallyStoreSuperseded  *superseded,
                                             TallyStoreSupersededState    state,
                                             GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_superseded_list_open:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreSuperseded) (nullable): those that are not
 *   deleted yet, by attachment id
 */
GPtrArray *tally_store_superseded_list_open (TallyStore                  *store,
                                             gint64                       target_sheet,
                                             GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreSuperseded, tally_store_superseded_free)

G_END_DECLS
