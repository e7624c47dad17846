/* tally-jobs-sarif.h
 *
 * Findings as SARIF 2.1.0, which code scanning reads: a rule for each detector, a result for each finding. Ids only
 * unless more is asked for. Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-findings.h"

G_BEGIN_DECLS

/**
 * tally_jobs_sarif_dup_text:
 * @findings: (element-type TallyFinding): findings; those that are done are left out
 * @gate: (nullable): not looked at: the reader has a gate of its own
 * @reveal: whether sentences and work requests may be shown
 *
 * Returns: (transfer full): the document
 */
char *tally_jobs_sarif_dup_text (GPtrArray                    *findings,
                                 const TallyJobsFindingsGate  *gate,
                                 gboolean                      reveal);

G_END_DECLS
