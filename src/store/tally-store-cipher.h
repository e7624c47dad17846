/* tally-store-cipher.h
 *
 * Seals a stream of frames with a passphrase: Argon2id makes the key, XChaCha20-Poly1305 seals
 * each frame so that none can be changed, moved, repeated, or cut off at the end. The packs of the
 * store use it. A key takes long to make: who seals and opens several packs with one passphrase keeps
 * its keys meanwhile. One owner at a time; blocking. The only file that knows libsodium.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sealed frame is longer than the open one. */
#define TALLY_STORE_CIPHER_EXTRA_BYTES 17
#define TALLY_STORE_CIPHER_SALT_BYTES 16
#define TALLY_STORE_CIPHER_START_BYTES 24

typedef struct _TallyStoreCipher TallyStoreCipher;
typedef struct _TallyStoreKeys TallyStoreKeys;

/**
 * TallyStoreCipherKey:
 * @n_passes: passes of Argon2id over its memory
 * @memory_bytes: memory that it needs
 * @salt: makes the key of each passphrase's files another one than anybody else's
 * @start: start of the stream
 *
 * What a sealed file tells in the clear, so that the passphrase opens it.
 */
typedef struct {
  guint64 n_passes;
  guint64 memory_bytes;
  guint8  salt[TALLY_STORE_CIPHER_SALT_BYTES];
  guint8  start[TALLY_STORE_CIPHER_START_BYTES];
} TallyStoreCipherKey;

/**
 * tally_store_keys_new:
 *
 * Begins to keep the keys of one passphrase, in memory that is not swapped where the system allows it.
 * A key that opened a pack seals the next ones too: each stream of frames starts at random all the
 * same.
 *
 * Returns: (transfer full): no keys yet
 */
TallyStoreKeys   *tally_store_keys_new           (void);

/**
 * tally_store_keys_free:
 * @self: (nullable): keys; no cipher that was made with them is left
 *
 * Wipes and frees them.
 */
void              tally_store_keys_free          (TallyStoreKeys             *self);

/**
 * tally_store_keys_get_n_made:
 * @self: keys
 *
 * Returns: how many had to be made
 */
guint             tally_store_keys_get_n_made    (TallyStoreKeys             *self);

/**
 * tally_store_cipher_new_sealing:
 * @passphrase: any text
 * @keys: (nullable): keys of @passphrase; must outlive the cipher. %NULL = make a key of its own
 * @out_key: (out caller-allocates): to be stored with the frames; untouched on failure
 * @error: return location, or %NULL
 *
 * Begins to seal. Where @keys has none that serves, it takes 64 MiB of memory and a fraction of a
 * second.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - the memory is not there, make room.
 *
 * Returns: (transfer full) (nullable): a cipher
 */
TallyStoreCipher *tally_store_cipher_new_sealing (const char                 *passphrase,
                                                  TallyStoreKeys             *keys,
                                                  TallyStoreCipherKey        *out_key,
                                                  GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_cipher_new_opening:
 * @passphrase: what it was sealed with; another one is noticed at the first frame
 * @keys: (nullable): as tally_store_cipher_new_sealing()
 * @key: what was stored
 * @error: return location, or %NULL
 *
 * Begins to open.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - @key asks for more memory or time than any version of the
 * program does, or for less than there is; %TALLY_STORE_ERROR_FAILED - the memory is not there.
 *
 * Returns: (transfer full) (nullable): a cipher
 */
TallyStoreCipher *tally_store_cipher_new_opening (const char                 *passphrase,
                                                  TallyStoreKeys             *keys,
                                                  const TallyStoreCipherKey  *key,
                                                  GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_cipher_free:
 * @self: (nullable): a cipher
 *
 * Wipes and frees it.
 */
void              tally_store_cipher_free        (TallyStoreCipher           *self);

/**
 * tally_store_cipher_seal:
 * @self: a cipher made for sealing
 * @frame: (array length=size): open bytes
 * @size: their number
 * @witness: (nullable): bytes that stay in the clear and must be the same when it is opened
 * @is_last: whether no frame follows
 * @out_sealed: (out caller-allocates): @size + %TALLY_STORE_CIPHER_EXTRA_BYTES bytes
 *
 * Seals the next frame.
 */
void              tally_store_cipher_seal        (TallyStoreCipher           *self,
                                                  const guint8               *frame,
                                                  gsize                       size,
                                                  GBytes                     *witness,
                                                  gboolean                    is_last,
                                                  guint8                     *out_sealed);

/**
 * tally_store_cipher_open:
 * @self: a cipher made for opening
 * @sealed: (array length=size): a sealed frame
 * @size: its bytes, %TALLY_STORE_CIPHER_EXTRA_BYTES or more
 * @witness: (nullable): as when it was sealed
 * @is_last: whether it must be the last one
 * @out_frame: (out caller-allocates): @size - %TALLY_STORE_CIPHER_EXTRA_BYTES bytes
 *
 * Opens the next frame.
 *
 * Returns: %FALSE if it is not what was sealed, is not the next one, was sealed with another
 *   passphrase, or if @is_last is wrong: the stream is of no use then
 */
gboolean          tally_store_cipher_open        (TallyStoreCipher           *self,
                                                  const guint8               *sealed,
                                                  gsize                       size,
                                                  GBytes                     *witness,
                                                  gboolean                    is_last,
                                                  guint8                     *out_frame) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreCipher, tally_store_cipher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreKeys, tally_store_keys_free)

G_END_DECLS
