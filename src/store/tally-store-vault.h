/* tally-store-vault.h
 *
 * An archive that is carried beside a packed store: the bytes of issued workbooks by their SHA-256
 * in packs of the same kind and seal as the store's. A pass only adds packs; small ones are joined
 * as they become many, so that there are few and each byte is written again only a few times.
 * "NNNNNNNN.pack" holds contents (32 bytes of sum, 8 of size, the bytes), "NNNNNNNN.list" beside it
 * says which, so that nothing is unpacked to know. Blocking; one owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-cipher.h"

G_BEGIN_DECLS

typedef struct _TallyStoreVault TallyStoreVault;

/**
 * TallyStoreVaultOptions:
 * @folder: where the packs are; made with the first content
 * @passphrase: (nullable): seals them; %NULL = not sealed
 * @keys: (nullable): keys of @passphrase, which must outlive the archive; %NULL = it keeps its own
 * @now_utc_usec: when the packs of this owner are made, µs since 1970 UTC
 */
typedef struct {
  const char     *folder;
  const char     *passphrase;
  TallyStoreKeys *keys;
  gint64          now_utc_usec;
} TallyStoreVaultOptions;

/**
 * TallyStoreVaultInfo:
 * @n_contents: different contents
 * @n_packs: packs
 * @size_bytes: what the packs take on the disk
 * @n_damaged: packs of which not everything can be read that their lists name
 *
 * How large an archive is.
 */
typedef struct {
  guint   n_contents;
  guint   n_packs;
  guint64 size_bytes;
  guint   n_damaged;
} TallyStoreVaultInfo;

/**
 * tally_store_vault_open:
 * @options: where it is
 * @error: return location, or %NULL
 *
 * Reads which contents there are. A folder that is missing is an empty archive.
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY - the folder can't be read; %TALLY_STORE_ERROR_PASSPHRASE -
 * a pack without a list is sealed and there is no passphrase.
 *
 * Returns: (transfer full) (nullable): the archive
 */
TallyStoreVault *tally_store_vault_open     (const TallyStoreVaultOptions  *options,
                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_free:
 * @self: (nullable): an archive
 *
 * Frees it; what was kept is on the disk whether it was closed or not.
 */
void             tally_store_vault_free     (TallyStoreVault               *self);

/**
 * tally_store_vault_is_empty:
 * @self: an archive
 *
 * Returns: whether it holds nothing
 */
gboolean         tally_store_vault_is_empty (TallyStoreVault              *self);

/**
 * tally_store_vault_has:
 * @self: an archive
 * @sha256: SHA-256 in hexadecimal
 *
 * Returns: whether a list names it; nothing is unpacked
 */
gboolean         tally_store_vault_has      (TallyStoreVault               *self,
                                             const char                    *sha256);

/**
 * tally_store_vault_is_sound:
 * @self: an archive
 * @sha256: SHA-256 in hexadecimal
 *
 * Proves the pack that a content is in, once for all that are in it.
 *
 * Returns: whether it can be read back
 */
gboolean         tally_store_vault_is_sound (TallyStoreVault               *self,
                                             const char                    *sha256);

/**
 * tally_store_vault_load:
 * @self: an archive
 * @sha256: SHA-256 in hexadecimal
 * @error: return location, or %NULL
 *
 * Reads a content and checks it.
 *
 * Errors: %TALLY_STORE_ERROR_MISSING - it is not there; %TALLY_STORE_ERROR_CORRUPT - its pack is
 * damaged or was sealed with another passphrase; %TALLY_STORE_ERROR_PASSPHRASE - it is sealed and
 * there is no passphrase, or not and there is one.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes          *tally_store_vault_load     (TallyStoreVault               *self,
                                             const char                    *sha256,
                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_keep:
 * @self: an archive
 * @sha256: SHA-256 of @bytes in hexadecimal
 * @bytes: a content of at most %TALLY_STORE_VAULT_MAX_BYTES
 * @error: return location, or %NULL
 *
 * Puts a content into the pack of this owner and waits until it is on the disk.
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY, %TALLY_STORE_ERROR_FULL, %TALLY_STORE_ERROR_FAILED - it is
 * not kept; nothing may be deleted then.
 *
 * Returns: %TRUE if it is kept
 */
gboolean         tally_store_vault_keep     (TallyStoreVault               *self,
                                             const char                    *sha256,
                                             GBytes                        *bytes,
                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_vault_drop:
 * @self: an archive
 * @sha256: SHA-256 in hexadecimal
 *
 * Forgets a content; its bytes leave the disk with tally_store_vault_close().
 *
 * Returns: whether it was there
 */
gboolean         tally_store_vault_drop     (TallyStoreVault               *self,
                                             const char                    *sha256);

/**
 * tally_store_vault_close:
 * @self: an archive; keeps nothing more afterwards
 * @out_info: (out caller-allocates): how large it is; untouched on failure
 * @error: return location, or %NULL
 *
 * Ends the pack of this owner, joins small packs and rewrites those that dropped contents are in. A
 * kill at any point loses nothing. A pack that is damaged stays as it is.
 *
 * Errors: as tally_store_vault_keep(); what is there can be read all the same.
 *
 * Returns: %TRUE if it is closed
 */
gboolean         tally_store_vault_close    (TallyStoreVault               *self,
                                             TallyStoreVaultInfo           *out_info,
                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreVault, tally_store_vault_free)

G_END_DECLS
