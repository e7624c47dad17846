/* tally-detector-quantity-outlier.c
 *
 * D37: a quantity that is unusual for its unit and kind of work.
 * Statistic: the logarithm of the quantity against what the other lines expect: those of its unit and kind of work,
 * drawn towards the unit's other kinds of work, drawn towards all units of the measure, each as strongly as they are
 * alike (tally-audit-levels.c); a variance likewise; Student's t. And, of a quantity that a digit too many or too few
 * would explain, how likely it is no such slip (tally-audit-digits.c). Threshold: p of both tails below that of 3.5
 * sigmas, or a slip likelier than none; a factor of four or more; at most two peers (or one in 200) as far out. False
 * discoveries are held down by both. Minimum n: 26 lines of the unit and kind of work, or of its measure in five kinds of
 * five. Source: Iglewicz and Hoaglin 1993; Efron and Morris 1975; Smyth 2004; Efron and others 2001; features D37.
 * Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-digits.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-audit-usual.h"
#include "tally-detectors.h"

/* A quantity that is off by less is not worth a look, however even its peers are: a digit too many or too few is ten
 * times or a tenth of what is usual, and that is within a factor of two and a half of the middle. */
#define MIN_FACTOR 4

/* A slip that is less likely than none is no cause. */
#define MAX_CHANCE 0.5

static void
submit (TallyAuditContext     *context,
        guint                  line,
        const TallyAuditUsual *usual)
{
  const TallyLine *values = tally_audit_input_get_line (tally_audit_context_get_input (context), line);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, values->sheet_id, values->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", values);
  tally_audit_usual_add (usual, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &line, .n_lines = 1,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  return tally_audit_usual_scan (context, submit, error);
}

/* A slip of the hand, if that is likelier than none. */
static gboolean
judge_slip (const TallyAuditUsual *usual,
            TallyDecimal           quantity,
            TallyAuditJudgement   *judgement)
{
  TallyAuditDigit digit = TALLY_AUDIT_DIGIT_TOO_MANY;
  double ratio = tally_audit_digits_get_ratio (usual, quantity, &digit);
  double chance = tally_audit_digits_get_chance (ratio, usual->share);

  if (!(chance <= MAX_CHANCE))
    return FALSE;
  judgement->chance = chance;
  judgement->score_micros = (gint64) ((1 - chance) * TALLY_FINDING_SCORE_ONE);
  judgement->cause = digit == TALLY_AUDIT_DIGIT_TOO_MANY ? "digit-too-many" : "digit-too-few";
  tally_audit_facts_add_double (judgement->derived, "likelihood_ratio", ratio);
  return TRUE;
}

static gboolean
judge_outlier (const TallyAuditUsual *usual,
               double                 quantity,
               TallyAuditJudgement   *judgement)
{
  double p_value = tally_audit_usual_get_p_value (usual, quantity);

  if (!(p_value <= TALLY_AUDIT_USUAL_P_VALUE))
    return FALSE;
  judgement->p_value = p_value;
  judgement->score_micros = (gint64) ((1 - MAX (p_value, judgement->chance)) * TALLY_FINDING_SCORE_ONE);
  return TRUE;
}

/* Who says what is usual: the lines of that unit and kind of work if there are enough, else others too. */
static char *
dup_witnesses (const TallyAuditUsual *usual)
{
  if (usual->n_peers >= TALLY_AUDIT_USUAL_MIN)
    return g_strdup_printf ("on %u lines of that unit", usual->n_peers);
  return g_strdup_printf ("by %u other lines of that unit and work, %u of its other kinds of work and %u of its measure",
                          usual->n_peers - 1, usual->n_siblings, usual->n_others);
}

static void
describe (const TallyAuditFacts *line,
          const TallyAuditUsual *known,
          double                 usual,
          TallyAuditJudgement   *judgement)
{
  char money[TALLY_MONEY_BUFFER_SIZE], middle[TALLY_AUDIT_STATS_BUFFER_SIZE];
  g_autofree char *witnesses = dup_witnesses (known);
  double n = MIN (known->degrees, (double) known->n_peers + known->n_others);

  judgement->confidence_micros = (gint64) (n / (n + TALLY_AUDIT_USUAL_MIN) * TALLY_FINDING_SCORE_ONE);
  tally_audit_facts_add_double (judgement->derived, "usual", usual);
  judgement->sentence = g_strdup_printf ("quantity %s of %s (%s), usually %s %s: the difference is worth %s",
    tally_audit_facts_get_text (line, "quantity"), tally_audit_facts_get_text (line, "cu"),
    tally_audit_facts_get_text (line, "work_type"), tally_audit_stats_format (usual, usual < 10 ? 1 : 0, middle), witnesses,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  TallyDecimal written = tally_audit_facts_get_decimal (line, "quantity");
  double quantity = tally_decimal_to_double (written), usual;
  double price = (double) tally_audit_facts_get_int64 (line, "price_cents") / 100;
  gboolean is_slip, is_outlier;
  TallyAuditUsual known;

  if (!tally_audit_usual_get (facts, &known) || !(quantity > 0))
    return FALSE;
  usual = exp (known.middle);
  if (!(MAX (quantity / usual, usual / quantity) >= MIN_FACTOR))
    return FALSE;
  is_slip = judge_slip (&known, written, judgement);
  is_outlier = judge_outlier (&known, quantity, judgement);
  if (!is_slip && !is_outlier)
    return FALSE;
  judgement->exposure_cents = tally_audit_prices_round (price * fabs (1 - usual / quantity));
  describe (line, &known, usual, judgement);
  return TRUE;
}

const TallyAuditDetector tally_detector_quantity_outlier = {
  .id = "quantity-outlier",
  .code = "D37",
  .title = "Unusual quantity",
  .summary = "Is a quantity far from what is usual for that unit and kind of work?",
  .method = "Student's t of the logarithm of the quantity as unlikely as 3.5 sigmas, or a digit too many or too few likelier "
            "than none; a factor of four or more; at most two lines or one in 200 of the unit and kind of work as far out; what "
            "is usual by these, the unit's other kinds of work and its measure, from 26 lines on",
  .source = "Iglewicz and Hoaglin 1993; Smyth 2004; Efron and others 2001",
  .version = 2,
  .min_n = TALLY_AUDIT_USUAL_MIN,
  .category = TALLY_FINDING_QUANTITY,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "outlier",
  .collect = collect,
  .judge = judge,
};
