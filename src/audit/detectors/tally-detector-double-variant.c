/* tally-detector-double-variant.c
 *
 * D13: one unit billed under two kinds of workbook: by the crew and by its helper or a vacuum crew.
 * Statistic: lines of one work request, week, pole, unit and kind of work, on any sheet, with more than one
 * kind of workbook; of equal quantity, unless a vacuum crew is among them (then the unit is its own, whatever
 * the quantity). Allowed: a subcontractor's unit at reduced rates and at the customer's, crew and crew or helper
 * and helper. Threshold: any other pair; not where more than 5 % of the unit code's lines repeat, nor where each
 * line has a scope or work order of its own. Minimum n: none. Source: the pairing of kinds of workbooks of the
 * predecessor, and a unit that it billed twice across sheets. Version 1.
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
submit (TallyAuditContext       *context,
        const TallyAuditRepeats *repeats,
        const guint             *lines,
        guint                    n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *first = tally_audit_input_get_line (input, lines[0]);
  gboolean is_vac = (get_mask (input, lines, n_lines) & BIT (TALLY_VARIANT_VAC_CREW)) != 0;
  guint64 by = TALLY_AUDIT_BY_UNIT | (is_vac ? WEEK : WEEK_AND_QUANTITY);
  g_autofree char *subject = tally_audit_units_dup_subject ("variants", first, by);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", first);
  tally_audit_facts_add_int64 (facts, "n_lines", n_lines);
  add_shares (facts, input, lines, n_lines);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

/* Lines of one unit that, by their variants, should not stand beside each other. */
static void
look_at_run (TallyAuditContext *context,
             guint              unit,
             const guint       *lines,
             guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyAuditRepeats repeats = tally_audit_repeats_of (context, unit, TALLY_AUDIT_REPEATS_OF_UNIT);

  if (have_own_scopes (input, lines, n_lines))
    tally_audit_units_count (context, "other-scope", lines, n_lines);
  else if (tally_audit_repeats_are_usual (&repeats))
    tally_audit_units_count (context, "repeats-are-usual", lines, n_lines);
  else
    submit (context, &repeats, lines, n_lines);
}

/* Lines of one unit and week; crews that share it bill what each of them did. */
static void
look_at_week (TallyAuditContext *context,
              guint              unit,
              const guint       *lines,
              guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  guint mask = get_mask (input, lines, n_lines);
  g_autoptr (GArray) sorted = NULL;

  if (is_allowed (mask))
    return;
  if (mask & BIT (TALLY_VARIANT_VAC_CREW))
    {
      look_at_run (context, unit, lines, n_lines);
      return;
    }
  sorted = tally_audit_units_sort (input, lines, n_lines, WEEK_AND_QUANTITY);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *run = &g_array_index (sorted, guint, start);
      end = tally_audit_units_get_end (input, sorted, start, WEEK_AND_QUANTITY);
      if (!is_allowed (get_mask (input, run, end - start)))
        look_at_run (context, unit, run, end - start);
      else
        tally_audit_units_count (context, "shared-quantity", run, end - start);
    }
}

static void
look_at_unit (TallyAuditContext *context,
              guint              unit,
              const guint       *lines,
              guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GArray) sorted = NULL;

  if (is_allowed (get_mask (input, lines, n_lines)))
    return;
  sorted = tally_audit_units_sort (input, lines, n_lines, WEEK);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      end = tally_audit_units_get_end (input, sorted, start, WEEK);
      look_at_week (context, unit, &g_array_index (sorted, guint, start), end - start);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);

  tally_audit_units_count_scope (units, context);
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (units, i, &n_lines);
      if (n_lines > 1)
        look_at_unit (context, i, lines, n_lines);
    }
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

  if (!read_shares (facts, &shares) || is_allowed (shares.mask) || tally_audit_repeats_are_usual (&repeats))
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
            "kinds of workbook; a subcontractor's two price bases are one pair; not where more than 5 % of the unit's lines repeat",
  .source = "pairing of workbook kinds of the predecessor",
  .version = 1,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
