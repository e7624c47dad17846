/* tally-detector-number-duplication.c
 *
 * D28: one keyed amount again and again in a work request, whatever is billed by it.
 * Statistic: number frequency factor, the sum of the squared counts of equal amounts by the squared number of
 * amounts, of the keyed prices of a work request. Threshold: more than .2, the most frequent amount stands for at
 * least three different units or quantities, and stands there more often than its share of the keyed prices
 * elsewhere explains (binomial p < .001, the 99.9th percentile). Minimum n: 20. An amount that three work requests
 * bill for a unit is a price of the list and no keyed one (tally-audit-prices.h). What another detector of digits
 * has found is left alone. Source: Nigrini 2011, "Forensic Analytics", number duplication test; features D28.
 * Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-sort.h"
#include "tally-detectors.h"

#define MIN_LINES 20
#define LIMIT 0.2
#define MIN_KINDS 3
#define MAX_P_VALUE 0.001

/* What is believed of an amount before it is seen elsewhere: of as many keyed prices, so many are this one. */
#define PRIOR_LINES 100
#define PRIOR_SAME 1

/* What is looked at: the lines of one work request with the same price. */
typedef struct {
  const TallyAuditInput *input;
  const TallyAuditPrice *prices;
  GArray                *cents; /* (owned) (nullable) TallyMoney: all keyed prices, sorted */
} Keyed;

static gboolean
is_keyed (const TallyLine *line,
          gpointer         data)
{
  const Keyed *keyed = data;
  const TallyLine *first = (const TallyLine *) (gconstpointer) keyed->input->lines->data;

  return keyed->prices[line - first].basis == TALLY_AUDIT_BASIS_KEYED;
}

static int
compare_cents (gconstpointer data_a,
               gconstpointer data_b)
{
  const TallyMoney *a = data_a, *b = data_b;

  return (*a > *b) - (*a < *b);
}

static void
list_cents (Keyed *keyed)
{
  keyed->cents = g_array_new (FALSE, FALSE, sizeof (TallyMoney));
  for (guint i = 0; i < keyed->input->lines->len; i++)
    if (keyed->prices[i].basis == TALLY_AUDIT_BASIS_KEYED)
      g_array_append_val (keyed->cents, tally_audit_input_get_line (keyed->input, i)->price_cents);
  tally_sort_array (keyed->cents, compare_cents);
}

/* Keyed prices below an amount. */
static guint
count_below (const Keyed *keyed,
             TallyMoney   cents)
{
  guint low = 0, high = keyed->cents->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (keyed->cents, TallyMoney, middle) < cents)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Different units or quantities that the lines stand for; no more than %MIN_KINDS are told apart. */
static guint
count_kinds (const Keyed *keyed,
             const guint *lines,
             guint        n_lines)
{
  guint n_kinds = 0;

  for (guint i = 0; i < n_lines && n_kinds < MIN_KINDS; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (keyed->input, lines[i]);
      gboolean is_new = TRUE;
      for (guint j = 0; j < i && is_new; j++)
        {
          const TallyLine *other = tally_audit_input_get_line (keyed->input, lines[j]);
          is_new = line->text[TALLY_FIELD_CU] != other->text[TALLY_FIELD_CU] || !tally_decimal_equal (line->quantity, other->quantity);
        }
      n_kinds += is_new;
    }
  return n_kinds;
}

static void
submit (TallyAuditContext      *context,
        const Keyed            *keyed,
        const TallyAuditGroups *amounts,
        guint                   first,
        guint                   end)
{
  TallyAuditFacts *facts = tally_audit_facts_new ();
  guint most = first, n_most = 0, n_all = 0, n_lines;
  const guint *lines;
  const char *work_request;
  TallyMoney difference = 0, cents;

  for (guint i = first; i < end; i++)
    {
      tally_audit_groups_get_lines (amounts, i, &n_lines);
      if (i - first < TALLY_AUDIT_FACTS_MAX_LIST)
        tally_audit_facts_append_int64 (facts, "counts", n_lines);
      most = n_lines > n_most ? i : most;
      n_most = MAX (n_most, n_lines);
      n_all += n_lines;
    }
  lines = tally_audit_groups_get_lines (amounts, most, &n_lines);
  cents = tally_audit_input_get_line (keyed->input, lines[0])->price_cents;
  work_request = tally_audit_input_get_line (keyed->input, lines[0])->text[TALLY_FIELD_WORK_REQUEST];
  tally_audit_facts_add_text (facts, "work_request", work_request);
  tally_audit_facts_add_int64 (facts, "amount_cents", cents);
  tally_audit_facts_add_int64 (facts, "n_elsewhere", keyed->cents->len - n_all);
  tally_audit_facts_add_int64 (facts, "n_same_elsewhere", count_below (keyed, cents + 1) - count_below (keyed, cents) - n_most);
  tally_audit_facts_add_int64 (facts, "n_kinds", count_kinds (keyed, lines, n_lines));
  for (guint i = 0; i < n_lines; i++)
    difference += ABS (tally_audit_input_get_line (keyed->input, lines[i])->price_cents - keyed->prices[lines[i]].expected_cents);
  tally_audit_facts_add_int64 (facts, "difference_cents", difference);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = work_request, .lines = lines, .n_lines = n_lines,
  });
}

/* Whether one number can be most of so many: cheaper than to ask of each. */
static void
look_at (TallyAuditContext      *context,
         const Keyed            *keyed,
         const TallyAuditGroups *amounts,
         guint                   first,
         guint                   end)
{
  guint n_all = 0, n_most = 0, n_lines;
  const guint *most = NULL;

  for (guint i = first; i < end; i++)
    {
      const guint *lines = tally_audit_groups_get_lines (amounts, i, &n_lines);
      n_all += n_lines;
      most = n_lines > n_most ? lines : most;
      n_most = MAX (n_most, n_lines);
    }
  tally_audit_context_add_tests (context, n_all >= MIN_LINES);
  if (n_all >= MIN_LINES && n_most > LIMIT * n_all && !tally_audit_context_has_found (context, "digits", most[0]))
    submit (context, keyed, amounts, first, end);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  Keyed keyed = { tally_audit_context_get_input (context), tally_audit_prices_get (context), NULL };
  g_autoptr (TallyAuditGroups) amounts
    = tally_audit_groups_new (keyed.input, TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE),
                              is_keyed, &keyed);
  guint n_groups = tally_audit_groups_get_n_groups (amounts), first = 0, n_lines;
  const char *work_request = NULL;

  tally_audit_prices_count_scope (context);
  list_cents (&keyed);
  for (guint i = 0; i < n_groups; i++)
    {
      const guint *lines = tally_audit_groups_get_lines (amounts, i, &n_lines);
      const char *next = tally_audit_input_get_line (keyed.input, lines[0])->text[TALLY_FIELD_WORK_REQUEST];
      if (work_request != NULL && next != work_request)
        {
          look_at (context, &keyed, amounts, first, i);
          first = i;
        }
      work_request = next;
    }
  if (n_groups > 0)
    look_at (context, &keyed, amounts, first, n_groups);
  g_array_unref (keyed.cents);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  guint n_amounts = tally_audit_facts_get_length (facts, "counts");
  double squares = 0, n_lines = 0, most = 0, factor, share;
  char money[2][TALLY_MONEY_BUFFER_SIZE], text[TALLY_AUDIT_STATS_BUFFER_SIZE];

  for (guint i = 0; i < n_amounts; i++)
    {
      double n = (double) tally_audit_facts_get_number (facts, "counts", i);
      squares += n * n;
      n_lines += n;
      most = MAX (most, n);
    }
  factor = n_lines > 0 ? squares / (n_lines * n_lines) : 0;
  if (n_lines < MIN_LINES || factor <= LIMIT || tally_audit_facts_get_int64 (facts, "n_kinds") < MIN_KINDS)
    return FALSE;
  share = (double) (MAX (tally_audit_facts_get_int64 (facts, "n_same_elsewhere"), 0) + PRIOR_SAME)
          / (double) (MAX (tally_audit_facts_get_int64 (facts, "n_elsewhere"), 0) + PRIOR_LINES);
  judgement->p_value = tally_audit_stats_binomial_tail ((guint64) most, (guint64) n_lines, MIN (share, 1));
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "difference_cents"), 0);
  judgement->cause = "filled-in";
  judgement->sentence = g_strdup_printf ("%.0f of %.0f keyed prices of work request %s are %s, for different units or quantities "
                                         "(frequency factor %s): %s off what those usually cost", most, n_lines,
    tally_audit_facts_get_text (facts, "work_request"),
    tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "amount_cents"), money[0], sizeof money[0]),
    tally_audit_stats_format (factor, 2, text),
    tally_money_format_for_people (judgement->exposure_cents, money[1], sizeof money[1]));
  tally_audit_facts_add_double (judgement->derived, "frequency_factor", factor);
  tally_audit_facts_add_double (judgement->derived, "share_elsewhere", share);
  return TRUE;
}

const TallyAuditDetector tally_detector_number_duplication = {
  .id = "number-duplication",
  .code = "D28",
  .title = "Repeated amount",
  .summary = "Does one keyed amount stand again and again for different units?",
  .method = "number frequency factor of the keyed prices of a work request above .2 from 20 on, the most frequent amount "
            "standing for three or more units or quantities, binomial p < .001 against its share elsewhere",
  .source = "Nigrini 2011, Forensic Analytics",
  .version = 2,
  .min_n = MIN_LINES,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "digits",
  .collect = collect,
  .judge = judge,
};
