/* tally-detector-stale-formula.c
 *
 * D35: the quantity of a line was changed, and its price was not computed again, or was put back.
 * Statistic: times of the last changes of quantity and price; the price for one unit against that of other lines of
 * the unit code and kind of work. Threshold: the quantity is newer by more than 60 s and the price is off by more
 * than 2 cents; or an automation put the price back within 10 s after it was computed. More lines must bill the unit
 * as the old quantity does than as the new one does. Minimum n: none; without other lines the price for one unit of
 * the old quantity must come to whole cents, and that of the new one not. Source: billing incident 50. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

#define LAG_USEC TALLY_AUDIT_SETTLING_USEC
#define REVERT_USEC (10 * G_USEC_PER_SEC)
#define TOLERANCE_CENTS 2

/* Peers that are compared: enough to tell a usual price. */
#define MAX_PEERS 300

/* Without other lines only arithmetic speaks for it. */
#define ALONE_CONFIDENCE_MICROS 600000

#define QUANTITY_PLACES 6
#define QUANTITY_SCALE 1000000

/* A price for a quantity, in millionths. */
typedef struct {
  TallyMoney cents;
  gint64     quantity;
} Rate;

/* What was found about one line. */
typedef struct {
  const TallyLineChange *quantity; /* the first change since the price */
  const TallyLineChange *price;    /* (nullable) the last change of the price */
  const TallyLineChange *computed; /* (nullable) the price that an automation put back */
} Candidate;

static gboolean
is_change_of (const TallyLineChange *change,
              TallyField             field)
{
  return change->kind == TALLY_LINE_CHANGE_FIELD && change->field == field && change->old_value[0] != '\0';
}

static const TallyLineChange *
find_last (const TallyLineChange *changes,
           guint                  n_changes,
           TallyField             field)
{
  for (guint i = n_changes; i-- > 0;)
    if (is_change_of (&changes[i], field))
      return &changes[i];
  return NULL;
}

static const TallyLineChange *
find_quantity (const TallyLineChange *changes,
               guint                  n_changes,
               gint64                 after_utc_usec)
{
  for (guint i = 0; i < n_changes; i++)
    if (is_change_of (&changes[i], TALLY_FIELD_QUANTITY) && tally_audit_billed_get_time (&changes[i]) > after_utc_usec)
      return &changes[i];
  return NULL;
}

/* The price that was computed, and put back by an automation within seconds: the last two changes of the price. */
static const TallyLineChange *
find_computed (const TallyLineChange *changes,
               guint                  n_changes,
               const TallyLineChange *last)
{
  for (guint i = 0; i < n_changes && last->is_attributed && last->writer == TALLY_WRITER_AUTOMATION; i++)
    {
      const TallyLineChange *change = &changes[i];
      gint64 gap = last->written_utc_usec - change->written_utc_usec;
      if (change != last && is_change_of (change, TALLY_FIELD_PRICE) && change->is_attributed && gap >= 0 && gap <= REVERT_USEC
          && strcmp (change->old_value, last->new_value) == 0 && strcmp (change->new_value, last->new_value) != 0)
        return change;
    }
  return NULL;
}

static gboolean
find_candidate (const TallyAuditInput  *input,
                const TallyAuditPolicy *policy,
                const TallyLine        *line,
                Candidate              *out)
{
  guint n;
  const TallyLineChange *changes = tally_audit_input_list_changes (input, line->sheet_id, line->row_id, &n);
  gint64 price_utc_usec = 0;

  *out = (Candidate) { NULL, NULL, NULL };
  if (find_last (changes, n, TALLY_FIELD_QUANTITY) == NULL)
    return FALSE;
  out->price = find_last (changes, n, TALLY_FIELD_PRICE);
  out->computed = out->price != NULL ? find_computed (changes, n, out->price) : NULL;
  if (out->price != NULL)
    price_utc_usec = tally_audit_billed_get_time (out->price) + LAG_USEC;
  if (out->computed != NULL)
    price_utc_usec = 0;
  out->quantity = find_quantity (changes, n, price_utc_usec);
  return out->quantity != NULL && tally_audit_billed_get_time (out->quantity) + LAG_USEC < policy->now_utc_usec;
}

static gboolean
scale_text (const char *text,
            gint64     *out_quantity)
{
  TallyDecimal number;

  return tally_decimal_parse (text, strlen (text), &number)
         && tally_decimal_scale (number, QUANTITY_PLACES, out_quantity) && *out_quantity > 0;
}

/* Whether two prices are of one price for one unit: each was rounded to a cent. */
static gboolean
is_same_rate (Rate a,
              Rate b)
{
  __int128 difference = (__int128) a.cents * b.quantity - (__int128) b.cents * a.quantity;

  return (difference < 0 ? -difference : difference) * 2 <= (__int128) a.quantity + b.quantity;
}

/* Counts other lines of the unit that bill it at the same price for one. */
static void
count_peers (const TallyAuditInput  *input,
             const TallyAuditGroups *groups,
             guint                   index,
             const Rate              rates[2],
             gint64                  out_counts[3])
{
  guint group, n_lines = 0;
  const guint *lines = NULL;

  if (tally_audit_groups_find_line (groups, index, &group))
    lines = tally_audit_groups_get_lines (groups, group, &n_lines);
  for (guint i = 0; i < MIN (n_lines, MAX_PEERS); i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, lines[i]);
      Rate rate = { line->price_cents, 0 };
      if (lines[i] == index || !tally_decimal_scale (line->quantity, QUANTITY_PLACES, &rate.quantity) || rate.quantity <= 0)
        continue;
      out_counts[0]++;
      out_counts[1] += is_same_rate (rate, rates[0]);
      out_counts[2] += is_same_rate (rate, rates[1]);
    }
}

static void
add_facts (TallyAuditContext *context,
           const Candidate   *candidate,
           guint              index,
           const gint64       counts[3],
           TallyAuditFacts   *facts)
{
  const TallyAuditPolicy *policy = tally_audit_context_get_policy (context);

  tally_audit_facts_add_line (facts, "line", tally_audit_input_get_line (tally_audit_context_get_input (context), index));
  tally_audit_facts_add_text (facts, "old_quantity", candidate->quantity->old_value);
  tally_audit_billed_add_writing (tally_audit_facts_add_child (facts, "quantity_writing"), policy, candidate->quantity);
  tally_audit_billed_add_writing (tally_audit_facts_add_child (facts, "price_writing"), policy, candidate->price);
  tally_audit_facts_add_text (facts, "computed_price", candidate->computed != NULL ? candidate->computed->new_value : "");
  tally_audit_facts_add_int64 (facts, "n_peers", counts[0]);
  tally_audit_facts_add_int64 (facts, "n_peers_as_old", counts[1]);
  tally_audit_facts_add_int64 (facts, "n_peers_as_new", counts[2]);
}

static const char *
look_at (TallyAuditContext      *context,
         const TallyAuditGroups *groups,
         const Candidate        *candidate,
         guint                   index)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *line = tally_audit_input_get_line (input, index);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);
  Rate rates[2] = { { line->price_cents, 0 }, { line->price_cents, 0 } };
  gint64 counts[3] = { 0 };
  TallyAuditFacts *facts;

  if (!scale_text (candidate->quantity->old_value, &rates[0].quantity)
      || !tally_decimal_scale (line->quantity, QUANTITY_PLACES, &rates[1].quantity) || rates[1].quantity <= 0)
    return "no-quantity";
  if (rates[0].quantity == rates[1].quantity)
    return TALLY_AUDIT_IN_SCOPE;
  count_peers (input, groups, index, rates, counts);
  facts = tally_audit_facts_new ();
  add_facts (context, candidate, index, counts, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &index, .n_lines = 1,
  });
  return TALLY_AUDIT_IN_SCOPE;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditGroups *groups = tally_audit_peers_get_groups (context);
  Candidate candidate;

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      const char *reason = TALLY_AUDIT_IN_SCOPE;
      if (line->reason != TALLY_REASON_ACCEPTED)
        reason = "not-billed";
      else if (tally_audit_context_has_found (context, TALLY_AUDIT_RATE_FAMILY, i))
        reason = "found-by-rate";
      else if (find_candidate (input, tally_audit_context_get_policy (context), line, &candidate))
        reason = look_at (context, groups, &candidate, i);
      tally_audit_context_count (context, reason, 1, line->price_cents);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* Whether a price for one unit comes to whole cents. */
static gboolean
is_whole (Rate rate)
{
  return rate.quantity > 0 && (__int128) rate.cents * QUANTITY_SCALE % rate.quantity == 0;
}

static TallyMoney
get_price_for (Rate   rate,
               gint64 quantity)
{
  __int128 doubled = (__int128) rate.cents * quantity * 2 + rate.quantity;

  return (TallyMoney) MIN (doubled / (2 * (__int128) rate.quantity), (__int128) TALLY_MONEY_MAX);
}

static gboolean
read_rates (const TallyAuditFacts *facts,
            Rate                   rates[2])
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");

  rates[0].cents = rates[1].cents = tally_audit_facts_get_int64 (line, "price_cents");
  return scale_text (tally_audit_facts_get_text (facts, "old_quantity"), &rates[0].quantity)
         && scale_text (tally_audit_facts_get_text (line, "quantity"), &rates[1].quantity);
}

/* Whether the price is that of the old quantity, not of the new one. */
static gboolean
is_of_old_quantity (const TallyAuditFacts *facts,
                    const Rate             rates[2],
                    TallyAuditJudgement   *judgement)
{
  gint64 n_old = tally_audit_facts_get_int64 (facts, "n_peers_as_old");
  gint64 n_new = tally_audit_facts_get_int64 (facts, "n_peers_as_new");

  if (tally_audit_facts_get_int64 (facts, "n_peers") > 0)
    return n_old > n_new;
  judgement->confidence_micros = ALONE_CONFIDENCE_MICROS;
  return is_whole (rates[0]) && !is_whole (rates[1]);
}

static TallyMoney
get_expected (const TallyAuditFacts *facts,
              const Rate             rates[2])
{
  const char *computed = tally_audit_facts_get_text (facts, "computed_price");
  TallyDecimal number;
  TallyMoney cents;

  if (tally_decimal_parse (computed, strlen (computed), &number) && tally_money_from_decimal (number, &cents))
    return cents;
  return get_price_for (rates[0], rates[1].quantity);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  const TallyAuditFacts *writing = tally_audit_facts_get_child (facts, "quantity_writing");
  gboolean is_reverted = tally_audit_facts_get_text (facts, "computed_price")[0] != '\0';
  char billed[TALLY_MONEY_BUFFER_SIZE], expected[TALLY_MONEY_BUFFER_SIZE];
  TallyMoney expected_cents;
  Rate rates[2];

  if (!read_rates (facts, rates) || rates[0].cents <= 0 || (!is_reverted && !is_of_old_quantity (facts, rates, judgement)))
    return FALSE;
  expected_cents = get_expected (facts, rates);
  judgement->exposure_cents = ABS (expected_cents - rates[0].cents);
  if (judgement->exposure_cents <= TOLERANCE_CENTS)
    return FALSE;
  judgement->cause = is_reverted ? "reverted-by-automation" : "stale-formula";
  tally_audit_facts_add_int64 (judgement->derived, "expected_cents", expected_cents);
  judgement->sentence = g_strdup_printf ("%s billed, %s expected: quantity %s → %s on %s (%s), %s",
    tally_money_format_for_people (rates[0].cents, billed, sizeof billed),
    tally_money_format_for_people (expected_cents, expected, sizeof expected),
    tally_audit_facts_get_text (facts, "old_quantity"), tally_audit_facts_get_text (line, "quantity"),
    tally_audit_facts_get_text (writing, "written_day"), tally_audit_words_of_writer (tally_audit_facts_get_text (writing, "writer")),
    is_reverted ? "the price was computed and put back by an automation" : "the price was not computed again");
  return TRUE;
}

const TallyAuditDetector tally_detector_stale_formula = {
  .id = "stale-formula",
  .code = "D35",
  .title = "Price of an old quantity",
  .summary = "Was the quantity changed, and the price not computed again?",
  .method = "the quantity was changed more than 60 s after the price, which is off by more than 2 cents and for one unit is that "
            "of other lines at the old quantity; or an automation put a computed price back within 10 s",
  .source = "stale formulas as they were seen in production",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
