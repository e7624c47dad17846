/* tally-audit-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"

/* Sums beyond this are no total of a week any more: a thousand times the largest price. */
#define MAX_CENTS (1000 * TALLY_MONEY_MAX)

/* The digits that reports speak of, and the deviations up to which conformity is called close, acceptable,
 * marginal (Nigrini 2011), from how many amounts on these limits mean something. */
static const struct {
  const char *noun;
  double      close, acceptable, marginal;
  gint64      min_n;
} conventions[] = {
  [TALLY_AUDIT_DIGITS_FIRST] = { "first digits", 0.006, 0.012, 0.015, 1000 },
  [TALLY_AUDIT_DIGITS_FIRST_TWO] = { "first two digits", 0.0012, 0.0018, 0.0022, 5000 },
  [TALLY_AUDIT_DIGITS_FIRST_THREE] = { "first three digits", 0.00036, 0.00044, 0.0005, 10000 },
  [TALLY_AUDIT_DIGITS_SECOND] = { "second digits", 0.008, 0.01, 0.012, 1000 },
};

/* The amounts of both domains. */
typedef struct {
  GArray *amounts[TALLY_AUDIT_N_DOMAINS];
} Amounts;

static void
add_amount (GArray     *amounts,
            TallyMoney  cents,
            TallyDay    week_ending)
{
  const TallyAuditAmount amount = { cents, week_ending };

  if (cents > 0 && cents <= MAX_CENTS)
    g_array_append_val (amounts, amount);
}

static void
add_totals (TallyAuditContext *context,
            GArray            *amounts)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditGroups *weeks = tally_audit_peers_get_weeks (context);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (weeks); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (weeks, i, &n_lines);
      TallyMoney sum = 0;
      for (guint j = 0; j < n_lines; j++)
        sum += tally_audit_input_get_line (input, lines[j])->price_cents;
      add_amount (amounts, sum, tally_audit_input_get_line (input, lines[0])->week_ending);
    }
}

static void
add_keyed (TallyAuditContext *context,
           GArray            *amounts)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditPrice *prices = tally_audit_prices_get (context);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (prices[i].basis == TALLY_AUDIT_BASIS_KEYED)
        add_amount (amounts, line->price_cents, line->week_ending);
    }
}

static void
amounts_free (Amounts *self)
{
  for (guint i = 0; i < TALLY_AUDIT_N_DOMAINS; i++)
    g_array_unref (self->amounts[i]);
  g_free (self);
}

static gpointer
make_amounts (TallyAuditContext *context)
{
  Amounts *self = g_new0 (Amounts, 1);

  for (guint i = 0; i < TALLY_AUDIT_N_DOMAINS; i++)
    self->amounts[i] = g_array_new (FALSE, FALSE, sizeof (TallyAuditAmount));
  add_totals (context, self->amounts[TALLY_AUDIT_TOTALS]);
  add_keyed (context, self->amounts[TALLY_AUDIT_KEYED]);
  return self;
}

const GArray *
tally_audit_amounts_get (TallyAuditContext *context,
                         TallyAuditDomain   domain)
{
  Amounts *amounts = tally_audit_context_get_shared (context, "amounts", make_amounts, (GDestroyNotify) amounts_free);

  return amounts->amounts[domain];
}

const char *
tally_audit_amounts_get_title (TallyAuditDomain domain)
{
  return domain == TALLY_AUDIT_TOTALS ? "totals of work requests and weeks" : "keyed prices";
}

gboolean
tally_audit_amounts_is_enough (TallyAuditContext *context,
                               TallyAuditDomain   domain,
                               guint              min_n)
{
  const GArray *amounts = tally_audit_amounts_get (context, domain);
  TallyMoney sum = 0;

  for (guint i = 0; i < amounts->len; i++)
    sum += g_array_index (amounts, TallyAuditAmount, i).cents;
  tally_audit_context_count (context, amounts->len >= min_n ? TALLY_AUDIT_IN_SCOPE : "too-few-amounts", amounts->len, sum);
  return amounts->len >= min_n;
}

void
tally_audit_amounts_submit (TallyAuditContext *context,
                            TallyAuditDomain   domain,
                            const char        *name,
                            TallyAuditFacts   *facts)
{
  const char *title = tally_audit_amounts_get_title (domain);
  g_autofree char *subject = g_strjoin ("\x1f", name, title, NULL);

  tally_audit_facts_add_text (facts, "domain", title);
  tally_audit_facts_add_int64 (facts, "n_amounts", tally_audit_amounts_get (context, domain)->len);
  tally_audit_context_submit (context, &(TallyAuditSubmission) { .facts = facts, .subject = subject });
}

guint
tally_audit_amounts_count_digits (const GArray     *amounts,
                                  TallyAuditDigits  digits,
                                  TallyDay          from,
                                  TallyDay          to,
                                  gint64           *out_counts)
{
  guint n = 0;

  memset (out_counts, 0, tally_audit_benford_get_n_cells (digits) * sizeof *out_counts);
  for (guint i = 0; i < amounts->len; i++)
    {
      const TallyAuditAmount *amount = &g_array_index (amounts, TallyAuditAmount, i);
      if (amount->week_ending < from || (to != TALLY_DAY_NONE && amount->week_ending > to))
        continue;
      out_counts[tally_audit_benford_find_cell (digits, amount->cents)]++;
      n++;
    }
  return n;
}

void
tally_audit_amounts_report_digits (TallyAuditContext *context,
                                   TallyAuditDigits   digits,
                                   const char        *name,
                                   guint              min_n)
{
  gint64 counts[TALLY_AUDIT_BENFORD_MAX_CELLS];

  for (guint domain = 0; domain < TALLY_AUDIT_N_DOMAINS; domain++)
    {
      TallyAuditFacts *facts;
      if (!tally_audit_amounts_is_enough (context, domain, min_n))
        continue;
      facts = tally_audit_facts_new ();
      tally_audit_amounts_count_digits (tally_audit_amounts_get (context, domain), digits, TALLY_DAY_NONE, TALLY_DAY_NONE, counts);
      for (guint i = 0; i < tally_audit_benford_get_n_cells (digits); i++)
        tally_audit_facts_append_int64 (facts, "counts", counts[i]);
      tally_audit_facts_add_int64 (facts, "digits", digits);
      tally_audit_amounts_submit (context, domain, name, facts);
    }
}

gint64
tally_audit_amounts_read_counts (const TallyAuditFacts *facts,
                                 const char            *name,
                                 guint                  n_cells,
                                 gint64                *out_counts)
{
  gint64 n = 0;

  if (tally_audit_facts_get_length (facts, name) != n_cells)
    return 0;
  for (guint i = 0; i < n_cells; i++)
    {
      out_counts[i] = tally_audit_facts_get_number (facts, name, i);
      if (out_counts[i] < 0 || out_counts[i] > G_MAXINT32)
        return 0;
      n += out_counts[i];
    }
  return n;
}

/* What convention calls the deviation, "" where there are too few amounts for it to mean anything. */
static const char *
get_band (TallyAuditDigits digits,
          gint64           n,
          double           mad)
{
  if (n < conventions[digits].min_n)
    return "";
  if (mad <= conventions[digits].close)
    return "; by convention close";
  if (mad <= conventions[digits].acceptable)
    return "; by convention acceptable";
  return mad <= conventions[digits].marginal ? "; by convention marginal" : "; by convention not conforming";
}

gboolean
tally_audit_amounts_judge_digits (const TallyAuditFacts *facts,
                                  TallyAuditJudgement   *judgement)
{
  gint64 digits = tally_audit_facts_get_int64 (facts, "digits"), counts[TALLY_AUDIT_BENFORD_MAX_CELLS], n;
  TallyAuditBenfordFit fit;
  char text[3][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (digits < 0 || digits >= (gint64) G_N_ELEMENTS (conventions))
    return FALSE;
  n = tally_audit_amounts_read_counts (facts, "counts", tally_audit_benford_get_n_cells (digits), counts);
  if (n == 0)
    return FALSE;
  tally_audit_benford_fit (digits, counts, &fit);
  judgement->p_value = fit.p_mad;
  judgement->cause = fit.p_mad < TALLY_AUDIT_AMOUNTS_LEVEL ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("%s of %" G_GINT64_FORMAT " %s: mean absolute deviation %s, %s by chance alone: chance %s, "
                                         "%s%s", conventions[digits].noun, n, tally_audit_facts_get_text (facts, "domain"),
    tally_audit_stats_format (fit.mad, 5, text[0]), tally_audit_stats_format (fit.chance_mad, 5, text[1]),
    tally_audit_stats_format_chance (fit.p_mad, text[2]),
    fit.p_mad < TALLY_AUDIT_AMOUNTS_LEVEL ? "other than expected" : "as expected", get_band (digits, n, fit.mad));
  tally_audit_facts_add_double (judgement->derived, "mad", fit.mad);
  tally_audit_facts_add_double (judgement->derived, "excess_mad", fit.mad - fit.chance_mad);
  tally_audit_facts_add_double (judgement->derived, "chi_square", fit.chi_square);
  tally_audit_facts_add_double (judgement->derived, "p_chi_square", fit.p_chi_square);
  return TRUE;
}
