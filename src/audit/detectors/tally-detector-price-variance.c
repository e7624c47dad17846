/* tally-detector-price-variance.c
 *
 * The predecessor's price check, for comparison only: it holds totals of different units against each other.
 * Statistic: (largest - smallest price) by the mean price of a work request. Threshold: more than .5.
 * Minimum n: 2. Source: billing 1.13.1. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-detectors.h"

#define MIN_LINES 2
#define MAX_LISTED 25
#define MAX_SHOWN 5

/* The prices of one work request. */
typedef struct {
  const char *work_request;
  TallyMoney  smallest;
  TallyMoney  largest;
  TallyMoney  sum;
  guint       n_lines;
} Spread;

static Spread
get_spread (const TallyAuditInput *input,
            const guint           *lines,
            guint                  n_lines)
{
  Spread spread = { .smallest = G_MAXINT64, .n_lines = n_lines };

  for (guint i = 0; i < n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, lines[i]);
      spread.work_request = line->text[TALLY_FIELD_WORK_REQUEST];
      spread.smallest = MIN (spread.smallest, line->price_cents);
      spread.largest = MAX (spread.largest, line->price_cents);
      spread.sum += line->price_cents;
    }
  return spread;
}

/* (largest - smallest) / (sum / n) > 1/2, without a division. */
static gboolean
is_wide (const Spread *spread)
{
  return spread->n_lines >= MIN_LINES && (__int128) 2 * spread->n_lines * (spread->largest - spread->smallest) > spread->sum;
}

static void
list_spread (TallyAuditFacts *facts,
             const Spread    *spread)
{
  TallyAuditFacts *child = tally_audit_facts_append_child (facts, "work_requests");

  tally_audit_facts_add_text (child, "work_request", spread->work_request);
  tally_audit_facts_add_int64 (child, "smallest_cents", spread->smallest);
  tally_audit_facts_add_int64 (child, "largest_cents", spread->largest);
  tally_audit_facts_add_int64 (child, "sum_cents", spread->sum);
  tally_audit_facts_add_int64 (child, "n_lines", spread->n_lines);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST), NULL, NULL);
  TallyAuditFacts *facts = tally_audit_facts_new ();
  guint n_wide = 0, n_compared = 0;

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      Spread spread = get_spread (input, lines, n_lines);
      tally_audit_context_count (context, n_lines >= MIN_LINES ? TALLY_AUDIT_IN_SCOPE : "single-price", n_lines, spread.sum);
      n_compared += n_lines >= MIN_LINES;
      if (is_wide (&spread) && n_wide++ < MAX_LISTED)
        list_spread (facts, &spread);
    }
  tally_audit_facts_add_int64 (facts, "n_wide", n_wide);
  tally_audit_facts_add_int64 (facts, "n_compared", n_compared);
  tally_audit_context_submit (context, &(TallyAuditSubmission) { .facts = facts, .subject = "all" });
  return !tally_audit_context_is_cancelled (context, error);
}

static void
show_spread (GString               *out,
             const TallyAuditFacts *facts)
{
  char money[2][TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (out, "%s%s (%s … %s)", out->len > 0 ? ", " : ": ", tally_audit_facts_get_text (facts, "work_request"),
    tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "smallest_cents"), money[0], sizeof money[0]),
    tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "largest_cents"), money[1], sizeof money[1]));
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_wide = tally_audit_facts_get_int64 (facts, "n_wide"), n_compared = tally_audit_facts_get_int64 (facts, "n_compared");
  g_autoptr (GString) shown = g_string_new (NULL);

  if (n_wide < 1)
    return FALSE;
  for (guint i = 0; i < MIN (tally_audit_facts_get_length (facts, "work_requests"), MAX_SHOWN); i++)
    show_spread (shown, tally_audit_facts_get_element (facts, "work_requests", i));
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " work requests have prices further apart than half "
                                         "of their mean%s%s", n_wide, n_compared, shown->str, n_wide > MAX_SHOWN ? ", …" : "");
  return TRUE;
}

const TallyAuditDetector tally_detector_price_variance = {
  .id = "price-variance",
  .code = "C2",
  .title = "Price variance (former rule)",
  .summary = "How many work requests would the predecessor's price check have named?",
  .method = "largest less smallest price by the mean price of a work request more than .5, from two prices on; for comparison",
  .source = "price check of the predecessor",
  .version = 1,
  .min_n = MIN_LINES,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "former",
  .collect = collect,
  .judge = judge,
};
