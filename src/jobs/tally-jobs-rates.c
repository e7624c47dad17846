/* tally-jobs-rates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-rates.h"

#include <gio/gio.h>

#include "tally-billing-rates.h"
#include "tally-jobs-error.h"
#include "tally-jobs-rates-sheet.h"
#include "tally-jobs-report.h"
#include "tally-text.h"

/* Contradictions told in words; the others are counted. */
#define MAX_CLASHES 20

typedef struct {
  TallyConfig    *config; /* (borrowed) */
  TallyRun       *run;    /* (borrowed) */
  TallyRateTable *table;  /* (borrowed) */
} Loading;

static void
tell_unread (const Loading *loading,
             const char    *subject,
             const char    *path,
             GError        *error)
{
  g_prefix_error (&error, "%s: ", path);
  tally_jobs_report_error (loading->run, TALLY_OUTCOME_PARTIAL, "rates-unread", subject, error);
  g_error_free (error);
}

static void
tell_problems (const Loading                 *loading,
               const char                    *subject,
               const TallyBillingRatesReport *report)
{
  g_autofree char *count = tally_text_dup_count (report->n_problems, "place", "places");
  g_autofree char *text = g_strdup_printf ("%s of a table of rates can't be used; the detail names them, correct them "
                                           "(%u rows, %u rates, %u units that are not paid for were read)",
                                           count, report->n_rows, report->n_rates, report->n_zero_rows);
  g_autofree char *detail = NULL;

  g_ptr_array_add (report->problems, NULL);
  detail = g_strjoinv ("\n", (char **) report->problems->pdata);
  tally_run_tell (loading->run, &(TallyNoticeWords) {
    .severity = TALLY_SEVERITY_WARNING, .code = "rates-row", .subject = subject, .text = text, .detail = detail,
  });
}

static void
load_file (const Loading *loading,
           const char    *subject,
           const char    *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_auto (TallyBillingRatesReport) report;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_jobs_rates_sheet_load (path, &error);
  TallyBillingRatesReading reading = {
    .name = name, .table = loading->table, .report = &report,
    .new_from = (TallyDay) tally_config_get_int (loading->config, "rates", "new-from"),
  };
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  tally_billing_rates_report_init (&report);
  if (bytes == NULL || !tally_billing_rates_parse (text != NULL ? text : "", length, &reading, &error))
    tell_unread (loading, subject, path, g_steal_pointer (&error));
  else if (report.n_rates == 0)
    tell_unread (loading, subject, path,
                 g_error_new_literal (TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING, "the table has no rate that is not zero"));
  if (report.n_problems > 0)
    tell_problems (loading, subject, &report);
}

static void
clash_cb (const TallyRate *a,
          const TallyRate *b,
          gpointer         data)
{
  GPtrArray *clashes = data;
  char rate_a[TALLY_DECIMAL_BUFFER_SIZE], rate_b[TALLY_DECIMAL_BUFFER_SIZE];

  if (clashes->len < MAX_CLASHES)
    g_ptr_array_add (clashes, g_strdup_printf ("%s, %s, %s: %s at %s, %s at %s", a->cu, tally_work_kind_get_id (a->work),
                                               a->contract, tally_decimal_format (a->rate, rate_a, sizeof rate_a),
                                               a->place, tally_decimal_format (b->rate, rate_b, sizeof rate_b), b->place));
}

static void
seal (const Loading *loading)
{
  g_autoptr (GPtrArray) clashes = g_ptr_array_new_with_free_func (g_free);
  guint n = tally_rate_table_seal (loading->table, clash_cb, clashes);
  g_autofree char *count = tally_text_dup_count (n, "unit has", "units have");
  g_autofree char *text = g_strdup_printf ("%s rates that contradict each other on the same days; none of these is used: "
                                           "correct the tables of [rates] files", count);
  g_autofree char *detail = NULL;

  if (n == 0)
    return;
  g_ptr_array_add (clashes, NULL);
  detail = g_strjoinv ("\n", (char **) clashes->pdata);
  tally_run_tell (loading->run, &(TallyNoticeWords) {
    .severity = TALLY_SEVERITY_WARNING, .code = "rates-clash", .text = text, .detail = detail,
  });
}

TallyRateTable *
tally_jobs_rates_load (TallyConfig *config,
                       TallyRun    *run)
{
  const char *const *files = tally_config_get_list (config, "rates", "files");
  g_autoptr (TallyRateTable) table = tally_rate_table_new ();
  const Loading loading = { config, run, table };

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *subject = g_strdup_printf ("rates:%u", i + 1);
      load_file (&loading, subject, files[i]);
    }
  seal (&loading);
  return tally_rate_table_get_n_rates (table) > 0 ? g_steal_pointer (&table) : NULL;
}

/* The name that [rates] contracts gives a sheet, NULL if it gives none. */
static const char *
find_named (TallyConfig *config,
            gint64       sheet_id)
{
  const char *const *items = tally_config_get_list (config, "rates", "contracts");
  g_autofree char *prefix = g_strdup_printf ("%" G_GINT64_FORMAT "=", sheet_id);

  for (guint i = 0; items[i] != NULL; i++)
    if (g_str_has_prefix (items[i], prefix))
      return items[i] + strlen (prefix);
  return NULL;
}

static gboolean
is_from (TallyConfig           *config,
         const TallyStoreSheet *sheet,
         const char            *key)
{
  const char *const *folders = tally_config_get_list (config, "sources", key);

  return g_str_has_prefix (sheet->origin, "folder:") && g_strv_contains (folders, sheet->origin + strlen ("folder:"));
}

char *
tally_jobs_rates_dup_contract (TallyConfig           *config,
                               const TallyStoreSheet *sheet)
{
  const char *named = find_named (config, sheet->sheet_id);

  if (named != NULL)
    return g_ascii_strdown (named, -1);
  if (is_from (config, sheet, "subcontractor-folders"))
    return g_strdup ("subcontractor");
  if (is_from (config, sheet, "original-contract-folders"))
    return g_strdup ("original");
  return g_strdup (*sheet->origin != '\0' ? "standard" : "");
}
