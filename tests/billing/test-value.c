/* test-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-value.h"

#include <locale.h>

#include "tally-random.h"
#include "tally-test.h"

#define N_RANDOM_CELLS 20000

typedef struct {
  TallyCellKind  kind;
  const char    *text;
} Given;

#define T(text) { TALLY_CELL_TEXT, text }
#define N(text) { TALLY_CELL_NUMBER, text }
#define B(text) { TALLY_CELL_BOOLEAN, text }
#define NOTHING { TALLY_CELL_EMPTY, "" }

static TallyCell
cell_of (Given given)
{
  return (TallyCell) { .kind = given.kind, .length = (guint32) strlen (given.text),
                       .text = given.text };
}

static const struct {
  Given        given;
  TallyReason  reason;
  TallyMoney   cents;
  gboolean     rounded;
} prices[] = {
  /* 5.1/1, table of 1.3.2 */
  { T ("$1,234.50"), TALLY_REASON_ACCEPTED, 123450, FALSE },
  { T (" $ 12.5 "), TALLY_REASON_ACCEPTED, 1250, FALSE },
  { T ("12.5$"), TALLY_REASON_ACCEPTED, 1250, FALSE },
  { T ("\302\240$12.50\302\240"), TALLY_REASON_ACCEPTED, 1250, FALSE },
  { T ("+7"), TALLY_REASON_ACCEPTED, 700, FALSE },
  { T (" 7 "), TALLY_REASON_ACCEPTED, 700, FALSE },
  { T (".5"), TALLY_REASON_ACCEPTED, 50, FALSE },
  { T ("5."), TALLY_REASON_ACCEPTED, 500, FALSE },
  { T ("1e3"), TALLY_REASON_ACCEPTED, 100000, FALSE },
  { T ("$1,234,567.89"), TALLY_REASON_ACCEPTED, 123456789, FALSE },
  { N ("672.18"), TALLY_REASON_ACCEPTED, 67218, FALSE },
  { N ("6.7218E2"), TALLY_REASON_ACCEPTED, 67218, FALSE },
  { NOTHING, TALLY_REASON_NO_PRICE, 0, FALSE },
  { T (""), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("   "), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("$0.00"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("$"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("-"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("-0"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { N ("0"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { N ("-0.0"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("0.004"), TALLY_REASON_NO_PRICE, 0, TRUE },
  { T ("TRUE"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { B ("true"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { B ("false"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("#NO MATCH"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { T ("#REF 12"), TALLY_REASON_NO_PRICE, 0, FALSE },
  /* 5.1/2 and 4: negative */
  { T ("(100.00)"), TALLY_REASON_NEGATIVE_PRICE, -10000, FALSE },
  { T ("($100.00)"), TALLY_REASON_NEGATIVE_PRICE, -10000, FALSE },
  { T ("$(1,100.00)"), TALLY_REASON_NEGATIVE_PRICE, -110000, FALSE },
  { T ("-$50"), TALLY_REASON_NEGATIVE_PRICE, -5000, FALSE },
  { T ("$-50"), TALLY_REASON_NEGATIVE_PRICE, -5000, FALSE },
  { T ("(-50)"), TALLY_REASON_NEGATIVE_PRICE, -5000, FALSE },
  { N ("-50"), TALLY_REASON_NEGATIVE_PRICE, -5000, FALSE },
  /* foreign forms are not guessed */
  { T ("1234.5 USD"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("$1.234,56"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1.234,56"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1.234.567"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("\342\202\2545"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("12,34.5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("0,500"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("12,50"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1234,567"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T (",123"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1,234e2"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("\357\274\221\357\274\222"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1_000"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("0x10"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("5-"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("--5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("-$-5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("$$5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("12..5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("1 234.50"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  { T ("(5"), TALLY_REASON_FOREIGN_PRICE, 0, FALSE },
  /* 5.1/3: not finite */
  { T ("inf"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { T ("-Infinity"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { T ("$inf"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { T ("NaN"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { T ("1e400"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { N ("1e400"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { N ("1E99999999999"), TALLY_REASON_NOT_FINITE_PRICE, 0, FALSE },
  { T ("1e-5000"), TALLY_REASON_NO_PRICE, 0, FALSE },
  /* beyond a billion dollars */
  { N ("1000000000"), TALLY_REASON_ACCEPTED, TALLY_MONEY_MAX, FALSE },
  { N ("1000000000.01"), TALLY_REASON_HUGE_PRICE, 0, FALSE },
  { T ("1e20"), TALLY_REASON_HUGE_PRICE, 0, FALSE },
  { T ("-1e20"), TALLY_REASON_HUGE_PRICE, 0, FALSE },
  /* the noise of formulas, and real fractions of a cent */
  { N ("170.52000000000001"), TALLY_REASON_ACCEPTED, 17052, FALSE },
  { N ("170.51999999999998"), TALLY_REASON_ACCEPTED, 17052, FALSE },
  { N ("-1.1368683772161603E-13"), TALLY_REASON_NO_PRICE, 0, FALSE },
  { N ("999999999.9900001"), TALLY_REASON_ACCEPTED, 99999999999, FALSE },
  { N ("1.005"), TALLY_REASON_ACCEPTED, 101, TRUE },
  { N ("1.004"), TALLY_REASON_ACCEPTED, 100, TRUE },
};

static void
test_prices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      TallyCell cell = cell_of (prices[i].given);
      TallyMoney cents = 7;
      gboolean rounded = TRUE;
      TallyReason reason = tally_billing_parse_price (&cell, &cents, &rounded);

      g_test_message ("price '%s'", cell.text);
      g_assert_cmpstr (tally_reason_get_id (reason), ==, tally_reason_get_id (prices[i].reason));
      g_assert_cmpint (cents, ==, prices[i].cents);
      g_assert_cmpint (rounded, ==, prices[i].rounded);
    }
}

static void
test_prices_in_spanish (void)
{
  if (setlocale (LC_ALL, "es_ES.UTF-8") == NULL)
    {
      g_test_skip ("the locale es_ES.UTF-8 is not installed");
      return;
    }
  test_prices ();
  setlocale (LC_ALL, "C.UTF-8");
}

static const struct {
  Given              given;
  TallyBillingValue  value;
  const char        *text;
} quantities[] = {
  { T ("3"), TALLY_BILLING_VALUE_GOOD, "3" },
  { N ("3.0"), TALLY_BILLING_VALUE_GOOD, "3" },
  { T ("2 EA"), TALLY_BILLING_VALUE_GOOD, "2" },
  { T ("2EA"), TALLY_BILLING_VALUE_GOOD, "2" },
  { T ("2 Each"), TALLY_BILLING_VALUE_GOOD, "2" },
  { T ("12 ft."), TALLY_BILLING_VALUE_GOOD, "12" },
  { T ("1,234"), TALLY_BILLING_VALUE_GOOD, "1234" },
  { T ("1,234.5 LF"), TALLY_BILLING_VALUE_GOOD, "1234.5" },
  { T ("1.5"), TALLY_BILLING_VALUE_GOOD, "1.5" },
  { T (" 5 "), TALLY_BILLING_VALUE_GOOD, "5" },
  { T ("2e0"), TALLY_BILLING_VALUE_GOOD, "2" },
  { T ("1E3 EA"), TALLY_BILLING_VALUE_GOOD, "1000" },
  { N ("1e20"), TALLY_BILLING_VALUE_GOOD, "1e20" },
  { T ("-2"), TALLY_BILLING_VALUE_GOOD, "-2" },
  { T ("0"), TALLY_BILLING_VALUE_GOOD, "0" },
  { NOTHING, TALLY_BILLING_VALUE_NONE, NULL },
  { T (""), TALLY_BILLING_VALUE_NONE, NULL },
  { T ("  "), TALLY_BILLING_VALUE_NONE, NULL },
  { T ("nan"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("1e999"), TALLY_BILLING_VALUE_BAD, NULL },
  { N ("1e999"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("invalid"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("(3)"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("--2"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("1.2.3"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("5-"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("1,5"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("1.234,5"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("2 EA 3"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("3 1/2"), TALLY_BILLING_VALUE_BAD, NULL },
  { T ("10 %"), TALLY_BILLING_VALUE_BAD, NULL },
  { B ("true"), TALLY_BILLING_VALUE_BAD, NULL },
};

static void
test_quantities (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (quantities); i++)
    {
      TallyCell cell = cell_of (quantities[i].given);
      char text[TALLY_DECIMAL_BUFFER_SIZE];
      TallyDecimal quantity = { 7, 7 };

      g_test_message ("quantity '%s'", cell.text);
      g_assert_cmpint (tally_billing_parse_quantity (&cell, &quantity), ==, quantities[i].value);
      if (quantities[i].text != NULL)
        g_assert_cmpstr (tally_decimal_format (quantity, text, sizeof text), ==, quantities[i].text);
      else
        g_assert_true (quantity.coefficient == 7 && quantity.exponent == 7);
    }
}

static void
test_checkboxes (void)
{
  static const Given checked[] = {
    B ("true"), N ("1"), N ("1.0"), N ("1E0"), N ("10e-1"), T ("TRUE "), T (" true"), T ("checked"),
    T ("Yes"), T ("on"), T ("1"), T ("1.0"),
  };
  static const Given unchecked[] = {
    B ("false"), NOTHING, N ("0"), N ("2"), N ("-1"), N ("1.0000001"), T ("x"), T ("Y"), T (""),
    T ("\342\234\223"), T ("no"), T ("off"), T ("true!"), T ("11"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (checked); i++)
    {
      TallyCell cell = cell_of (checked[i]);
      g_test_message ("'%s'", cell.text);
      g_assert_true (tally_billing_parse_checkbox (&cell));
    }
  for (guint i = 0; i < G_N_ELEMENTS (unchecked); i++)
    {
      TallyCell cell = cell_of (unchecked[i]);
      g_test_message ("'%s'", cell.text);
      g_assert_false (tally_billing_parse_checkbox (&cell));
    }
}

static void
test_days (void)
{
  static const Given good[] = {
    T ("2025-08-17"), T ("08/17/25"), T ("8/17/2025"), T (" 08/17/2025 "), T ("2025-08-17T14:30:00Z"),
    T ("2025-08-17T23:59:59-05:00"), T ("\302\2402025-08-17"),
  };
  static const Given bad[] = {
    T ("2025-02-30"), T ("2025-13-01"), T ("garbage"), T ("12"), T ("10:30"), T ("Sunday"),
    T ("2025-08"), T ("17/08/2025"), T ("20250817"), T ("2025-08-17 garbage"), T ("45886"), N ("45886"),
    N ("12.0"), B ("true"),
  };
  TallyDay day;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      TallyCell cell = cell_of (good[i]);
      g_test_message ("'%s'", cell.text);
      g_assert_cmpint (tally_billing_parse_day (&cell, &day), ==, TALLY_BILLING_VALUE_GOOD);
      g_assert_cmpuint (day, ==, tally_day_new (2025, 8, 17));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TallyCell cell = cell_of (bad[i]);
      g_test_message ("'%s'", cell.text);
      day = 7;
      g_assert_cmpint (tally_billing_parse_day (&cell, &day), ==, TALLY_BILLING_VALUE_BAD);
      g_assert_cmpuint (day, ==, 7);
    }
  g_assert_cmpint (tally_billing_parse_day (&(TallyCell) { .text = "" }, &day), ==,
                   TALLY_BILLING_VALUE_NONE);
}

static void
test_work_requests (void)
{
  static const struct {
    Given       given;
    const char *form;
  } cases[] = {
    { N ("89708709"), "89708709" }, { N ("89708709.0"), "89708709" }, { N ("8.9708709E7"), "89708709" },
    { T ("89708709.0"), "89708709" }, { T (" 89708709 "), "89708709" }, { T ("89708709."), "89708709" },
    { T ("\302\24089708709\342\200\213"), "89708709" }, { T ("12.5"), "12.5" }, { N ("12.5"), "12.5" },
    { T ("A.1.00"), "A.1" }, { T (".0"), ".0" }, { T ("12/../34"), "12/../34" }, { T ("0019"), "0019" },
    { N ("0"), "" }, { T (""), "" }, { T ("  "), "" }, { NOTHING, "" }, { B ("true"), "" },
    { T ("#NO MATCH"), "" }, { T ("#REF"), "" }, { T ("#UNPARSEABLE"), "" }, { T ("#INVALID OPERATION"), "" },
    { T ("#invalid value"), "" }, { T ("#12"), "#12" },
  };
  g_autofree char *longest = g_strnfill (TALLY_BILLING_MAX_WORK_REQUEST_BYTES, '7');
  g_autofree char *too_long = g_strnfill (TALLY_BILLING_MAX_WORK_REQUEST_BYTES + 1, '7');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyCell cell = cell_of (cases[i].given);
      g_autofree char *form = tally_billing_dup_work_request (&cell);
      g_assert_cmpstr (form, ==, cases[i].form);
    }
  g_assert_false (tally_billing_is_bad_work_request (longest));
  g_assert_true (tally_billing_is_bad_work_request (too_long));
}

/* No cell crashes a parser, and a price is accepted exactly when it is above zero. */
static void
test_random_cells (void)
{
  static const char alphabet[] = "0123456789$,.()-+eE aUSD#%\302\240\357\274\221";
  g_autoptr (TallyRandom) random = tally_random_new (5);

  for (guint i = 0; i < N_RANDOM_CELLS; i++)
    {
      char text[16];
      gsize length = tally_random_below (random, sizeof text);
      TallyDecimal quantity;
      TallyMoney cents;
      TallyDay day;
      gboolean rounded;

      for (gsize k = 0; k < length; k++)
        text[k] = alphabet[tally_random_below (random, sizeof alphabet - 1)];
      text[length] = '\0';
      {
        g_autofree char *valid = g_utf8_make_valid (text, -1);
        TallyCell cell = cell_of ((Given) T (valid));
        TallyReason reason = tally_billing_parse_price (&cell, &cents, &rounded);
        g_autofree char *work_request = tally_billing_dup_work_request (&cell);

        g_assert_true ((reason == TALLY_REASON_ACCEPTED) == (cents > 0));
        g_assert_true ((reason == TALLY_REASON_NEGATIVE_PRICE) == (cents < 0));
        g_assert_cmpint (tally_billing_parse_quantity (&cell, &quantity), <=, TALLY_BILLING_VALUE_BAD);
        g_assert_cmpint (tally_billing_parse_day (&cell, &day), <=, TALLY_BILLING_VALUE_BAD);
        g_assert_nonnull (work_request);
      }
    }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/value/prices", test_prices);
  g_test_add_func ("/billing/value/prices-whatever-the-locale", test_prices_in_spanish);
  g_test_add_func ("/billing/value/quantities", test_quantities);
  g_test_add_func ("/billing/value/checkboxes", test_checkboxes);
  g_test_add_func ("/billing/value/days-never-depend-on-today", test_days);
  g_test_add_func ("/billing/value/forms-of-work-requests", test_work_requests);
  g_test_add_func ("/billing/value/random-cells", test_random_cells);
  return g_test_run ();
}
