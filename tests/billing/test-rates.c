/* test-rates.c
 *
 * Price lists: what is read, what is told, and that nothing is guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-rates.h"

#include "tally-billing-csv.h"
#include "tally-billing-error.h"
#include "tally-test.h"
#include "tally-text.h"

#define HEAD "CU,Install Price,Removal Price,Transfer Price\n"
#define HIGH HEAD "ANC-H,814.28,29.45,0\n"

typedef struct {
  TallyRateTable          *table;
  TallyBillingRatesReport  report;
  GError                  *error;
} Reading;

static void
reading_clear (Reading *self)
{
  tally_rate_table_free (self->table);
  tally_billing_rates_report_clear (&self->report);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
read_bytes (Reading    *self,
            const char *bytes,
            gsize       length,
            TallyDay    new_from)
{
  TallyBillingRatesReading reading = { .name = "rates.csv", .new_from = new_from };
  gboolean is_read;

  self->table = reading.table = tally_rate_table_new ();
  tally_billing_rates_report_init (&self->report);
  reading.report = &self->report;
  is_read = tally_billing_rates_parse (bytes, length, &reading, &self->error);
  g_assert_true (is_read == (self->error == NULL));
  tally_rate_table_seal (self->table, NULL, NULL);
  return is_read;
}

static gboolean
read_text (Reading    *self,
           const char *text)
{
  return read_bytes (self, text, strlen (text), tally_day_new (2026, 4, 12));
}

/* "contract work from..to rate;" of a unit, "?" for a doubtful rate. */
static char *
dup_rates (const Reading *self,
           const char    *cu)
{
  GString *out = g_string_new (NULL);
  guint n;
  const TallyRate *rates = tally_rate_table_list_cu (self->table, cu, &n);

  for (guint i = 0; i < n; i++)
    {
      char from[TALLY_DAY_BUFFER_SIZE], to[TALLY_DAY_BUFFER_SIZE], rate[TALLY_DECIMAL_BUFFER_SIZE];
      g_string_append_printf (out, "%s %s %s..%s %s;", rates[i].contract, tally_work_kind_get_id (rates[i].work),
                              tally_day_format_iso (rates[i].valid_from, from, sizeof from),
                              tally_day_format_iso (rates[i].valid_to, to, sizeof to),
                              rates[i].is_doubtful ? "?" : tally_decimal_format (rates[i].rate, rate, sizeof rate));
    }
  return tally_text_steal (out);
}

static char *
dup_problems (const Reading *self)
{
  g_ptr_array_add (self->report.problems, NULL);
  return g_strjoinv ("\n", (char **) self->report.problems->pdata);
}

/* Scenario 5.7/62: BOM, padded titles, blanks behind commas, hours that are no numbers, six zeros. */
static void
test_matrix (void)
{
  static const char text[] =
    "\xef\xbb\xbf CU , Description, Install Hours (Old Rates), Install Price  (Subcontractor Rates) ,"
    " Remove Price (Subcontractor Rates), TRANSFER PRICE (SUBCONTRACTOR RATES), Install Price (New Rates),"
    " Removal-Price (New Rates), Transfer_Price (New Rates) , Install Price (Old Rates), Removal Price (Old Rates),"
    " Transfer Price (Old Rates)\r\n"
    "alb-6-aur1, \"Bracket, 6\"\"\", N/A, $45.95, 33.33, \"$1,106.54\", 52.58, 38.14, 121.93, 50.00, 37.00, 118.00\r\n"
    "ZERO-1, nothing, 0, 0, 0, $0.00, 0.0, $ -, 0, 0, 0, 0\r\n"
    "ODD-1, kept as it is, 1, 9.00, 20.73, 1, 20.73, 9.00, 1, 1, 1, 1\r\n";
  g_auto (Reading) reading = { NULL };
  g_autofree char *rates = NULL;
  g_autofree char *zero = NULL;
  g_autofree char *odd = NULL;

  g_assert_true (read_text (&reading, text));
  g_assert_cmpuint (reading.report.n_rows, ==, 3);
  g_assert_cmpuint (reading.report.n_zero_rows, ==, 1);
  g_assert_cmpuint (reading.report.n_rates, ==, 18);
  g_assert_cmpuint (reading.report.n_problems, ==, 0);
  rates = dup_rates (&reading, "ALB-6-AUR1");
  g_assert_cmpstr (rates, ==,
                   "standard install ..2026-04-11 50;standard install 2026-04-12.. 52.58;"
                   "standard removal ..2026-04-11 37;standard removal 2026-04-12.. 38.14;"
                   "standard transfer ..2026-04-11 118;standard transfer 2026-04-12.. 121.93;"
                   "subcontractor install .. 45.95;subcontractor removal .. 33.33;subcontractor transfer .. 1106.54;");
  zero = dup_rates (&reading, "zero-1");
  g_assert_nonnull (strstr (zero, "subcontractor transfer .. 0;"));
  odd = dup_rates (&reading, "ODD-1");
  g_assert_nonnull (strstr (odd, "subcontractor removal .. 20.73;"));
}

static void
test_without_the_new_era (void)
{
  static const char text[] = "CU,Install Price (Subcontractor Rates),Install Price (New Rates)\nX,1,2\n";
  g_auto (Reading) reading = { NULL };
  g_autofree char *rates = NULL;
  g_autofree char *problems = NULL;

  g_assert_true (read_bytes (&reading, text, strlen (text), TALLY_DAY_NONE));
  rates = dup_rates (&reading, "X");
  g_assert_cmpstr (rates, ==, "subcontractor install .. 1;");
  problems = dup_problems (&reading);
  g_assert_nonnull (strstr (problems, "rates.csv:1: columns \"(New Rates)\" are left out: it is not known from when on new "
                                      "rates hold; set [rates] new-from"));
  g_assert_nonnull (strstr (problems, "column \"Transfer Price (Subcontractor Rates)\" is missing"));
}

/* A file's rows below HEAD or its own head, what becomes of unit X, and what is told. */
static void
test_rows (void)
{
  static const struct { const char *text; const char *rates; const char *problem; } cases[] = {
    { HEAD "X,1.125,+2,3\n", "standard install .. 1.125;standard removal .. 2;standard transfer .. 3;", NULL },
    { HEAD "X,\"1,234.50\",,\n", "standard install .. 1234.5;", NULL },
    { HEAD "X, $ 1.50 ,N/A,n/a\n", "standard install .. 1.5;", NULL },
    { HEAD "X,,,\n", "standard install .. 0;standard removal .. 0;standard transfer .. 0;", NULL },
    { HEAD "X,1,2,3,,,\n", "standard install .. 1;standard removal .. 2;standard transfer .. 3;", NULL },
    { HEAD "X,1,two,3\n", "standard install .. 1;standard removal .. ?;standard transfer .. 3;",
      "rates.csv:2: column \"Removal Price\": \"two\" is no price; write dollars such as 56.84, or leave it blank" },
    { HEAD "X,-5,(5),5 USD\n", "standard install .. ?;standard removal .. ?;standard transfer .. ?;", "\"5 USD\" is no price" },
    { HEAD "X,\"1.234,56\",\"12,34\",1e99\n", "standard install .. ?;standard removal .. ?;standard transfer .. ?;",
      "\"1e99\" is no price" },
    { HEAD "X,inf,nan,0x10\n", "standard install .. ?;standard removal .. ?;standard transfer .. ?;", "\"0x10\" is no price" },
    { HEAD "X,$1,234.50,2,3\n", "standard install .. ?;standard removal .. ?;standard transfer .. ?;",
      "rates.csv:2: the row has 5 cells and the head 4; put a price or text that holds a comma in quotes" },
    { HEAD "X,1,2\n", "standard install .. ?;standard removal .. ?;standard transfer .. ?;", "the row has 3 cells and the head 4" },
    { HEAD "X,1,2,3\nx ,1,2,4\n", "standard install .. 1;standard install .. 1;standard removal .. 2;standard removal .. 2;"
      "standard transfer .. ?;standard transfer .. ?;", NULL },
    { HEAD ",1,2,3\nX,1,,\n", "standard install .. 1;", "rates.csv:2: column \"CU\" is blank and there are prices" },
    { HEAD ",,,\n\n\r\nX,1,,\n", "standard install .. 1;", NULL },
    { HEAD "X\xff,1,2,3\nX,1,,\n", "standard install .. 1;", "is no unit code; write one of at most 64 letters in UTF-8" },
    { "CU,Contract,Valid From,Valid To,Install Price\nX,Original ,4/1/2026,2026-04-30,7\n",
      "original install 2026-04-01..2026-04-30 7;", "column \"Removal Price\" is missing" },
    { "CU,Contract,Valid From,Valid To,Install Price\nX,,,,7\n", "standard install .. 7;", NULL },
    { "CU,Valid From,Install Price\nX,soon,7\n", "standard install .. ?;",
      "rates.csv:2: column \"Valid From\": \"soon\" is no day; write it as 2026-04-12, or leave it blank" },
    { "CU,Valid From,Valid To,Install Price\nX,2026-04-02,2026-04-01,7\n", "standard install .. ?;", "it ends before it begins" },
    { "CU,Valid From,Valid To,Install Price (New Rates),Install Price (Old Rates)\nX,2026-01-01,2026-12-31,7,6\n",
      "standard install 2026-01-01..2026-04-11 6;standard install 2026-04-12..2026-12-31 7;", NULL },
    { "CU,Valid From,Install Price (Old Rates)\nX,2026-05-01,7\n", "", NULL },
    { "Price list\n\"of\n2026\",by hand\n\nCU,Install Price\nX,a\n", "standard install .. ?;", "rates.csv:6: column \"Install Price\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Reading) reading = { NULL };
      g_autofree char *rates = NULL;
      g_autofree char *problems = NULL;
      g_test_message ("%s", cases[i].text);
      g_assert_true (read_text (&reading, cases[i].text));
      rates = dup_rates (&reading, "X");
      problems = dup_problems (&reading);
      g_test_message ("%s", problems);
      g_assert_cmpstr (rates, ==, cases[i].rates);
      g_assert_true (cases[i].problem == NULL || strstr (problems, cases[i].problem) != NULL);
    }
}

/* Broken syntax costs the records that it is in, and the lines of the others stay right. */
static void
test_syntax (void)
{
  static const struct { const char *text; const char *rates; const char *problems; } cases[] = {
    { HEAD "\"X\n\",1,2,3\r\n Y,a,,\r\n", "standard install .. 1;standard removal .. 2;standard transfer .. 3;",
      "rates.csv:4: column \"Install Price\": \"a\" is no price; write dollars such as 56.84, or leave it blank" },
    { HEAD "A,\"1\nX,1,2,3\nB,4,5,6\n", "standard install .. 1;standard removal .. 2;standard transfer .. 3;",
      "rates.csv:2: a quote is begun and not ended; end it" },
    { HEAD "A,\"1\nX,1,2,3\nB,\"4\",5,6\n", "standard install .. 1;standard removal .. 2;standard transfer .. 3;",
      "rates.csv:2: a quote stands within a cell; write it twice, and put the cell in quotes" },
    { HEAD "A,6\",2,3\rX,1,,\rB,x,,", "standard install .. 1;",
      "rates.csv:2: a quote stands within a cell; write it twice, and put the cell in quotes\n"
      "rates.csv:4: column \"Install Price\": \"x\" is no price; write dollars such as 56.84, or leave it blank" },
    { HEAD "X,1,,\n\"", "standard install .. 1;", "rates.csv:3: a quote is begun and not ended; end it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Reading) reading = { NULL };
      g_autofree char *rates = NULL;
      g_autofree char *problems = NULL;
      g_test_message ("%s", cases[i].text);
      g_assert_true (read_text (&reading, cases[i].text));
      rates = dup_rates (&reading, "X");
      problems = dup_problems (&reading);
      g_assert_cmpstr (rates, ==, cases[i].rates);
      g_assert_cmpstr (problems, ==, cases[i].problems);
    }
}

static void
assert_refused (const char *bytes,
                gsize       length,
                const char *message)
{
  g_auto (Reading) reading = { NULL };

  g_test_message ("%s", message);
  g_assert_false (read_bytes (&reading, bytes, length, TALLY_DAY_NONE));
  g_assert_error (reading.error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES);
  g_assert_true (g_str_has_prefix (reading.error->message, "rates.csv: "));
  g_test_message ("%s", reading.error->message);
  g_assert_nonnull (strstr (reading.error->message, message));
}

static void
test_heads_that_are_none (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "", "none of the first 11 rows has the title \"CU\"" },
    { "ANC-H,814.28,29.45,0\n", "none of the first 11 rows has the title \"CU\"" },
    { "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n" HIGH, "none of the first 11 rows" },
    { "CU;Install Price;Removal Price\nX;1;2\n", "none of the first 11 rows" },
    { "CU,Description\nX,y\n", "no column is called \"Install Price\"" },
    { "CU,Install Price,install-price\nX,1,2\n", "column \"install-price\": another column has this title too" },
    { "CU,cu,Install Price\nX,1,2\n", "column \"cu\": another column has this title too" },
    { "CU,Removal Price (New Rates),Remove Price (New Rates)\nX,1,2\n", "another column has this title too" },
    { "CU,Install Price (2025 Rates)\nX,1\n", "column \"Install Price (2025 Rates)\": it is not known whose rates these are" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, strlen (cases[i].text), cases[i].message);
}

static void
test_hostile_files (void)
{
  g_autofree char *large = g_strnfill (TALLY_BILLING_CSV_MAX_BYTES + 1, ' ');
  g_autofree char *lines = g_strnfill (TALLY_BILLING_CSV_MAX_LINES + 1, '\n');
  g_autofree char *commas = g_strnfill (TALLY_BILLING_CSV_MAX_RECORD_BYTES - 1, ',');
  g_autoptr (GString) quotes = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new (HEAD);
  g_auto (Reading) reading = { NULL };
  g_autofree char *problems = NULL;

  assert_refused (large, TALLY_BILLING_CSV_MAX_BYTES + 1, "larger than 16 MiB");
  assert_refused (lines, TALLY_BILLING_CSV_MAX_LINES + 1, "more than 200000 lines");
  assert_refused ("\xff\xfe" "C\0U\0", 6, "save it as \"CSV UTF-8\"");
  for (guint i = 0; i <= TALLY_BILLING_CSV_MAX_BROKEN; i++)
    g_string_append (quotes, "a\"\n");
  assert_refused (quotes->str, quotes->len, "more than a hundred rows");
  g_string_append_printf (wide, "A%s\n\"B%s\nC%s\"\nX,1,,\n", commas, commas, commas);
  g_assert_true (read_text (&reading, wide->str));
  problems = dup_problems (&reading);
  g_test_message ("%s", problems);
  g_assert_nonnull (strstr (problems, "rates.csv:2: the record"));
  g_assert_nonnull (strstr (problems, "rates.csv:3: the record is longer than any row"));
  g_assert_nonnull (tally_rate_table_find (reading.table, "X", TALLY_WORK_INSTALL, "standard", 1));
}

static void
test_problems_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_auto (Reading) reading = { NULL };

  for (guint i = 0; i < TALLY_BILLING_RATES_MAX_PROBLEMS + 7; i++)
    g_string_append_printf (text, "U%u,?,,\n", i);
  g_assert_true (read_text (&reading, text->str));
  g_assert_cmpuint (reading.report.n_problems, ==, TALLY_BILLING_RATES_MAX_PROBLEMS + 7);
  g_assert_cmpuint (reading.report.problems->len, ==, TALLY_BILLING_RATES_MAX_PROBLEMS);
  g_assert_cmpuint (reading.report.n_zero_rows, ==, 0);
  g_assert_cmpuint (tally_rate_table_get_n_rates (reading.table), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/rates/matrix", test_matrix);
  g_test_add_func ("/billing/rates/without-the-new-era", test_without_the_new_era);
  g_test_add_func ("/billing/rates/rows", test_rows);
  g_test_add_func ("/billing/rates/syntax", test_syntax);
  g_test_add_func ("/billing/rates/heads-that-are-none", test_heads_that_are_none);
  g_test_add_func ("/billing/rates/hostile-files", test_hostile_files);
  g_test_add_func ("/billing/rates/problems-are-bounded", test_problems_are_bounded);
  return g_test_run ();
}
