/* test-rates-sheet.c
 *
 * A table of rates in an Excel workbook is read as the comma-separated values that it would be: the right sheet, the digits
 * that people see, days as days, each row on its line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-error.h"
#include "tally-jobs-rates-sheet.h"
#include "tally-jobs-rates.h"

#include "tally-config-source.h"
#include "tally-test.h"

static GBytes *
load_sample (void)
{
  g_autofree char *path = tally_test_data_path ("jobs/rates.xlsx");
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static void
test_a_sheet_is_what_it_would_be_as_values (void)
{
  static const char expected[] =
    "\"Price list 2026\",,,,\n"
    "\n"
    "\"CU\",\"Description\",\"Install Price\",\"Removal Price\",\"Valid From\"\n"
    "\"ANC-M\",\"Anchor, 10\"\" manual\",\"12.34\",\"4.5\",\"2026-01-01\"\n"
    "\n"
    "\"POL-45\",\"Pole class 4\",\"812\",,\"2026-01-01\"\n"
    "\"BAD-1\",\"A price that is none\",\"call us\",,\"2026-01-01\"\n";
  g_autoptr (GBytes) sample = load_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (tally_jobs_rates_sheet_is_workbook (sample));
  csv = tally_jobs_rates_sheet_to_csv (sample, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (csv, &size), g_bytes_get_size (csv));
  g_assert_cmpstr (strchr (text, '\n'), ==, strchr (expected, '\n'));
  g_assert_true (g_str_has_prefix (text, "\"Price list 2026\""));
}

static void
test_values_are_no_workbook (void)
{
  g_autoptr (GBytes) csv = g_bytes_new_static ("CU,Install Price\n", 17);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  g_assert_false (tally_jobs_rates_sheet_is_workbook (csv));
  g_assert_false (tally_jobs_rates_sheet_is_workbook (none));
}

static void
test_what_is_no_table_is_told (void)
{
  g_autoptr (GBytes) broken = g_bytes_new_static ("PK\003\004 and nothing else", 21);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_jobs_rates_sheet_to_csv (broken, &error));
  g_assert_nonnull (error);
}

/* As the configuration names it, an audit reads it: with a price from the visible sheet alone. */
static void
test_an_audit_reads_it (void)
{
  g_autofree char *path = tally_test_data_path ("jobs/rates.xlsx");
  g_autofree char *text = g_strdup_printf ("[rates]\nfiles=%s\n", path);
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (TallyConfig) config = tally_config_new (&source, NULL);
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (TallyRateTable) table = tally_jobs_rates_load (config, run);
  const TallyRate *rate;
  const TallyNotice *notice;
  guint n;

  g_assert_nonnull (table);
  rate = tally_rate_table_find (table, "ANC-M", TALLY_WORK_INSTALL, "standard", tally_day_new (2026, 2, 1));
  g_assert_nonnull (rate);
  g_assert_true (tally_decimal_equal (rate->rate, tally_decimal_new (1234, -2)));
  g_assert_null (tally_rate_table_find (table, "ANC-M", TALLY_WORK_INSTALL, "standard", tally_day_new (2025, 12, 31)));
  g_assert_null (tally_rate_table_list_cu (table, "OLD-1", &n));
  g_assert_cmpuint (run->notices->len, ==, 1);
  notice = run->notices->pdata[0];
  g_assert_cmpstr (notice->code, ==, "rates-row");
  g_assert_nonnull (strstr (notice->detail, "rates.xlsx:7: column \"Install Price\": \"call us\""));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/rates-sheet/a-sheet-is-what-it-would-be-as-values", test_a_sheet_is_what_it_would_be_as_values);
  g_test_add_func ("/jobs/rates-sheet/values-are-no-workbook", test_values_are_no_workbook);
  g_test_add_func ("/jobs/rates-sheet/what-is-no-table-is-told", test_what_is_no_table_is_told);
  g_test_add_func ("/jobs/rates-sheet/an-audit-reads-it", test_an_audit_reads_it);
  return g_test_run ();
}
