/* tally-store-finding-sums.h
 *
 * What findings come to, for somebody who looks every few seconds: those that are open, and what became of them since
 * a moment. Sums alone, read of indexes. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-verdict.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreOpenSum:
 * @n: how many findings
 * @n_overdue: of these, how many should have been dealt with before today
 * @exposure_cents: what they may cost
 * @since_utc_usec: when the oldest was found first, µs since 1970 UTC; 0 = there is none
 */
typedef struct {
  guint64    n;
  guint64    n_overdue;
  TallyMoney exposure_cents;
  gint64     since_utc_usec;
} TallyStoreOpenSum;

/**
 * TallyStoreOpenSums:
 * @counting: by severity, those that count
 * @trial: all those on trial
 *
 * Open findings, but for what an exception covers today.
 */
typedef struct {
  TallyStoreOpenSum counting[TALLY_N_RISKS];
  TallyStoreOpenSum trial;
} TallyStoreOpenSums;

/**
 * TallyStoreMoveSum:
 * @n: how many steps
 * @exposure_cents: what the findings came to then
 * @recovered_cents: what was got back
 */
typedef struct {
  guint64    n;
  TallyMoney exposure_cents;
  TallyMoney recovered_cents;
} TallyStoreMoveSum;

/**
 * TallyStoreFindingNews:
 * @n_new: found for the first time, but for those on trial
 * @new_cents: what they may cost
 * @by_people: by what findings became, said by people of this store and of others
 * @by_runs: by what findings became, seen by runs
 *
 * What became of findings since a moment.
 */
typedef struct {
  guint64           n_new;
  TallyMoney        new_cents;
  TallyStoreMoveSum by_people[TALLY_N_FINDING_STATUSES];
  TallyStoreMoveSum by_runs[TALLY_N_FINDING_STATUSES];
} TallyStoreFindingNews;

/**
 * tally_store_finding_sums_open:
 * @store: a store
 * @today: the day of it: for what is overdue, and which exceptions hold
 * @out_sums: (out caller-allocates): the sums; untouched on failure
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if they could be read
 */
gboolean   tally_store_finding_sums_open  (TallyStore             *store,
                                            TallyDay                today,
                                            TallyStoreOpenSums     *out_sums,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_finding_sums_news:
 * @store: a store
 * @since_utc_usec: the moment, µs since 1970 UTC
 * @out_news: (out caller-allocates): what happened; untouched on failure
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it could be read
 */
gboolean   tally_store_finding_sums_news   (TallyStore             *store,
                                            gint64                  since_utc_usec,
                                            TallyStoreFindingNews  *out_news,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
