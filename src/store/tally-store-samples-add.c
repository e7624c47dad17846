/* tally-store-samples-add.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

static gboolean
ensure_series (TallyStore         *store,
               const TallySeries  *series,
               gint64             *out_id,
               GError            **error)
{
  static const char *const names[] = { "find-series", "insert-series" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TallyDbStatement) statement = tally_db_prepare (store->db, names[i], error);
      gboolean has_row = FALSE;
      if (statement == NULL)
        return FALSE;
      tally_db_bind_text (statement, 1, series->metric);
      tally_db_bind_text (statement, 2, series->subject);
      tally_db_bind_int64 (statement, 3, series->scope);
      if (!tally_db_step (statement, &has_row, error))
        return FALSE;
      *out_id = has_row ? tally_db_column_int64 (statement, 0) : tally_db_get_last_id (store->db);
      if (has_row)
        return TRUE;
    }
  return TRUE;
}

static gboolean
write_batch (TallyStore        *store,
             TallySampleBatch  *batch,
             GError           **error)
{
  const TallySampleBatchEntry *entries = tally_sample_batch_sort (batch);
  guint n = tally_sample_batch_get_n_samples (batch);
  g_autoptr (TallyDbStatement) add = tally_db_prepare (store->db, "add-new-sample", error);

  for (guint i = 0; add != NULL && i < n; i++)
    {
      TallySample sample;
      gint64 series_id = 0;
      if (i == 0 || entries[i].series != entries[i - 1].series)
        {
          if (!ensure_series (store, tally_sample_batch_get_series (batch, entries[i].series),
                              &series_id, error))
            return FALSE;
          tally_db_bind_int64 (add, 1, series_id);
        }
      tally_sample_init (&sample, MAX (entries[i].utc_usec, 0), entries[i].value);
      tally_db_bind_int64 (add, 2, sample.utc_usec);
      tally_db_bind_int64 (add, 3, sample.total);
      if (!tally_db_run (add, error))
        return FALSE;
    }
  return add != NULL;
}

gboolean
tally_store_samples_add (TallyStore        *store,
                         TallySampleBatch  *batch,
                         GError           **error)
{
  g_return_val_if_fail (store != NULL && batch != NULL, FALSE);
  if (tally_sample_batch_get_n_samples (batch) == 0)
    return TRUE;
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, write_batch (store, batch, error), error);
}
