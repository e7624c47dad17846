/* tally-resilience-budget.h
 *
 * How many repeats a peer may be burdened with: a bucket of tokens that repeats drain and calls
 * that work at once refill. While a peer works, single failures are repeated freely; when it is
 * down, the repeats of all callers together end after a few and each call fails at its first try.
 * The scheme and its figures are those of the AWS SDKs' standard retry mode (500 tokens, 5 a
 * repeat, 10 after a timeout, 1 back for each first-try success), scaled to our few calls.
 * Thread-safe; no clock, no I/O. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tokens of a full bucket, and what they buy: 20 repeats, or 10 after time-outs. */
#define TALLY_RESILIENCE_BUDGET_CAPACITY 100
#define TALLY_RESILIENCE_BUDGET_REPEAT 5
#define TALLY_RESILIENCE_BUDGET_TIMEOUT 10

typedef struct _TallyResilienceBudget TallyResilienceBudget;

/**
 * tally_resilience_budget_new:
 * @n_tokens: what is in it, 0 … %TALLY_RESILIENCE_BUDGET_CAPACITY; more is cut
 *
 * Returns: (transfer full): a budget
 */
TallyResilienceBudget *tally_resilience_budget_new        (guint                  n_tokens);

/**
 * tally_resilience_budget_free:
 * @self: (nullable): a budget
 *
 * Frees it.
 */
void                   tally_resilience_budget_free       (TallyResilienceBudget *self);

/**
 * tally_resilience_budget_take:
 * @self: a budget
 * @timed_out: whether the call that is to be repeated ended by a time limit
 *
 * Asks before a repeat. Repeats that the peer itself asks for (throttling, maintenance) need no
 * budget: it says when it wants them.
 *
 * Returns: %TRUE if it may be sent; %FALSE when the budget is used up: fail at once
 */
gboolean               tally_resilience_budget_take       (TallyResilienceBudget *self,
                                                           gboolean               timed_out) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_budget_succeed:
 * @self: a budget
 * @n_repeats: how many repeats the call took; the price of the last one comes back, else 1 token
 *
 * Tells of a call that worked.
 */
void                   tally_resilience_budget_succeed    (TallyResilienceBudget *self,
                                                           guint                  n_repeats);

/**
 * tally_resilience_budget_get_n_tokens:
 * @self: a budget
 *
 * Returns: what is left, for the record of a run and the next process
 */
guint                  tally_resilience_budget_get_n_tokens (TallyResilienceBudget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyResilienceBudget, tally_resilience_budget_free)

G_END_DECLS
