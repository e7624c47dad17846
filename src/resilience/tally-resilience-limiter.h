/* tally-resilience-limiter.h
 *
 * Keeps us under a peer's limit of units a minute: no window of a minute holds more than the
 * limit, whoever asks. Reservations are granted in the order in which they were made. A peer that
 * complains all the same halves the limit for everybody; it grows back by a tenth a minute. With a
 * quota (tally-resilience-quota.h) the limit is that of all processes together.
 * Thread-safe. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-resilience-quota.h"

G_BEGIN_DECLS

/* A minute, and a second because the peer counts when a request arrives, not when it is sent. */
#define TALLY_RESILIENCE_LIMITER_WINDOW_USEC ((gint64) 61 * G_USEC_PER_SEC)

typedef struct _TallyResilienceLimiter TallyResilienceLimiter;

/**
 * tally_resilience_limiter_new:
 * @clock: what tells the time
 * @units_per_minute: the limit, 0 = none
 *
 * Returns: (transfer full): a limiter at its full limit
 */
TallyResilienceLimiter *tally_resilience_limiter_new       (TallyClock              *clock,
                                                            guint                    units_per_minute);

/**
 * tally_resilience_limiter_new_shared:
 * @clock: what tells the time
 * @units_per_minute: the limit, 1 or more
 * @quota: (transfer full) (nullable): the same limit for all processes; %NULL = this one is alone
 *
 * Returns: (transfer full): a limiter whose tally_resilience_limiter_wait() draws from @quota too
 */
TallyResilienceLimiter *tally_resilience_limiter_new_shared (TallyClock             *clock,
                                                             guint                   units_per_minute,
                                                             TallyResilienceQuota   *quota);

/**
 * tally_resilience_limiter_ref:
 * @self: a limiter
 *
 * Returns: (transfer full): @self with one more reference
 */
TallyResilienceLimiter *tally_resilience_limiter_ref       (TallyResilienceLimiter  *self);

/**
 * tally_resilience_limiter_unref:
 * @self: (nullable): a limiter
 *
 * Gives one reference back.
 */
void                    tally_resilience_limiter_unref     (TallyResilienceLimiter  *self);

/**
 * tally_resilience_limiter_take:
 * @self: a limiter
 * @n_units: what the next request costs, 1 … the limit; 10 always fit
 * @out_wait_usec: (out): µs to wait before sending, 0 when allowed now; untouched on failure
 * @error: return location, or %NULL
 *
 * Reserves @n_units. A reservation is kept even if the caller then does not send.
 *
 * Errors: %TALLY_RESILIENCE_ERROR_TOO_LARGE - @n_units is more than the limit (bug, or a limit
 * configured too small).
 *
 * Returns: %TRUE if reserved
 */
gboolean                tally_resilience_limiter_take      (TallyResilienceLimiter  *self,
                                                            guint                    n_units,
                                                            gint64                  *out_wait_usec,
                                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_limiter_wait:
 * @self: a limiter
 * @n_units: what the next request costs, 1 … the limit; 10 always fit
 * @deadline_usec: monotonic µs, 0 = none; a wait that would end behind it is not begun
 * @cancellable: (nullable): ends the wait
 * @error: return location, or %NULL
 *
 * Takes, and waits on the limiter's clock until the request may be sent; also through a
 * tally_resilience_limiter_throttle() that came meanwhile.
 *
 * Errors: as tally_resilience_limiter_take(); %TALLY_RESILIENCE_ERROR_EXHAUSTED - behind the
 * deadline (retry in a later run); %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %TRUE when the request may be sent
 */
gboolean                tally_resilience_limiter_wait      (TallyResilienceLimiter  *self,
                                                            guint                    n_units,
                                                            gint64                   deadline_usec,
                                                            GCancellable            *cancellable,
                                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_limiter_throttle:
 * @self: a limiter
 * @pause_usec: µs during which nobody may send, 0 or more
 *
 * Says that the peer refused a request for its rate: halves the limit (once in any ten seconds, so
 * that eight workers refused together count once) and holds everybody back.
 */
void                    tally_resilience_limiter_throttle  (TallyResilienceLimiter  *self,
                                                            gint64                   pause_usec);

/**
 * tally_resilience_limiter_get_limit:
 * @self: a limiter
 *
 * Returns: units a minute granted now, 0 = unlimited
 */
guint                   tally_resilience_limiter_get_limit (TallyResilienceLimiter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyResilienceLimiter, tally_resilience_limiter_unref)

G_END_DECLS
