/* tally-resilience-concurrency.h
 *
 * How many requests may be under way at once, found out by trying: the queue that builds up at the
 * peer is estimated from how much longer calls take than the quickest of their like (TCP Vegas, as in
 * Netflix's concurrency-limits: limit × (1 - least / taken)); a short queue lets the limit grow by
 * one, a long one takes one away, a failure or throttling halves it. Decides once a round, that is,
 * after as many calls as the limit. Thread-safe; no clock of its own, no I/O. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-resilience-retry.h"

G_BEGIN_DECLS

/* Requests that wait at the peer: fewer let the limit grow, more let it shrink (the published
 * figures are 2-3 and 4-6). */
#define TALLY_RESILIENCE_CONCURRENCY_SHORT_QUEUE 3
#define TALLY_RESILIENCE_CONCURRENCY_LONG_QUEUE 6

typedef struct _TallyResilienceConcurrency TallyResilienceConcurrency;

/**
 * TallyResilienceSample:
 * @kind: (transfer none): what was asked for, e.g. an operation's id; compared by its text
 * @n_bytes: bytes that came; calls are alike when kind and magnitude of the answer are
 * @duration_usec: µs that it took; 0 or less says nothing about the queue
 * @error_class: how it ended
 * @n_in_flight: requests under way at its start, it included
 *
 * One finished call.
 */
typedef struct {
  const char           *kind;
  guint64               n_bytes;
  gint64                duration_usec;
  TallyResilienceClass  error_class;
  guint                 n_in_flight;
} TallyResilienceSample;

/**
 * tally_resilience_concurrency_new:
 * @n_most: the limit to begin with, never exceeded, 1 or more
 *
 * Returns: (transfer full): a limit
 */
TallyResilienceConcurrency *tally_resilience_concurrency_new       (guint                        n_most);

/**
 * tally_resilience_concurrency_free:
 * @self: (nullable): a limit that nobody asks any more
 *
 * Frees it.
 */
void                        tally_resilience_concurrency_free      (TallyResilienceConcurrency  *self);

/**
 * tally_resilience_concurrency_report:
 * @self: a limit
 * @sample: a finished call
 *
 * Throttling and failures that pass halve the limit, once a round; a refusal (auth, permanent,
 * conflict) is an answer like any other.
 */
void                        tally_resilience_concurrency_report    (TallyResilienceConcurrency  *self,
                                                                    const TallyResilienceSample *sample);

/**
 * tally_resilience_concurrency_get_limit:
 * @self: a limit
 *
 * Returns: how many requests may be under way at once, 1 … the most
 */
guint                       tally_resilience_concurrency_get_limit (TallyResilienceConcurrency  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyResilienceConcurrency, tally_resilience_concurrency_free)

G_END_DECLS
