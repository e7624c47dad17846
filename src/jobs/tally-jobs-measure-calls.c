/* tally-jobs-measure-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-measure-private.h"

static const char *const answers[TALLY_JOBS_N_ANSWERS] = { "none", "2xx", "3xx", "4xx", "429", "5xx" };

static guint
classify (guint status)
{
  if (status == 0)
    return 0;
  if (status == 429)
    return 4;
  if (status >= 500)
    return 5;
  return CLAMP (status / 100, 2, 4) - 1;
}

static void
add_call (TallyJobsMeasuredCalls    *calls,
          const TallySmartsheetCall *call)
{
  calls->n_calls++;
  calls->n_retries += call->attempt > 1 ? 1 : 0;
  calls->bytes += (gint64) MIN (call->n_bytes, (guint64) TALLY_SAMPLE_MAX_VALUE);
  calls->wait_usec += call->waited_usec;
  calls->usec += call->duration_usec;
}

static TallyJobsMeasuredCalls *
ensure_endpoint (TallyJobsMeasure *self,
                 const char       *operation)
{
  TallyJobsMeasuredCalls *calls = g_hash_table_lookup (self->endpoints, operation);

  if (calls == NULL)
    {
      calls = g_new0 (TallyJobsMeasuredCalls, 1);
      g_hash_table_insert (self->endpoints, g_strdup (operation), calls);
    }
  return calls;
}

static TallyJobsMeasuredCalls *
ensure_sheet (TallyJobsMeasure *self,
              gint64            sheet_id)
{
  TallyJobsMeasuredCalls *calls = g_hash_table_lookup (self->sheets, &sheet_id);

  if (calls == NULL)
    {
      calls = g_new0 (TallyJobsMeasuredCalls, 1);
      g_hash_table_insert (self->sheets, g_memdup2 (&sheet_id, sizeof sheet_id), calls);
    }
  return calls;
}

/* Whether the subject of a call is the sheet whose rows or columns are read. */
static gboolean
is_about_sheet (const TallySmartsheetCall *call)
{
  return call->subject != 0
         && (strcmp (call->operation, "get-sheet") == 0 || strcmp (call->operation, "list-columns") == 0);
}

void
tally_jobs_measure_call (TallyJobsMeasure          *self,
                         const TallySmartsheetCall *call)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  add_call (&self->stage, call);
  add_call (&self->run, call);
  add_call (ensure_endpoint (self, call->operation), call);
  self->answers[classify (call->status)]++;
  if (is_about_sheet (call))
    add_call (ensure_sheet (self, call->subject), call);
  tally_jobs_measure_add_locked (self, TALLY_METRIC_API_DURATION, call->operation, call->duration_usec);
  g_mutex_unlock (&self->mutex);
}

static void
settle_endpoints (TallyJobsMeasure *self)
{
  GHashTableIter iter;
  gpointer operation, data;

  g_hash_table_iter_init (&iter, self->endpoints);
  while (g_hash_table_iter_next (&iter, &operation, &data))
    {
      const TallyJobsMeasuredCalls *calls = data;
      tally_jobs_measure_add_locked (self, TALLY_METRIC_API_CALLS, operation, calls->n_calls);
      tally_jobs_measure_add_locked (self, TALLY_METRIC_API_BYTES, operation, calls->bytes);
      tally_jobs_measure_add_locked (self, TALLY_METRIC_API_RETRIES, operation, calls->n_retries);
      tally_jobs_measure_add_locked (self, TALLY_METRIC_API_WAIT, operation, calls->wait_usec);
    }
  g_hash_table_remove_all (self->endpoints);
}

void
tally_jobs_measure_settle_calls (TallyJobsMeasure       *self,
                                 TallyJobsMeasuredCalls *out_stage)
{
  g_mutex_lock (&self->mutex);
  settle_endpoints (self);
  for (guint i = 0; i < TALLY_JOBS_N_ANSWERS; i++)
    if (self->answers[i] > 0)
      tally_jobs_measure_add_locked (self, TALLY_METRIC_API_ANSWERS, answers[i], self->answers[i]);
  memset (self->answers, 0, sizeof self->answers);
  g_hash_table_remove_all (self->sheets);
  *out_stage = self->stage;
  self->stage = (TallyJobsMeasuredCalls) { 0 };
  g_mutex_unlock (&self->mutex);
}
