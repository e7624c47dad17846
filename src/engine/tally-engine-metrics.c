/* tally-engine-metrics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-metrics.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-store-error.h"
#include "tally-store-samples.h"

G_STATIC_ASSERT (TALLY_ENGINE_MAX_POINTS == TALLY_STORE_SAMPLES_MAX_POINTS);

struct _TallyEngineWatch {
  TallyEngine      *engine;  /* (borrowed) */
  TallyJobsMeasure *measure; /* (owned) */
};

/* What lower areas say means nothing to a face but its words, and whether to come back later. */
static void
take_error (GError  *failure,
            GError **error)
{
  gboolean busy = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);

  g_set_error_literal (error, TALLY_ENGINE_ERROR,
                       busy ? TALLY_ENGINE_ERROR_BUSY : TALLY_ENGINE_ERROR_FAILED, failure->message);
  g_error_free (failure);
}

GPtrArray *
tally_engine_list_metrics (TallyEngine  *self,
                           GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  GPtrArray *list = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    list = tally_store_samples_list (store, &failure);
  if (list == NULL)
    take_error (failure, error);
  return list;
}

TallySeries *
tally_engine_read_metric (TallyEngine              *self,
                          const TallyMetricsQuery  *query,
                          GError                  **error)
{
  g_autoptr (TallyStore) store = NULL;
  TallySeries *series = NULL;
  TallyStoreSamplesQuery wanted;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && query != NULL && query->metric != NULL, NULL);
  if (tally_metric_find (query->metric) == NULL)
    {
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                   "there is no figure '%s'; 'tallyman metrics list' shows those that were recorded",
                   query->metric);
      return NULL;
    }
  wanted = (TallyStoreSamplesQuery) {
    .metric = query->metric,
    .subject = query->subject,
    .scope = query->scope,
    .from_utc_usec = query->from_utc_usec,
    .to_utc_usec = query->to_utc_usec != 0 ? query->to_utc_usec : tally_clock_get_utc_usec (self->clock) + 1,
    .max_points = query->max_points,
  };
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    series = tally_store_samples_read (store, &wanted, &failure);
  if (series == NULL)
    take_error (failure, error);
  return series;
}

TallyEngineWatch *
tally_engine_watch_new (TallyEngine *self)
{
  TallyJobsMeasureOptions options = { 0 };
  TallyEngineWatch *watch;

  g_return_val_if_fail (self != NULL, NULL);
  options.clock = self->clock;
  options.data_dir = self->data_dir;
  watch = g_new0 (TallyEngineWatch, 1);
  watch->engine = self;
  watch->measure = tally_jobs_measure_new (&options);
  return watch;
}

void
tally_engine_watch_free (TallyEngineWatch *self)
{
  if (self == NULL)
    return;
  tally_jobs_measure_free (self->measure);
  g_free (self);
}

gboolean
tally_engine_watch_look (TallyEngineWatch  *self,
                         GError           **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  tally_jobs_measure_machine (self->measure);
  store = tally_engine_open_store (self->engine, &failure);
  if (store != NULL && tally_jobs_measure_flush (self->measure, store, &failure)
      && tally_store_samples_tend (store, &failure))
    return TRUE;
  take_error (failure, error);
  return FALSE;
}
