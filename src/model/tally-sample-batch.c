/* tally-sample-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sample-batch.h"

/* What a series is found by; the texts are the series' own, or the asker's. */
typedef struct {
  const char       *metric;  /* (borrowed) */
  const char       *subject; /* (borrowed) */
  TallySampleScope  scope;
  guint             index;
} Key;

struct _TallySampleBatch {
  GPtrArray  *series;  /* (owned) (element-type TallySeries) */
  GHashTable *keys;    /* (owned) Key → itself */
  GArray     *entries; /* (owned) (element-type TallySampleBatchEntry) */
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->metric) * 31 + g_str_hash (key->subject) * 3 + key->scope;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *left = a, *right = b;

  return left->scope == right->scope && strcmp (left->metric, right->metric) == 0
         && strcmp (left->subject, right->subject) == 0;
}

TallySampleBatch *
tally_sample_batch_new (void)
{
  TallySampleBatch *self = g_new0 (TallySampleBatch, 1);

  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_series_free);
  self->keys = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (TallySampleBatchEntry));
  return self;
}

void
tally_sample_batch_free (TallySampleBatch *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->series);
  g_array_unref (self->entries);
  g_free (self);
}

guint
tally_sample_batch_find_series (TallySampleBatch *self,
                                TallyMetricKey    key,
                                const char       *subject,
                                TallySampleScope  scope)
{
  const Key wanted = {
    .metric = tally_metric_get (key)->id,
    .subject = subject != NULL ? subject : "",
    .scope = scope,
  };
  Key *found;
  TallySeries *series;

  g_return_val_if_fail (self != NULL, 0);
  found = g_hash_table_lookup (self->keys, &wanted);
  if (found != NULL)
    return found->index;
  series = tally_series_new (wanted.metric, wanted.subject, scope);
  found = g_new (Key, 1);
  *found = (Key) { series->metric, series->subject, scope, self->series->len };
  g_ptr_array_add (self->series, series);
  g_hash_table_add (self->keys, found);
  return found->index;
}

void
tally_sample_batch_add (TallySampleBatch *self,
                        guint             series,
                        gint64            utc_usec,
                        gint64            value)
{
  const TallySampleBatchEntry entry = { series, utc_usec, value };

  g_return_if_fail (self != NULL && series < self->series->len);
  g_array_append_val (self->entries, entry);
}

guint
tally_sample_batch_get_n_series (const TallySampleBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->series->len;
}

const TallySeries *
tally_sample_batch_get_series (const TallySampleBatch *self,
                               guint                   index)
{
  g_return_val_if_fail (self != NULL && index < self->series->len, NULL);
  return self->series->pdata[index];
}

guint
tally_sample_batch_get_n_samples (const TallySampleBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->entries->len;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TallySampleBatchEntry *left = a, *right = b;

  if (left->series != right->series)
    return left->series < right->series ? -1 : 1;
  return (left->utc_usec > right->utc_usec) - (left->utc_usec < right->utc_usec);
}

const TallySampleBatchEntry *
tally_sample_batch_sort (TallySampleBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_array_sort (self->entries, compare_entries);
  return (const TallySampleBatchEntry *) (gpointer) self->entries->data;
}

void
tally_sample_batch_clear (TallySampleBatch *self)
{
  g_return_if_fail (self != NULL);
  g_array_set_size (self->entries, 0);
}
