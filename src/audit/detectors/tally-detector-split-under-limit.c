/* tally-detector-split-under-limit.c
 *
 * D30: one piece of work in several lines, each under the limit above which a line needs approval.
 * Statistic: lines of one unit and kind of work at one point, of one crew, work request, job and kind of
 * workbook, within five business days. A unit at a point is one line with a quantity: ordinary billing has
 * many small lines, but of other units or other points, so neighbouring points are not put together.
 * Threshold: two to five lines, each below the limit, the largest at least half of it, their sum at or above
 * it. Minimum n: 2. What is found as a duplicate is left alone. Source: splitting test of audit software;
 * features D30. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-calendar.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-audit-units.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN) \
            | TALLY_AUDIT_BY (TALLY_FIELD_JOB) | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE) \
            | TALLY_AUDIT_BY (TALLY_FIELD_POLE) | TALLY_AUDIT_BY_VARIANT)
#define MAX_PARTS 5
#define WINDOW_DAYS 5

static gboolean
is_part (const TallyLine *line,
         gpointer         data)
{
  const TallyMoney *limit = data;

  return line->reason == TALLY_REASON_ACCEPTED && line->text[TALLY_FIELD_POLE][0] != '\0'
         && line->text[TALLY_FIELD_CU][0] != '\0' && line->snapshot != TALLY_DAY_NONE && line->price_cents < *limit;
}

static void
count_scope (TallyAuditContext *context,
             TallyMoney         limit)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      const char *reason = TALLY_AUDIT_IN_SCOPE;
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      if (limit <= 0)
        reason = "no-approval-limit";
      else if (line->price_cents >= limit)
        reason = "not-below-limit";
      else if (!is_part (line, &limit))
        reason = "no-point-unit-or-day";
      tally_audit_context_count (context, reason, 1, line->price_cents);
    }
}

static void
submit (TallyAuditContext *context,
        const guint       *lines,
        guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *first = tally_audit_input_get_line (input, lines[0]);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, first->sheet_id, first->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", first);
  tally_audit_facts_add_int64 (facts, "limit_cents", tally_audit_context_get_policy (context)->approval_limit_cents);
  tally_audit_facts_add_day (facts, "last_day", tally_audit_input_get_line (input, lines[n_lines - 1])->snapshot);
  for (guint i = 0; i < n_lines; i++)
    tally_audit_facts_append_int64 (facts, "prices_cents", tally_audit_input_get_line (input, lines[i])->price_cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

static int
compare_days (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  guint line_a = *(const guint *) a, line_b = *(const guint *) b;
  TallyDay day_a = tally_audit_input_get_line (data, line_a)->snapshot;
  TallyDay day_b = tally_audit_input_get_line (data, line_b)->snapshot;

  if (day_a != day_b)
    return day_a < day_b ? -1 : 1;
  return (line_a > line_b) - (line_a < line_b);
}

/* The lines, from @lines on, that lie in the window of the first one. */
static guint
count_window (const TallyAuditInput *input,
              const GArray          *lines,
              guint                  start,
              TallyMoney            *out_sum)
{
  TallyDay last = tally_audit_calendar_add_business_days (
    tally_audit_input_get_line (input, g_array_index (lines, guint, start))->snapshot, WINDOW_DAYS);
  guint n = 0;

  *out_sum = 0;
  for (guint i = start; i < lines->len; i++, n++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, g_array_index (lines, guint, i));
      if (line->snapshot > last)
        break;
      *out_sum += line->price_cents;
    }
  return n;
}

static void
look_at (TallyAuditContext *context,
         const guint       *group,
         guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyMoney limit = tally_audit_context_get_policy (context)->approval_limit_cents, sum;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (lines, group, n_lines);
  g_array_sort_with_data (lines, compare_days, (gpointer) input);
  if (tally_audit_units_has_found (context, group, n_lines))
    return;
  for (guint start = 0; start + 1 < lines->len;)
    {
      guint n = count_window (input, lines, start, &sum);
      if (n >= 2 && n <= MAX_PARTS && sum >= limit)
        submit (context, &g_array_index (lines, guint, start), n);
      start += n >= 2 && sum >= limit ? n : 1;
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  TallyMoney limit = tally_audit_context_get_policy (context)->approval_limit_cents;
  g_autoptr (TallyAuditGroups) groups = NULL;

  count_scope (context, limit);
  if (limit <= 0)
    return TRUE;
  groups = tally_audit_groups_new (tally_audit_context_get_input (context), BY, is_part, &limit);
  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      if (n_lines >= 2)
        look_at (context, lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  guint n = MIN (tally_audit_facts_get_length (facts, "prices_cents"), MAX_PARTS + 1);
  TallyMoney limit = tally_audit_facts_get_int64 (facts, "limit_cents"), sum = 0, largest = 0;
  char money[2][TALLY_MONEY_BUFFER_SIZE];

  for (guint i = 0; i < n; i++)
    {
      TallyMoney price = tally_audit_facts_get_number (facts, "prices_cents", i);
      sum += price;
      largest = MAX (largest, price);
    }
  if (n < 2 || n > MAX_PARTS || largest >= limit || sum < limit || largest < limit - largest)
    return FALSE;
  judgement->exposure_cents = sum;
  judgement->cause = "split";
  judgement->sentence = g_strdup_printf ("%u lines of %s (%s) at point %s from %s to %s, each below the limit of %s, together %s", n,
    tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "work_type"),
    tally_audit_facts_get_text (line, "pole"), tally_audit_facts_get_text (line, "snapshot"),
    tally_audit_facts_get_text (facts, "last_day"), tally_money_format_for_people (limit, money[0], sizeof money[0]),
    tally_money_format_for_people (sum, money[1], sizeof money[1]));
  return TRUE;
}

const TallyAuditDetector tally_detector_split_under_limit = {
  .id = "split-under-limit",
  .code = "D30",
  .title = "Split under the limit",
  .summary = "Is one piece of work billed by several lines, each below the approval limit?",
  .method = "two to five lines of one unit at one point within five business days, each below the limit, the largest at "
            "least half of it, together at or above it",
  .source = "splitting test of audit software",
  .version = 1,
  .min_n = 2,
  .category = TALLY_FINDING_AUTHORISATION,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "limit",
  .collect = collect,
  .judge = judge,
};
