/* test-guard.c
 *
 * How much of what was published may change unseen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-guard.h"

#include "tally-plan-weeks.h"
#include "tally-test.h"

#define W TALLY_PROPOSAL_CAUSE_WORKBOOKS
#define A TALLY_PROPOSAL_CAUSE_AMOUNT
#define M TALLY_PROPOSAL_CAUSE_MOVED
#define DOLLARS 100

/* So many published workbooks of so many cents; of these some change and some vanish. */
typedef struct {
  const char *name;
  guint       n_published;
  TallyMoney  cents;       /* of each published one */
  guint       n_changed;
  TallyMoney  new_cents;   /* of each changed one */
  guint       n_vanished;
  guint       n_same;      /* attached again with equal content */
  TallyMoney  moved_cents;
  guint       ppm;
  guint       min_workbooks;
  TallyMoney  min_cents;
  guint       causes;
} Case;

static const Case cases[] = {
  { "nothing published", .ppm = 200000 },
  { "nothing changed", 100, 1000, .ppm = 200000 },
  { "one of two", 2, 1000, 1, 2000, .ppm = 200000, .min_workbooks = 5, .min_cents = 10000 * DOLLARS },
  { "one of two without floors", 2, 1000, 1, 2000, .ppm = 200000, .causes = W | A },
  { "two of two below the floor", 2, 1000, 2, 2000, .ppm = 200000, .min_workbooks = 5, .min_cents = 10000 * DOLLARS },
  { "four of four below the floor", 4, 1000, 4, 1001, .ppm = 200000, .min_workbooks = 5 , .min_cents = 100 },
  { "five of five", 5, 1000, 5, 1001, .ppm = 200000, .min_workbooks = 5, .min_cents = 100, .causes = W },
  { "19.99 % of workbooks", 10000, 1000, 1999, 1001, .ppm = 200000, .min_workbooks = 5 },
  { "20 % of workbooks", 10000, 1000, 2000, 1001, .ppm = 200000, .min_workbooks = 5 },
  { "20.01 % of workbooks", 10000, 1000, 2001, 1001, .ppm = 200000, .min_workbooks = 5, .causes = W },
  { "20 % where 20.01 % is the share", 10000, 1000, 2001, 1001, .ppm = 200100, .min_workbooks = 5 },
  { "changed and vanished count together", 100, 1000, 10, 1001, 11, .ppm = 200000, .min_workbooks = 5, .min_cents = 1000000, .causes = W },
  { "20 % of dollars in one workbook", 100, 1000, 1, 21000, .ppm = 200000, .min_workbooks = 5 },
  { "more than 20 % of dollars in one workbook", 100, 1000, 1, 21001, .ppm = 200000, .min_workbooks = 5, .causes = A },
  { "the same below the floor of dollars", 100, 1000, 1, 21001, .ppm = 200000, .min_workbooks = 5, .min_cents = 20002 },
  { "the same at the floor of dollars", 100, 1000, 1, 21001, .ppm = 200000, .min_workbooks = 5, .min_cents = 20001, .causes = A },
  { "totals that fall count as those that rise", 10, 10000, 3, 1000, .ppm = 200000, .min_workbooks = 5, .causes = A },
  { "a total below nothing", 10, 10000, 1, -15000, .ppm = 200000, .min_workbooks = 5, .causes = A },
  { "what vanishes is lost money", 10, 10000, 0, 0, 3, .ppm = 200000, .min_workbooks = 5, .causes = A },
  { "equal content is no change", 10, 10000, .n_same = 10, .ppm = 0 },
  { "moved money", 100, 1000, .moved_cents = 20001, .ppm = 200000, .causes = M },
  { "20 % of moved money", 100, 1000, .moved_cents = 20000, .ppm = 200000 },
  { "published for nothing, now dear", 10, 0, 1, 5, .ppm = 200000, .min_workbooks = 5, .causes = A },
  { "no change at all is allowed", 1000, 1000, 1, 1001, .ppm = 0, .causes = W | A },
  { "everything may change", 1000, 1000, 1000, 2000, .ppm = 1000000 },
  { "more than everything", 1000, 1000, 1000, 2001, .ppm = 1000000, .causes = A },
  { "sums beyond 64 bits", 10, G_MAXINT64 / 2, 5, G_MININT64 / 2, .ppm = 200000, .min_workbooks = 5, .causes = W | A },
};

static void
add_entry (TallyPlan       *plan,
           TallyPlanAction  action,
           const Case      *test,
           TallyMoney       cents)
{
  g_autofree char *work_request = g_strdup_printf ("%u", 90000000 + plan->entries->len);
  g_autoptr (TallyIdentity) identity = tally_identity_new (work_request, tally_day_new (2026, 8, 16),
                                                           TALLY_VARIANT_PRIMARY, "");
  TallyPlanEntry *entry = tally_plan_entry_new (identity, action, TALLY_HOLD_NONE);

  g_strlcpy (entry->published_fingerprint, "aa", sizeof entry->published_fingerprint);
  if (action != TALLY_PLAN_VANISHED)
    g_strlcpy (entry->fingerprint, "bb", sizeof entry->fingerprint);
  entry->published_cents = test->cents;
  entry->total_cents = cents;
  g_ptr_array_add (plan->entries, entry);
}

static TallyPlan *
make_plan (const Case *test)
{
  TallyPlan *plan = tally_plan_new ();

  plan->n_published = test->n_published;
  for (guint i = 0; i < test->n_published; i++)
    if (!tally_money_add (&plan->published_cents, test->cents))
      plan->published_cents = G_MAXINT64;
  for (guint i = 0; i < test->n_changed; i++)
    add_entry (plan, TALLY_PLAN_CHANGED, test, test->new_cents);
  for (guint i = 0; i < test->n_vanished; i++)
    add_entry (plan, TALLY_PLAN_VANISHED, test, 0);
  for (guint i = 0; i < test->n_same; i++)
    {
      add_entry (plan, TALLY_PLAN_CHANGED, test, test->cents);
      g_strlcpy (((TallyPlanEntry *) plan->entries->pdata[plan->entries->len - 1])->fingerprint, "aa", 3);
    }
  return plan;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  const TallyBillingGuardLimits limits = {
    .max_share_ppm = test->ppm, .min_workbooks = test->min_workbooks, .min_cents = test->min_cents,
  };
  g_autoptr (TallyPlan) plan = make_plan (test);
  const TallyBillingGuardInput input = {
    .plan = plan, .limits = &limits, .moved_cents = test->moved_cents,
  };
  TallyProposalTotals totals = { 0 };

  tally_billing_guard_judge (&input, &totals);
  g_assert_cmpuint (totals.causes, ==, test->causes);
  g_assert_cmpuint (totals.n_changed, ==, test->n_changed);
  g_assert_cmpuint (totals.n_vanished, ==, test->n_vanished);
  g_assert_cmpuint (totals.n_published, ==, test->n_published);
  g_assert_cmpint (totals.moved_cents, ==, test->moved_cents);
}

/* What is new, held or seen before does not count. */
static gboolean
is_seen_cb (const TallyPlanEntry *entry,
            gpointer              data)
{
  ++*(guint *) data;
  return TRUE;
}

static void
test_what_a_person_has_seen_does_not_count (void)
{
  static const Case test = { "", 10, 1000, 10, 5000, .ppm = 0 };
  const TallyBillingGuardLimits limits = { 0 };
  g_autoptr (TallyPlan) plan = make_plan (&test);
  guint n_asked = 0;
  const TallyBillingGuardInput input = {
    .plan = plan, .limits = &limits, .is_seen = is_seen_cb, .data = &n_asked,
  };
  TallyProposalTotals totals = { .causes = TALLY_PROPOSAL_CAUSE_ASK };

  tally_billing_guard_judge (&input, &totals);
  g_assert_cmpuint (totals.causes, ==, TALLY_PROPOSAL_CAUSE_ASK);
  g_assert_cmpuint (totals.n_changed, ==, 0);
  g_assert_cmpuint (n_asked, ==, 10);
}

static void
test_only_what_would_change_counts (void)
{
  static const TallyPlanAction actions[] = { TALLY_PLAN_NEW, TALLY_PLAN_UNCHANGED, TALLY_PLAN_HELD };
  static const Case test = { "", 3, 1000 };
  const TallyBillingGuardLimits limits = { 0 };
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  const TallyBillingGuardInput input = { .plan = plan, .limits = &limits };
  TallyProposalTotals totals = { 0 };

  plan->n_published = 3;
  plan->published_cents = 3000;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    add_entry (plan, actions[i], &test, 99999);
  tally_billing_guard_judge (&input, &totals);
  g_assert_cmpuint (totals.causes, ==, 0);
  g_assert_cmpint (totals.changed_cents, ==, 0);
}

#define TODAY tally_day_new (2026, 8, 20)

/* Years of published workbooks, and in one week of them so many that change. */
typedef struct {
  const char *name;
  TallyDay    week;
  guint       n_published; /* of that week, each $100 with 3 lines */
  guint       n_changed;
  TallyMoney  new_cents;
  guint       new_lines;
  guint       min_workbooks;
  TallyMoney  min_cents;
  guint       causes;
} Week;

#define V TALLY_PROPOSAL_CAUSE_WEEK
/* Days as tally_day_new() counts them: only differences to TODAY matter. */
#define OVER 8
#define OPEN 7

static const Week weeks[] = {
  { "all of a week that is over", OVER, 10, 10, 10001, 3, 5, 1000000, V },
  { "a fifth of it", OVER, 10, 2, 10001, 3, 1, 1000000, 0 },
  { "more than a fifth of it", OVER, 10, 3, 10001, 3, 1, 1000000, V },
  { "more than a fifth below the floor", OVER, 10, 3, 10001, 3, 5, 1000000, 0 },
  { "late rows of a week that is over", OVER, 10, 10, 10001, 4, 5, 1000000, V },
  { "rows of a week that is open", OPEN, 10, 10, 50000, 4, 5, 1, 0 },
  { "prices of a week that is open", OPEN, 10, 10, 10001, 3, 5, 1000000, V },
  { "less money in a week that is open", OPEN, 10, 10, 9999, 4, 5, 1000000, V },
  { "money of one workbook", OVER, 10, 1, 30001, 3, 5, 20001, V },
  { "money of one workbook below the floor", OVER, 10, 1, 30001, 3, 5, 20002, 0 },
  { "a small week", OVER, 4, 4, 30001, 3, 1, 1, 0 },
};

static void
test_week (gconstpointer data)
{
  const Week *test = data;
  const TallyBillingGuardLimits limits = {
    .max_share_ppm = 200000, .min_workbooks = test->min_workbooks, .min_cents = test->min_cents,
  };
  const TallyDay week = TODAY - test->week;
  static const Case change = { .cents = 10000 };
  g_autoptr (TallyPlan) plan = tally_plan_new ();
  const TallyBillingGuardInput input = { .plan = plan, .limits = &limits, .today = TODAY };
  TallyProposalTotals totals = { 0 };

  for (guint i = 0; i < 5000; i++)
    tally_plan_weeks_count (plan, week - 7 * (1 + i % 100), TRUE, 10000);
  for (guint i = 0; i < test->n_published; i++)
    tally_plan_weeks_count (plan, week, TRUE, 10000);
  for (guint i = 0; i < test->n_changed; i++)
    {
      TallyPlanEntry *entry;
      add_entry (plan, TALLY_PLAN_CHANGED, &change, test->new_cents);
      entry = plan->entries->pdata[i];
      entry->identity->week_ending = week;
      entry->n_lines = test->new_lines;
      entry->published_lines = 3;
    }
  for (guint i = 0; i < 50; i++) /* new ones are no change of published ones */
    {
      add_entry (plan, TALLY_PLAN_NEW, &change, 10000);
      ((TallyPlanEntry *) plan->entries->pdata[plan->entries->len - 1])->identity->week_ending = week;
    }
  tally_billing_guard_judge (&input, &totals);
  g_assert_cmpuint (totals.causes, ==, test->causes);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      g_autofree char *name = g_strdup_printf ("/billing/guard/week/%s", weeks[i].name);
      g_strdelimit (name, " ", '-');
      g_test_add_data_func (name, &weeks[i], test_week);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i].name), " ,", '-');
      g_autofree char *path = g_strconcat ("/billing/guard/", name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/billing/guard/what-a-person-has-seen-does-not-count", test_what_a_person_has_seen_does_not_count);
  g_test_add_func ("/billing/guard/only-what-would-change-counts", test_only_what_would_change_counts);
  return g_test_run ();
}
