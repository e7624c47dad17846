/* test-hash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-hash.h"

#include "tally-test.h"

static char *
hash_of (const char *a,
         const char *b)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("test", 1);

  tally_hash_add_text (hash, a);
  tally_hash_add_text (hash, b);
  return g_strdup (tally_hash_get_hex (hash));
}

/* Rule 5.5/40: ["A,B", "C"] is not ["A", "B,C"]. */
static void
test_fields_stay_apart (void)
{
  static const char *const pairs[][2] = {
    { "A,B", "C" }, { "A", "B,C" }, { "A,BC", "" }, { "", "A,BC" }, { "A,BC", NULL }, { NULL, "A,BC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint k = 0; k < i; k++)
      {
        g_autofree char *a = hash_of (pairs[i][0], pairs[i][1]);
        g_autofree char *b = hash_of (pairs[k][0], pairs[k][1]);
        g_assert_cmpstr (a, !=, b);
      }
}

static void
test_purpose_and_version (void)
{
  g_autoptr (TallyHash) a = tally_hash_new ("a", 1);
  g_autoptr (TallyHash) b = tally_hash_new ("b", 1);
  g_autoptr (TallyHash) later = tally_hash_new ("a", 2);

  g_assert_cmpstr (tally_hash_get_hex (a), !=, tally_hash_get_hex (b));
  g_assert_cmpstr (tally_hash_get_hex (a), !=, tally_hash_get_hex (later));
}

static void
test_kinds_and_reset (void)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("a", 1);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  tally_hash_add_int64 (hash, 3);
  number = g_strdup (tally_hash_get_hex (hash));
  tally_hash_reset (hash);
  tally_hash_add_text (hash, "3");
  text = g_strdup (tally_hash_get_hex (hash));
  g_assert_cmpstr (text, !=, number);
  tally_hash_reset (hash);
  tally_hash_add_int64 (hash, 3);
  g_assert_cmpstr (tally_hash_get_hex (hash), ==, number);
  g_assert_cmpuint (strlen (number), ==, TALLY_HASH_HEX_LENGTH);
}

/* The serialisation is stored with every publication: it must never change unnoticed. */
static void
test_serialisation_is_pinned (void)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("test", 1);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                             "h15:tallyman/test/1\nt2:ab\n", -1);

  tally_hash_add_text (hash, "ab");
  g_assert_cmpstr (tally_hash_get_hex (hash), ==, expected);
}

static void
test_decimals (void)
{
  g_autoptr (TallyHash) a = tally_hash_new ("a", 1);
  g_autoptr (TallyHash) b = tally_hash_new ("a", 1);

  tally_hash_add_decimal (a, tally_decimal_new (30, -1));
  tally_hash_add_decimal (b, tally_decimal_new (3, 0));
  g_assert_cmpstr (tally_hash_get_hex (a), ==, tally_hash_get_hex (b));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/hash/fields-stay-apart", test_fields_stay_apart);
  g_test_add_func ("/core/hash/purpose-and-version-count", test_purpose_and_version);
  g_test_add_func ("/core/hash/kinds-and-reset", test_kinds_and_reset);
  g_test_add_func ("/core/hash/serialisation-is-pinned", test_serialisation_is_pinned);
  g_test_add_func ("/core/hash/equal-numbers-hash-alike", test_decimals);
  return g_test_run ();
}
