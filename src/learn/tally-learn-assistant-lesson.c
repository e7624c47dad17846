/* tally-learn-assistant-lesson.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-assistant-private.h"
#include "tally-learn-sample.h"

/* Labels that are learnt from at most; more say hardly more, and cost the same time each. */
#define MAX_ROWS 20000

double
tally_learn_assistant_limit_prior (double prior)
{
  if (!isfinite (prior))
    return isinf (prior) ? copysign (TALLY_LEARN_ASSISTANT_MAX_PRIOR, prior) : 0;
  return CLAMP (prior, -TALLY_LEARN_ASSISTANT_MAX_PRIOR, TALLY_LEARN_ASSISTANT_MAX_PRIOR);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const TallyLearnAssistantInput *input = data;
  gsize left = *(const gsize *) a;
  gsize right = *(const gsize *) b;

  if (input->times_utc_usec != NULL && input->times_utc_usec[left] != input->times_utc_usec[right])
    return input->times_utc_usec[left] < input->times_utc_usec[right] ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* Of the rows of a class as many as it may have, drawn; returns how many each stands for. */
static double
draw_class (const TallyLearnAssistantInput *input,
            gint8                           label,
            gsize                           n_wanted,
            gsize                          *rows,
            gsize                          *inout_n)
{
  g_autoptr (TallyRandom) random = tally_random_new (input->seed + (guint64) label);
  gsize n_rows = tally_learn_frame_get_n_rows (input->rows.frame);
  g_autofree gsize *all = g_new (gsize, MAX (n_rows, 1));
  g_autofree gsize *drawn = g_new (gsize, MAX (n_wanted, 1));
  gsize n = 0;

  for (gsize r = 0; r < n_rows; r++)
    if (input->labels[r] == label)
      all[n++] = r;
  if (n <= n_wanted)
    {
      for (gsize i = 0; i < n; i++)
        rows[(*inout_n)++] = all[i];
      return 1;
    }
  tally_learn_sample_rows (random, n, drawn, n_wanted);
  for (gsize i = 0; i < n_wanted; i++)
    rows[(*inout_n)++] = all[drawn[i]];
  return (double) n / (double) n_wanted;
}

/* The rarer class may fill half; the commoner one has what is left. What is learnt of such a sample is off by a constant. */
static gsize
draw_rows (TallyLearnLesson               *lesson,
           const TallyLearnAssistantInput *input,
           gsize                          *rows)
{
  double stands_for[2];
  gint8 rarer = lesson->counts[1] <= lesson->counts[0];
  gsize n_rarer = MIN (lesson->counts[rarer], MAX_ROWS / 2);
  gsize n = 0;

  stands_for[rarer] = draw_class (input, rarer, n_rarer, rows, &n);
  stands_for[!rarer] = draw_class (input, !rarer, MAX_ROWS - n_rarer, rows, &n);
  lesson->shift = log (stands_for[0] / stands_for[1]);
  g_qsort_with_data (rows, (gint) n, sizeof *rows, compare_rows, (gpointer) input);
  return n;
}

static void
fill (TallyLearnLesson               *lesson,
      const TallyLearnAssistantInput *input,
      const gsize                    *rows)
{
  guint n_columns = tally_learn_frame_get_n_columns (input->rows.frame);

  lesson->frame = tally_learn_frame_new (lesson->n, n_columns + 1);
  for (guint c = 0; c < n_columns; c++)
    for (gsize i = 0; i < lesson->n; i++)
      tally_learn_frame_set (lesson->frame, i, c, tally_learn_frame_get_column (input->rows.frame, c)[rows[i]]);
  for (gsize i = 0; i < lesson->n; i++)
    {
      double prior = tally_learn_assistant_limit_prior (input->rows.priors[rows[i]]);

      lesson->priors[i] = prior + lesson->shift;
      lesson->labels[i] = input->labels[rows[i]];
      lesson->groups[i] = input->groups != NULL ? input->groups[rows[i]] : (guint) i;
      tally_learn_frame_set (lesson->frame, i, n_columns, prior);
    }
  lesson->bins = tally_learn_bins_new (lesson->frame);
}

void
tally_learn_lesson_init (TallyLearnLesson               *lesson,
                         const TallyLearnAssistantInput *input)
{
  g_autofree gsize *rows = NULL;

  *lesson = (TallyLearnLesson) { .seed = input->seed };
  for (gsize r = 0; r < tally_learn_frame_get_n_rows (input->rows.frame); r++)
    if (input->labels[r] >= 0)
      lesson->counts[input->labels[r] == 1]++;
  if (lesson->counts[0] + lesson->counts[1] == 0)
    return;
  rows = g_new (gsize, MAX_ROWS);
  lesson->n = draw_rows (lesson, input, rows);
  lesson->priors = g_new (double, lesson->n);
  lesson->labels = g_new (gint8, lesson->n);
  lesson->groups = g_new (guint, lesson->n);
  fill (lesson, input, rows);
}

void
tally_learn_lesson_clear (TallyLearnLesson *lesson)
{
  tally_learn_frame_free (lesson->frame);
  tally_learn_bins_free (lesson->bins);
  g_free (lesson->priors);
  g_free (lesson->labels);
  g_free (lesson->groups);
}
