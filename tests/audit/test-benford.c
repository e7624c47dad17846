/* test-benford.c
 *
 * Digits: shares, statistics with known values, and false alarms on perfect samples at the stated rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-benford.h"

#include <gio/gio.h>
#include <math.h>

#include "tally-audit-stats.h"
#include "tally-random.h"
#include "tally-test.h"
#include "tally-text.h"

static void
test_cells (void)
{
  static const struct { TallyMoney cents; guint first, two, three, second; } cases[] = {
    { 1, 1, 10, 100, 0 }, { 5, 5, 50, 500, 0 }, { 10, 1, 10, 100, 0 }, { 99, 9, 99, 990, 9 }, { 100, 1, 10, 100, 0 },
    { 34104, 3, 34, 341, 4 }, { 17052, 1, 17, 170, 7 }, { TALLY_MONEY_MAX, 1, 10, 100, 0 }, { 98765432100, 9, 98, 987, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST, cases[i].cents) + 1, ==, cases[i].first);
      g_assert_cmpuint (tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_TWO, cases[i].cents) + 10, ==, cases[i].two);
      g_assert_cmpuint (tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_THREE, cases[i].cents) + 100, ==, cases[i].three);
      g_assert_cmpuint (tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_SECOND, cases[i].cents), ==, cases[i].second);
    }
}

static void
test_shares (void)
{
  for (guint digits = TALLY_AUDIT_DIGITS_FIRST; digits <= TALLY_AUDIT_DIGITS_SECOND; digits++)
    {
      double sum = 0;
      for (guint i = 0; i < tally_audit_benford_get_n_cells (digits); i++)
        sum += tally_audit_benford_get_share (digits, i);
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
    }
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_get_share (TALLY_AUDIT_DIGITS_FIRST, 0), 0.30103, 5e-6);
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_get_share (TALLY_AUDIT_DIGITS_SECOND, 0), 0.11968, 5e-6);
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_get_share (TALLY_AUDIT_DIGITS_SECOND, 9), 0.08500, 5e-6);
}

/* Under chance the mean deviation is 0.2349/√n, 0.0794/√n, 0.0253/√n (Nigrini's limits ignore n). */
static void
test_chance_falls_with_the_root (void)
{
  static const struct { TallyAuditDigits digits; double factor; } cases[] = {
    { TALLY_AUDIT_DIGITS_FIRST, 0.2349 }, { TALLY_AUDIT_DIGITS_FIRST_TWO, 0.0794 }, { TALLY_AUDIT_DIGITS_FIRST_THREE, 0.0253 },
  };
  gint64 counts[TALLY_AUDIT_BENFORD_MAX_CELLS] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyAuditBenfordFit fit;
      counts[0] = 1000000;
      tally_audit_benford_fit (cases[i].digits, counts, &fit);
      g_assert_cmpfloat_with_epsilon (fit.chance_mad * 1000, cases[i].factor, cases[i].factor * 0.003);
      g_assert_cmpfloat (fit.p_mad, <, 1e-9);
    }
  counts[0] = 0;
  {
    TallyAuditBenfordFit fit;
    tally_audit_benford_fit (TALLY_AUDIT_DIGITS_FIRST, counts, &fit);
    g_assert_cmpuint (fit.n, ==, 0);
    g_assert_cmpfloat (fit.p_mad, >=, 1);
  }
}

static void
test_figures_of_one_sample (void)
{
  double factor;

  /* 90 / ln 10 = 39.0865 is no distortion; the standard error is 0.638/√n (Nigrini). */
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_judge_distortion (90 / G_LN10, 1000000, &factor), 0, 0.002);
  g_assert_cmpfloat_with_epsilon (factor, 0, 2e-6);
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_judge_distortion (39.0865 * 1.1, 10000, &factor), 0.1 * 100 / 0.638, 0.02);
  g_assert_cmpfloat_with_epsilon (factor, 0.1, 2e-4);
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_judge_arc (0.03, 0.04, 1000), exp (-2.5), 1e-12);
  /* 50 of 1000 where 30 should be: (0.02 - 0.0005) / √(0.03 × 0.97 / 1000); no correction larger than the difference. */
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_get_z (50, 1000, 0.03), 0.0195 / sqrt (0.0000291), 1e-9);
  g_assert_cmpfloat_with_epsilon (tally_audit_benford_get_z (30, 1000, 0.0302), -0.0002 / sqrt (0.0302 * 0.9698 / 1000), 1e-9);
}

static guint
count_alarms (TallyRandom      *random,
              TallyAuditDigits  digits,
              guint             n,
              guint             n_samples)
{
  guint n_alarms = 0;

  for (guint i = 0; i < n_samples; i++)
    {
      gint64 counts[TALLY_AUDIT_BENFORD_MAX_CELLS] = { 0 };
      TallyAuditBenfordFit fit;
      for (guint j = 0; j < n; j++)
        counts[tally_audit_benford_find_cell (digits, (TallyMoney) pow (10, 4 + 6 * tally_random_ratio (random)))]++;
      tally_audit_benford_fit (digits, counts, &fit);
      n_alarms += fit.p_mad < 0.01;
    }
  return n_alarms;
}

/* One in a hundred is the stated rate: of 300 samples at each size, and of all of them together, no more and
 * no fewer than 99.9 % of fair draws would have. */
static void
test_false_alarms_at_the_stated_rate (void)
{
  static const guint sizes[] = { 300, 500, 1000, 2000, 5000, 10000, 20000, 50000 };
  static const TallyAuditDigits kinds[] = { TALLY_AUDIT_DIGITS_FIRST_TWO, TALLY_AUDIT_DIGITS_FIRST, TALLY_AUDIT_DIGITS_SECOND,
                                             TALLY_AUDIT_DIGITS_FIRST_THREE };
  g_autoptr (TallyRandom) random = tally_random_new (1938);
  guint n_all = 0, n_samples = 0;

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = kinds[kind] == TALLY_AUDIT_DIGITS_FIRST_THREE ? 5 : 0; i < G_N_ELEMENTS (sizes); i++)
      {
        guint n = MAX (40, MIN (300, 1000000 / sizes[i])), n_alarms = count_alarms (random, kinds[kind], sizes[i], n);
        g_test_message ("digits %u, %u amounts: %u of %u samples", kinds[kind], sizes[i], n_alarms, n);
        g_assert_cmpfloat (tally_audit_stats_binomial_tail (n_alarms, n, 0.01), >, 0.001);
        n_all += n_alarms;
        n_samples += n;
      }
  g_test_message ("all: %u of %u samples", n_all, n_samples);
  g_assert_cmpfloat (tally_audit_stats_binomial_tail (n_all, n_samples, 0.01), >, 0.001);
  g_assert_cmpfloat (1 - tally_audit_stats_binomial_tail (n_all + 1, n_samples, 0.01), >, 0.001);
}

/* A sample with an eighth of its amounts just below 5,000 is seen, from 300 amounts on. */
static void
test_true_alarms (void)
{
  g_autoptr (TallyRandom) random = tally_random_new (7);

  for (guint n = 300; n <= 30000; n *= 10)
    {
      gint64 counts[TALLY_AUDIT_BENFORD_MAX_CELLS] = { 0 };
      TallyAuditBenfordFit fit;
      for (guint i = 0; i < n; i++)
        counts[i % 8 == 0 ? 39 : tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_TWO,
                                                                (TallyMoney) pow (10, 4 + 6 * tally_random_ratio (random)))]++;
      tally_audit_benford_fit (TALLY_AUDIT_DIGITS_FIRST_TWO, counts, &fit);
      g_assert_cmpfloat (fit.p_mad, <, 0.01);
      g_assert_cmpfloat (fit.p_chi_square, <, 0.01);
    }
}

/* Cells of the last column of a packed public data set, positive amounts only. */
static gint64
read_counts (const char *path,
             gint64     *counts)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) packed = g_file_read (file, NULL, NULL);
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (G_INPUT_STREAM (packed), G_CONVERTER (gzip));
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (plain);
  gint64 n = 0;

  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL; g_free (line))
    {
      const char *comma = strrchr (line, ',');
      double cents = round (g_ascii_strtod (comma != NULL ? comma + 1 : line, NULL) * 100);
      if (!(cents >= 1))
        continue;
      counts[tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_TWO, (TallyMoney) cents)]++;
      n++;
    }
  return n;
}

static char *
dup_public_data (const char *name)
{
  const char *folder = g_getenv ("TALLYMAN_BENCH_DATA");
  g_autofree char *beside = g_build_filename ("..", "data", name, NULL);
  g_autofree char *path = NULL;

  if (tally_text_is_empty (folder))
    return tally_test_dup_reference (beside);
  path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the data set is not in TALLYMAN_BENCH_DATA");
  return NULL;
}

/* The figure that the R package benford.analysis prints for its data set of 185,083 payments: 0.002336614. */
static void
test_public_payments (void)
{
  g_autofree char *path = dup_public_data ("benford/corporate.payment.csv.gz");
  gint64 counts[90] = { 0 };
  TallyAuditBenfordFit fit;

  if (path == NULL)
    return;
  g_assert_cmpint (read_counts (path, counts), ==, 185083);
  tally_audit_benford_fit (TALLY_AUDIT_DIGITS_FIRST_TWO, counts, &fit);
  g_test_message ("mad %.9f chi-square %.1f", fit.mad, fit.chi_square);
  g_assert_cmpfloat_with_epsilon (fit.mad, 0.002336614, 1e-6);
  g_assert_cmpfloat (fit.p_mad, <, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/benford/cells", test_cells);
  g_test_add_func ("/audit/benford/shares", test_shares);
  g_test_add_func ("/audit/benford/chance-falls-with-the-root", test_chance_falls_with_the_root);
  g_test_add_func ("/audit/benford/figures-of-one-sample", test_figures_of_one_sample);
  g_test_add_func ("/audit/benford/false-alarms-at-the-stated-rate", test_false_alarms_at_the_stated_rate);
  g_test_add_func ("/audit/benford/true-alarms", test_true_alarms);
  g_test_add_func ("/audit/benford/public-payments", test_public_payments);
  return g_test_run ();
}
