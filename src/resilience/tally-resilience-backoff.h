/* tally-resilience-backoff.h
 *
 * How long to wait before trying again: exponential with full jitter (M. Brooker, "Exponential
 * Backoff And Jitter", 2015), or a fixed ladder of slow steps for a peer that asked for quiet.
 * Pure arithmetic over an injected random source; any thread that owns the source. Depends on
 * core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-random.h"

G_BEGIN_DECLS

#define TALLY_RESILIENCE_MAX_STEPS 4

/**
 * TallyResilienceBackoff:
 * @base_usec: µs, upper end of the first wait
 * @cap_usec: µs, upper end of every wait
 * @floor_usec: µs, added to every wait
 * @n_steps: 0 for the exponential form, else how many of @steps_usec are used
 * @steps_usec: µs, the ladder; its last step repeats
 *
 * A wait is @floor_usec + random × MIN (@cap_usec, @base_usec × 2^(attempt - 1)), or step number
 * attempt plus up to a tenth, so that several workers don't return in one instant.
 */
typedef struct {
  gint64 base_usec;
  gint64 cap_usec;
  gint64 floor_usec;
  guint  n_steps;
  gint64 steps_usec[TALLY_RESILIENCE_MAX_STEPS];
} TallyResilienceBackoff;

/**
 * tally_resilience_backoff_get_wait:
 * @self: a policy
 * @attempt: how often it was tried already, 1 or more
 * @random: the source of jitter
 *
 * Returns: µs to wait, 0 or more; never overflows, however large @attempt
 */
gint64 tally_resilience_backoff_get_wait (const TallyResilienceBackoff *self,
                                          guint                         attempt,
                                          TallyRandom                  *random);

G_END_DECLS
