/* tally-detector-sequence-gap.c
 *
 * D17: numbers that are missing in a row that is otherwise complete: work that may not be billed.
 * Statistic: points and scopes of a work request, work orders of a customer, by the number at their end; a row
 * is what has the same beginning and no gap above 50. Threshold: a gap of 1 to 50 whose neighbours were
 * completed at most 30 days apart, in a row of which nine of ten are there and that is no scatter: were the
 * lines strewn over its numbers, so few (or, where each has many lines, so many) would be empty with p < .001.
 * Minimum n: 20 numbers. Source: gap test of audit software; occupancy of cells, Feller 1968, IV.2; features
 * D17. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_NUMBERS 20
#define MAX_GAP 50
#define MAX_DAYS 30
#define MIN_THERE_PERCENT 90
#define MAX_P_VALUE 0.001
#define MAX_DIGITS 9
#define MAX_SHOWN 5

/* A missing number says little: the work may have been nobody's; and what it would cost is a guess. */
#define SCORE (TALLY_FINDING_SCORE_ONE / 5)
#define CONFIDENCE (TALLY_FINDING_SCORE_ONE / 2)

/* One number of a row. */
typedef struct {
  const char *owner;
  const char *text;
  gsize       prefix_length;
  gint64      number;
  guint       line;
  guint       n_lines;
  TallyDay    day;
  TallyMoney  cents;
} Entry;

/* What rows there are: whose, and of what. */
typedef struct {
  TallyField  owner;
  TallyField  field;
  const char *noun;
  const char *owner_noun;
} Kind;

static gboolean
parse_number (const char *text,
              Entry      *entry)
{
  gsize length = strlen (text), start = length;

  while (start > 0 && g_ascii_isdigit (text[start - 1]))
    start--;
  entry->text = text;
  entry->prefix_length = start;
  return length > start && length - start <= MAX_DIGITS && tally_number_parse_int64 (text + start, length - start, &entry->number);
}

static int
compare_rows (const Entry *a,
              const Entry *b)
{
  int order = a->owner == b->owner ? 0 : strcmp (a->owner, b->owner);

  if (order != 0)
    return order;
  if (a->prefix_length != b->prefix_length)
    return a->prefix_length < b->prefix_length ? -1 : 1;
  return strncmp (a->text, b->text, a->prefix_length);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *entry_a = a, *entry_b = b;
  int order = compare_rows (entry_a, entry_b);

  if (order != 0)
    return order;
  if (entry_a->number != entry_b->number)
    return entry_a->number < entry_b->number ? -1 : 1;
  return (entry_a->line > entry_b->line) - (entry_a->line < entry_b->line);
}

static gboolean
is_numbered (const TallyLine *line,
             gpointer         data)
{
  const Kind *kind = data;

  return line->reason == TALLY_REASON_ACCEPTED && line->text[kind->owner][0] != '\0' && line->text[kind->field][0] != '\0';
}

/* The numbers of all rows, each once. */
static GArray *
list_entries (const TallyAuditInput *input,
              const Kind            *kind)
{
  g_autoptr (TallyAuditGroups) groups
    = tally_audit_groups_new (input, TALLY_AUDIT_BY (kind->owner) | TALLY_AUDIT_BY (kind->field), is_numbered, (gpointer) kind);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      const TallyLine *line = tally_audit_input_get_line (input, lines[0]);
      Entry entry = { .owner = line->text[kind->owner], .line = lines[0], .n_lines = n_lines, .day = line->snapshot };
      if (!parse_number (line->text[kind->field], &entry))
        continue;
      for (guint j = 0; j < n_lines; j++)
        entry.cents += tally_audit_input_get_line (input, lines[j])->price_cents;
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  return entries;
}

static gboolean
is_near_in_time (const Entry *a,
                 const Entry *b)
{
  if (a->day == TALLY_DAY_NONE || b->day == TALLY_DAY_NONE)
    return FALSE;
  return (a->day > b->day ? a->day - b->day : b->day - a->day) <= MAX_DAYS;
}

/* The row as facts: the gaps with what is known of their neighbours; %NULL if there is none to judge. */
static TallyAuditFacts *
describe_row (const Kind *kind,
              GArray     *entries,
              guint       start,
              guint       end)
{
  const Entry *first = &g_array_index (entries, Entry, start);
  g_autofree char *prefix = g_strndup (first->text, first->prefix_length);
  g_autoptr (TallyAuditFacts) facts = tally_audit_facts_new ();
  TallyMoney cents = 0;
  guint n_numbers = 0, n_lines = 0;

  for (guint i = start; i < end; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i), *before = i > start ? entry - 1 : entry;
      cents += entry->cents;
      n_lines += entry->n_lines;
      n_numbers += i == start || entry->number != before->number;
      if (i == start || entry->number <= before->number + 1 || !is_near_in_time (before, entry)
          || tally_audit_facts_get_length (facts, "gap_starts") >= TALLY_AUDIT_FACTS_MAX_LIST)
        continue;
      tally_audit_facts_append_int64 (facts, "gap_starts", before->number + 1);
      tally_audit_facts_append_int64 (facts, "gap_ends", entry->number - 1);
    }
  if (tally_audit_facts_get_length (facts, "gap_starts") == 0)
    return NULL;
  tally_audit_facts_add_text (facts, "noun", kind->noun);
  tally_audit_facts_add_text (facts, "owner_noun", kind->owner_noun);
  tally_audit_facts_add_text (facts, "owner", first->owner);
  tally_audit_facts_add_text (facts, "prefix", prefix);
  tally_audit_facts_add_int64 (facts, "digits", (gint64) (strlen (first->text) - first->prefix_length));
  tally_audit_facts_add_int64 (facts, "first", first->number);
  tally_audit_facts_add_int64 (facts, "last", g_array_index (entries, Entry, end - 1).number);
  tally_audit_facts_add_int64 (facts, "n_numbers", n_numbers);
  tally_audit_facts_add_int64 (facts, "n_lines", n_lines);
  tally_audit_facts_add_int64 (facts, "price_cents", cents);
  return g_steal_pointer (&facts);
}

static void
look_at (TallyAuditContext *context,
         const Kind        *kind,
         GArray            *entries,
         guint              start,
         guint              end)
{
  const Entry *first = &g_array_index (entries, Entry, start);
  g_autofree char *prefix = g_strndup (first->text, first->prefix_length);
  g_autofree char *subject = g_strjoin ("\x1f", kind->noun, first->owner, prefix, NULL);
  TallyAuditFacts *facts = NULL;
  gboolean is_enough = end - start >= MIN_NUMBERS;

  tally_audit_context_count (context, is_enough ? TALLY_AUDIT_IN_SCOPE : "too-few-numbers", end - start, 0);
  tally_audit_context_add_tests (context, is_enough);
  if (is_enough)
    facts = describe_row (kind, entries, start, end);
  if (facts == NULL)
    return;
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject,
    .work_request = kind->owner == TALLY_FIELD_WORK_REQUEST ? first->owner : NULL,
  });
}

/* Equal numbers ("7" and "07") are one; a row ends where more than a gap is missing. */
static void
look_for (TallyAuditContext *context,
          const Kind        *kind)
{
  g_autoptr (GArray) entries = list_entries (tally_audit_context_get_input (context), kind);
  guint start = 0;

  for (guint i = 1; i <= entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i - 1);
      if (i < entries->len && compare_rows (entry, entry + 1) == 0 && entry[1].number - entry->number <= MAX_GAP + 1)
        continue;
      look_at (context, kind, entries, start, i);
      start = i;
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  static const Kind kinds[] = {
    { TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_POLE, "point", "work request" },
    { TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_SCOPE, "scope", "work request" },
    { TALLY_FIELD_CUSTOMER, TALLY_FIELD_WORK_ORDER, "work order", "customer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (tally_audit_context_is_cancelled (context, error))
        return FALSE;
      look_for (context, &kinds[i]);
    }
  return TRUE;
}

static void
add_gap (GString               *out,
         const TallyAuditFacts *facts,
         guint                  index)
{
  gint64 start = tally_audit_facts_get_number (facts, "gap_starts", index);
  gint64 end = tally_audit_facts_get_number (facts, "gap_ends", index);
  const char *prefix = tally_audit_facts_get_text (facts, "prefix");
  int digits = (int) CLAMP (tally_audit_facts_get_int64 (facts, "digits"), 1, MAX_DIGITS);

  if (index >= MAX_SHOWN)
    return;
  g_string_append_printf (out, "%s%s%0*" G_GINT64_FORMAT, index > 0 ? ", " : "", prefix, digits, start);
  if (end > start)
    g_string_append_printf (out, " … %s%0*" G_GINT64_FORMAT, prefix, digits, end);
}

/* How likely as many of @span numbers are empty, or as few, if lines fall on them at random: the chance that what is
 * missing means nothing. The number of empty cells is nearly normal where many are, Poisson's where hardly one is. */
static double
get_chance (double span,
            double n_empty,
            double n_lines)
{
  double mean = span * pow (1 - 1 / span, n_lines), share = exp (-n_lines / span);
  double deviation = sqrt (span * share * (1 - (1 + n_lines / span) * share));
  double few = tally_audit_stats_normal_tail ((mean - n_empty - 0.5) / MAX (deviation, 1e-9));
  double many = tally_audit_stats_poisson_tail ((guint64) n_empty, mean);

  return MIN (2 * MIN (few, many), 1);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_numbers = tally_audit_facts_get_int64 (facts, "n_numbers"), n_missing = 0;
  gint64 span = tally_audit_facts_get_int64 (facts, "last") - tally_audit_facts_get_int64 (facts, "first") + 1;
  guint n_gaps = tally_audit_facts_get_length (facts, "gap_starts");
  g_autoptr (GString) gaps = g_string_new (NULL);

  for (guint i = 0; i < n_gaps; i++)
    {
      gint64 n = tally_audit_facts_get_number (facts, "gap_ends", i) - tally_audit_facts_get_number (facts, "gap_starts", i) + 1;
      if (n < 1 || n > MAX_GAP)
        return FALSE;
      n_missing += n;
      add_gap (gaps, facts, i);
    }
  if (n_missing < 1 || n_numbers < MIN_NUMBERS || n_numbers > span || 100 * n_numbers < MIN_THERE_PERCENT * span)
    return FALSE;
  judgement->p_value = get_chance ((double) span, (double) (span - n_numbers), (double) tally_audit_facts_get_int64 (facts, "n_lines"));
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->score_micros = SCORE;
  judgement->confidence_micros = CONFIDENCE;
  judgement->exposure_cents = tally_audit_prices_round ((double) tally_audit_facts_get_int64 (facts, "price_cents") / 100
                                                        / (double) n_numbers * (double) n_missing);
  judgement->cause = "not-billed";
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " %s numbers in a row of %s %s are not billed: %s%s",
    n_missing, span, tally_audit_facts_get_text (facts, "noun"), tally_audit_facts_get_text (facts, "owner_noun"),
    tally_audit_facts_get_text (facts, "owner"), gaps->str, n_gaps > MAX_SHOWN ? ", …" : "");
  return TRUE;
}

const TallyAuditDetector tally_detector_sequence_gap = {
  .id = "sequence-gap",
  .code = "D17",
  .title = "Missing number",
  .summary = "Is a number missing in a row that is otherwise complete?",
  .method = "gaps of 1 to 50 in points and scopes of a work request and in work orders of a customer, neighbours at most 30 "
            "days apart, in rows of 20 or more numbers of which nine of ten are there, unless chance would leave as many empty: "
            "p < .001",
  .source = "gap test of audit software",
  .version = 1,
  .min_n = MIN_NUMBERS,
  .category = TALLY_FINDING_PROCESS,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "sequence",
  .collect = collect,
  .judge = judge,
};
