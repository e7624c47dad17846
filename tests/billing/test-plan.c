/* test-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-plan.h"

#include "tally-billing-conservation.h"
#include "tally-billing-error.h"
#include "tally-test.h"

#define SHEET 5
#define OTHER_SHEET 6
#define GENERATED G_GINT64_CONSTANT (1764000000000000)

static gint64
generated_cb (const TallyIdentity *identity,
              const char          *fingerprint,
              gpointer             data)
{
  g_assert_nonnull (identity);
  g_assert_cmpuint (strlen (fingerprint), ==, TALLY_HASH_HEX_LENGTH);
  ++*(guint *) data;
  return GENERATED;
}

static const TallyBillingPlanOptions plain = { .layout = { 1, "America/Chicago", "C", "" } };

/* A billed line of a week that ends on a day of July 2025. */
static TallyLine
line_of (const char *work_request,
         guint       day,
         gint64      row,
         TallyMoney  cents)
{
  TallyLine line;

  tally_line_clear (&line);
  line.sheet_id = SHEET;
  line.row_id = row;
  line.row_number = row;
  line.text[TALLY_FIELD_WORK_REQUEST] = work_request;
  line.week_ending = tally_day_new (2025, 7, day);
  line.price_cents = cents;
  line.completed = TRUE;
  return line;
}

static TallyPlan *
plan_of (const TallyBillingPlanOptions *options,
         const TallyBillingPublished   *published,
         gsize                          n_published,
         const TallyLine               *lines,
         gsize                          n_lines)
{
  g_autoptr (TallyBillingPlanBuilder) builder = tally_billing_plan_builder_new (options);
  g_autoptr (GError) error = NULL;
  TallyPlan *plan;

  for (gsize i = 0; i < n_published; i++)
    tally_billing_plan_builder_add_published (builder, &published[i]);
  for (gsize i = 0; i < n_lines; i++)
    {
      gboolean added = tally_billing_plan_builder_add_line (builder, &lines[i], &error);
      g_assert_no_error (error);
      g_assert_true (added);
    }
  plan = tally_billing_plan_builder_finish (builder);
  g_assert_true (tally_billing_check_conservation (plan, &error));
  g_assert_no_error (error);
  return plan;
}

static const TallyPlanEntry *
entry_of (const TallyPlan *plan,
          guint            index)
{
  g_assert_cmpuint (index, <, plan->entries->len);
  return g_ptr_array_index (plan->entries, index);
}

static void
assert_entry (const TallyPlan *plan,
              guint            index,
              const char      *key,
              const char      *action,
              const char      *hold)
{
  const TallyPlanEntry *entry = entry_of (plan, index);
  g_autofree char *its_key = tally_identity_dup_key (entry->identity);

  g_assert_cmpstr (its_key, ==, key);
  g_assert_cmpstr (tally_plan_action_get_id (entry->action), ==, action);
  g_assert_cmpstr (tally_hold_get_id (entry->hold), ==, hold);
}

static void
test_groups (void)
{
  TallyLine lines[] = {
    line_of ("89708709", 20, 1, 100), line_of ("89708709", 13, 2, 200), line_of ("89708709", 13, 3, 50),
    line_of ("90093002", 13, 4, 300),
  };
  guint n_generated = 0;
  TallyBillingPlanOptions options = plain;
  g_autoptr (TallyPlan) plan = NULL;

  options.generated = generated_cb;
  options.data = &n_generated;
  plan = plan_of (&options, NULL, 0, lines, G_N_ELEMENTS (lines));
  g_assert_cmpuint (plan->entries->len, ==, 3);
  assert_entry (plan, 0, "071325_89708709", "new", "");
  assert_entry (plan, 1, "071325_90093002", "new", "");
  assert_entry (plan, 2, "072025_89708709", "new", "");
  g_assert_cmpuint (entry_of (plan, 0)->n_lines, ==, 2);
  g_assert_cmpint (entry_of (plan, 0)->total_cents, ==, 250);
  g_assert_cmpint (entry_of (plan, 0)->generated_utc_usec, ==, GENERATED);
  g_assert_cmpuint (n_generated, ==, 3);
}

static TallyBillingPublished
published_as (const TallyPlan *plan,
              guint            index,
              const gint64    *sheet)
{
  const TallyPlanEntry *entry = entry_of (plan, index);

  return (TallyBillingPublished) {
    .identity = entry->identity, .fingerprint = entry->fingerprint, .total_cents = entry->total_cents,
    .generated_utc_usec = 77, .sheets = sheet, .n_sheets = 1,
  };
}

static void
test_second_run (void)
{
  static const gint64 sheet = SHEET;
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("2", 13, 2, 200), line_of ("3", 13, 3, 300) };
  g_autoptr (TallyPlan) first = plan_of (&plain, NULL, 0, lines, 3);
  TallyBillingPublished published[] = {
    published_as (first, 0, &sheet), published_as (first, 1, &sheet), published_as (first, 2, &sheet),
  };
  g_autoptr (TallyPlan) same = plan_of (&plain, published, 3, lines, 3);
  g_autoptr (TallyPlan) next = NULL;

  g_assert_cmpuint (tally_plan_count (same, TALLY_PLAN_UNCHANGED), ==, 3);
  g_assert_cmpint (entry_of (same, 0)->generated_utc_usec, ==, 77);
  lines[1].price_cents = 201;
  next = plan_of (&plain, published, 3, lines, 2);
  assert_entry (next, 0, "071325_1", "unchanged", "");
  assert_entry (next, 1, "071325_2", "changed", "");
  g_assert_cmpint (entry_of (next, 1)->published_cents, ==, 200);
  assert_entry (next, 2, "071325_3", "vanished", "vanished");
  g_assert_cmpint (entry_of (next, 2)->published_cents, ==, 300);
  g_assert_cmpstr (entry_of (next, 2)->fingerprint, ==, "");
}

static void
test_force (void)
{
  static const gint64 sheet = SHEET;
  const TallyDay week = tally_day_new (2025, 7, 13);
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("1", 20, 2, 200) };
  g_autoptr (TallyPlan) first = plan_of (&plain, NULL, 0, lines, 2);
  TallyBillingPublished published[] = { published_as (first, 0, &sheet), published_as (first, 1, &sheet) };
  TallyBillingPlanOptions options = plain;
  g_autoptr (TallyPlan) all = NULL;
  g_autoptr (TallyPlan) one_week = NULL;

  options.force = TRUE;
  all = plan_of (&options, published, 2, lines, 2);
  g_assert_cmpuint (tally_plan_count (all, TALLY_PLAN_CHANGED), ==, 2);
  options.force = FALSE;
  options.force_weeks = &week;
  options.n_force_weeks = 1;
  one_week = plan_of (&options, published, 2, lines, 2);
  assert_entry (one_week, 0, "071325_1", "changed", "");
  assert_entry (one_week, 1, "072025_1", "unchanged", "");
}

static void
test_lost_source (void)
{
  static const gint64 sheet = SHEET, other = OTHER_SHEET;
  TallyLine lines[] = {
    line_of ("1", 13, 1, 100), line_of ("2", 13, 2, 200), line_of ("3", 13, 3, 300), line_of ("4", 13, 4, 400),
  };
  g_autoptr (TallyPlan) first = NULL;
  TallyBillingPublished published[4];
  TallyBillingPlanOptions options = plain;
  g_autoptr (TallyPlan) plan = NULL;

  lines[3].sheet_id = OTHER_SHEET;
  first = plan_of (&plain, NULL, 0, lines, 4);
  for (guint i = 0; i < 4; i++)
    published[i] = published_as (first, i, i == 3 ? &other : &sheet);
  options.lost_sheets = &sheet;
  options.n_lost_sheets = 1;
  options.force = TRUE;
  lines[1].price_cents = 1;
  lines[2] = line_of ("5", 13, 5, 500);
  plan = plan_of (&options, published, 4, lines, 4);
  assert_entry (plan, 0, "071325_1", "unchanged", "");
  assert_entry (plan, 1, "071325_2", "held", "source_lost");
  assert_entry (plan, 2, "071325_3", "held", "source_lost"); /* would have vanished */
  assert_entry (plan, 3, "071325_4", "changed", "");
  assert_entry (plan, 4, "071325_5", "held", "source_lost");
}

/* The lines that came from the lost sheet are gone, those of another sheet are left. */
static void
test_lost_source_of_the_published (void)
{
  static const gint64 sheets[] = { SHEET, OTHER_SHEET };
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("1", 13, 2, 200) };
  g_autoptr (TallyPlan) first = plan_of (&plain, NULL, 0, lines, 2);
  TallyBillingPublished published = published_as (first, 0, sheets);
  TallyBillingPlanOptions options = plain;
  g_autoptr (TallyPlan) plan = NULL;

  published.n_sheets = 2;
  options.lost_sheets = &sheets[1];
  options.n_lost_sheets = 1;
  plan = plan_of (&options, &published, 1, lines, 1);
  assert_entry (plan, 0, "071325_1", "held", "source_lost");
}

static void
test_filters (void)
{
  static const gint64 sheet = SHEET;
  static const char *const only[] = { "12345", NULL };
  const TallyDay week = tally_day_new (2025, 7, 13);
  TallyLine lines[] = {
    line_of ("12345", 13, 1, 100), line_of ("12345", 20, 2, 200), line_of ("1234567", 13, 3, 300),
  };
  g_autoptr (TallyPlan) first = plan_of (&plain, NULL, 0, lines, 3);
  TallyBillingPublished published[] = { published_as (first, 1, &sheet), published_as (first, 2, &sheet) };
  TallyBillingPlanOptions options = plain;
  g_autoptr (TallyPlan) included = NULL;
  g_autoptr (TallyPlan) excluded = NULL;

  options.work_requests = only;
  options.weeks = &week;
  options.n_weeks = 1;
  included = plan_of (&options, published, 2, lines, 1);
  g_assert_cmpuint (included->entries->len, ==, 1);
  assert_entry (included, 0, "071325_12345", "new", "");
  options = plain;
  options.excluded = only;
  excluded = plan_of (&options, published, 2, lines, 3);
  g_assert_cmpuint (excluded->entries->len, ==, 1);
  assert_entry (excluded, 0, "071325_1234567", "unchanged", "");
  g_assert_cmpuint (excluded->n_filtered, ==, 2);
  g_assert_cmpint (excluded->filtered_cents, ==, 300);
}

static void
test_clash (void)
{
  TallyLine lines[] = {
    line_of ("ab-1", 13, 1, 100), line_of ("AB-1", 20, 2, 200), line_of ("12/34", 13, 3, 300),
    line_of ("12\\34", 13, 4, 400), line_of ("\357\274\221", 13, 5, 500), line_of ("1", 13, 6, 600),
    line_of ("x\302\255y", 13, 7, 700), line_of ("xy", 13, 8, 800),
  };
  g_autoptr (TallyPlan) plan = plan_of (&plain, NULL, 0, lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (plan->entries->len, ==, 8);
  g_assert_cmpuint (tally_plan_count (plan, TALLY_PLAN_HELD), ==, 6);
  g_assert_cmpuint (tally_plan_count (plan, TALLY_PLAN_NEW), ==, 2);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_CLASH], ==, 6);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_CLASH], ==, 2900);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_ACCEPTED], ==, 2);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_ACCEPTED], ==, 700);
}

static void
test_no_identifier (void)
{
  TallyLine line = line_of ("1", 13, 1, 100);
  g_autoptr (TallyPlan) plan = NULL;

  line.variant = TALLY_VARIANT_REDUCED_SUB;
  plan = plan_of (&plain, NULL, 0, &line, 1);
  g_assert_cmpint (entry_of (plan, 0)->hold, ==, TALLY_HOLD_NO_IDENTIFIER);
}

static void
test_excluded_rows (void)
{
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("1", 13, 2, 70), line_of ("1", 13, 3, 200) };
  g_autoptr (TallyPlan) plan = NULL;

  lines[1].reason = TALLY_REASON_NOT_COMPLETED;
  lines[1].issues = TALLY_ISSUE_NO_SNAPSHOT | TALLY_ISSUE_ROUNDED_PRICE;
  plan = plan_of (&plain, NULL, 0, lines, 3);
  g_assert_cmpuint (plan->n_rows, ==, 3);
  g_assert_cmpuint (plan->n_by_reason[TALLY_REASON_NOT_COMPLETED], ==, 1);
  g_assert_cmpint (plan->cents_by_reason[TALLY_REASON_NOT_COMPLETED], ==, 70);
  g_assert_cmpuint (plan->n_by_issue[1], ==, 1);
  g_assert_cmpuint (plan->n_by_issue[12], ==, 1);
  g_assert_cmpint (entry_of (plan, 0)->total_cents, ==, 300);
}

static void
test_order (void)
{
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("2", 13, 2, 70), line_of ("1", 13, 3, 200) };
  g_autoptr (TallyBillingPlanBuilder) builder = tally_billing_plan_builder_new (&plain);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_billing_plan_builder_add_line (builder, &lines[0], &error));
  g_assert_true (tally_billing_plan_builder_add_line (builder, &lines[1], &error));
  g_assert_false (tally_billing_plan_builder_add_line (builder, &lines[2], &error));
  g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_ORDER);
}

static void
test_overflow (void)
{
  TallyLine lines[] = { line_of ("1", 13, 1, G_MAXINT64), line_of ("1", 13, 9, 1) };
  g_autoptr (TallyBillingPlanBuilder) builder = tally_billing_plan_builder_new (&plain);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_billing_plan_builder_add_line (builder, &lines[0], &error));
  g_assert_false (tally_billing_plan_builder_add_line (builder, &lines[1], &error));
  g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_OVERFLOW);
  g_assert_nonnull (strstr (error->message, "row 9"));
}

static void
assert_broken (TallyPlan  *plan,
               const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_billing_check_conservation (plan, &error));
  g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_CONSERVATION);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_conservation (void)
{
  TallyLine lines[] = { line_of ("1", 13, 1, 100), line_of ("a", 13, 2, 200), line_of ("A", 13, 3, 300) };
  g_autoptr (TallyPlan) plan = plan_of (&plain, NULL, 0, lines, 3);

  plan->n_rows++;
  assert_broken (plan, "4 rows were read, but 3");
  plan->n_rows--;
  ((TallyPlanEntry *) entry_of (plan, 0))->total_cents++;
  assert_broken (plan, "1 rows of $1.00 were read, but 1 rows of $1.01");
  ((TallyPlanEntry *) entry_of (plan, 0))->total_cents--;
  ((TallyPlanEntry *) entry_of (plan, 1))->n_lines++;
  assert_broken (plan, "clashing");
  ((TallyPlanEntry *) entry_of (plan, 1))->n_lines--;
  ((TallyPlanEntry *) entry_of (plan, 1))->total_cents = G_MAXINT64;
  assert_broken (plan, "64 bits");
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/plan/one-workbook-for-work-request-and-week", test_groups);
  g_test_add_func ("/billing/plan/second-run", test_second_run);
  g_test_add_func ("/billing/plan/force", test_force);
  g_test_add_func ("/billing/plan/lost-source-holds", test_lost_source);
  g_test_add_func ("/billing/plan/lost-source-of-the-published-holds", test_lost_source_of_the_published);
  g_test_add_func ("/billing/plan/filters-match-whole", test_filters);
  g_test_add_func ("/billing/plan/look-alikes-are-held", test_clash);
  g_test_add_func ("/billing/plan/variant-without-its-name-is-held", test_no_identifier);
  g_test_add_func ("/billing/plan/excluded-rows-are-counted", test_excluded_rows);
  g_test_add_func ("/billing/plan/order-is-checked", test_order);
  g_test_add_func ("/billing/plan/sums-that-overflow", test_overflow);
  g_test_add_func ("/billing/plan/conservation", test_conservation);
  return g_test_run ();
}
