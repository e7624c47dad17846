/* tally-resilience-concurrency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-concurrency.h"

/* The quickest call of a kind is believed for so many calls of it; then the peer may have changed. */
#define MEMORY_CALLS 200

/* Some twenty operations, each with answers of up to thirty magnitudes; more is a mistake. */
#define MAX_KINDS 1024

/* Calls that are alike. */
typedef struct {
  gint64 least_usec;      /* the quickest of the last MEMORY_CALLS … 2 × MEMORY_CALLS */
  gint64 next_least_usec; /* the quickest since the memory was last renewed */
  guint  n_calls;         /* since then */
} Kind;

struct _TallyResilienceConcurrency {
  GMutex      mutex;
  guint       n_most;
  guint       limit;        /* (mutex mutex) */
  GHashTable *kinds;        /* (mutex mutex) (owned) (element-type utf8 Kind) */
  guint       n_round;      /* (mutex mutex) calls of this round */
  double      sum_queue;    /* (mutex mutex) of this round */
  guint       n_queue;      /* (mutex mutex) calls in that sum */
  guint       n_at_once;    /* (mutex mutex) most requests at once in this round */
  gboolean    has_suffered; /* (mutex mutex) the limit was halved in this round */
};

TallyResilienceConcurrency *
tally_resilience_concurrency_new (guint n_most)
{
  TallyResilienceConcurrency *self;

  g_return_val_if_fail (n_most > 0, NULL);
  self = g_new0 (TallyResilienceConcurrency, 1);
  g_mutex_init (&self->mutex);
  self->n_most = n_most;
  self->limit = n_most;
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tally_resilience_concurrency_free (TallyResilienceConcurrency *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->kinds);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Returns: (nullable): those like this one; called with the mutex held, as all below */
static Kind *
find_kind (TallyResilienceConcurrency  *self,
           const TallyResilienceSample *sample)
{
  g_autofree char *key = g_strdup_printf ("%s/%d", sample->kind, g_bit_storage (sample->n_bytes));
  Kind *kind = g_hash_table_lookup (self->kinds, key);

  if (kind != NULL || g_hash_table_size (self->kinds) >= MAX_KINDS)
    return kind;
  kind = g_new0 (Kind, 1);
  kind->least_usec = kind->next_least_usec = G_MAXINT64;
  g_hash_table_insert (self->kinds, g_steal_pointer (&key), kind);
  return kind;
}

static void
remember (Kind   *kind,
          gint64  duration_usec)
{
  kind->least_usec = MIN (kind->least_usec, duration_usec);
  kind->next_least_usec = MIN (kind->next_least_usec, duration_usec);
  if (++kind->n_calls < MEMORY_CALLS)
    return;
  kind->least_usec = kind->next_least_usec;
  kind->next_least_usec = G_MAXINT64;
  kind->n_calls = 0;
}

/* How many of the requests that were under way waited at the peer. */
static void
estimate_queue (TallyResilienceConcurrency  *self,
                const TallyResilienceSample *sample)
{
  Kind *kind = sample->duration_usec > 0 ? find_kind (self, sample) : NULL;

  if (kind == NULL)
    return;
  remember (kind, sample->duration_usec);
  self->sum_queue += MIN (sample->n_in_flight, self->limit)
                     * (1.0 - (double) kind->least_usec / (double) sample->duration_usec);
  self->n_queue++;
}

static void
begin_round (TallyResilienceConcurrency *self)
{
  self->n_round = 0;
  self->sum_queue = 0;
  self->n_queue = 0;
  self->n_at_once = 0;
  self->has_suffered = FALSE;
}

/* A limit that was never reached says nothing about a higher one. */
static void
end_round (TallyResilienceConcurrency *self)
{
  double queue = self->n_queue > 0 ? self->sum_queue / self->n_queue : 0;

  if (!self->has_suffered && queue > TALLY_RESILIENCE_CONCURRENCY_LONG_QUEUE && self->limit > 1)
    self->limit--;
  else if (!self->has_suffered && queue < TALLY_RESILIENCE_CONCURRENCY_SHORT_QUEUE
           && self->n_at_once >= self->limit && self->limit < self->n_most)
    self->limit++;
  begin_round (self);
}

static gboolean
is_distress (TallyResilienceClass error_class)
{
  return error_class == TALLY_RESILIENCE_THROTTLED || error_class == TALLY_RESILIENCE_TRANSIENT
         || error_class == TALLY_RESILIENCE_AMBIGUOUS
         || error_class == TALLY_RESILIENCE_MAINTENANCE;
}

/* What was sent before the limit fell fails still: it is halved once a round. */
static void
suffer (TallyResilienceConcurrency *self)
{
  if (self->has_suffered)
    return;
  self->limit = MAX (self->limit / 2, 1);
  begin_round (self);
  self->has_suffered = TRUE;
}

void
tally_resilience_concurrency_report (TallyResilienceConcurrency  *self,
                                     const TallyResilienceSample *sample)
{
  g_return_if_fail (self != NULL && sample != NULL && sample->kind != NULL);
  g_mutex_lock (&self->mutex);
  self->n_at_once = MAX (self->n_at_once, sample->n_in_flight);
  if (is_distress (sample->error_class))
    suffer (self);
  else
    estimate_queue (self, sample);
  if (++self->n_round > self->limit)
    end_round (self);
  g_mutex_unlock (&self->mutex);
}

guint
tally_resilience_concurrency_get_limit (TallyResilienceConcurrency *self)
{
  guint limit;

  g_return_val_if_fail (self != NULL, 1);
  g_mutex_lock (&self->mutex);
  limit = self->limit;
  g_mutex_unlock (&self->mutex);
  return limit;
}
