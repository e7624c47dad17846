/* tally-store-breakers.h
 *
 * What is known of a peer's health from one process to the next: its circuit breaker and what is
 * left of its budget for repeats. A run saves what it learned; what a person decides meanwhile
 * wins. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery-state.h"
#include "tally-store-act.h"

G_BEGIN_DECLS

/**
 * tally_store_breakers_find:
 * @store: a store
 * @dependency: what it guards
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the breaker; %NULL without an error if nothing is known
 */
TallyRecoveryBreaker *tally_store_breakers_find  (TallyStore  *store,
                                                  const char  *dependency,
                                                  GError     **error);

/**
 * tally_store_breakers_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryBreaker) (nullable): all breakers, by name
 */
GPtrArray            *tally_store_breakers_list  (TallyStore  *store,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

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
gboolean              tally_store_breakers_save  (TallyStore                  *store,
                                                  const TallyRecoveryBreaker  *breaker,
                                                  gboolean                    *out_saved,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

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
gboolean              tally_store_breakers_force (TallyStore           *store,
                                                  const char           *dependency,
                                                  const char           *state,
                                                  const TallyStoreAct  *act,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_budgets_find:
 * @store: a store
 * @host: whose
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the budget; %NULL without an error if nothing is known
 */
TallyRecoveryBudget  *tally_store_budgets_find   (TallyStore  *store,
                                                  const char  *host,
                                                  GError     **error);

/**
 * tally_store_budgets_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryBudget) (nullable): all budgets, by host
 */
GPtrArray            *tally_store_budgets_list   (TallyStore  *store,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_budgets_put:
 * @store: a store opened for writing
 * @host: whose
 * @n_tokens: what is left of it now
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is recorded
 */
gboolean              tally_store_budgets_put    (TallyStore  *store,
                                                  const char  *host,
                                                  guint        n_tokens,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
