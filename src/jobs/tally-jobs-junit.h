/* tally-jobs-junit.h
 *
 * Findings as a JUnit file, which CI servers show: a test case for each detector, which fails by findings that fail
 * a run and by nothing else. Ids only unless more is asked for. Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-findings.h"

G_BEGIN_DECLS

/**
 * tally_jobs_junit_dup_text:
 * @findings: (element-type TallyFinding): findings; those that are done are left out
 * @gate: which of them fail a test case
 * @reveal: whether sentences may be shown
 *
 * Returns: (transfer full): the document
 */
char *tally_jobs_junit_dup_text (GPtrArray                    *findings,
                                 const TallyJobsFindingsGate  *gate,
                                 gboolean                      reveal);

G_END_DECLS
