/* tally-setup-sources.h
 *
 * Which workspaces, folders and sheets are billed from: a tree, with search. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-setup-step.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_SOURCES (tally_setup_sources_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupSources, tally_setup_sources, TALLY, SETUP_SOURCES, TallySetupStep)

G_END_DECLS
