/* test-moved-week.c
 *
 * Lines that were moved to another week after they were billed, and lines that came late. Published on
 * Monday 2026-08-17, the week having ended the day before; today is 2026-08-20.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"
#include "tally-test.h"

#define AUTOMATION "; by=automation@smartsheet.com"
#define LINE "line week=2026-08-23; snapshot=2026-08-19\npublished\n"
#define STAMP(by) \
  "change field=snapshot; old=2026-08-12; new=2026-08-19; at=2026-08-18T10:00:00Z" by "\n" \
  "change field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-18T10:00:06Z" AUTOMATION "\n"
#define KNOWN "history field=completed\n"
#define COMPLETED(at) "change field=completed; old=false; new=true; run=0; at=" at "\n"
#define BILLED \
  "1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week 2026-08-23, day 2026-08-12 → 2026-08-19: " \
  "moved on 2026-08-18 "
#define SELF_FIRE \
  "moved-week automation-self-fire high 100.00 " BILLED "by an automation, without a change of its completion\n"
#define COMPLETION \
  "moved-week manual high 100.00 " BILLED "by an automation when its completion changed\n"

static const TallyTestAuditScene moved[] = {
  { "an automation stamped it by itself, and the week six seconds later", LINE STAMP (AUTOMATION) KNOWN, SELF_FIRE },
  { "the completion changed half a minute before", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T09:59:30Z"), COMPLETION },
  { "four and a half minutes before", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T09:55:30Z"), COMPLETION },
  { "a quarter of an hour before", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T09:45:00Z"), COMPLETION },
  { "a second more", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T09:44:59Z"), SELF_FIRE },
  { "a quarter of an hour after", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T10:15:00Z"), COMPLETION },
  { "a second more after", LINE STAMP (AUTOMATION) KNOWN COMPLETED ("2026-08-18T10:15:01Z"), SELF_FIRE },
  { "the order of what is known is no matter",
    "history field=completed\n" COMPLETED ("2026-08-18T09:59:30Z") STAMP (AUTOMATION) LINE, COMPLETION },
  { "what the completion did is not known", LINE STAMP (AUTOMATION),
    "moved-week unclassified high 100.00 " BILLED "by an automation, why is not told\n" },
  { "it is known until before the stamp", LINE STAMP (AUTOMATION) "history field=completed; until=2026-08-18T09:00:00Z\n",
    "moved-week unclassified high 100.00 " BILLED "by an automation, why is not told\n" },
  { "a person moved the day, and the automation followed", LINE STAMP ("") KNOWN,
    "moved-week manual high 100.00 " BILLED "by a person\n" },
  { "a link moved the day", "line snapshot=2026-08-19\npublished\n"
    "change field=snapshot; old=2026-08-12; new=2026-08-19; by=cell-link@smartsheet.com\n",
    "moved-week cell-link high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week 2026-08-16, "
    "day 2026-08-12 → 2026-08-19: moved on 2026-08-18 by a link from another sheet\n" },
  { "who moved it is not told", LINE "change field=week-ending; old=2026-08-16; new=2026-08-23; attributed=no\n",
    "moved-week unclassified high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week 2026-08-23: "
    "moved on 2026-08-18 by whom is not told\n" },
  { "no run noticed it", "line week=2026-08-23; snapshot=2026-08-19\npublished",
    "moved-week unclassified high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week 2026-08-23: "
    "moved by whom is not told\n" },
  { "the week alone was taken away", "line week=; reason=missing_weekly_reference_logged_date\npublished\nchange field=week-ending; old=2026-08-16; new=",
    "moved-week manual high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week none: "
    "moved on 2026-08-18 by a person\n" },
  { "another day of the same week", "line snapshot=2026-08-13\npublished\nchange field=snapshot; old=2026-08-12; new=2026-08-13", "" },
  { "to the first day of the week", "line snapshot=2026-08-10\npublished\nchange field=snapshot; old=2026-08-12; new=2026-08-10", "" },
  { "to the day before that", "line snapshot=2026-08-09\npublished\nchange field=snapshot; old=2026-08-12; new=2026-08-09",
    "moved-week manual high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (published 2026-08-17), now in week 2026-08-16, "
    "day 2026-08-12 → 2026-08-09: moved on 2026-08-18 by a person\n" },
  { "a day that was never in the week", "line snapshot=2026-07-02\npublished\nchange field=snapshot; old=2026-07-01; new=2026-07-02", "" },
  { "moved and moved back", "line\npublished\n" STAMP (AUTOMATION) KNOWN
    "change field=snapshot; old=2026-08-19; new=2026-08-12; at=2026-08-18T11:00:00Z\n"
    "change field=week-ending; old=2026-08-23; new=2026-08-16; at=2026-08-18T11:00:00Z", "" },
  { "moved before it was published", "line\npublished week=2026-08-16\n"
    "change field=week-ending; old=2026-08-09; new=2026-08-16; at=2026-08-17T05:00:00Z", "" },
  { "moved while the week ran", "line week=2026-08-23; snapshot=2026-08-19\npublished at=2026-08-12T06:00:00Z\n"
    "change field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-15T06:00:00Z", "" },
  { "never billed", "line week=2026-08-23; snapshot=2026-08-19\n" STAMP (AUTOMATION) KNOWN, "" },
  { "published again in the new week: still moved", LINE "published week=2026-08-23; at=2026-08-19T06:00:00Z\n" STAMP (AUTOMATION) KNOWN, SELF_FIRE },
};

static void
test_moved (void)
{
  tally_test_audit_assert_scenes ("moved-week", moved, G_N_ELEMENTS (moved), NULL);
}

static void
close_on_tuesday (TallyTestAudit *audit)
{
  audit->policy.close_weekday = 2;
}

static const TallyTestAuditScene closed[] = {
  { "a line that no workbook showed, moved on the day of the closing",
    "line week=2026-08-23; snapshot=2026-08-12\nchange field=week-ending; old=2026-08-16; new=2026-08-23",
    "moved-week manual high 100.00 1:1 Billed at $100.00 in week 2026-08-16 (closed 2026-08-18), now in week 2026-08-23: moved on "
    "2026-08-18 by a person\n" },
  { "moved the day before", "line week=2026-08-23; snapshot=2026-08-12\n"
    "change field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-17T23:59:59Z", "" },
  { "completed after the closing, and stamped then: that is how it should be",
    "line week=2026-08-23; snapshot=2026-08-18\n" STAMP (AUTOMATION)
    "change field=completed; old=false; new=true; at=2026-08-18T09:59:50Z", "" },
};

static void
test_moved_after_closing (void)
{
  tally_test_audit_assert_scenes ("moved-week", closed, G_N_ELEMENTS (closed), close_on_tuesday);
}

/* Lines that an automation stamped, so many seconds one after the other; the last ones were moved back; of the
 * first ones it is not told who did it. */
static TallyTestAudit *
make_event (guint n_lines,
            guint n_secs,
            guint n_back,
            guint n_untold)
{
  TallyTestAudit *audit = tally_test_audit_new ();

  for (guint i = 1; i <= n_lines; i++)
    {
      guint at = (i - 1) * n_secs;
      gboolean is_back = i > n_lines - n_back;
      g_autofree char *script = g_strdup_printf (
        "line row=%u; week=%s; snapshot=%s\npublished row=%u\nhistory row=%u; field=completed\n"
        "change row=%u; field=week-ending; old=2026-08-16; new=2026-08-23; at=2026-08-18T%02u:%02u:%02uZ" AUTOMATION "%s\n",
        i, is_back ? "2026-08-16" : "2026-08-23", "2026-08-12", i, i, i, 10 + at / 3600, at / 60 % 60, at % 60,
        i <= n_untold ? "; attributed=no" : "");
      tally_test_audit_add (audit, script);
    }
  return audit;
}

static void
test_an_event_is_one_finding (void)
{
  static const struct { guint n_lines; guint n_secs; guint n_back; guint n_untold; guint n_findings; const char *sentence; } cases[] = {
    { 19, 1, 0, 0, 19, NULL },
    { 20, 1, 0, 0, 1, "20 billed lines of one sheet, $2,000.00 in all, stand in another week: an automation stamped 20 of its lines on "
                   "2026-08-18, without a change of their completion" },
    { 20, 189, 0, 0, 1, "20 billed lines of one sheet, $2,000.00 in all, stand in another week: an automation stamped 20 of its lines on "
                     "2026-08-18, without a change of their completion" },
    { 20, 190, 0, 0, 20, NULL },
    { 40, 100, 0, 0, 1, "40 billed lines of one sheet, $4,000.00 in all, stand in another week: an automation stamped 40 of its lines on "
                     "2026-08-18, without a change of their completion" },
    { 25, 1, 15, 0, 1, "10 billed lines of one sheet, $1,000.00 in all, stand in another week: an automation stamped 25 of its lines on "
                    "2026-08-18, without a change of their completion" },
    { 25, 1, 25, 0, 0, NULL },
    { 20, 1, 0, 15, 1, "20 billed lines of one sheet, $2,000.00 in all, stand in another week: 20 of its lines were moved on 2026-08-18, 5 "
                       "by an automation without a change of their completion, the rest by whom is not told" },
    { 20, 1, 0, 20, 1, "20 billed lines of one sheet, $2,000.00 in all, stand in another week: 20 of its lines were moved on 2026-08-18, 0 "
                       "by an automation without a change of their completion, the rest by whom is not told" },
    { 19, 1, 0, 19, 19, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_event (cases[i].n_lines, cases[i].n_secs, cases[i].n_back, cases[i].n_untold);
      g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "moved-week");
      g_test_message ("case %u", i);
      g_assert_cmpuint (result->findings->len, ==, cases[i].n_findings);
      if (cases[i].sentence == NULL)
        continue;
      g_assert_cmpstr (((TallyFinding *) result->findings->pdata[0])->sentence, ==, cases[i].sentence);
      g_assert_cmpuint (((TallyFinding *) result->findings->pdata[0])->lines->len, ==, cases[i].n_lines - cases[i].n_back);
    }
}

/* What is moved back of it, and what is learned of its beginning later, makes no other finding of it. */
static void
test_an_event_keeps_its_id (void)
{
  g_autoptr (TallyTestAudit) all = make_event (30, 1, 0, 10);
  g_autoptr (TallyTestAudit) some = make_event (30, 1, 12, 0);
  g_autoptr (TallyAuditResult) before = tally_test_audit_run (all, "moved-week");
  g_autoptr (TallyAuditResult) after = tally_test_audit_run (some, "moved-week");

  g_assert_cmpstr (((TallyFinding *) before->findings->pdata[0])->id, ==, ((TallyFinding *) after->findings->pdata[0])->id);
}

static const TallyTestAuditScene late[] = {
  { "a day of completion three weeks before", "line snapshot=2026-07-26",
    "late-entry day-far-from-week medium 100.00 1:1 1 line of week 2026-08-16, $100.00 in all: 1 with a day of completion more than 14 "
    "days from the week's end, 0 that came more than 14 days after it; 21 days at most\n" },
  { "fifteen days after, two lines of one work request and week", "line snapshot=2026-08-31\nline snapshot=2026-08-31\nline",
    "late-entry day-far-from-week medium 200.00 1:1,1:2 2 lines of week 2026-08-16, $200.00 in all: 2 with a day of completion more "
    "than 14 days from the week's end, 0 that came more than 14 days after it; 15 days at most\n" },
  { "fourteen days after", "line snapshot=2026-08-30", "" },
  { "fourteen days before", "line snapshot=2026-08-02", "" },
  { "fifteen days before", "line snapshot=2026-08-01",
    "late-entry day-far-from-week medium 100.00 1:1 1 line of week 2026-08-16, $100.00 in all: 1 with a day of completion more than 14 "
    "days from the week's end, 0 that came more than 14 days after it; 15 days at most\n" },
  { "two work requests are two", "line snapshot=2026-07-26\nline wr=90000002; snapshot=2026-07-26",
    "late-entry day-far-from-week medium 100.00 1:2 1 line of week 2026-08-16, $100.00 in all: 1 with a day of completion more than 14 "
    "days from the week's end, 0 that came more than 14 days after it; 21 days at most\n"
    "late-entry day-far-from-week medium 100.00 1:1 1 line of week 2026-08-16, $100.00 in all: 1 with a day of completion more than 14 "
    "days from the week's end, 0 that came more than 14 days after it; 21 days at most\n" },
  { "no day", "line snapshot=", "" },
  { "not billed", "line snapshot=2026-07-26; reason=units_not_completed", "" },
#define OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-07-16T12:00:00Z\npublished week=2026-07-19; at=2026-07-20T06:00:00Z\n"
  { "a line that came fifteen days after the week, when its workbook had long been there",
    OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-03T12:00:00Z",
    "late-entry entered-late medium 100.00 1:2 1 line of week 2026-07-19, $100.00 in all: 0 with a day of completion more than 14 days "
    "from the week's end, 1 that came more than 14 days after it; 15 days at most\n" },
  { "fourteen days after the week", OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-02T12:00:00Z", "" },
  { "published late, written long before that",
    OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-07-22T12:00:00Z\npublished row=2; week=2026-07-19; at=2026-08-10T06:00:00Z", "" },
  { "written and published late",
    OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-09T12:00:00Z\npublished row=2; week=2026-07-19; at=2026-08-10T06:00:00Z",
    "late-entry entered-late medium 100.00 1:2 1 line of week 2026-07-19, $100.00 in all: 0 with a day of completion more than 14 days "
    "from the week's end, 1 that came more than 14 days after it; 21 days at most\n" },
  { "written again long after it was published",
    "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-09T12:00:00Z\npublished week=2026-07-19; at=2026-07-20T06:00:00Z", "" },
  { "it was there before, in another form",
    OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-09T12:00:00Z\nchange row=2; field=price; old=0.00; new=100.00", "" },
  { "its history was asked for", OLD "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-03T12:00:00Z\n"
    "change row=2; run=0; old=; new=100.00; at=2026-08-03T12:00:00Z",
    "late-entry entered-late medium 100.00 1:2 1 line of week 2026-07-19, $100.00 in all: 0 with a day of completion more than 14 days "
    "from the week's end, 1 that came more than 14 days after it; 15 days at most\n" },
  { "the week was never published", "line week=2026-07-19; snapshot=2026-07-15; at=2026-08-09T12:00:00Z", "" },
};

static void
test_late (void)
{
  tally_test_audit_assert_scenes ("late-entry", late, G_N_ELEMENTS (late), NULL);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/audit/moved-week/" name, func)
  ADD ("moved", test_moved);
  ADD ("moved-after-closing", test_moved_after_closing);
  ADD ("an-event-is-one-finding", test_an_event_is_one_finding);
  ADD ("an-event-keeps-its-id", test_an_event_keeps_its_id);
  ADD ("late", test_late);
  return g_test_run ();
}
