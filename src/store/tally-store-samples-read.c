/* tally-store-samples-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-samples-private.h"

/* How a query is answered. */
typedef struct {
  TallyTier tier;
  gint64    step_usec; /* 0 = as recorded */
} Answer;

static const struct {
  const char *count;
  const char *list;
  gint64      unit_usec; /* in which the table counts, and the width of a bucket */
} tiers[TALLY_N_TIERS] = {
  [TALLY_TIER_RAW] = { "count-raw-samples", "list-raw-samples", 1 },
  [TALLY_TIER_MINUTE] = { "count-minute-samples", "list-minute-samples", G_TIME_SPAN_MINUTE },
  [TALLY_TIER_HOUR] = { "count-hour-samples", "list-hour-samples", G_TIME_SPAN_HOUR },
};

/* Steps that a person reads easily off an axis, minutes; longer ones are whole days. */
static const guint steps[] = { 1, 2, 3, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440 };

static gboolean
find_series (TallyStore                    *store,
             const TallyStoreSamplesQuery  *query,
             gint64                        *out_id,
             GError                       **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-series", error);
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  tally_db_bind_text (find, 1, query->metric);
  tally_db_bind_text (find, 2, query->subject != NULL ? query->subject : "");
  tally_db_bind_int64 (find, 3, query->scope);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  *out_id = has_row ? tally_db_column_int64 (find, 0) : 0;
  return TRUE;
}

/* The stretch of a tier's table that a query wants: buckets that only reach into it are whole. */
static void
bind_stretch (TallyDbStatement             *statement,
              gint64                        series_id,
              TallyTier                     tier,
              const TallyStoreSamplesQuery *query)
{
  gint64 unit = tiers[tier].unit_usec;
  gint64 end = tally_sample_get_bucket (query->to_utc_usec - 1, unit) + unit;

  tally_db_bind_int64 (statement, 1, series_id);
  tally_db_bind_int64 (statement, 2, tally_sample_get_bucket (query->from_utc_usec, unit) / unit);
  tally_db_bind_int64 (statement, 3, end / unit);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = ((const TallySample *) a)->utc_usec, right = ((const TallySample *) b)->utc_usec;

  return (left > right) - (left < right);
}

/* What waits in that stretch and is in no tier yet, by time; those of one time as they came. */
static GArray *
read_new (TallyStore                    *store,
          gint64                         series_id,
          TallyTier                      tier,
          const TallyStoreSamplesQuery  *query,
          GError                       **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-new-samples", error);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (TallySample));
  gint64 unit = tiers[tier].unit_usec;
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, series_id);
  tally_db_bind_int64 (list, 2, tally_sample_get_bucket (query->from_utc_usec, unit));
  tally_db_bind_int64 (list, 3, tally_sample_get_bucket (query->to_utc_usec - 1, unit) + unit);
  while (has_row)
    {
      TallySample sample;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      tally_store_samples_read_row (list, 0, 1, &sample);
      g_array_append_val (samples, sample);
    }
  g_array_sort (samples, compare_times);
  return g_steal_pointer (&samples);
}

static gboolean
count_new (TallyStore                    *store,
           gint64                         series_id,
           const TallyStoreSamplesQuery  *query,
           gint64                        *out_n,
           GError                       **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (store->db, "count-new-samples", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  bind_stretch (statement, series_id, TALLY_TIER_RAW, query);
  if (!tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_n = tally_db_column_int64 (statement, 0);
  return TRUE;
}

static gboolean
count (TallyStore                    *store,
       gint64                         series_id,
       TallyTier                      tier,
       const TallyStoreSamplesQuery  *query,
       gint64                        *out_n,
       GError                       **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (store->db, tiers[tier].count, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  bind_stretch (statement, series_id, tier, query);
  tally_db_bind_int64 (statement, 4, (gint64) query->max_points + 1);
  if (!tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_n = tally_db_column_int64 (statement, 0);
  return TRUE;
}

static gboolean
fits (gint64                        step_usec,
      const TallyStoreSamplesQuery *query)
{
  gint64 first = tally_sample_get_bucket (query->from_utc_usec, step_usec);
  gint64 last = tally_sample_get_bucket (query->to_utc_usec - 1, step_usec);

  return (last - first) / step_usec < query->max_points;
}

static gint64
choose_step (const TallyStoreSamplesQuery *query)
{
  gint64 days = 2;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (fits (steps[i] * G_TIME_SPAN_MINUTE, query))
      return steps[i] * G_TIME_SPAN_MINUTE;
  days = MAX (days, (query->to_utc_usec - query->from_utc_usec) / G_TIME_SPAN_DAY / query->max_points);
  while (!fits (days * G_TIME_SPAN_DAY, query))
    days++;
  return days * G_TIME_SPAN_DAY;
}

static gboolean
choose_answer (TallyStore                    *store,
               gint64                         series_id,
               const TallyStoreSamplesQuery  *query,
               Answer                        *out_answer,
               GError                       **error)
{
  TallyStoreReach reach;
  gint64 n_new = 0;

  if (!tally_store_reach_load (store, &reach, error)
      || !count_new (store, series_id, query, &n_new, error))
    return FALSE;
  for (guint i = 0; i < TALLY_N_TIERS; i++)
    {
      gint64 n = 0;
      if (query->from_utc_usec < reach.from_utc_usec[i])
        continue;
      if (!count (store, series_id, (TallyTier) i, query, &n, error))
        return FALSE;
      *out_answer = (Answer) { (TallyTier) i, i == TALLY_TIER_RAW ? 0 : tiers[i].unit_usec };
      if (n + n_new <= query->max_points || (i != TALLY_TIER_RAW && fits (tiers[i].unit_usec, query)))
        return TRUE;
    }
  out_answer->step_usec = choose_step (query);
  out_answer->tier = TALLY_TIER_HOUR;
  if (out_answer->step_usec >= G_TIME_SPAN_HOUR)
    return TRUE;
  if (query->from_utc_usec >= reach.from_utc_usec[TALLY_TIER_MINUTE])
    out_answer->tier = TALLY_TIER_MINUTE;
  else
    out_answer->step_usec = G_TIME_SPAN_HOUR;
  return TRUE;
}

/* Adds a sample to the step that it belongs to: they come by time. */
static void
append (TallySeries *series,
        TallySample *sample)
{
  TallySample *last = NULL;

  if (series->step_usec > 0)
    sample->utc_usec = tally_sample_get_bucket (sample->utc_usec, series->step_usec);
  if (series->samples->len > 0)
    last = &g_array_index (series->samples, TallySample, series->samples->len - 1);
  if (last != NULL && last->utc_usec == sample->utc_usec)
    tally_sample_merge (last, sample);
  else
    g_array_append_vals (series->samples, sample, 1);
}

/* Adds what waits from before a time on, bucket by bucket. Returns: the first that does not. */
static guint
append_new (TallySeries *series,
            GArray      *fresh,
            guint        next,
            gint64       before_utc_usec)
{
  gint64 unit = tiers[series->tier].unit_usec;

  for (; next < fresh->len; next++)
    {
      TallySample sample = g_array_index (fresh, TallySample, next);
      if (tally_sample_get_bucket (sample.utc_usec, unit) >= before_utc_usec)
        break;
      append (series, &sample);
    }
  return next;
}

/* Within a bucket what waits counts as later than what is settled, which it is unless it came late. */
static gboolean
read_stretch (TallyStore                    *store,
              gint64                         series_id,
              const TallyStoreSamplesQuery  *query,
              TallySeries                   *series,
              GError                       **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, tiers[series->tier].list, error);
  g_autoptr (GArray) fresh = NULL;
  gboolean has_row = TRUE;
  guint next = 0;

  fresh = list != NULL ? read_new (store, series_id, series->tier, query, error) : NULL;
  if (fresh == NULL)
    return FALSE;
  bind_stretch (list, series_id, series->tier, query);
  while (has_row)
    {
      TallySample sample;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      tally_store_samples_read_row (list, 0, tiers[series->tier].unit_usec, &sample);
      next = append_new (series, fresh, next, sample.utc_usec);
      append (series, &sample);
    }
  append_new (series, fresh, next, G_MAXINT64);
  return TRUE;
}

static gboolean
read_series (TallyStore                    *store,
             const TallyStoreSamplesQuery  *query,
             TallySeries                   *series,
             GError                       **error)
{
  Answer answer = { 0 };
  gint64 series_id = 0;

  if (!find_series (store, query, &series_id, error))
    return FALSE;
  if (series_id == 0 || query->from_utc_usec >= query->to_utc_usec)
    return TRUE;
  if (!choose_answer (store, series_id, query, &answer, error))
    return FALSE;
  series->tier = answer.tier;
  series->step_usec = answer.step_usec;
  return read_stretch (store, series_id, query, series, error);
}

TallySeries *
tally_store_samples_read (TallyStore                    *store,
                          const TallyStoreSamplesQuery  *query,
                          GError                       **error)
{
  g_autoptr (TallySeries) series = NULL;
  TallyStoreSamplesQuery bounded;

  g_return_val_if_fail (store != NULL && query != NULL && query->metric != NULL, NULL);
  bounded = *query;
  bounded.from_utc_usec = MAX (query->from_utc_usec, 0);
  bounded.max_points = CLAMP (query->max_points, 1, TALLY_STORE_SAMPLES_MAX_POINTS);
  series = tally_series_new (query->metric, query->subject != NULL ? query->subject : "", query->scope);
  return read_series (store, &bounded, series, error) ? g_steal_pointer (&series) : NULL;
}
