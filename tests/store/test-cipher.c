/* test-cipher.c
 *
 * Keys of a passphrase: made once, used for what is opened and for what is sealed after it, and never
 * taken from a file that nobody has shown to be ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-cipher.h"
#include "tally-store-error.h"
#include "tally-test.h"

#define PASSPHRASE "correct horse battery staple"
#define FRAME "a frame of it"
#define SEALED_BYTES (sizeof FRAME + TALLY_STORE_CIPHER_EXTRA_BYTES)

/* A file of one frame. */
typedef struct {
  TallyStoreCipherKey key;
  guint8              sealed[SEALED_BYTES];
} File;

static void
seal (TallyStoreKeys *keys,
      const char     *passphrase,
      File           *out_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreCipher) cipher = NULL;

  cipher = tally_store_cipher_new_sealing (passphrase, keys, &out_file->key, &error);
  g_assert_no_error (error);
  tally_store_cipher_seal (cipher, (const guint8 *) FRAME, sizeof FRAME, NULL, TRUE, out_file->sealed);
}

static gboolean
opens (TallyStoreKeys *keys,
       const char     *passphrase,
       const File     *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreCipher) cipher = NULL;
  guint8 frame[sizeof FRAME];

  cipher = tally_store_cipher_new_opening (passphrase, keys, &file->key, &error);
  g_assert_no_error (error);
  if (!tally_store_cipher_open (cipher, file->sealed, SEALED_BYTES, NULL, TRUE, frame))
    return FALSE;
  g_assert_cmpmem (frame, sizeof frame, FRAME, sizeof FRAME);
  return TRUE;
}

/* Whatever was sealed with kept keys opens with the passphrase alone, and is never the same bytes. */
static void
test_made_once (void)
{
  g_autoptr (TallyStoreKeys) keys = tally_store_keys_new ();
  File files[3];

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    seal (keys, PASSPHRASE, &files[i]);
  g_assert_true (opens (keys, PASSPHRASE, &files[0]));
  g_assert_cmpuint (tally_store_keys_get_n_made (keys), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_true (opens (NULL, PASSPHRASE, &files[i]));
      g_assert_false (opens (NULL, "another", &files[i]));
      for (guint j = 0; j < i; j++)
        g_assert_cmpint (memcmp (files[i].sealed, files[j].sealed, SEALED_BYTES), !=, 0);
    }
}

static void
test_what_opened_seals (void)
{
  g_autoptr (TallyStoreKeys) keys = tally_store_keys_new ();
  File before, after;

  seal (NULL, PASSPHRASE, &before);
  g_assert_true (opens (keys, PASSPHRASE, &before));
  seal (keys, PASSPHRASE, &after);
  g_assert_cmpuint (tally_store_keys_get_n_made (keys), ==, 1);
  g_assert_cmpmem (before.key.salt, sizeof before.key.salt, after.key.salt, sizeof after.key.salt);
  g_assert_cmpint (memcmp (before.key.start, after.key.start, sizeof after.key.start), !=, 0);
  g_assert_true (opens (NULL, PASSPHRASE, &after));
}

/* Who can write a file must not choose the salt of what is sealed later. */
static void
test_what_did_not_open_does_not_seal (void)
{
  g_autoptr (TallyStoreKeys) keys = tally_store_keys_new ();
  File planted, after;

  seal (NULL, "another", &planted);
  g_assert_false (opens (keys, PASSPHRASE, &planted));
  seal (keys, PASSPHRASE, &after);
  g_assert_cmpuint (tally_store_keys_get_n_made (keys), ==, 2);
  g_assert_cmpint (memcmp (planted.key.salt, after.key.salt, sizeof after.key.salt), !=, 0);
  g_assert_true (opens (NULL, PASSPHRASE, &after));
}

/* Neither does a cheaper key than is due, though it opens what was sealed with it. */
static void
test_each_cost_has_its_key (void)
{
  g_autoptr (TallyStoreKeys) keys = tally_store_keys_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreCipher) cheap = NULL;
  File file;

  seal (keys, PASSPHRASE, &file);
  file.key.n_passes--;
  g_assert_false (opens (keys, PASSPHRASE, &file));
  g_assert_cmpuint (tally_store_keys_get_n_made (keys), ==, 2);
  file.key.n_passes = 0;
  cheap = tally_store_cipher_new_opening (PASSPHRASE, keys, &file.key, &error);
  g_assert_null (cheap);
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
  g_assert_cmpuint (tally_store_keys_get_n_made (keys), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/store/cipher/a-key-is-made-once", test_made_once);
  g_test_add_func ("/store/cipher/what-opened-a-file-seals-the-next", test_what_opened_seals);
  g_test_add_func ("/store/cipher/what-did-not-open-does-not-seal", test_what_did_not_open_does_not_seal);
  g_test_add_func ("/store/cipher/each-cost-has-its-key", test_each_cost_has_its_key);
  return g_test_run ();
}
