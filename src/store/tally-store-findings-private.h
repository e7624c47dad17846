/* tally-store-findings-private.h
 *
 * What the repositories of findings and of verdicts share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-verdict.h"
#include "tally-store-findings.h"
#include "tally-store-private.h"

G_BEGIN_DECLS

/* Nothing was found right by people: TallyStoreFinding.accepted_cents. */
#define TALLY_STORE_FINDINGS_NOT_ACCEPTED (-1)

/**
 * TallyStoreFinding:
 * @key: its number in the store
 * @accepted_cents: the exposure that people found right or uninteresting,
 *   %TALLY_STORE_FINDINGS_NOT_ACCEPTED = none
 * @finding: (owned): the finding
 */
typedef struct {
  gint64         key;
  TallyMoney     accepted_cents;
  TallyFinding  *finding;
} TallyStoreFinding;

/**
 * tally_store_finding_free:
 * @self: (nullable): a row
 *
 * Frees it.
 */
void tally_store_finding_free (TallyStoreFinding *self);

/**
 * tally_store_findings_read:
 * @store: a store
 * @row: a row of a statement with the columns of list-findings.sql
 * @error: return location, or %NULL
 *
 * Makes a #TallyStoreFinding of it: a #TallyStoreReadFunc.
 *
 * Returns: (transfer full) (nullable): the finding without its lines
 */
gpointer tally_store_findings_read (TallyStore        *store,
                                    TallyDbStatement  *row,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_findings_get_open_statuses:
 *
 * Returns: bits of the statuses that ask for somebody's time
 */
guint tally_store_findings_get_open_statuses (void);

/**
 * tally_store_findings_find_key:
 * @store: a store
 * @key: number of a finding
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the row without facts, judgement and lines; %NULL without an error if there is
 *   none
 */
TallyStoreFinding *tally_store_findings_find_key (TallyStore  *store,
                                                  gint64       key,
                                                  GError     **error);

/**
 * tally_store_findings_find_row:
 * @store: a store
 * @id: an id, or the beginning of one
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the row; %NULL without an error if there is none
 */
TallyStoreFinding *tally_store_findings_find_row (TallyStore  *store,
                                                  const char  *id,
                                                  GError     **error);

/**
 * tally_store_findings_bind:
 * @statement: a statement whose first parameters are those of insert-finding
 * @finding: a finding
 *
 * Sets them; the texts must stay.
 */
void tally_store_findings_bind (TallyDbStatement   *statement,
                                const TallyFinding *finding);

/**
 * tally_store_findings_mark:
 * @store: a store in a transaction
 * @row: a row; its status, gone run, verdicts, newness and accepted exposure are written
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_findings_mark (TallyStore               *store,
                                    const TallyStoreFinding  *row,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_findings_assign:
 * @store: a store in a transaction
 * @row: a row
 * @assignee: who looks at it from now on, "" = nobody
 * @due: until when, %TALLY_DAY_NONE = not said
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_findings_assign (TallyStore               *store,
                                      const TallyStoreFinding  *row,
                                      const char               *assignee,
                                      TallyDay                  due,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_insert:
 * @store: a store in a transaction
 * @key: number of the finding
 * @verdict: a sealed verdict
 * @error: return location, or %NULL
 *
 * Appends it to the history alone.
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_verdicts_insert (TallyStore                 *store,
                                      gint64                      key,
                                      const TallyFindingVerdict  *verdict,
                                      GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_insert_of_run:
 * @store: a store in a transaction
 * @row: a row as it was before
 * @to: what it becomes
 * @reason: why
 * @run_id: the run that saw it
 * @error: return location, or %NULL
 *
 * Appends what a run saw to the history.
 *
 * Returns: %TRUE if it is written
 */
gboolean tally_store_verdicts_insert_of_run (TallyStore               *store,
                                             const TallyStoreFinding  *row,
                                             TallyFindingStatus        to,
                                             const char               *reason,
                                             gint64                    run_id,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_after_gone:
 * @status: what a finding is that is no longer found
 *
 * Returns: what it becomes: verified if somebody said that it was right, closed if nobody decided
 */
TallyFindingStatus tally_store_verdicts_after_gone (TallyFindingStatus status);

G_END_DECLS
