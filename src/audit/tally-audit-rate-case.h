/* tally-audit-rate-case.h
 *
 * What the detectors of wrong prices share: the walk over the lines that are off, the facts of such a line, and
 * the judgement that all of them give with an explanation of their own. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-facts-values.h"
#include "tally-audit-rate-check.h"
#include "tally-audit-rate-price.h"

G_BEGIN_DECLS

/* The family: of the causes that fit a line, the first in the order of the registry is told. */
#define TALLY_AUDIT_RATE_FAMILY "rate"

/* Other rates of a unit that go into the facts; contracts and eras are few. */
#define TALLY_AUDIT_RATE_MAX_OTHERS 100

/**
 * TallyAuditRateExplainer:
 * @can_explain: (nullable): whether it is worth judging; %NULL = always
 * @add_facts: (nullable): adds what else the judge needs
 *
 * How one detector looks at a line that is off.
 */
typedef struct {
  gboolean (*can_explain) (const TallyAuditRatePrice *price, const TallyAuditInput *input, const TallyAuditRateEntry *entry);
  void     (*add_facts)   (TallyAuditFacts *facts, const TallyAuditInput *input, const TallyAuditRateEntry *entry);
} TallyAuditRateExplainer;

/**
 * tally_audit_rate_case_collect:
 * @context: an audit
 * @explainer: how to look at each line that is off
 * @error: return location, or %NULL
 *
 * Counts the scope of prices and submits each line that is off and may be explained. Facts: "line", "contract",
 * "day", "work", "rate", "rate_place", and what @explainer adds.
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean tally_audit_rate_case_collect (TallyAuditContext              *context,
                                        const TallyAuditRateExplainer  *explainer,
                                        GError                        **error);

/**
 * tally_audit_rate_case_submit:
 * @context: an audit
 * @line: number of a line
 * @facts: (transfer full): its facts
 *
 * Submits facts about one line.
 */
void     tally_audit_rate_case_submit  (TallyAuditContext              *context,
                                        guint                           line,
                                        TallyAuditFacts                *facts);

/**
 * tally_audit_rate_case_read:
 * @facts: facts of a line
 * @out_price: (out caller-allocates): its price
 *
 * Returns: %TRUE if the price is not what the rate says
 */
gboolean tally_audit_rate_case_read    (const TallyAuditFacts          *facts,
                                        TallyAuditRatePrice            *out_price);

/**
 * tally_audit_rate_case_judge:
 * @judgement: (inout): gets sentence, exposure, cause, and what it is derived from
 * @price: a price that is off
 * @cause: id of the root cause, "" = none is known; static
 * @explanation: what the sentence ends in, "" = nothing
 *
 * The sentence is "$341.04 billed, $170.52 expected: 3 × $56.84" and the explanation; the exposure what they
 * differ by.
 */
void     tally_audit_rate_case_judge   (TallyAuditJudgement            *judgement,
                                        const TallyAuditRatePrice      *price,
                                        const char                     *cause,
                                        const char                     *explanation);

/**
 * tally_audit_rate_case_add_rate:
 * @facts: facts
 * @name: name of a list
 * @rate: a rate
 *
 * Appends a child with "contract", "work", "valid_from", "valid_to", "rate", "place".
 */
void     tally_audit_rate_case_add_rate (TallyAuditFacts               *facts,
                                         const char                    *name,
                                         const TallyRate               *rate);

/**
 * tally_audit_rate_case_dup_rate:
 * @rate: dollars a unit
 *
 * Returns: (transfer full): as people read it, "$56.84", "$1.125"
 */
char    *tally_audit_rate_case_dup_rate (TallyDecimal                   rate);

/**
 * tally_audit_rate_case_fits_rate:
 * @price: a price
 * @rate: another rate
 *
 * Returns: %TRUE if the price is what that rate says for the quantity
 */
gboolean tally_audit_rate_case_fits_rate (const TallyAuditRatePrice    *price,
                                          TallyDecimal                  rate);

G_END_DECLS
