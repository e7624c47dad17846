/* tally-finding-feature.h
 *
 * What the assistant looks at when it judges a finding: one number each, with a name and a text that people understand.
 * Numbers of features stand in the database and in stored models: only append. A value that is not known is NaN. Pure
 * functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-fact.h"
#include "tally-finding-kind.h"

G_BEGIN_DECLS

/**
 * TallyFindingFeature:
 * @TALLY_FEATURE_SEVERITY: how much its detector's findings matter, 0 … 3
 * @TALLY_FEATURE_CONFIDENCE: how well the evidence stands, 0 … 1
 * @TALLY_FEATURE_SCORE: how sure the detector is, 0 … 1
 * @TALLY_FEATURE_STATISTICAL: whether the detector decides by what is usual
 * @TALLY_FEATURE_EXPOSURE: what it may cost, logarithm of dollars and one
 * @TALLY_FEATURE_EXPOSURE_OF_LINES: what it may cost, as a share of the amount of its lines
 * @TALLY_FEATURE_EXPOSURE_OF_REQUEST: the same of the work request's amount
 * @TALLY_FEATURE_N_LINES: lines that it is about, logarithm
 * @TALLY_FEATURE_N_PEERS: lines of the same unit and kind of work, logarithm
 * @TALLY_FEATURE_QUANTITY: quantity against the usual one of its peers, logarithm of the factor
 * @TALLY_FEATURE_QUANTITY_SPREAD: how many usual deviations that is
 * @TALLY_FEATURE_UNIT_PRICE: price of a unit against the usual one of its peers, logarithm of the factor
 * @TALLY_FEATURE_UNIT_PRICE_SPREAD: how many usual deviations that is
 * @TALLY_FEATURE_PRICE_OF_CREW: price of the line against the crew's usual one, logarithm of the factor
 * @TALLY_FEATURE_PRICE: price of the dearest line, logarithm of dollars
 * @TALLY_FEATURE_DAYS_TO_BILLING: days from the work to the end of its billing week
 * @TALLY_FEATURE_WEEKEND: share of its lines whose work was done on a Saturday or Sunday
 * @TALLY_FEATURE_ROUND: zeros at the end of the roundest amount, in dollars
 * @TALLY_FEATURE_MISSING: values that are missing or can't be read, on each line
 * @TALLY_FEATURE_NOT_BILLED: share of its lines that are not billed
 * @TALLY_FEATURE_CHANGES: changes noticed on its lines, logarithm
 * @TALLY_FEATURE_CHANGED_AFTER: whether a line changed after it was published
 * @TALLY_FEATURE_ALSO_FOUND: other findings about the same lines, logarithm
 * @TALLY_FEATURE_FOUND_IN_REQUEST: other findings in the work request, logarithm
 * @TALLY_FEATURE_FOUND_OF_CREW: findings of the crew, for each 100 of its lines, logarithm
 * @TALLY_FEATURE_LINE_RARITY: one line in so many is as unusual as the strangest of its lines, logarithm
 * @TALLY_FEATURE_RARITY: one finding in so many is as unusual, logarithm
 * @TALLY_FEATURE_IN_PRICING: whether it is about this: one for each category, in the order of #TallyFindingCategory
 * @TALLY_FEATURE_DETECTOR_RIGHT: share of the detector's findings that were confirmed before, shrunk
 * @TALLY_FEATURE_DETECTOR_JUDGED: of how many, logarithm
 * @TALLY_FEATURE_CAUSE_RIGHT: the same share of those of its probable cause
 * @TALLY_FEATURE_CREW_RIGHT: the same share of those of its crew
 * @TALLY_FEATURE_CREW_ERRORS: confirmed errors of its crew before, logarithm
 * @TALLY_FEATURE_REQUEST_RIGHT: the same share of those of its work request
 * @TALLY_FEATURE_UNIT_RIGHT: the same share of those of its unit
 * @TALLY_N_FEATURES: how many there are
 *
 * Those up to the last category are of the finding and its lines, those behind of what reviewers had said by then.
 */
typedef enum {
  TALLY_FEATURE_SEVERITY,
  TALLY_FEATURE_CONFIDENCE,
  TALLY_FEATURE_SCORE,
  TALLY_FEATURE_STATISTICAL,
  TALLY_FEATURE_EXPOSURE,
  TALLY_FEATURE_EXPOSURE_OF_LINES,
  TALLY_FEATURE_EXPOSURE_OF_REQUEST,
  TALLY_FEATURE_N_LINES,
  TALLY_FEATURE_N_PEERS,
  TALLY_FEATURE_QUANTITY,
  TALLY_FEATURE_QUANTITY_SPREAD,
  TALLY_FEATURE_UNIT_PRICE,
  TALLY_FEATURE_UNIT_PRICE_SPREAD,
  TALLY_FEATURE_PRICE_OF_CREW,
  TALLY_FEATURE_PRICE,
  TALLY_FEATURE_DAYS_TO_BILLING,
  TALLY_FEATURE_WEEKEND,
  TALLY_FEATURE_ROUND,
  TALLY_FEATURE_MISSING,
  TALLY_FEATURE_NOT_BILLED,
  TALLY_FEATURE_CHANGES,
  TALLY_FEATURE_CHANGED_AFTER,
  TALLY_FEATURE_ALSO_FOUND,
  TALLY_FEATURE_FOUND_IN_REQUEST,
  TALLY_FEATURE_FOUND_OF_CREW,
  TALLY_FEATURE_LINE_RARITY,
  TALLY_FEATURE_RARITY,
  TALLY_FEATURE_IN_PRICING,
  TALLY_FEATURE_IN_SYSTEM = TALLY_FEATURE_IN_PRICING + TALLY_N_FINDING_CATEGORIES - 1,
  TALLY_FEATURE_DETECTOR_RIGHT,
  TALLY_FEATURE_DETECTOR_JUDGED,
  TALLY_FEATURE_CAUSE_RIGHT,
  TALLY_FEATURE_CREW_RIGHT,
  TALLY_FEATURE_CREW_ERRORS,
  TALLY_FEATURE_REQUEST_RIGHT,
  TALLY_FEATURE_UNIT_RIGHT,
  TALLY_N_FEATURES,
} TallyFindingFeature;

/* The first feature that depends on verdicts. */
#define TALLY_FEATURE_FIRST_OF_VERDICTS TALLY_FEATURE_DETECTOR_RIGHT

/**
 * TallyFindingTraits:
 * @values: each feature; NaN = not known
 * @crew: (owned): who led the crew of its first line, "" = not known; private
 * @unit: (owned): unit code of its first line, "" = not known
 *
 * What a finding was like when the assistant saw it last.
 */
typedef struct {
  double  values[TALLY_N_FEATURES];
  char   *crew;
  char   *unit;
} TallyFindingTraits;

/**
 * tally_finding_traits_new:
 *
 * Returns: (transfer full): traits of which nothing is known
 */
TallyFindingTraits *tally_finding_traits_new        (void);

/**
 * tally_finding_traits_free:
 * @self: (nullable): traits
 *
 * Frees them.
 */
void                tally_finding_traits_free       (TallyFindingTraits        *self);

/**
 * tally_finding_feature_get_id:
 * @feature: a feature
 *
 * Returns: (transfer none): its stable id, "quantity"
 */
const char         *tally_finding_feature_get_id    (TallyFindingFeature        feature);

/**
 * tally_finding_feature_get_title:
 * @feature: a feature
 *
 * Returns: (transfer none): what people call it, in English, marked for translation
 */
const char         *tally_finding_feature_get_title (TallyFindingFeature        feature);

/**
 * tally_finding_feature_dup_text:
 * @feature: a feature
 * @value: its value
 * @translate: (nullable): translates words, %NULL = English
 *
 * Returns: (transfer full): the value in words: "4.2 times", "$1,190.00", "12 days", "1 in 340", "not known"
 */
char               *tally_finding_feature_dup_text  (TallyFindingFeature        feature,
                                                     double                     value,
                                                     TallyFindingFactTranslate  translate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingTraits, tally_finding_traits_free)

G_END_DECLS
