/* tally-detector-late-entry.c
 *
 * D36: work was written down long after, or long before, the week in which it is billed.
 * Statistic: days between the day of completion and the end of the week; for lines that no workbook of their work
 * request and week showed at first, days from the week's end until one did, or until they were written.
 * Threshold: more than 14 days. Minimum n: none; for the second, the work request's week must have been published
 * before. Source: cut-off tests (ISA 330). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-detectors.h"

#define LATE_DAYS 14

/* When a work request's week was first published. */
typedef struct {
  const char *work_request;
  TallyDay    week_ending;
  gint64      first_utc_usec;
} First;

/* The late lines of one work request and week. */
typedef struct {
  GArray     *lines;       /* (owned) guint */
  gint64      n_far;       /* their day is far from the week */
  gint64      n_entered;   /* they came late */
  gint64      longest_days;
  TallyMoney  cents;
} Late;

/* Days between two, either way; 0 if either is none. */
static gint64
get_distance (TallyDay a,
              TallyDay b)
{
  if (a == TALLY_DAY_NONE || b == TALLY_DAY_NONE)
    return 0;
  return ABS ((gint64) a - (gint64) b);
}

static int
compare_firsts (const First *a,
                const First *b)
{
  int order = (a->week_ending > b->week_ending) - (a->week_ending < b->week_ending);

  return order != 0 ? order : strcmp (a->work_request, b->work_request);
}

static int
compare_times (const First *a,
               const First *b)
{
  int order = compare_firsts (a, b);

  return order != 0 ? order : (a->first_utc_usec > b->first_utc_usec) - (a->first_utc_usec < b->first_utc_usec);
}

/* The first publication of each work request's week, in order. */
static GArray *
list_firsts (const TallyAuditInput *input)
{
  GArray *firsts = g_array_sized_new (FALSE, FALSE, sizeof (First), input->published->len);
  guint n = 0;

  for (guint i = 0; i < input->published->len; i++)
    {
      const TallyAuditPublished *published = &g_array_index (input->published, TallyAuditPublished, i);
      const First first = { published->work_request, published->week_ending, published->published_utc_usec };
      g_array_append_val (firsts, first);
    }
  g_array_sort (firsts, (GCompareFunc) compare_times);
  for (guint i = 0; i < firsts->len; i++)
    if (n == 0 || compare_firsts (&g_array_index (firsts, First, n - 1), &g_array_index (firsts, First, i)) != 0)
      g_array_index (firsts, First, n++) = g_array_index (firsts, First, i);
  g_array_set_size (firsts, n);
  return firsts;
}

static gint64
find_first (GArray          *firsts,
            const TallyLine *line)
{
  const First wanted = { line->text[TALLY_FIELD_WORK_REQUEST], line->week_ending, 0 };
  guint found;

  if (!g_array_binary_search (firsts, &wanted, (GCompareFunc) compare_firsts, &found))
    return 0;
  return g_array_index (firsts, First, found).first_utc_usec;
}

static gboolean
was_noticed_before (const TallyAuditInput *input,
                    const TallyLine       *line)
{
  guint n;
  const TallyLineChange *changes = tally_audit_input_list_changes (input, line->sheet_id, line->row_id, &n);

  for (guint i = 0; i < n; i++)
    if (changes[i].run_id != 0)
      return TRUE;
  return FALSE;
}

/* The day on which a line came that the first workbook of its week did not show; none if it did, or if the line
 * came from another week or was there before in another form. */
static TallyDay
find_entry (const TallyAuditInput  *input,
            const TallyAuditPolicy *policy,
            const TallyLine        *line,
            gint64                  first_utc_usec)
{
  guint n_published;
  const TallyAuditPublished *published = tally_audit_input_list_published (input, line->sheet_id, line->row_id, &n_published);
  gint64 seen_utc_usec = n_published > 0 ? published[0].published_utc_usec : line->modified_utc_usec;

  if (was_noticed_before (input, line) || (n_published > 0 && published[0].week_ending != line->week_ending) || seen_utc_usec <= first_utc_usec)
    return TALLY_DAY_NONE;
  if (line->modified_utc_usec > first_utc_usec)
    seen_utc_usec = MIN (seen_utc_usec, line->modified_utc_usec);
  return tally_audit_policy_get_local_day (policy, seen_utc_usec);
}

static void
late_add (Late            *late,
          const TallyLine *line,
          guint            index,
          gint64           days)
{
  g_array_append_val (late->lines, index);
  late->longest_days = MAX (late->longest_days, days);
  late->cents = MIN (late->cents + MAX (line->price_cents, 0), TALLY_MONEY_MAX);
}

static void
look_at (TallyAuditContext *context,
         GArray            *firsts,
         guint              index,
         Late              *late)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *line = tally_audit_input_get_line (input, index);
  gint64 first_utc_usec = find_first (firsts, line);
  gint64 far = get_distance (line->snapshot, line->week_ending), entered = 0;
  TallyDay entry = TALLY_DAY_NONE;

  if (first_utc_usec > 0)
    entry = find_entry (input, tally_audit_context_get_policy (context), line, first_utc_usec);
  if (entry > line->week_ending)
    entered = get_distance (entry, line->week_ending);
  if (far <= LATE_DAYS && entered <= LATE_DAYS)
    return;
  late->n_far += far > LATE_DAYS;
  late->n_entered += entered > LATE_DAYS;
  late_add (late, line, index, MAX (far, entered));
}

static void
submit (TallyAuditContext *context,
        const TallyLine   *line,
        const Late        *late)
{
  g_autofree char *subject = g_strdup_printf ("%u|%s", line->week_ending, line->text[TALLY_FIELD_WORK_REQUEST]);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_text (facts, "work_request", line->text[TALLY_FIELD_WORK_REQUEST]);
  tally_audit_facts_add_day (facts, "week_ending", line->week_ending);
  tally_audit_facts_add_int64 (facts, "n_lines", late->lines->len);
  tally_audit_facts_add_int64 (facts, "n_far", late->n_far);
  tally_audit_facts_add_int64 (facts, "n_entered", late->n_entered);
  tally_audit_facts_add_int64 (facts, "longest_days", late->longest_days);
  tally_audit_facts_add_int64 (facts, "cents", late->cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &g_array_index (late->lines, guint, 0), .n_lines = late->lines->len,
  });
}

static void
look_at_group (TallyAuditContext *context,
               GArray            *firsts,
               const guint       *lines,
               guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GArray) late_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Late late = { .lines = late_lines };

  for (guint i = 0; i < n_lines; i++)
    {
      gboolean is_moved = tally_audit_context_has_found (context, "moved-week", lines[i]);
      tally_audit_context_count (context, is_moved ? "moved-week" : TALLY_AUDIT_IN_SCOPE, 1,
                                 tally_audit_input_get_line (input, lines[i])->price_cents);
      if (!is_moved)
        look_at (context, firsts, lines[i], &late);
    }
  if (late_lines->len > 0)
    submit (context, tally_audit_input_get_line (input, lines[0]), &late);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditGroups *groups = tally_audit_peers_get_weeks (context);
  g_autoptr (GArray) firsts = list_firsts (input);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      look_at_group (context, firsts, lines, n_lines);
    }
  for (guint i = 0; i < input->lines->len; i++)
    if (tally_audit_input_get_line (input, i)->reason != TALLY_REASON_ACCEPTED)
      tally_audit_context_count (context, "not-billed", 1, tally_audit_input_get_line (input, i)->price_cents);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  gint64 n_far = tally_audit_facts_get_int64 (facts, "n_far"), n_entered = tally_audit_facts_get_int64 (facts, "n_entered");
  gint64 longest = tally_audit_facts_get_int64 (facts, "longest_days");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (longest <= LATE_DAYS || n_lines < 1)
    return FALSE;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "cents"), 0);
  judgement->cause = n_entered > 0 ? "entered-late" : "day-far-from-week";
  judgement->sentence = g_strdup_printf (
    "%" G_GINT64_FORMAT " line%s of week %s, %s in all: %" G_GINT64_FORMAT " with a day of completion more than %d days from the "
    "week's end, %" G_GINT64_FORMAT " that came more than %d days after it; %" G_GINT64_FORMAT " days at most",
    n_lines, n_lines > 1 ? "s" : "", tally_audit_facts_get_text (facts, "week_ending"),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money), n_far, LATE_DAYS, n_entered, LATE_DAYS, longest);
  return TRUE;
}

const TallyAuditDetector tally_detector_late_entry = {
  .id = "late-entry",
  .code = "D36",
  .title = "Written down late",
  .summary = "Was work written down long after, or before, the week in which it is billed?",
  .method = "day of completion more than 14 days from the week's end, or a line that came more than 14 days after the week's "
            "end, when the week's first workbook had long been published without it; one finding for a work request and week",
  .source = "cut-off tests, as in ISA 330",
  .version = 1,
  .category = TALLY_FINDING_TIMING,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_RULE,
  .family = "late-entry",
  .collect = collect,
  .judge = judge,
};
