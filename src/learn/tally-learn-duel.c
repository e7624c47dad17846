/* tally-learn-duel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-duel.h"

#include <math.h>

#include "tally-learn-measure.h"

double
tally_learn_log_loss (double margin,
                      gint8  label)
{
  double against = label == 1 ? -margin : margin;

  return against > 0 ? against + log1p (exp (-against)) : log1p (exp (against));
}

typedef struct {
  double gain; /* sum over the group's rows */
  double n;
} Group;

/* Groups are numbered as they come. */
static GArray *
sum_groups (const TallyLearnDuelInput *input)
{
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < input->n; i++)
    {
      gpointer place = GUINT_TO_POINTER (sums->len);
      Group *group;

      if (input->labels[i] < 0)
        continue;
      if (input->groups == NULL
          || !g_hash_table_lookup_extended (places, GUINT_TO_POINTER (input->groups[i]), NULL, &place))
        {
          g_array_set_size (sums, sums->len + 1);
          if (input->groups != NULL)
            g_hash_table_insert (places, GUINT_TO_POINTER (input->groups[i]), place);
        }
      group = &g_array_index (sums, Group, GPOINTER_TO_UINT (place));
      group->gain += tally_learn_log_loss (input->theirs[i], input->labels[i])
                     - tally_learn_log_loss (input->ours[i], input->labels[i]);
      group->n++;
    }
  return sums;
}

/* The mean of all rows is a ratio of two sums over groups; its error is that of a ratio (Cochran 1977, 6.3). */
static void
weigh (const TallyLearnDuelInput *input,
       TallyLearnDuel            *duel)
{
  g_autoptr (GArray) groups = sum_groups (input);
  double n = (double) MAX (duel->n, 1);
  double squares = 0;

  for (guint g = 0; g < groups->len; g++)
    duel->gain += g_array_index (groups, Group, g).gain / n;
  for (guint g = 0; g < groups->len; g++)
    {
      const Group *group = &g_array_index (groups, Group, g);
      double off = group->gain - duel->gain * group->n;
      squares += off * off;
    }
  duel->gain_error = groups->len > 1 ? sqrt (squares * groups->len / (groups->len - 1)) / n : INFINITY;
}

void
tally_learn_duel (const TallyLearnDuelInput *input,
                  TallyLearnDuel            *out_duel)
{
  TallyLearnMeasures ours = { .auc = (double) NAN };
  TallyLearnMeasures theirs = { .auc = (double) NAN };
  gsize n_rarer;

  g_return_if_fail (input != NULL && out_duel != NULL);
  if (input->n > 0)
    {
      tally_learn_measure (input->ours, input->labels, input->n, &ours);
      tally_learn_measure (input->theirs, input->labels, input->n, &theirs);
    }
  *out_duel = (TallyLearnDuel) {
    .n = ours.n, .n_positive = ours.n_positive, .our_auc = ours.auc, .their_auc = theirs.auc,
  };
  weigh (input, out_duel);
  n_rarer = MIN (ours.n_positive, ours.n - ours.n_positive);
  out_duel->is_better = ours.n >= TALLY_LEARN_DUEL_MIN_ROWS && n_rarer >= TALLY_LEARN_DUEL_MIN_CLASS
                        && out_duel->gain > out_duel->gain_error && ours.auc >= theirs.auc - TALLY_LEARN_DUEL_AUC_LOSS;
}
