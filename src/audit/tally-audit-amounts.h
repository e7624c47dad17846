/* tally-audit-amounts.h
 *
 * The amounts whose digits mean something: totals of work requests and weeks, and prices keyed by hand. Prices
 * that are a rate times a quantity have the digits of the rates. Shared by the reports on digits. One thread.
 * Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-benford.h"
#include "tally-audit-context.h"

G_BEGIN_DECLS

/* The chance at which a report calls a sample other than expected. */
#define TALLY_AUDIT_AMOUNTS_LEVEL 0.01

/**
 * TallyAuditDomain:
 * @TALLY_AUDIT_TOTALS: the sum of a work request and week
 * @TALLY_AUDIT_KEYED: a keyed price
 * @TALLY_AUDIT_N_DOMAINS: how many there are
 */
typedef enum {
  TALLY_AUDIT_TOTALS,
  TALLY_AUDIT_KEYED,
  TALLY_AUDIT_N_DOMAINS,
} TallyAuditDomain;

/**
 * TallyAuditAmount:
 * @cents: 1 or more
 * @week_ending: its week
 */
typedef struct {
  TallyMoney cents;
  TallyDay   week_ending;
} TallyAuditAmount;

/**
 * tally_audit_amounts_get:
 * @context: a context
 * @domain: which
 *
 * Returns: (transfer none) (element-type TallyAuditAmount): these amounts, made once an audit
 */
const GArray *tally_audit_amounts_get           (TallyAuditContext      *context,
                                                 TallyAuditDomain        domain);

/**
 * tally_audit_amounts_get_title:
 * @domain: which
 *
 * Returns: (transfer none): what they are, for a sentence
 */
const char   *tally_audit_amounts_get_title     (TallyAuditDomain        domain);

/**
 * tally_audit_amounts_is_enough:
 * @context: a context
 * @domain: which
 * @min_n: amounts that are needed
 *
 * Counts them as in scope, or as "too-few-amounts".
 *
 * Returns: %TRUE if there are so many
 */
gboolean      tally_audit_amounts_is_enough     (TallyAuditContext      *context,
                                                 TallyAuditDomain        domain,
                                                 guint                   min_n);

/**
 * tally_audit_amounts_submit:
 * @context: a context
 * @domain: which
 * @name: what is reported of them: makes the subject
 * @facts: (transfer full): facts of the report; get "domain" and "n_amounts"
 */
void          tally_audit_amounts_submit        (TallyAuditContext      *context,
                                                 TallyAuditDomain        domain,
                                                 const char             *name,
                                                 TallyAuditFacts        *facts);

/**
 * tally_audit_amounts_count_digits:
 * @amounts: (element-type TallyAuditAmount): amounts
 * @digits: which digits
 * @from: first week to count, %TALLY_DAY_NONE = all
 * @to: last week to count, %TALLY_DAY_NONE = all
 * @out_counts: (out caller-allocates) (array): amounts in each cell
 *
 * Returns: how many were counted
 */
guint         tally_audit_amounts_count_digits  (const GArray           *amounts,
                                                 TallyAuditDigits        digits,
                                                 TallyDay                from,
                                                 TallyDay                to,
                                                 gint64                 *out_counts);

/**
 * tally_audit_amounts_report_digits:
 * @context: a context
 * @digits: which digits
 * @name: their id
 * @min_n: amounts that are needed
 *
 * Submits the counts of both domains, where there are enough, for tally_audit_amounts_judge_digits().
 */
void          tally_audit_amounts_report_digits (TallyAuditContext      *context,
                                                 TallyAuditDigits        digits,
                                                 const char             *name,
                                                 guint                   min_n);

/**
 * tally_audit_amounts_judge_digits:
 * @facts: what tally_audit_amounts_report_digits() submitted
 * @judgement: gets the report
 *
 * Returns: %TRUE if the facts are such a report
 */
gboolean      tally_audit_amounts_judge_digits  (const TallyAuditFacts  *facts,
                                                 TallyAuditJudgement    *judgement);

/**
 * tally_audit_amounts_read_counts:
 * @facts: facts
 * @name: a list of counts
 * @n_cells: how many there must be, at most %TALLY_AUDIT_BENFORD_MAX_CELLS
 * @out_counts: (out caller-allocates) (array length=n_cells): the counts
 *
 * Returns: their sum; 0 if there are not so many, or one is negative
 */
gint64        tally_audit_amounts_read_counts   (const TallyAuditFacts  *facts,
                                                 const char             *name,
                                                 guint                   n_cells,
                                                 gint64                 *out_counts);

G_END_DECLS
