/* tally-detector-round-by-crew.c
 *
 * D27: a crew whose prices of a unit are round whatever the quantity, where other crews' are worked out.
 * Statistic: of a crew's prices of one unit and kind of work that no rate table covers, those that are whole hundreds
 * of dollars. Threshold: three or more, binomial p < .001 against the share of the other crews' lines of that unit, and
 * no more than three quarters of the round ones are one price a unit: a crew with a round rate of its own fills in
 * nothing. Minimum n: 3 lines of the crew; 20 of two other crews or more, since a unit of one crew may have a flat
 * price. Unlike round-amounts, which looks at the week of a work request, it sees a habit that runs through the year a
 * few lines at a time, and is not put off by an amount that many work requests bill. Source: round amounts as a mark
 * of made-up figures, ISA 240 appendix 3; features D27. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define BY_CREW (TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN) | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE))

#define ROUND_CENTS 10000
#define MIN_ROUND 3
#define MIN_ELSEWHERE 20
#define MIN_OTHER_CREWS 2
#define MAX_P_VALUE 0.001

/* Half a case more, so that what never was is not impossible. */
#define UNSEEN 0.5

/* Prices a unit are one if they differ by no more than what a division leaves. */
#define SAME_RATE 1e-9

/* The lines that are looked at. */
typedef struct {
  const TallyAuditInput *input;
  const TallyAuditPrice *prices;
} Scope;

/* What the prices of a unit are, with all crews or with one. */
typedef struct {
  guint n_crews;
  guint n_lines;
  guint n_round;
} Tally;

static const char *
find_reason (const Scope     *scope,
             const TallyLine *line)
{
  const TallyAuditPrice *price = &scope->prices[line - (const TallyLine *) (gconstpointer) scope->input->lines->data];

  if (line->text[TALLY_FIELD_CU][0] == '\0')
    return "no-unit";
  if (price->basis == TALLY_AUDIT_BASIS_UNKNOWN)
    return "too-few-peers";
  if (price->is_covered)
    return "priced-by-rate";
  return line->text[TALLY_FIELD_FOREMAN][0] == '\0' ? "no-crew" : TALLY_AUDIT_IN_SCOPE;
}

static gboolean
is_in_scope (const TallyLine *line,
             gpointer         data)
{
  const Scope *scope = data;

  return line->reason == TALLY_REASON_ACCEPTED && strcmp (find_reason (scope, line), TALLY_AUDIT_IN_SCOPE) == 0;
}

static gboolean
is_round (const TallyLine *line)
{
  return line->price_cents > 0 && line->price_cents % ROUND_CENTS == 0;
}

static void
count_scope (TallyAuditContext *context,
             const Scope       *scope)
{
  for (guint i = 0; i < scope->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (scope->input, i);
      if (line->reason == TALLY_REASON_ACCEPTED)
        tally_audit_context_count (context, find_reason (scope, line), 1, line->price_cents);
    }
}

static Tally
tally_lines (const Scope *scope,
             const guint *lines,
             guint        n_lines)
{
  Tally tally = { 1, n_lines, 0 };

  for (guint i = 0; i < n_lines; i++)
    tally.n_round += is_round (tally_audit_input_get_line (scope->input, lines[i]));
  return tally;
}

/* How many of the lines have the price a unit that most of them have. */
static guint
count_at_one_rate (const Scope *scope,
                   GArray      *lines)
{
  g_autofree double *units = g_new (double, lines->len + 1);
  guint n_most = 0;

  for (guint i = 0; i < lines->len; i++)
    units[i] = tally_audit_prices_get_unit (tally_audit_input_get_line (scope->input, g_array_index (lines, guint, i)));
  tally_audit_stats_sort (units, lines->len);
  for (guint start = 0, end; start < lines->len; start = end)
    {
      for (end = start + 1; end < lines->len && units[end] <= units[start] * (1 + SAME_RATE);)
        end++;
      n_most = MAX (n_most, end - start);
    }
  return n_most;
}

static void
submit (TallyAuditContext *context,
        const Scope       *scope,
        const guint       *lines,
        const Tally       *crew,
        const Tally       *all)
{
  const TallyLine *first = tally_audit_input_get_line (scope->input, lines[0]);
  g_autofree char *subject = g_strdup_printf ("%s\x1f%s\x1f%s", first->text[TALLY_FIELD_FOREMAN], first->text[TALLY_FIELD_CU],
                                              first->text[TALLY_FIELD_WORK_TYPE]);
  g_autoptr (GArray) round = g_array_new (FALSE, FALSE, sizeof (guint));
  TallyAuditFacts *facts = tally_audit_facts_new ();
  TallyMoney difference = 0;

  for (guint i = 0; i < crew->n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (scope->input, lines[i]);
      if (!is_round (line))
        continue;
      g_array_append_val (round, lines[i]);
      difference += ABS (line->price_cents - scope->prices[lines[i]].expected_cents);
    }
  tally_audit_facts_add_text (facts, "cu", first->text[TALLY_FIELD_CU]);
  tally_audit_facts_add_text (facts, "work_type", first->text[TALLY_FIELD_WORK_TYPE]);
  tally_audit_facts_add_int64 (facts, "n_lines", crew->n_lines);
  tally_audit_facts_add_int64 (facts, "n_round", crew->n_round);
  tally_audit_facts_add_int64 (facts, "n_at_one_rate", count_at_one_rate (scope, round));
  tally_audit_facts_add_int64 (facts, "n_other_crews", all->n_crews - 1);
  tally_audit_facts_add_int64 (facts, "n_elsewhere", all->n_lines - crew->n_lines);
  tally_audit_facts_add_int64 (facts, "n_round_elsewhere", all->n_round - crew->n_round);
  tally_audit_facts_add_int64 (facts, "difference_cents", difference);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gconstpointer) round->data, .n_lines = round->len,
  });
}

static gboolean
is_enough (const Tally *crew,
           const Tally *all)
{
  return crew->n_lines >= MIN_ROUND && all->n_lines - crew->n_lines >= MIN_ELSEWHERE && all->n_crews > MIN_OTHER_CREWS;
}

/* What all crews have of each unit: an array of the groups of peers. */
static Tally *
tally_units (const Scope            *scope,
             const TallyAuditGroups *units,
             const TallyAuditGroups *crews)
{
  Tally *all = g_new0 (Tally, tally_audit_groups_get_n_groups (units) + 1);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (crews); i++)
    {
      guint n_lines, unit = 0;
      const guint *lines = tally_audit_groups_get_lines (crews, i, &n_lines);
      Tally crew = tally_lines (scope, lines, n_lines);
      if (!tally_audit_groups_find_line (units, lines[0], &unit))
        continue;
      all[unit].n_crews++;
      all[unit].n_lines += crew.n_lines;
      all[unit].n_round += crew.n_round;
    }
  return all;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  Scope scope = { tally_audit_context_get_input (context), tally_audit_prices_get (context) };
  const TallyAuditGroups *units = tally_audit_peers_get_groups (context);
  g_autoptr (TallyAuditGroups) crews = tally_audit_groups_new (scope.input, BY_CREW, is_in_scope, &scope);
  g_autofree Tally *all = tally_units (&scope, units, crews);

  count_scope (context, &scope);
  for (guint i = 0; i < tally_audit_groups_get_n_groups (crews); i++)
    {
      guint n_lines, unit;
      const guint *lines = tally_audit_groups_get_lines (crews, i, &n_lines);
      Tally crew = tally_lines (&scope, lines, n_lines);
      if (!tally_audit_groups_find_line (units, lines[0], &unit) || !is_enough (&crew, &all[unit]))
        continue;
      tally_audit_context_add_tests (context, 1);
      if (crew.n_round >= MIN_ROUND)
        submit (context, &scope, lines, &crew, &all[unit]);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines"), n_round = tally_audit_facts_get_int64 (facts, "n_round");
  gint64 n_at_one_rate = tally_audit_facts_get_int64 (facts, "n_at_one_rate");
  gint64 n_elsewhere = tally_audit_facts_get_int64 (facts, "n_elsewhere");
  gint64 n_round_elsewhere = tally_audit_facts_get_int64 (facts, "n_round_elsewhere");
  double share = ((double) n_round_elsewhere + UNSEEN) / ((double) n_elsewhere + 1);
  char money[TALLY_MONEY_BUFFER_SIZE], percent[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n_round < MIN_ROUND || n_round > n_lines || n_elsewhere < MIN_ELSEWHERE || n_round_elsewhere < 0 || n_round_elsewhere > n_elsewhere
      || tally_audit_facts_get_int64 (facts, "n_other_crews") < MIN_OTHER_CREWS || n_at_one_rate > n_round - (n_round + 3) / 4)
    return FALSE;
  judgement->p_value = tally_audit_stats_binomial_tail ((guint64) n_round, (guint64) n_lines, share);
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "difference_cents"), 0);
  judgement->cause = "filled-in";
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " prices of %s, %s, by one crew are whole hundreds of "
                                         "dollars whatever the quantity, %s %% by others: %s off what the unit usually costs",
    n_round, n_lines, tally_audit_facts_get_text (facts, "cu"), tally_audit_facts_get_text (facts, "work_type"),
    tally_audit_stats_format (100 * share, 1, percent),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  tally_audit_facts_add_double (judgement->derived, "share_elsewhere", share);
  return TRUE;
}

const TallyAuditDetector tally_detector_round_by_crew = {
  .id = "round-by-crew",
  .code = "D27",
  .title = "Round amounts of a crew",
  .summary = "Does a crew bill a unit in round amounts whatever the quantity, where others work them out?",
  .method = "three or more of a crew's prices of a unit in whole hundreds of dollars, binomial p < .001 against 20 lines or "
            "more of two other crews; no rate of its own: three quarters at most are one price a unit",
  .source = "ISA 240, appendix 3",
  .version = 1,
  .min_n = MIN_ROUND,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "digits",
  .collect = collect,
  .judge = judge,
};
