/* tally-store-vault-pack.h
 *
 * One pack of a carried archive: written content by content, read back content by content, with the
 * list that names what is in it. Blocking; one owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-cipher.h"

G_BEGIN_DECLS

/* Twice what an attachment may have: no made-up size takes more memory. */
#define TALLY_STORE_VAULT_MAX_BYTES (64 * 1024 * 1024)

typedef struct _TallyStoreVaultWriter TallyStoreVaultWriter;

/**
 * TallyStoreVaultTake:
 * @sha256: SHA-256 of the content in hexadecimal; it was checked
 * @bytes: the content
 * @take_data: data of the callback
 * @error: return location, or %NULL
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*TallyStoreVaultTake) (const char  *sha256,
                                         GBytes      *bytes,
                                         gpointer     take_data,
                                         GError     **error);

/**
 * TallyStoreVaultReading:
 * @path: a pack
 * @passphrase: (nullable): opens it
 * @keys: (nullable): keys of @passphrase that were made before
 * @take: gets each content in turn
 * @take_data: data for @take
 */
typedef struct {
  const char          *path;
  const char          *passphrase;
  TallyStoreKeys      *keys;
  TallyStoreVaultTake  take;
  gpointer             take_data;
} TallyStoreVaultReading;

/**
 * tally_store_vault_pack_foreach:
 * @reading: what to read
 * @error: return location, or %NULL
 *
 * Hands out the contents of a pack. One that was never ended, because its writer was killed, fails
 * after the last content that was kept.
 *
 * Errors: those of tally_store_pack_read_stream() and of the callback.
 *
 * Returns: %TRUE if the pack is whole
 */
gboolean               tally_store_vault_pack_foreach  (const TallyStoreVaultReading  *reading,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_list_read:
 * @path: a list
 *
 * Reads the lines that are whole.
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): the SHA-256 sums it names, as a set;
 *   %NULL if it is missing or no list
 */
GHashTable            *tally_store_vault_list_read     (const char                    *path);

/**
 * tally_store_vault_list_write:
 * @path: a list; replaced
 * @contents: (element-type utf8 utf8): SHA-256 sums as a set
 * @error: return location, or %NULL
 *
 * Errors: those of tally_file_write().
 *
 * Returns: %TRUE if it stands
 */
gboolean               tally_store_vault_list_write    (const char                    *path,
                                                        GHashTable                    *contents,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_writer_new:
 * @path: a pack that is not there yet
 * @passphrase: (nullable): seals it
 * @keys: (nullable): keys of @passphrase that were made before; must outlive the writer
 * @now_utc_usec: when it is made, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Errors: those of tally_file_stream_create() and tally_store_pack_writer_new().
 *
 * Returns: (transfer full) (nullable): a writer
 */
TallyStoreVaultWriter *tally_store_vault_writer_new    (const char                    *path,
                                                        const char                    *passphrase,
                                                        TallyStoreKeys                *keys,
                                                        gint64                         now_utc_usec,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_writer_free:
 * @self: (nullable): a writer
 *
 * Frees it; a pack that was not finished stays without an end.
 */
void                   tally_store_vault_writer_free   (TallyStoreVaultWriter         *self);

/**
 * tally_store_vault_writer_add:
 * @self: a writer
 * @sha256: SHA-256 of @bytes in hexadecimal
 * @bytes: a content
 * @error: return location, or %NULL
 *
 * Errors: those of tally_store_pack_writer_append().
 *
 * Returns: %TRUE if it is taken; when it is on the disk, tally_store_vault_writer_sync() says
 */
gboolean               tally_store_vault_writer_add    (TallyStoreVaultWriter         *self,
                                                        const char                    *sha256,
                                                        GBytes                        *bytes,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_writer_sync:
 * @self: a writer
 * @error: return location, or %NULL
 *
 * Errors: those of tally_store_pack_writer_flush() and tally_file_stream_sync().
 *
 * Returns: %TRUE if all that was added survives a kill and a power cut
 */
gboolean               tally_store_vault_writer_sync   (TallyStoreVaultWriter         *self,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_writer_finish:
 * @self: a writer; takes nothing more afterwards
 * @error: return location, or %NULL
 *
 * Errors: as tally_store_vault_writer_sync().
 *
 * Returns: %TRUE if the pack is whole and on the disk
 */
gboolean               tally_store_vault_writer_finish (TallyStoreVaultWriter         *self,
                                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreVaultWriter, tally_store_vault_writer_free)

G_END_DECLS
