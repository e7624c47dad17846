/* tally-setup-schedule.h
 *
 * When passes start by themselves, and how this computer learns to start them. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_SCHEDULE (tally_setup_schedule_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupSchedule, tally_setup_schedule, TALLY, SETUP_SCHEDULE, TallySetupStep)

G_END_DECLS
