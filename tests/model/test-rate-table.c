/* test-rate-table.c
 *
 * What a unit costs: found by code, work, contract and day; contradictions are never used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-rate-table.h"

#include "tally-test.h"

#define APRIL (tally_day_new (2026, 4, 12))
#define AUGUST (tally_day_new (2026, 8, 9))

static TallyDecimal
parse (const char *text)
{
  TallyDecimal number;

  g_assert_true (tally_decimal_parse (text, strlen (text), &number));
  return number;
}

static void
add (TallyRateTable *table,
     const char     *contract,
     TallyDay        from,
     TallyDay        to,
     const char     *rate)
{
  g_assert_true (tally_rate_table_add (table, &(TallyRate) {
    .cu = "anc-m ", .work = TALLY_WORK_INSTALL, .contract = contract, .valid_from = from, .valid_to = to,
    .rate = parse (rate), .place = "rates.csv:2",
  }));
}

static void
note_clash (const TallyRate *a,
            const TallyRate *b,
            gpointer         data)
{
  g_string_append_printf (data, "%s %s/%s;", a->contract, a->place, b->place);
}

static const char *
find (const TallyRateTable *table,
      const char           *contract,
      TallyDay              day)
{
  static char text[TALLY_DECIMAL_BUFFER_SIZE];
  const TallyRate *rate = tally_rate_table_find (table, " Anc-M", TALLY_WORK_INSTALL, contract, day);

  return rate != NULL ? tally_decimal_format (rate->rate, text, sizeof text) : NULL;
}

static void
test_eras (void)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  guint n;

  add (table, "Standard", TALLY_DAY_NONE, APRIL - 1, "218.72");
  add (table, "standard", APRIL, TALLY_DAY_NONE, "224.06");
  add (table, "subcontractor", APRIL, AUGUST, "195.50");
  g_assert_cmpuint (tally_rate_table_seal (table, NULL, NULL), ==, 0);
  g_assert_cmpuint (tally_rate_table_get_n_rates (table), ==, 3);
  g_assert_cmpstr (find (table, "standard", APRIL - 1), ==, "218.72");
  g_assert_cmpstr (find (table, "standard", APRIL), ==, "224.06");
  g_assert_cmpstr (find (table, "subcontractor", AUGUST), ==, "195.5");
  g_assert_null (find (table, "subcontractor", AUGUST + 1));
  g_assert_null (find (table, "subcontractor", APRIL - 1));
  g_assert_null (find (table, "original", AUGUST));
  g_assert_null (tally_rate_table_find (table, "ANC-M", TALLY_WORK_REMOVAL, "standard", AUGUST));
  g_assert_nonnull (tally_rate_table_list_cu (table, "\tANC-M\t", &n));
  g_assert_cmpuint (n, ==, 3);
}

static void
test_codes_are_whole (void)
{
  static const char *const others[] = { "", " ", "ANC", "ANC-", "ANC-M1", "ANC-\xc3\xa9", "ZZZ", "ANC -M", "0" };
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  g_autoptr (TallyRateTable) empty = tally_rate_table_new ();
  guint n = 7;

  add (table, "standard", TALLY_DAY_NONE, TALLY_DAY_NONE, "1");
  tally_rate_table_seal (table, NULL, NULL);
  tally_rate_table_seal (empty, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (tally_rate_table_list_cu (table, others[i], &n));
      g_assert_cmpuint (n, ==, 0);
    }
  g_assert_null (tally_rate_table_list_cu (empty, "ANC-M", &n));
  g_assert_false (tally_rate_table_has_contract (empty, "standard", TALLY_DAY_NONE));
}

static void
test_contracts_and_days (void)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();

  add (table, "b", APRIL, APRIL + 9, "1");
  add (table, "b", APRIL + 5, APRIL + 6, "1");
  add (table, "b", APRIL + 10, APRIL + 19, "2");
  add (table, "b", APRIL + 30, TALLY_DAY_NONE, "3");
  add (table, "c", TALLY_DAY_NONE, APRIL, "4");
  g_assert_cmpuint (tally_rate_table_seal (table, NULL, NULL), ==, 0);
  g_assert_false (tally_rate_table_has_contract (table, "a", TALLY_DAY_NONE));
  g_assert_false (tally_rate_table_has_contract (table, "bb", TALLY_DAY_NONE));
  g_assert_true (tally_rate_table_has_contract (table, "b", TALLY_DAY_NONE));
  g_assert_false (tally_rate_table_has_contract (table, "b", APRIL - 1));
  g_assert_true (tally_rate_table_has_contract (table, "b", APRIL));
  g_assert_true (tally_rate_table_has_contract (table, "b", APRIL + 19));
  g_assert_false (tally_rate_table_has_contract (table, "b", APRIL + 20));
  g_assert_true (tally_rate_table_has_contract (table, "b", G_MAXUINT32));
  g_assert_true (tally_rate_table_has_contract (table, "c", 1));
  g_assert_false (tally_rate_table_has_contract (table, "c", APRIL + 1));
}

/* Days of two rates, their rates, and what comes of it. */
static void
test_contradictions_are_not_used (void)
{
  static const struct { guint from_b; guint to_a; const char *a; const char *b; const char *clash; const char *found; } cases[] = {
    { 10, 9, "1.00", "2.00", "", "1" },
    { 10, 10, "1.00", "2.00", "standard rates.csv:2/rates.csv:2;", NULL },
    { 10, 0, "1.00", "2.00", "standard rates.csv:2/rates.csv:2;", NULL },
    { 10, 0, "1.00", "1", "", "1" },
    { 0, 0, "0", "2", "", "2" },
    { 0, 0, "2", "0.00", "", "2" },
    { 0, 0, "0", "0", "", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyRateTable) table = tally_rate_table_new ();
      g_autoptr (GString) clashes = g_string_new (NULL);
      g_test_message ("%u", i);
      add (table, "standard", TALLY_DAY_NONE, cases[i].to_a > 0 ? APRIL + cases[i].to_a : TALLY_DAY_NONE, cases[i].a);
      add (table, "standard", cases[i].from_b > 0 ? APRIL + cases[i].from_b : TALLY_DAY_NONE, TALLY_DAY_NONE, cases[i].b);
      g_assert_cmpuint (tally_rate_table_seal (table, note_clash, clashes), ==, cases[i].clash[0] != '\0');
      g_assert_cmpstr (clashes->str, ==, cases[i].clash);
      g_assert_cmpstr (find (table, "standard", APRIL), ==, cases[i].found);
      g_assert_cmpuint (tally_rate_table_get_n_rates (table), ==, cases[i].found != NULL ? 2 : 0);
    }
}

/* One contradiction in the middle of a chain puts all of it in doubt, and nothing beside it. */
static void
test_doubt_spreads_along_days (void)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  g_autoptr (GString) clashes = g_string_new (NULL);
  guint n;

  add (table, "standard", APRIL, APRIL + 20, "1");
  add (table, "standard", APRIL + 2, APRIL + 4, "2");
  add (table, "standard", APRIL + 15, APRIL + 30, "1");
  add (table, "standard", APRIL + 31, TALLY_DAY_NONE, "3");
  add (table, "other", APRIL, TALLY_DAY_NONE, "4");
  g_assert_cmpuint (tally_rate_table_seal (table, note_clash, clashes), ==, 1);
  for (guint day = 0; day <= 30; day++)
    g_assert_null (find (table, "standard", APRIL + day));
  g_assert_cmpstr (find (table, "standard", APRIL + 31), ==, "3");
  g_assert_cmpstr (find (table, "other", APRIL + 3), ==, "4");
  g_assert_nonnull (tally_rate_table_list_cu (table, "ANC-M", &n));
  g_assert_cmpuint (n, ==, 5);
}

static char *
make_fingerprint (gboolean    reversed,
                  const char *last)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  static const char *const contracts[] = { "a", "b", "c" };

  for (guint i = 0; i < G_N_ELEMENTS (contracts); i++)
    add (table, contracts[reversed ? 2 - i : i], TALLY_DAY_NONE, TALLY_DAY_NONE, "1.5");
  if (last != NULL)
    add (table, "c", TALLY_DAY_NONE, TALLY_DAY_NONE, last);
  tally_rate_table_seal (table, NULL, NULL);
  return g_strdup (tally_rate_table_get_fingerprint (table));
}

static void
test_fingerprint (void)
{
  g_autofree char *a = make_fingerprint (FALSE, NULL);
  g_autofree char *b = make_fingerprint (TRUE, "1.50");
  g_autofree char *c = make_fingerprint (FALSE, "1.51");

  g_assert_cmpuint (strlen (a), ==, 64);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

static void
test_doubtful_ones_are_listed_only (void)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  guint n;

  g_assert_true (tally_rate_table_add (table, &(TallyRate) {
    .cu = "X", .work = TALLY_WORK_TRANSFER, .contract = "standard", .rate = parse ("5"), .place = "", .is_doubtful = TRUE,
  }));
  g_assert_true (tally_rate_table_add (table, &(TallyRate) {
    .cu = "X", .work = TALLY_WORK_TRANSFER, .contract = "standard", .rate = parse ("0"), .place = "",
  }));
  g_assert_cmpuint (tally_rate_table_seal (table, NULL, NULL), ==, 0);
  g_assert_null (tally_rate_table_find (table, "X", TALLY_WORK_TRANSFER, "standard", APRIL));
  g_assert_nonnull (tally_rate_table_list_cu (table, "X", &n));
  g_assert_cmpuint (tally_rate_table_get_n_rates (table), ==, 1);
}

/* Scenarios 5.7/58, 5.7/61 and incident 46: forms are known, parts of words are nothing. */
static void
test_works (void)
{
  static const struct { const char *text; const char *id; } cases[] = {
    { "Install", "install" }, { "Inst", "install" }, { " INST. ", "install" }, { "I", "install" },
    { "Rem", "removal" }, { "Remove", "removal" }, { "REMOVAL", "removal" }, { "Trans", "transfer" },
    { "Xfr", "transfer" }, { "Transfer", "transfer" }, { "Splice", "unknown" }, { "", "unknown" }, { " ", "unknown" },
    { ".", "unknown" }, { "Reinstall", "unknown" }, { "Install Removal", "unknown" },
    { "installinstallinstallinstallinstall", "unknown" }, { NULL, "unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (tally_work_kind_get_id (tally_work_kind_parse (cases[i].text)), ==, cases[i].id);
}

static void
test_products (void)
{
  static const struct { const char *rate; const char *quantity; gint64 cents; } cases[] = {
    { "56.84", "3", 17052 }, { "224.06", "3", 67218 }, { "0.125", "1", 13 }, { "0.125", "-1", -13 },
    { "0.124", "1", 12 }, { "0.005", "1", 1 }, { "0.0049999999999999", "1", 0 }, { "0", "1e300", 0 },
    { "0.01", "0.5", 1 }, { "0.333333333333333333", "3", 100 }, { "1e-300", "1e-300", 0 },
    { "999999999.999999999", "1", 100000000000 }, { "1e9", "1", 100000000000 }, { "-1e9", "1", -100000000000 },
    { "1e-200", "1e209", 100000000000 },
  };
  static const struct { const char *rate; const char *quantity; } beyond[] = {
    { "1e9", "1.0000000001" }, { "1e300", "1e300" }, { "-1e5", "1e5" }, { "999999999999999999", "999999999999999999" },
  };
  TallyMoney cents;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s × %s", cases[i].rate, cases[i].quantity);
      g_assert_true (tally_money_multiply (parse (cases[i].rate), parse (cases[i].quantity), &cents));
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
  cents = 7;
  for (guint i = 0; i < G_N_ELEMENTS (beyond); i++)
    g_assert_false (tally_money_multiply (parse (beyond[i].rate), parse (beyond[i].quantity), &cents));
  g_assert_cmpint (cents, ==, 7);
  g_assert_true (tally_money_multiply ((TallyDecimal) { G_MININT64, -20 }, (TallyDecimal) { G_MININT64, -20 }, &cents));
  g_assert_cmpint (cents, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/rate-table/eras", test_eras);
  g_test_add_func ("/model/rate-table/codes-are-whole", test_codes_are_whole);
  g_test_add_func ("/model/rate-table/contracts-and-days", test_contracts_and_days);
  g_test_add_func ("/model/rate-table/contradictions-are-not-used", test_contradictions_are_not_used);
  g_test_add_func ("/model/rate-table/doubt-spreads-along-days", test_doubt_spreads_along_days);
  g_test_add_func ("/model/rate-table/fingerprint", test_fingerprint);
  g_test_add_func ("/model/rate-table/doubtful-ones-are-listed-only", test_doubtful_ones_are_listed_only);
  g_test_add_func ("/model/rate-table/works", test_works);
  g_test_add_func ("/model/rate-table/products", test_products);
  return g_test_run ();
}
