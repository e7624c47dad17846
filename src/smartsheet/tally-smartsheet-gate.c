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

static void
enter_flight (TallySmartsheetClient *self,
              GCancellable          *cancellable)
{
  gulong id = 0;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (self->n_in_flight >= self->max_in_flight && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->freed, &self->mutex);
  self->n_in_flight++;
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, id);
}

static void
leave_flight (TallySmartsheetClient *self)
{
  g_mutex_lock (&self->mutex);
  self->n_in_flight--;
  g_cond_signal (&self->freed);
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
tally_smartsheet_gate_enter (TallySmartsheetClient         *client,
                             const TallySmartsheetRequest  *request,
                             gint64                         deadline_usec,
                             GCancellable                  *cancellable,
                             GError                       **error)
{
  enter_flight (client, cancellable);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error)
      && look_at_breaker (client, request, error)
      && wait_for_units (client, request, deadline_usec, cancellable, error)
      && ask_breaker (client, request, error))
    return TRUE;
  leave_flight (client);
  return FALSE;
}

void
tally_smartsheet_gate_leave (TallySmartsheetClient        *client,
                             const TallySmartsheetRequest *request,
                             TallyResilienceClass          error_class,
                             gboolean                      is_told)
{
  TallyResilienceBreaker *breaker = find_breaker (client, request);

  if (breaker != NULL && is_told)
    tally_resilience_breaker_report (breaker, error_class);
  else if (breaker != NULL)
    tally_resilience_breaker_withdraw (breaker);
  leave_flight (client);
}
