/* test-similarity.c
 *
 * How alike two typed keys are. Values of Jaro and Winkler's measure computed by hand from its definition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-similarity.h"

#include "tally-test.h"

static void
test_jaro_winkler (void)
{
  static const struct { const char *a; const char *b; gint64 micros; } cases[] = {
    { "", "", 1000000 }, { "A", "A", 1000000 }, { "", "A", 0 }, { "A", "", 0 }, { "A", "B", 0 }, { "AB", "CD", 0 },
    /* 6 of 6 match, two swapped: (1 + 1 + 5/6)/3 = .944444; 3 equal in front: + .3 × .055556 */
    { "MARTHA", "MARHTA", 961111 },
    /* 7 of 8 match: (7/8 + 7/8 + 1)/3 = .916666; 4 in front: + .4 × .083334 */
    { "90000001", "90000007", 950000 },
    /* 4 of 5 and 4 of 4: (.8 + 1 + 1)/3 = .933333; 1 in front */
    { "P-101", "P101", 940000 },
    { "DWAYNE", "DUANE", 840000 },
    /* characters, not bytes: 2 of 3 match */
    { "añb", "aüb", 800000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (tally_audit_similarity_jaro_winkler (cases[i].a, cases[i].b), ==, cases[i].micros);
      g_assert_cmpint (tally_audit_similarity_jaro_winkler (cases[i].b, cases[i].a), ==, cases[i].micros);
    }
}

static void
test_long_keys_are_bounded (void)
{
  g_autofree char *a = g_strnfill (100000, 'a');
  g_autofree char *b = g_strnfill (99999, 'a');

  g_assert_cmpint (tally_audit_similarity_jaro_winkler (a, b), ==, 1000000);
  g_assert_false (tally_audit_similarity_is_slip (a, b));
}

static void
test_keys (void)
{
  static const struct { const char *text; const char *key; } cases[] = {
    { NULL, "" }, { "", "" }, { "---", "" }, { "P-101", "P101" }, { "p 101", "P101" }, { "P-0l2", "P12" }, { "P-O12", "P12" },
    { "1O1", "101" }, { "12I", "121" }, { "LINE", "LINE" }, { "1-23", "1-23" }, { "12-3", "12-3" }, { "1.23", "1-23" },
    { "1 - 23", "1-23" }, { "0", "0" }, { "000", "0" }, { "100", "100" }, { "007A", "7A" }, { "A-B", "AB" }, { "-5-", "5" },
    { "ñ-1", "ñ1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = tally_audit_similarity_dup_key (cases[i].text);
      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_slips (void)
{
  static const struct { const char *a; const char *b; gboolean is_slip; } cases[] = {
    { "90000001", "90000001", FALSE }, { "90000001", "90000002", TRUE }, { "90000012", "90000021", TRUE },
    { "8977691", "89776921", TRUE }, { "90000001", "900000011", TRUE }, { "90000001", "90000122", FALSE },
    { "90000001", "90100002", FALSE }, { "12345", "21435", FALSE }, { "1234", "1235", FALSE }, { "12345", "1234", FALSE },
    { "12345", "12346", TRUE }, { "aaaaa", "aaaaaa", TRUE }, { "", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (tally_audit_similarity_is_slip (cases[i].a, cases[i].b), ==, cases[i].is_slip);
      g_assert_cmpint (tally_audit_similarity_is_slip (cases[i].b, cases[i].a), ==, cases[i].is_slip);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/similarity/jaro-winkler", test_jaro_winkler);
  g_test_add_func ("/audit/similarity/long-keys-are-bounded", test_long_keys_are_bounded);
  g_test_add_func ("/audit/similarity/keys", test_keys);
  g_test_add_func ("/audit/similarity/slips", test_slips);
  return g_test_run ();
}
