/* tally-setup-where.h
 *
 * Where passes start by themselves: on this computer, on a server, or in a workflow of GitHub; or sample data first. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_WHERE (tally_setup_where_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupWhere, tally_setup_where, TALLY, SETUP_WHERE, TallySetupStep)

G_END_DECLS
