/* tally-detector-round-amounts.c
 *
 * D27: more round amounts in a week of a work request than such lines have.
 * Statistic: keyed prices (not a rate times a quantity) that are whole hundreds of dollars, of the keyed
 * prices of a work request and week. Threshold: three or more, binomial p < .001 against the share elsewhere
 * (one in a hundred where nothing else is keyed, the share of whole hundreds among whole dollars).
 * Minimum n: 3. Source: round amounts as a mark of made-up figures, ISA 240 appendix 3; features D27. An amount that
 * three work requests bill for a unit is a price of the list (tally-audit-prices.h). Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define ROUND_CENTS 10000
#define MIN_ROUND 3
#define MAX_P_VALUE 0.001

/* What is believed of keyed prices before any is seen: as many lines, of which so many are round. */
#define PRIOR_LINES 100
#define PRIOR_ROUND 1

/* Keyed prices of the whole input. */
typedef struct {
  const TallyAuditPrice *prices;
  gint64                 n_keyed;
  gint64                 n_round;
} Totals;

static gboolean
is_round (TallyMoney cents)
{
  return cents > 0 && cents % ROUND_CENTS == 0;
}

static void
add_up (TallyAuditContext *context,
        Totals            *totals)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);

  for (guint i = 0; i < input->lines->len; i++)
    if (totals->prices[i].basis == TALLY_AUDIT_BASIS_KEYED)
      {
        totals->n_keyed++;
        totals->n_round += is_round (tally_audit_input_get_line (input, i)->price_cents);
      }
}

static void
submit (TallyAuditContext *context,
        const Totals      *totals,
        GArray            *keyed)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *first = tally_audit_input_get_line (input, g_array_index (keyed, guint, 0));
  g_autofree char *subject = g_strdup_printf ("%s\x1f%u", first->text[TALLY_FIELD_WORK_REQUEST], first->week_ending);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_text (facts, "work_request", first->text[TALLY_FIELD_WORK_REQUEST]);
  tally_audit_facts_add_day (facts, "week_ending", first->week_ending);
  for (guint i = 0; i < MIN (keyed->len, TALLY_AUDIT_FACTS_MAX_LIST); i++)
    {
      guint line = g_array_index (keyed, guint, i);
      TallyMoney price = tally_audit_input_get_line (input, line)->price_cents;
      tally_audit_facts_append_int64 (facts, "prices_cents", price);
      tally_audit_facts_append_int64 (facts, "expected_cents", totals->prices[line].expected_cents);
      if (is_round (price))
        g_array_append_val (lines, line);
    }
  tally_audit_facts_add_int64 (facts, "n_elsewhere", totals->n_keyed - keyed->len);
  tally_audit_facts_add_int64 (facts, "n_round_elsewhere", totals->n_round - lines->len);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gconstpointer) lines->data, .n_lines = lines->len,
  });
}

static void
look_at (TallyAuditContext *context,
         const Totals      *totals,
         const guint       *lines,
         guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_round = 0;

  for (guint i = 0; i < n_lines; i++)
    if (totals->prices[lines[i]].basis == TALLY_AUDIT_BASIS_KEYED)
      {
        g_array_append_val (keyed, lines[i]);
        n_round += is_round (tally_audit_input_get_line (input, lines[i])->price_cents);
      }
  tally_audit_context_add_tests (context, keyed->len >= MIN_ROUND);
  if (n_round >= MIN_ROUND)
    submit (context, totals, keyed);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditGroups *weeks = tally_audit_peers_get_weeks (context);
  Totals totals = { .prices = tally_audit_prices_get (context) };

  tally_audit_prices_count_scope (context);
  add_up (context, &totals);
  for (guint i = 0; i < tally_audit_groups_get_n_groups (weeks); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (weeks, i, &n_lines);
      look_at (context, &totals, lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* How many are round, and how far these are from what their units usually cost. */
static guint
count_round (const TallyAuditFacts *facts,
             guint                  n_keyed,
             TallyMoney            *out_difference)
{
  guint n_round = 0;

  *out_difference = 0;
  for (guint i = 0; i < n_keyed; i++)
    {
      TallyMoney price = tally_audit_facts_get_number (facts, "prices_cents", i);
      TallyMoney expected = tally_audit_facts_get_number (facts, "expected_cents", i);
      if (!is_round (price))
        continue;
      n_round++;
      *out_difference += ABS (price - expected);
    }
  return n_round;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  guint n_keyed = tally_audit_facts_get_length (facts, "prices_cents");
  guint n_round = count_round (facts, n_keyed, &judgement->exposure_cents);
  double share = (double) (tally_audit_facts_get_int64 (facts, "n_round_elsewhere") + PRIOR_ROUND)
                 / (double) (tally_audit_facts_get_int64 (facts, "n_elsewhere") + PRIOR_LINES);
  char money[TALLY_MONEY_BUFFER_SIZE], percent[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n_round < MIN_ROUND)
    return FALSE;
  judgement->p_value = tally_audit_stats_binomial_tail (n_round, n_keyed, share);
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->cause = "filled-in";
  judgement->sentence = g_strdup_printf ("%u of %u keyed prices of work request %s, week %s, are whole hundreds of dollars, %s %% "
                                         "elsewhere: %s off what those units usually cost", n_round, n_keyed,
    tally_audit_facts_get_text (facts, "work_request"), tally_audit_facts_get_text (facts, "week_ending"),
    tally_audit_stats_format (100 * share, 1, percent),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  tally_audit_facts_add_double (judgement->derived, "share_elsewhere", share);
  return TRUE;
}

const TallyAuditDetector tally_detector_round_amounts = {
  .id = "round-amounts",
  .code = "D27",
  .title = "Round amounts",
  .summary = "Are more prices of a work request and week round than elsewhere?",
  .method = "three or more keyed prices in whole hundreds of dollars, binomial p < .001 against the share elsewhere",
  .source = "ISA 240, appendix 3",
  .version = 2,
  .min_n = MIN_ROUND,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "digits",
  .collect = collect,
  .judge = judge,
};
