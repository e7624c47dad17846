/* tally-detector-benford-more.c
 *
 * D21: second digits and first three digits of totals and keyed prices, for the workbook alone.
 * Statistic: as of the first two digits, over 10 and 900 cells. Threshold: p < .01; conventional limits (Nigrini
 * 2011: .008, .010, .012 and .00036, .00044, .00050) are named. Minimum n: 1,000 and 10,000. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"
#include "tally-detectors.h"

#define MIN_SECOND 1000
#define MIN_FIRST_THREE 10000

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  tally_audit_amounts_report_digits (context, TALLY_AUDIT_DIGITS_SECOND, "second", MIN_SECOND);
  tally_audit_amounts_report_digits (context, TALLY_AUDIT_DIGITS_FIRST_THREE, "first-three", MIN_FIRST_THREE);
  return !tally_audit_context_is_cancelled (context, error);
}

const TallyAuditDetector tally_detector_benford_more = {
  .id = "benford-more",
  .code = "D21",
  .title = "Second and first three digits",
  .summary = "Do second digits and first three digits fall as chance lets them?",
  .method = "mean absolute deviation over 10 and 900 cells against chance, p < .01, from 1,000 and 10,000 amounts on",
  .source = "Benford 1938; Nigrini 2011",
  .version = 1,
  .min_n = MIN_SECOND,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = tally_audit_amounts_judge_digits,
};
