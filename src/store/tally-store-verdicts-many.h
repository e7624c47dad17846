/* tally-store-verdicts-many.h
 *
 * Decisions about many findings at once, and taking them back. Nothing is erased: what is taken back is one more verdict,
 * in the history and in the trail. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-decision.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_verdicts_add_many:
 * @store: a store opened for writing
 * @keys: (array length=n_keys): numbers of findings
 * @n_keys: how many, at most %TALLY_FINDING_DECISIONS_MAX
 * @decision: what a person decides about each; its id is not looked at
 * @error: return location, or %NULL
 *
 * In one transaction. What can't become that, is that already, or is not there is left as it is.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - a bound is exceeded: fix the input; %TALLY_STORE_ERROR_DECIDED - nothing
 * could be decided, the message says why.
 *
 * Returns: (transfer full) (element-type TallyFindingStep) (nullable): what was decided
 */
GArray   *tally_store_verdicts_add_many (TallyStore                  *store,
                                         const gint64                *keys,
                                         guint                        n_keys,
                                         const TallyFindingDecision  *decision,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_take_back:
 * @store: a store opened for writing
 * @steps: (element-type TallyFindingStep): what was decided
 * @actor: who takes it back
 * @out_n_taken_back: (out): how many are what they were; the others were decided about
 *   again, or reopened, which has no way back
 * @error: return location, or %NULL
 *
 * In one transaction: each finding is again what it was, by a verdict with the reason %TALLY_FINDING_REASON_UNDONE.
 *
 * Returns: %TRUE if it is durable
 */
gboolean  tally_store_verdicts_take_back (TallyStore                 *store,
                                          GArray                     *steps,
                                          const char                 *actor,
                                          guint                      *out_n_taken_back,
                                          GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
