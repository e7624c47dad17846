/* tally-resilience-budget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-budget.h"

struct _TallyResilienceBudget {
  GMutex mutex;
  guint  n_tokens; /* (mutex mutex) */
};

TallyResilienceBudget *
tally_resilience_budget_new (guint n_tokens)
{
  TallyResilienceBudget *self = g_new0 (TallyResilienceBudget, 1);

  g_mutex_init (&self->mutex);
  self->n_tokens = MIN (n_tokens, TALLY_RESILIENCE_BUDGET_CAPACITY);
  return self;
}

void
tally_resilience_budget_free (TallyResilienceBudget *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
tally_resilience_budget_take (TallyResilienceBudget *self,
                              gboolean               timed_out)
{
  guint price = timed_out ? TALLY_RESILIENCE_BUDGET_TIMEOUT : TALLY_RESILIENCE_BUDGET_REPEAT;
  gboolean granted;

  g_return_val_if_fail (self != NULL, FALSE);
  g_mutex_lock (&self->mutex);
  granted = self->n_tokens >= price;
  self->n_tokens -= granted ? price : 0;
  g_mutex_unlock (&self->mutex);
  return granted;
}

void
tally_resilience_budget_succeed (TallyResilienceBudget *self,
                                 guint                  n_repeats)
{
  guint refund = n_repeats > 0 ? TALLY_RESILIENCE_BUDGET_REPEAT : 1;

  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->mutex);
  self->n_tokens = MIN (self->n_tokens + refund, TALLY_RESILIENCE_BUDGET_CAPACITY);
  g_mutex_unlock (&self->mutex);
}

guint
tally_resilience_budget_get_n_tokens (TallyResilienceBudget *self)
{
  guint n_tokens;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->mutex);
  n_tokens = self->n_tokens;
  g_mutex_unlock (&self->mutex);
  return n_tokens;
}
