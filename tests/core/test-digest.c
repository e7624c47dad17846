/* test-digest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-digest.h"

/* FIPS 180-4, examples of SHA-256. */
static void
test_known_answers (void)
{
  static const struct {
    const char *text;
    const char *hex;
  } cases[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hex = tally_digest_dup_hex (cases[i].text, strlen (cases[i].text));
      g_assert_cmpstr (hex, ==, cases[i].hex);
    }
}

static void
test_pieces_make_the_same_as_the_whole (void)
{
  g_autofree char *data = g_strnfill (100000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, 100000);
  g_autofree char *whole = tally_digest_dup_hex_of_bytes (bytes);
  g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  char hex[TALLY_DIGEST_HEX_LENGTH + 1];

  for (gsize at = 0, n = 1; at < 100000; at += n, n = MIN (n * 2, 100000 - at))
    tally_digest_update (digest, data + at, n);
  tally_digest_finish (digest, hex);
  g_assert_cmpstr (hex, ==, expected);
  g_assert_cmpstr (whole, ==, expected);
  tally_digest_finish (digest, hex); /* as new afterwards */
  g_assert_cmpstr (hex, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/digest/known-answers", test_known_answers);
  g_test_add_func ("/core/digest/pieces-make-the-same-as-the-whole",
                   test_pieces_make_the_same_as_the_whole);
  return g_test_run ();
}
