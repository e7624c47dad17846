/* test-crews.c
 *
 * Days on which a crew does what it otherwise does not: work on days off, flurries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-audit-calendar.h"
#include "tally-test.h"

static void
add_day (TallyTestAudit *audit,
         const char     *crew,
         TallyDay        day,
         guint           n_lines)
{
  char text[TALLY_DAY_BUFFER_SIZE];

  tally_day_format_iso (day, text, sizeof text);
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *values = g_strdup_printf ("foreman=%s; pole=D-%u; price=10; snapshot=%s", crew, audit->n_lines, text);
      tally_test_audit_add_line (audit, values);
    }
}

/* @n_weeks of five days with seven to nine lines, from Monday 2026-02-02 on, without the holidays. */
static void
add_weeks (TallyTestAudit *audit,
           const char     *crew,
           guint           n_weeks)
{
  TallyDay monday = tally_day_new (2026, 2, 2);

  for (guint i = 0; i < 7 * n_weeks; i++)
    if (!tally_audit_calendar_is_off (monday + i))
      add_day (audit, crew, monday + i, 7 + i % 3);
}

static char *
run (TallyTestAudit *audit,
     const char     *detector)
{
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, detector);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->findings->len; i++)
    g_string_append_printf (text, "%s\n", ((const TallyFinding *) result->findings->pdata[i])->sentence);
  return g_string_free (text, FALSE);
}

static void
test_days_off (void)
{
  static const struct { guint n_weeks, month, day, n_lines; const char *expected; } cases[] = {
    { 8, 2, 28, 12, "12 of 51 lines of one crew's week on days off, from Saturday 2026-02-28 on; 0 of its 34 other days were such\n" },
    { 8, 2, 28, 2, "" },  /* one or two lines may be a slip of the date */
    { 8, 2, 28, 3, "3 of 42 lines of one crew's week on days off, from Saturday 2026-02-28 on; 0 of its 34 other days were such\n" },
    { 8, 2, 16, 12, "12 of 43 lines of one crew's week on days off, from Monday 2026-02-16 (federal holiday) on; 0 of its 35 other days "
                    "were such\n" },
    { 8, 2, 27, 12, "" }, /* a Friday */
    { 4, 2, 28, 12, "" }, /* fourteen other days */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autofree char *text = NULL;
      add_weeks (audit, "Ann", cases[i].n_weeks);
      add_weeks (audit, "Bob", 8);
      add_day (audit, "Ann", tally_day_new (2026, cases[i].month, cases[i].day), cases[i].n_lines);
      text = run (audit, "off-day");
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A crew of few days is held against all crews, if these are enough; one that has no week behind it is not. */
static void
test_crews_of_few_days (void)
{
  static const struct { guint n_weeks, n_others, month, day, n_lines; const char *expected; } cases[] = {
    { 2, 3, 3, 1, 12, "12 of 52 lines of one crew's week on days off, from Sunday 2026-03-01 on; 0 of its 10 other days were such\n" },
    { 2, 3, 3, 1, 2, "" },
    { 2, 2, 3, 1, 12, "" },  /* 80 days of all crews */
    { 1, 3, 2, 8, 12, "" },  /* no other days than that week's */
    { 2, 3, 2, 27, 12, "" }, /* a Friday */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autofree char *text = NULL;
      add_weeks (audit, "Ann", cases[i].n_weeks);
      for (guint j = 0; j < cases[i].n_others; j++)
        add_weeks (audit, j == 0 ? "Bob" : j == 1 ? "Cem" : "Dan", 8);
      if (cases[i].n_weeks > 1)
        for (TallyDay day = tally_day_new (2026, 2, 23); day < tally_day_new (2026, 2, 28); day++)
          add_day (audit, "Ann", day, 8);
      add_day (audit, "Ann", tally_day_new (2026, cases[i].month, cases[i].day), cases[i].n_lines);
      text = run (audit, "off-day");
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Who works on a holiday, or on a Saturday now and then, does not therefore work on Sundays. */
static void
test_sorts_of_days_are_apart (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autofree char *text = NULL;

  add_weeks (audit, "Ann", 12);
  add_weeks (audit, "Bob", 12);
  add_day (audit, "Ann", tally_day_new (2026, 2, 16), 9);
  for (guint i = 0; i < 4; i++)
    add_day (audit, "Ann", tally_day_new (2026, 2, 7) + 14 * i, 9);
  add_day (audit, "Ann", tally_day_new (2026, 3, 15), 12);
  text = run (audit, "off-day");
  g_assert_nonnull (strstr (text, "from Sunday 2026-03-15 on; 0 of its 59 other days"));
  g_assert_nonnull (strstr (text, "from Monday 2026-02-16 (federal holiday) on; 0 of its"));
  g_assert_null (strstr (text, "Saturday"));
}

/* Who works on Saturdays is not told so, however many lines a Saturday has. */
static void
test_usual_weekends_are_no_finding (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autofree char *text = NULL;
  TallyDay saturday = tally_day_new (2026, 2, 7);

  add_weeks (audit, "Ann", 12);
  add_weeks (audit, "Bob", 12);
  for (guint i = 0; i < 12; i += 3)
    add_day (audit, "Ann", saturday + 7 * i, 40);
  text = run (audit, "off-day");
  g_assert_cmpstr (text, ==, "");
}

static void
test_scope (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  add_weeks (audit, "Ann", 8);
  add_day (audit, "Bob", tally_day_new (2026, 2, 28), 50);
  tally_test_audit_add_line (audit, "foreman=; snapshot=2026-02-28");
  tally_test_audit_add_line (audit, "foreman=Ann; snapshot=");
  tally_test_audit_add_line (audit, "foreman=Ann; snapshot=2026-02-28; reason=units_not_completed");
  result = tally_test_audit_run (audit, "off-day");
  scope = tally_test_audit_dup_scope (result, "off-day");
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpstr (scope, ==, "in-scope=311,too-few-days=50,no-crew-or-day=2");
}

static void
test_flurries (void)
{
  static const struct { guint n_weeks, n_lines; const char *expected; } cases[] = {
    { 8, 22, "30 lines of one crew on 2026-02-03, usually 8 on its 38 other days: chance less than 0.000001\n" },
    { 8, 16, "24 lines of one crew on 2026-02-03, usually 8 on its 38 other days: chance 0.000004\n" },
    { 8, 15, "" }, /* 23 are less than three times the median */
    { 4, 22, "" }, /* eighteen other days */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autofree char *text = NULL;
      add_weeks (audit, "Ann", cases[i].n_weeks);
      add_day (audit, "Ann", tally_day_new (2026, 2, 3), cases[i].n_lines);
      text = run (audit, "flurry");
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A crew whose days vary between 1 and 40 has no flurry at 45. */
static void
test_varying_days_are_no_flurry (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < 60; i++)
    add_day (audit, "Ann", tally_day_new (2026, 3, 1) + i, i % 6 == 0 ? 40 : 1 + i % 11);
  add_day (audit, "Ann", tally_day_new (2026, 6, 1), 45);
  text = run (audit, "flurry");
  g_assert_cmpstr (text, ==, "");
}

/* A burst on a weekend is one finding, not two. */
static void
test_a_weekend_burst_is_one_finding (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *text = NULL;

  add_weeks (audit, "Ann", 8);
  add_weeks (audit, "Bob", 8);
  add_day (audit, "Ann", tally_day_new (2026, 2, 28), 40);
  result = tally_test_audit_run (audit, NULL);
  text = tally_test_audit_dup_text (result);
  g_assert_nonnull (strstr (text, "off-day"));
  g_assert_null (strstr (text, "flurry"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/crews/days-off", test_days_off);
  g_test_add_func ("/audit/crews/crews-of-few-days", test_crews_of_few_days);
  g_test_add_func ("/audit/crews/sorts-of-days-are-apart", test_sorts_of_days_are_apart);
  g_test_add_func ("/audit/crews/usual-weekends-are-no-finding", test_usual_weekends_are_no_finding);
  g_test_add_func ("/audit/crews/scope", test_scope);
  g_test_add_func ("/audit/crews/flurries", test_flurries);
  g_test_add_func ("/audit/crews/varying-days-are-no-flurry", test_varying_days_are_no_flurry);
  g_test_add_func ("/audit/crews/a-weekend-burst-is-one-finding", test_a_weekend_burst_is_one_finding);
  return g_test_run ();
}
