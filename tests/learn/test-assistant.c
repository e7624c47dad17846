/* test-assistant.c: the assistant learns from verdicts what is there to be learnt, stays with the prior where nothing is,
 * forgets what is taken back, says why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-assistant.h"
#include "tally-random.h"
#include "tally-test-verdicts.h"
#include "tally-test.h"

static TallyLearnAssistantRows
get_rows (const TallyTestVerdicts *world)
{
  return (TallyLearnAssistantRows) { world->frame, world->priors, world->is_critical };
}

static void
measure (const TallyLearnAssistant *model,
         const TallyTestVerdicts               *world,
         TallyLearnMeasures        *out_measures)
{
  g_autofree double *scores = NULL;

  memset (world->is_critical, 0, world->n * sizeof *world->is_critical);
  scores = tally_test_verdicts_score (world, model, 1);
  tally_learn_measure (scores, world->labels, world->n, out_measures);
}

static void
assert_same (double a,
             double b)
{
  g_assert_cmpfloat (a, >=, b);
  g_assert_cmpfloat (a, <=, b);
}

/* --- what is learnt ------------------------------------------------------------------------------ */

static void
test_lines (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (600, 1, tally_test_truth_columns);
  g_autoptr (TallyTestVerdicts) fresh = tally_test_verdicts_new (4000, 2, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 1);
  const TallyLearnAssistantRecord *record = tally_learn_assistant_get_record (model);
  TallyLearnMeasures measures;

  g_assert_cmpint (record->learner, ==, TALLY_LEARN_LEARNER_LOGISTIC);
  g_assert_cmpint (record->guard, ==, TALLY_LEARN_GUARD_BETTER);
  g_assert_cmpuint (record->n_positive + record->n_negative, ==, 600);
  g_assert_cmpfloat (record->held[TALLY_LEARN_LEARNER_LOGISTIC].log_loss, <, record->held[TALLY_LEARN_LEARNER_PRIOR].log_loss);
  g_assert_cmpfloat (record->duel.gain, >, record->duel.gain_error);
  measure (model, fresh, &measures);
  g_assert_cmpfloat (measures.auc, >, .85);
  g_assert_cmpfloat (measures.ece, <, .05);
}

static void
test_either_or (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (1500, 3, tally_test_truth_either_or);
  g_autoptr (TallyTestVerdicts) fresh = tally_test_verdicts_new (4000, 4, tally_test_truth_either_or);
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 1);
  TallyLearnMeasures measures;

  g_assert_cmpint (tally_learn_assistant_get_record (model)->learner, ==, TALLY_LEARN_LEARNER_TREES);
  measure (model, fresh, &measures);
  g_assert_cmpfloat (measures.auc, >, .9);
  g_assert_cmpfloat (measures.ece, <, .05);
}

/* Nothing is to be learnt beyond the prior: over many worlds what is used is as good as it, and nearly always it. */
static void
test_never_worse (void)
{
  guint n_kept = 0;
  double loss = 0;

  for (guint64 seed = 0; seed < 40; seed++)
    {
      g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (120, 100 + seed, tally_test_truth_prior);
      g_autoptr (TallyTestVerdicts) fresh = tally_test_verdicts_new (3000, 1000 + seed, tally_test_truth_prior);
      g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 1);
      TallyLearnMeasures prior;
      TallyLearnMeasures measures;

      n_kept += tally_learn_assistant_get_record (model)->learner == TALLY_LEARN_LEARNER_PRIOR;
      measure (model, fresh, &measures);
      tally_learn_measure (fresh->priors, fresh->labels, fresh->n, &prior);
      loss += (prior.auc - measures.auc) / 40;
    }
  g_assert_cmpuint (n_kept, >=, 30);
  g_assert_cmpfloat (loss, <, .01);
}

static void
test_few_labels (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (200, 5, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = NULL;
  g_autofree double *scores = NULL;

  for (gsize r = 12; r < world->n; r++)
    world->labels[r] = -1;
  model = tally_test_verdicts_learn (world, 1);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->guard, ==, TALLY_LEARN_GUARD_FEW);
  memset (world->is_critical, 0, world->n * sizeof *world->is_critical);
  scores = tally_test_verdicts_score (world, model, 1);
  for (gsize r = 0; r < world->n; r++)
    g_assert_cmpfloat_with_epsilon (scores[r], 1 / (1 + exp (-world->priors[r])), 1e-9);
}

static void
test_one_class (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (300, 6, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = NULL;

  for (gsize r = 0; r < world->n; r++)
    world->labels[r] = 1;
  model = tally_test_verdicts_learn (world, 2);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->learner, ==, TALLY_LEARN_LEARNER_PRIOR);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->guard, ==, TALLY_LEARN_GUARD_FEW);
}

/* All of one work request: nothing can be held back that is of another. */
static void
test_one_group (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (300, 7, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = NULL;

  for (gsize r = 0; r < world->n; r++)
    world->groups[r] = 4;
  model = tally_test_verdicts_learn (world, 1);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->learner, ==, TALLY_LEARN_LEARNER_PRIOR);
}

/* The labels of a work request tell its others: learnt within, worth nothing elsewhere. */
static void
test_groups_do_not_leak (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (600, 8, tally_test_truth_prior);
  g_autoptr (TallyRandom) random = tally_random_new (3);
  g_autoptr (TallyLearnAssistant) model = NULL;

  for (gsize r = 0; r < world->n; r++)
    {
      world->groups[r] = (guint) (r / 30);
      world->times[r] = (gint64) tally_random_below (random, 1000);
      tally_learn_frame_set (world->frame, r, 4, sin (world->groups[r] * 78.233));
      world->labels[r] = tally_random_ratio (random) < (world->groups[r] * 7 % 10 < 3 ? .9 : .1);
      world->priors[r] = log (.34 / .66);
    }
  model = tally_test_verdicts_learn (world, 1);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->learner, ==, TALLY_LEARN_LEARNER_PRIOR);
}

/* --- promises ------------------------------------------------------------------------------------ */

static void
test_same_on_threads (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (3000, 9, tally_test_truth_either_or);
  g_autoptr (TallyLearnAssistant) one = tally_test_verdicts_learn (world, 1);
  g_autoptr (TallyLearnAssistant) two = tally_test_verdicts_learn (world, 2);
  g_autofree double *scores = tally_test_verdicts_score (world, one, 1);
  g_autofree double *again = tally_test_verdicts_score (world, two, 2);
  g_autofree char *text = tally_learn_assistant_save (one);
  g_autofree char *other = tally_learn_assistant_save (two);

  g_assert_cmpmem (scores, world->n * sizeof *scores, again, world->n * sizeof *again);
  g_assert_cmpstr (text, ==, other);
}

/* A verdict that was taken back, and rows that nobody has labelled, leave no trace. */
static void
test_undo (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (900, 10, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) before = NULL;
  g_autoptr (TallyLearnAssistant) with = NULL;
  g_autoptr (TallyLearnAssistant) after = NULL;
  g_autoptr (TallyLearnAssistant) without = NULL;
  g_autofree double *scores = NULL;
  g_autofree double *again = NULL;
  gint8 label = world->labels[400];

  world->labels[400] = -1;
  for (gsize r = 700; r < world->n; r++)
    world->labels[r] = -1;
  before = tally_test_verdicts_learn (world, 1);
  world->labels[400] = !label;
  with = tally_test_verdicts_learn (world, 1);
  world->labels[400] = -1;
  after = tally_test_verdicts_learn (world, 1);
  g_assert_cmpstr (tally_learn_assistant_get_record (before)->digest, !=, tally_learn_assistant_get_record (with)->digest);
  g_assert_cmpstr (tally_learn_assistant_get_record (before)->digest, ==, tally_learn_assistant_get_record (after)->digest);
  scores = tally_test_verdicts_score (world, before, 1);
  again = tally_test_verdicts_score (world, after, 1);
  g_assert_cmpmem (scores, world->n * sizeof *scores, again, world->n * sizeof *again);
  for (gsize r = 700; r < world->n; r++)
    tally_learn_frame_set (world->frame, r, 0, 1e9);
  without = tally_test_verdicts_learn (world, 1);
  g_assert_cmpstr (tally_learn_assistant_get_record (before)->digest, ==, tally_learn_assistant_get_record (without)->digest);
}

static void
test_critical_never_below_the_line (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (900, 12, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = NULL;
  g_autofree double *scores = NULL;
  const TallyLearnAssistantRows rows = get_rows (world);
  guint n_held = 0;

  for (gsize r = 0; r < world->n; r++)
    if (world->is_critical[r])
      world->labels[r] = 0;
  model = tally_test_verdicts_learn (world, 1);
  scores = tally_test_verdicts_score (world, model, 1);
  for (gsize r = 0; r < world->n; r++)
    {
      TallyLearnAssistantReason reason;
      double shares[TALLY_TEST_VERDICTS_COLUMNS + 1];

      tally_learn_assistant_explain (model, &rows, r, &reason, shares);
      assert_same (reason.probability, scores[r]);
      n_held += reason.is_held;
      if (world->is_critical[r])
        g_assert_cmpfloat (scores[r], >=, TALLY_LEARN_ASSISTANT_LINE);
      if (reason.is_held)
        g_assert_true (world->is_critical[r] && reason.log_odds < 0);
    }
  g_assert_cmpuint (n_held, >, 5);
}

static void
check_reasons (const TallyLearnAssistant *model,
               const TallyTestVerdicts               *world)
{
  const TallyLearnAssistantRows rows = get_rows (world);
  g_autofree double *scores = tally_test_verdicts_score (world, model, 1);

  for (gsize r = 0; r < world->n; r++)
    {
      TallyLearnAssistantReason reason;
      double shares[TALLY_TEST_VERDICTS_COLUMNS + 1];
      double sum;

      tally_learn_assistant_explain (model, &rows, r, &reason, shares);
      sum = reason.base;
      for (guint c = 0; c <= TALLY_TEST_VERDICTS_COLUMNS; c++)
        sum += shares[c];
      assert_same (sum, reason.log_odds);
      sum = 0;
      for (guint c = 0; c <= TALLY_TEST_VERDICTS_COLUMNS; c++)
        sum += shares[TALLY_TEST_VERDICTS_COLUMNS - c];
      assert_same (sum + reason.base, reason.log_odds);
      assert_same (reason.probability, scores[r]);
      if (!reason.is_held)
        assert_same (reason.probability, 1 / (1 + exp (-reason.log_odds)));
    }
}

static void
test_shares_sum_to_the_log_odds (void)
{
  g_autoptr (TallyTestVerdicts) lines = tally_test_verdicts_new (600, 13, tally_test_truth_columns);
  g_autoptr (TallyTestVerdicts) trees = tally_test_verdicts_new (2500, 14, tally_test_truth_either_or);
  g_autoptr (TallyTestVerdicts) few = tally_test_verdicts_new (10, 15, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) logistic = tally_test_verdicts_learn (lines, 1);
  g_autoptr (TallyLearnAssistant) boost = tally_test_verdicts_learn (trees, 1);
  g_autoptr (TallyLearnAssistant) prior = tally_test_verdicts_learn (few, 1);

  g_assert_cmpint (tally_learn_assistant_get_record (boost)->learner, ==, TALLY_LEARN_LEARNER_TREES);
  check_reasons (logistic, lines);
  check_reasons (boost, trees);
  check_reasons (prior, trees);
}

/* The column that matters has the greatest share. */
static void
test_greatest_share (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (1500, 16, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 1);
  const TallyLearnAssistantRows rows = get_rows (world);
  TallyLearnAssistantReason reason;
  double shares[TALLY_TEST_VERDICTS_COLUMNS + 1];

  for (guint c = 0; c < TALLY_TEST_VERDICTS_COLUMNS; c++)
    tally_learn_frame_set (world->frame, 0, c, c == 0 ? .95 : 0);
  world->priors[0] = -1;
  tally_learn_assistant_explain (model, &rows, 0, &reason, shares);
  for (guint c = 1; c <= TALLY_TEST_VERDICTS_COLUMNS; c++)
    g_assert_cmpfloat (shares[0], >, shares[c]);
}

/* --- hostile input ------------------------------------------------------------------------------- */

static void
check_finite (const TallyTestVerdicts *world)
{
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 2);
  g_autofree double *scores = tally_test_verdicts_score (world, model, 2);

  for (gsize r = 0; r < world->n; r++)
    g_assert_true (scores[r] > 0 && scores[r] < 1);
  check_reasons (model, world);
}

static void
test_hostile (void)
{
  static const double values[] = { (double) NAN, 0, INFINITY, -INFINITY, 1e308, 5e-324, -1e308 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (200, 30 + i, tally_test_truth_columns);

      for (gsize r = 0; r < world->n; r++)
        {
          for (guint c = 0; c < TALLY_TEST_VERDICTS_COLUMNS; c++)
            if (i < 2 || r % 3 == 0)
              tally_learn_frame_set (world->frame, r, c, values[i]);
          if (r % 5 == 0)
            world->priors[r] = values[i];
        }
      check_finite (world);
    }
}

static void
test_no_rows (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (0, 40, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 2);

  g_assert_cmpint (tally_learn_assistant_get_record (model)->guard, ==, TALLY_LEARN_GUARD_FEW);
  g_assert_cmpuint (strlen (tally_learn_assistant_get_record (model)->digest), ==, 64);
}

/* More labels than are learnt from: the commoner class is drawn from, and probabilities stay right. */
static void
test_very_many_labels (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (60000, 41, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = NULL;
  TallyLearnMeasures measures;

  for (gsize r = 0; r < world->n; r++)
    world->labels[r] = world->labels[r] == 1 && r % 4 == 0;
  model = tally_test_verdicts_learn (world, 2);
  g_assert_cmpint (tally_learn_assistant_get_record (model)->guard, ==, TALLY_LEARN_GUARD_BETTER);
  measure (model, world, &measures);
  g_assert_cmpfloat (measures.ece, <, .02);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/assistant/lines", test_lines);
  g_test_add_func ("/learn/assistant/either-or", test_either_or);
  g_test_add_func ("/learn/assistant/never-worse", test_never_worse);
  g_test_add_func ("/learn/assistant/few-labels", test_few_labels);
  g_test_add_func ("/learn/assistant/one-class", test_one_class);
  g_test_add_func ("/learn/assistant/one-group", test_one_group);
  g_test_add_func ("/learn/assistant/groups-do-not-leak", test_groups_do_not_leak);
  g_test_add_func ("/learn/assistant/same-on-one-and-two-threads", test_same_on_threads);
  g_test_add_func ("/learn/assistant/a-verdict-taken-back-leaves-no-trace", test_undo);
  g_test_add_func ("/learn/assistant/critical-never-below-the-line", test_critical_never_below_the_line);
  g_test_add_func ("/learn/assistant/shares-sum-to-the-log-odds", test_shares_sum_to_the_log_odds);
  g_test_add_func ("/learn/assistant/what-matters-has-the-greatest-share", test_greatest_share);
  g_test_add_func ("/learn/assistant/hostile", test_hostile);
  g_test_add_func ("/learn/assistant/no-rows", test_no_rows);
  g_test_add_func ("/learn/assistant/very-many-labels", test_very_many_labels);
  return g_test_run ();
}
