/* tally-engine-rates-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-rates-preview.h"

#include "tally-digest.h"
#include "tally-engine-error.h"
#include "tally-engine-rates-private.h"
#include "tally-engine-rates-terms-private.h"
#include "tally-file.h"
#include "tally-jobs-rates-sheet.h"

#define COPY_MODE 0600
#define NAME_DIGITS 8
#define MAX_NAME_BYTES 80

static void
column_free (gpointer data)
{
  TallyEngineRatesColumn *column = data;

  g_free (column->title);
  g_free (column);
}

static void
change_free (gpointer data)
{
  TallyEngineRatesChange *change = data;

  g_free (change->cu);
  g_free (change->contract);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

void
tally_engine_rates_preview_free (TallyEngineRatesPreview *self)
{
  if (self == NULL)
    return;
  tally_engine_rates_file_free (self->file);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->samples);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->clashes);
  g_free (self);
}

static TallyEngineRatesPreview *
new_preview (void)
{
  TallyEngineRatesPreview *self = g_new0 (TallyEngineRatesPreview, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->clashes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* What a unit costs by the newest rate of a contract. */
static gboolean
is_same_key (const TallyRate *a,
             const TallyRate *b)
{
  return strcmp (a->cu, b->cu) == 0 && strcmp (a->contract, b->contract) == 0 && a->work == b->work;
}

static int
compare_keys (const TallyRate *a,
              const TallyRate *b)
{
  int order = strcmp (a->cu, b->cu);

  if (order == 0)
    order = strcmp (a->contract, b->contract);
  return order != 0 ? order : (int) a->work - (int) b->work;
}

/* The newest rate above 0 of each unit, contract and kind of work; a table is sorted by them and the first day. */
static GPtrArray *
list_newest (const TallyRateTable *table,
             const char *const    *contracts)
{
  GPtrArray *newest = g_ptr_array_new ();
  guint n_rates;
  const TallyRate *rates = tally_rate_table_list_all (table, &n_rates);

  for (guint i = 0; i < n_rates; i++)
    {
      if (rates[i].is_doubtful || rates[i].rate.coefficient == 0 || !g_strv_contains (contracts, rates[i].contract))
        continue;
      if (newest->len > 0 && is_same_key (newest->pdata[newest->len - 1], &rates[i]))
        newest->pdata[newest->len - 1] = (gpointer) &rates[i];
      else
        g_ptr_array_add (newest, (gpointer) &rates[i]);
    }
  return newest;
}

/* Dollars with both digits of the cents, and more where there are more. */
static char *
dup_rate (const TallyRate *rate)
{
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];
  const char *text = rate != NULL ? tally_decimal_format (rate->rate, buffer, sizeof buffer) : "";
  const char *point = strchr (text, '.');

  if (*text == '\0' || (point != NULL && strlen (point) > 2))
    return g_strdup (text);
  return g_strconcat (text, point == NULL ? ".00" : "0", NULL);
}

static void
add_change (TallyEngineRatesPreview *preview,
            const TallyRate         *before,
            const TallyRate         *after)
{
  const TallyRate *either = before != NULL ? before : after;
  TallyEngineRatesChange *change;

  if (before != NULL && after != NULL && tally_decimal_equal (before->rate, after->rate))
    {
      preview->n_same++;
      return;
    }
  preview->n_new += before == NULL;
  preview->n_gone += after == NULL;
  preview->n_changed += before != NULL && after != NULL;
  change = g_new0 (TallyEngineRatesChange, 1);
  change->cu = g_strdup (either->cu);
  change->contract = g_strdup (either->contract);
  change->work = either->work;
  change->before = dup_rate (before);
  change->after = dup_rate (after);
  g_ptr_array_add (preview->changes, change);
}

/* Both lists have one order. */
static void
compare (TallyEngineRatesPreview *preview,
         const TallyRateTable    *before,
         const TallyRateTable    *after)
{
  const char *const *contracts = (const char *const *) preview->file->contracts;
  g_autoptr (GPtrArray) old = list_newest (before, contracts);
  g_autoptr (GPtrArray) new = list_newest (after, contracts);
  guint i = 0, j = 0;

  while (i < old->len || j < new->len)
    {
      const TallyRate *one = i < old->len ? old->pdata[i] : NULL;
      const TallyRate *other = j < new->len ? new->pdata[j] : NULL;
      int order = one == NULL ? 1 : other == NULL ? -1 : compare_keys (one, other);
      add_change (preview, order <= 0 ? one : NULL, order >= 0 ? other : NULL);
      i += order <= 0;
      j += order >= 0;
    }
}

/* The tables that stay in use, and those that are in use now; a new one beside or in place of one of them. */
static void
judge (TallyEngine                 *self,
       TallyEngineRatesPreview     *preview,
       GBytes                      *csv,
       const TallyEngineRatesTerms *terms)
{
  const char *const *files = tally_config_get_list (self->config, "rates", "files");
  g_autoptr (TallyRateTable) before = tally_rate_table_new ();
  g_autoptr (TallyRateTable) alone = tally_rate_table_new ();
  g_autoptr (TallyRateTable) after = tally_rate_table_new ();

  for (guint i = 0; files[i] != NULL; i++)
    {
      tally_engine_rates_file_free (tally_engine_rates_parse (self, files[i], NULL, before));
      if (g_strcmp0 (files[i], terms->replaces) != 0)
        tally_engine_rates_file_free (tally_engine_rates_parse (self, files[i], NULL, after));
    }
  tally_engine_rates_file_free (tally_engine_rates_parse (self, preview->file->path, csv, alone));
  tally_engine_rates_file_free (tally_engine_rates_parse (self, preview->file->path, csv, after));
  tally_rate_table_seal (before, NULL, NULL);
  tally_rate_table_seal (alone, NULL, NULL);
  preview->n_clashes = tally_engine_rates_seal (after, preview->clashes);
  compare (preview, before, alone);
}

static GBytes *
load (TallyEngine                  *self,
      const char                   *path,
      const TallyEngineRatesTerms  *terms,
      TallyEngineRatesPreview      *preview,
      GError                      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) csv = tally_jobs_rates_sheet_load (path, &failure);
  g_autoptr (GBytes) with_terms = csv != NULL ? tally_engine_rates_write_terms (csv, terms, preview, &failure) : NULL;

  if (with_terms != NULL)
    {
      preview->file = tally_engine_rates_parse (self, path, with_terms, NULL);
      if (*preview->file->failure == '\0' || preview->file->n_rates > 0)
        return g_steal_pointer (&with_terms);
    }
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "%s",
               failure != NULL ? failure->message : preview->file->failure);
  return NULL;
}

TallyEngineRatesPreview *
tally_engine_rates_preview (TallyEngine                  *self,
                            const char                   *path,
                            const TallyEngineRatesTerms  *terms,
                            GError                      **error)
{
  g_autoptr (TallyEngineRatesPreview) preview = NULL;
  g_autoptr (GBytes) csv = NULL;

  g_return_val_if_fail (self != NULL && path != NULL && terms != NULL, NULL);
  preview = new_preview ();
  csv = load (self, path, terms, preview, error);
  if (csv == NULL)
    return NULL;
  judge (self, preview, csv, terms);
  return g_steal_pointer (&preview);
}

/* The file's own name, as far as it can be one anywhere, and digits of its content. */
static char *
dup_name (const char *path,
          GBytes     *csv)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hash = tally_digest_dup_hex_of_bytes (csv);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '_');
  return g_strdup_printf ("%.*s-%.*s.csv", MAX_NAME_BYTES, name, NAME_DIGITS, hash);
}

char *
tally_engine_rates_import (TallyEngine                  *self,
                           const char                   *path,
                           const TallyEngineRatesTerms  *terms,
                           GError                      **error)
{
  g_autoptr (TallyEngineRatesPreview) preview = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *folder = NULL, *name = NULL, *copy = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (self != NULL && path != NULL && terms != NULL, NULL);
  preview = new_preview ();
  csv = load (self, path, terms, preview, error);
  if (csv == NULL)
    return NULL;
  folder = g_build_filename (self->data_dir, "rates", NULL);
  name = dup_name (path, csv);
  copy = g_build_filename (folder, name, NULL);
  data = g_bytes_get_data (csv, &size);
  if (tally_file_ensure_folder (folder, &failure) && tally_file_write (copy, data, size, COPY_MODE, &failure))
    return g_steal_pointer (&copy);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "the table can't be copied: %s", failure->message);
  return NULL;
}
