/* tally-store-samples-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

/* At most so many samples in one transaction: 3 MB in memory, and another writer waits a moment. */
#define STEP_SAMPLES 50000

/* Settled when they are so many, or the first of them so old: then a page takes many at once. */
#define DUE_SAMPLES 5000
#define DUE_USEC G_TIME_SPAN_DAY

/* A sample that waits. */
typedef struct {
  gint64 sample_id;
  gint64 series_id;
  gint64 utc_usec;
  gint64 value;
} Waiting;

/* A bucket that is being gathered: what the step adds to it. */
typedef struct {
  gint64      begin_utc_usec; /* -1 = none yet */
  TallySample added;
} Bucket;

/* The writing of one step. */
typedef struct {
  TallyStore       *store;   /* (borrowed) */
  TallyStoreReach   reach;
  TallyDbStatement *add[TALLY_N_TIERS];     /* (owned) */
  TallyDbStatement *roll_up[TALLY_N_TIERS]; /* (owned), none for raw samples */
  TallyDbStatement *newest;                 /* (owned) */
  gint64            series_id;
  gint64            newest_usec[TALLY_N_TIERS]; /* where the series' last bucket of before begins, < 0 = none */
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
  tally_db_statement_release (writer->newest);
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
  writer->newest = tally_db_prepare (db, "find-newest-buckets", error);
  return writer->newest != NULL && tally_store_reach_load (writer->store, &writer->reach, error);
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

/* Begins a series: what is later than all that stands there is written without a look at it. */
static gboolean
begin_series (Writer  *writer,
              gint64   series_id,
              GError **error)
{
  gboolean has_row = FALSE;

  writer->series_id = series_id;
  tally_db_reset (writer->newest);
  tally_db_bind_int64 (writer->newest, 1, series_id);
  if (!tally_db_step (writer->newest, &has_row, error))
    return FALSE;
  for (guint i = TALLY_TIER_MINUTE; i < TALLY_N_TIERS; i++)
    writer->newest_usec[i] = tally_db_column_int64 (writer->newest, i - TALLY_TIER_MINUTE) * tiers[i].unit_usec;
  tally_db_reset (writer->newest);
  return TRUE;
}

/* Writes a bucket whose samples are all there. Raw ones are kept as they come, and so is a bucket after
 * all that stand there: all of it came now. The others are summed up from the tier below where that is
 * still whole, and take what is late by itself where not. */
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
  if (tier == TALLY_TIER_RAW || begin > writer->newest_usec[tier]
      || begin < writer->reach.from_utc_usec[tier - 1])
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
take (Writer         *writer,
      const Waiting  *waiting,
      GError        **error)
{
  gint64 utc_usec = waiting->utc_usec;
  TallySample sample;

  if (!close_before (writer, waiting->series_id == writer->series_id ? utc_usec : G_MAXINT64, error)
      || (waiting->series_id != writer->series_id && !begin_series (writer, waiting->series_id, error)))
    return FALSE;
  tally_sample_init (&sample, utc_usec, waiting->value);
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

/* By series and time; those of one time as they came. */
static int
compare_waiting (gconstpointer a,
                 gconstpointer b)
{
  const Waiting *left = a, *right = b;

  if (left->series_id != right->series_id)
    return left->series_id < right->series_id ? -1 : 1;
  return (left->utc_usec > right->utc_usec) - (left->utc_usec < right->utc_usec);
}

static gboolean
read_waiting (TallyStore  *store,
              GArray      *out_waiting,
              GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-unsettled-samples", error);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, STEP_SAMPLES);
  while (has_row)
    {
      Waiting waiting;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      waiting = (Waiting) { tally_db_column_int64 (list, 0), tally_db_column_int64 (list, 1),
                            tally_db_column_int64 (list, 2), tally_db_column_int64 (list, 3) };
      g_array_append_val (out_waiting, waiting);
    }
  return TRUE;
}

static gboolean
write_tiers (TallyStore  *store,
             GArray      *waiting,
             GError     **error)
{
  g_auto (Writer) writer = { .store = store };

  for (guint i = 0; i < TALLY_N_TIERS; i++)
    writer.bucket[i].begin_utc_usec = -1;
  g_array_sort (waiting, compare_waiting);
  if (!prepare (&writer, error))
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    if (!take (&writer, &g_array_index (waiting, Waiting, i), error))
      return FALSE;
  return close_before (&writer, G_MAXINT64, error)
         && tally_store_reach_save (store, &writer.reach, error);
}

/* Settles what came first; in the same transaction it waits no longer. */
static gboolean
settle_step (TallyStore  *store,
             GArray      *waiting,
             GError     **error)
{
  g_autoptr (TallyDbStatement) drop = NULL;
  gint64 last;

  if (!read_waiting (store, waiting, error))
    return FALSE;
  if (waiting->len == 0)
    return TRUE;
  last = g_array_index (waiting, Waiting, waiting->len - 1).sample_id;
  drop = tally_db_prepare (store->db, "delete-new-samples", error);
  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, last);
  return write_tiers (store, waiting, error) && tally_db_run (drop, error);
}

gboolean
tally_store_samples_settle (TallyStore  *store,
                            GError     **error)
{
  guint n_settled = STEP_SAMPLES;

  g_return_val_if_fail (store != NULL, FALSE);
  while (n_settled == STEP_SAMPLES)
    {
      g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
      if (!tally_store_begin (store, TALLY_DB_NORMAL, error)
          || !tally_store_end (store, settle_step (store, waiting, error), error))
        return FALSE;
      n_settled = waiting->len;
    }
  return TRUE;
}

static gboolean
is_due (TallyStore  *store,
        gboolean    *out_due,
        GError     **error)
{
  g_autoptr (TallyDbStatement) ask = tally_db_prepare (store->db, "ask-new-samples", error);
  gint64 now = tally_store_now (store);
  gboolean has_row = FALSE;
  gint64 n, first;

  if (ask == NULL || !tally_db_step (ask, &has_row, error))
    return FALSE;
  n = tally_db_column_int64 (ask, 0);
  first = tally_db_column_int64 (ask, 1);
  *out_due = n >= DUE_SAMPLES || (n > 0 && ABS (now - first) >= DUE_USEC);
  return TRUE;
}

gboolean
tally_store_samples_tend (TallyStore  *store,
                          GError     **error)
{
  gboolean due = FALSE;

  g_return_val_if_fail (store != NULL, FALSE);
  if (!is_due (store, &due, error))
    return FALSE;
  return !due || (tally_store_samples_settle (store, error) && tally_store_samples_prune (store, error));
}
