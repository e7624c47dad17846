/* tally-detector-double-variant.c
 *
 * D13: one unit billed under two kinds of workbook: by the crew and by its helper or a vacuum crew.
 * Statistic: lines of one work request, week, pole, unit and kind of work, on any sheet, with more than one
 * kind of workbook; of equal quantity, unless a vacuum crew is among them (then the unit is its own, whatever
 * the quantity). Allowed: a subcontractor's unit at reduced rates and at the customer's, crew and crew or helper
 * and helper. Threshold: any other pair; not where more than 5 % of the unit code's lines repeat, nor where each
 * line has a scope or work order of its own, nor (a vacuum crew's apart) where such pairs are more than 0.5 % of
 * all lines (20 are always few). Minimum n: none. Source: the pairing of kinds of workbooks of the
 * predecessor, and a unit that it billed twice across sheets. Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-repeats.h"
#include "tally-detectors.h"

#define WEEK TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING)
#define WEEK_AND_QUANTITY (WEEK | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY))
#define BIT(variant) (1u << (variant))

/* Lines of one unit that, by their kinds of workbook, should not stand beside each other. */
typedef struct {
  guint    unit;
  guint    n_lines;
  GArray  *lines; /* (owned) guint */
  gboolean is_vac;
} Candidate;

typedef struct {
  TallyAuditContext     *context;
  const TallyAuditInput *input;
  GArray                *candidates; /* (owned) Candidate */
  guint                  n_helped;   /* of them without a vacuum crew */
} Work;

/* Price of one unit's lines under each kind of workbook. */
typedef struct {
  guint      mask; /* BIT() of those that it stands under */
  TallyMoney cents[TALLY_N_VARIANTS];
} Shares;

static gboolean
is_allowed (guint mask)
{
  return (mask & (mask - 1)) == 0
         || mask == (BIT (TALLY_VARIANT_REDUCED_SUB) | BIT (TALLY_VARIANT_AEP_BILLABLE))
         || mask == (BIT (TALLY_VARIANT_REDUCED_SUB_HELPER) | BIT (TALLY_VARIANT_AEP_BILLABLE_HELPER));
}

static guint
get_mask (const TallyAuditInput *input,
          const guint           *lines,
          guint                  n_lines)
{
  guint mask = 0;

  for (guint i = 0; i < n_lines; i++)
    mask |= BIT (tally_audit_input_get_line (input, lines[i])->variant);
  return mask;
}

/* Whether two of them name each a scope or work order of their own. */
static gboolean
have_own_scopes (const TallyAuditInput *input,
                 const guint           *lines,
                 guint                  n_lines)
{
  static const TallyField fields[] = { TALLY_FIELD_SCOPE, TALLY_FIELD_WORK_ORDER };

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      const char *known = "";
      for (guint i = 0; i < n_lines; i++)
        {
          const char *text = tally_audit_input_get_line (input, lines[i])->text[fields[f]];
          if (text[0] != '\0' && known[0] != '\0' && strcmp (text, known) != 0)
            return TRUE;
          known = text[0] != '\0' ? text : known;
        }
    }
  return FALSE;
}

static void
add_shares (TallyAuditFacts       *facts,
            const TallyAuditInput *input,
            const guint           *lines,
            guint                  n_lines)
{
  Shares shares = { 0 };

  for (guint i = 0; i < n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, lines[i]);
      shares.mask |= BIT (line->variant);
      shares.cents[line->variant] += line->price_cents;
    }
  for (guint variant = 0; variant < TALLY_N_VARIANTS; variant++)
    if (shares.mask & BIT (variant))
      {
        TallyAuditFacts *child = tally_audit_facts_append_child (facts, "variants");
        tally_audit_facts_add_text (child, "variant", tally_variant_get_id (variant));
        tally_audit_facts_add_int64 (child, "cents", shares.cents[variant]);
      }
}

static void
submit (const Work              *work,
        const Candidate         *candidate,
        const TallyAuditRepeats *repeats)
{
  const guint *lines = &g_array_index (candidate->lines, guint, 0);
  const TallyLine *first = tally_audit_input_get_line (work->input, lines[0]);
  guint64 by = TALLY_AUDIT_BY_UNIT | (candidate->is_vac ? WEEK : WEEK_AND_QUANTITY);
  g_autofree char *subject = tally_audit_units_dup_subject ("variants", first, by);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", first);
  tally_audit_facts_add_int64 (facts, "n_lines", candidate->n_lines);
  tally_audit_facts_add_int64 (facts, "n_alike", candidate->is_vac ? 0 : work->n_helped);
  add_shares (facts, work->input, lines, candidate->n_lines);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = candidate->n_lines,
  });
}

/* Crews and helpers that do as much each look as one that is billed twice; a vacuum crew's unit is its own. */
static void
settle (const Work      *work,
        const Candidate *candidate)
{
  const guint *lines = &g_array_index (candidate->lines, guint, 0);
  TallyAuditRepeats repeats = tally_audit_repeats_of (work->context, candidate->unit, TALLY_AUDIT_REPEATS_OF_UNIT);
  guint n_alike = candidate->is_vac ? 0 : work->n_helped;

  if (tally_audit_repeats_are_usual (&repeats))
    tally_audit_units_count (work->context, "repeats-are-usual", lines, candidate->n_lines);
  else if (tally_audit_difference_is_common (TALLY_AUDIT_DIFFERENCE_CREW, n_alike, repeats.n_all))
    tally_audit_units_count (work->context, "too-common-to-be-errors", lines, candidate->n_lines);
  else
    submit (work, candidate, &repeats);
}

static void
look_at_run (Work        *work,
             guint        unit,
             const guint *lines,
             guint        n_lines)
{
  Candidate candidate = { .unit = unit, .n_lines = n_lines };

  if (have_own_scopes (work->input, lines, n_lines))
    {
      tally_audit_units_count (work->context, "other-scope", lines, n_lines);
      return;
    }
  candidate.is_vac = (get_mask (work->input, lines, n_lines) & BIT (TALLY_VARIANT_VAC_CREW)) != 0;
  candidate.lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (candidate.lines, lines, n_lines);
  g_array_append_val (work->candidates, candidate);
  work->n_helped += candidate.is_vac ? 0 : 1;
}

/* Lines of one unit and week; crews that share it bill what each of them did. */
static void
look_at_week (Work        *work,
              guint        unit,
              const guint *lines,
              guint        n_lines)
{
  guint mask = get_mask (work->input, lines, n_lines);
  g_autoptr (GArray) sorted = NULL;

  if (is_allowed (mask))
    return;
  if (mask & BIT (TALLY_VARIANT_VAC_CREW))
    {
      look_at_run (work, unit, lines, n_lines);
      return;
    }
  sorted = tally_audit_units_sort (work->input, lines, n_lines, WEEK_AND_QUANTITY);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *run = &g_array_index (sorted, guint, start);
      end = tally_audit_units_get_end (work->input, sorted, start, WEEK_AND_QUANTITY);
      if (!is_allowed (get_mask (work->input, run, end - start)))
        look_at_run (work, unit, run, end - start);
      else
        tally_audit_units_count (work->context, "shared-quantity", run, end - start);
    }
}

static void
look_at_unit (Work        *work,
              guint        unit,
              const guint *lines,
              guint        n_lines)
{
  g_autoptr (GArray) sorted = NULL;

  if (is_allowed (get_mask (work->input, lines, n_lines)))
    return;
  sorted = tally_audit_units_sort (work->input, lines, n_lines, WEEK);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      end = tally_audit_units_get_end (work->input, sorted, start, WEEK);
      look_at_week (work, unit, &g_array_index (sorted, guint, start), end - start);
    }
}

static void
candidate_clear (gpointer data)
{
  g_array_unref (((Candidate *) data)->lines);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Work work = { .context = context, .input = tally_audit_context_get_input (context), .candidates = candidates };

  g_array_set_clear_func (candidates, candidate_clear);
  tally_audit_units_count_scope (units, context);
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (units, i, &n_lines);
      if (n_lines > 1)
        look_at_unit (&work, i, lines, n_lines);
    }
  for (guint i = 0; i < candidates->len; i++)
    settle (&work, &g_array_index (candidates, Candidate, i));
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
read_shares (const TallyAuditFacts *facts,
             Shares                *out_shares)
{
  *out_shares = (Shares) { 0 };
  for (guint i = 0; i < tally_audit_facts_get_length (facts, "variants"); i++)
    {
      const TallyAuditFacts *child = tally_audit_facts_get_element (facts, "variants", i);
      TallyVariant variant;
      if (!tally_variant_find (tally_audit_facts_get_text (child, "variant"), &variant))
        return FALSE;
      out_shares->mask |= BIT (variant);
      out_shares->cents[variant] += tally_audit_facts_get_int64 (child, "cents");
    }
  return TRUE;
}

/* What stays: the vacuum crew's; else the cheapest for each party that pays. */
static TallyMoney
get_rightful (const Shares *shares)
{
  TallyMoney cheapest[2] = { G_MAXINT64, G_MAXINT64 };

  if (shares->mask & BIT (TALLY_VARIANT_VAC_CREW))
    return shares->cents[TALLY_VARIANT_VAC_CREW];
  for (guint variant = 0; variant < TALLY_N_VARIANTS; variant++)
    {
      guint base = tally_audit_difference_share_base (variant, TALLY_VARIANT_PRIMARY) ? 0 : 1;
      if (shares->mask & BIT (variant))
        cheapest[base] = MIN (cheapest[base], shares->cents[variant]);
    }
  if (cheapest[0] == G_MAXINT64)
    return cheapest[1];
  /* a subcontractor's unit at reduced rates beside a crew's own is no pair: one of the two is too much */
  return cheapest[1] == G_MAXINT64 || (shares->mask & BIT (TALLY_VARIANT_PRIMARY)) ? cheapest[0] : cheapest[0] + cheapest[1];
}

static TallyMoney
get_total (const Shares *shares)
{
  TallyMoney sum = 0;

  for (guint variant = 0; variant < TALLY_N_VARIANTS; variant++)
    sum += shares->cents[variant];
  return sum;
}

static char *
dup_names (const Shares *shares)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint variant = 0; variant < TALLY_N_VARIANTS; variant++)
    if (shares->mask & BIT (variant))
      g_ptr_array_add (names, (gpointer) tally_variant_get_id (variant));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" and ", (char **) names->pdata);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  TallyAuditRepeats repeats = tally_audit_repeats_read (facts);
  g_autofree char *names = NULL;
  Shares shares;
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (!read_shares (facts, &shares) || is_allowed (shares.mask) || tally_audit_repeats_are_usual (&repeats)
      || tally_audit_difference_is_common (TALLY_AUDIT_DIFFERENCE_CREW, tally_audit_facts_get_int64 (facts, "n_alike"), repeats.n_all))
    return FALSE;
  names = dup_names (&shares);
  judgement->exposure_cents = MAX (get_total (&shares) - get_rightful (&shares), 0);
  judgement->cause = shares.mask & BIT (TALLY_VARIANT_VAC_CREW) ? "beside-vacuum-crew" : "two-variants";
  judgement->sentence = g_strdup_printf (
    "%s at point %s in the week ending %s is billed by %" G_GINT64_FORMAT " lines as %s: %s may be billed twice",
    tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "pole"),
    tally_audit_facts_get_text (line, "week_ending"), tally_audit_facts_get_int64 (facts, "n_lines"), names,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_double_variant = {
  .id = "double-variant",
  .code = "D13",
  .title = "Billed under two kinds of workbook",
  .summary = "Is one unit billed by the crew and by its helper or a vacuum crew as well?",
  .method = "lines of one work request, week, point, unit, kind of work and quantity (beside a vacuum crew: any quantity) under two "
            "kinds of workbook; a subcontractor's two price bases are one pair; not where more than 5 % of the unit's lines repeat "
            "or such pairs without a vacuum crew are more than 0.5 % of all lines",
  .source = "pairing of workbook kinds of the predecessor",
  .version = 2,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
