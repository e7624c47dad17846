/* test-groups.c
 *
 * Groups of lines: sorted by numbers that stand for their texts, they come in the order of the values themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-groups.h"

#include "tally-random.h"
#include "tally-test.h"

#define N_LINES 400

static const char *const texts[] = { "", "a", "B", "b", "é", "aa", "a b", "10", "9", "\xf0\x9f\x98\x80" };

/* Lines of few values, so that many agree; some are not billed. */
static TallyAuditInput *
make_input (guint64 seed)
{
  TallyAuditInput *input = tally_audit_input_new ();
  g_autoptr (TallyRandom) random = tally_random_new (seed);

  for (guint i = 0; i < N_LINES; i++)
    {
      TallyLine line;
      tally_line_clear (&line);
      line.sheet_id = 1 + (gint64) tally_random_below (random, 3);
      line.row_id = i + 1;
      for (guint field = 0; field < TALLY_N_TEXT_FIELDS; field++)
        line.text[field] = texts[tally_random_below (random, G_N_ELEMENTS (texts))];
      line.identifier = texts[tally_random_below (random, 3)];
      line.week_ending = 700000 + 7 * (guint) tally_random_below (random, 3);
      line.snapshot = tally_random_below (random, 4) == 0 ? TALLY_DAY_NONE : 700000 + (guint) tally_random_below (random, 3);
      line.quantity = tally_decimal_new ((gint64) tally_random_below (random, 4) - 1, 0);
      line.price_cents = (gint64) tally_random_below (random, 4) - 2;
      line.variant = (TallyVariant) tally_random_below (random, 2);
      line.reason = tally_random_below (random, 9) == 0 ? TALLY_REASON_NO_PRICE : TALLY_REASON_ACCEPTED;
      tally_audit_input_add_line (input, &line);
    }
  tally_audit_input_seal (input);
  return input;
}

static int
compare (const TallyAuditInput *input,
         guint                  a,
         guint                  b,
         guint64                by)
{
  return tally_audit_groups_compare_lines (tally_audit_input_get_line (input, a), tally_audit_input_get_line (input, b), by);
}

/* All billed lines once, those of a group agree and ascend, groups ascend. */
static void
assert_groups (const TallyAuditInput *input,
               guint64                by)
{
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, by, NULL, NULL);
  guint n_seen = 0, n_billed = 0, last = 0;

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines, group = G_MAXUINT;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      if (i > 0)
        g_assert_cmpint (compare (input, last, lines[0], by), <, 0);
      for (guint j = 0; j < n_lines; j++, n_seen++)
        {
          g_assert_cmpint (compare (input, lines[0], lines[j], by), ==, 0);
          g_assert_true (j == 0 || lines[j - 1] < lines[j]);
          g_assert_true (tally_audit_groups_find_line (groups, lines[j], &group));
          g_assert_cmpuint (group, ==, i);
        }
      last = lines[0];
    }
  for (guint i = 0; i < input->lines->len; i++)
    n_billed += tally_audit_input_get_line (input, i)->reason == TALLY_REASON_ACCEPTED;
  g_assert_cmpuint (n_seen, ==, n_billed);
}

static void
test_order_is_that_of_the_values (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (TallyAuditInput) input = make_input (seed);
      g_autoptr (TallyRandom) random = tally_random_new (seed);
      for (guint bit = 0; bit <= TALLY_N_FIELDS + 2; bit++)
        assert_groups (input, TALLY_AUDIT_BY (bit));
      for (guint i = 0; i < 100; i++)
        assert_groups (input, 1 + tally_random_below (random, (1 << (TALLY_N_FIELDS + 3)) - 1));
    }
}

static void
test_no_lines (void)
{
  g_autoptr (TallyAuditInput) input = tally_audit_input_new ();

  tally_audit_input_seal (input);
  assert_groups (input, TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/groups/order-is-that-of-the-values", test_order_is_that_of_the_values);
  g_test_add_func ("/audit/groups/no-lines", test_no_lines);
  return g_test_run ();
}
