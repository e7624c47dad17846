/* tally-app-finding-words.h
 *
 * What people call the severities and statuses of findings, the reasons of verdicts, and what a finding's numbers mean, in
 * their language. Pure functions. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-verdict.h"

G_BEGIN_DECLS

/**
 * TallyAppReason:
 * @to: the verdict that it is a reason of
 * @id: its stable id
 * @title: what people call it; marked for translation
 *
 * Why somebody decides so.
 */
typedef struct {
  TallyFindingStatus  to;
  const char         *id;
  const char         *title;
} TallyAppReason;

/**
 * tally_app_finding_words_get_severity:
 * @severity: a severity
 *
 * Returns: (transfer none): "High"
 */
const char           *tally_app_finding_words_get_severity (TallyRisk            severity);

/**
 * tally_app_finding_words_get_severity_style:
 * @severity: a severity
 *
 * Returns: (transfer none): the style class of its colour, which says no more than its word
 */
const char           *tally_app_finding_words_get_severity_style (TallyRisk      severity);

/**
 * tally_app_finding_words_get_status:
 * @status: a status
 *
 * Returns: (transfer none): "Confirmed error"
 */
const char           *tally_app_finding_words_get_status   (TallyFindingStatus   status);

/**
 * tally_app_finding_words_get_category:
 * @category: a category
 *
 * Returns: (transfer none): "Price"
 */
const char           *tally_app_finding_words_get_category (TallyFindingCategory category);

/**
 * tally_app_finding_words_get_detector:
 * @id: id of a detector
 *
 * Returns: (transfer none): its title; the id if this version has no such detector
 */
const char           *tally_app_finding_words_get_detector (const char          *id);

/**
 * tally_app_finding_words_get_reason:
 * @id: id of a reason, foreign ones too
 *
 * Returns: (transfer none): what people call it; @id if it is not known
 */
const char           *tally_app_finding_words_get_reason   (const char          *id);

/**
 * tally_app_finding_words_list_reasons:
 * @out_n_reasons: (out): how many
 *
 * Returns: (transfer none) (array length=out_n_reasons): reasons that people can give, by verdict
 */
const TallyAppReason *tally_app_finding_words_list_reasons (guint               *out_n_reasons);

/**
 * tally_app_finding_words_dup_status:
 * @finding: a finding
 *
 * Returns: (transfer full): its status, and whether its detector is on trial
 */
char                 *tally_app_finding_words_dup_status   (const TallyFinding  *finding);

/**
 * tally_app_finding_words_dup_sentence:
 * @finding: a finding
 *
 * Returns: (transfer full): its sentence, as sentences begin
 */
char                 *tally_app_finding_words_dup_sentence (const TallyFinding  *finding);

/**
 * tally_app_finding_words_dup_share:
 * @micros: 0 … %TALLY_FINDING_SCORE_ONE
 *
 * Returns: (transfer full): it as "97 %"; never 100 % if it is less
 */
char                 *tally_app_finding_words_dup_share    (gint64               micros);

/**
 * tally_app_finding_words_dup_why:
 * @finding: a finding
 *
 * Returns: (transfer full): where its place in the list comes from: severity, score, confidence, exposure
 */
char                 *tally_app_finding_words_dup_why      (const TallyFinding  *finding);

G_END_DECLS
