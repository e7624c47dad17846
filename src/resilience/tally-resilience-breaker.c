/* tally-resilience-breaker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-breaker.h"

/* One call of the window. */
typedef struct {
  gint64   at_usec; /* monotonic */
  gboolean failed;
} Call;

struct _TallyResilienceBreaker {
  TallyClock                    *clock;   /* (owned) */
  TallyResilienceBreakerOptions  options;
  GMutex                         mutex;
  TallyResilienceBreakerRecord   record;  /* (mutex mutex) */
  Call                           calls[TALLY_RESILIENCE_BREAKER_MAX_CALLS]; /* (mutex mutex) a ring */
  guint                          n_calls; /* (mutex mutex) ever, since it was closed */
  gint64                         probe_usec; /* (mutex mutex) monotonic, when the probe was sent; 0 = none */
};

static const char *const ids[TALLY_RESILIENCE_N_BREAKER_STATES] = {
  "closed", "open", "half-open", "forced-open", "forced-closed",
};

void
tally_resilience_breaker_options_init (TallyResilienceBreakerOptions *options)
{
  g_return_if_fail (options != NULL);
  *options = (TallyResilienceBreakerOptions) {
    .window_calls = 20,
    .window_usec = 2 * G_TIME_SPAN_MINUTE,
    .least_calls = 6,
    .failure_percent = 50,
    .open_usec = 30 * G_TIME_SPAN_SECOND,
    .longest_open_usec = 10 * G_TIME_SPAN_MINUTE,
    .probe_usec = 10 * G_TIME_SPAN_MINUTE,
  };
}

/* What another process left: its clock may have gone ahead of ours. */
static void
take_over (TallyResilienceBreaker             *self,
           const TallyResilienceBreakerRecord *record)
{
  gint64 now = tally_clock_get_utc_usec (self->clock);

  self->record = *record;
  self->record.since_utc_usec = MIN (record->since_utc_usec, now);
  if (record->state == TALLY_RESILIENCE_BREAKER_OPEN)
    self->record.until_utc_usec = MIN (record->until_utc_usec, now + self->options.longest_open_usec);
}

TallyResilienceBreaker *
tally_resilience_breaker_new (TallyClock                          *clock,
                              const TallyResilienceBreakerOptions *options,
                              const TallyResilienceBreakerRecord  *record)
{
  TallyResilienceBreaker *self;

  g_return_val_if_fail (clock != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->window_calls > 0
                        && options->window_calls <= TALLY_RESILIENCE_BREAKER_MAX_CALLS, NULL);
  self = g_new0 (TallyResilienceBreaker, 1);
  g_mutex_init (&self->mutex);
  self->clock = tally_clock_ref (clock);
  self->options = *options;
  self->record.since_utc_usec = tally_clock_get_utc_usec (clock);
  if (record != NULL)
    take_over (self, record);
  return self;
}

void
tally_resilience_breaker_free (TallyResilienceBreaker *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  tally_clock_unref (self->clock);
  g_free (self);
}

/* Called with the mutex held, as all below. */
static void
enter (TallyResilienceBreaker      *self,
       TallyResilienceBreakerState  state,
       gint64                       until_utc_usec)
{
  self->record.state = state;
  self->record.since_utc_usec = tally_clock_get_utc_usec (self->clock);
  self->record.until_utc_usec = until_utc_usec;
  self->probe_usec = 0;
  if (state != TALLY_RESILIENCE_BREAKER_CLOSED)
    return;
  self->record.n_openings = 0;
  self->n_calls = 0;
}

static void
open_circuit (TallyResilienceBreaker *self)
{
  guint n_doublings = MIN (self->record.n_openings, 20);
  gint64 wait_usec = MIN (self->options.open_usec << n_doublings, self->options.longest_open_usec);

  self->record.n_openings++;
  enter (self, TALLY_RESILIENCE_BREAKER_OPEN, tally_clock_get_utc_usec (self->clock) + wait_usec);
}

/* What time alone brings about. */
static void
let_time_pass (TallyResilienceBreaker *self)
{
  TallyResilienceBreakerRecord *record = &self->record;
  gint64 now = tally_clock_get_utc_usec (self->clock);
  gint64 longest = self->options.longest_open_usec;

  switch (record->state)
    {
    case TALLY_RESILIENCE_BREAKER_OPEN:
      if (now >= record->until_utc_usec || record->until_utc_usec - now > longest)
        enter (self, TALLY_RESILIENCE_BREAKER_HALF_OPEN, 0);
      break;
    case TALLY_RESILIENCE_BREAKER_FORCED_OPEN:
    case TALLY_RESILIENCE_BREAKER_FORCED_CLOSED:
      if (record->until_utc_usec != 0 && now >= record->until_utc_usec)
        enter (self, record->state == TALLY_RESILIENCE_BREAKER_FORCED_OPEN
                       ? TALLY_RESILIENCE_BREAKER_HALF_OPEN : TALLY_RESILIENCE_BREAKER_CLOSED, 0);
      break;
    case TALLY_RESILIENCE_BREAKER_CLOSED:
    case TALLY_RESILIENCE_BREAKER_HALF_OPEN:
    case TALLY_RESILIENCE_N_BREAKER_STATES:
    default:
      break;
    }
}

/* One probe at a time; one that nobody heard of again does not block the next for ever. */
static gboolean
ask_for_probe (TallyResilienceBreaker *self,
               gint64                 *out_wait_usec)
{
  gint64 now = tally_clock_get_monotonic_usec (self->clock);

  if (self->probe_usec != 0 && now - self->probe_usec < self->options.probe_usec)
    {
      *out_wait_usec = self->probe_usec + self->options.probe_usec - now;
      return FALSE;
    }
  self->probe_usec = MAX (now, 1);
  return TRUE;
}

/* Whether nothing may be sent, not even a probe; and for how long. */
static gboolean
is_shut (TallyResilienceBreaker *self,
         gint64                 *out_wait_usec)
{
  const TallyResilienceBreakerRecord *record = &self->record;

  let_time_pass (self);
  *out_wait_usec = 0;
  if (record->state != TALLY_RESILIENCE_BREAKER_OPEN
      && record->state != TALLY_RESILIENCE_BREAKER_FORCED_OPEN)
    return FALSE;
  *out_wait_usec = record->until_utc_usec == 0
                     ? -1 : record->until_utc_usec - tally_clock_get_utc_usec (self->clock);
  return TRUE;
}

gboolean
tally_resilience_breaker_is_shut (TallyResilienceBreaker *self,
                                  gint64                 *out_wait_usec)
{
  gboolean shut;

  g_return_val_if_fail (self != NULL && out_wait_usec != NULL, TRUE);
  g_mutex_lock (&self->mutex);
  shut = is_shut (self, out_wait_usec);
  g_mutex_unlock (&self->mutex);
  return shut;
}

gboolean
tally_resilience_breaker_ask (TallyResilienceBreaker *self,
                              gint64                 *out_wait_usec)
{
  gboolean allowed;

  g_return_val_if_fail (self != NULL && out_wait_usec != NULL, FALSE);
  g_mutex_lock (&self->mutex);
  allowed = !is_shut (self, out_wait_usec);
  if (self->record.state == TALLY_RESILIENCE_BREAKER_HALF_OPEN)
    allowed = ask_for_probe (self, out_wait_usec);
  g_mutex_unlock (&self->mutex);
  return allowed;
}

/* Whether too many of the recent calls failed. */
static gboolean
is_failing (TallyResilienceBreaker *self)
{
  const TallyResilienceBreakerOptions *options = &self->options;
  gint64 oldest = tally_clock_get_monotonic_usec (self->clock) - options->window_usec;
  guint n_known = MIN (self->n_calls, options->window_calls);
  guint n_recent = 0;
  guint n_failed = 0;

  for (guint i = 0; i < n_known; i++)
    if (self->calls[i].at_usec >= oldest)
      {
        n_recent++;
        n_failed += self->calls[i].failed ? 1 : 0;
      }
  return n_recent >= options->least_calls && n_failed * 100 >= n_recent * options->failure_percent;
}

static void
count_call (TallyResilienceBreaker *self,
            gboolean                failed)
{
  Call *call = &self->calls[self->n_calls % self->options.window_calls];

  call->at_usec = tally_clock_get_monotonic_usec (self->clock);
  call->failed = failed;
  self->n_calls++;
  if (self->n_calls == 2 * self->options.window_calls)
    self->n_calls = self->options.window_calls;
  if (failed && is_failing (self))
    open_circuit (self);
}

static gboolean
is_failure (TallyResilienceClass error_class)
{
  return error_class == TALLY_RESILIENCE_TRANSIENT || error_class == TALLY_RESILIENCE_AMBIGUOUS
         || error_class == TALLY_RESILIENCE_MAINTENANCE;
}

void
tally_resilience_breaker_report (TallyResilienceBreaker *self,
                                 TallyResilienceClass    error_class)
{
  gboolean failed = is_failure (error_class);

  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->mutex);
  let_time_pass (self);
  if (self->record.state == TALLY_RESILIENCE_BREAKER_HALF_OPEN && self->probe_usec != 0)
    {
      if (error_class == TALLY_RESILIENCE_THROTTLED)
        self->probe_usec = 0; /* it said nothing: the next call is the probe */
      else if (failed)
        open_circuit (self);
      else
        enter (self, TALLY_RESILIENCE_BREAKER_CLOSED, 0);
    }
  else if (self->record.state == TALLY_RESILIENCE_BREAKER_CLOSED
           && error_class != TALLY_RESILIENCE_THROTTLED)
    {
      count_call (self, failed);
    }
  g_mutex_unlock (&self->mutex);
}

void
tally_resilience_breaker_withdraw (TallyResilienceBreaker *self)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->mutex);
  self->probe_usec = 0;
  g_mutex_unlock (&self->mutex);
}

void
tally_resilience_breaker_force (TallyResilienceBreaker      *self,
                                TallyResilienceBreakerState  state,
                                gint64                       until_utc_usec)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (state < TALLY_RESILIENCE_N_BREAKER_STATES && state != TALLY_RESILIENCE_BREAKER_OPEN);
  g_mutex_lock (&self->mutex);
  enter (self, state, until_utc_usec);
  g_mutex_unlock (&self->mutex);
}

void
tally_resilience_breaker_get (TallyResilienceBreaker       *self,
                              TallyResilienceBreakerRecord *out_record)
{
  g_return_if_fail (self != NULL && out_record != NULL);
  g_mutex_lock (&self->mutex);
  let_time_pass (self);
  *out_record = self->record;
  g_mutex_unlock (&self->mutex);
}

const char *
tally_resilience_breaker_state_get_id (TallyResilienceBreakerState state)
{
  g_return_val_if_fail (state < TALLY_RESILIENCE_N_BREAKER_STATES, "");
  return ids[state];
}

gboolean
tally_resilience_breaker_state_parse (const char                  *id,
                                      TallyResilienceBreakerState *out_state)
{
  g_return_val_if_fail (id != NULL && out_state != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strcmp (ids[i], id) == 0)
      {
        *out_state = (TallyResilienceBreakerState) i;
        return TRUE;
      }
  return FALSE;
}
