/* tally-jobs-history-asks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history-asks.h"

#include "tally-jobs-pool.h"

/* Histories are dear for the service: more at once would only wait for the rate limit. */
#define MAX_WORKERS 8

struct _TallyJobsHistoryAsks {
  TallyJobsContext *context; /* (borrowed) */
  TallyJobsPool    *pool;    /* (owned) (nullable) once there was something to ask */
  guint             n_workers;
};

/* The owner waits for all questions of an array before it touches it again. */
static gpointer
ask (gpointer input,
     gpointer worker_data,
     gpointer data)
{
  TallyJobsHistoryAsk *question = input;
  const TallyJobsContext *context = data;

  question->revisions = tally_smartsheet_history_fetch (context->client, &question->ref, context->cancellable,
                                                        &question->error);
  return question;
}

static void
leave_result (gpointer data)
{
}

static const TallyJobsPoolFuncs askers = {
  .work = ask,
  .result_free = leave_result,
};

TallyJobsHistoryAsks *
tally_jobs_history_asks_new (TallyJobsContext *context)
{
  TallyJobsHistoryAsks *self = g_new0 (TallyJobsHistoryAsks, 1);

  self->context = context;
  self->n_workers = (guint) CLAMP (tally_config_get_int (context->config, "smartsheet", "max-in-flight"), 1, MAX_WORKERS);
  return self;
}

void
tally_jobs_history_asks_free (TallyJobsHistoryAsks *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pool, tally_jobs_pool_free);
  g_free (self);
}

guint
tally_jobs_history_asks_get_n_at_once (TallyJobsHistoryAsks *self)
{
  g_return_val_if_fail (self != NULL, 1);
  return self->n_workers;
}

void
tally_jobs_history_asks_run (TallyJobsHistoryAsks *self,
                             GArray               *asks)
{
  g_return_if_fail (self != NULL && asks != NULL);
  if (asks->len > 0 && self->pool == NULL)
    self->pool = tally_jobs_pool_new ("historian", self->n_workers, &askers, self->context);
  for (guint i = 0; i < asks->len; i++)
    tally_jobs_pool_push (self->pool, &g_array_index (asks, TallyJobsHistoryAsk, i));
  for (guint i = 0; i < asks->len; i++)
    tally_jobs_pool_pop (self->pool);
}

void
tally_jobs_history_ask_clear (TallyJobsHistoryAsk *self)
{
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_error (&self->error);
}
