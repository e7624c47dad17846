/* tally-store-breakers.h
 *
 * What is known of a peer's health from one process to the next: its circuit breaker and what is
 * left of its budget for repeats. A run saves what it learned; what a person decides meanwhile
 * wins. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-act.h"

G_BEGIN_DECLS

/**
 * TallyStoreBreaker:
 * @dependency: (owned): what it guards, "smartsheet"
 * @state: (owned): stable id of where it stands, "open"
 * @n_openings: how often it opened since it was last closed
 * @since_utc_usec: since when, µs since 1970 UTC
 * @until_utc_usec: when that ends, µs since 1970 UTC, 0 = never
 * @revision: how often people have decided
 * @actor: (owned): who wants it so, "" = the program; private
 * @reason: (owned): why, "" = the program; private
 */
typedef struct {
  char   *dependency;
  char   *state;
  guint   n_openings;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  gint64  revision;
  char   *actor;
  char   *reason;
} TallyStoreBreaker;

/**
 * TallyStoreBudget:
 * @host: (owned): whose
 * @n_tokens: what is left of it
 * @saved_utc_usec: when that was so, µs since 1970 UTC
 */
typedef struct {
  char   *host;
  guint   n_tokens;
  gint64  saved_utc_usec;
} TallyStoreBudget;

/**
 * tally_store_breaker_free:
 * @self: (nullable): a breaker
 *
 * Frees it.
 */
void               tally_store_breaker_free   (TallyStoreBreaker        *self);

/**
 * tally_store_budget_free:
 * @self: (nullable): a budget
 *
 * Frees it.
 */
void               tally_store_budget_free    (TallyStoreBudget         *self);

/**
 * tally_store_breakers_find:
 * @store: a store
 * @dependency: what it guards
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the breaker; %NULL without an error if nothing is known
 */
TallyStoreBreaker *tally_store_breakers_find  (TallyStore               *store,
                                               const char               *dependency,
                                               GError                  **error);

/**
 * tally_store_breakers_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreBreaker) (nullable): all breakers, by name
 */
GPtrArray         *tally_store_breakers_list  (TallyStore               *store,
                                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_breakers_save:
 * @store: a store opened for writing
 * @breaker: where it stands; @actor and @reason are not looked at
 * @out_saved: (out): whether @breaker's revision still was the newest; if not, a person decided
 *   meanwhile and nothing was written: read it again
 * @error: return location, or %NULL
 *
 * Records what a run learned.
 *
 * Returns: %TRUE unless writing failed
 */
gboolean           tally_store_breakers_save  (TallyStore               *store,
                                               const TallyStoreBreaker  *breaker,
                                               gboolean                 *out_saved,
                                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_breakers_force:
 * @store: a store opened for writing
 * @dependency: what it guards
 * @state: stable id of where it is to stand from now on
 * @act: who, why and until when; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Records what a person wants.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean           tally_store_breakers_force (TallyStore               *store,
                                               const char               *dependency,
                                               const char               *state,
                                               const TallyStoreAct      *act,
                                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_budgets_find:
 * @store: a store
 * @host: whose
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the budget; %NULL without an error if nothing is known
 */
TallyStoreBudget  *tally_store_budgets_find   (TallyStore               *store,
                                               const char               *host,
                                               GError                  **error);

/**
 * tally_store_budgets_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreBudget) (nullable): all budgets, by host
 */
GPtrArray         *tally_store_budgets_list   (TallyStore               *store,
                                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_budgets_put:
 * @store: a store opened for writing
 * @host: whose
 * @n_tokens: what is left of it now
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is recorded
 */
gboolean           tally_store_budgets_put    (TallyStore               *store,
                                               const char               *host,
                                               guint                     n_tokens,
                                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreBreaker, tally_store_breaker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreBudget, tally_store_budget_free)

G_END_DECLS
