/* tally-resilience-breaker.h
 *
 * Stops calling what does not work: a circuit breaker for one dependency. Closed, it counts how
 * calls end; when too many of the recent ones failed it opens, and nothing is sent for a while;
 * then one probe decides. A person may force it open or closed until an hour of his choice.
 * Defaults for a program of few calls (Resilience4j and Polly wait for a hundred of them): see
 * tally_resilience_breaker_options_init(). Its state is a plain value, so that a restart goes on
 * where the last process stopped. Thread-safe; no I/O. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-resilience-retry.h"

G_BEGIN_DECLS

/**
 * TallyResilienceBreakerState:
 * @TALLY_RESILIENCE_BREAKER_CLOSED: calls go through and are counted
 * @TALLY_RESILIENCE_BREAKER_OPEN: nothing is sent
 * @TALLY_RESILIENCE_BREAKER_HALF_OPEN: one probe may be sent, its end decides
 * @TALLY_RESILIENCE_BREAKER_FORCED_OPEN: nothing is sent, a person wants it so
 * @TALLY_RESILIENCE_BREAKER_FORCED_CLOSED: calls go through whatever happens, a person wants it so
 * @TALLY_RESILIENCE_N_BREAKER_STATES: how many there are
 */
typedef enum {
  TALLY_RESILIENCE_BREAKER_CLOSED,
  TALLY_RESILIENCE_BREAKER_OPEN,
  TALLY_RESILIENCE_BREAKER_HALF_OPEN,
  TALLY_RESILIENCE_BREAKER_FORCED_OPEN,
  TALLY_RESILIENCE_BREAKER_FORCED_CLOSED,
  TALLY_RESILIENCE_N_BREAKER_STATES,
} TallyResilienceBreakerState;

/* The most calls that a window can look back on. */
#define TALLY_RESILIENCE_BREAKER_MAX_CALLS 64

/**
 * TallyResilienceBreakerOptions:
 * @window_calls: looks back on so many calls, 1 … %TALLY_RESILIENCE_BREAKER_MAX_CALLS
 * @window_usec: and no farther back than this, µs
 * @least_calls: opens only when the window holds so many
 * @failure_percent: opens when at least so many of them failed, 1 … 100
 * @open_usec: how long it stays open the first time, µs; doubles with each probe that fails
 * @longest_open_usec: at most so long, µs
 * @probe_usec: a probe that was not heard of for so long is given up, µs
 */
typedef struct {
  guint  window_calls;
  gint64 window_usec;
  guint  least_calls;
  guint  failure_percent;
  gint64 open_usec;
  gint64 longest_open_usec;
  gint64 probe_usec;
} TallyResilienceBreakerOptions;

/**
 * TallyResilienceBreakerRecord:
 * @state: where it stands
 * @since_utc_usec: since when, µs since 1970 UTC
 * @until_utc_usec: open: when a probe may be sent; forced: when that ends, 0 = never
 * @n_openings: how often it opened since it was last closed
 *
 * What outlives a process. The calls of the window do not: a closed breaker begins to count anew.
 */
typedef struct {
  TallyResilienceBreakerState state;
  gint64                      since_utc_usec;
  gint64                      until_utc_usec;
  guint                       n_openings;
} TallyResilienceBreakerRecord;

typedef struct _TallyResilienceBreaker TallyResilienceBreaker;

/**
 * tally_resilience_breaker_options_init:
 * @options: (out caller-allocates): what to fill
 *
 * Fills in: the last 20 calls of 2 minutes, 6 at least, half of them failed; open for 30 s,
 * doubling up to 10 minutes; a probe counts as lost after 10 minutes.
 */
void        tally_resilience_breaker_options_init (TallyResilienceBreakerOptions *options);

/**
 * tally_resilience_breaker_new:
 * @clock: what tells the time
 * @options: how it decides; copied
 * @record: (nullable): where the last process stopped, %NULL = closed. What a clock that was set
 *   back makes too long is cut to @options' longest wait; a probe of a process that is gone may be
 *   sent again at once
 *
 * Returns: (transfer full): a breaker
 */
TallyResilienceBreaker *tally_resilience_breaker_new (TallyClock                          *clock,
                                                      const TallyResilienceBreakerOptions *options,
                                                      const TallyResilienceBreakerRecord  *record);

/**
 * tally_resilience_breaker_free:
 * @self: (nullable): a breaker that nobody asks any more
 *
 * Frees it.
 */
void        tally_resilience_breaker_free         (TallyResilienceBreaker *self);

/**
 * tally_resilience_breaker_ask:
 * @self: a breaker
 * @out_wait_usec: (out): µs until it is worth asking again when refused, -1 = only a person ends it
 *
 * Asks before a call is sent. Who was let through tells how it ended, with
 * tally_resilience_breaker_report().
 *
 * Returns: %TRUE if the call may be sent
 */
gboolean    tally_resilience_breaker_ask          (TallyResilienceBreaker *self,
                                                   gint64                 *out_wait_usec) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_breaker_is_shut:
 * @self: a breaker
 * @out_wait_usec: (out): µs until it is worth asking, 0 when it is now, -1 = only a person ends it
 *
 * Looks, before what takes its time, whether tally_resilience_breaker_ask() would refuse for sure.
 *
 * Returns: %TRUE if nothing may be sent, not even a probe
 */
gboolean    tally_resilience_breaker_is_shut      (TallyResilienceBreaker *self,
                                                   gint64                 *out_wait_usec) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_breaker_report:
 * @self: a breaker
 * @error_class: how a call ended
 *
 * An answer that refuses (auth, permanent, conflict) proves that the dependency works. Throttling
 * says nothing about its health. Transient, ambiguous and maintenance are failures.
 */
void        tally_resilience_breaker_report       (TallyResilienceBreaker *self,
                                                   TallyResilienceClass    error_class);

/**
 * tally_resilience_breaker_withdraw:
 * @self: a breaker
 *
 * Takes back what tally_resilience_breaker_ask() granted: the call was cancelled, or never reached
 * the dependency. It counts neither way; a probe may be sent again.
 */
void        tally_resilience_breaker_withdraw     (TallyResilienceBreaker *self);

/**
 * tally_resilience_breaker_force:
 * @self: a breaker
 * @state: %TALLY_RESILIENCE_BREAKER_FORCED_OPEN, %TALLY_RESILIENCE_BREAKER_FORCED_CLOSED, or
 *   %TALLY_RESILIENCE_BREAKER_CLOSED to end that and begin anew; %TALLY_RESILIENCE_BREAKER_HALF_OPEN
 *   to allow a probe now
 * @until_utc_usec: when a forced state ends by itself, µs since 1970 UTC, 0 = never
 *
 * Does what a person wants. Who and why is the caller's to write down.
 */
void        tally_resilience_breaker_force        (TallyResilienceBreaker      *self,
                                                   TallyResilienceBreakerState  state,
                                                   gint64                       until_utc_usec);

/**
 * tally_resilience_breaker_get:
 * @self: a breaker
 * @out_record: (out caller-allocates): where it stands now
 *
 * Looks without asking for a call.
 */
void        tally_resilience_breaker_get          (TallyResilienceBreaker       *self,
                                                   TallyResilienceBreakerRecord *out_record);

/**
 * tally_resilience_breaker_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): its stable id, e.g. "half-open"
 */
const char *tally_resilience_breaker_state_get_id (TallyResilienceBreakerState state);

/**
 * tally_resilience_breaker_state_parse:
 * @id: an id
 * @out_state: (out): the state; untouched on failure
 *
 * Returns: %TRUE if there is such a state
 */
gboolean    tally_resilience_breaker_state_parse  (const char                  *id,
                                                   TallyResilienceBreakerState *out_state) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyResilienceBreaker, tally_resilience_breaker_free)

G_END_DECLS
