/* tally-engine-findings-carry.h
 *
 * Findings on their way out of the store, to other stores and to CI, and verdicts on their way in. Blocking; one
 * thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding-decision.h"
#include "tally-finding-filter.h"
#include "tally-finding-history.h"

G_BEGIN_DECLS

/**
 * TallyEngineFindingsFormat:
 * @TALLY_ENGINE_FINDINGS_JSON: one document with facts and verdicts, which another store imports
 * @TALLY_ENGINE_FINDINGS_LINES: the same, one finding a line
 * @TALLY_ENGINE_FINDINGS_SARIF: SARIF 2.1.0
 * @TALLY_ENGINE_FINDINGS_JUNIT: JUnit XML
 * @TALLY_ENGINE_N_FINDINGS_FORMATS: how many there are
 */
typedef enum {
  TALLY_ENGINE_FINDINGS_JSON,
  TALLY_ENGINE_FINDINGS_LINES,
  TALLY_ENGINE_FINDINGS_SARIF,
  TALLY_ENGINE_FINDINGS_JUNIT,
  TALLY_ENGINE_N_FINDINGS_FORMATS,
} TallyEngineFindingsFormat;

/**
 * tally_engine_findings_export:
 * @self: an engine
 * @filter: which
 * @format: how
 * @reveal: whether SARIF and JUnit may have sentences; the other two always have all
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (nullable): the text
 */
char               *tally_engine_findings_export          (TallyEngine                  *self,
                                                           const TallyFindingFilter     *filter,
                                                           TallyEngineFindingsFormat     format,
                                                           gboolean                      reveal,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_findings_import:
 * @self: an engine
 * @histories: (element-type TallyFindingHistory): what tally_finding_history_parse() read
 * @actor: who brings it here
 * @out_import: (out caller-allocates): what became of it; to be cleared
 * @error: return location, or %NULL
 *
 * Takes over what was decided in another store; see tally_store_verdicts_import().
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - a run is writing, try again; %TALLY_ENGINE_ERROR_FAILED - the store can't be
 * written.
 *
 * Returns: %TRUE if it is durable
 */
gboolean            tally_engine_findings_import          (TallyEngine                  *self,
                                                           GPtrArray                    *histories,
                                                           const char                   *actor,
                                                           TallyFindingImport           *out_import,
                                                           GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
