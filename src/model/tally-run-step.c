/* tally-run-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-run-step.h"

static const char *const states[TALLY_N_RUN_STEP_STATES] = {
  [TALLY_RUN_STEP_DONE] = "done",
  [TALLY_RUN_STEP_FAILED] = "failed",
  [TALLY_RUN_STEP_STOPPED] = "stopped",
  [TALLY_RUN_STEP_LEFT_OUT] = "left-out",
};

TallyRunStep *
tally_run_step_new (const char        *job,
                    TallyRunStepState  state)
{
  TallyRunStep *self = g_new0 (TallyRunStep, 1);

  self->job = g_strdup (job);
  self->state = state;
  return self;
}

void
tally_run_step_free (TallyRunStep *self)
{
  if (self == NULL)
    return;
  g_free (self->job);
  g_free (self);
}

const char *
tally_run_step_state_get_id (TallyRunStepState state)
{
  g_return_val_if_fail (state < TALLY_N_RUN_STEP_STATES, "");
  return states[state];
}

gboolean
tally_run_step_state_parse (const char        *id,
                            TallyRunStepState *out_state)
{
  for (guint i = 0; i < TALLY_N_RUN_STEP_STATES; i++)
    {
      if (g_strcmp0 (states[i], id) != 0)
        continue;
      *out_state = (TallyRunStepState) i;
      return TRUE;
    }
  return FALSE;
}
