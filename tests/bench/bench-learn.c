/* bench-learn.c
 *
 * What a verdict and a night cost. "retrain" learns anew from 5,000 verdicts of 30 columns, the choice of the learner, its
 * calibration and the digest included; "retrain-line" the same where a line is all there is; "retrain-few" after 100
 * verdicts; "score" 200,000 findings with the model of "retrain"; "explain" 200 of them; "forest" is an isolation forest of
 * 100 trees on 400,000 rows of 12 columns, learnt and scored; "novelty" finds what is unusual among 200,000 rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-bench.h"
#include "tally-learn-assistant.h"
#include "tally-learn-forest.h"
#include "tally-learn-novelty.h"
#include "tally-random.h"

#define N_COLUMNS 30
#define N_THREADS 2

typedef struct {
  TallyLearnFrame         *frame;
  double                  *priors;
  gint8                   *labels;
  guint                   *groups;
  TallyLearnAssistantRows  rows;
} World;

/* Columns of all kinds: continuous, counts, yes or no, some missing. */
static double
draw_value (TallyRandom *random,
            guint        column)
{
  double ratio = tally_random_ratio (random);

  if (column % 5 == 4 && tally_random_below (random, 5) == 0)
    return (double) NAN;
  if (column % 3 == 1)
    return floor (ratio * ratio * 12);
  if (column % 3 == 2)
    return ratio < .3;
  return log (ratio + 1e-6);
}

static double
find_truth (const double *values,
            double        prior,
            gboolean      is_line)
{
  double margin = prior + .8 * values[0] + .3 * (values[1] - 4);

  if (is_line)
    return margin + values[2] - .5;
  return margin + ((values[2] > .5) == (values[3] > -1) ? 2 : -2) + (isnan (values[4]) ? 2 : 0) + (values[6] * values[9] > 2 ? 1.5 : -1);
}

static void
world_init (World    *world,
            gsize     n,
            guint     n_columns,
            gboolean  is_line)
{
  g_autoptr (TallyRandom) random = tally_random_new (3);

  world->frame = tally_learn_frame_new (n, n_columns);
  world->priors = g_new (double, n);
  world->labels = g_new (gint8, n);
  world->groups = g_new (guint, n);
  for (gsize r = 0; r < n; r++)
    {
      double values[N_COLUMNS];

      for (guint c = 0; c < n_columns; c++)
        tally_learn_frame_set (world->frame, r, c, values[c] = draw_value (random, c));
      world->priors[r] = tally_random_ratio (random) * 4 - 4;
      world->labels[r] = tally_random_ratio (random) < 1 / (1 + exp (-find_truth (values, world->priors[r], is_line)));
      world->groups[r] = (guint) tally_random_below (random, n / 4 + 1);
    }
  world->rows = (TallyLearnAssistantRows) { world->frame, world->priors, NULL };
}

static void
world_clear (World *world)
{
  tally_learn_frame_free (world->frame);
  g_free (world->priors);
  g_free (world->labels);
  g_free (world->groups);
}

static TallyLearnAssistant *
learn (const World *world)
{
  const TallyLearnAssistantInput input = {
    .rows = world->rows, .labels = world->labels, .groups = world->groups, .seed = 1, .n_threads = N_THREADS,
  };

  return tally_learn_assistant_new (&input);
}

static void
retrain (TallyBench *bench,
         gsize       n,
         gboolean    is_line)
{
  World world;
  TallyLearnAssistant *model;

  world_init (&world, n, N_COLUMNS, is_line);
  tally_bench_start (bench);
  model = learn (&world);
  tally_bench_stop (bench, n, 0);
  g_printerr ("learner %s\n", tally_learn_learner_get_id (tally_learn_assistant_get_record (model)->learner));
  tally_learn_assistant_free (model);
  world_clear (&world);
}

static void
run_retrain (TallyBench *bench)
{
  retrain (bench, 5000, FALSE);
}

static void
run_retrain_line (TallyBench *bench)
{
  retrain (bench, 5000, TRUE);
}

static void
run_retrain_few (TallyBench *bench)
{
  retrain (bench, 100, FALSE);
}

static TallyLearnAssistant *
learn_some (void)
{
  World world;
  TallyLearnAssistant *model;

  world_init (&world, 5000, N_COLUMNS, FALSE);
  model = learn (&world);
  world_clear (&world);
  return model;
}

static void
run_score (TallyBench *bench)
{
  g_autoptr (TallyLearnAssistant) model = learn_some ();
  g_autofree double *scores = g_new (double, 200000);
  World world;

  world_init (&world, 200000, N_COLUMNS, FALSE);
  tally_bench_start (bench);
  tally_learn_assistant_score (model, &world.rows, N_THREADS, scores);
  tally_bench_stop (bench, 200000, 0);
  world_clear (&world);
}

static void
run_explain (TallyBench *bench)
{
  g_autoptr (TallyLearnAssistant) model = learn_some ();
  World world;

  world_init (&world, 200, N_COLUMNS, FALSE);
  tally_bench_start (bench);
  for (gsize r = 0; r < 200; r++)
    {
      TallyLearnAssistantReason reason;
      double shares[N_COLUMNS + 1];

      tally_learn_assistant_explain (model, &world.rows, r, &reason, shares);
    }
  tally_bench_stop (bench, 200, 0);
  world_clear (&world);
}

static void
run_forest (TallyBench *bench)
{
  const TallyLearnForestOptions options = { .n_trees = 100, .seed = 1 };
  g_autofree double *scores = g_new (double, 400000);
  TallyLearnForest *forest;
  World world;

  world_init (&world, 400000, 12, TRUE);
  tally_bench_start (bench);
  forest = tally_learn_forest_new (world.frame, &options);
  tally_learn_forest_score (forest, world.frame, N_THREADS, scores);
  tally_bench_stop (bench, 400000, 0);
  tally_learn_forest_free (forest);
  world_clear (&world);
}

static void
run_novelty (TallyBench *bench)
{
  g_autofree double *rarities = g_new (double, 200000);
  World world;

  world_init (&world, 200000, N_COLUMNS, TRUE);
  tally_bench_start (bench);
  tally_learn_novelty_find (world.frame, 1, N_THREADS, rarities);
  tally_bench_stop (bench, 200000, 0);
  world_clear (&world);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "retrain", run_retrain }, { "retrain-line", run_retrain_line }, { "retrain-few", run_retrain_few },
    { "score", run_score },     { "explain", run_explain },           { "forest", run_forest },
    { "novelty", run_novelty },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
