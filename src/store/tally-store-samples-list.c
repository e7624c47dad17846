/* tally-store-samples-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

#define COLUMN_SAMPLE 3
#define COLUMN_SERIES 9

void
tally_store_samples_read_row (TallyDbStatement *row,
                              guint             first,
                              gint64            unit_usec,
                              TallySample      *out_sample)
{
  *out_sample = (TallySample) {
    .utc_usec = tally_db_column_int64 (row, first) * unit_usec,
    .n = tally_db_column_int64 (row, first + 1),
    .total = tally_db_column_int64 (row, first + 2),
    .lowest = tally_db_column_int64 (row, first + 3),
    .highest = tally_db_column_int64 (row, first + 4),
    .last = tally_db_column_int64 (row, first + 5),
  };
}

/* A later hour takes the place of an earlier one. */
static void
keep_later (TallySample       *kept,
            const TallySample *sample)
{
  gint64 hour = tally_sample_get_bucket (sample->utc_usec, G_TIME_SPAN_HOUR);

  if (sample->n == 0 || (kept->n > 0 && hour < kept->utc_usec))
    return;
  if (hour > kept->utc_usec)
    *kept = (TallySample) { .utc_usec = hour };
  tally_sample_merge (kept, sample);
}

/* Returns: (transfer full): number of a series → what its last hour of waiting samples comes to. */
static GHashTable *
read_new_hours (TallyStore  *store,
                GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-all-new-samples", error);
  g_autoptr (GHashTable) hours = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  while (has_row)
    {
      TallySample sample, *kept;
      gint64 id;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      id = tally_db_column_int64 (list, 0);
      tally_store_samples_read_row (list, 1, 1, &sample);
      kept = g_hash_table_lookup (hours, &id);
      if (kept == NULL)
        {
          kept = g_new0 (TallySample, 1);
          g_hash_table_insert (hours, g_memdup2 (&id, sizeof id), kept);
        }
      keep_later (kept, &sample);
    }
  return g_steal_pointer (&hours);
}

/* The series of a row with the last of its hours, settled or waiting. */
static TallySeries *
read_listed (TallyStore        *store,
             TallyDbStatement  *row,
             GHashTable        *new_hours,
             GError           **error)
{
  gint64 scope = tally_db_column_int64 (row, 2);
  gint64 id = tally_db_column_int64 (row, COLUMN_SERIES);
  const TallySample *waiting = g_hash_table_lookup (new_hours, &id);
  TallySeries *series;
  TallySample sample;

  if (scope < 0 || scope >= TALLY_N_SAMPLE_SCOPES)
    {
      tally_store_fail_corrupt (store, "the scope of a series", error);
      return NULL;
    }
  series = tally_series_new (tally_db_column_text (row, 0), tally_db_column_text (row, 1),
                             (TallySampleScope) scope);
  series->tier = TALLY_TIER_HOUR;
  series->step_usec = G_TIME_SPAN_HOUR;
  tally_store_samples_read_row (row, COLUMN_SAMPLE, G_TIME_SPAN_HOUR, &sample);
  if (waiting != NULL)
    keep_later (&sample, waiting);
  if (sample.n > 0)
    g_array_append_val (series->samples, sample);
  return series;
}

GPtrArray *
tally_store_samples_list (TallyStore  *store,
                          GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  g_autoptr (GHashTable) new_hours = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_series_free);
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  new_hours = read_new_hours (store, error);
  list = new_hours != NULL ? tally_db_prepare (store->db, "list-series", error) : NULL;
  if (list == NULL)
    return NULL;
  while (has_row)
    {
      TallySeries *series;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      series = read_listed (store, list, new_hours, error);
      if (series == NULL)
        return NULL;
      g_ptr_array_add (all, series);
    }
  return g_steal_pointer (&all);
}
