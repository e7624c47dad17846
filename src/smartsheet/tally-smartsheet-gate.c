/* tally-smartsheet-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-gate-private.h"

#include "tally-resilience-error.h"
#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"

static void
cancelled_cb (GCancellable          *cancellable,
              TallySmartsheetClient *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->freed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_read (const TallySmartsheetRequest *request)
{
  return request->method == NULL && !request->is_foreign;
}

/* Called with the mutex held, as the next two. */
static gboolean
has_room (TallySmartsheetClient        *self,
          const TallySmartsheetRequest *request)
{
  guint limit = self->max_in_flight;

  if (is_read (request))
    limit = tally_resilience_concurrency_get_limit (self->concurrency);
  return self->n_in_flight < limit
         && (request->sheet_id == 0 || !g_hash_table_contains (self->busy_sheets, &request->sheet_id));
}

static void
occupy (TallySmartsheetClient  *self,
        TallySmartsheetRequest *request)
{
  request->out_in_flight = ++self->n_in_flight;
  if (request->sheet_id != 0)
    g_hash_table_add (self->busy_sheets, g_memdup2 (&request->sheet_id, sizeof request->sheet_id));
}

/* Returns: %FALSE when it was cancelled, and nothing is occupied */
static gboolean
enter_flight (TallySmartsheetClient   *self,
              TallySmartsheetRequest  *request,
              GCancellable            *cancellable,
              GError                 **error)
{
  gulong id = 0;
  gboolean is_cancelled;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (!g_cancellable_is_cancelled (cancellable) && !has_room (self, request))
    g_cond_wait (&self->freed, &self->mutex);
  is_cancelled = g_cancellable_is_cancelled (cancellable);
  if (!is_cancelled)
    occupy (self, request);
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, id);
  return !is_cancelled || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* All who wait look again: what is free may suit one and not the other. */
static void
leave_flight (TallySmartsheetClient        *self,
              const TallySmartsheetRequest *request)
{
  g_mutex_lock (&self->mutex);
  self->n_in_flight--;
  if (request->sheet_id != 0)
    g_hash_table_remove (self->busy_sheets, &request->sheet_id);
  g_cond_broadcast (&self->freed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
wait_for_units (TallySmartsheetClient         *self,
                const TallySmartsheetRequest  *request,
                gint64                         deadline_usec,
                GCancellable                  *cancellable,
                GError                       **error)
{
  g_autoptr (GError) local = NULL;

  if (self->limiter == NULL || request->is_foreign
      || tally_resilience_limiter_wait (self->limiter, MAX (request->n_units, 1), deadline_usec,
                                        cancellable, &local))
    return TRUE;
  if (local->domain == TALLY_RESILIENCE_ERROR)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_THROTTLED, "%s: %s",
                 request->operation, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A store of files is not the service: its URLs come and go. */
static TallyResilienceBreaker *
find_breaker (TallySmartsheetClient        *self,
              const TallySmartsheetRequest *request)
{
  return request->is_foreign ? NULL : self->breaker;
}

static gboolean
say_closed (const TallySmartsheetRequest  *request,
            gint64                         wait_usec,
            GError                       **error)
{
  if (wait_usec < 0)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED,
                 "%s was not sent: calls are suspended until a person allows them again",
                 request->operation);
  else
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED,
                 "%s was not sent: calls are suspended after too many failures; try again in %"
                 G_GINT64_FORMAT " s", request->operation,
                 (wait_usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  return FALSE;
}

/* Before the wait for the rate limit, so that nobody waits for what will be refused. */
static gboolean
look_at_breaker (TallySmartsheetClient         *self,
                 const TallySmartsheetRequest  *request,
                 GError                       **error)
{
  TallyResilienceBreaker *breaker = find_breaker (self, request);
  gint64 wait_usec;

  return breaker == NULL || !tally_resilience_breaker_is_shut (breaker, &wait_usec)
         || say_closed (request, wait_usec, error);
}

/* Behind the wait, as the circuit may have opened meanwhile. */
static gboolean
ask_breaker (TallySmartsheetClient         *self,
             const TallySmartsheetRequest  *request,
             GError                       **error)
{
  TallyResilienceBreaker *breaker = find_breaker (self, request);
  gint64 wait_usec;

  return breaker == NULL || tally_resilience_breaker_ask (breaker, &wait_usec)
         || say_closed (request, wait_usec, error);
}

gboolean
tally_smartsheet_gate_enter (TallySmartsheetClient   *client,
                             TallySmartsheetRequest  *request,
                             gint64                   deadline_usec,
                             GCancellable            *cancellable,
                             GError                 **error)
{
  if (!enter_flight (client, request, cancellable, error))
    return FALSE;
  if (look_at_breaker (client, request, error)
      && wait_for_units (client, request, deadline_usec, cancellable, error)
      && ask_breaker (client, request, error))
    return TRUE;
  leave_flight (client, request);
  return FALSE;
}

static void
tell_concurrency (TallySmartsheetClient        *self,
                  const TallySmartsheetRequest *request,
                  const TallySmartsheetOutcome *outcome)
{
  const TallyResilienceSample sample = {
    .kind = request->operation,
    .n_bytes = outcome->n_bytes,
    .duration_usec = outcome->duration_usec,
    .error_class = outcome->error_class,
    .n_in_flight = request->out_in_flight,
  };

  if (is_read (request) && outcome->is_told)
    tally_resilience_concurrency_report (self->concurrency, &sample);
}

/* What is too large alone says nothing to a circuit that is closed: else one heavy sheet would keep
 * all others from being read. As a probe it has failed all the same. */
static gboolean
is_for_breaker (TallyResilienceBreaker       *breaker,
                const TallySmartsheetOutcome *outcome)
{
  TallyResilienceBreakerRecord record;

  if (!outcome->is_told || !outcome->is_of_size)
    return outcome->is_told;
  tally_resilience_breaker_get (breaker, &record);
  return record.state != TALLY_RESILIENCE_BREAKER_CLOSED;
}

static void
tell_breaker (TallySmartsheetClient        *self,
              const TallySmartsheetRequest *request,
              const TallySmartsheetOutcome *outcome)
{
  TallyResilienceBreaker *breaker = find_breaker (self, request);

  if (breaker == NULL)
    return;
  if (is_for_breaker (breaker, outcome))
    tally_resilience_breaker_report (breaker, outcome->error_class);
  else
    tally_resilience_breaker_withdraw (breaker);
}

void
tally_smartsheet_gate_leave (TallySmartsheetClient        *client,
                             const TallySmartsheetRequest *request,
                             const TallySmartsheetOutcome *outcome)
{
  tell_breaker (client, request, outcome);
  tell_concurrency (client, request, outcome);
  leave_flight (client, request);
}
