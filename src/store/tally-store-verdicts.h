/* tally-store-verdicts.h
 *
 * What people make of findings: decisions made here, and those that were made in another store.
 * Each is kept for ever and stands in the trail. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-decision.h"
#include "tally-finding-history.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_verdicts_add:
 * @store: a store opened for writing
 * @decision: what a person decides
 * @error: return location, or %NULL
 *
 * Changes the finding's status, appends the verdict and an entry of the trail, in one transaction.
 *
 * Errors: %TALLY_STORE_ERROR_DECIDED - there is no such finding, or it can't become that: show the
 * message; %TALLY_STORE_ERROR_CONSTRAINT - a bound is exceeded: fix the input.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_verdicts_add (TallyStore                  *store,
                                   const TallyFindingDecision  *decision,
                                   GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_list:
 * @store: a store
 * @finding_id: a finding's whole id
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFindingVerdict) (nullable): its history, oldest
 *   first; empty if there is no such finding
 */
GPtrArray *tally_store_verdicts_list (TallyStore  *store,
                                      const char  *finding_id,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_verdicts_import:
 * @store: a store opened for writing
 * @histories: (element-type TallyFindingHistory): what was decided in another store
 * @actor: who brings it here
 * @out_import: (out caller-allocates): what became of it; to be cleared
 * @error: return location, or %NULL
 *
 * Takes over verdicts that are not here yet, all or none of them. If nobody decided here since both
 * sides knew the same, the finding becomes what it is there. If both did, and differently, what was
 * decided here stands, and what was decided there is kept as overruled. Repeated, it changes
 * nothing.
 *
 * Returns: %TRUE if it is durable
 */
gboolean tally_store_verdicts_import (TallyStore          *store,
                                      GPtrArray           *histories,
                                      const char          *actor,
                                      TallyFindingImport  *out_import,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
