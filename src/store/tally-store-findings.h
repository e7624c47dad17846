/* tally-store-findings.h
 *
 * Findings across runs: brought up to date by each audit, listed for people. What people make of
 * them is in tally-store-verdicts.h. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-filter.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Digits from which on the beginning of an id will do. */
#define TALLY_STORE_FINDINGS_MIN_PREFIX 4

/**
 * TallyStoreSettledFunc:
 * @data: what was given with it
 * @error: return location, or %NULL
 *
 * Records what follows from findings as they stand now, within the transaction that settles them.
 *
 * Returns: %FALSE to undo all of it
 */
typedef gboolean (*TallyStoreSettledFunc) (gpointer data, GError **error);

/**
 * TallyStoreSettlement:
 * @run_id: the run that made the audit
 * @findings: (element-type TallyFinding): all that it found, no two of one id; what the store knows
 *   of them is written into them: status, whether new, verdicts, runs, times
 * @detectors: (array zero-terminated=1): ids of the detectors that looked at all there was in
 *   scope; findings of others are left as they are
 * @lost_sheets: (nullable) (element-type gint64): set of sheets that could not be read; findings
 *   about lines of them are left as they are
 * @left_out: (nullable) (element-type utf8): set of ids of what was seen again and left out of
 *   @findings, by a known exception or as chance; they are left as they are
 * @today: the day of the audit: what an exception of that day covers is left as it is
 * @same_as_run: 0, or the run that looked at the very same: what it found is found again, and nothing of the above
 *   is looked at
 * @is_rehearsal: whether all is told as it would be and nothing of it kept, of @then neither
 * @then: (nullable) (scope call): called once findings stand, in the same transaction
 * @then_data: given to @then
 *
 * What an audit hands over. The absence of a finding counts only if nothing but its being mended
 * explains it.
 */
typedef struct {
  gint64      run_id;
  GPtrArray  *findings;
  const char *const *detectors;
  GHashTable *lost_sheets;
  GHashTable *left_out;
  TallyDay    today;
  gint64      same_as_run;
  gboolean    is_rehearsal;
  TallyStoreSettledFunc then;
  gpointer    then_data;
} TallyStoreSettlement;

/**
 * TallyStoreSettled:
 * @n_new: found for the first time
 * @n_again: known and found again
 * @n_reopened: of these, those that were done and ask for somebody's time again
 * @n_closed: no longer found, nobody had confirmed them: closed
 * @n_verified: no longer found, and confirmed or fixed before: verified
 * @n_gone: no longer found, and decided before: as they were
 * @n_left: not found, and left as they are because nothing follows from that; no longer new
 *
 * What became of findings.
 */
typedef struct {
  guint n_new;
  guint n_again;
  guint n_reopened;
  guint n_closed;
  guint n_verified;
  guint n_gone;
  guint n_left;
} TallyStoreSettled;

/**
 * TallyStoreFindingRecord:
 * @detector: (owned): id of a detector
 * @n_right: findings of it that people say are right
 * @n_wrong: findings of it that people say should not have been found
 *
 * How a detector did so far.
 */
typedef struct {
  char  *detector;
  guint  n_right;
  guint  n_wrong;
} TallyStoreFindingRecord;

/**
 * tally_store_findings_settle:
 * @store: a store opened for writing
 * @settlement: what an audit found, and what it looked at
 * @out_settled: (out caller-allocates): what became of findings; untouched on failure
 * @error: return location, or %NULL
 *
 * Brings the store up to date in one transaction, with an entry of the trail if anything changed, and with
 * what the settlement's function records of it. Repeated for the same run it changes nothing more. O(n log n)
 * in the findings.
 *
 * Errors: those of the settlement's function too.
 *
 * Returns: %TRUE if it is durable, or was rehearsed
 */
gboolean tally_store_findings_settle (TallyStore                  *store,
                                      const TallyStoreSettlement  *settlement,
                                      TallyStoreSettled           *out_settled,
                                      GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_findings_list:
 * @store: a store
 * @filter: which
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFinding) (nullable): findings by
 *   tally_finding_compare()
 */
GPtrArray *tally_store_findings_list (TallyStore                *store,
                                      const TallyFindingFilter  *filter,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_findings_find:
 * @store: a store
 * @id: an id, or the beginning of one of at least %TALLY_STORE_FINDINGS_MIN_PREFIX digits
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_AMBIGUOUS - several ids begin so: ask for more digits.
 *
 * Returns: (transfer full) (nullable): the finding; %NULL without an error if there is none
 */
TallyFinding *tally_store_findings_find (TallyStore  *store,
                                         const char  *id,
                                         GError     **error);

/**
 * tally_store_findings_list_records:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Each finding counts once, by what people said last: confirmed or fixed is right, false positive
 * is wrong.
 *
 * Returns: (transfer full) (element-type TallyStoreFindingRecord) (nullable): how detectors did, by
 *   their ids
 */
GPtrArray *tally_store_findings_list_records (TallyStore  *store,
                                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
