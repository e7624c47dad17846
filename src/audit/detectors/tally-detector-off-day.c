/* tally-detector-off-day.c
 *
 * D31: much work on days on which the crew otherwise does not work.
 * Statistic: of a crew's week (Monday to Sunday), the days and the lines that fall on a Saturday, a Sunday or a
 * federal holiday, each of these by itself. Threshold: by days, binomial p < .01 against the crew's other weeks, so that
 * crews that work on weekends are left in peace however many lines a day has; by lines, the p-value that counts against
 * false discoveries. Both shares are drawn towards those of all crews, by 5 days and by 20 lines.
 * Minimum n: 3 lines on days off; 20 other days of the crew, or 5 and 100 days of all crews. Source: calendar test of audit
 * software; features D31. Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-calendar.h"
#include "tally-audit-crews.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MAX_P_VALUE 0.01

#define SATURDAY 6
#define SUNDAY 7

/* One line or two on a day off are a slip of the date sooner than work. */
#define MIN_LINES 3

/* Other days that a crew must have: a week of them, if all crews together have so many that they tell what is usual. */
#define MIN_DAYS 5
#define MIN_DAYS_OF_ALL 100

/* How strongly shares are drawn towards those of all crews. */
#define PRIOR_DAYS 5
#define PRIOR_LINES 20

/* Days and lines, and how many of them are off. */
typedef struct {
  gint64 n_days;
  gint64 n_off_days;
  gint64 n_lines;
  gint64 n_off_lines;
} Tally;

static void
tally_add (Tally       *self,
           const Tally *added,
           gint64       sign)
{
  self->n_days += sign * added->n_days;
  self->n_off_days += sign * added->n_off_days;
  self->n_lines += sign * added->n_lines;
  self->n_off_lines += sign * added->n_off_lines;
}

/* Each sort of day by itself: who works on some Saturdays, or on a holiday, does not therefore work on Sundays. */
typedef enum {
  SATURDAYS,
  SUNDAYS,
  HOLIDAYS,
  N_SORTS,
} Sort;

/* What is added to the subject: that of Sundays is what it always was. */
static const char *const sort_marks[N_SORTS] = { "\x1fsaturday", "", "\x1fholiday" };

static gboolean
is_off (TallyDay day,
        Sort     sort)
{
  if (tally_audit_calendar_is_holiday (day))
    return sort == HOLIDAYS;
  return (sort == SATURDAYS && tally_day_get_weekday (day) == SATURDAY) || (sort == SUNDAYS && tally_day_get_weekday (day) == SUNDAY);
}

static Tally
tally_days (const GArray *days,
            guint         start,
            guint         end,
            Sort          sort)
{
  Tally tally = { 0 };

  for (guint i = start; i < end; i++)
    {
      const TallyAuditCrewDay *day = &g_array_index (days, TallyAuditCrewDay, i);
      gboolean counts = is_off (day->day, sort);
      tally_add (&tally, &(Tally) { 1, counts, day->n_lines, counts ? day->n_lines : 0 }, 1);
    }
  return tally;
}

static void
add_tally (TallyAuditFacts *facts,
           const char      *name,
           const Tally     *tally)
{
  TallyAuditFacts *child = tally_audit_facts_add_child (facts, name);

  tally_audit_facts_add_int64 (child, "n_days", tally->n_days);
  tally_audit_facts_add_int64 (child, "n_off_days", tally->n_off_days);
  tally_audit_facts_add_int64 (child, "n_lines", tally->n_lines);
  tally_audit_facts_add_int64 (child, "n_off_lines", tally->n_off_lines);
}

static Tally
get_tally (const TallyAuditFacts *facts,
           const char            *name)
{
  const TallyAuditFacts *child = tally_audit_facts_get_child (facts, name);

  return (Tally) {
    tally_audit_facts_get_int64 (child, "n_days"), tally_audit_facts_get_int64 (child, "n_off_days"),
    tally_audit_facts_get_int64 (child, "n_lines"), tally_audit_facts_get_int64 (child, "n_off_lines"),
  };
}

/* Whether enough is known of a crew: by itself, or with the help of the others. */
static gboolean
is_known (const Tally *others,
          const Tally *all)
{
  return others->n_days >= TALLY_AUDIT_CREWS_MIN_DAYS || (others->n_days >= MIN_DAYS && all->n_days >= MIN_DAYS_OF_ALL);
}

static TallyDay
get_monday (TallyDay day)
{
  return day + 1 - tally_day_get_weekday (day);
}

/* Days of one crew, and which of them count. */
typedef struct {
  guint start;
  guint end;
  Sort  sort;
} Span;

static void
submit (TallyAuditContext *context,
        const GArray      *days,
        const Span        *span,
        TallyAuditFacts   *facts)
{
  const TallyAuditCrewDay *first = &g_array_index (days, TallyAuditCrewDay, span->start);
  g_autofree char *subject = g_strdup_printf ("%s\x1f%u%s", first->crew, get_monday (first->day), sort_marks[span->sort]);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  TallyDay first_off = TALLY_DAY_NONE;
  TallyMoney cents = 0;

  for (guint i = span->start; i < span->end; i++)
    {
      const TallyAuditCrewDay *day = &g_array_index (days, TallyAuditCrewDay, i);
      if (!is_off (day->day, span->sort))
        continue;
      g_array_append_vals (lines, day->lines, day->n_lines);
      cents += day->cents;
      first_off = first_off == TALLY_DAY_NONE ? day->day : first_off;
    }
  tally_audit_facts_add_day (facts, "first_off_day", first_off);
  tally_audit_facts_add_text (facts, "weekday", tally_day_get_weekday_name (first_off));
  tally_audit_facts_add_int64 (facts, "is_holiday", tally_audit_calendar_is_holiday (first_off));
  tally_audit_facts_add_int64 (facts, "off_cents", cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gconstpointer) lines->data, .n_lines = lines->len,
  });
}

static void
look_at_crew (TallyAuditContext *context,
              const GArray      *days,
              Span               span,
              const Tally       *all)
{
  const Tally crew = tally_days (days, span.start, span.end, span.sort);
  const guint end = span.end;

  for (guint start = span.start, next; start < end; start = next)
    {
      TallyDay monday = get_monday (g_array_index (days, TallyAuditCrewDay, start).day);
      Tally week, others = crew, rest = *all;
      TallyAuditFacts *facts;
      for (next = start; next < end && get_monday (g_array_index (days, TallyAuditCrewDay, next).day) == monday;)
        next++;
      week = tally_days (days, start, next, span.sort);
      tally_add (&others, &week, -1);
      tally_add (&rest, &week, -1);
      tally_audit_context_add_tests (context, 1);
      if (week.n_off_days == 0 || !is_known (&others, &rest))
        continue;
      facts = tally_audit_facts_new ();
      add_tally (facts, "week", &week);
      add_tally (facts, "other_weeks", &others);
      add_tally (facts, "all_crews", &rest);
      submit (context, days, &(Span) { start, next, span.sort }, facts);
    }
}

static void
look_at_all (TallyAuditContext *context,
             const GArray      *days,
             Sort               sort)
{
  const Tally all = tally_days (days, 0, days->len, sort);

  for (guint start = 0, end; start < days->len; start = end)
    {
      end = tally_audit_crews_find_end (days, start);
      if (end - start > MIN_DAYS)
        look_at_crew (context, days, (Span) { start, end, sort }, &all);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const GArray *days = tally_audit_crews_get_days (context);

  tally_audit_crews_count_scope (context, MIN_DAYS);
  for (guint sort = 0; sort < N_SORTS; sort++)
    look_at_all (context, days, (Sort) sort);
  return !tally_audit_context_is_cancelled (context, error);
}

/* A share, drawn towards that of all; half a case more, so that what never was is not impossible. */
static double
get_share (gint64 n_off,
           gint64 n,
           double share_of_all,
           double prior)
{
  return ((double) n_off + prior * share_of_all) / ((double) n + prior);
}

static double
get_share_of_all (gint64 n_off,
                  gint64 n)
{
  return ((double) n_off + 0.5) / ((double) n + 1);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const Tally week = get_tally (facts, "week"), others = get_tally (facts, "other_weeks"), all = get_tally (facts, "all_crews");
  double day_share = get_share (others.n_off_days, others.n_days, get_share_of_all (all.n_off_days, all.n_days), PRIOR_DAYS);
  double line_share = get_share (others.n_off_lines, others.n_lines, get_share_of_all (all.n_off_lines, all.n_lines), PRIOR_LINES);
  gint64 is_holiday = tally_audit_facts_get_int64 (facts, "is_holiday");
  const char *weekday = tally_audit_facts_get_text (facts, "weekday");

  if (week.n_off_days < 1 || week.n_off_lines < MIN_LINES || !is_known (&others, &all)
      || week.n_off_days > week.n_days || week.n_off_lines > week.n_lines
      || tally_audit_stats_binomial_tail ((guint64) week.n_off_days, (guint64) week.n_days, day_share) >= MAX_P_VALUE)
    return FALSE;
  judgement->p_value = tally_audit_stats_binomial_tail ((guint64) week.n_off_lines, (guint64) week.n_lines, line_share);
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->exposure_cents = tally_audit_facts_get_int64 (facts, "off_cents");
  judgement->score_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " lines of one crew's week on days off, from "
                                         "%s %s%s on; %" G_GINT64_FORMAT " of its %" G_GINT64_FORMAT " other days were such",
    week.n_off_lines, week.n_lines, weekday, tally_audit_facts_get_text (facts, "first_off_day"),
    is_holiday ? " (federal holiday)" : "", others.n_off_days, others.n_days);
  tally_audit_facts_add_double (judgement->derived, "share_of_days", day_share);
  tally_audit_facts_add_double (judgement->derived, "share_of_lines", line_share);
  return TRUE;
}

const TallyAuditDetector tally_detector_off_day = {
  .id = "off-day",
  .code = "D31",
  .title = "Weekend and holiday work",
  .summary = "Is there much work on days on which the crew otherwise does not work?",
  .method = "days and lines of a crew's week on Saturdays, on Sundays and on federal holidays, binomial p < .01 against its "
            "other weeks, from 20 other days on, or from 5 with 100 days of all crews",
  .source = "calendar test of audit software; holidays of 5 U.S.C. 6103",
  .version = 2,
  .min_n = MIN_DAYS,
  .category = TALLY_FINDING_TIMING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "timing",
  .collect = collect,
  .judge = judge,
};
