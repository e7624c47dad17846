/* tally-detector-threshold-hugging.c
 *
 * D29: more amounts just below the approval limit than just above it.
 * Statistic: of a crew or a work request, different amounts of a unit within 5 % below the limit and within
 * 5 % above it; the share below that a density without a break would have is taken from the bands 5 to 10 %
 * away on both sides (straight on the logarithmic scale, .5 to .8). Threshold: twice as many below as above,
 * binomial p < .01. Minimum n: 10 below. Equal amounts of one unit count once: they are its price.
 * Source: McCrary 2008, "Manipulation of the running variable", in its simplest form; features D29. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define BAND_PERCENT 5
#define MIN_BELOW 10
#define MIN_RATIO 2
#define MAX_P_VALUE 0.01
#define MIN_SHARE 0.5
#define MAX_SHARE 0.8

/* The bands, from far below to far above. */
enum { FAR_BELOW, BELOW, ABOVE, FAR_ABOVE, N_BANDS };

static TallyMoney
get_width (TallyMoney limit)
{
  return limit / 100 * BAND_PERCENT + limit % 100 * BAND_PERCENT / 100;
}

static gboolean
is_near_limit (const TallyLine *line,
               gpointer         data)
{
  const TallyMoney *limit = data;
  TallyMoney width = get_width (*limit);

  return line->reason == TALLY_REASON_ACCEPTED && line->price_cents >= *limit - 2 * width && line->price_cents < *limit + 2 * width;
}

static guint
find_band (TallyMoney cents,
           TallyMoney limit)
{
  if (cents < limit)
    return cents < limit - get_width (limit) ? FAR_BELOW : BELOW;
  return cents < limit + get_width (limit) ? ABOVE : FAR_ABOVE;
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const TallyLine *line_a = tally_audit_input_get_line (data, *(const guint *) a);
  const TallyLine *line_b = tally_audit_input_get_line (data, *(const guint *) b);

  if (line_a->price_cents != line_b->price_cents)
    return line_a->price_cents < line_b->price_cents ? -1 : 1;
  return strcmp (line_a->text[TALLY_FIELD_CU], line_b->text[TALLY_FIELD_CU]);
}

static void
count_bands (const TallyAuditInput *input,
             TallyMoney             limit,
             GArray                *lines,
             guint                  n_in_band[N_BANDS])
{
  g_array_sort_with_data (lines, compare_amounts, (gpointer) input);
  for (guint i = 0; i < lines->len; i++)
    if (i == 0 || compare_amounts (&g_array_index (lines, guint, i - 1), &g_array_index (lines, guint, i), (gpointer) input) != 0)
      n_in_band[find_band (tally_audit_input_get_line (input, g_array_index (lines, guint, i))->price_cents, limit)]++;
}

/* Leaves those just below; %TRUE if one of them is not part of another finding yet. */
static gboolean
keep_below (TallyAuditContext *context,
            TallyMoney         limit,
            GArray            *lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  gboolean is_new = FALSE;
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      guint line = g_array_index (lines, guint, i);
      if (find_band (tally_audit_input_get_line (input, line)->price_cents, limit) != BELOW)
        continue;
      g_array_index (lines, guint, n++) = line;
      is_new |= !tally_audit_context_has_found (context, "limit", line);
    }
  g_array_set_size (lines, n);
  return is_new;
}

static void
submit (TallyAuditContext *context,
        const char        *scope,
        const char        *key,
        GArray            *lines,
        const guint        n_in_band[N_BANDS])
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autofree char *subject = g_strdup_printf ("%s\x1f%s", scope, key);
  TallyAuditFacts *facts = tally_audit_facts_new ();
  TallyMoney sum = 0;

  for (guint i = 0; i < lines->len; i++)
    sum += tally_audit_input_get_line (input, g_array_index (lines, guint, i))->price_cents;
  tally_audit_facts_add_text (facts, "scope", scope);
  tally_audit_facts_add_int64 (facts, "limit_cents", tally_audit_context_get_policy (context)->approval_limit_cents);
  tally_audit_facts_add_int64 (facts, "below_cents", sum);
  for (guint i = 0; i < N_BANDS; i++)
    tally_audit_facts_append_int64 (facts, "n_in_band", n_in_band[i]);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gconstpointer) lines->data, .n_lines = lines->len,
  });
}

static void
look_by (TallyAuditContext *context,
         TallyField         field,
         const char        *scope)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyMoney limit = tally_audit_context_get_policy (context)->approval_limit_cents;
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, TALLY_AUDIT_BY (field), is_near_limit, &limit);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
      guint n_in_band[N_BANDS] = { 0 }, n_lines;
      const guint *group = tally_audit_groups_get_lines (groups, i, &n_lines);
      const char *key = tally_audit_input_get_line (input, group[0])->text[field];
      g_array_append_vals (lines, group, n_lines);
      count_bands (input, limit, lines, n_in_band);
      if (n_in_band[BELOW] < MIN_BELOW || key[0] == '\0')
        continue;
      tally_audit_context_add_tests (context, 1);
      if (keep_below (context, limit, lines))
        submit (context, scope, key, lines, n_in_band);
    }
}

static void
count_scope (TallyAuditContext *context,
             TallyMoney         limit)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      const char *reason = limit <= 0 ? "no-approval-limit" : is_near_limit (line, &limit) ? TALLY_AUDIT_IN_SCOPE : "far-from-limit";
      if (line->reason == TALLY_REASON_ACCEPTED)
        tally_audit_context_count (context, reason, 1, line->price_cents);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  TallyMoney limit = tally_audit_context_get_policy (context)->approval_limit_cents;

  count_scope (context, limit);
  if (limit > 0)
    {
      look_by (context, TALLY_FIELD_WORK_REQUEST, "work request");
      look_by (context, TALLY_FIELD_FOREMAN, "crew");
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  double n_far_below = (double) tally_audit_facts_get_number (facts, "n_in_band", FAR_BELOW);
  double n_far_above = (double) tally_audit_facts_get_number (facts, "n_in_band", FAR_ABOVE);
  gint64 n_below = tally_audit_facts_get_number (facts, "n_in_band", BELOW);
  gint64 n_above = tally_audit_facts_get_number (facts, "n_in_band", ABOVE);
  double share = CLAMP (1 / (1 + cbrt ((n_far_above + 1) / (n_far_below + 1))), MIN_SHARE, MAX_SHARE);
  char money[TALLY_MONEY_BUFFER_SIZE], text[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n_below < MIN_BELOW || n_above < 0 || n_below < MIN_RATIO * n_above)
    return FALSE;
  judgement->p_value = tally_audit_stats_binomial_tail ((guint64) n_below, (guint64) (n_below + n_above), share);
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "below_cents"), 0);
  judgement->score_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " amounts of one %s within %d %% below the limit of %s, %" G_GINT64_FORMAT
                                         " within %d %% above: chance %s", n_below, tally_audit_facts_get_text (facts, "scope"),
    BAND_PERCENT, tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "limit_cents"), money, sizeof money),
    n_above, BAND_PERCENT, tally_audit_stats_format_chance (judgement->p_value, text));
  tally_audit_facts_add_double (judgement->derived, "share_below", share);
  return TRUE;
}

const TallyAuditDetector tally_detector_threshold_hugging = {
  .id = "threshold-hugging",
  .code = "D29",
  .title = "Just below the limit",
  .summary = "Are there more amounts just below the approval limit than just above it?",
  .method = "different amounts of a crew or work request within 5 % below and above the limit: ten or more below, twice as "
            "many as above, binomial p < .01 against the density around",
  .source = "McCrary 2008",
  .version = 1,
  .min_n = MIN_BELOW,
  .category = TALLY_FINDING_AUTHORISATION,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "limit",
  .collect = collect,
  .judge = judge,
};
