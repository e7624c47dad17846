/* tally-audit-detector.h
 *
 * A detector: one question that the audit asks of the lines. An entry of the registry, one file in
 * detectors/ and one word in its meson.build. It finds what deserves judging (collect) and judges it by
 * facts alone (judge), so that every finding can be judged again from what the store kept. Pure: no I/O,
 * no clock, no thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-facts.h"
#include "tally-finding.h"

G_BEGIN_DECLS

typedef struct _TallyAuditContext TallyAuditContext;
typedef struct _TallyAuditDetector TallyAuditDetector;

/**
 * TallyAuditKind:
 * @TALLY_AUDIT_RULE: decides by the record alone: its findings count at once
 * @TALLY_AUDIT_STATISTICAL: decides by what is usual: its findings are on trial until people's verdicts
 *   show that it is right often enough
 * @TALLY_AUDIT_REPORT: a figure for the audit workbook, never a finding
 */
typedef enum {
  TALLY_AUDIT_RULE,
  TALLY_AUDIT_STATISTICAL,
  TALLY_AUDIT_REPORT,
} TallyAuditKind;

/**
 * TallyAuditJudgement:
 * @score_micros: how sure it is that this is no chance, 0 … %TALLY_FINDING_SCORE_ONE
 * @confidence_micros: how well the evidence stands (few peers, guessed values), likewise
 * @exposure_cents: what it may cost, 0 or more
 * @p_value: of a test, 0 … 1; a negative one = decided by a rule, not by a test
 * @chance: how likely it is no finding after all, 0 … 1, where both are weighed (a local false discovery rate); a
 *   negative one = that is not known
 * @cause: id of the probable root cause, "" = none is known; static
 * @sentence: (owned): one neutral sentence about the record, with its numbers
 * @derived: (owned): what it was decided by: expected, difference, statistic, threshold
 *
 * What a detector makes of facts.
 */
typedef struct {
  gint64            score_micros;
  gint64            confidence_micros;
  TallyMoney        exposure_cents;
  double            p_value;
  double            chance;
  const char       *cause;
  char             *sentence;
  TallyAuditFacts  *derived;
} TallyAuditJudgement;

/**
 * TallyAuditDetector:
 * @id: stable name: lower-case letters, digits, -
 * @code: its number in the catalogue: "D01"
 * @title: what people call it
 * @summary: one sentence: what it asks
 * @method: how it decides: statistic, threshold and minimum n, in words, for the audit workbook
 * @source: where the method is from
 * @version: raised whenever the same facts may be judged otherwise
 * @min_n: how many lines (or peers) it needs, 0 = any
 * @category: what its findings are about
 * @severity: how much they matter, exposure apart
 * @kind: what its findings count for
 * @family: what its findings share with those of other detectors: one subject is one finding within a
 *   family; false discoveries are controlled within it
 * @collect: looks at all lines, submits what deserves judging, counts what is in scope and what is not;
 *   %FALSE with the error set only if it was cancelled
 * @judge: %TRUE and a judgement if the facts are a finding; decides by the facts alone
 *
 * An entry of the registry. The file's head says statistic, threshold, minimum n and source.
 */
struct _TallyAuditDetector {
  const char            *id;
  const char            *code;
  const char            *title;
  const char            *summary;
  const char            *method;
  const char            *source;
  guint                  version;
  guint                  min_n;
  TallyFindingCategory   category;
  TallyRisk              severity;
  TallyAuditKind         kind;
  const char            *family;
  gboolean             (*collect) (TallyAuditContext *context, GError **error);
  gboolean             (*judge)   (const TallyAuditFacts *facts, TallyAuditJudgement *judgement);
};

/**
 * tally_audit_list_detectors:
 * @out_n_detectors: (out): how many there are
 *
 * Returns: (array length=out_n_detectors) (transfer none): the detectors, in the order in which they run:
 *   a later one may leave alone what an earlier one found
 */
const TallyAuditDetector *const *tally_audit_list_detectors   (guint                       *out_n_detectors);

/**
 * tally_audit_find_detector:
 * @id: (nullable): an id
 *
 * Returns: (nullable) (transfer none): the detector, %NULL if there is none
 */
const TallyAuditDetector        *tally_audit_find_detector    (const char                  *id);

/**
 * tally_audit_judge:
 * @detector: a detector
 * @facts: what to judge
 * @out_judgement: (out caller-allocates): the judgement; to be cleared
 * @out_json: (out) (optional) (transfer full): its canonical JSON: the same facts and version give the same bytes
 *
 * Judges facts, new or stored.
 *
 * Returns: %TRUE if they are a finding
 */
gboolean                         tally_audit_judge            (const TallyAuditDetector    *detector,
                                                               const TallyAuditFacts       *facts,
                                                               TallyAuditJudgement         *out_judgement,
                                                               char                       **out_json) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_audit_judgement_clear:
 * @self: a judgement
 *
 * Frees what it owns.
 */
void                             tally_audit_judgement_clear  (TallyAuditJudgement         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyAuditJudgement, tally_audit_judgement_clear)

G_END_DECLS
