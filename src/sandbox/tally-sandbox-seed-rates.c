/* tally-sandbox-seed-rates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-rates.h"

/* The contract of sheets that no folder says another one of. */
#define CONTRACT "standard"

#define ISO_SIZE 32

static const TallySandboxWork works[] = {
  TALLY_SANDBOX_WORK_INSTALL, TALLY_SANDBOX_WORK_REMOVAL, TALLY_SANDBOX_WORK_TRANSFER,
};

static void
format_day (guint  julian,
            char  *buffer)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_snprintf (buffer, ISO_SIZE, "%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date),
              g_date_get_day (&date));
}

/* Codes have neither commas nor quotes; work that a contract does not pay for has no price. */
static void
append_unit (GString                *out,
             const TallySandboxUnit *unit,
             guint                   era,
             const char             *days)
{
  g_autofree char *code = tally_sandbox_lexeme_dup_text (unit->code);

  g_string_append (out, code);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    {
      gint64 cents = unit->rate_cents[era][works[i]];
      g_string_append_c (out, ',');
      if (cents > 0)
        g_string_append_printf (out, "%" G_GINT64_FORMAT ".%02d", cents / 100, (int) (cents % 100));
    }
  g_string_append_printf (out, ",%s,%s\n", CONTRACT, days);
}

char *
tally_sandbox_seed_rates_write (const GArray *units,
                                guint         first,
                                guint         new_from)
{
  GString *out = g_string_new ("CU,Install Price,Removal Price,Transfer Price,Contract,Valid From,Valid To\n");
  char first_text[ISO_SIZE], last_text[ISO_SIZE], new_text[ISO_SIZE];
  g_autofree char *old_days = NULL;
  g_autofree char *new_days = NULL;

  g_return_val_if_fail (units != NULL && first < new_from, NULL);
  format_day (first, first_text);
  format_day (new_from - 1, last_text);
  format_day (new_from, new_text);
  old_days = g_strdup_printf ("%s,%s", first_text, last_text);
  new_days = g_strdup_printf ("%s,", new_text);
  for (guint era = 0; era < TALLY_SANDBOX_N_ERAS; era++)
    for (guint i = 0; i < units->len; i++)
      append_unit (out, &g_array_index (units, TallySandboxUnit, i), era, era == 0 ? old_days : new_days);
  return g_string_free (out, FALSE);
}
