/* fuzz-rates.c
 *
 * A price list from anywhere: read or refused with a reason; what is told has a place; and the same bytes
 * behind a BOM give the same rates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-rates.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_problems (const TallyBillingRatesReport *report)
{
  g_assert_cmpuint (report->problems->len, <=, TALLY_BILLING_RATES_MAX_PROBLEMS);
  g_assert_cmpuint (report->problems->len, <=, report->n_problems);
  g_assert_cmpuint (report->n_zero_rows, <=, report->n_rows);
  for (guint i = 0; i < report->problems->len; i++)
    g_assert_true (g_str_has_prefix (report->problems->pdata[i], "f:") && g_utf8_validate (report->problems->pdata[i], -1, NULL));
}

static char *
dup_fingerprint (const char *bytes,
                 gsize       length)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  g_auto (TallyBillingRatesReport) report;
  g_autoptr (GError) error = NULL;
  gboolean is_read;

  tally_billing_rates_report_init (&report);
  is_read = tally_billing_rates_parse (bytes, length, &(TallyBillingRatesReading) {
    .name = "f", .new_from = 739718, .table = table, .report = &report,
  }, &error);
  g_assert_true (is_read == (error == NULL));
  g_assert_true (is_read || g_utf8_validate (error->message, -1, NULL));
  check_problems (&report);
  tally_rate_table_seal (table, NULL, NULL);
  g_assert_cmpuint (tally_rate_table_get_n_rates (table), <=, 12 * report.n_rows);
  return is_read ? g_strdup (tally_rate_table_get_fingerprint (table)) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GString) marked = g_string_new ("\xef\xbb\xbf");
  g_autofree char *plain = dup_fingerprint ((const char *) data, size);
  g_autofree char *again = NULL;

  if (size >= 3 && memcmp (data, marked->str, 3) == 0)
    return 0; /* a second one is a cell's */
  g_string_append_len (marked, (const char *) data, (gssize) size);
  again = dup_fingerprint (marked->str, marked->len);
  g_assert_cmpstr (plain, ==, again);
  return 0;
}
