/* tally-detector-quantity-outlier.c
 *
 * D37: a quantity that is unusual for its unit and kind of work.
 * Statistic: modified z-score of the logarithm of the quantity among the billed lines of one unit and kind of
 * work. Threshold: beyond 3.5 on either side, a factor of five or more, and at most two peers (or one in 200)
 * as far out. Minimum n: 26; where there are fewer, 5, with the
 * variation of all units of that measure about their medians. Where most quantities are equal, the least distance that counts is that between
 * whole numbers beside the median. Source: Iglewicz and Hoaglin 1993, "How to Detect and Handle Outliers"; features D37. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

/* On the logarithmic scale: a tenth; and of the step from a small whole number to the next, so that two or
 * three where all others have one are no outliers, but ten are. */
#define FLOOR_LOG 0.0675
#define FLOOR_STEPS 0.47

/* A quantity that is off by less is not worth a look, however even its peers are: a digit too many or too few is ten
 * times or a tenth of what is usual, and that is within a factor of two of the middle. */
#define MIN_FACTOR 5

/* How near to its peers a quantity is when divided by ten, for the cause to be a digit too many. */
#define TYPED_LOG 1.2

static double
get_quantity (TallyAuditContext *context,
              guint              line,
              gpointer           data G_GNUC_UNUSED)
{
  const TallyLine *values = tally_audit_input_get_line (tally_audit_context_get_input (context), line);

  return tally_decimal_to_double (values->quantity);
}

static double
get_floor (const double *sorted,
           guint         n_values)
{
  double median = exp (tally_audit_stats_get_median (sorted, n_values));

  return MAX (FLOOR_LOG, FLOOR_STEPS * log1p (1 / MAX (median, 1)));
}

static void
submit (TallyAuditContext     *context,
        guint                  line,
        const TallyAuditPeers *peers)
{
  const TallyLine *values = tally_audit_input_get_line (tally_audit_context_get_input (context), line);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, values->sheet_id, values->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", values);
  tally_audit_peers_add (peers, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &line, .n_lines = 1,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditOutliers outliers = { .value_of = get_quantity, .floor_of = get_floor, .submit = submit, .is_pooled = TRUE };

  return tally_audit_peers_scan (context, &outliers, error);
}

static const char *
find_cause (double quantity,
            double usual)
{
  double off = log (quantity / usual);

  if (fabs (off - G_LN10) < TYPED_LOG)
    return "digit-too-many";
  return fabs (off + G_LN10) < TYPED_LOG ? "digit-too-few" : "";
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  double quantity = tally_decimal_to_double (tally_audit_facts_get_decimal (line, "quantity")), usual;
  double price = (double) tally_audit_facts_get_int64 (line, "price_cents") / 100;
  gint64 n_peers = tally_audit_facts_get_int64 (tally_audit_facts_get_child (facts, "peers"), "n_peers");
  char money[TALLY_MONEY_BUFFER_SIZE], middle[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (!tally_audit_peers_judge (facts, quantity, &usual, judgement) || MAX (quantity / usual, usual / quantity) < MIN_FACTOR)
    return FALSE;
  judgement->exposure_cents = tally_audit_prices_round (price * fabs (1 - usual / quantity));
  judgement->cause = find_cause (quantity, usual);
  judgement->sentence = g_strdup_printf ("quantity %s of %s (%s), usually %s on %" G_GINT64_FORMAT " lines of that unit: the "
                                         "difference is worth %s", tally_audit_facts_get_text (line, "quantity"),
    tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "work_type"),
    tally_audit_stats_format (usual, usual < 10 ? 1 : 0, middle), n_peers,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_quantity_outlier = {
  .id = "quantity-outlier",
  .code = "D37",
  .title = "Unusual quantity",
  .summary = "Is a quantity far from what is usual for that unit and kind of work?",
  .method = "modified z-score of the logarithm of the quantity beyond 3.5, a factor of five or more, among 26 or more "
            "lines of the unit and kind of work, of which at most two or one in 200 are as far out",
  .source = "Iglewicz and Hoaglin 1993",
  .version = 1,
  .min_n = TALLY_AUDIT_PEERS_MIN,
  .category = TALLY_FINDING_QUANTITY,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "outlier",
  .collect = collect,
  .judge = judge,
};
