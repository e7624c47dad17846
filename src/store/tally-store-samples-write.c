/* tally-store-samples-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

/* A bucket that is being gathered: what the batch adds to it. */
typedef struct {
  gint64      begin_utc_usec; /* -1 = none yet */
  TallySample added;
} Bucket;

/* The writing of one batch. */
typedef struct {
  TallyStore       *store;   /* (borrowed) */
  TallyStoreReach   reach;
  TallyDbStatement *add[TALLY_N_TIERS];     /* (owned) */
  TallyDbStatement *roll_up[TALLY_N_TIERS]; /* (owned), none for raw samples */
  gint64            series_id;
  Bucket            bucket[TALLY_N_TIERS];
} Writer;

/* Width of a tier's buckets, and in what unit its table counts them, µs. */
static const struct {
  const char *add;
  const char *roll_up;
  gint64      width_usec;
  gint64      unit_usec;
} tiers[TALLY_N_TIERS] = {
  [TALLY_TIER_RAW] = { "add-raw-sample", NULL, 1, 1 },
  [TALLY_TIER_MINUTE] = { "add-minute-sample", "roll-up-minute", G_TIME_SPAN_MINUTE, G_TIME_SPAN_MINUTE },
  [TALLY_TIER_HOUR] = { "add-hour-sample", "roll-up-hour", G_TIME_SPAN_HOUR, G_TIME_SPAN_HOUR },
};

static void
writer_clear (Writer *writer)
{
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      tally_db_statement_release (writer->add[i]);
      tally_db_statement_release (writer->roll_up[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
prepare (Writer  *writer,
         GError **error)
{
  TallyDb *db = writer->store->db;

  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      writer->add[i] = tally_db_prepare (db, tiers[i].add, error);
      if (writer->add[i] == NULL)
        return FALSE;
      if (tiers[i].roll_up == NULL)
        continue;
      writer->roll_up[i] = tally_db_prepare (db, tiers[i].roll_up, error);
      if (writer->roll_up[i] == NULL)
        return FALSE;
    }
  return tally_store_reach_load (writer->store, &writer->reach, error);
}

/* One value is its own least, greatest and last: NULL in the row. */
static void
bind_unless_one (TallyDbStatement *statement,
                 guint             parameter,
                 gint64            value,
                 gint64            n)
{
  if (n == 1)
    tally_db_bind_text (statement, parameter, NULL);
  else
    tally_db_bind_int64 (statement, parameter, value);
}

static gboolean
add (Writer             *writer,
     TallyTier           tier,
     const TallySample  *sample,
     GError            **error)
{
  TallyDbStatement *statement = writer->add[tier];

  tally_db_bind_int64 (statement, 1, writer->series_id);
  tally_db_bind_int64 (statement, 2, sample->utc_usec / tiers[tier].unit_usec);
  tally_db_bind_int64 (statement, 3, sample->n);
  tally_db_bind_int64 (statement, 4, sample->total);
  bind_unless_one (statement, 5, sample->lowest, sample->n);
  bind_unless_one (statement, 6, sample->highest, sample->n);
  bind_unless_one (statement, 7, sample->last, sample->n);
  return tally_db_run (statement, error);
}

/* Sums a bucket up anew from the tier below: doing it twice is doing it once. */
static gboolean
roll_up (Writer     *writer,
         TallyTier   tier,
         gint64      begin_utc_usec,
         GError    **error)
{
  TallyDbStatement *statement = writer->roll_up[tier];
  gint64 unit = tiers[tier - 1].unit_usec;

  tally_db_bind_int64 (statement, 1, writer->series_id);
  tally_db_bind_int64 (statement, 2, begin_utc_usec / tiers[tier].unit_usec);
  tally_db_bind_int64 (statement, 3, begin_utc_usec / unit);
  tally_db_bind_int64 (statement, 4, (begin_utc_usec + tiers[tier].width_usec) / unit);
  return tally_db_run (statement, error);
}

/* Writes a bucket whose samples are all there. Raw ones are kept as they come; the others are summed
 * up from the tier below where that is still whole, and take what is late by itself where not. */
static gboolean
close_bucket (Writer     *writer,
              TallyTier   tier,
              GError    **error)
{
  Bucket bucket = writer->bucket[tier];
  gint64 begin = bucket.begin_utc_usec;

  writer->bucket[tier].begin_utc_usec = -1;
  if (begin < 0 || begin < writer->reach.from_utc_usec[tier])
    return TRUE;
  if (tier == TALLY_TIER_RAW || begin < writer->reach.from_utc_usec[tier - 1])
    return add (writer, tier, &bucket.added, error);
  return roll_up (writer, tier, begin, error);
}

/* Closes the buckets that a later sample is no longer in; %G_MAXINT64 = all. */
static gboolean
close_before (Writer   *writer,
              gint64    utc_usec,
              GError  **error)
{
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      gint64 begin = writer->bucket[i].begin_utc_usec;
      if (begin >= 0 && utc_usec - begin >= tiers[i].width_usec
          && !close_bucket (writer, (TallyTier) i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_entry (Writer                       *writer,
            const TallySampleBatchEntry  *entry,
            GError                      **error)
{
  gint64 utc_usec = MAX (entry->utc_usec, 0);
  TallySample sample;

  if (!close_before (writer, utc_usec, error))
    return FALSE;
  tally_sample_init (&sample, utc_usec, entry->value);
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      Bucket *bucket = &writer->bucket[i];
      if (bucket->begin_utc_usec < 0)
        {
          bucket->begin_utc_usec = tally_sample_get_bucket (utc_usec, tiers[i].width_usec);
          bucket->added = (TallySample) { .utc_usec = bucket->begin_utc_usec };
        }
      tally_sample_merge (&bucket->added, &sample);
    }
  return TRUE;
}

static gboolean
find_series (TallyStore         *store,
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
begin_series (Writer             *writer,
              const TallySeries  *series,
              GError            **error)
{
  if (!close_before (writer, G_MAXINT64, error))
    return FALSE;
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    writer->bucket[i].begin_utc_usec = -1;
  return find_series (writer->store, series, &writer->series_id, error);
}

static gboolean
write_batch (TallyStore        *store,
             TallySampleBatch  *batch,
             GError           **error)
{
  g_auto (Writer) writer = { .store = store };
  const TallySampleBatchEntry *entries = tally_sample_batch_sort (batch);
  guint n = tally_sample_batch_get_n_samples (batch);

  for (guint i = 0; i < TALLY_N_TIERS; i++)
    writer.bucket[i].begin_utc_usec = -1;
  if (!prepare (&writer, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_first = i == 0 || entries[i].series != entries[i - 1].series;
      if (is_first && !begin_series (&writer, tally_sample_batch_get_series (batch, entries[i].series),
                                     error))
        return FALSE;
      if (!take_entry (&writer, &entries[i], error))
        return FALSE;
    }
  return close_before (&writer, G_MAXINT64, error)
         && tally_store_reach_save (store, &writer.reach, error);
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
