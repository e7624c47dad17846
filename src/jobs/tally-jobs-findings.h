/* tally-jobs-findings.h
 *
 * What a run makes of its audit's findings for those who started it: whether they fail it, what is said of them, and
 * the files that a CI reads. Called by the audit task. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-finding.h"
#include "tally-run.h"

G_BEGIN_DECLS

/* Notices of single findings in a run: a week's budget of a reader; how many more there are is said too. */
#define TALLY_JOBS_FINDINGS_MAX_TOLD 25

/**
 * TallyJobsFindingsGate:
 * @is_set: whether findings can fail a run at all
 * @level: from which severity on
 * @new_only: only those that were not there in the run before
 *
 * What [audit] fail-on and fail-on-new say.
 */
typedef struct {
  gboolean  is_set;
  TallyRisk level;
  gboolean  new_only;
} TallyJobsFindingsGate;

/**
 * tally_jobs_findings_get_gate:
 * @config: the configuration
 *
 * Returns: what it says
 */
TallyJobsFindingsGate  tally_jobs_findings_get_gate     (TallyConfig                  *config);

/**
 * tally_jobs_findings_is_blocking:
 * @finding: a finding, settled
 * @level: from which severity on
 * @new_only: whether only new ones count
 *
 * Those on trial and those that are done count for nothing.
 *
 * Returns: %TRUE if it counts
 */
gboolean               tally_jobs_findings_is_blocking  (const TallyFinding           *finding,
                                                         TallyRisk                     level,
                                                         gboolean                      new_only);

/**
 * tally_jobs_findings_get_outcome:
 * @findings: (element-type TallyFinding): settled findings
 * @level: from which severity on they count
 * @new_only: whether only new ones count
 *
 * Returns: %TALLY_OUTCOME_FINDINGS if one counts, else 0
 */
guint                  tally_jobs_findings_get_outcome  (GPtrArray                    *findings,
                                                         TallyRisk                     level,
                                                         gboolean                      new_only);

/**
 * tally_jobs_findings_report:
 * @findings: (element-type TallyFinding): settled findings of the run, the most important first
 * @config: the configuration
 * @run: gets a notice for each that is open, counts and is new or blocking, its outcome bits, and a notice for each
 *   file that could not be written
 *
 * Tells what an audit found: notices with id, detector and severity in public and the sentence in private, the
 * outcome by [audit] fail-on, and the files of [ci] sarif and junit.
 */
void                   tally_jobs_findings_report       (GPtrArray                    *findings,
                                                         TallyConfig                  *config,
                                                         TallyRun                     *run);

G_END_DECLS
