/* test-features.c
 *
 * What findings are like: by a few lines whose features can be worked out by hand, and by the made-up year of billing, whose
 * planted errors must stand out by the feature that they changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-jobs-features.h"
#include "tally-test-seeded.h"
#include "tally-test.h"
#include "tally-text.h"

#define SHEET 7
#define N_LINES 3000

static void
add_line (TallyJobsFeatures *features,
          gint64             row_id,
          gint64             quantity,
          TallyMoney         cents)
{
  TallyLine line;

  tally_line_clear (&line);
  line.sheet_id = SHEET;
  line.row_id = row_id;
  line.text[TALLY_FIELD_CU] = "POLE-45";
  line.text[TALLY_FIELD_WORK_TYPE] = "Install";
  line.text[TALLY_FIELD_FOREMAN] = row_id % 2 == 0 ? "Ann" : "Bob";
  line.text[TALLY_FIELD_WORK_REQUEST] = "900100";
  line.text[TALLY_FIELD_POLE] = "P1";
  line.text[TALLY_FIELD_JOB] = "J1";
  line.quantity = tally_decimal_new (quantity, 0);
  line.price_cents = cents;
  line.week_ending = tally_day_new (2026, 11, 22);
  line.snapshot = tally_day_new (2026, 11, row_id == 5 ? 14 : 18); /* a Saturday, a Wednesday */
  tally_jobs_features_add_line (features, &line);
}

static TallyFinding *
finding_new (const char *detector,
             gint64      row_id,
             TallyMoney  cents)
{
  const TallyFindingLine line = { SHEET, row_id, 1 };
  TallyFinding *finding = tally_finding_new ();

  g_free (finding->id);
  finding->id = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", row_id * 100 + *detector);
  tally_text_set (&finding->detector, detector);
  tally_text_set (&finding->work_request, "900100");
  finding->category = TALLY_FINDING_QUANTITY;
  finding->severity = TALLY_RISK_HIGH;
  finding->score_micros = 900000;
  finding->confidence_micros = 500000;
  finding->exposure_cents = cents;
  g_array_append_val (finding->lines, line);
  return finding;
}

/* Twenty lines of 2 at $10 each; the fifth has 20 of them, on a Saturday. */
static TallyJobsFeatures *
features_new (gboolean backwards)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  TallyJobsFeatures *self;

  g_ptr_array_add (findings, finding_new ("quantity-outlier", 5, 18000));
  g_ptr_array_add (findings, finding_new ("rate-mismatch", 5, 100));
  g_ptr_array_add (findings, finding_new ("rate-mismatch", 99, 100)); /* of a line that is gone */
  self = tally_jobs_features_new (findings);
  for (gint64 i = 0; i < 20; i++)
    {
      gint64 row = backwards ? 19 - i : i;
      add_line (self, row, row == 5 ? 20 : 2, row == 5 ? 20000 : 2000);
    }
  tally_jobs_features_add_published (self, SHEET, 5, 1000);
  tally_jobs_features_add_published (self, SHEET, 5, 5000);
  tally_jobs_features_add_change (self, SHEET, 5, 900);
  tally_jobs_features_add_change (self, SHEET, 5, 1100);
  tally_jobs_features_add_change (self, SHEET, 6, 1100);
  tally_jobs_features_settle (self, 1, 1);
  return self;
}

static void
assert_near (double value,
             double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
}

static void
test_features_say_how_a_line_differs (void)
{
  g_autoptr (TallyJobsFeatures) features = features_new (FALSE);
  const TallyFindingTraits *traits = tally_jobs_features_get (features, 0);
  const double *values = traits->values;

  assert_near (values[TALLY_FEATURE_QUANTITY], log (10));
  assert_near (values[TALLY_FEATURE_QUANTITY_SPREAD], log (10) / 0.1);
  assert_near (values[TALLY_FEATURE_UNIT_PRICE], 0);
  assert_near (values[TALLY_FEATURE_N_PEERS], log1p (20));
  assert_near (values[TALLY_FEATURE_PRICE_OF_CREW], log (10));
  assert_near (values[TALLY_FEATURE_EXPOSURE], log1p (180));
  assert_near (values[TALLY_FEATURE_EXPOSURE_OF_LINES], 0.9);
  assert_near (values[TALLY_FEATURE_EXPOSURE_OF_REQUEST], 180.0 / 580);
  assert_near (values[TALLY_FEATURE_DAYS_TO_BILLING], 8);
  assert_near (values[TALLY_FEATURE_WEEKEND], 1);
  assert_near (values[TALLY_FEATURE_ROUND], 2);
  assert_near (values[TALLY_FEATURE_MISSING], 0);
  assert_near (values[TALLY_FEATURE_CHANGES], log1p (2));
  assert_near (values[TALLY_FEATURE_CHANGED_AFTER], 1);
  assert_near (values[TALLY_FEATURE_ALSO_FOUND], log1p (1));
  assert_near (values[TALLY_FEATURE_FOUND_IN_REQUEST], log1p (2));
  assert_near (values[TALLY_FEATURE_FOUND_OF_CREW], log1p (20));
  assert_near (values[TALLY_FEATURE_STATISTICAL], 1);
  assert_near (values[TALLY_FEATURE_IN_PRICING + TALLY_FINDING_QUANTITY], 1);
  assert_near (values[TALLY_FEATURE_IN_PRICING + TALLY_FINDING_TIMING], 0);
  g_assert_cmpfloat (values[TALLY_FEATURE_LINE_RARITY], >, log (15)); /* none of the twenty is rarer */
  g_assert_cmpstr (traits->crew, ==, "Bob");
  g_assert_cmpstr (traits->unit, ==, "POLE-45");
}

/* What is not known is said not to be known, never 0. */
static void
test_features_that_are_not_known_are_missing (void)
{
  g_autoptr (TallyJobsFeatures) features = features_new (FALSE);
  const double *gone = tally_jobs_features_get (features, 2)->values;
  const double *there = tally_jobs_features_get (features, 0)->values;

  g_assert_true (isnan (gone[TALLY_FEATURE_QUANTITY]));
  g_assert_true (isnan (gone[TALLY_FEATURE_DAYS_TO_BILLING]));
  g_assert_true (isnan (gone[TALLY_FEATURE_PRICE]));
  g_assert_true (isnan (gone[TALLY_FEATURE_EXPOSURE_OF_LINES]));
  g_assert_true (isnan (gone[TALLY_FEATURE_LINE_RARITY]));
  g_assert_true (isnan (there[TALLY_FEATURE_RARITY])); /* three findings: nothing is rare among them */
  for (guint f = TALLY_FEATURE_FIRST_OF_VERDICTS; f < TALLY_N_FEATURES; f++)
    g_assert_true (isnan (there[f]));
}

static void
assert_same (const TallyJobsFeatures *a,
             const TallyJobsFeatures *b,
             guint                    n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpmem (tally_jobs_features_get (a, i)->values, sizeof (double) * TALLY_N_FEATURES,
                     tally_jobs_features_get (b, i)->values, sizeof (double) * TALLY_N_FEATURES);
}

static void
test_features_do_not_depend_on_order (void)
{
  g_autoptr (TallyJobsFeatures) forth = features_new (FALSE);
  g_autoptr (TallyJobsFeatures) back = features_new (TRUE);

  assert_same (forth, back, 3);
}

static TallyJobsFeatures *
features_of_world (const TallyTestSeeded *world,
                   GPtrArray             *findings,
                   guint                  n_threads)
{
  TallyJobsFeatures *self = tally_jobs_features_new (findings);

  for (guint i = 0; i < world->input->lines->len; i++)
    tally_jobs_features_add_line (self, tally_audit_input_get_line (world->input, i));
  tally_jobs_features_settle (self, 7, n_threads);
  return self;
}

static gboolean
is_planted (const TallyTestSeeded *world,
            const TallyFinding    *finding,
            TallyTestError         kind)
{
  const TallyFindingLine *line;

  if (finding->lines->len == 0)
    return FALSE;
  line = &g_array_index (finding->lines, TallyFindingLine, 0);
  for (guint i = 0; i < world->planted->len; i++)
    {
      const TallyTestPlanted *planted = &g_array_index (world->planted, TallyTestPlanted, i);
      if (planted->kind == kind && planted->sheet_id == line->sheet_id && planted->row_id == line->row_id)
        return TRUE;
    }
  return FALSE;
}

static void
test_planted_errors_stand_out (void)
{
  g_autoptr (TallyTestSeeded) world = tally_test_seeded_new (3, N_LINES);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAuditResult) result = tally_audit_run (world->input, &world->policy, NULL, NULL, &error);
  g_autoptr (TallyJobsFeatures) features = NULL;
  g_autoptr (TallyJobsFeatures) again = NULL;
  guint n = 0;

  g_assert_no_error (error);
  features = features_of_world (world, result->findings, 1);
  again = features_of_world (world, result->findings, 2);
  assert_same (features, again, result->findings->len);
  for (guint i = 0; i < result->findings->len; i++)
    {
      const TallyFinding *finding = result->findings->pdata[i];
      const double *values = tally_jobs_features_get (features, i)->values;

      g_assert_true (isfinite (values[TALLY_FEATURE_RARITY]) || result->findings->len < TALLY_JOBS_FEATURES_MIN_RARITY);
      if (strcmp (finding->detector, "quantity-outlier") != 0 || !is_planted (world, finding, TALLY_TEST_TENFOLD))
        continue;
      g_assert_cmpfloat (values[TALLY_FEATURE_QUANTITY], >, log (4));
      g_assert_cmpfloat (values[TALLY_FEATURE_LINE_RARITY], >, log (10)); /* of the rarest tenth */
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* Each feature has a name and words; hostile values too. */
static void
test_features_are_told_in_words (void)
{
  static const struct { TallyFindingFeature feature; double value; const char *text; } cases[] = {
    { TALLY_FEATURE_SEVERITY, 3, "critical" },
    { TALLY_FEATURE_SCORE, 0.975, "98 %" },
    { TALLY_FEATURE_EXPOSURE, 7.0825, "$1,190.00" },
    { TALLY_FEATURE_QUANTITY, 1.4351, "4.2 times" },
    { TALLY_FEATURE_QUANTITY, -1.3863, "0.25 times" },
    { TALLY_FEATURE_DAYS_TO_BILLING, 1, "1 day" },
    { TALLY_FEATURE_DAYS_TO_BILLING, 12, "12 days" },
    { TALLY_FEATURE_RARITY, 5.829, "1 in 340" },
    { TALLY_FEATURE_N_LINES, 1.0986123, "2" },
    { TALLY_FEATURE_STATISTICAL, 0, "no" },
    { TALLY_FEATURE_QUANTITY, (double) NAN, "not known" },
    { TALLY_FEATURE_EXPOSURE, (double) INFINITY, "not known" },
    { TALLY_FEATURE_EXPOSURE, 600, "$1,000,000,000.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tally_finding_feature_dup_text (cases[i].feature, cases[i].value, NULL);
      if (cases[i].feature != TALLY_FEATURE_EXPOSURE || cases[i].value > 100)
        g_assert_cmpstr (text, ==, cases[i].text);
      else
        g_assert_true (g_str_has_prefix (text, "$1,1"));
    }
  for (guint f = 0; f < TALLY_N_FEATURES; f++)
    {
      g_assert_cmpstr (tally_finding_feature_get_title (f), !=, "");
      for (guint g = 0; g < f; g++)
        g_assert_cmpstr (tally_finding_feature_get_id (f), !=, tally_finding_feature_get_id (g));
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/features/say-how-a-line-differs", test_features_say_how_a_line_differs);
  g_test_add_func ("/jobs/features/that-are-not-known-are-missing", test_features_that_are_not_known_are_missing);
  g_test_add_func ("/jobs/features/do-not-depend-on-order", test_features_do_not_depend_on_order);
  g_test_add_func ("/jobs/features/planted-errors-stand-out", test_planted_errors_stand_out);
  g_test_add_func ("/jobs/features/are-told-in-words", test_features_are_told_in_words);
  return g_test_run ();
}
