/* test-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-line.h"

#include "tally-random.h"
#include "tally-test.h"

#define N_CELLS 8
#define N_RANDOM_ROWS 20000

static const TallyField fields[N_CELLS] = {
  TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_FOREMAN, TALLY_FIELD_CU, TALLY_FIELD_WEEK_ENDING,
  TALLY_FIELD_SNAPSHOT, TALLY_FIELD_QUANTITY, TALLY_FIELD_PRICE, TALLY_FIELD_COMPLETED,
};

/* A cell is written as its kind, 't', 'n' or 'b', and its text; "" is an empty cell. */
static TallyCell
cell_of (const char *written)
{
  TallyCell cell = { .kind = TALLY_CELL_EMPTY, .text = "" };

  if (*written == '\0')
    return cell;
  cell.kind = *written == 'n' ? TALLY_CELL_NUMBER : *written == 'b' ? TALLY_CELL_BOOLEAN : TALLY_CELL_TEXT;
  cell.text = written + 1;
  cell.length = (guint32) strlen (cell.text);
  return cell;
}

static gboolean
parse (TallyBillingLineParser *parser,
       const char *const       written[N_CELLS],
       TallyLine              *line)
{
  TallyCell cells[N_CELLS];
  TallyRow row = { .row_id = 11, .row_number = 3, .n_cells = N_CELLS, .cells = cells };

  for (guint i = 0; i < N_CELLS; i++)
    cells[i] = cell_of (written[i]);
  return tally_billing_parse_row (parser, &row, line);
}

typedef struct {
  const char *rule;
  const char *cells[N_CELLS];
  const char *reason;
  guint       issues;
  const char *detail;
} Case;

#define GOOD_DATES "t2025-07-13", "t2025-07-09"

static const Case cases[] = {
  { "accepted", { "n89708709", "tAnn", "tANC-M", GOOD_DATES, "n3", "n672.18", "btrue" }, "accepted", 0, "" },
  { "5.3/20 first reason wins", { "", "tAnn", "", "", "", "", "", "" }, "missing_work_request",
    TALLY_ISSUE_NO_CU | TALLY_ISSUE_NO_SNAPSHOT | TALLY_ISSUE_NO_QUANTITY, "" },
  { "5.3/21 no week", { "n89708709", "tA", "tC", "", "t2025-07-09", "n1", "", "" },
    "missing_weekly_reference_logged_date", 0, "" },
  { "5.3/21 unchecked", { "n89708709", "tA", "tC", GOOD_DATES, "n1", "", "bfalse" }, "units_not_completed", 0, "" },
  { "5.3/21 no price", { "n89708709", "tA", "tC", GOOD_DATES, "n1", "t$0", "btrue" }, "price_missing_or_zero", 0, "$0" },
  { "the old reasons come first", { "n89708709", "tA", "tC", "tgarbage", "t2025-07-09", "n1", "", "btrue" },
    "price_missing_or_zero", 0, "" },
  { "5.3/22 no match", { "n89708709", "tA", "t#no match", GOOD_DATES, "n1", "n5", "btrue" }, "cu_no_match", 0,
    "#no match" },
  { "5.3/23 bad week", { "n89708709", "tA", "tC", "tgarbage", "t2025-07-09", "n1", "n5", "btrue" },
    "invalid_week_ending", 0, "garbage" },
  { "week of another century", { "n89708709", "tA", "tC", "t1999-12-26", "t2025-07-09", "n1", "n5", "btrue" },
    "invalid_week_ending", 0, "1999-12-26" },
  { "5.3/24 numeric foreman", { "n89708709", "n12345", "tC", GOOD_DATES, "n1", "n5", "btrue" }, "accepted", 0, "" },
  { "irregular week", { "n89708709", "tA", "tC", "t2025-07-12", "t2025-07-09", "n1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_IRREGULAR_WEEK, "" },
  { "out of week", { "n89708709", "tA", "tC", "t2025-07-13", "t2025-07-14", "n1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_OUT_OF_WEEK, "" },
  { "bad snapshot", { "n89708709", "tA", "tC", "t2025-07-13", "n45886", "n1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_BAD_SNAPSHOT, "45886" },
  { "bad quantity", { "n89708709", "tA", "tC", GOOD_DATES, "t(3)", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_BAD_QUANTITY, "(3)" },
  { "the reason's value is shown", { "n89708709", "tA", "tC", GOOD_DATES, "t(3)", "t5 USD", "btrue" }, NULL,
    TALLY_ISSUE_BAD_QUANTITY, "5 USD" },
  { "not positive", { "n89708709", "tA", "tC", GOOD_DATES, "n-1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_NOT_POSITIVE_QUANTITY, "" },
  { "odd work request", { "tPLA-DLOC", "tA", "tC", GOOD_DATES, "n1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_ODD_WORK_REQUEST, "" },
  { "rounded", { "n89708709", "tA", "tC", GOOD_DATES, "n1", "n1.005", "btrue" }, "accepted",
    TALLY_ISSUE_ROUNDED_PRICE, "" },
  { "nobody and nothing", { "n89708709", "t \t", "", GOOD_DATES, "n1", "n5", "btrue" }, "accepted",
    TALLY_ISSUE_NO_FOREMAN | TALLY_ISSUE_NO_CU, "" },
};

static void
test_cases (void)
{
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyLine line;

      g_test_message ("%s", cases[i].rule);
      g_assert_true (parse (parser, cases[i].cells, &line));
      if (cases[i].reason != NULL)
        g_assert_cmpstr (tally_reason_get_id (line.reason), ==, cases[i].reason);
      else
        g_assert_cmpint (line.reason, ==, TALLY_REASON_FOREIGN_PRICE);
      g_assert_cmphex (line.issues, ==, cases[i].issues);
      g_assert_cmpstr (line.detail, ==, cases[i].detail);
      g_assert_cmpint (line.sheet_id, ==, 5);
      g_assert_cmpint (line.row_id, ==, 11);
      g_assert_cmpint (line.row_number, ==, 3);
    }
}

static void
test_price_reasons (void)
{
  static const struct {
    const char  *price;
    TallyReason  reason;
  } prices[] = {
    { "t(5)", TALLY_REASON_NEGATIVE_PRICE }, { "t5,00", TALLY_REASON_FOREIGN_PRICE },
    { "tinf", TALLY_REASON_NOT_FINITE_PRICE }, { "n1e12", TALLY_REASON_HUGE_PRICE },
  };
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      const char *cells[N_CELLS] = { "n89708709", "tA", "tC", GOOD_DATES, "n1", prices[i].price, "btrue" };
      TallyLine line;

      g_assert_true (parse (parser, cells, &line));
      g_assert_cmpint (line.reason, ==, prices[i].reason);
      g_assert_cmpstr (line.detail, ==, prices[i].price + 1);
    }
}

static void
test_bad_work_requests (void)
{
  g_autofree char *too_long = g_strnfill (202, 't');
  const char *const bad[] = { "t#NO MATCH", "t#REF", "t#INVALID VALUE", "t#UNPARSEABLE", too_long };
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *cells[N_CELLS] = { bad[i], "tA", "tC", GOOD_DATES, "n1", "n5", "btrue" };
      TallyLine line;

      g_assert_true (parse (parser, cells, &line));
      g_assert_cmpint (line.reason, ==, TALLY_REASON_BAD_WORK_REQUEST);
      g_assert_cmpstr (line.text[TALLY_FIELD_WORK_REQUEST], ==, bad[i] + 1);
    }
}

static void
test_values (void)
{
  static const char *const cells[N_CELLS] = {
    "n8.9708709E7", "n500.0", "t Caf\303\251\302\240 X", "t07/13/25", "t2025-07-09T23:00:00-06:00", "t2 EA",
    "t$1,234.50", "n1.0",
  };
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);
  TallyLine line;

  g_assert_true (parse (parser, cells, &line));
  g_assert_cmpint (line.reason, ==, TALLY_REASON_ACCEPTED);
  g_assert_cmpstr (line.text[TALLY_FIELD_WORK_REQUEST], ==, "89708709");
  g_assert_cmpstr (line.text[TALLY_FIELD_FOREMAN], ==, "500");
  g_assert_cmpstr (line.text[TALLY_FIELD_CU], ==, "Caf\303\251 X");
  g_assert_cmpstr (line.text[TALLY_FIELD_POLE], ==, "");
  g_assert_cmpuint (line.week_ending, ==, tally_day_new (2025, 7, 13));
  g_assert_cmpuint (line.snapshot, ==, tally_day_new (2025, 7, 9));
  g_assert_true (tally_decimal_equal (line.quantity, tally_decimal_new (2, 0)));
  g_assert_cmpint (line.price_cents, ==, 123450);
  g_assert_true (line.completed);
  g_assert_cmpint (line.variant, ==, TALLY_VARIANT_PRIMARY);
  g_assert_cmpstr (line.identifier, ==, "");
}

static void
test_empty_rows (void)
{
  static const char *const nothing[N_CELLS] = { "", "", "", "", "", "", "", "" };
  static const char *const unchecked[N_CELLS] = { "", "", "", "", "", "", "", "bfalse" };
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);
  TallyLine line;

  g_assert_false (parse (parser, nothing, &line));
  g_assert_true (parse (parser, unchecked, &line));
  g_assert_cmpint (line.reason, ==, TALLY_REASON_NO_WORK_REQUEST);
}

static void
test_marks (void)
{
  TallyCell cells[] = {
    { .kind = TALLY_CELL_TEXT, .length = 8, .text = "89708709", .is_display = TRUE },
    { .kind = TALLY_CELL_EMPTY, .text = "", .is_stale = TRUE },
  };
  TallyRow row = { .row_id = 1, .row_number = 1, .modified_by = "a@b", .n_cells = 2, .cells = cells };
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);
  TallyLine line;

  g_assert_true (tally_billing_parse_row (parser, &row, &line)); /* a short row has empty cells */
  g_assert_true ((line.issues & TALLY_ISSUE_DISPLAY_VALUE) != 0);
  g_assert_true ((line.issues & TALLY_ISSUE_STALE_LINK) != 0);
  g_assert_cmpstr (line.modified_by, ==, "a@b");
  g_assert_cmpint (line.reason, ==, TALLY_REASON_NO_WEEK);
}

static const char *
pick_cell (TallyRandom *random)
{
  static const char *const any[] = {
    "", "n89708709", "t89708709.0", "t#NO MATCH", "tAnn", "n12345", "b true", "btrue", "bfalse", "t2025-07-13",
    "t7/9/25", "tgarbage", "n45886", "n1e400", "tinf", "t(5)", "t$5", "n672.18", "t1.234,56", "t \302\240 ", "n0",
    "n-3", "t\357\277\275", "n1E-900",
  };

  return any[tally_random_below (random, G_N_ELEMENTS (any))];
}

/* Whatever the cells hold, a row is empty, billed with all that a bill needs, or has a reason. */
static void
test_no_drop_without_reason (void)
{
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (5, fields, N_CELLS);
  g_autoptr (TallyRandom) random = tally_random_new (11);
  guint n_accepted = 0;

  for (guint i = 0; i < N_RANDOM_ROWS; i++)
    {
      const char *cells[N_CELLS];
      gboolean empty = TRUE;
      TallyLine line;

      for (guint k = 0; k < N_CELLS; k++)
        {
          cells[k] = pick_cell (random);
          empty = empty && *cells[k] == '\0';
        }
      g_assert_true (parse (parser, cells, &line) == !empty);
      g_assert_cmpint (line.reason, <, TALLY_N_REASONS);
      if (empty || line.reason != TALLY_REASON_ACCEPTED)
        continue;
      n_accepted++;
      g_assert_cmpint (line.price_cents, >, 0);
      g_assert_cmpuint (line.week_ending, !=, TALLY_DAY_NONE);
      g_assert_true (line.completed && *line.text[TALLY_FIELD_WORK_REQUEST] != '\0');
    }
  g_assert_cmpuint (n_accepted, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/line/cases", test_cases);
  g_test_add_func ("/billing/line/price-reasons", test_price_reasons);
  g_test_add_func ("/billing/line/bad-work-requests", test_bad_work_requests);
  g_test_add_func ("/billing/line/values", test_values);
  g_test_add_func ("/billing/line/empty-rows-are-only-counted", test_empty_rows);
  g_test_add_func ("/billing/line/marks", test_marks);
  g_test_add_func ("/billing/line/no-drop-without-reason", test_no_drop_without_reason);
  return g_test_run ();
}
