/* tally-store-sums.h
 *
 * What runs and people did, for somebody who looks every few seconds: held workbooks, what happened since a moment.
 * Sums alone, each read of an index or of the newest rows, so that their time does not grow with the store. Those of
 * findings are in tally-store-finding-sums.h. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreHeldSum:
 * @hold: why
 * @run_id: the run whose plan it is
 * @since_utc_usec: when that run began, µs since 1970 UTC
 * @n: how many workbooks
 * @total_cents: what they come to
 */
typedef struct {
  TallyHold  hold;
  gint64     run_id;
  gint64     since_utc_usec;
  guint64    n;
  TallyMoney total_cents;
} TallyStoreHeldSum;

/**
 * TallyStoreWorkNews:
 * @n_runs: runs that ended
 * @n_failed: of these, those that failed
 * @n_partial: of these, those that did their work in part
 * @n_published: workbooks that were published and still hang there
 * @n_replaced: of these, those that took another's place
 * @published_cents: what they come to
 *
 * What runs did since a moment.
 */
typedef struct {
  guint64    n_runs;
  guint64    n_failed;
  guint64    n_partial;
  guint64    n_published;
  guint64    n_replaced;
  TallyMoney published_cents;
} TallyStoreWorkNews;

/**
 * TallyStoreDecisionSum:
 * @kind: (owned): kind of the trail's entries, "plan-approved"
 * @n: how many
 */
typedef struct {
  char    *kind;
  guint64  n;
} TallyStoreDecisionSum;

/**
 * TallyStoreAuditKeys:
 * @rates_key: (owned): which rates it was made with
 * @policy_key: (owned): which limits and settings it was made with
 *
 * What an audit was made with.
 */
typedef struct {
  char *rates_key;
  char *policy_key;
} TallyStoreAuditKeys;

/**
 * tally_store_decision_sum_free:
 * @self: (nullable): a sum
 *
 * Frees it.
 */
void       tally_store_decision_sum_free   (TallyStoreDecisionSum  *self);

/**
 * tally_store_audit_keys_free:
 * @self: (nullable): keys
 *
 * Frees them.
 */
void       tally_store_audit_keys_free     (TallyStoreAuditKeys    *self);

/**
 * tally_store_sums_work_news:
 * @store: a store
 * @since_utc_usec: the moment, µs since 1970 UTC
 * @out_news: (out caller-allocates): what happened; untouched on failure
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it could be read
 */
gboolean   tally_store_sums_work_news      (TallyStore             *store,
                                            gint64                  since_utc_usec,
                                            TallyStoreWorkNews     *out_news,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sums_list_held:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreHeldSum) (nullable): what the last plan holds, by why
 */
GPtrArray *tally_store_sums_list_held      (TallyStore             *store,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sums_list_decisions:
 * @store: a store
 * @since_utc_usec: the moment, µs since 1970 UTC
 * @but_of: (nullable): somebody whose decisions are left out
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreDecisionSum) (nullable): what people decided, by kind
 */
GPtrArray *tally_store_sums_list_decisions (TallyStore             *store,
                                            gint64                  since_utc_usec,
                                            const char             *but_of,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sums_find_audit_keys:
 * @store: a store
 * @before_utc_usec: a moment, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): what the last audit before it was made with; %NULL without an error if there is
 *   none
 */
TallyStoreAuditKeys *tally_store_sums_find_audit_keys (TallyStore  *store,
                                                       gint64       before_utc_usec,
                                                       GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreDecisionSum, tally_store_decision_sum_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreAuditKeys, tally_store_audit_keys_free)

G_END_DECLS
