/* tally-resilience-retry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-retry.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

static const TallyResiliencePolicy default_policy = {
  .max_attempts = {
    [TALLY_RESILIENCE_TRANSIENT] = 4,
    [TALLY_RESILIENCE_THROTTLED] = 5,
    [TALLY_RESILIENCE_CONFLICT] = 6,
    [TALLY_RESILIENCE_MAINTENANCE] = 4,
  },
  .backoff = {
    [TALLY_RESILIENCE_TRANSIENT] = { .base_usec = SECOND / 2, .cap_usec = 20 * SECOND },
    [TALLY_RESILIENCE_THROTTLED] = {
      .n_steps = 3, .steps_usec = { 15 * SECOND, 30 * SECOND, 60 * SECOND } },
    [TALLY_RESILIENCE_CONFLICT] = {
      .floor_usec = SECOND, .base_usec = 4 * SECOND, .cap_usec = 4 * SECOND },
    [TALLY_RESILIENCE_MAINTENANCE] = {
      .n_steps = 3, .steps_usec = { MINUTE, 5 * MINUTE, 15 * MINUTE } },
  },
};

const char *
tally_resilience_class_get_name (TallyResilienceClass error_class)
{
  static const char *const names[TALLY_RESILIENCE_N_CLASSES] = {
    "ok", "transient", "throttled", "conflict", "maintenance", "ambiguous", "auth", "permanent",
  };

  g_return_val_if_fail ((guint) error_class < TALLY_RESILIENCE_N_CLASSES, "unknown");
  return names[error_class];
}

void
tally_resilience_policy_init_default (TallyResiliencePolicy *policy)
{
  g_return_if_fail (policy != NULL);
  *policy = default_policy;
}

gint64
tally_resilience_retry_next (TallyResilienceRetry *self,
                             TallyResilienceClass  error_class,
                             gint64                pushback_usec,
                             gint64                now_usec,
                             TallyRandom          *random)
{
  gint64 wait_usec;

  g_return_val_if_fail (self != NULL && self->policy != NULL && random != NULL, -1);
  g_return_val_if_fail ((guint) error_class < TALLY_RESILIENCE_N_CLASSES, -1);
  self->n_attempts++;
  if (self->n_attempts >= self->policy->max_attempts[error_class])
    return -1;
  wait_usec = pushback_usec;
  if (pushback_usec < 0)
    wait_usec = tally_resilience_backoff_get_wait (&self->policy->backoff[error_class],
                                                   self->n_attempts, random);
  if (self->deadline_usec != 0 && wait_usec >= self->deadline_usec - now_usec)
    return -1;
  self->waited_usec += wait_usec;
  return wait_usec;
}
