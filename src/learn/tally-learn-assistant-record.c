/* tally-learn-assistant-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-assistant-record.h"

const char *
tally_learn_learner_get_id (TallyLearnLearner learner)
{
  static const char *const ids[TALLY_LEARN_N_LEARNERS] = { "prior", "logistic", "trees" };

  g_return_val_if_fail (learner < TALLY_LEARN_N_LEARNERS, ids[0]);
  return ids[learner];
}

const char *
tally_learn_guard_get_id (TallyLearnGuard guard)
{
  static const char *const ids[TALLY_LEARN_N_GUARDS] = { "few-labels", "not-better", "better" };

  g_return_val_if_fail (guard < TALLY_LEARN_N_GUARDS, ids[0]);
  return ids[guard];
}
