/* tally-setup-trial.h
 *
 * A whole pass that changes nothing, and what it says. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_TRIAL (tally_setup_trial_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupTrial, tally_setup_trial, TALLY, SETUP_TRIAL, TallySetupStep)

G_END_DECLS
