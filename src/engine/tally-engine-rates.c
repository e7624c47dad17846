/* tally-engine-rates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-rates.h"

#include "tally-billing-rates.h"
#include "tally-engine-rates-private.h"
#include "tally-jobs-rates-sheet.h"

void
tally_engine_rates_file_free (TallyEngineRatesFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->failure);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_strfreev (self->contracts);
  g_free (self->fingerprint);
  g_free (self);
}

void
tally_engine_rates_free (TallyEngineRates *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->clashes, g_ptr_array_unref);
  g_free (self->fingerprint);
  g_free (self);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
list_contracts (const TallyRate *rates,
                guint            n_rates)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < n_rates; i++)
    if (!rates[i].is_doubtful && g_hash_table_add (seen, (char *) rates[i].contract))
      g_ptr_array_add (names, g_strdup (rates[i].contract));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* From the first day of any to the last day of any; one without an end has none. */
static void
find_days (TallyEngineRatesFile *file,
           const TallyRate      *rates,
           guint                 n_rates)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < n_rates; i++)
    {
      if (rates[i].is_doubtful)
        continue;
      file->valid_from = is_first ? rates[i].valid_from : MIN (file->valid_from, rates[i].valid_from);
      if (is_first || rates[i].valid_to == TALLY_DAY_NONE)
        file->valid_to = rates[i].valid_to;
      else if (file->valid_to != TALLY_DAY_NONE)
        file->valid_to = MAX (file->valid_to, rates[i].valid_to);
      is_first = FALSE;
    }
}

static void
take_rates (TallyEngineRatesFile *file,
            TallyRateTable       *own)
{
  const TallyRate *rates;
  guint n_rates;

  tally_rate_table_seal (own, NULL, NULL);
  rates = tally_rate_table_list_all (own, &n_rates);
  file->contracts = list_contracts (rates, n_rates);
  find_days (file, rates, n_rates);
  file->fingerprint = g_strdup (tally_rate_table_get_n_rates (own) > 0 ? tally_rate_table_get_fingerprint (own) : "");
}

/* Into a table of its own for what is told of it, and into the one of all. */
static void
parse (TallyEngineRatesFile           *file,
       GBytes                         *csv,
       const TallyBillingRatesReading *reading,
       TallyRateTable                 *table)
{
  g_autoptr (GError) error = NULL;
  g_auto (TallyBillingRatesReport) unused;
  TallyBillingRatesReading again = *reading;
  gsize length;
  const char *bytes = g_bytes_get_data (csv, &length);

  tally_billing_rates_report_init (&unused);
  again.table = table;
  again.report = &unused;
  if (!tally_billing_rates_parse (bytes != NULL ? bytes : "", length, reading, &error)
      || (table != NULL && !tally_billing_rates_parse (bytes != NULL ? bytes : "", length, &again, &error)))
    file->failure = g_strdup (error->message);
  else if (reading->report->n_rates == 0)
    file->failure = g_strdup ("the table has no rate that is not zero");
}

TallyEngineRatesFile *
tally_engine_rates_parse (TallyEngine    *self,
                          const char     *path,
                          GBytes         *csv,
                          TallyRateTable *table)
{
  TallyEngineRatesFile *file = g_new0 (TallyEngineRatesFile, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (TallyRateTable) own = tally_rate_table_new ();
  g_auto (TallyBillingRatesReport) report;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = csv != NULL ? g_bytes_ref (csv) : tally_jobs_rates_sheet_load (path, &error);
  const TallyBillingRatesReading reading = {
    .name = name, .table = own, .report = &report,
    .new_from = (TallyDay) tally_config_get_int (self->config, "rates", "new-from"),
  };

  tally_billing_rates_report_init (&report);
  file->path = g_strdup (path);
  if (bytes == NULL)
    file->failure = g_strdup (error->message);
  else
    parse (file, bytes, &reading, table);
  if (file->failure == NULL)
    file->failure = g_strdup ("");
  file->n_rows = report.n_rows;
  file->n_rates = report.n_rates;
  file->n_zero_rows = report.n_zero_rows;
  file->n_problems = report.n_problems;
  file->problems = g_steal_pointer (&report.problems);
  take_rates (file, own);
  return file;
}

static void
clash_cb (const TallyRate *a,
          const TallyRate *b,
          gpointer         data)
{
  GPtrArray *clashes = data;
  char rate_a[TALLY_DECIMAL_BUFFER_SIZE], rate_b[TALLY_DECIMAL_BUFFER_SIZE];

  if (clashes->len < TALLY_ENGINE_RATES_MAX_CLASHES)
    g_ptr_array_add (clashes, g_strdup_printf ("%s, %s, %s: %s at %s, %s at %s", a->cu, tally_work_kind_get_id (a->work),
                                               a->contract, tally_decimal_format (a->rate, rate_a, sizeof rate_a), a->place,
                                               tally_decimal_format (b->rate, rate_b, sizeof rate_b), b->place));
}

guint
tally_engine_rates_seal (TallyRateTable *table,
                         GPtrArray      *clashes)
{
  return tally_rate_table_seal (table, clash_cb, clashes);
}

TallyEngineRates *
tally_engine_rates_list (TallyEngine *self)
{
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  TallyEngineRates *rates;
  const char *const *files;

  g_return_val_if_fail (self != NULL, NULL);
  files = tally_config_get_list (self->config, "rates", "files");
  rates = g_new0 (TallyEngineRates, 1);
  rates->files = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_rates_file_free);
  rates->clashes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; files[i] != NULL; i++)
    g_ptr_array_add (rates->files, tally_engine_rates_parse (self, files[i], NULL, table));
  rates->n_clashes = tally_engine_rates_seal (table, rates->clashes);
  rates->n_rates = tally_rate_table_get_n_rates (table);
  rates->fingerprint = g_strdup (rates->n_rates > 0 ? tally_rate_table_get_fingerprint (table) : "");
  return rates;
}
