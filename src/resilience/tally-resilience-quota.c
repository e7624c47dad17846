/* tally-resilience-quota.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-quota.h"

#include "tally-resilience-limiter.h"

/* A block is left alone for its last second: what is drawn now is sent a moment later. */
#define CLOSING_USEC ((gint64) G_USEC_PER_SEC)

/* After a fault the ledger is left alone for so long: asking a locked one takes its time. */
#define ASK_AGAIN_USEC (10 * (gint64) G_USEC_PER_SEC)

/* The share of a process that can't ask: so many of them fit under the limit. */
#define N_LOCAL_SHARES 4

struct _TallyResilienceQuota {
  TallyClock                       *clock;       /* (owned) */
  guint                             full_limit;
  const TallyResilienceLedgerFuncs *funcs;       /* (borrowed) (nullable) */
  gpointer                          data;        /* (borrowed) */
  GMutex                            mutex;
  TallyResilienceLimiter           *own;         /* (owned) the share of one that can't ask */
  gint64                            id;          /* (mutex mutex) of the block at hand, 0 = none */
  guint                             n_units;     /* (mutex mutex) of the block at hand */
  guint                             n_left;      /* (mutex mutex) */
  gint64                            expires_usec; /* (mutex mutex) */
  gint64                            spent_usec;  /* (mutex mutex) when its last unit was spent */
  gint64                            ask_usec;    /* (mutex mutex) the ledger isn't asked before */
  guint                             n_faults;    /* (mutex mutex) */
  char                             *fault;       /* (mutex mutex) (owned) (nullable) */
};

TallyResilienceQuota *
tally_resilience_quota_new (TallyClock                       *clock,
                            guint                             units_per_minute,
                            const TallyResilienceLedgerFuncs *funcs,
                            gpointer                          data)
{
  TallyResilienceQuota *self;

  g_return_val_if_fail (clock != NULL && units_per_minute > 0, NULL);
  self = g_new0 (TallyResilienceQuota, 1);
  g_mutex_init (&self->mutex);
  self->clock = tally_clock_ref (clock);
  self->full_limit = MAX (units_per_minute, TALLY_RESILIENCE_LEAST_LIMIT);
  self->funcs = funcs;
  self->ask_usec = G_MININT64;
  self->data = data;
  self->own = tally_resilience_limiter_new (clock, MAX (units_per_minute / N_LOCAL_SHARES,
                                                        TALLY_RESILIENCE_LEAST_LIMIT));
  return self;
}

static void
ledger_clear (TallyResilienceLedger *ledger)
{
  g_clear_pointer (&ledger->blocks, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyResilienceLedger, ledger_clear)

/* Called with the mutex held. */
static void
note_fault (TallyResilienceQuota *self,
            gint64                now_usec,
            const GError         *error)
{
  self->n_faults++;
  self->ask_usec = now_usec + ASK_AGAIN_USEC;
  if (error == NULL)
    return;
  g_free (self->fault);
  self->fault = g_strdup (error->message);
}

/* Called with the mutex held. */
static gboolean
begin (TallyResilienceQuota  *self,
       gint64                 now_usec,
       TallyResilienceLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  tally_resilience_pace_init (&ledger->pace, 0);
  ledger->blocks = g_array_new (FALSE, TRUE, sizeof (TallyResilienceBlock));
  if (now_usec < self->ask_usec)
    return FALSE;
  if (self->funcs != NULL && self->funcs->begin (self->data, now_usec, ledger, &error))
    {
      if (ledger->pace.limit == 0 || ledger->pace.limit > self->full_limit)
        ledger->pace.limit = self->full_limit;
      return TRUE;
    }
  note_fault (self, now_usec, error);
  return FALSE;
}

/* Called with the mutex held. */
static gboolean
commit (TallyResilienceQuota  *self,
        gint64                 now_usec,
        TallyResilienceLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  if (self->funcs->commit (self->data, ledger, &error))
    return TRUE;
  note_fault (self, now_usec, error);
  return FALSE;
}

static TallyResilienceBlock *
get_block (TallyResilienceLedger *ledger,
           guint                  i)
{
  return &g_array_index (ledger->blocks, TallyResilienceBlock, i);
}

/* Says of the block at hand what was spent, and when the last of it. Called with the mutex held. */
static void
settle (TallyResilienceQuota  *self,
        TallyResilienceLedger *ledger)
{
  for (guint i = 0; self->id != 0 && i < ledger->blocks->len; i++)
    {
      TallyResilienceBlock *block = get_block (ledger, i);
      if (block->id != self->id)
        continue;
      block->n_units = self->n_units - self->n_left;
      block->until_usec = self->spent_usec;
      block->state = block->n_units > 0 ? TALLY_RESILIENCE_BLOCK_CHANGED : TALLY_RESILIENCE_BLOCK_GONE;
    }
}

/* Blocks that no window reaches any more. */
static void
forget_old (TallyResilienceLedger *ledger,
            gint64                 now_usec)
{
  for (guint i = 0; i < ledger->blocks->len; i++)
    {
      TallyResilienceBlock *block = get_block (ledger, i);
      if (block->until_usec <= now_usec - TALLY_RESILIENCE_LIMITER_WINDOW_USEC)
        block->state = TALLY_RESILIENCE_BLOCK_GONE;
    }
}

static guint64
count_units (TallyResilienceLedger *ledger)
{
  guint64 n_units = 0;

  for (guint i = 0; i < ledger->blocks->len; i++)
    if (get_block (ledger, i)->state != TALLY_RESILIENCE_BLOCK_GONE)
      n_units += get_block (ledger, i)->n_units;
  return n_units;
}

static gint
compare_until (gconstpointer a,
               gconstpointer b)
{
  const TallyResilienceBlock *first = a;
  const TallyResilienceBlock *second = b;

  return (first->until_usec > second->until_usec) - (first->until_usec < second->until_usec);
}

/* µs until enough blocks have left the window for @n_units more. */
static gint64
find_wait (TallyResilienceLedger *ledger,
           guint                  n_units,
           gint64                 now_usec)
{
  guint64 used = count_units (ledger);
  gint64 at_usec = now_usec;

  g_array_sort (ledger->blocks, compare_until);
  for (guint i = 0; i < ledger->blocks->len && used + n_units > ledger->pace.limit; i++)
    {
      TallyResilienceBlock *block = get_block (ledger, i);
      if (block->state == TALLY_RESILIENCE_BLOCK_GONE)
        continue;
      used -= block->n_units;
      at_usec = block->until_usec + TALLY_RESILIENCE_LIMITER_WINDOW_USEC;
    }
  return MAX (at_usec - now_usec, 1);
}

/* Adds a block if there is room; else says how long there is none. */
static gboolean
grant (TallyResilienceLedger *ledger,
       guint                  n_units,
       gint64                 now_usec,
       gint64                *out_wait_usec)
{
  guint64 used = count_units (ledger);
  TallyResilienceBlock block = {
    .until_usec = now_usec + TALLY_RESILIENCE_BLOCK_USEC, .state = TALLY_RESILIENCE_BLOCK_NEW,
  };

  *out_wait_usec = 0;
  if (ledger->pace.hold_usec > now_usec)
    {
      *out_wait_usec = ledger->pace.hold_usec - now_usec;
      return FALSE;
    }
  if (used + n_units > ledger->pace.limit)
    {
      *out_wait_usec = find_wait (ledger, n_units, now_usec);
      return FALSE;
    }
  block.n_units = (guint) MIN (MAX (n_units, TALLY_RESILIENCE_BLOCK_UNITS), ledger->pace.limit - used);
  g_array_append_val (ledger->blocks, block);
  return TRUE;
}

/* Called with the mutex held. */
static void
take_in_hand (TallyResilienceQuota       *self,
              const TallyResilienceBlock *block)
{
  self->id = block->id;
  self->n_units = block->n_units;
  self->n_left = block->n_units;
  self->expires_usec = block->until_usec - CLOSING_USEC;
}

/* Called with the mutex held. Returns: FALSE when the ledger can't be asked. */
static gboolean
lease (TallyResilienceQuota *self,
       guint                 n_units,
       gint64                now_usec,
       gboolean             *out_granted,
       gint64               *out_wait_usec)
{
  g_auto (TallyResilienceLedger) ledger = { 0 };

  if (!begin (self, now_usec, &ledger))
    return FALSE;
  settle (self, &ledger);
  forget_old (&ledger, now_usec);
  ledger.pace_changed = tally_resilience_pace_grow (&ledger.pace, self->full_limit, now_usec);
  *out_granted = grant (&ledger, n_units, now_usec, out_wait_usec);
  self->id = 0;
  self->n_left = 0;
  if (!commit (self, now_usec, &ledger))
    return FALSE;
  if (*out_granted)
    take_in_hand (self, get_block (&ledger, ledger.blocks->len - 1));
  return TRUE;
}

/* Called with the mutex held. */
static gboolean
draw (TallyResilienceQuota *self,
      guint                 n_units,
      gint64               *out_wait_usec)
{
  gint64 now = tally_clock_get_monotonic_usec (self->clock);
  gboolean granted = self->id != 0 && self->n_left >= n_units && now < self->expires_usec;

  *out_wait_usec = 0;
  if (!granted && !lease (self, n_units, now, &granted, out_wait_usec))
    return tally_resilience_limiter_take (self->own, n_units, out_wait_usec, NULL);
  if (!granted)
    return FALSE;
  self->n_left -= n_units;
  self->spent_usec = now;
  return TRUE;
}

gboolean
tally_resilience_quota_draw (TallyResilienceQuota *self,
                             guint                 n_units,
                             gint64               *out_wait_usec)
{
  gboolean drawn;

  g_return_val_if_fail (self != NULL && out_wait_usec != NULL, FALSE);
  g_return_val_if_fail (n_units > 0 && n_units <= self->full_limit, FALSE);
  g_mutex_lock (&self->mutex);
  drawn = draw (self, n_units, out_wait_usec);
  g_mutex_unlock (&self->mutex);
  return drawn;
}

void
tally_resilience_quota_slow (TallyResilienceQuota *self,
                             gint64                pause_usec)
{
  g_auto (TallyResilienceLedger) ledger = { 0 };
  gint64 now;

  g_return_if_fail (self != NULL && pause_usec >= 0);
  g_mutex_lock (&self->mutex);
  now = tally_clock_get_monotonic_usec (self->clock);
  tally_resilience_limiter_throttle (self->own, pause_usec);
  if (begin (self, now, &ledger))
    {
      tally_resilience_pace_grow (&ledger.pace, self->full_limit, now);
      tally_resilience_pace_slow (&ledger.pace, self->full_limit, now, pause_usec);
      ledger.pace_changed = TRUE;
      settle (self, &ledger);
      self->id = 0;
      commit (self, now, &ledger);
    }
  g_mutex_unlock (&self->mutex);
}

guint
tally_resilience_quota_get_n_faults (TallyResilienceQuota  *self,
                                     char                 **out_message)
{
  guint n_faults;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->mutex);
  n_faults = self->n_faults;
  if (out_message != NULL)
    *out_message = g_strdup (self->fault);
  g_mutex_unlock (&self->mutex);
  return n_faults;
}

/* What is not given back counts for two minutes: a nuisance for the next run, no fault. */
static void
give_back (TallyResilienceQuota *self)
{
  g_auto (TallyResilienceLedger) ledger = { 0 };
  gint64 now = tally_clock_get_monotonic_usec (self->clock);

  if (self->id == 0 || self->funcs == NULL || !begin (self, now, &ledger))
    return;
  settle (self, &ledger);
  commit (self, now, &ledger);
}

void
tally_resilience_quota_free (TallyResilienceQuota *self)
{
  if (self == NULL)
    return;
  give_back (self);
  tally_resilience_limiter_unref (self->own);
  tally_clock_unref (self->clock);
  g_mutex_clear (&self->mutex);
  g_free (self->fault);
  g_free (self);
}
