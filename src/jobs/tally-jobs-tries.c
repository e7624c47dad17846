/* tally-jobs-tries.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-tries.h"

#include "tally-recovery-attempt.h"

/* The first failure of a call that is under way. */
typedef struct {
  gint64               utc_usec;
  TallyResilienceClass error_class;
  gboolean             goes_on; /* in another call: its first try belongs to this one */
} Failure;

struct _TallyJobsTries {
  TallyClock *clock;     /* (owned) */
  GMutex      mutex;
  GHashTable *failing;   /* (owned) (mutex mutex) thread → Failure */
  GPtrArray  *attempts;  /* (owned) (mutex mutex) */
  guint64     n_dropped; /* (mutex mutex) */
};

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tally_recovery_attempt_free);
}

TallyJobsTries *
tally_jobs_tries_new (TallyClock *clock)
{
  TallyJobsTries *self;

  g_return_val_if_fail (clock != NULL, NULL);
  self = g_new0 (TallyJobsTries, 1);
  self->clock = tally_clock_ref (clock);
  self->failing = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->attempts = make_list ();
  g_mutex_init (&self->mutex);
  return self;
}

void
tally_jobs_tries_free (TallyJobsTries *self)
{
  if (self == NULL)
    return;
  tally_clock_unref (self->clock);
  g_hash_table_unref (self->failing);
  g_ptr_array_unref (self->attempts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static const char *
describe_outcome (const TallySmartsheetCall *call)
{
  if (call->is_refused)
    return TALLY_RECOVERY_REFUSED;
  if (call->error_class == TALLY_RESILIENCE_OK)
    return TALLY_RECOVERY_RECOVERED;
  return call->wait_usec >= 0 ? TALLY_RECOVERY_REPEATED : TALLY_RECOVERY_FAILED;
}

/* Called with the mutex held, as below. @first: (nullable) of a call that worked at last. */
static void
add (TallyJobsTries            *self,
     const TallySmartsheetCall *call,
     const Failure             *first)
{
  TallyRecoveryAttempt *attempt;

  if (self->attempts->len >= TALLY_JOBS_TRIES_MAX)
    {
      self->n_dropped++;
      return;
    }
  attempt = g_new0 (TallyRecoveryAttempt, 1);
  attempt->utc_usec = tally_clock_get_utc_usec (self->clock);
  attempt->operation = g_strdup (call->operation);
  attempt->subject_id = call->subject;
  attempt->status = call->status;
  attempt->error_code = call->error_code;
  attempt->error_class = g_strdup (tally_resilience_class_get_name (first != NULL ? first->error_class
                                                                                  : call->error_class));
  attempt->attempt = call->attempt;
  attempt->wait_usec = MAX (call->wait_usec, 0);
  attempt->strategy = g_strdup (call->strategy != NULL ? call->strategy : "");
  attempt->outcome = g_strdup (describe_outcome (call));
  attempt->recovery_usec = first != NULL ? MAX (attempt->utc_usec - first->utc_usec, 0) : 0;
  g_ptr_array_add (self->attempts, attempt);
}

static gboolean
goes_on (const TallySmartsheetCall *call)
{
  return g_strcmp0 (call->strategy, TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE) == 0
         || g_strcmp0 (call->strategy, TALLY_SMARTSHEET_STRATEGY_READ_AGAIN) == 0;
}

static void
note_failure (TallyJobsTries            *self,
              const TallySmartsheetCall *call)
{
  Failure *failure = g_hash_table_lookup (self->failing, g_thread_self ());

  add (self, call, NULL);
  if (call->wait_usec < 0 || call->is_refused)
    {
      g_hash_table_remove (self->failing, g_thread_self ());
      return;
    }
  if (failure == NULL)
    {
      failure = g_new0 (Failure, 1);
      failure->utc_usec = tally_clock_get_utc_usec (self->clock);
      failure->error_class = call->error_class;
      g_hash_table_insert (self->failing, g_thread_self (), failure);
    }
  failure->goes_on = goes_on (call);
}

/* What the thread was about before is over when a new call begins, however it ended. */
static Failure *
find_first (TallyJobsTries            *self,
            const TallySmartsheetCall *call)
{
  Failure *failure = g_hash_table_lookup (self->failing, g_thread_self ());

  if (failure == NULL || call->attempt > 1 || failure->goes_on)
    return failure;
  g_hash_table_remove (self->failing, g_thread_self ());
  return NULL;
}

void
tally_jobs_tries_note (TallyJobsTries            *self,
                       const TallySmartsheetCall *call)
{
  const Failure *first;

  g_return_if_fail (self != NULL && call != NULL);
  g_mutex_lock (&self->mutex);
  first = find_first (self, call);
  if (call->error_class != TALLY_RESILIENCE_OK || call->is_refused)
    note_failure (self, call);
  else if (first != NULL)
    {
      add (self, call, first);
      g_hash_table_remove (self->failing, g_thread_self ());
    }
  g_mutex_unlock (&self->mutex);
}

GPtrArray *
tally_jobs_tries_take (TallyJobsTries *self,
                       guint64        *out_n_dropped)
{
  GPtrArray *taken;

  g_return_val_if_fail (self != NULL && out_n_dropped != NULL, NULL);
  g_mutex_lock (&self->mutex);
  taken = self->attempts;
  *out_n_dropped = self->n_dropped;
  self->attempts = make_list ();
  self->n_dropped = 0;
  g_mutex_unlock (&self->mutex);
  return taken;
}
