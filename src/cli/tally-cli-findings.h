/* tally-cli-findings.h
 *
 * Findings as text for people and as JSON for programs. Pure functions, main thread. Sees core, model and the
 * engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-findings-carry.h"
#include "tally-engine-findings-except.h"
#include "tally-engine-findings.h"

G_BEGIN_DECLS

/* Width of the list where there is no terminal. */
#define TALLY_CLI_FINDINGS_WIDTH 80

/* Digits of an id that lists show: the beginning of one will do. */
#define TALLY_CLI_FINDINGS_ID_DIGITS 10

/**
 * tally_cli_findings_dup_text:
 * @findings: (element-type TallyFinding): findings
 * @width: cells of the terminal, 0 = none
 * @budget: how many of them people have time for: a line is drawn below; 0 = no line
 * @reveal: whether sentences, names and amounts may be shown
 *
 * Returns: (transfer full): a line for each with what counts, and its sentence below; "excepted" stands at those that
 *   an exception covers
 */
char *tally_cli_findings_dup_text            (GPtrArray                 *findings,
                                              guint                      width,
                                              guint                      budget,
                                              gboolean                   reveal);

/**
 * tally_cli_findings_append_excepted:
 * @text: (transfer full): a list
 * @n_excepted: how many open findings it leaves out because an exception covers them
 *
 * Returns: (transfer full): the list, with a line that tells of them
 */
char *tally_cli_findings_append_excepted     (char                      *text,
                                              guint                      n_excepted);

/**
 * tally_cli_findings_dup_json:
 * @findings: (element-type TallyFinding): findings
 * @n_excepted: how many open ones are left out because an exception covers them
 * @reveal: whether sentences, names and amounts may be shown; else they are null
 *
 * Returns: (transfer full): {"schema": 1, "findings": […], "excepted": 0}
 */
char *tally_cli_findings_dup_json            (GPtrArray                 *findings,
                                              guint                      n_excepted,
                                              gboolean                   reveal);

/**
 * tally_cli_finding_dup_text:
 * @found: a finding with its history
 * @width: cells of the terminal, 0 = none
 * @reveal: whether sentences, names and amounts may be shown
 *
 * Returns: (transfer full): all there is to say of it
 */
char *tally_cli_finding_dup_text             (const TallyEngineFinding  *found,
                                              guint                      width,
                                              gboolean                   reveal);

/**
 * tally_cli_finding_dup_json:
 * @found: a finding with its history
 * @reveal: whether sentences, names and amounts may be shown
 *
 * Returns: (transfer full): {"schema": 1, "findings": [one], "changes": […], "links": […], "exception": null}
 */
char *tally_cli_finding_dup_json             (const TallyEngineFinding  *found,
                                              gboolean                   reveal);

/**
 * tally_cli_findings_append_evidence:
 * @out: gets a line for each value
 * @json: canonical JSON of facts or of a judgement
 *
 * Shows values by name, one a line: cents as dollars, long lists cut.
 */
void  tally_cli_findings_append_evidence     (GString                   *out,
                                              const char                *json);

/**
 * tally_cli_findings_dup_import_text:
 * @import: what became of an import
 *
 * Returns: (transfer full): counts, and each conflict
 */
char *tally_cli_findings_dup_import_text     (const TallyFindingImport  *import);

/**
 * tally_cli_findings_dup_import_json:
 * @import: what became of an import
 *
 * Returns: (transfer full): the same as an object
 */
char *tally_cli_findings_dup_import_json     (const TallyFindingImport  *import);

/**
 * tally_cli_findings_dup_replay_text:
 * @replay: two judgements
 * @reveal: whether they may be shown
 *
 * Returns: (transfer full): whether they are the same, and both if they are not
 */
char *tally_cli_findings_dup_replay_text     (const TallyEngineReplay   *replay,
                                              gboolean                   reveal);

/**
 * tally_cli_findings_dup_replay_json:
 * @replay: two judgements
 * @reveal: whether they may be shown
 *
 * Returns: (transfer full): the same as an object
 */
char *tally_cli_findings_dup_replay_json     (const TallyEngineReplay   *replay,
                                              gboolean                   reveal);

/**
 * tally_cli_findings_dup_exceptions_text:
 * @exceptions: (element-type TallyFindingExceptionRecord): exceptions
 * @today: the day on which they hold or not
 * @reveal: whether names and reasons may be shown
 *
 * Returns: (transfer full): a table
 */
char *tally_cli_findings_dup_exceptions_text (GPtrArray                 *exceptions,
                                              TallyDay                   today,
                                              gboolean                   reveal);

/**
 * tally_cli_findings_dup_exceptions_json:
 * @exceptions: (element-type TallyFindingExceptionRecord): exceptions
 * @today: the day on which they hold or not
 * @reveal: whether names and reasons may be shown
 *
 * Returns: (transfer full): {"schema": 1, "exceptions": […]}
 */
char *tally_cli_findings_dup_exceptions_json (GPtrArray                 *exceptions,
                                              TallyDay                   today,
                                              gboolean                   reveal);

G_END_DECLS
