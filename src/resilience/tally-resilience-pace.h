/* tally-resilience-pace.h
 *
 * How fast a peer may be asked: a limit of units a minute that a complaint of the peer halves and
 * quiet minutes bring back, and a hold during which nobody sends. A plain value, so that several
 * processes can share it; the limiter keeps one for itself, the quota one for all. Pure; the
 * caller locks. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The dearest request costs ten units: a lower limit would refuse it for ever. */
#define TALLY_RESILIENCE_LEAST_LIMIT 10

/**
 * TallyResiliencePace:
 * @limit: units a minute that are granted now
 * @halved_usec: monotonic µs of the last halving, %G_MININT64 = never
 * @grown_usec: monotonic µs of the last change
 * @hold_usec: monotonic µs before which nobody sends, %G_MININT64 = no hold
 */
typedef struct {
  guint  limit;
  gint64 halved_usec;
  gint64 grown_usec;
  gint64 hold_usec;
} TallyResiliencePace;

/**
 * tally_resilience_pace_init:
 * @self: (out caller-allocates): what to fill
 * @full_limit: units a minute, 0 = unlimited
 *
 * The pace of a peer that never complained.
 */
void     tally_resilience_pace_init (TallyResiliencePace *self,
                                     guint                full_limit);

/**
 * tally_resilience_pace_grow:
 * @self: a pace
 * @full_limit: units a minute that it grows back to
 * @now_usec: monotonic µs
 *
 * Gives back a tenth of @full_limit for each minute without a complaint.
 *
 * Returns: %TRUE if the limit changed
 */
gboolean tally_resilience_pace_grow (TallyResiliencePace *self,
                                     guint                full_limit,
                                     gint64               now_usec);

/**
 * tally_resilience_pace_slow:
 * @self: a pace
 * @full_limit: the full limit, units a minute
 * @now_usec: monotonic µs
 * @pause_usec: µs during which nobody may send, 0 or more
 *
 * The peer complained: halves the limit, once in any ten seconds, so that eight workers refused
 * together count once.
 */
void     tally_resilience_pace_slow (TallyResiliencePace *self,
                                     guint                full_limit,
                                     gint64               now_usec,
                                     gint64               pause_usec);

G_END_DECLS
