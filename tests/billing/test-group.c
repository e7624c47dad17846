/* test-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-group.h"

#include <locale.h>

#include "tally-billing-error.h"
#include "tally-billing-variants.h"
#include "tally-random.h"
#include "tally-test.h"

#define N_LINES 12
#define N_PERMUTATIONS 50

static const TallyBillingLayout layout = { 1, "America/Chicago", "LINETEC SERVICES", "ab" };

static TallyLine
line_of (gint64      row,
         const char *foreman,
         guint       snapshot_day)
{
  TallyLine line;

  tally_line_clear (&line);
  line.sheet_id = 5;
  line.row_id = 1000 - row;
  line.row_number = row;
  line.text[TALLY_FIELD_WORK_REQUEST] = "89708709";
  line.text[TALLY_FIELD_FOREMAN] = foreman;
  line.text[TALLY_FIELD_CU] = "ANC-M";
  line.week_ending = tally_day_new (2025, 7, 13);
  line.snapshot = snapshot_day == 0 ? TALLY_DAY_NONE : tally_day_new (2025, 7, snapshot_day);
  line.quantity = tally_decimal_new (row, 0);
  line.price_cents = row * 100;
  return line;
}

static TallyGroup *
group_of (const TallyLine          *lines,
          gsize                     n_lines,
          const TallyBillingLayout *its_layout)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("89708709", tally_day_new (2025, 7, 13),
                                                           TALLY_VARIANT_PRIMARY, NULL);
  TallyGroup *group = tally_group_new (identity);

  for (gsize i = 0; i < n_lines; i++)
    g_assert_true (tally_group_add (group, &lines[i]));
  tally_billing_finish_group (group, its_layout);
  g_assert_cmpuint (strlen (group->fingerprint), ==, TALLY_HASH_HEX_LENGTH);
  return group;
}

static void
test_foreman (void)
{
  TallyLine lines[] = {
    line_of (1, "Ann", 8), line_of (2, "Bob", 9), line_of (3, "Cleo", 9), line_of (4, "", 10), line_of (5, "Dan", 0),
  };
  g_autoptr (TallyGroup) group = group_of (lines, 5, &layout);
  g_autoptr (TallyGroup) undated = group_of (&lines[4], 1, &layout);
  g_autoptr (TallyGroup) nobody = group_of (&lines[3], 1, &layout);

  g_assert_cmpstr (group->foreman, ==, "Bob");
  g_assert_cmpstr (undated->foreman, ==, "Dan");
  g_assert_cmpstr (nobody->foreman, ==, "");
}

static void
test_details (void)
{
  TallyLine lines[] = { line_of (1, "Ann", 8), line_of (2, "Ann", 8), line_of (3, "Ann", 8) };
  g_autoptr (TallyGroup) group = NULL;

  lines[0].text[TALLY_FIELD_SCOPE] = "S1";
  lines[2].text[TALLY_FIELD_SCOPE] = "S1";
  lines[0].text[TALLY_FIELD_JOB] = "J1";
  lines[1].text[TALLY_FIELD_JOB] = "J2";
  lines[2].text[TALLY_FIELD_CUSTOMER] = "AEP";
  group = group_of (lines, 3, &layout);
  g_assert_cmpstr (group->scope, ==, "S1");
  g_assert_cmpstr (group->job, ==, TALLY_BILLING_MULTIPLE);
  g_assert_cmpstr (group->customer, ==, "AEP");
  g_assert_cmpstr (group->work_order, ==, "");
  g_assert_cmpint (group->total_cents, ==, 600);
}

/* Rule 5.5/39. */
static void
test_permutations (void)
{
  TallyLine lines[N_LINES];
  g_autoptr (TallyRandom) random = tally_random_new (3);
  g_autoptr (TallyGroup) first = NULL;

  for (guint i = 0; i < N_LINES; i++)
    lines[i] = line_of (i + 1, i % 2 == 0 ? "Ann" : "Bob", 7 + i % 6);
  first = group_of (lines, N_LINES, &layout);
  for (guint n = 0; n < N_PERMUTATIONS; n++)
    {
      g_autoptr (TallyGroup) group = NULL;
      for (guint i = N_LINES - 1; i > 0; i--)
        {
          guint k = (guint) tally_random_below (random, i + 1);
          TallyLine line = lines[i];
          lines[i] = lines[k];
          lines[k] = line;
        }
      group = group_of (lines, N_LINES, &layout);
      g_assert_cmpstr (group->fingerprint, ==, first->fingerprint);
      g_assert_cmpstr (group->foreman, ==, first->foreman);
      for (guint i = 0; i < N_LINES; i++)
        g_assert_cmpint (tally_group_get_line (group, i)->row_number, ==, i + 1);
    }
}

static void
assert_differs (TallyLine   line,
                const char *than)
{
  g_autoptr (TallyGroup) group = group_of (&line, 1, &layout);

  g_assert_cmpstr (group->fingerprint, !=, than);
}

/* Rule 5.5/40: whatever is shown changes the fingerprint, whatever is not shown doesn't. */
static void
test_fingerprint_of_values (void)
{
  static const TallyField shown[] = {
    TALLY_FIELD_FOREMAN, TALLY_FIELD_CUSTOMER, TALLY_FIELD_WORK_ORDER, TALLY_FIELD_POLE, TALLY_FIELD_CU,
    TALLY_FIELD_WORK_TYPE, TALLY_FIELD_CU_DESCRIPTION, TALLY_FIELD_UOM, TALLY_FIELD_SCOPE, TALLY_FIELD_JOB,
  };
  const TallyLine line = line_of (1, "Ann", 8);
  g_autoptr (TallyGroup) plain = group_of (&line, 1, &layout);
  TallyLine edited;
  g_autoptr (TallyGroup) same = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      edited = line;
      edited.text[shown[i]] = "edited";
      assert_differs (edited, plain->fingerprint);
    }
  edited = line;
  edited.snapshot++;
  assert_differs (edited, plain->fingerprint);
  edited = line;
  edited.quantity = tally_decimal_new (11, -1);
  assert_differs (edited, plain->fingerprint);
  edited = line;
  edited.price_cents++;
  assert_differs (edited, plain->fingerprint);
  edited = line;
  edited.modified_by = "somebody@example.com";
  edited.modified_utc_usec = 99;
  edited.row_number = 50;
  edited.issues = TALLY_ISSUE_STALE_LINK;
  same = group_of (&edited, 1, &layout);
  g_assert_cmpstr (same->fingerprint, ==, plain->fingerprint);
}

static void
test_fingerprint_of_layout (void)
{
  const TallyBillingLayout layouts[] = {
    { 2, "America/Chicago", "LINETEC SERVICES", "ab" }, { 1, "UTC", "LINETEC SERVICES", "ab" },
    { 1, "America/Chicago", "X", "ab" }, { 1, "America/Chicago", "LINETEC SERVICES", "" },
    { 1, "America/Chicago", "LINETEC SERVICESa", "b" },
  };
  const TallyLine line = line_of (1, "Ann", 8);
  g_autoptr (TallyGroup) plain = group_of (&line, 1, &layout);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (TallyGroup) group = group_of (&line, 1, &layouts[i]);
      g_assert_cmpstr (group->fingerprint, !=, plain->fingerprint);
    }
}

static void
test_fingerprint_in_spanish (void)
{
  TallyLine line = line_of (1, "Ann", 8);
  g_autoptr (TallyGroup) plain = NULL;
  g_autoptr (TallyGroup) spanish = NULL;

  line.quantity = tally_decimal_new (12345, -2);
  plain = group_of (&line, 1, &layout);
  if (setlocale (LC_ALL, "es_ES.UTF-8") == NULL)
    {
      g_test_skip ("the locale es_ES.UTF-8 is not installed");
      return;
    }
  spanish = group_of (&line, 1, &layout);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (spanish->fingerprint, ==, plain->fingerprint);
}

static void
test_variants (void)
{
  static const char *const primary[] = { "primary", NULL };
  static const char *const none[] = { NULL };
  static const char *const unknown[] = { "primary", "secondary", NULL };
  g_autoptr (GError) error = NULL;
  guint variants = 7;

  g_assert_true (tally_billing_parse_variants (primary, &variants, &error));
  g_assert_cmpuint (variants, ==, 1u << TALLY_VARIANT_PRIMARY);
  g_assert_true (tally_billing_parse_variants (none, &variants, &error));
  g_assert_true (tally_billing_parse_variants (NULL, &variants, &error));
  g_assert_cmpuint (variants, ==, 1u << TALLY_VARIANT_PRIMARY);
  g_assert_false (tally_billing_parse_variants (unknown, &variants, &error));
  g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_VARIANT);
  g_assert_nonnull (strstr (error->message, "no kind of workbook"));
  for (guint i = TALLY_VARIANT_PRIMARY + 1; i < TALLY_N_VARIANTS; i++)
    {
      const char *names[] = { tally_variant_get_id ((TallyVariant) i), NULL };
      g_clear_error (&error);
      g_assert_false (tally_billing_parse_variants (names, &variants, &error));
      g_assert_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_VARIANT);
      g_assert_nonnull (strstr (error->message, "not available yet"));
    }
  g_assert_cmpuint (variants, ==, 1u << TALLY_VARIANT_PRIMARY);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/group/foreman-is-the-newest-one-named", test_foreman);
  g_test_add_func ("/billing/group/details", test_details);
  g_test_add_func ("/billing/group/order-of-arrival-changes-nothing", test_permutations);
  g_test_add_func ("/billing/group/fingerprint-covers-what-is-shown", test_fingerprint_of_values);
  g_test_add_func ("/billing/group/fingerprint-covers-the-layout", test_fingerprint_of_layout);
  g_test_add_func ("/billing/group/fingerprint-whatever-the-locale", test_fingerprint_in_spanish);
  g_test_add_func ("/billing/group/variants", test_variants);
  return g_test_run ();
}
