/* tally-engine-findings-private.h
 *
 * What the files of this door share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-findings.h"
#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * tally_engine_findings_get_today:
 * @self: an engine
 *
 * Returns: the day where billing is done: an exception of today holds until midnight there
 */
TallyDay      tally_engine_findings_get_today  (TallyEngine  *self);

/**
 * tally_engine_findings_take_error:
 * @failure: (transfer full): what a lower area said
 * @error: return location, or %NULL
 *
 * Makes it an error of this area: its words, and what a face tells apart.
 */
void          tally_engine_findings_take_error (GError       *failure,
                                                GError      **error);

/**
 * tally_engine_findings_find_in:
 * @store: a store
 * @id: an id, or the beginning of one
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is none; those of the store.
 *
 * Returns: (transfer full) (nullable): the finding
 */
TallyFinding *tally_engine_findings_find_in    (TallyStore   *store,
                                                const char   *id,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_dup_line:
 * @store: the finding's store
 * @finding: a finding
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): it with its facts and its whole history as one line of JSON, without a line end
 */
char         *tally_engine_findings_dup_line   (TallyStore          *store,
                                                const TallyFinding  *finding,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
