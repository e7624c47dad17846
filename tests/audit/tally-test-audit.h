/* tally-test-audit.h
 *
 * Lines, changes and rates for detectors in a few words, and what they find as text. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-run.h"

G_BEGIN_DECLS

/**
 * TallyTestAudit:
 * @input: (owned): what was added so far
 * @policy: what is right; to be changed by the test. Today is 2026-08-20, materiality $1,000.00, the rest is off
 * @rates: (owned) (nullable): the rates
 * @options: handed to the audit
 * @n_lines: how many lines were added
 */
typedef struct {
  TallyAuditInput   *input;
  TallyAuditPolicy   policy;
  TallyRateTable    *rates;
  TallyAuditOptions  options;
  guint              n_lines;
} TallyTestAudit;

/**
 * tally_test_audit_new:
 *
 * Returns: (transfer full): a world without lines
 */
TallyTestAudit   *tally_test_audit_new           (void);

/**
 * tally_test_audit_free:
 * @self: (nullable): a world to free
 */
void              tally_test_audit_free          (TallyTestAudit  *self);

/**
 * tally_test_audit_add_line:
 * @self: a world
 * @values: "name=value" pairs separated by "; ": sheet row number wr foreman dept customer work-order area
 *   pole cu type description uom scope job week snapshot qty price completed variant identifier reason
 *   issues (ids separated by ",") by at (the last two: who wrote the row when, ISO 8601 in UTC)
 *
 * Adds a line. What is not said: sheet 1, the next row, work request 90000001, pole P-1, unit ANC-M,
 * Install, week 2026-08-16, snapshot 2026-08-12, quantity 1, $100.00, foreman Ann, completed, accepted.
 */
void              tally_test_audit_add_line      (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_change:
 * @self: a world
 * @values: sheet row field old new by at noticed kind (field, gone, back) attributed (yes) run (0 = its history told it)
 *
 * Adds a change. What is not said: sheet 1, row 1, field price, a person, 2026-08-18T12:00:00Z.
 */
void              tally_test_audit_add_change    (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_history:
 * @self: a world
 * @values: sheet row field until
 *
 * Adds that all changes of a cell are known: of sheet 1, row 1, field price, until now.
 */
void              tally_test_audit_add_history   (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_published:
 * @self: a world
 * @values: sheet row week price qty wr variant at current (yes, no)
 *
 * Adds that a line was billed.
 */
void              tally_test_audit_add_published (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_sheet:
 * @self: a world
 * @values: sheet contract name snapshot (yes, no) lost (yes, no)
 *
 * Adds a sheet.
 */
void              tally_test_audit_add_sheet     (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_total:
 * @self: a world
 * @values: name subject wr week n-expected n-actual expected actual (the last two: dollars)
 *
 * Adds a sum that must agree; not said: "rows" of all, one line of $100.00 on both sides.
 */
void              tally_test_audit_add_total     (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * tally_test_audit_add_rate:
 * @self: a world
 * @values: cu contract work from to rate place doubtful (yes, no)
 *
 * Adds a rate. What is not said: unit ANC-M, contract standard, install, ever, $100.00.
 */
void              tally_test_audit_add_rate      (TallyTestAudit  *self,
                                                  const char      *values);

/**
 * TallyTestAuditScene:
 * @name: what it shows
 * @script: what the world is, for tally_test_audit_add()
 * @expected: what tally_test_audit_dup_text() must say, "" = nothing is found
 */
typedef struct {
  const char *name;
  const char *script;
  const char *expected;
} TallyTestAuditScene;

/**
 * tally_test_audit_add:
 * @self: a world
 * @script: lines of "line", "change", "published", "history" or "sheet", each with its values as above
 *
 * Adds all of them.
 */
void              tally_test_audit_add           (TallyTestAudit  *self,
                                                  const char      *script);

/**
 * tally_test_audit_assert_scenes:
 * @detector: id of the only detector to run
 * @cases: (array length=n_cases): golden cases
 * @n_cases: how many
 * @prepare: (nullable) (scope call): sets the policy of each world
 *
 * Runs each case in a world of its own.
 */
void              tally_test_audit_assert_scenes  (const char                *detector,
                                                  const TallyTestAuditScene  *cases,
                                                  guint                      n_cases,
                                                  void                     (*prepare) (TallyTestAudit *self));

/**
 * tally_test_audit_run:
 * @self: a world; its input and rates are sealed by this
 * @detector: (nullable): id of the only detector to run; %NULL = all
 *
 * Runs the audit, and judges each finding again from its stored facts: both must be equal to the bit.
 *
 * Returns: (transfer full): the result
 */
TallyAuditResult *tally_test_audit_run           (TallyTestAudit  *self,
                                                  const char      *detector);

/**
 * tally_test_audit_dup_text:
 * @result: a result
 *
 * Returns: (transfer full): a line for each finding, the most important first: "DETECTOR CAUSE SEVERITY
 *   EXPOSURE SHEET:ROW,… SENTENCE", then "report …"
 */
char             *tally_test_audit_dup_text      (const TallyAuditResult *result);

/**
 * tally_test_audit_dup_scope:
 * @result: a result
 * @detector: id of a detector
 *
 * Returns: (transfer full): "reason=lines,…" in the order in which they were counted first
 */
char             *tally_test_audit_dup_scope     (const TallyAuditResult *result,
                                                  const char             *detector);

/**
 * tally_test_audit_assert:
 * @self: a world; its input is sealed by this
 * @detector: (nullable): id of the only detector to run; %NULL = all, what they report apart
 * @expected: what tally_test_audit_dup_text() must say
 *
 * Fails the test, showing both texts, otherwise.
 */
void              tally_test_audit_assert        (TallyTestAudit  *self,
                                                  const char      *detector,
                                                  const char      *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestAudit, tally_test_audit_free)

G_END_DECLS
