/* test-file-name.c
 *
 * Names of workbooks, made and taken apart (billing rules 1.7.1, 1.7.2, scenarios 50-56).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity.h"
#include "tally-test.h"

#define HASH "0123456789abcdef"
#define N_RANDOM 4000

typedef struct {
  const char        *name;
  const char        *work_request; /* NULL = no workbook's name */
  const char        *week;
  TallyVariant       variant;
  const char        *identifier;
  TallyFileNameForm  form;
} Case;

static const Case old_names[] = {
  { "WR_90093002_WeekEnding_081725.xlsx", "90093002", "081725", TALLY_VARIANT_PRIMARY, "",
    TALLY_FILE_NAME_PLAIN },
  { "WR_90093002_WeekEnding_081725_143005_" HASH ".xlsx", "90093002", "081725",
    TALLY_VARIANT_PRIMARY, "", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005.xlsx", "1", "081725", TALLY_VARIANT_PRIMARY, "",
    TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_User_Jane_Doe_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_PRIMARY, "Jane_Doe", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_User_Jane_Doe.xlsx", "1", "081725", TALLY_VARIANT_PRIMARY, "Jane_Doe",
    TALLY_FILE_NAME_PLAIN },
  { "WR_1_WeekEnding_081725_143005_User_Pat_Helper_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_PRIMARY, "Pat_Helper", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_ReducedSub_User_Al_Helper_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_REDUCED_SUB, "Al_Helper", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_ReducedSub_Helper_Al_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_REDUCED_SUB_HELPER, "Al", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_AEPBillable_Helper_Al_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_AEP_BILLABLE_HELPER, "Al", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_VacCrew_" HASH ".xlsx", "1", "081725", TALLY_VARIANT_VAC_CREW,
    "", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_VacCrew_Al_B.xlsx", "1", "081725", TALLY_VARIANT_VAC_CREW, "Al_B",
    TALLY_FILE_NAME_PLAIN },
  { "WR_1234____evil_WeekEnding_081725_143005_" HASH ".xlsx", "1234____evil", "081725",
    TALLY_VARIANT_PRIMARY, "", TALLY_FILE_NAME_TIMED },
  { "WR_WeekEnding_WeekEnding_041926_123456_" HASH ".xlsx", "WeekEnding", "041926",
    TALLY_VARIANT_PRIMARY, "", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725_143005_Helper_WeekEnding_041926_123456_" HASH ".xlsx", "1", "081725",
    TALLY_VARIANT_HELPER, "WeekEnding_041926_123456", TALLY_FILE_NAME_TIMED },
  { "WR_1_WeekEnding_081725.XLSX", "1", "081725", TALLY_VARIANT_PRIMARY, "",
    TALLY_FILE_NAME_PLAIN },
  { "WR_1_WeekEnding_081725_deadbeef.xlsx", "1", "081725", TALLY_VARIANT_PRIMARY, "",
    TALLY_FILE_NAME_PLAIN },
  { "WR_90001_WeekEnding_041926_User_Jane_Smith.xlsx", "90001", "041926", TALLY_VARIANT_PRIMARY,
    "Jane_Smith", TALLY_FILE_NAME_PLAIN },
  { "WR_90001_WeekEnding_041926_ReducedSub.xlsx", "90001", "041926", TALLY_VARIANT_REDUCED_SUB, "",
    TALLY_FILE_NAME_PLAIN },
  { "WR_90001_WeekEnding_041926_User_WeekEnding_041926.xlsx", "90001", "041926",
    TALLY_VARIANT_PRIMARY, "WeekEnding_041926", TALLY_FILE_NAME_PLAIN },
  { "WR_foo_WeekEnding_041926_bar_WeekEnding_041926_123456_ab12cd34ef.xlsx",
    "foo_WeekEnding_041926_bar", "041926", TALLY_VARIANT_PRIMARY, "", TALLY_FILE_NAME_TIMED },
  { "WR_WeekEnding_WeekEnding_WeekEnding_041926_123456_x.xlsx", "WeekEnding_WeekEnding", "041926",
    TALLY_VARIANT_PRIMARY, "", TALLY_FILE_NAME_TIMED },
  { "WR_Helper_WeekEnding_041926_123456_x.xlsx", "Helper", "041926", TALLY_VARIANT_PRIMARY, "",
    TALLY_FILE_NAME_TIMED },
  { "WR_12_34_WeekEnding_081725_" HASH ".xlsx", "12_34", "081725", TALLY_VARIANT_PRIMARY, NULL,
    TALLY_FILE_NAME_PLAIN },
  { "WR_1_WeekEnding_81725.xlsx", NULL },
  { "WR_1_WeekEnding_2025-08-17.xlsx", NULL },
  { "WR_1_WeekEnding_023025.xlsx", NULL },
  { "WR_1_WeekEnding_131325_" HASH ".xlsx", NULL },
  { "WR_1_WeekEnding_081725_checked by Al.xlsx", NULL },
  { "WR_1_WeekEnding_081725 (1).xlsx", NULL },
  { "wr_1_WeekEnding_081725.xlsx", NULL },
  { "report.xlsx", NULL },
  { "WR__WeekEnding_081725.xlsx", NULL },
  { "WR_1/2_WeekEnding_081725.xlsx", NULL },
  { "WR_12345_WeekEnding_1234_123456.xlsx", NULL },
  { "WR_12345_WeekEnding_12345678_123456.xlsx", NULL },
  { "WR_12345_WeekEnding_notadate_123456.xlsx", NULL },
  { "WR_12345_NotAMarker_041926.xlsx", NULL },
  { "WR_1_WeekEnding_081725.xls", NULL },
  { ".xlsx", NULL },
  { "", NULL },
};

static void
test_old_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_names); i++)
    {
      const Case *one = &old_names[i];
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (one->name);
      char week[TALLY_DAY_BUFFER_SIZE];

      g_test_message ("%s", one->name);
      g_assert_cmpint (name != NULL, ==, one->work_request != NULL);
      if (name == NULL)
        continue;
      tally_week_format (name->identity->week_ending, week, sizeof week);
      g_assert_cmpstr (name->identity->work_request, ==, one->work_request);
      g_assert_cmpstr (week, ==, one->week);
      g_assert_cmpint (name->identity->variant, ==, one->variant);
      g_assert_cmpstr (name->identity->identifier, ==, one->identifier ? one->identifier : "");
      g_assert_cmpint (name->form, ==, one->form);
      g_assert_cmpstr (name->fingerprint, ==, "");
      g_assert_true (tally_file_name_matches (name, name->identity));
    }
  g_assert_null (tally_identity_parse_file_name (NULL));
}

static char *
make_name (const char   *work_request,
           TallyVariant  variant,
           const char   *identifier)
{
  g_autoptr (TallyIdentity) identity
    = tally_identity_new (work_request, tally_day_new (2025, 7, 13), variant, identifier);

  return tally_identity_dup_file_name (identity, HASH "ffff");
}

static void
test_own_names (void)
{
  static const char *const expected[TALLY_N_VARIANTS] = {
    "WR_12_2E5_WeekEnding_071325_User_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_Helper_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_VacCrew_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_ReducedSub_User_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_AEPBillable_User_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_ReducedSub_Helper_Jane_20Doe_" HASH ".xlsx",
    "WR_12_2E5_WeekEnding_071325_AEPBillable_Helper_Jane_20Doe_" HASH ".xlsx",
  };
  g_autofree char *plain = make_name ("89708709", TALLY_VARIANT_PRIMARY, NULL);

  g_assert_cmpstr (plain, ==, "WR_89708709_WeekEnding_071325_" HASH ".xlsx");
  for (guint i = 0; i < TALLY_N_VARIANTS; i++)
    {
      g_autofree char *name = make_name ("12.5", (TallyVariant) i, "Jane Doe");

      g_assert_cmpstr (name, ==, expected[i]);
    }
}

static void
test_keys (void)
{
  g_autoptr (TallyIdentity) bare
    = tally_identity_new ("89708709", tally_day_new (2025, 7, 13), TALLY_VARIANT_PRIMARY, NULL);
  g_autoptr (TallyIdentity) helper
    = tally_identity_new ("1", tally_day_new (2025, 7, 13), TALLY_VARIANT_HELPER, "Jane Doe");
  g_autofree char *bare_key = tally_identity_dup_key (bare);
  g_autofree char *helper_key = tally_identity_dup_key (helper);

  g_assert_cmpstr (bare_key, ==, "071325_89708709");
  g_assert_cmpstr (helper_key, ==, "071325_1_HELPER_Jane_20Doe");
}

/* Pieces that are likely to confuse a parser of names, and any characters between them. */
static char *
make_text (guint min_pieces)
{
  static const char *const pieces[] = {
    "_", "-", "/", "..", "\\", "é", "î", "日本", "😀", "WeekEnding", "_WeekEnding_081725", "User",
    "_User_", "Helper", "_AEPBillable", "ReducedSub", "VacCrew", HASH, ("_x" HASH), "_2F", "143005",
    " ", "a", "Z", "0", "PBillable", "%", "\x01", ".xlsx",
  };
  GString *text = g_string_new (NULL);
  int n_pieces = g_test_rand_int_range ((int) min_pieces, g_test_rand_int_range (0, 8) ? 5 : 60);

  for (int i = 0; i < n_pieces; i++)
    if (g_test_rand_bit ())
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    else
      g_string_append_unichar (text, (gunichar) g_test_rand_int_range (1, 0xd800));
  return g_string_free (text, FALSE);
}

static void
assert_round_trip (const TallyIdentity *identity)
{
  g_autofree char *text = tally_identity_dup_file_name (identity, HASH);
  g_autofree char *stem = tally_identity_dup_stem (identity);
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (text);

  g_assert_true (g_str_has_prefix (text, stem));
  g_assert_cmpuint (strlen (text), <=, 255);
  g_assert_cmpuint (strspn (stem, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-_"), ==, strlen (stem));
  g_assert_nonnull (name);
  g_assert_cmpint (name->form, ==, TALLY_FILE_NAME_CURRENT);
  g_assert_cmpstr (name->fingerprint, ==, HASH);
  g_assert_true (tally_file_name_matches (name, identity));
  g_assert_true (name->is_cut || tally_identity_equal (name->identity, identity));
}

static void
test_any_text (void)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all
    = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_identity_free);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *work_request = make_text (1);
      g_autofree char *identifier = make_text (0);
      TallyIdentity *identity
        = tally_identity_new (work_request, tally_day_new (2025, 8, 17),
                              (TallyVariant) g_test_rand_int_range (0, TALLY_N_VARIANTS),
                              identifier);
      char *key = tally_identity_dup_key (identity);
      char *stem = tally_identity_dup_stem (identity);
      TallyIdentity *same_key = g_hash_table_lookup (by_key, key);
      TallyIdentity *same_stem = g_hash_table_lookup (by_stem, stem);

      g_ptr_array_add (all, identity);
      assert_round_trip (identity);
      g_assert_true (same_key == NULL || tally_identity_equal (same_key, identity));
      g_assert_true (same_stem == NULL || tally_identity_equal (same_stem, identity));
      g_hash_table_replace (by_key, key, identity);
      g_hash_table_replace (by_stem, stem, identity);
    }
}

static void
test_long_text (void)
{
  for (guint length = 70; length < 90; length++)
    {
      g_autofree char *text = g_strnfill (length, 'a');
      g_autofree char *other = g_strconcat (text, "b", NULL);
      g_autoptr (TallyIdentity) identity
        = tally_identity_new (text, tally_day_new (2025, 8, 17), TALLY_VARIANT_HELPER, "Al B");
      g_autoptr (TallyIdentity) longer
        = tally_identity_new (other, tally_day_new (2025, 8, 17), TALLY_VARIANT_HELPER, "Al B");
      g_autofree char *file_name = tally_identity_dup_file_name (identity, HASH);
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file_name);

      assert_round_trip (identity);
      g_assert_cmpint (name->is_cut, ==, length > TALLY_IDENTITY_MAX_PART);
      g_assert_false (tally_file_name_matches (name, longer));
    }
}

static void
test_traversal (void)
{
  g_autofree char *name = make_name ("1234/../evil", TALLY_VARIANT_PRIMARY, NULL);

  g_assert_cmpstr (name, ==, "WR_1234_2F_2E_2E_2Fevil_WeekEnding_071325_" HASH ".xlsx");
}

static gboolean
matches (const char   *file_name,
         const char   *work_request,
         TallyVariant  variant,
         const char   *identifier)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file_name);
  g_autoptr (TallyIdentity) identity
    = tally_identity_new (work_request, tally_day_new (2025, 8, 17), variant, identifier);

  g_assert_nonnull (name);
  return tally_file_name_matches (name, identity);
}

static void
test_old_sanitising (void)
{
  g_assert_true (matches ("WR_1234____evil_WeekEnding_081725_143005_" HASH ".xlsx",
                          "1234/../evil", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_1234____evil_WeekEnding_081725_143005_" HASH ".xlsx",
                           "1234/./evil", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_true (matches ("WR_1_WeekEnding_081725_User_Jane_Doe.xlsx", "1",
                          TALLY_VARIANT_PRIMARY, "Jane Doe"));
  g_assert_true (matches ("WR_1_WeekEnding_081725_User_j.doe@x.org.xlsx", "1",
                          TALLY_VARIANT_PRIMARY, "j.doe@x.org"));
  g_assert_true (matches ("WR_1_WeekEnding_081725_Helper_j_doe_x_org.xlsx", "1",
                          TALLY_VARIANT_HELPER, "j.doe@x.org"));
  g_assert_true (matches ("WR_1_WeekEnding_081725_User_José_Ñ.xlsx", "1",
                          TALLY_VARIANT_PRIMARY, "José Ñ"));
  g_assert_true (matches ("WR_aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee_WeekEnding_081725"
                          ".xlsx",
                          "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefff",
                          TALLY_VARIANT_PRIMARY, NULL));
  g_assert_true (matches ("WR_89708709.0_WeekEnding_081725.xlsx", "89708709", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_89708709.00_WeekEnding_081725.xlsx", "89708709", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_8970870.0_WeekEnding_081725.xlsx", "89708709", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_PLA.0_WeekEnding_081725.xlsx", "PLA", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_12_WeekEnding_081725.xlsx", "1", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_1_WeekEnding_081025.xlsx", "1", TALLY_VARIANT_PRIMARY, NULL));
  g_assert_false (matches ("WR_1_WeekEnding_081725.xlsx", "1", TALLY_VARIANT_PRIMARY, "Al"));
  g_assert_false (matches ("WR_1_WeekEnding_081725_Helper_Al.xlsx", "1",
                           TALLY_VARIANT_PRIMARY, "Al"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/file-name/names-of-the-predecessor", test_old_names);
  g_test_add_func ("/model/file-name/names-of-ours", test_own_names);
  g_test_add_func ("/model/file-name/keys", test_keys);
  g_test_add_func ("/model/file-name/any-text-comes-back-and-none-collide", test_any_text);
  g_test_add_func ("/model/file-name/long-text-is-cut-and-resolved", test_long_text);
  g_test_add_func ("/model/file-name/nothing-escapes-the-folder", test_traversal);
  g_test_add_func ("/model/file-name/old-names-match-by-their-own-sanitising",
                   test_old_sanitising);
  return g_test_run ();
}
