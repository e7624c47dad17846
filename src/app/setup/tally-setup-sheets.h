/* tally-setup-sheets.h
 *
 * The sheet that takes the workbooks, and the one that takes what the audit found. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_SHEETS (tally_setup_sheets_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupSheets, tally_setup_sheets, TALLY, SETUP_SHEETS, TallySetupStep)

G_END_DECLS
