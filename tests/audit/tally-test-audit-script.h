/* tally-test-audit-script.h
 *
 * Golden cases of detectors as text: what there is, what is found, what was in scope. Main thread of a test
 * only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-audit.h"

G_BEGIN_DECLS

/**
 * TallyTestAuditCase:
 * @name: what it shows
 * @script: see tally_test_audit_add_script()
 * @findings: what tally_test_audit_dup_text() must say
 * @scope: what tally_test_audit_dup_scope() must say
 *
 * A golden case of one detector.
 */
typedef struct {
  const char *name;
  const char *script;
  const char *findings;
  const char *scope;
} TallyTestAuditCase;

/**
 * tally_test_audit_add_script:
 * @self: a world
 * @script: things separated by "|": values of a line, or "published", "sheet", "change", "total" and their
 *   values; "12 * " in front of one adds it twelve times, with "%" as its number
 *
 * Adds them all.
 */
void  tally_test_audit_add_script   (TallyTestAudit            *self,
                                     const char                *script);

/**
 * tally_test_audit_count_findings:
 * @script: see tally_test_audit_add_script()
 * @detector: (nullable): id of a detector, %NULL = all
 *
 * Returns: how many findings it makes in a world of its own
 */
guint tally_test_audit_count_findings (const char              *script,
                                       const char              *detector);

/**
 * tally_test_audit_assert_cases:
 * @detector: id of a detector
 * @cases: (array length=n_cases): cases
 * @n_cases: how many
 *
 * Runs the detector on each of them in a world of its own.
 */
void  tally_test_audit_assert_cases (const char                *detector,
                                     const TallyTestAuditCase  *cases,
                                     guint                      n_cases);

G_END_DECLS
