/* test-rollup.c
 *
 * How much one finding matters, and what findings come to together: by what may be lost, never by how many
 * there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-risk.h"
#include "tally-audit-rollup.h"
#include "tally-test.h"
#include "tally-text.h"

#define ONE TALLY_FINDING_SCORE_ONE
#define MATERIAL 100000 /* cents */
#define HUGE_CENTS (G_MAXINT64 / 4)

static const TallyAuditPolicy policy = { .materiality_cents = MATERIAL };

/* --- one finding -------------------------------------------------------------------------------- */

static const struct {
  const char          *name;
  TallyRisk            base;
  TallyFindingCategory category;
  TallyMoney           exposure_cents;
  gint64               score_micros, confidence_micros;
  TallyRisk            risk;
} single[] = {
  { "no exposure", TALLY_RISK_MEDIUM, TALLY_FINDING_TIMING, 0, ONE, ONE, TALLY_RISK_MEDIUM },
  { "clearly trivial", TALLY_RISK_HIGH, TALLY_FINDING_PRICING, 4999, ONE, ONE, TALLY_RISK_MEDIUM },
  { "no longer trivial", TALLY_RISK_HIGH, TALLY_FINDING_PRICING, 5000, ONE, ONE, TALLY_RISK_HIGH },
  { "trivial, and low already", TALLY_RISK_LOW, TALLY_FINDING_PRICING, 1, ONE, ONE, TALLY_RISK_LOW },
  { "a cent below material", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, MATERIAL - 1, ONE, ONE, TALLY_RISK_MEDIUM },
  { "material", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, MATERIAL, ONE, ONE, TALLY_RISK_HIGH },
  { "material, and low", TALLY_RISK_LOW, TALLY_FINDING_PRICING, MATERIAL, ONE, ONE, TALLY_RISK_HIGH },
  { "a cent below ten times", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, 10 * MATERIAL - 1, ONE, ONE, TALLY_RISK_HIGH },
  { "ten times", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, 10 * MATERIAL, ONE, ONE, TALLY_RISK_CRITICAL },
  { "ten times, and low", TALLY_RISK_LOW, TALLY_FINDING_PRICING, 10 * MATERIAL, ONE, ONE, TALLY_RISK_HIGH },
  { "twice material, half sure", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, 2 * MATERIAL, ONE / 2, ONE, TALLY_RISK_HIGH },
  { "and half as good evidence", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, 2 * MATERIAL, ONE / 2, ONE / 2, TALLY_RISK_MEDIUM },
  { "not sure at all", TALLY_RISK_HIGH, TALLY_FINDING_PRICING, 10 * MATERIAL, 0, ONE, TALLY_RISK_MEDIUM },
  { "a cent that is lost", TALLY_RISK_CRITICAL, TALLY_FINDING_SYSTEM, 1, ONE, ONE, TALLY_RISK_CRITICAL },
  { "more than 64 bits times a score", TALLY_RISK_MEDIUM, TALLY_FINDING_PRICING, G_MAXINT64, ONE, ONE, TALLY_RISK_CRITICAL },
};

static TallyFinding *
make_finding (const char *id,
              TallyMoney  exposure_cents)
{
  TallyFinding *self = tally_finding_new ();

  tally_text_set (&self->id, id);
  tally_text_set (&self->detector, "rate-mismatch");
  self->score_micros = ONE;
  self->confidence_micros = ONE;
  self->exposure_cents = exposure_cents;
  return self;
}

static void
test_one_finding_is_rated_by_expected_loss (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autoptr (TallyFinding) finding = make_finding ("1", single[i].exposure_cents);

      g_test_message ("%s", single[i].name);
      finding->category = single[i].category;
      finding->score_micros = single[i].score_micros;
      finding->confidence_micros = single[i].confidence_micros;
      g_assert_cmpuint (tally_audit_risk_rate (&policy, single[i].base, finding), ==, single[i].risk);
    }
}

/* With no materiality at all, every cent matters. */
static void
test_without_materiality_every_cent_matters (void)
{
  const TallyAuditPolicy strict = { .materiality_cents = 0 };
  g_autoptr (TallyFinding) finding = make_finding ("1", 1);

  g_assert_cmpuint (tally_audit_risk_rate (&strict, TALLY_RISK_LOW, finding), ==, TALLY_RISK_HIGH);
  finding->exposure_cents = 0;
  g_assert_cmpuint (tally_audit_risk_rate (&strict, TALLY_RISK_LOW, finding), ==, TALLY_RISK_LOW);
}

/* --- several together --------------------------------------------------------------------------- */

/* Findings in a few words. Each is "severity cents work-request row[@sheet] [trial|STATUS]". */
static GPtrArray *
make_findings (const char *script)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  g_auto (GStrv) items = g_strsplit (script, "; ", -1);

  for (guint i = 0; items[i] != NULL && items[i][0] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (items[i], " ", -1);
      g_auto (GStrv) place = g_strsplit (words[3], "@", 2);
      g_autofree char *id = g_strdup_printf ("%u", i);
      TallyFinding *finding = make_finding (id, g_ascii_strtoll (words[1], NULL, 10));
      const TallyFindingLine line = {
        place[1] != NULL ? g_ascii_strtoll (place[1], NULL, 10) : 1, g_ascii_strtoll (place[0], NULL, 10), 0,
      };
      g_assert_true (tally_risk_find (words[0], &finding->severity));
      tally_text_set (&finding->work_request, words[2]);
      finding->week_ending = tally_day_new (2026, 8, 16);
      if (line.row_id != 0)
        g_array_append_val (finding->lines, line);
      finding->is_trial = g_strcmp0 (words[4], "trial") == 0;
      if (words[4] != NULL && !finding->is_trial)
        g_assert_true (tally_finding_status_find (words[4], &finding->status));
      g_ptr_array_add (findings, finding);
    }
  return findings;
}

/* "risk findings exposure/expected" of each unit. */
static char *
dup_units (GPtrArray          *findings,
           TallyAuditUnitKind  kind)
{
  g_autoptr (GArray) units = tally_audit_rollup (&policy, findings, kind);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      const TallyAuditUnit *unit = &g_array_index (units, TallyAuditUnit, i);
      g_string_append_printf (text, "%s%s %u %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, i > 0 ? "; " : "",
                              tally_risk_get_id (unit->risk), unit->n_findings, unit->exposure_cents, unit->expected_cents);
      if (kind == TALLY_AUDIT_UNIT_WORK)
        g_string_append_printf (text, " of %s", unit->work_request);
      if (kind == TALLY_AUDIT_UNIT_SHEET)
        g_string_append_printf (text, " of %" G_GINT64_FORMAT, unit->sheet_id);
    }
  return g_string_free (text, FALSE);
}

static const struct {
  const char         *name;
  TallyAuditUnitKind  kind;
  const char         *findings;
  const char         *units;
} cases[] = {
  { "nothing", TALLY_AUDIT_UNIT_ALL, "", "low 0 0/0" },
  { "nothing by work request", TALLY_AUDIT_UNIT_WORK, "", "" },
  { "many that matter little stay what they are", TALLY_AUDIT_UNIT_ALL,
    "low 10 A 1; low 10 A 2; low 10 A 3; low 10 A 4; low 10 A 5; low 10 A 6; low 10 A 7; low 10 A 8",
    "low 8 80/80" },
  { "one that matters much is enough", TALLY_AUDIT_UNIT_ALL, "critical 1 A 1", "critical 1 1/1" },
  { "a cent below material together", TALLY_AUDIT_UNIT_ALL, "low 50000 A 1; low 49999 A 2", "low 2 99999/99999" },
  { "material together", TALLY_AUDIT_UNIT_ALL, "low 50000 A 1; low 50000 A 2", "high 2 100000/100000" },
  { "a cent below ten times together", TALLY_AUDIT_UNIT_ALL, "high 500000 A 1; high 499999 A 2", "high 2 999999/999999" },
  { "ten times together", TALLY_AUDIT_UNIT_ALL, "high 500000 A 1; high 500000 A 2", "critical 2 1000000/1000000" },
  { "two about one line cost once, the dearer one", TALLY_AUDIT_UNIT_ALL,
    "medium 60000 A 1; medium 50000 A 1", "medium 2 60000/60000" },
  { "whichever comes first", TALLY_AUDIT_UNIT_ALL, "medium 50000 A 1; medium 60000 A 1", "medium 2 60000/60000" },
  { "one row number on two sheets is two lines", TALLY_AUDIT_UNIT_ALL,
    "medium 60000 A 1@1; medium 50000 A 1@2", "high 2 110000/110000" },
  { "without a line each costs by itself", TALLY_AUDIT_UNIT_ALL, "medium 60000 A 0; medium 50000 A 0", "high 2 110000/110000" },
  { "those on trial count for nothing", TALLY_AUDIT_UNIT_ALL, "critical 5000000 A 1 trial; low 1 A 2", "low 1 1/1" },
  { "nor those that are done", TALLY_AUDIT_UNIT_ALL,
    "critical 9 A 1 closed; critical 9 A 2 explained; critical 9 A 3 false-positive; critical 9 A 4 verified; "
    "critical 9 A 5 duplicate", "low 0 0/0" },
  { "those that wait do", TALLY_AUDIT_UNIT_ALL, "medium 9 A 1 waiting; low 9 A 2 confirmed; low 9 A 3 fixed", "medium 3 27/27" },
  { "by work request, the worst first", TALLY_AUDIT_UNIT_WORK,
    "low 5 A 1; high 5 B 2; low 7 C 3; low 5 A 4", "high 1 5/5 of B; low 2 10/10 of A; low 1 7/7 of C" },
  { "a line in two work requests costs in both", TALLY_AUDIT_UNIT_WORK, "low 5 A 1; low 5 B 1", "low 1 5/5 of A; low 1 5/5 of B" },
  { "by sheet", TALLY_AUDIT_UNIT_SHEET, "low 5 A 1@7; low 6 A 2@8; low 9 B 3@7", "low 2 14/14 of 7; low 1 6/6 of 8" },
};

static void
test_findings_come_to_a_level (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) findings = make_findings (cases[i].findings);
      g_autofree char *units = dup_units (findings, cases[i].kind);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (units, ==, cases[i].units);
    }
}

/* How sure each is counts for the level, not for what may be lost at most. */
static void
test_doubt_lowers_what_is_expected (void)
{
  g_autoptr (GPtrArray) findings = make_findings ("low 60000 A 1; low 60000 A 2");
  g_autofree char *units = NULL;

  ((TallyFinding *) findings->pdata[0])->score_micros = ONE / 2;
  ((TallyFinding *) findings->pdata[1])->confidence_micros = ONE / 2;
  units = dup_units (findings, TALLY_AUDIT_UNIT_ALL);
  g_assert_cmpstr (units, ==, "low 2 120000/60000");
}

/* Two detectors about one line: the one that costs more may be the less sure one. */
static void
test_of_one_line_each_sum_takes_its_own_dearest (void)
{
  g_autoptr (GPtrArray) findings = make_findings ("low 60000 A 1; low 50000 A 1");
  g_autofree char *units = NULL;

  ((TallyFinding *) findings->pdata[0])->score_micros = ONE / 2;
  units = dup_units (findings, TALLY_AUDIT_UNIT_ALL);
  g_assert_cmpstr (units, ==, "low 2 60000/50000");
}

/* Sums beyond 64 bits stay at the largest amount that there is. */
static void
test_sums_do_not_overflow (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  g_autoptr (GArray) units = NULL;
  const TallyAuditUnit *whole;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_ptr_array_add (findings, make_finding (id, HUGE_CENTS));
    }
  units = tally_audit_rollup (&policy, findings, TALLY_AUDIT_UNIT_ALL);
  whole = &g_array_index (units, TallyAuditUnit, 0);
  g_assert_cmpint (whole->exposure_cents, ==, G_MAXINT64);
  g_assert_cmpint (whole->expected_cents, ==, G_MAXINT64);
  g_assert_cmpuint (whole->risk, ==, TALLY_RISK_CRITICAL);
}

static void
test_the_reason_names_amounts_and_the_most_important (void)
{
  g_autoptr (GPtrArray) none = make_findings ("");
  g_autoptr (GPtrArray) one = make_findings ("medium 17052 A 1");
  g_autoptr (GPtrArray) two = make_findings ("medium 17052 A 1; high 5000 B 2");
  g_autoptr (GArray) nothing = tally_audit_rollup (&policy, none, TALLY_AUDIT_UNIT_ALL);
  g_autoptr (GArray) single_unit = tally_audit_rollup (&policy, one, TALLY_AUDIT_UNIT_ALL);
  g_autoptr (GArray) both = tally_audit_rollup (&policy, two, TALLY_AUDIT_UNIT_ALL);
  g_autofree char *first = tally_audit_rollup_dup_reason (&g_array_index (nothing, TallyAuditUnit, 0));
  g_autofree char *second = tally_audit_rollup_dup_reason (&g_array_index (single_unit, TallyAuditUnit, 0));
  g_autofree char *third = tally_audit_rollup_dup_reason (&g_array_index (both, TallyAuditUnit, 0));

  g_assert_cmpstr (first, ==, "nothing stands that asks for a look");
  g_assert_cmpstr (second, ==, "1 finding of $170.52 in all; the most important one is medium, 'rate-mismatch' of $170.52");
  g_assert_cmpstr (third, ==, "2 findings of $220.52 in all; the most important one is high, 'rate-mismatch' of $50.00");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
#define ADD(name, func) g_test_add_func ("/audit/rollup/" name, func)
  ADD ("one-finding-is-rated-by-expected-loss", test_one_finding_is_rated_by_expected_loss);
  ADD ("without-materiality-every-cent-matters", test_without_materiality_every_cent_matters);
  ADD ("findings-come-to-a-level", test_findings_come_to_a_level);
  ADD ("doubt-lowers-what-is-expected", test_doubt_lowers_what_is_expected);
  ADD ("of-one-line-each-sum-takes-its-own-dearest", test_of_one_line_each_sum_takes_its_own_dearest);
  ADD ("sums-do-not-overflow", test_sums_do_not_overflow);
  ADD ("the-reason-names-amounts-and-the-most-important", test_the_reason_names_amounts_and_the_most_important);
  return g_test_run ();
}
