/* test-evaluate.c: the learner measured on made-up tables: it learns what is there, and nothing that is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-encode.h"
#include "tally-learn-error.h"
#include "tally-learn-evaluate.h"
#include "tally-random.h"
#include "tally-test.h"

#define N_ROWS 800

/* Lines of forty products, each with its own price; hits are billed at a price far from their product's. With @blind the
 * labels are dealt by chance. */
static TallyLearnTable *
make_table (guint64  seed,
            gboolean blind)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);
  g_autoptr (GString) text = g_string_new ("seller,product,quantity,amount,label\n");
  g_autoptr (GError) error = NULL;
  TallyLearnTable *table;

  for (guint r = 0; r < N_ROWS; r++)
    {
      guint product = (guint) tally_random_below (random, 40);
      guint quantity = 1 + (guint) tally_random_below (random, 50);
      gboolean is_hit = tally_random_below (random, 12) == 0;
      double price = (10 + 37 * product % 400) * (0.95 + 0.1 * tally_random_ratio (random)) * (is_hit ? 3 : 1);
      gboolean label = blind ? tally_random_below (random, 12) == 0 : is_hit;

      g_string_append_printf (text, "s%u,p%u,%u,%.2f,%s\n", (guint) tally_random_below (random, 30), product, quantity,
                              price * quantity, r % 10 == 9 ? "" : label ? "1" : "0");
    }
  table = tally_learn_table_read (text->str, text->len, &error);
  g_assert_no_error (error);
  return table;
}

static TallyLearnEvaluation *
evaluate (const TallyLearnTable *table,
          TallyLearnMode         mode,
          const char            *group,
          guint                  n_threads)
{
  const TallyLearnEvaluateOptions options = {
    .mode = mode, .group = group, .n_folds = 5, .n_verdicts = 100, .seed = 3, .n_threads = n_threads,
  };
  g_autoptr (GError) error = NULL;
  TallyLearnEvaluation *evaluation = tally_learn_evaluate (table, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (evaluation->n_rows, ==, N_ROWS);
  for (gsize r = 0; r < N_ROWS; r++)
    g_assert_true (evaluation->scores[r] >= 0 && evaluation->scores[r] <= 1);
  return evaluation;
}

static void
test_learns_prices (void)
{
  g_autoptr (TallyLearnTable) table = make_table (1, FALSE);
  g_autoptr (TallyLearnEvaluation) blind = evaluate (table, TALLY_LEARN_MODE_UNSUPERVISED, NULL, 1);
  g_autoptr (TallyLearnEvaluation) seen = evaluate (table, TALLY_LEARN_MODE_CROSSVAL, NULL, 1);
  g_autoptr (TallyLearnEvaluation) grouped = evaluate (table, TALLY_LEARN_MODE_CROSSVAL, "seller", 1);

  g_assert_cmpuint (seen->measures.n, ==, N_ROWS / 10 * 9);
  g_assert_cmpfloat (blind->measures.auc, >, .8);
  g_assert_cmpfloat (seen->measures.auc, >, .97);
  g_assert_cmpfloat (grouped->measures.auc, >, .97);
  g_assert_cmpfloat (seen->measures.ece, <, .03);
}

/* Where, -1 = nowhere, the frame has what a price is in multiples of what its product's scatter. */
static int
find_multiples (const TallyLearnFrame *frame)
{
  for (guint c = 0; c < tally_learn_frame_get_n_columns (frame); c++)
    if (g_strcmp0 (tally_learn_frame_get_name (frame, c),
                   "amount by quantity against the usual of its product, in multiples of what it scatters") == 0)
      return (int) c;
  return -1;
}

/* Without labels each column more to be unusual in would drown the others. */
static void
test_scatter_is_for_those_who_learn (void)
{
  g_autoptr (TallyLearnTable) table = make_table (1, FALSE);
  g_autoptr (TallyLearnFrame) blind = tally_learn_encode (table, NULL, -1);
  g_autoptr (TallyLearnFrame) seen = tally_learn_encode (table, tally_learn_table_get_labels (table), -1);
  int column = find_multiples (seen);
  guint n_right = 0;

  g_assert_cmpint (find_multiples (blind), ==, -1);
  g_assert_cmpint (column, >=, 0);
  for (gsize r = 0; r < N_ROWS; r++) /* usual prices scatter by 2.5 %, three times the price is a logarithm of 1.1 */
    {
      double multiple = tally_learn_frame_get_column (seen, (guint) column)[r];
      gint8 label = tally_learn_table_get_labels (table)[r];
      n_right += label >= 0 && (label == 1 ? multiple > 7 && multiple < 12 : fabs (multiple) < 1.5);
    }
  g_assert_cmpuint (n_right, >, N_ROWS / 10 * 9 - 15);
}

/* Labels that nothing explains must not be explained: then a row would have seen its own. */
static void
test_no_row_sees_its_own_label (void)
{
  g_autoptr (TallyLearnTable) table = make_table (2, TRUE);
  g_autoptr (TallyLearnEvaluation) seen = evaluate (table, TALLY_LEARN_MODE_CROSSVAL, NULL, 1);

  g_assert_cmpfloat (fabs (seen->measures.auc - .5), <, .1);
}

static void
test_same_on_any_number_of_threads (void)
{
  g_autoptr (TallyLearnTable) table = make_table (3, FALSE);

  for (int mode = TALLY_LEARN_MODE_UNSUPERVISED; mode <= (int) TALLY_LEARN_MODE_FEEDBACK; mode++)
    {
      g_autoptr (TallyLearnEvaluation) one = evaluate (table, (TallyLearnMode) mode, NULL, 1);
      g_autoptr (TallyLearnEvaluation) two = evaluate (table, (TallyLearnMode) mode, NULL, 2);
      g_assert_cmpmem (one->scores, N_ROWS * sizeof (double), two->scores, N_ROWS * sizeof (double));
    }
}

static void
test_answers_shorten_the_review (void)
{
  g_autoptr (TallyLearnTable) table = make_table (4, FALSE);
  g_autoptr (TallyLearnEvaluation) evaluation = evaluate (table, TALLY_LEARN_MODE_FEEDBACK, NULL, 2);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  const gint8 *labels = tally_learn_table_get_labels (table);

  g_assert_cmpuint (evaluation->queue->len, ==, 100);
  for (guint i = 0; i < evaluation->queue->len; i++)
    {
      gsize row = g_array_index (evaluation->queue, gsize, i);
      g_assert_cmpint (labels[row], >=, 0);
      g_assert_true (g_hash_table_add (shown, GSIZE_TO_POINTER (row)));
    }
  g_assert_cmpfloat (evaluation->shares[TALLY_LEARN_N_MARKS - 1], <, evaluation->shares[0]);
  g_assert_cmpfloat (evaluation->shares[TALLY_LEARN_N_MARKS - 1], <, .3);
}

static void
test_refused (void)
{
  static const char one_class[] = "a,label\n1,0\n2,0\n";
  TallyLearnEvaluateOptions options = { .mode = TALLY_LEARN_MODE_CROSSVAL, .n_folds = 2, .n_verdicts = 1 };
  g_autoptr (TallyLearnTable) table = tally_learn_table_read (one_class, strlen (one_class), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_learn_evaluate (table, &options, &error));
  g_assert_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA);
  g_clear_error (&error);
  options.group = "b";
  g_assert_null (tally_learn_evaluate (table, &options, &error));
  g_assert_nonnull (strstr (error->message, "'b'"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/evaluate/scatter-is-for-those-who-learn", test_scatter_is_for_those_who_learn);
  g_test_add_func ("/learn/evaluate/learns-prices", test_learns_prices);
  g_test_add_func ("/learn/evaluate/no-row-sees-its-own-label", test_no_row_sees_its_own_label);
  g_test_add_func ("/learn/evaluate/same-on-any-number-of-threads", test_same_on_any_number_of_threads);
  g_test_add_func ("/learn/evaluate/answers-shorten-the-review", test_answers_shorten_the_review);
  g_test_add_func ("/learn/evaluate/refused", test_refused);
  return g_test_run ();
}
