/* tally-learn-ledger.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-ledger.h"

#include <math.h>

#include "tally-learn-measure.h"

/* Of the normal distribution, for 95 %. */
#define Z 1.959963984540054

void
tally_learn_ledger_find_interval (gsize               n_hits,
                                  gsize               n,
                                  TallyLearnInterval *out_interval)
{
  double share = (double) n_hits / (double) n;
  double weight = Z * Z / (double) n;
  double middle;
  double half;

  g_return_if_fail (n_hits <= n && out_interval != NULL);
  *out_interval = (TallyLearnInterval) { (double) NAN, 0, 1 };
  if (n == 0)
    return;
  middle = (share + weight / 2) / (1 + weight);
  half = Z * sqrt (share * (1 - share) / (double) n + weight / (4 * (double) n)) / (1 + weight);
  *out_interval = (TallyLearnInterval) {
    share, n_hits == 0 ? 0 : MAX (middle - half, 0), n_hits == n ? 1 : MIN (middle + half, 1),
  };
}

void
tally_learn_ledger_confuse (const double        *probabilities,
                            const gint8         *labels,
                            gsize                n,
                            double               line,
                            TallyLearnConfusion *out_confusion)
{
  g_return_if_fail (n == 0 || (probabilities != NULL && labels != NULL));
  g_return_if_fail (out_confusion != NULL);
  *out_confusion = (TallyLearnConfusion) { 0 };
  for (gsize i = 0; i < n; i++)
    if (labels[i] >= 0)
      out_confusion->n[labels[i]][probabilities[i] >= line]++;
  tally_learn_ledger_find_interval (out_confusion->n[1][1], out_confusion->n[0][1] + out_confusion->n[1][1],
                                    &out_confusion->precision);
  tally_learn_ledger_find_interval (out_confusion->n[1][1], out_confusion->n[1][0] + out_confusion->n[1][1],
                                    &out_confusion->recall);
}

void
tally_learn_ledger_fill_bins (const double             *probabilities,
                              const gint8              *labels,
                              gsize                     n,
                              TallyLearnCalibrationBin  out_bins[TALLY_LEARN_LEDGER_BINS])
{
  gsize n_hits[TALLY_LEARN_LEDGER_BINS] = { 0 };
  double sums[TALLY_LEARN_LEDGER_BINS] = { 0 };

  g_return_if_fail (n == 0 || (probabilities != NULL && labels != NULL));
  g_return_if_fail (out_bins != NULL);
  for (guint bin = 0; bin < TALLY_LEARN_LEDGER_BINS; bin++)
    out_bins[bin].n = 0;
  for (gsize i = 0; i < n; i++)
    {
      guint bin = (guint) CLAMP (probabilities[i] * TALLY_LEARN_LEDGER_BINS, 0, TALLY_LEARN_LEDGER_BINS - 1);

      if (labels[i] < 0)
        continue;
      out_bins[bin].n++;
      n_hits[bin] += labels[i] == 1;
      sums[bin] += probabilities[i];
    }
  for (guint bin = 0; bin < TALLY_LEARN_LEDGER_BINS; bin++)
    {
      out_bins[bin].mean_probability = sums[bin] / (double) out_bins[bin].n;
      tally_learn_ledger_find_interval (n_hits[bin], out_bins[bin].n, &out_bins[bin].share);
    }
}

static double
find_found (double n_found,
            double n_missed)
{
  return n_found + n_missed > 0 ? n_found / (n_found + n_missed) : 1;
}

void
tally_learn_ledger_find_recall (gsize               n_found,
                                gsize               n_drawn,
                                gsize               n_drawn_hits,
                                gsize               n_left,
                                TallyLearnInterval *out_recall)
{
  TallyLearnInterval drawn;

  g_return_if_fail (n_drawn_hits <= n_drawn && n_drawn_hits <= n_found && out_recall != NULL);
  tally_learn_ledger_find_interval (n_drawn_hits, n_drawn, &drawn);
  *out_recall = (TallyLearnInterval) { (double) NAN, 0, 1 };
  if (n_drawn == 0)
    return;
  out_recall->estimate = find_found ((double) n_found, drawn.estimate * (double) n_left);
  out_recall->low = find_found ((double) n_found, drawn.high * (double) n_left);
  out_recall->high = find_found ((double) n_found, drawn.low * (double) n_left);
}

/* --- effort -------------------------------------------------------------------------------------- */

/* Hits that are expected, and how far chance may be off. */
typedef struct {
  double hits;
  double variance;
} Expected;

static void
expect (Expected     *expected,
        const double *probabilities,
        const gint8  *labels,
        gsize         row)
{
  gboolean is_known = labels != NULL && labels[row] >= 0;

  expected->hits += is_known ? labels[row] : probabilities[row];
  expected->variance += is_known ? 0 : probabilities[row] * (1 - probabilities[row]);
}

/* By the logarithm of the ratio of what is found to what is left, whose error is that of both (delta method). */
static void
find_range (const Expected     *found,
            const Expected     *left,
            TallyLearnInterval *out_recall)
{
  double ratio;
  double error;

  if (!(found->hits > 0 && left->hits > 0))
    {
      double recall = left->hits > 0 ? 0 : 1;
      *out_recall = (TallyLearnInterval) { recall, recall, recall };
      return;
    }
  ratio = log (found->hits / left->hits);
  error = Z * sqrt (found->variance / (found->hits * found->hits) + left->variance / (left->hits * left->hits));
  *out_recall = (TallyLearnInterval) {
    found->hits / (found->hits + left->hits), 1 / (1 + exp (error - ratio)), 1 / (1 + exp (-error - ratio)),
  };
}

/* Sums of the first 0 … n rows of the order. */
static Expected *
sum_up (const double *probabilities,
        const gint8  *labels,
        gsize         n)
{
  g_autofree gsize *order = tally_learn_order (probabilities, n);
  Expected *sums = g_new0 (Expected, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      sums[i + 1] = sums[i];
      expect (&sums[i + 1], probabilities, labels, order[i]);
    }
  return sums;
}

static void
find_point (const Expected   *sums,
            gsize             n,
            gsize             n_read,
            TallyLearnEffort *out_effort)
{
  const Expected left = { sums[n].hits - sums[n_read].hits, MAX (sums[n].variance - sums[n_read].variance, 0) };

  out_effort->share = (double) n_read / (double) n;
  find_range (&sums[n_read], n_read == n ? &(Expected) { 0 } : &left, &out_effort->recall);
}

void
tally_learn_ledger_find_effort (const double     *probabilities,
                                const gint8      *labels,
                                gsize             n,
                                double            recall,
                                TallyLearnEffort *out_effort)
{
  g_autofree Expected *sums = NULL;
  gsize n_read = 0;

  g_return_if_fail (probabilities != NULL && n > 0 && recall >= 0 && recall <= 1 && out_effort != NULL);
  sums = sum_up (probabilities, labels, n);
  while (n_read < n && sums[n_read].hits < recall * sums[n].hits)
    n_read++;
  find_point (sums, n, n_read, out_effort);
}

void
tally_learn_ledger_trace_effort (const double     *probabilities,
                                 const gint8      *labels,
                                 gsize             n,
                                 TallyLearnEffort *out_points,
                                 guint             n_points)
{
  g_autofree Expected *sums = NULL;

  g_return_if_fail (probabilities != NULL && n > 0 && out_points != NULL && n_points > 0);
  sums = sum_up (probabilities, labels, n);
  for (guint point = 0; point < n_points; point++)
    find_point (sums, n, (gsize) ((double) n * (point + 1) / n_points + 0.5), &out_points[point]);
}
