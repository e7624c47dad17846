/* test-facts.c
 *
 * What a detector judges by goes to the store and comes back the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-error.h"
#include "tally-audit-facts-values.h"
#include "tally-json-node.h"
#include "tally-test.h"

static TallyAuditFacts *
make_facts (void)
{
  TallyAuditFacts *facts = tally_audit_facts_new ();
  TallyLine line;

  tally_line_clear (&line);
  line.sheet_id = G_MAXINT64;
  line.row_id = 7;
  line.text[TALLY_FIELD_CU] = "ANC-\"M\" \xc3\xa9";
  line.price_cents = -17052;
  line.quantity = tally_decimal_new (-25, -1);
  line.week_ending = tally_day_new (2026, 8, 16);
  tally_audit_facts_add_text (facts, "z", "last");
  tally_audit_facts_add_line (facts, "line", &line);
  tally_audit_facts_add_double (facts, "statistic", 1.0 / 3);
  for (gint64 i = 0; i < 3; i++)
    tally_audit_facts_append_int64 (facts, "numbers", i - 1);
  for (gint64 i = 0; i < 2; i++)
    tally_audit_facts_add_int64 (tally_audit_facts_append_child (facts, "children"), "n", i);
  return facts;
}

static void
assert_values (const TallyAuditFacts *facts)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  double statistic = tally_audit_facts_get_double (facts, "statistic");

  g_assert_cmpstr (tally_audit_facts_get_text (facts, "z"), ==, "last");
  g_assert_cmpint (tally_audit_facts_get_int64 (line, "sheet_id"), ==, G_MAXINT64);
  g_assert_cmpint (tally_audit_facts_get_int64 (line, "price_cents"), ==, -17052);
  g_assert_cmpstr (tally_audit_facts_get_text (line, "cu"), ==, "ANC-\"M\" \xc3\xa9");
  g_assert_true (tally_decimal_equal (tally_audit_facts_get_decimal (line, "quantity"), tally_decimal_new (-25, -1)));
  g_assert_cmpuint (tally_audit_facts_get_day (line, "week_ending"), ==, tally_day_new (2026, 8, 16));
  g_assert_cmpuint (tally_audit_facts_get_day (line, "snapshot"), ==, TALLY_DAY_NONE);
  g_assert_cmpuint (tally_audit_facts_get_length (facts, "numbers"), ==, 3);
  g_assert_cmpint (tally_audit_facts_get_number (facts, "numbers", 0), ==, -1);
  g_assert_cmpuint (tally_audit_facts_get_length (facts, "children"), ==, 2);
  g_assert_cmpint (tally_audit_facts_get_int64 (tally_audit_facts_get_element (facts, "children", 1), "n"), ==, 1);
  g_assert_true (statistic > 0.333333332 && statistic < 0.333333334);
  g_assert_true (tally_audit_facts_is_complete (facts));
}

static void
test_come_back_the_same (void)
{
  g_autoptr (TallyAuditFacts) facts = make_facts ();
  g_autofree char *json = tally_audit_facts_to_json (facts);
  g_autoptr (TallyAuditFacts) again = NULL;
  g_autoptr (TallyJsonNode) node = NULL;
  g_autofree char *json_again = NULL;
  g_autofree char *canonical = NULL;
  g_autoptr (GError) error = NULL;

  assert_values (facts);
  again = tally_audit_facts_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  assert_values (again);
  json_again = tally_audit_facts_to_json (again);
  g_assert_cmpstr (json, ==, json_again);
  node = tally_json_node_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  canonical = tally_json_node_dup_canonical (node);
  g_assert_cmpstr (json, ==, canonical);
}

static void
test_missing_is_told (void)
{
  g_autoptr (TallyAuditFacts) facts = make_facts ();
  g_autoptr (TallyAuditFacts) others = make_facts ();

  g_assert_cmpint (tally_audit_facts_get_int64 (tally_audit_facts_get_child (facts, "line"), "none"), ==, 0);
  g_assert_false (tally_audit_facts_is_complete (facts));
  g_assert_cmpstr (tally_audit_facts_get_text (tally_audit_facts_get_child (others, "nobody"), "name"), ==, "");
  g_assert_false (tally_audit_facts_is_complete (others));
}

static void
test_foreign_bytes_are_refused (void)
{
  static const char *const texts[] = {
    "", "[]", "7", "{", "{\"a\":1.5}", "{\"a\":null}", "{\"a\":true}", "{\"a\":[1,{}]}", "{\"a\":[{},1]}",
    "{\"a\":[1,\"t\"]}", "{\"a\":[1,1.5]}", "{\"a\":[\"t\"]}", "{\"a\":[[1]]}", "{\"a\":1,\"a\":2}",
    "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_audit_facts_parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS);
    }
}

/* Judges reckon with what is stored: a number that no audit writes is refused by its name. */
static void
test_numbers_have_bounds (void)
{
  static const struct { const char *text; const char *refused; } cases[] = {
    { "{\"price_cents\":100000000000000,\"n\":-100000000000000}", NULL },
    { "{\"row_id\":9223372036854775807,\"written_utc_usec\":-9223372036854775808}", NULL },
    { "{\"price_cents\":100000000000001}", "'price_cents' is 100000000000001" },
    { "{\"n_all\":-100000000000001}", "'n_all' is -100000000000001" },
    { "{\"line\":{\"price_cents\":9223372036854775807}}", "'price_cents' is 9223372036854775807" },
    { "{\"variants\":[{\"cents\":-9223372036854775808}]}", "'cents' is -9223372036854775808" },
    { "{\"prices_cents\":[1,2,4611686018427387904]}", "'prices_cents' is 4611686018427387904" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyAuditFacts) facts = tally_audit_facts_parse (cases[i].text, strlen (cases[i].text), &error);
      if (cases[i].refused == NULL)
        g_assert_no_error (error);
      else
        g_assert_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS);
      g_assert_cmpint (facts != NULL, ==, cases[i].refused == NULL);
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].refused));
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/facts/come-back-the-same", test_come_back_the_same);
  g_test_add_func ("/audit/facts/missing-is-told", test_missing_is_told);
  g_test_add_func ("/audit/facts/numbers-have-bounds", test_numbers_have_bounds);
  g_test_add_func ("/audit/facts/foreign-bytes-are-refused", test_foreign_bytes_are_refused);
  return g_test_run ();
}
