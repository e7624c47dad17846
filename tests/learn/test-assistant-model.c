/* test-assistant-model.c: a model comes back from its file to the bit, a damaged one is refused, and a champion is replaced
 * only by what is better on verdicts held back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-error.h"
#include "tally-test-verdicts.h"
#include "tally-test.h"

static void
assert_same (double a,
             double b)
{
  g_assert_cmpfloat (a, >=, b);
  g_assert_cmpfloat (a, <=, b);
}

/* --- files --------------------------------------------------------------------------------------- */

static void
check_round_trip (const TallyLearnAssistant *model,
                  const TallyTestVerdicts               *world)
{
  g_autofree char *text = tally_learn_assistant_save (model);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyLearnAssistant) again = tally_learn_assistant_load (text, strlen (text), &error);
  g_autofree char *twice = NULL;
  g_autofree double *scores = tally_test_verdicts_score (world, model, 1);
  g_autofree double *scores_again = NULL;

  g_assert_no_error (error);
  twice = tally_learn_assistant_save (again);
  g_assert_cmpstr (text, ==, twice);
  scores_again = tally_test_verdicts_score (world, again, 1);
  g_assert_cmpmem (scores, world->n * sizeof *scores, scores_again, world->n * sizeof *scores_again);
  g_assert_true (tally_learn_assistant_fits (again, world->frame));
  g_assert_cmpstr (tally_learn_assistant_get_record (model)->digest, ==, tally_learn_assistant_get_record (again)->digest);
  assert_same (tally_learn_assistant_get_record (model)->duel.gain, tally_learn_assistant_get_record (again)->duel.gain);
}

static void
test_comes_back (void)
{
  g_autoptr (TallyTestVerdicts) lines = tally_test_verdicts_new (600, 17, tally_test_truth_columns);
  g_autoptr (TallyTestVerdicts) trees = tally_test_verdicts_new (2500, 18, tally_test_truth_either_or);
  g_autoptr (TallyTestVerdicts) few = tally_test_verdicts_new (10, 19, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) logistic = tally_test_verdicts_learn (lines, 1);
  g_autoptr (TallyLearnAssistant) boost = tally_test_verdicts_learn (trees, 1);
  g_autoptr (TallyLearnAssistant) prior = tally_test_verdicts_learn (few, 1);

  check_round_trip (logistic, lines);
  check_round_trip (boost, trees);
  check_round_trip (prior, trees);
  tally_learn_frame_set_name (lines->frame, 1, "another");
  g_assert_false (tally_learn_assistant_fits (logistic, lines->frame));
}

static void
check_refused (const char *text,
               const char *where)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_learn_assistant_load (text, strlen (text), &error));
  g_assert_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, where));
  g_assert_nonnull (strstr (error->message, "retrain"));
}

static void
check_replaced (const char *text,
                const char *from,
                const char *to,
                const char *where)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  check_refused (changed->str, where);
}

static void
test_damaged (void)
{
  g_autoptr (TallyTestVerdicts) world = tally_test_verdicts_new (600, 20, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) model = tally_test_verdicts_learn (world, 1);
  g_autofree char *text = tally_learn_assistant_save (model);

  check_refused ("", "JSON");
  check_refused ("{}", "'kind'");
  check_replaced (text, "tallyman-assistant", "tallyman-plan", "'kind'");
  check_replaced (text, "\"schema\":1", "\"schema\":2", "'schema'");
  check_replaced (text, "\"slope\":", "\"slope\":-", "'calibration'");
  check_replaced (text, "\"learner\":\"logistic\"", "\"learner\":\"oracle\"", "'record'");
  check_replaced (text, "\"learner\":\"logistic\"", "\"learner\":\"trees\"", "'digest'");
  check_replaced (text, "\"constant\":", "\"constant\":1", "'digest'");
  check_replaced (text, "\"means\":[", "\"means\":[1,", "'logistic'");
  check_replaced (text, "quantity against", "quantity before", "'digest'");
}

/* --- champion and challenger --------------------------------------------------------------------- */

static void
test_challenger (void)
{
  g_autoptr (TallyTestVerdicts) small = tally_test_verdicts_new (100, 21, tally_test_truth_columns);
  g_autoptr (TallyTestVerdicts) large = tally_test_verdicts_new (2000, 22, tally_test_truth_columns);
  g_autoptr (TallyTestVerdicts) held = tally_test_verdicts_new (400, 23, tally_test_truth_columns);
  g_autoptr (TallyLearnAssistant) champion = tally_test_verdicts_learn (small, 1);
  g_autoptr (TallyLearnAssistant) challenger = tally_test_verdicts_learn (large, 1);
  const TallyLearnAssistantRows rows = { held->frame, held->priors, held->is_critical };
  TallyLearnDuel duel;

  g_assert_true (tally_learn_assistant_beats (challenger, NULL, &rows, held->labels, held->groups, &duel));
  g_assert_cmpuint (duel.n, ==, 400);
  g_assert_cmpfloat (duel.our_auc, >, duel.their_auc);
  g_assert_true (tally_learn_assistant_beats (challenger, champion, &rows, held->labels, held->groups, &duel));
  g_assert_false (tally_learn_assistant_beats (champion, challenger, &rows, held->labels, held->groups, NULL));
  g_assert_false (tally_learn_assistant_beats (challenger, challenger, &rows, held->labels, held->groups, NULL));
  for (gsize r = 10; r < held->n; r++)
    held->labels[r] = -1;
  g_assert_false (tally_learn_assistant_beats (challenger, NULL, &rows, held->labels, NULL, &duel));
  g_assert_cmpuint (duel.n, ==, 10);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/assistant-model/comes-back-from-its-file", test_comes_back);
  g_test_add_func ("/learn/assistant-model/damaged-files", test_damaged);
  g_test_add_func ("/learn/assistant-model/challenger", test_challenger);
  return g_test_run ();
}
