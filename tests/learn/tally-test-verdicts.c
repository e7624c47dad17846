/* tally-test-verdicts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-verdicts.h"

#include <math.h>

#include "tally-random.h"

double
tally_test_truth_prior (const double *values,
                        double        prior)
{
  (void) values;
  return prior;
}

double
tally_test_truth_columns (const double *values,
                          double        prior)
{
  return prior + 3 * values[0] - 2 * values[1] + (isnan (values[3]) ? 1.5 : 0);
}

double
tally_test_truth_either_or (const double *values,
                            double        prior)
{
  return prior + ((values[0] > 0) != (values[1] > 0) ? 3 : -3);
}

TallyTestVerdicts *
tally_test_verdicts_new (gsize          n,
                         guint64        seed,
                         TallyTestTruth truth)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);
  TallyTestVerdicts *self = g_new0 (TallyTestVerdicts, 1);

  self->n = n;
  self->frame = tally_learn_frame_new (n, TALLY_TEST_VERDICTS_COLUMNS);
  self->priors = g_new (double, n);
  self->labels = g_new (gint8, n);
  self->times = g_new (gint64, n);
  self->groups = g_new (guint, n);
  self->is_critical = g_new0 (gboolean, n);
  for (gsize r = 0; r < n; r++)
    {
      double values[TALLY_TEST_VERDICTS_COLUMNS];

      for (guint c = 0; c < TALLY_TEST_VERDICTS_COLUMNS; c++)
        {
          values[c] = tally_random_ratio (random) * 2 - 1;
          if (c == 3 && tally_random_below (random, 3) == 0)
            values[c] = (double) NAN;
          tally_learn_frame_set (self->frame, r, c, values[c]);
        }
      tally_learn_frame_set_name (self->frame, 0, "quantity against the usual");
      self->priors[r] = tally_random_ratio (random) * 4 - 3;
      self->labels[r] = tally_random_ratio (random) < 1 / (1 + exp (-truth (values, self->priors[r])));
      self->times[r] = (gint64) (r * 1000003 % n);
      self->groups[r] = (guint) tally_random_below (random, n / 3 + 1);
      self->is_critical[r] = tally_random_below (random, 20) == 0;
    }
  return self;
}

void
tally_test_verdicts_free (TallyTestVerdicts *self)
{
  tally_learn_frame_free (self->frame);
  g_free (self->priors);
  g_free (self->labels);
  g_free (self->times);
  g_free (self->groups);
  g_free (self->is_critical);
  g_free (self);
}

static TallyLearnAssistantRows
get_rows (const TallyTestVerdicts *self)
{
  return (TallyLearnAssistantRows) { self->frame, self->priors, self->is_critical };
}

TallyLearnAssistant *
tally_test_verdicts_learn (const TallyTestVerdicts *self,
                           guint                    n_threads)
{
  const TallyLearnAssistantInput input = {
    .rows = get_rows (self), .labels = self->labels, .times_utc_usec = self->times, .groups = self->groups, .seed = 11,
    .n_threads = n_threads,
  };

  return tally_learn_assistant_new (&input);
}

double *
tally_test_verdicts_score (const TallyTestVerdicts   *self,
                           const TallyLearnAssistant *model,
                           guint                      n_threads)
{
  const TallyLearnAssistantRows rows = get_rows (self);
  double *scores = g_new (double, self->n);

  tally_learn_assistant_score (model, &rows, n_threads, scores);
  return scores;
}
