/* tally-setup-columns.h
 *
 * Which column holds what, how sure that is, and what would become of the first rows. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_COLUMNS (tally_setup_columns_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupColumns, tally_setup_columns, TALLY, SETUP_COLUMNS, TallySetupStep)

G_END_DECLS
