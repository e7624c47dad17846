/* tally-detector-moved-week.c
 *
 * D33: a line was moved to another week after a workbook showed it, or after its week was closed.
 * Statistic: week and day of a line against the week in which it was billed; who wrote the move; seconds between
 * an automation's stamp and the nearest change of the unit's completion. Threshold: any move that stands; within 15
 * minutes a change of the completion is the cause. 20 lines of a sheet that an automation stamped within an hour are
 * one event; so are those of which it is not known yet who did. Minimum n: none. Source: billing rule 1.14. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-moves.h"
#include "tally-detectors.h"

#define EVENT_LINES 20
#define EVENT_USEC G_TIME_SPAN_HOUR

/* Who moved it is not known: it may have been meant. */
#define UNTOLD_CONFIDENCE_MICROS 700000

/* One event: what was moved of one sheet on one day, many lines at once. */
typedef struct {
  GArray     *lines;         /* (owned) guint: those that stand in another week */
  guint       n_moved;       /* those that were moved back as well */
  guint       n_self_fired;  /* of these, by an automation; of the rest it is not known */
  guint       densest;       /* most of them within an hour */
  TallyMoney  cents;
  gint64      first_utc_usec;
  gint64      last_utc_usec;
} Event;

static void
submit_line (TallyAuditContext    *context,
             const TallyAuditMove *move)
{
  const TallyLine *line = tally_audit_input_get_line (tally_audit_context_get_input (context), move->line);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", line);
  tally_audit_billed_add (&move->billed, facts);
  tally_audit_facts_add_int64 (facts, "billed_cents", tally_audit_billed_get_price (&move->billed, line));
  tally_audit_facts_add_text (facts, "day_before", move->day != NULL ? move->day->old_value : "");
  tally_audit_billed_add_writing (tally_audit_facts_add_child (facts, "day_move"), move->billed.policy, move->day);
  tally_audit_billed_add_writing (tally_audit_facts_add_child (facts, "week_move"), move->billed.policy, move->week);
  tally_audit_facts_add_int64 (facts, "stamp_utc_usec", move->stamp_utc_usec);
  tally_audit_facts_add_int64 (facts, "completion_gap_secs", move->gap_secs);
  tally_audit_facts_add_int64 (facts, "completion_is_known", move->is_completion_known);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &move->line, .n_lines = 1,
    .week_ending = move->billed.week_ending,
  });
}

static void
submit_event (TallyAuditContext *context,
              const Event       *event,
              gint64             sheet_id)
{
  const TallyAuditPolicy *policy = tally_audit_context_get_policy (context);
  TallyDay day = tally_audit_policy_get_local_day (policy, event->first_utc_usec);
  g_autofree char *subject = g_strdup_printf ("event:%" G_GINT64_FORMAT ":%u", sheet_id, day);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_int64 (facts, "sheet_id", sheet_id);
  tally_audit_facts_add_int64 (facts, "n_moved", event->n_moved);
  tally_audit_facts_add_int64 (facts, "n_self_fired", event->n_self_fired);
  tally_audit_facts_add_int64 (facts, "n_within_hour", event->densest);
  tally_audit_facts_add_int64 (facts, "n_lines", event->lines->len);
  tally_audit_facts_add_int64 (facts, "billed_cents", event->cents);
  tally_audit_facts_add_int64 (facts, "first_utc_usec", event->first_utc_usec);
  tally_audit_facts_add_int64 (facts, "last_utc_usec", event->last_utc_usec);
  tally_audit_facts_add_day (facts, "written_day", day);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &g_array_index (event->lines, guint, 0), .n_lines = event->lines->len,
  });
}

static int
compare_moves (const TallyAuditMove *a,
               const TallyAuditMove *b)
{
  if (a->sheet_id != b->sheet_id)
    return a->sheet_id < b->sheet_id ? -1 : 1;
  if (a->moved_utc_usec != b->moved_utc_usec)
    return a->moved_utc_usec < b->moved_utc_usec ? -1 : 1;
  return a->line < b->line ? -1 : a->line > b->line;
}

/* For each of the moves, in order: 0 = it is in no event, else how many there were in the hour up
 * to it, at least %EVENT_LINES. */
static GArray *
find_densities (const GArray *moves)
{
  GArray *densities = g_array_sized_new (FALSE, TRUE, sizeof (guint), moves->len);
  guint first = 0, next = 0; /* next: the first of which it is not decided yet */

  g_array_set_size (densities, moves->len);
  for (guint last = 0; last < moves->len; last++)
    {
      const TallyAuditMove *move = &g_array_index (moves, TallyAuditMove, last);
      while (g_array_index (moves, TallyAuditMove, first).sheet_id != move->sheet_id
             || move->moved_utc_usec - g_array_index (moves, TallyAuditMove, first).moved_utc_usec > EVENT_USEC)
        first++;
      if (last - first + 1 < EVENT_LINES)
        continue;
      for (next = MAX (next, first); next < last; next++)
        g_array_index (densities, guint, next) = EVENT_LINES;
      g_array_index (densities, guint, last) = last - first + 1;
      next = last + 1;
    }
  return densities;
}

static void
event_add (Event                *event,
           TallyAuditContext    *context,
           const TallyAuditMove *move,
           guint                 density)
{
  const TallyLine *line = tally_audit_input_get_line (tally_audit_context_get_input (context), move->line);

  if (event->n_moved++ == 0)
    event->first_utc_usec = move->moved_utc_usec;
  event->last_utc_usec = move->moved_utc_usec;
  event->n_self_fired += move->is_self_fired;
  event->densest = MAX (event->densest, density);
  if (!move->is_standing)
    return;
  g_array_append_val (event->lines, move->line);
  event->cents = MIN (event->cents + tally_audit_billed_get_price (&move->billed, line), TALLY_MONEY_MAX);
}

static int
compare_lines (const guint *a,
               const guint *b)
{
  return (*a > *b) - (*a < *b);
}

/* Ends at the next day, or the next sheet; events of one day are one finding, whatever is learned later. */
static guint
take_event (TallyAuditContext *context,
            const GArray      *moves,
            const GArray      *densities,
            guint              first)
{
  const TallyAuditPolicy *policy = tally_audit_context_get_policy (context);
  const TallyAuditMove *begin = &g_array_index (moves, TallyAuditMove, first);
  TallyDay day = tally_audit_policy_get_local_day (policy, begin->moved_utc_usec);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Event event = { .lines = lines };
  guint i = first;

  for (; i < moves->len; i++)
    {
      const TallyAuditMove *move = &g_array_index (moves, TallyAuditMove, i);
      guint density = g_array_index (densities, guint, i);
      if (move->sheet_id != begin->sheet_id || tally_audit_policy_get_local_day (policy, move->moved_utc_usec) != day)
        break;
      if (density > 0)
        event_add (&event, context, move, density);
      else if (move->is_standing)
        submit_line (context, move);
    }
  g_array_sort (lines, (GCompareFunc) compare_lines);
  if (lines->len > 0)
    submit_event (context, &event, begin->sheet_id);
  return i;
}

static void
submit_all (TallyAuditContext *context,
            GArray            *moves)
{
  g_autoptr (GArray) densities = NULL;

  g_array_sort (moves, (GCompareFunc) compare_moves);
  densities = find_densities (moves);
  for (guint i = 0; i < moves->len;)
    i = take_event (context, moves, densities, i);
}

static const char *
look_at (TallyAuditContext *context,
         guint              index,
         GArray            *moves)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyAuditBilled billed;
  TallyAuditMove move;

  if (!tally_audit_billed_find (&billed, input, tally_audit_context_get_policy (context),
                                tally_audit_input_get_line (input, index)))
    return billed.state == TALLY_AUDIT_BILLED_LATER ? "not-billed-then" : "not-billed";
  if (!tally_audit_moves_find (&move, input, &billed, index))
    return TALLY_AUDIT_IN_SCOPE;
  if (move.is_self_fired || (move.is_untold && move.moved_utc_usec > 0))
    g_array_append_val (moves, move);
  else if (move.is_standing)
    submit_line (context, &move);
  return TALLY_AUDIT_IN_SCOPE;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (TallyAuditMove));

  for (guint i = 0; i < input->lines->len; i++)
    tally_audit_context_count (context, look_at (context, i, moves), 1,
                               tally_audit_input_get_line (input, i)->price_cents);
  submit_all (context, moves);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
is_writer (const TallyAuditFacts *move,
           TallyWriter            writer)
{
  return tally_audit_facts_get_int64 (move, "is_attributed") != 0 && tally_audit_facts_get_int64 (move, "written_utc_usec") > 0
         && strcmp (tally_audit_facts_get_text (move, "writer"), tally_writer_get_id (writer)) == 0;
}

static gboolean
either_is (const TallyAuditFacts *facts,
           TallyWriter            writer)
{
  return is_writer (tally_audit_facts_get_child (facts, "day_move"), writer)
         || is_writer (tally_audit_facts_get_child (facts, "week_move"), writer);
}

/* Billing rule 1.14: a person, or an automation that a person set off, or one that fired by itself. */
static const char *
classify (const TallyAuditFacts  *facts,
          const char            **out_words)
{
  gint64 gap = tally_audit_facts_get_int64 (facts, "completion_gap_secs");

  *out_words = "by whom is not told";
  if (either_is (facts, TALLY_WRITER_PERSON))
    {
      *out_words = "by a person";
      return "manual";
    }
  if (tally_audit_facts_get_int64 (facts, "stamp_utc_usec") > 0 && gap >= 0 && gap <= TALLY_AUDIT_MOVES_CAUSE_SECS)
    {
      *out_words = "by an automation when its completion changed";
      return "manual";
    }
  if (tally_audit_facts_get_int64 (facts, "stamp_utc_usec") > 0)
    {
      gboolean is_known = tally_audit_facts_get_int64 (facts, "completion_is_known") != 0;
      *out_words = is_known ? "by an automation, without a change of its completion"
                            : "by an automation, why is not told";
      return is_known ? "automation-self-fire" : "unclassified";
    }
  if (!either_is (facts, TALLY_WRITER_CELL_LINK))
    return "unclassified";
  *out_words = "by a link from another sheet";
  return "cell-link";
}

/* When it was moved, as far as that is told: the day's writing, else the week's. */
static const char *
get_written_day (const TallyAuditFacts *facts)
{
  const char *day = tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "day_move"), "written_day");

  return day[0] != '\0' ? day : tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "week_move"), "written_day");
}

static gboolean
judge_line (const TallyAuditFacts *facts,
            TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  const char *before = tally_audit_facts_get_text (facts, "day_before");
  const char *day = tally_audit_facts_get_text (line, "snapshot");
  const char *week = tally_audit_facts_get_text (line, "week_ending");
  const char *written = get_written_day (facts);
  g_autofree char *days = before[0] != '\0' ? g_strdup_printf (", day %s → %s", before, day[0] != '\0' ? day : "none") : g_strdup ("");
  const char *words;
  char money[TALLY_MONEY_BUFFER_SIZE];

  judgement->cause = classify (facts, &words);
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "billed_cents"), 0);
  if (strcmp (judgement->cause, "unclassified") == 0)
    judgement->confidence_micros = UNTOLD_CONFIDENCE_MICROS;
  judgement->sentence = g_strdup_printf ("Billed at %s in week %s (%s %s), now in week %s%s: moved%s%s %s",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    tally_audit_facts_get_text (facts, "billed_week"), tally_audit_facts_get_text (facts, "billed_as"),
    tally_audit_facts_get_text (facts, "billed_day"), week[0] != '\0' ? week : "none", days,
    written[0] != '\0' ? " on " : "", written, words);
  return TRUE;
}

static char *
make_event_words (gint64      n_moved,
                  gint64      n_self_fired,
                  const char *day)
{
  if (n_self_fired >= n_moved)
    return g_strdup_printf ("an automation stamped %" G_GINT64_FORMAT " of its lines on %s, without a change of their completion",
                            n_moved, day);
  return g_strdup_printf ("%" G_GINT64_FORMAT " of its lines were moved on %s, %" G_GINT64_FORMAT " by an automation without a change "
                          "of their completion, the rest by whom is not told", n_moved, day, n_self_fired);
}

static gboolean
judge_event (const TallyAuditFacts *facts,
             TallyAuditJudgement   *judgement)
{
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  gint64 n_moved = tally_audit_facts_get_int64 (facts, "n_moved"), n_self_fired = tally_audit_facts_get_int64 (facts, "n_self_fired");
  g_autofree char *words = make_event_words (n_moved, n_self_fired, tally_audit_facts_get_text (facts, "written_day"));
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (tally_audit_facts_get_int64 (facts, "n_within_hour") < EVENT_LINES || n_lines < 1)
    return FALSE;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "billed_cents"), 0);
  judgement->cause = n_self_fired > 0 ? "automation-self-fire" : "unclassified";
  if (n_self_fired < n_moved)
    judgement->confidence_micros = UNTOLD_CONFIDENCE_MICROS;
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " billed lines of one sheet, %s in all, stand in another week: %s", n_lines,
                                         tally_money_format_for_people (judgement->exposure_cents, money, sizeof money), words);
  return TRUE;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  return tally_audit_facts_has (facts, "n_within_hour") ? judge_event (facts, judgement) : judge_line (facts, judgement);
}

const TallyAuditDetector tally_detector_moved_week = {
  .id = "moved-week",
  .code = "D33",
  .title = "Moved to another week",
  .summary = "Was a line moved to another week after it was billed?",
  .method = "week and day of completion against the week in which the line was billed; moved by an automation without a change "
            "of the completion within 15 minutes: it fired by itself; 20 such lines of a sheet within an hour are one event, "
            "as are those of which it is not known yet who moved them",
  .source = "drift of days as it was seen in production",
  .version = 1,
  .category = TALLY_FINDING_TIMING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "moved-week",
  .collect = collect,
  .judge = judge,
};
