/* tally-engine-health-history.c: what was recorded of a part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health-judge-private.h"

#include "tally-store-samples.h"

/* More points than a strip or a spark has pixels. */
#define MAX_POINTS 2000
/* So far back somebody looked, or nobody did; behind what raw samples reach, times are those of minutes. */
#define LOOKED_USEC (90 * G_TIME_SPAN_DAY)
#define RECENT_USEC (6 * G_TIME_SPAN_DAY)

/* Which samples of the judge's store. */
typedef struct {
  const char       *metric;
  const char       *subject;
  TallySampleScope  scope;
  gint64            from_utc_usec;
  guint             max_points;
} Wanted;

static TallySeries *
read_series (TallyEngineJudge  *self,
             const Wanted      *wanted,
             GError           **error)
{
  const TallyStoreSamplesQuery query = {
    .metric = wanted->metric,
    .subject = wanted->subject,
    .scope = wanted->scope,
    .from_utc_usec = wanted->from_utc_usec,
    .to_utc_usec = self->board->now_utc_usec + 1,
    .max_points = wanted->max_points,
  };

  return tally_store_samples_read (self->store, &query, error);
}

/* Nothing is merged: the time of the last one is told to people. */
gboolean
tally_engine_judge_read_last (TallyEngineJudge  *self,
                              TallyMetricKey     key,
                              const char        *subject,
                              TallySample       *out_sample,
                              GError           **error)
{
  static const gint64 steps[] = { RECENT_USEC, LOOKED_USEC };

  *out_sample = (TallySample) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (steps) && out_sample->n == 0; i++)
    {
      const Wanted wanted = {
        .metric = tally_metric_get (key)->id, .subject = subject, .scope = TALLY_SAMPLE_FULL,
        .from_utc_usec = self->board->now_utc_usec - steps[i], .max_points = TALLY_STORE_SAMPLES_MAX_POINTS,
      };
      g_autoptr (TallySeries) series = read_series (self, &wanted, error);
      if (series == NULL)
        return FALSE;
      if (series->samples->len > 0)
        *out_sample = g_array_index (series->samples, TallySample, series->samples->len - 1);
    }
  return TRUE;
}

static TallyHealthState
get_state (gint64 value)
{
  return value >= 0 && value < TALLY_N_HEALTH_STATES ? (TallyHealthState) value : TALLY_HEALTH_STATE_UNKNOWN;
}

/* The worst that was seen from @from on, until before @to; what stood then counts until something else is seen, or until
 * it is stale. */
static TallyHealthState
find_worst (const TallySeries *states,
            gint64             from,
            gint64             to,
            gint64             stale_usec)
{
  TallyHealthState worst = TALLY_HEALTH_STATE_UNKNOWN;
  gboolean was_seen = FALSE;

  for (guint i = 0; i < states->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (states->samples, TallySample, i);
      if (sample->utc_usec >= to)
        break;
      if (sample->utc_usec >= from)
        {
          TallyHealthState highest = get_state (sample->highest);
          worst = was_seen ? MAX (worst, highest) : highest;
          was_seen = TRUE;
        }
      else if (sample->utc_usec + stale_usec >= from)
        worst = get_state (sample->last);
      else
        worst = TALLY_HEALTH_STATE_UNKNOWN;
    }
  return worst;
}

static void
fill_cells (TallyEngineJudge  *self,
            TallyHealthPart   *part,
            const TallySeries *states,
            guint              n_cells)
{
  gint64 range = self->board->now_utc_usec - self->board->from_utc_usec;

  for (guint i = 0; i < n_cells; i++)
    {
      TallyHealthCell cell = { .from_utc_usec = self->board->from_utc_usec + range / n_cells * i };
      gint64 to = i + 1 < n_cells ? cell.from_utc_usec + range / n_cells : self->board->now_utc_usec + 1;
      cell.state = find_worst (states, cell.from_utc_usec, to, self->stale_usec);
      g_array_append_val (part->cells, cell);
    }
}

static const char *
find_metric (const char  *part)
{
  static const struct {
    const char     *part;
    TallyMetricKey  key;
  } figures[] = {
    { "service", TALLY_METRIC_HEALTH_LATENCY }, { "rate", TALLY_METRIC_RUN_WAIT },
    { "sources", TALLY_METRIC_RUN_ROWS },       { "run", TALLY_METRIC_RUN_DURATION },
    { "guards", TALLY_METRIC_RUN_RETRIES },     { "database", TALLY_METRIC_RUN_DATABASE },
    { "disk", TALLY_METRIC_MACHINE_DISK_FREE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].part, part))
      return tally_metric_get (figures[i].key)->id;
  return NULL;
}

/* Of full passes; where there are none, as while the sandbox is tried, of dry ones. */
static gboolean
read_trend (TallyEngineJudge  *self,
            TallyHealthPart   *part,
            GError           **error)
{
  static const TallySampleScope scopes[] = { TALLY_SAMPLE_FULL, TALLY_SAMPLE_DRY };
  const char *metric = find_metric (part->id);

  for (guint i = 0; metric != NULL && i < G_N_ELEMENTS (scopes); i++)
    {
      const Wanted wanted = {
        .metric = metric, .scope = scopes[i], .from_utc_usec = self->board->from_utc_usec, .max_points = MAX_POINTS,
      };
      g_clear_pointer (&part->trend, tally_series_free);
      part->trend = read_series (self, &wanted, error);
      if (part->trend == NULL)
        return FALSE;
      if (part->trend->samples->len > 0)
        break;
    }
  return TRUE;
}

gboolean
tally_engine_judge_history (TallyEngineJudge  *self,
                            TallyHealthPart   *part,
                            guint              n_cells,
                            GError           **error)
{
  const Wanted wanted = {
    .metric = tally_metric_get (TALLY_METRIC_HEALTH_STATE)->id, .subject = part->id, .scope = TALLY_SAMPLE_FULL,
    .from_utc_usec = self->board->from_utc_usec - self->stale_usec, .max_points = MAX_POINTS,
  };
  g_autoptr (TallySeries) states = read_series (self, &wanted, error);
  TallySample last;

  if (states == NULL || !read_trend (self, part, error)
      || !tally_engine_judge_read_last (self, TALLY_METRIC_HEALTH_STATE, part->id, &last, error))
    return FALSE;
  fill_cells (self, part, states, n_cells);
  if (last.n > 0)
    {
      part->was = get_state (last.last);
      part->as_of_utc_usec = last.utc_usec;
    }
  return TRUE;
}
