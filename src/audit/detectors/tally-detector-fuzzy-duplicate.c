/* tally-detector-fuzzy-duplicate.c
 *
 * D12: the same work under a pole or unit code spelled otherwise, or under a mistyped work request.
 * Statistic: lines whose pole, unit code, kind of work and quantity are one key
 * (tally_audit_similarity_dup_key) and whose work request is that too, or is one slip away and has at most three
 * lines where the other has ten or more, on one day, at a pole that few work requests have or of one crew, scope,
 * order and job. Score = .4 × Jaro-Winkler of the work
 * request + .3 × (1 - difference of the prices in parts of 5 %) + .2 × (1 - days apart in parts of 14) +
 * .1 × Jaro-Winkler of the unit code. Threshold: .90; from .70 on counted, not found. Not where more than 5 %
 * of the unit code's lines repeat, nor where chance makes so many (D10). Minimum n: 20 other lines.
 * Source: Jaro 1989, Winkler 1990, Damerau 1964; weights and cut-offs as usual in tests for duplicate payments.
 * Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-places.h"
#include "tally-audit-repeats.h"
#include "tally-audit-similarity.h"
#include "tally-detectors.h"

#define ONE TALLY_FINDING_SCORE_ONE
#define LIKELY_MICROS 900000
#define REVIEW_MICROS 700000
#define MAX_DAYS 14
#define PRICE_PARTS 20 /* 5 % */

/* Lines of one pole, unit and kind of work, in all work requests; more are no block to compare pair by pair. */
#define MAX_BLOCK_LINES 200

/* A pole that more work requests have is a number within each, not a place. */
#define MAX_WORK_REQUESTS_OF_PLACE 3

/* A mistyped work request has few lines, what was meant has many. */
#define MAX_LINES_OF_SLIP 3
#define MIN_LINES_OF_MEANT 10

typedef struct {
  guint                lines[2];
  guint                unit_a;
  guint                unit_b;
  gint64               score;
  TallyAuditDifference difference;
} Candidate;

typedef struct {
  TallyAuditContext     *context;
  const TallyAuditInput *input;
  const TallyAuditUnits *units;
  TallyAuditPlaces      *places;     /* (borrowed) */
  GArray                *candidates; /* (owned) Candidate */
  gint64                 n_alike[TALLY_AUDIT_N_DIFFERENCES];
  gboolean               is_place;   /* whether the block at work is one that few work requests have */
} Work;

/* What a pair is scored by. */
typedef struct {
  const char *work_request_a;
  const char *work_request_b;
  const char *cu_a;
  const char *cu_b;
  TallyMoney  cents_a;
  TallyMoney  cents_b;
  gint64      n_days;
} Pair;

static gint64
get_score (const Pair *pair)
{
  TallyMoney larger = MAX (MAX (ABS (pair->cents_a), ABS (pair->cents_b)), 1);
  gint64 off = MIN (ABS (pair->cents_a - pair->cents_b) * PRICE_PARTS, larger);
  gint64 price = (gint64) ((__int128) ONE * (larger - off) / larger);
  gint64 day = ONE * (MAX_DAYS - CLAMP (pair->n_days, 0, MAX_DAYS)) / MAX_DAYS;
  gint64 work_request = tally_audit_similarity_jaro_winkler (pair->work_request_a, pair->work_request_b);

  return (4 * work_request + 3 * price + 2 * day + tally_audit_similarity_jaro_winkler (pair->cu_a, pair->cu_b)) / 10;
}

static gboolean
is_mistyped (const TallyAuditPlace *a,
             const TallyAuditPlace *b)
{
  return MIN (a->n_request, b->n_request) <= MAX_LINES_OF_SLIP && MAX (a->n_request, b->n_request) >= MIN_LINES_OF_MEANT
         && tally_audit_similarity_is_slip (a->work_request, b->work_request);
}

/* Under a mistyped work request stands what stands under the right one: of one day, at a place that few have, or
 * else of one crew, scope, order and job, an order or job being named. */
static gboolean
is_one_origin (const Work      *work,
               const TallyLine *a,
               const TallyLine *b)
{
  TallyAuditDifference difference = tally_audit_difference_of (a, b);
  gboolean is_named = a->text[TALLY_FIELD_WORK_ORDER][0] != '\0' || a->text[TALLY_FIELD_JOB][0] != '\0';

  return work->is_place || (difference == TALLY_AUDIT_DIFFERENCE_NONE && is_named);
}

static gint64
get_n_days (const TallyLine *a,
            const TallyLine *b)
{
  TallyDay day_a = a->snapshot != TALLY_DAY_NONE ? a->snapshot : a->week_ending;
  TallyDay day_b = b->snapshot != TALLY_DAY_NONE ? b->snapshot : b->week_ending;

  return ABS ((gint64) day_a - (gint64) day_b);
}

static Pair
make_pair (const TallyAuditPlace *place_a,
           const TallyAuditPlace *place_b,
           const TallyLine       *a,
           const TallyLine       *b)
{
  return (Pair) {
    .work_request_a = place_a->work_request, .work_request_b = place_b->work_request,
    .cu_a = a->text[TALLY_FIELD_CU], .cu_b = b->text[TALLY_FIELD_CU],
    .cents_a = a->price_cents, .cents_b = b->price_cents, .n_days = get_n_days (a, b),
  };
}

/* Another quantity, party that pays or scope is other work. */
static gboolean
may_be_one (const Work *work,
            guint       a,
            guint       b)
{
  const TallyLine *line_a = tally_audit_input_get_line (work->input, a);
  const TallyLine *line_b = tally_audit_input_get_line (work->input, b);
  const guint lines[] = { a, b };

  return tally_audit_groups_compare_lines (line_a, line_b, TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY)) == 0
         && tally_audit_difference_share_base (line_a->variant, line_b->variant)
         && tally_audit_difference_of (line_a, line_b) != TALLY_AUDIT_DIFFERENCE_OTHER_SCOPE
         && get_n_days (line_a, line_b) <= MAX_DAYS && !tally_audit_units_has_found (work->context, lines, 2);
}

static void
look_at_lines (Work                  *work,
               const TallyAuditPlace *place_a,
               const TallyAuditPlace *place_b,
               guint                  a,
               guint                  b)
{
  const TallyLine *line_a = tally_audit_input_get_line (work->input, a);
  const TallyLine *line_b = tally_audit_input_get_line (work->input, b);
  Candidate candidate = { .lines = { a, b }, .unit_a = place_a->unit, .unit_b = place_b->unit };
  Pair pair = make_pair (place_a, place_b, line_a, line_b);
  gboolean is_slip = place_a->work_request != place_b->work_request;

  if (!may_be_one (work, a, b) || (is_slip && (pair.n_days > 0 || !is_one_origin (work, line_a, line_b))))
    return;
  candidate.score = get_score (&pair);
  candidate.difference = pair.n_days > 0 ? TALLY_AUDIT_DIFFERENCE_DAY : TALLY_AUDIT_DIFFERENCE_NONE;
  if (candidate.score >= LIKELY_MICROS)
    {
      work->n_alike[candidate.difference]++;
      g_array_append_val (work->candidates, candidate);
    }
  else if (candidate.score >= REVIEW_MICROS)
    tally_audit_units_count (work->context, "alike-below-threshold", candidate.lines, 2);
}

static void
look_at_units (Work                  *work,
               const TallyAuditPlace *a,
               const TallyAuditPlace *b)
{
  guint n_a, n_b;
  const guint *lines_a = tally_audit_units_get_lines (work->units, a->unit, &n_a);
  const guint *lines_b = tally_audit_units_get_lines (work->units, b->unit, &n_b);

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      look_at_lines (work, a, b, MIN (lines_a[i], lines_b[j]), MAX (lines_a[i], lines_b[j]));
}

/* Work requests of a block; it is sorted by them. */
static guint
count_work_requests (const TallyAuditPlace *places,
                     guint                  n_places)
{
  guint n = 1;

  for (guint i = 1; i < n_places; i++)
    n += places[i].work_request != places[i - 1].work_request ? 1 : 0;
  return n;
}

/* Units that are one place and kind of work, in whatever spelling and work request. */
static void
look_at_block (Work                  *work,
               const TallyAuditPlace *places,
               guint                  n_places)
{
  work->is_place = count_work_requests (places, n_places) <= MAX_WORK_REQUESTS_OF_PLACE;
  for (guint i = 0; i < n_places; i++)
    for (guint j = i + 1; j < n_places; j++)
      if (places[i].work_request == places[j].work_request || is_mistyped (&places[i], &places[j]))
        look_at_units (work, &places[i], &places[j]);
}

/* A block that is too large is left alone, and counted. */
static gboolean
is_bounded (const Work            *work,
            const TallyAuditPlace *places,
            guint                  n_places)
{
  TallyMoney cents = 0;
  guint n = 0;

  for (guint i = 0; i < n_places; i++)
    n += places[i].n_lines;
  if (n <= MAX_BLOCK_LINES)
    return TRUE;
  for (guint i = 0; i < n_places; i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (work->units, places[i].unit, &n_lines);
      cents += tally_audit_units_sum (work->input, lines, n_lines);
    }
  tally_audit_context_count (work->context, "block-too-large", n, cents);
  return FALSE;
}

static void
look_at_blocks (Work *work)
{
  guint start = 0, n;

  do
    {
      const TallyAuditPlace *places = tally_audit_places_next (work->places, start, &n);
      if (n > 1 && is_bounded (work, places, n))
        look_at_block (work, places, n);
      start += n;
    }
  while (n > 0);
}

static char *
dup_subject (Work            *work,
             const TallyLine *a,
             const TallyLine *b)
{
  const char *key_a = tally_audit_places_get_key (work->places, a, TALLY_FIELD_WORK_REQUEST);
  const char *key_b = tally_audit_places_get_key (work->places, b, TALLY_FIELD_WORK_REQUEST);
  gboolean is_ordered = strcmp (key_a, key_b) <= 0;
  char quantity[TALLY_DECIMAL_BUFFER_SIZE];

  return g_strjoin ("\x1f", "spelled", is_ordered ? key_a : key_b, is_ordered ? key_b : key_a,
                    tally_audit_places_get_key (work->places, a, TALLY_FIELD_POLE), tally_audit_places_get_key (work->places, a, TALLY_FIELD_CU),
                    tally_audit_places_get_key (work->places, a, TALLY_FIELD_WORK_TYPE),
                    tally_decimal_format (a->quantity, quantity, sizeof quantity), NULL);
}

static void
submit (Work                    *work,
        const Candidate         *candidate,
        const TallyAuditRepeats *repeats)
{
  const TallyLine *a = tally_audit_input_get_line (work->input, candidate->lines[0]);
  const TallyLine *b = tally_audit_input_get_line (work->input, candidate->lines[1]);
  g_autofree char *subject = dup_subject (work, a, b);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_units_add_lines (facts, work->input, candidate->lines, 2);
  tally_audit_facts_add_line (facts, "other", b);
  tally_audit_facts_add_text (facts, "key", tally_audit_places_get_key (work->places, a, TALLY_FIELD_WORK_REQUEST));
  tally_audit_facts_add_text (facts, "other_key", tally_audit_places_get_key (work->places, b, TALLY_FIELD_WORK_REQUEST));
  tally_audit_facts_add_int64 (facts, "n_days", get_n_days (a, b));
  tally_audit_facts_add_int64 (facts, "n_alike", work->n_alike[candidate->difference]);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = candidate->lines, .n_lines = 2,
  });
}

/* The other line is none of the others either. */
static void
settle (Work            *work,
        const Candidate *candidate)
{
  TallyAuditRepeats a = tally_audit_repeats_of (work->context, candidate->unit_a, TALLY_AUDIT_REPEATS_OF_UNIT);
  TallyAuditRepeats b = tally_audit_repeats_of (work->context, candidate->unit_b, TALLY_AUDIT_REPEATS_OF_UNIT);
  gint64 n_alike = work->n_alike[candidate->difference];
  const char *doubt;

  a.n_all--;
  b.n_all--;
  doubt = tally_audit_repeats_get_doubt (&a, candidate->difference, n_alike);
  if (doubt == NULL)
    doubt = tally_audit_repeats_get_doubt (&b, candidate->difference, n_alike);
  if (doubt != NULL)
    tally_audit_units_count (work->context, doubt, candidate->lines, 2);
  else
    submit (work, candidate, &a);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Work work = { .context = context, .input = tally_audit_context_get_input (context), .units = tally_audit_units_get (context) };

  work.places = tally_audit_places_get (context);
  work.candidates = candidates;
  tally_audit_units_count_scope (work.units, context);
  look_at_blocks (&work);
  for (guint i = 0; i < candidates->len; i++)
    settle (&work, &g_array_index (candidates, Candidate, i));
  return !tally_audit_context_is_cancelled (context, error);
}

static Pair
read_pair (const TallyAuditFacts *facts)
{
  const TallyAuditFacts *a = tally_audit_facts_get_child (facts, "line"), *b = tally_audit_facts_get_child (facts, "other");

  return (Pair) {
    .work_request_a = tally_audit_facts_get_text (facts, "key"),
    .work_request_b = tally_audit_facts_get_text (facts, "other_key"),
    .cu_a = tally_audit_facts_get_text (a, "cu"), .cu_b = tally_audit_facts_get_text (b, "cu"),
    .cents_a = tally_audit_facts_get_int64 (a, "price_cents"), .cents_b = tally_audit_facts_get_int64 (b, "price_cents"),
    .n_days = tally_audit_facts_get_int64 (facts, "n_days"),
  };
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *a = tally_audit_facts_get_child (facts, "line"), *b = tally_audit_facts_get_child (facts, "other");
  TallyAuditRepeats repeats = tally_audit_repeats_read (facts);
  Pair pair = read_pair (facts);
  TallyAuditDifference difference = pair.n_days > 0 ? TALLY_AUDIT_DIFFERENCE_DAY : TALLY_AUDIT_DIFFERENCE_NONE;
  char money[TALLY_MONEY_BUFFER_SIZE];

  judgement->score_micros = get_score (&pair);
  if (judgement->score_micros < LIKELY_MICROS
      || tally_audit_repeats_get_doubt (&repeats, difference, tally_audit_facts_get_int64 (facts, "n_alike")) != NULL)
    return FALSE;
  judgement->exposure_cents = MAX (MIN (pair.cents_a, pair.cents_b), 0);
  judgement->cause = strcmp (pair.work_request_a, pair.work_request_b) == 0 ? "spelled-otherwise" : "mistyped-work-request";
  judgement->sentence = g_strdup_printf (
    "%s × %s is billed at point %s of work request %s and at point %s of work request %s, %" G_GINT64_FORMAT
    " days apart: %s may be billed twice",
    tally_audit_facts_get_text (a, "quantity"), tally_audit_facts_get_text (a, "cu"), tally_audit_facts_get_text (a, "pole"),
    tally_audit_facts_get_text (a, "work_request"), tally_audit_facts_get_text (b, "pole"),
    tally_audit_facts_get_text (b, "work_request"), pair.n_days,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_fuzzy_duplicate = {
  .id = "fuzzy-duplicate",
  .code = "D12",
  .title = "Duplicate in another spelling",
  .summary = "Is the same work billed under another spelling of the point or unit, or under a mistyped work request?",
  .method = "lines whose point, unit, kind of work and quantity are one after folding dashes, leading zeros, O/0, I/1, and whose work "
            "request is one too or one slip away with at most 3 lines against 10; .4 × Jaro-Winkler + .3 × price + .2 × day + .1 × unit "
            "at least .90; not where more than 5 % of the unit's lines repeat",
  .source = "Jaro 1989, Winkler 1990, Damerau 1964; weights as usual in tests for duplicate payments",
  .version = 2,
  .min_n = TALLY_AUDIT_DIFFERENCE_MIN_LINES,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
