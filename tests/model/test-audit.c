/* test-audit.c
 *
 * What an audit says against the one before it (billing rule 1.13.1, 5), and the life cycle of a finding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit.h"
#include "tally-test.h"

/* --- the trend ---------------------------------------------------------------------------------- */

typedef struct {
  TallyRisk risk;
  guint     n_open;
} State;

static const struct {
  State       before, now;
  const char *trend;
  int         risk_delta, open_delta;
  const char *percent;
} trends[] = {
  { { TALLY_RISK_MEDIUM, 2 }, { TALLY_RISK_MEDIUM, 3 }, "worsening", 0, 1, "50.0%" },
  { { TALLY_RISK_MEDIUM, 3 }, { TALLY_RISK_MEDIUM, 2 }, "improving", 0, -1, "-33.3%" },
  { { TALLY_RISK_MEDIUM, 3 }, { TALLY_RISK_MEDIUM, 3 }, "stable", 0, 0, "0.0%" },
  { { TALLY_RISK_HIGH, 4 }, { TALLY_RISK_MEDIUM, 3 }, "improving", -1, -1, "-25.0%" },
  { { TALLY_RISK_LOW, 0 }, { TALLY_RISK_MEDIUM, 3 }, "worsening", 1, 3, "0%" },
  { { TALLY_RISK_LOW, 0 }, { TALLY_RISK_LOW, 0 }, "stable", 0, 0, "0%" },
  { { TALLY_RISK_MEDIUM, 1 }, { TALLY_RISK_LOW, 0 }, "improving", -1, -1, "-100.0%" },
  /* The level decides, whatever the number of findings says. */
  { { TALLY_RISK_HIGH, 1 }, { TALLY_RISK_MEDIUM, 9 }, "improving", -1, 8, "800.0%" },
  { { TALLY_RISK_LOW, 9 }, { TALLY_RISK_CRITICAL, 1 }, "worsening", 3, -8, "-88.9%" },
  /* Half a tenth is rounded away from 0, on both sides. */
  { { TALLY_RISK_LOW, 16 }, { TALLY_RISK_LOW, 17 }, "worsening", 0, 1, "6.3%" },
  { { TALLY_RISK_LOW, 16 }, { TALLY_RISK_LOW, 15 }, "improving", 0, -1, "-6.3%" },
  { { TALLY_RISK_LOW, 1000000 }, { TALLY_RISK_LOW, 1000001 }, "worsening", 0, 1, "0.0%" },
  { { TALLY_RISK_LOW, 1 }, { TALLY_RISK_LOW, 2000000000 }, "worsening", 0, 1999999999, "199999999900.0%" },
};

static void
test_an_audit_is_held_against_the_one_before (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (trends); i++)
    {
      g_autoptr (TallyAudit) before = tally_audit_new ();
      g_autoptr (TallyAudit) now = tally_audit_new ();
      g_autofree char *percent = NULL;

      g_test_message ("case %u", i);
      before->risk = trends[i].before.risk;
      before->n_open = trends[i].before.n_open;
      now->risk = trends[i].now.risk;
      now->n_open = trends[i].now.n_open;
      tally_audit_compare_with (now, before);
      percent = tally_audit_dup_delta_percent (now);
      g_assert_cmpstr (tally_trend_get_id (now->trend), ==, trends[i].trend);
      g_assert_cmpint (now->risk_delta, ==, trends[i].risk_delta);
      g_assert_cmpint (now->open_delta, ==, trends[i].open_delta);
      g_assert_cmpstr (percent, ==, trends[i].percent);
    }
}

/* The first one has nothing to be held against, and neither has one that is looked at alone afterwards. */
static void
test_the_first_audit_is_the_baseline (void)
{
  g_autoptr (TallyAudit) before = tally_audit_new ();
  g_autoptr (TallyAudit) now = tally_audit_new ();
  g_autofree char *percent = NULL;

  now->risk = TALLY_RISK_HIGH;
  now->n_open = 4;
  tally_audit_compare_with (now, before);
  g_assert_cmpint (now->risk_delta, !=, 0);
  tally_audit_compare_with (now, NULL);
  percent = tally_audit_dup_delta_percent (now);
  g_assert_cmpstr (tally_trend_get_id (now->trend), ==, "baseline");
  g_assert_cmpint (now->risk_delta, ==, 0);
  g_assert_cmpint (now->open_delta, ==, 0);
  g_assert_cmpuint (now->before_open, ==, 0);
  g_assert_cmpstr (percent, ==, "0%");
}

/* --- the life cycle of a finding ---------------------------------------------------------------- */

enum { N, I, W, C, E, F, D, X, V, L };

/* What a person may make of each: a letter is a status, in the order of the enumeration. */
static const struct {
  const char *id;
  const char *next;
  gboolean    is_open;
  char        verdict; /* '+' right, '-' wrong, ' ' neither */
} statuses[TALLY_N_FINDING_STATUSES] = {
  [N] = { "new", "IWCEFD", TRUE, ' ' },
  [I] = { "investigating", "NWCEFD", TRUE, ' ' },
  [W] = { "waiting", "NICEFD", TRUE, ' ' },
  [C] = { "confirmed", "NIWEFDXL", TRUE, '+' },
  [E] = { "explained", "NIWCFDL", FALSE, ' ' },
  [F] = { "false-positive", "NIWCEDL", FALSE, '-' },
  [D] = { "duplicate", "NIWCEFL", FALSE, ' ' },
  [X] = { "fixed", "NICL", TRUE, '+' },
  [V] = { "verified", "IL", FALSE, '+' },
  [L] = { "closed", "I", FALSE, ' ' },
};

static void
test_people_go_the_ways_of_the_table (void)
{
  static const char letters[] = "NIWCEFDXVL";

  for (guint from = 0; from < TALLY_N_FINDING_STATUSES; from++)
    for (guint to = 0; to < TALLY_N_FINDING_STATUSES; to++)
      {
        g_test_message ("%s to %s", statuses[from].id, statuses[to].id);
        g_assert_cmpint (tally_finding_status_can_become (from, to), ==, strchr (statuses[from].next, letters[to]) != NULL);
      }
}

static void
test_statuses_are_known_by_their_ids (void)
{
  TallyFindingStatus found = TALLY_FINDING_WAITING;

  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    {
      gboolean is_right = FALSE;
      gboolean is_verdict = tally_finding_status_is_verdict (i, &is_right);

      g_assert_cmpstr (tally_finding_status_get_id (i), ==, statuses[i].id);
      g_assert_true (tally_finding_status_find (statuses[i].id, &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpint (tally_finding_status_is_open (i), ==, statuses[i].is_open);
      g_assert_cmpint (is_verdict, ==, statuses[i].verdict != ' ');
      g_assert_cmpint (is_right, ==, statuses[i].verdict == '+');
    }
  found = TALLY_FINDING_WAITING;
  g_assert_false (tally_finding_status_find ("New", &found));
  g_assert_false (tally_finding_status_find ("", &found));
  g_assert_false (tally_finding_status_find (NULL, &found));
  g_assert_cmpuint (found, ==, TALLY_FINDING_WAITING);
}

/* Nobody but a run says that a later run no longer found it, and nothing that is done is a dead end. */
static void
test_runs_alone_verify (void)
{
  for (guint from = 0; from < TALLY_N_FINDING_STATUSES; from++)
    {
      g_assert_false (tally_finding_status_can_become (from, TALLY_FINDING_VERIFIED));
      g_assert_true (from == TALLY_FINDING_INVESTIGATING || tally_finding_status_can_become (from, TALLY_FINDING_INVESTIGATING));
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/audit/an-audit-is-held-against-the-one-before", test_an_audit_is_held_against_the_one_before);
  g_test_add_func ("/model/audit/the-first-audit-is-the-baseline", test_the_first_audit_is_the_baseline);
  g_test_add_func ("/model/audit/people-go-the-ways-of-the-table", test_people_go_the_ways_of_the_table);
  g_test_add_func ("/model/audit/statuses-are-known-by-their-ids", test_statuses_are_known_by_their_ids);
  g_test_add_func ("/model/audit/runs-alone-verify", test_runs_alone_verify);
  return g_test_run ();
}
