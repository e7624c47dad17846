/* fuzz-rates-sheet.c
 *
 * Any bytes as a workbook with a table of rates: what comes of it is bounded, and is read without a record that breaks the
 * syntax.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-csv.h"
#include "tally-jobs-rates-sheet.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static gboolean
take_cb (const TallyBillingRecord *record,
         gpointer                  data)
{
  return TRUE;
}

static void
tell_cb (guint       line,
         const char *problem,
         gpointer    data)
{
  /* Quotes and commas are ours; only a record may be too long. */
  g_assert_nonnull (problem);
  ++*(guint *) data;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = tally_jobs_rates_sheet_to_csv (bytes, &error);
  guint n_told = 0;
  const TallyBillingCsvSink sink = { .take = take_cb, .tell = tell_cb, .data = &n_told };
  gsize length;
  const char *text;

  g_assert_true ((csv == NULL) == (error != NULL));
  if (csv == NULL)
    return 0;
  text = g_bytes_get_data (csv, &length);
  if (length <= TALLY_BILLING_CSV_MAX_BYTES && tally_billing_csv_read (text, length, &sink, NULL))
    g_assert_cmpuint (n_told, <=, TALLY_BILLING_CSV_MAX_BROKEN);
  return 0;
}
