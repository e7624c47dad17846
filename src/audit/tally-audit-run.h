/* tally-audit-run.h
 *
 * One audit: all detectors over one input, false discoveries held down, known exceptions left out, the
 * most important first. The same input, policy and options give the same result. Called by the audit
 * task; one thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"
#include "tally-finding-exception.h"

G_BEGIN_DECLS

/* Share of false discoveries that a family of statistical detectors may have (Benjamini and Hochberg 1995). */
#define TALLY_AUDIT_FALSE_DISCOVERY_RATE 0.1

/* Verdicts, and share of right ones, from which on a statistical detector is no longer on trial. */
#define TALLY_AUDIT_TRIAL_MIN_VERDICTS 10
#define TALLY_AUDIT_TRIAL_MIN_PRECISION_PERCENT 30

/**
 * TallyAuditRecord:
 * @detector: id of a detector
 * @n_right: verdicts that said its finding was right
 * @n_wrong: verdicts that said it should not have been found
 *
 * How a detector did so far.
 */
typedef struct {
  const char *detector;
  guint       n_right;
  guint       n_wrong;
} TallyAuditRecord;

/**
 * TallyAuditOptions:
 * @records: (array length=n_records) (nullable): how detectors did so far
 * @n_records: how many
 * @exceptions: (array length=n_exceptions) (nullable): known exceptions
 * @n_exceptions: how many
 * @only: (array zero-terminated=1) (nullable): ids of detectors to run; %NULL = all
 *
 * What people said about earlier audits.
 */
typedef struct {
  const TallyAuditRecord      *records;
  guint                        n_records;
  const TallyFindingException *exceptions;
  guint                        n_exceptions;
  const char *const           *only;
} TallyAuditOptions;

/**
 * TallyAuditCount:
 * @reason: %TALLY_AUDIT_IN_SCOPE, or why lines were not looked at
 * @n_lines: how many
 * @cents: their amount
 */
typedef struct {
  const char *reason;
  guint64     n_lines;
  TallyMoney  cents;
} TallyAuditCount;

/**
 * TallyAuditScope:
 * @detector: (borrowed): a detector
 * @counts: (owned) (element-type TallyAuditCount): what it looked at, and what not
 * @n_tests: tests that it made
 * @n_findings: what it found
 * @n_chance: of what it submitted, what chance may explain: left out to hold down false discoveries
 * @n_excepted: what a known exception covers
 * @is_trial: whether it is on trial
 *
 * What one detector did.
 */
typedef struct {
  const TallyAuditDetector *detector;
  GArray                   *counts;
  guint64                   n_tests;
  guint                     n_findings;
  guint                     n_chance;
  guint                     n_excepted;
  gboolean                  is_trial;
} TallyAuditScope;

/**
 * TallyAuditResult:
 * @findings: (owned) (element-type TallyFinding): by tally_finding_compare(), no two of one id
 * @reports: (owned) (element-type TallyFinding): what detectors of the kind "report" say
 * @scopes: (owned) (element-type TallyAuditScope): in the order of the detectors
 * @left_out: (owned) (element-type utf8): set of ids of what was seen and is not among @findings, because
 *   chance may explain it or a known exception covers it: it is not gone
 * @excepted: (owned) (element-type utf8): of these, what a known exception covers: it asks for nobody's time
 */
typedef struct {
  GPtrArray  *findings;
  GPtrArray  *reports;
  GPtrArray  *scopes;
  GHashTable *left_out;
  GHashTable *excepted;
} TallyAuditResult;

/**
 * tally_audit_run:
 * @input: what to look at, sealed
 * @policy: what is right
 * @options: (nullable): what people said so far
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Runs the detectors. O(n log n) in the lines.
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): what was found
 */
TallyAuditResult *tally_audit_run           (const TallyAuditInput    *input,
                                             const TallyAuditPolicy   *policy,
                                             const TallyAuditOptions  *options,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_audit_result_free:
 * @self: (nullable): a result
 *
 * Frees it.
 */
void              tally_audit_result_free   (TallyAuditResult         *self);

/**
 * tally_audit_replay:
 * @finding: a stored finding
 * @out_json: (out) (transfer full): the judgement, made anew from its facts
 * @error: return location, or %NULL
 *
 * Judges a stored finding again; equal to its stored judgement to the bit unless either was tampered with.
 *
 * Errors: %TALLY_AUDIT_ERROR_UNKNOWN_DETECTOR - another version of the program made it: use that;
 * %TALLY_AUDIT_ERROR_FACTS - its facts can't be read or are no finding (any more).
 *
 * Returns: %TRUE if it was judged
 */
gboolean          tally_audit_replay        (const TallyFinding       *finding,
                                             char                    **out_json,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditResult, tally_audit_result_free)

G_END_DECLS
