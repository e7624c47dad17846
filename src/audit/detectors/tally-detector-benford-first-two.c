/* tally-detector-benford-first-two.c
 *
 * D19: first two digits of totals and keyed prices against Benford's law, for the workbook alone.
 * Statistic: mean absolute deviation over 90 cells against its distribution under chance for that n (excess MAD,
 * Barney and Schulzke 2016). Threshold: p < .01; the conventional limits (Nigrini 2011: .0012, .0018, .0022) are
 * named from 5,000 amounts on, below they call perfect samples wrong. Minimum n: 300. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"
#include "tally-detectors.h"

#define MIN_AMOUNTS 300

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  tally_audit_amounts_report_digits (context, TALLY_AUDIT_DIGITS_FIRST_TWO, "first-two", MIN_AMOUNTS);
  return !tally_audit_context_is_cancelled (context, error);
}

const TallyAuditDetector tally_detector_benford_first_two = {
  .id = "benford-first-two",
  .code = "D19",
  .title = "First two digits",
  .summary = "Do the first two digits of totals and keyed prices fall as chance lets them?",
  .method = "mean absolute deviation over 90 cells against chance for that number of amounts, p < .01, from 300 on",
  .source = "Benford 1938; Nigrini 2011; Barney and Schulzke 2016",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = tally_audit_amounts_judge_digits,
};
