/* tally-store-cipher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-cipher.h"

#include <sodium.h>

#include "tally-store-error.h"

/* The second recommended choice of RFC 9106: 64 MiB and three passes. */
#define PASSES 3
#define MEMORY_BYTES (64 * 1024 * 1024)
/* A made-up file must not take the machine's memory or an hour: room for four times as much. */
#define MAX_PASSES 12
#define MAX_MEMORY_BYTES (256 * 1024 * 1024)

G_STATIC_ASSERT (TALLY_STORE_CIPHER_EXTRA_BYTES == crypto_secretstream_xchacha20poly1305_ABYTES);
G_STATIC_ASSERT (TALLY_STORE_CIPHER_START_BYTES == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
G_STATIC_ASSERT (TALLY_STORE_CIPHER_SALT_BYTES == crypto_pwhash_argon2id_SALTBYTES);

#define KEY_BYTES crypto_secretstream_xchacha20poly1305_KEYBYTES

/* A key and what it was made from. */
typedef struct {
  TallyStoreCipherKey  from;
  guint8              *bytes;     /* (owned) in secure memory */
  gboolean             is_proved; /* made here, or it has opened a frame: not everybody's salt */
} Kept;

struct _TallyStoreKeys {
  GPtrArray *kept; /* (owned) Kept */
  guint      n_made;
};

struct _TallyStoreCipher {
  crypto_secretstream_xchacha20poly1305_state stream;
  Kept *kept; /* (borrowed) (nullable) what it is opened with */
};

/* Memory that is kept out of swap where the system allows it, and wiped when freed. */
static gpointer
take_secure (gsize    size,
             GError **error)
{
  gpointer memory = sodium_init () >= 0 ? sodium_malloc (size) : NULL;

  if (memory == NULL)
    g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                         "there is no memory for a key; free some and try again");
  return memory;
}

static void
kept_free (gpointer data)
{
  Kept *self = data;

  sodium_free (self->bytes);
  g_free (self);
}

TallyStoreKeys *
tally_store_keys_new (void)
{
  TallyStoreKeys *self = g_new0 (TallyStoreKeys, 1);

  self->kept = g_ptr_array_new_with_free_func (kept_free);
  return self;
}

void
tally_store_keys_free (TallyStoreKeys *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->kept);
  g_free (self);
}

guint
tally_store_keys_get_n_made (TallyStoreKeys *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_made;
}

/* The key of a salt; or, to seal, any that is known to be the passphrase's and costs what is due. */
static Kept *
find_kept (TallyStoreKeys            *keys,
           const TallyStoreCipherKey *key,
           gboolean                   to_seal)
{
  for (guint i = 0; i < keys->kept->len; i++)
    {
      Kept *kept = keys->kept->pdata[i];
      if (kept->from.n_passes != key->n_passes || kept->from.memory_bytes != key->memory_bytes)
        continue;
      if (to_seal ? kept->is_proved
                  : memcmp (kept->from.salt, key->salt, sizeof key->salt) == 0)
        return kept;
    }
  return NULL;
}

static gboolean
make_key (const char                 *passphrase,
          const TallyStoreCipherKey  *key,
          guint8                     *out_bytes,
          GError                    **error)
{
  if (crypto_pwhash_argon2id (out_bytes, KEY_BYTES, passphrase, strlen (passphrase), key->salt,
                              key->n_passes, (size_t) key->memory_bytes,
                              crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "the key needs %" G_GUINT64_FORMAT " MiB of memory; free some and try again",
               key->memory_bytes / (1024 * 1024));
  return FALSE;
}

static Kept *
make_kept (const char                 *passphrase,
           TallyStoreKeys             *keys,
           const TallyStoreCipherKey  *key,
           GError                    **error)
{
  guint8 *bytes = take_secure (KEY_BYTES, error);
  Kept *kept;

  if (bytes == NULL || !make_key (passphrase, key, bytes, error))
    {
      sodium_free (bytes);
      return NULL;
    }
  kept = g_new0 (Kept, 1);
  kept->from = *key;
  kept->bytes = bytes;
  g_ptr_array_add (keys->kept, kept);
  g_debug ("a key was made of a passphrase");
  keys->n_made++;
  return kept;
}

TallyStoreCipher *
tally_store_cipher_new_sealing (const char           *passphrase,
                                TallyStoreKeys       *keys,
                                TallyStoreCipherKey  *out_key,
                                GError              **error)
{
  TallyStoreCipherKey key = { .n_passes = PASSES, .memory_bytes = MEMORY_BYTES };
  g_autoptr (TallyStoreKeys) own = keys == NULL ? tally_store_keys_new () : NULL;
  TallyStoreCipher *self;
  Kept *kept;

  g_return_val_if_fail (passphrase != NULL && out_key != NULL, NULL);
  self = take_secure (sizeof *self, error);
  if (self == NULL)
    return NULL;
  kept = find_kept (keys != NULL ? keys : own, &key, TRUE);
  if (kept == NULL)
    {
      randombytes_buf (key.salt, sizeof key.salt);
      kept = make_kept (passphrase, keys != NULL ? keys : own, &key, error);
    }
  if (kept == NULL)
    {
      sodium_free (self);
      return NULL;
    }
  kept->is_proved = TRUE;
  self->kept = NULL;
  memcpy (key.salt, kept->from.salt, sizeof key.salt);
  crypto_secretstream_xchacha20poly1305_init_push (&self->stream, key.start, kept->bytes);
  *out_key = key;
  return self;
}

static gboolean
check_cost (const TallyStoreCipherKey  *key,
            GError                    **error)
{
  if (key->n_passes >= crypto_pwhash_argon2id_OPSLIMIT_MIN && key->n_passes <= MAX_PASSES
      && key->memory_bytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN
      && key->memory_bytes <= MAX_MEMORY_BYTES)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                       "the cost of the key is none that a version of the program asks for");
  return FALSE;
}

TallyStoreCipher *
tally_store_cipher_new_opening (const char                 *passphrase,
                                TallyStoreKeys             *keys,
                                const TallyStoreCipherKey  *key,
                                GError                    **error)
{
  g_autoptr (TallyStoreKeys) own = keys == NULL ? tally_store_keys_new () : NULL;
  TallyStoreCipher *self;
  Kept *kept;

  g_return_val_if_fail (passphrase != NULL && key != NULL, NULL);
  if (!check_cost (key, error))
    return NULL;
  self = take_secure (sizeof *self, error);
  if (self == NULL)
    return NULL;
  kept = find_kept (keys != NULL ? keys : own, key, FALSE);
  if (kept == NULL)
    kept = make_kept (passphrase, keys != NULL ? keys : own, key, error);
  if (kept == NULL)
    {
      sodium_free (self);
      return NULL;
    }
  self->kept = keys != NULL ? kept : NULL;
  crypto_secretstream_xchacha20poly1305_init_pull (&self->stream, key->start, kept->bytes);
  return self;
}

void
tally_store_cipher_free (TallyStoreCipher *self)
{
  sodium_free (self);
}

void
tally_store_cipher_seal (TallyStoreCipher *self,
                         const guint8     *frame,
                         gsize             size,
                         GBytes           *witness,
                         gboolean          is_last,
                         guint8           *out_sealed)
{
  gsize witness_size = 0;
  const guint8 *witness_data = witness != NULL ? g_bytes_get_data (witness, &witness_size) : NULL;

  g_return_if_fail (self != NULL && out_sealed != NULL);
  crypto_secretstream_xchacha20poly1305_push (&self->stream, out_sealed, NULL, frame, size,
                                              witness_data, witness_size,
                                              is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                      : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

gboolean
tally_store_cipher_open (TallyStoreCipher *self,
                         const guint8     *sealed,
                         gsize             size,
                         GBytes           *witness,
                         gboolean          is_last,
                         guint8           *out_frame)
{
  guint8 expected = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                            : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  gsize witness_size = 0;
  const guint8 *witness_data = witness != NULL ? g_bytes_get_data (witness, &witness_size) : NULL;
  guint8 tag = 0;

  g_return_val_if_fail (self != NULL && out_frame != NULL, FALSE);
  if (size < TALLY_STORE_CIPHER_EXTRA_BYTES
      || crypto_secretstream_xchacha20poly1305_pull (&self->stream, out_frame, NULL, &tag, sealed, size,
                                                     witness_data, witness_size) != 0
      || tag != expected)
    return FALSE;
  if (self->kept != NULL)
    self->kept->is_proved = TRUE;
  return TRUE;
}
