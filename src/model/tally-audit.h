/* tally-audit.h
 *
 * What one audit says about the whole: level of risk with the reason, sums, how each detector did, and
 * whether it got better. The audit task fills it, the store keeps it for the trend, faces show it. One
 * owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyTrend:
 * @TALLY_TREND_BASELINE: there is no earlier audit
 * @TALLY_TREND_WORSENING: a higher level, or as high with more findings
 * @TALLY_TREND_IMPROVING: a lower level, or as low with fewer findings
 * @TALLY_TREND_STABLE: neither
 *
 * By level first, then by the number of findings (billing rule 1.13.1, 5).
 */
typedef enum {
  TALLY_TREND_BASELINE,
  TALLY_TREND_WORSENING,
  TALLY_TREND_IMPROVING,
  TALLY_TREND_STABLE,
} TallyTrend;

/**
 * TallyAuditReason:
 * @reason: (owned): why lines were not looked at, or "in-scope"
 * @n_lines: how many
 * @cents: their amount
 */
typedef struct {
  char       *reason;
  guint64     n_lines;
  TallyMoney  cents;
} TallyAuditReason;

/**
 * TallyAuditCard:
 * @detector: (owned): id of the detector
 * @code: (owned): its number in the catalogue
 * @title: (owned): what people call it
 * @method: (owned): how it decides
 * @version: its version
 * @min_n: how many lines or peers it needs
 * @is_trial: whether it is on trial
 * @is_report: whether it only reports
 * @n_findings: what it found
 * @n_chance: what was left out because chance may explain it
 * @n_excepted: what known exceptions cover
 * @n_right: verdicts that spoke for it
 * @n_wrong: verdicts that spoke against it
 * @reasons: (owned) (element-type TallyAuditReason): what it looked at, and what not
 *
 * How one detector did.
 */
typedef struct {
  char      *detector;
  char      *code;
  char      *title;
  char      *method;
  guint      version;
  guint      min_n;
  gboolean   is_trial;
  gboolean   is_report;
  guint      n_findings;
  guint      n_chance;
  guint      n_excepted;
  guint      n_right;
  guint      n_wrong;
  GPtrArray *reasons;
} TallyAuditCard;

/**
 * TallyAudit:
 * @run_id: the run that made it
 * @utc_usec: when, µs since 1970 UTC
 * @risk: level of the whole
 * @reason: (owned): why that level, one sentence; ids and counts only
 * @n_sheets: source sheets that lines came from
 * @n_lines: lines looked at
 * @n_open: findings that stand, ask for somebody's time and are not on trial
 * @n_new: of these, not there in the audit before
 * @n_trial: findings on trial
 * @n_by_risk: open ones by severity
 * @n_by_category: open ones by what is wrong
 * @exposure_cents: of the open ones, no line's counted twice
 * @billed_cents: of the lines that are billed
 * @priced_cents: of these, what could be held against a rate
 * @n_histories: rows whose cell history was looked at
 * @rates_fingerprint: (owned): of the rates, "" = there were none
 * @trend: against the audit before
 * @risk_delta: levels more than in the audit before
 * @open_delta: open findings more than in the audit before
 * @before_open: open findings of the audit before
 * @cards: (owned) (element-type TallyAuditCard): in the order of the detectors
 * @findings: (owned) (nullable) (element-type TallyFinding): as they stand after the run, open ones and
 *   those on trial, the most important first; %NULL when it was read from the store
 * @reports: (owned) (nullable) (element-type TallyFinding): figures that are no findings
 * @output: (owned): path of the audit workbook, "" = none was written
 */
struct _TallyAudit {
  gint64       run_id;
  gint64       utc_usec;
  TallyRisk    risk;
  char        *reason;
  guint        n_sheets;
  guint64      n_lines;
  guint        n_open;
  guint        n_new;
  guint        n_trial;
  guint        n_by_risk[TALLY_N_RISKS];
  guint        n_by_category[TALLY_N_FINDING_CATEGORIES];
  TallyMoney   exposure_cents;
  TallyMoney   billed_cents;
  TallyMoney   priced_cents;
  guint        n_histories;
  char        *rates_fingerprint;
  TallyTrend   trend;
  int          risk_delta;
  int          open_delta;
  guint        before_open;
  GPtrArray   *cards;
  GPtrArray   *findings;
  GPtrArray   *reports;
  char        *output;
};

/**
 * tally_audit_new:
 *
 * Returns: (transfer full): an audit that found nothing
 */
TallyAudit     *tally_audit_new             (void);

/**
 * tally_audit_free:
 * @self: (nullable): an audit
 *
 * Frees it.
 */
void            tally_audit_free            (TallyAudit        *self);

/**
 * tally_audit_card_new:
 *
 * Returns: (transfer full): an empty card: every text ""
 */
TallyAuditCard *tally_audit_card_new        (void);

/**
 * tally_audit_card_free:
 * @self: (nullable): a card
 *
 * Frees it.
 */
void            tally_audit_card_free       (TallyAuditCard    *self);

/**
 * tally_audit_compare_with:
 * @self: an audit
 * @before: (nullable): the one before it, %NULL if there is none
 *
 * Sets trend and deltas.
 */
void            tally_audit_compare_with    (TallyAudit        *self,
                                             const TallyAudit  *before);

/**
 * tally_audit_dup_delta_percent:
 * @self: an audit that was compared
 *
 * Returns: (transfer full): by how much the number of open findings changed: "50.0%"; "0%" if there were
 *   none before (billing rule 1.13.1, 5)
 */
char           *tally_audit_dup_delta_percent (const TallyAudit *self);

/**
 * tally_trend_get_id:
 * @trend: a trend
 *
 * Returns: (transfer none): "baseline", "worsening", "improving", "stable"
 */
const char     *tally_trend_get_id          (TallyTrend         trend);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAudit, tally_audit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditCard, tally_audit_card_free)

G_END_DECLS
