/* tally-smartsheet-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-call-private.h"

#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-gate-private.h"
#include "tally-smartsheet-token-private.h"
#include "tally-smartsheet-try-private.h"

/* One call with all its tries. */
typedef struct {
  TallySmartsheetClient  *client;   /* (borrowed) */
  TallySmartsheetRequest *request;  /* (borrowed) */
  GCancellable           *cancellable; /* (borrowed) (nullable) */
  TallyResilienceRetry    retry;
  guint                   n_tries;  /* sent or refused */
  guint                   n_paid;   /* repeats that were taken from the budget */
  guint                   n_offline; /* tries without a network, in a row */
  gint64                  waited_usec; /* before the try now under way */
  const char             *strategy; /* (nullable) what led to the try now under way */
  gboolean                is_suspect; /* the last try may have failed by the token's fault */
} Call;

/* What follows a try. */
typedef struct {
  gint64      wait_usec;
  const char *strategy; /* (nullable) */
} Decision;

static void
tell (Call                      *self,
      const TallySmartsheetCall *told)
{
  if (self->client->on_call != NULL)
    self->client->on_call (told, self->client->on_call_data);
}

static void
tell_refused (Call                 *self,
              TallyResilienceClass  error_class,
              const char           *strategy)
{
  const TallySmartsheetCall told = {
    .operation = self->request->operation,
    .subject = self->request->subject,
    .is_refused = TRUE,
    .error_class = error_class,
    .attempt = self->n_tries,
    .wait_usec = -1,
    .strategy = strategy,
  };

  tell (self, &told);
}

static void
tell_try (Call                     *self,
          const TallySmartsheetTry *try,
          const Decision           *decision)
{
  const TallySmartsheetCall told = {
    .operation = self->request->operation,
    .subject = self->request->subject,
    .status = try->fault.status,
    .error_code = try->fault.error_code,
    .error_class = tally_smartsheet_try_get_class (try),
    .attempt = self->n_tries,
    .n_in_flight = self->request->out_in_flight,
    .n_units = self->request->is_foreign ? 0 : MAX (self->request->n_units, 1),
    .n_bytes = try->n_bytes,
    .waited_usec = self->waited_usec,
    .duration_usec = try->duration_usec,
    .wait_usec = decision->wait_usec,
    .strategy = decision->strategy,
  };

  tell (self, &told);
}

/* Sendings of which only libsoup knows why they came to nothing: each is a try that failed. */
static void
tell_resent (Call                     *self,
             const TallySmartsheetTry *try)
{
  for (guint i = 0; i < try->n_resent; i++)
    {
      const TallySmartsheetCall told = {
        .operation = self->request->operation,
        .subject = self->request->subject,
        .error_class = TALLY_RESILIENCE_TRANSIENT,
        .attempt = self->n_tries++,
        .n_in_flight = self->request->out_in_flight,
        .waited_usec = self->waited_usec,
        .strategy = TALLY_SMARTSHEET_STRATEGY_RESEND,
      };

      tell (self, &told);
      self->strategy = TALLY_SMARTSHEET_STRATEGY_RESEND;
      self->waited_usec = 0;
    }
}

/* Whether it says anything about the service's health. An answer that came and can't be understood is a
 * matter of that one object: a poisoned sheet must not stop the others. */
static gboolean
is_told (const TallySmartsheetTry *try)
{
  return !g_error_matches (try->fault.transport, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         && !g_error_matches (try->fault.transport, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED)
         && !tally_smartsheet_fault_is_offline (&try->fault);
}

/* Whether it was answered that this was too much, and less of it will be asked for. A time-out is
 * no answer: it may well be the service's or the network's fault. */
static gboolean
is_of_size (const TallySmartsheetRequest *request,
            const TallySmartsheetTry     *try)
{
  return request->max_heavy_tries != 0 && try->fault.transport == NULL
         && tally_smartsheet_fault_is_heavy (&try->fault);
}

/* Whether it may be sent at all, and now. */
static gboolean
enter (Call    *self,
       GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!tally_smartsheet_token_check (self->client, self->request, &local))
    tell_refused (self, TALLY_RESILIENCE_AUTH, TALLY_SMARTSHEET_STRATEGY_REFUSED_TOKEN);
  else if (tally_smartsheet_gate_enter (self->client, self->request, self->retry.deadline_usec,
                                        self->cancellable, &local))
    return TRUE;
  else if (g_error_matches (local, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED))
    tell_refused (self, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_STRATEGY_REFUSED_OPEN);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Sends once, in a slot of its own and under the limit. */
static gboolean
send_try (Call                *self,
          TallySmartsheetTry  *try,
          GError             **error)
{
  TallySmartsheetClient *client = self->client;
  TallySmartsheetOutcome outcome;
  gint64 start = tally_clock_get_monotonic_usec (client->clock);
  gint64 left;

  if (!enter (self, error))
    return FALSE;
  self->waited_usec += tally_clock_get_monotonic_usec (client->clock) - start;
  left = self->retry.deadline_usec - tally_clock_get_monotonic_usec (client->clock);
  tally_smartsheet_try_run (try, MAX (left, 1), self->cancellable);
  outcome = (TallySmartsheetOutcome) {
    .error_class = tally_smartsheet_try_get_class (try),
    .is_told = is_told (try),
    .is_of_size = is_of_size (self->request, try),
    .n_bytes = try->n_bytes,
    .duration_usec = try->duration_usec,
  };
  tally_smartsheet_gate_leave (client, self->request, &outcome);
  return TRUE;
}

/* The name of trying the same again. */
static const char *
name_repeat (const TallySmartsheetFault *fault,
             TallyResilienceClass        error_class)
{
  static const char *const names[TALLY_RESILIENCE_N_CLASSES] = {
    [TALLY_RESILIENCE_TRANSIENT] = TALLY_SMARTSHEET_STRATEGY_RETRY,
    [TALLY_RESILIENCE_THROTTLED] = TALLY_SMARTSHEET_STRATEGY_LADDER,
    [TALLY_RESILIENCE_MAINTENANCE] = TALLY_SMARTSHEET_STRATEGY_LADDER,
    [TALLY_RESILIENCE_CONFLICT] = TALLY_SMARTSHEET_STRATEGY_SERIALISE,
  };

  if (fault->pushback_usec >= 0)
    return TALLY_SMARTSHEET_STRATEGY_RETRY_AFTER;
  return names[error_class] != NULL ? names[error_class] : TALLY_SMARTSHEET_STRATEGY_RETRY;
}

/* A failure that the peer did not ask to repeat costs something. */
static gboolean
pay_for_repeat (Call                       *self,
                const TallySmartsheetFault *fault)
{
  if (self->client->budget == NULL || self->request->is_foreign
      || tally_smartsheet_fault_classify (fault) != TALLY_RESILIENCE_TRANSIENT)
    return TRUE;
  if (!tally_resilience_budget_take (self->client->budget,
                                     tally_smartsheet_fault_is_time_out (fault)))
    return FALSE;
  self->n_paid++;
  return TRUE;
}

/* Returns: µs to wait for the next try by the policy, -1 to give up. */
static gint64
ask_policy (Call                       *self,
            const TallySmartsheetFault *fault)
{
  TallySmartsheetClient *client = self->client;
  TallyResilienceClass error_class = tally_smartsheet_fault_classify (fault);
  gint64 now = tally_clock_get_monotonic_usec (client->clock);
  gint64 wait;

  g_mutex_lock (&client->mutex);
  wait = tally_resilience_retry_next (&self->retry, error_class, fault->pushback_usec, now,
                                      client->random);
  g_mutex_unlock (&client->mutex);
  if (error_class == TALLY_RESILIENCE_THROTTLED && client->limiter != NULL)
    tally_resilience_limiter_throttle (client->limiter, MAX (wait, 0));
  return wait;
}

/* Without a network only time helps, and not for ever: what one call has waited in vain, the next
 * one does not wait again. */
static Decision
wait_for_network (Call *self)
{
  static const gint64 steps_secs[] = { 5, 10, 20, 30, 60 };
  TallySmartsheetClient *client = self->client;
  gint64 now = tally_clock_get_monotonic_usec (client->clock);
  gint64 wait = steps_secs[MIN (self->n_offline, G_N_ELEMENTS (steps_secs) - 1)] * G_USEC_PER_SEC;
  gint64 end;

  g_mutex_lock (&client->mutex);
  if (client->offline_usec < 0)
    client->offline_usec = now;
  end = MIN (self->retry.deadline_usec, client->offline_usec + client->operation_usec);
  g_mutex_unlock (&client->mutex);
  self->n_offline++;
  if (wait >= end - now)
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_GIVE_UP };
  return (Decision) { wait, TALLY_SMARTSHEET_STRATEGY_WAIT_OFFLINE };
}

static void
note_network (Call *self)
{
  self->n_offline = 0;
  g_mutex_lock (&self->client->mutex);
  self->client->offline_usec = -1;
  g_mutex_unlock (&self->client->mutex);
}

static gboolean
needs_smaller (Call *self)
{
  return self->request->out_is_heavy && self->request->max_heavy_tries != 0
         && self->retry.n_attempts >= self->request->max_heavy_tries;
}

static Decision
decide_failure (Call                     *self,
                const TallySmartsheetTry *try)
{
  const TallySmartsheetFault *fault = &try->fault;
  TallyResilienceClass error_class = tally_smartsheet_fault_classify (fault);
  gint64 wait;

  if (tally_smartsheet_fault_is_offline (fault))
    return wait_for_network (self);
  wait = ask_policy (self, fault);
  if (error_class == TALLY_RESILIENCE_AMBIGUOUS)
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_LOOK_FIRST };
  if (needs_smaller (self))
    return (Decision) { 0, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE };
  if (tally_smartsheet_token_needs_probe (self->client, self->request, fault))
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_PROBE_TOKEN };
  if (wait < 0)
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_GIVE_UP };
  if (!pay_for_repeat (self, fault))
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_FAIL_FAST };
  return (Decision) { wait, name_repeat (fault, error_class) };
}

static Decision
decide (Call                     *self,
        const TallySmartsheetTry *try)
{
  gboolean has_moved = g_error_matches (try->refusal, TALLY_SMARTSHEET_ERROR,
                                        TALLY_SMARTSHEET_ERROR_MOVED);

  if (has_moved && self->request->may_read_again)
    return (Decision) { 0, TALLY_SMARTSHEET_STRATEGY_READ_AGAIN };
  if (try->refusal != NULL)
    return (Decision) { -1, TALLY_SMARTSHEET_STRATEGY_GIVE_UP };
  if (tally_smartsheet_fault_classify (&try->fault) != TALLY_RESILIENCE_OK)
    return decide_failure (self, try);
  if (self->client->budget != NULL && !self->request->is_foreign)
    tally_resilience_budget_succeed (self->client->budget, self->n_paid);
  return (Decision) { -1, self->strategy };
}

/* Whether the request itself is sent again; a smaller or a new one is the caller's. */
static gboolean
is_repeat (const Decision *decision)
{
  return decision->wait_usec >= 0
         && !g_str_equal (decision->strategy, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE)
         && !g_str_equal (decision->strategy, TALLY_SMARTSHEET_STRATEGY_READ_AGAIN);
}

static void
set_error (Call                *self,
           TallySmartsheetTry  *try,
           GError             **error)
{
  g_autofree char *what = NULL;

  if (try->refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&try->refusal));
      return;
    }
  if (self->request->subject != 0)
    what = g_strdup_printf ("%s %" G_GINT64_FORMAT, self->request->operation,
                            self->request->subject);
  else
    what = g_strdup (self->request->operation);
  tally_smartsheet_fault_set_error (&try->fault, what, self->n_tries, error);
}

/* Returns: whether to try again; else it worked, or @error is set. */
static gboolean
try_once (Call    *self,
          GError **error)
{
  g_auto (TallySmartsheetTry) try = { 0 };
  Decision decision;

  self->n_tries++;
  if (!tally_smartsheet_try_init (&try, self->client, self->request, error)
      || !send_try (self, &try, error))
    return FALSE;
  tell_resent (self, &try);
  self->request->out_status = try.fault.status;
  self->request->out_is_heavy = tally_smartsheet_fault_is_heavy (&try.fault);
  if (try.fault.status != 0)
    note_network (self);
  decision = decide (self, &try);
  tell_try (self, &try, &decision);
  self->strategy = decision.strategy;
  self->waited_usec = MAX (decision.wait_usec, 0);
  if (is_repeat (&decision))
    return tally_clock_wait (self->client->clock, decision.wait_usec, self->cancellable, error);
  tally_smartsheet_token_note (self->client, self->request, &try.fault);
  self->is_suspect = tally_smartsheet_token_is_suspect (self->request, &try.fault);
  if (try.refusal != NULL || tally_smartsheet_fault_classify (&try.fault) != TALLY_RESILIENCE_OK)
    set_error (self, &try, error);
  return FALSE;
}

static gint64
get_deadline (TallySmartsheetClient        *self,
              const TallySmartsheetRequest *request)
{
  gint64 most = request->max_usec != 0 ? MIN (request->max_usec, self->operation_usec)
                                       : self->operation_usec;
  gint64 deadline = tally_clock_get_monotonic_usec (self->clock) + most;

  return self->run_deadline_usec != 0 ? MIN (deadline, self->run_deadline_usec) : deadline;
}

gboolean
tally_smartsheet_client_stream (TallySmartsheetClient   *self,
                                TallySmartsheetRequest  *request,
                                GCancellable            *cancellable,
                                GError                 **error)
{
  Call call;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && request != NULL && request->operation != NULL, FALSE);
  g_return_val_if_fail (request->path != NULL && request->reader != NULL, FALSE);
  call = (Call) {
    .client = self,
    .request = request,
    .cancellable = cancellable,
    .retry = { .policy = &self->policy, .deadline_usec = get_deadline (self, request) },
    .strategy = request->strategy,
  };
  request->out_status = 0;
  request->out_is_heavy = FALSE;
  while (try_once (&call, &local))
    ;
  if (local == NULL)
    return TRUE;
  if (call.is_suspect)
    tally_smartsheet_token_explain (self, request, cancellable, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
