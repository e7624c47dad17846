/* tally-jobs-sweep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-sweep.h"

#include "tally-hash.h"

#define DAY_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define COLUMNS_KEY_VERSION 1

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): ids of sheets that were made together differ in few
 * bits, and often are multiples of a number. */
static guint64
spread (gint64 sheet_id)
{
  return ((guint64) sheet_id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32;
}

gboolean
tally_jobs_sweep_is_due (gint64 sheet_id,
                         gint64 swept_utc_usec,
                         gint64 now_utc_usec,
                         guint  days)
{
  gint64 today = now_utc_usec / DAY_USEC;

  if (days == 0 || swept_utc_usec <= 0 || swept_utc_usec > now_utc_usec
      || now_utc_usec - swept_utc_usec >= days * DAY_USEC)
    return TRUE;
  return swept_utc_usec / DAY_USEC != today && ((guint64) today + spread (sheet_id)) % days == 0;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  gint64 left = ((const TallyStorePlace *) a)->row_id, right = ((const TallyStorePlace *) b)->row_id;

  return (left > right) - (left < right);
}

void
tally_jobs_sweep_sort (GArray *places)
{
  g_return_if_fail (places != NULL);
  g_array_sort (places, compare_places);
}

const TallyStorePlace *
tally_jobs_sweep_find (GArray *places,
                       gint64  row_id)
{
  const TallyStorePlace wanted = { .row_id = row_id };
  guint position;

  g_return_val_if_fail (places != NULL, NULL);
  if (!g_array_binary_search (places, &wanted, compare_places, &position))
    return NULL;
  return &g_array_index (places, TallyStorePlace, position);
}

TallyJobsSweepNeed
tally_jobs_sweep_judge (GArray *known,
                        GArray *told,
                        gint64  n_rows)
{
  gboolean is_explained = FALSE;

  g_return_val_if_fail (known != NULL && told != NULL, TALLY_JOBS_SWEEP_WHOLE);
  if (known->len != n_rows)
    return TALLY_JOBS_SWEEP_IDS;
  for (guint i = 0; i < told->len; i++)
    {
      const TallyStorePlace *now = &g_array_index (told, TallyStorePlace, i);
      const TallyStorePlace *before = tally_jobs_sweep_find (known, now->row_id);

      if (before == NULL || before->row_number != now->row_number)
        return TALLY_JOBS_SWEEP_IDS;
      is_explained |= before->modified_utc_usec != now->modified_utc_usec;
    }
  return is_explained ? TALLY_JOBS_SWEEP_NOTHING : TALLY_JOBS_SWEEP_WHOLE;
}

gboolean
tally_jobs_sweep_agrees (GArray *known,
                         GArray *told,
                         GArray *swept,
                         gint64  since_utc_usec)
{
  guint n_told = 0;

  g_return_val_if_fail (known != NULL && told != NULL && swept != NULL, FALSE);
  for (guint i = 0; i < swept->len; i++)
    {
      const TallyStorePlace *row = &g_array_index (swept, TallyStorePlace, i);
      const TallyStorePlace *by = tally_jobs_sweep_find (told, row->row_id);

      if (by != NULL)
        n_told++;
      else if (row->modified_utc_usec >= since_utc_usec)
        return FALSE;
      else
        by = tally_jobs_sweep_find (known, row->row_id);
      if (by == NULL || by->modified_utc_usec != row->modified_utc_usec)
        return FALSE;
    }
  return n_told == told->len;
}

char *
tally_jobs_sweep_dup_columns_key (const TallySheet *sheet)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("columns", COLUMNS_KEY_VERSION);

  g_return_val_if_fail (sheet != NULL, NULL);
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallyColumn *column = sheet->columns->pdata[i];

      tally_hash_add_int64 (hash, column->column_id);
      tally_hash_add_int64 (hash, column->type);
      tally_hash_add_text (hash, column->title);
    }
  return g_strdup (tally_hash_get_hex (hash));
}
