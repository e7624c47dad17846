/* tally-engine-run-trail-private.h
 *
 * What the trail says of passes: that one began, with which version, settings and for whom, and which settings are other
 * than in the pass before. Names of settings and hashes, never values. The thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-run.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_engine_run_trail_begin:
 * @store: the store of a pass that has begun; it holds the lease
 * @run: the pass, with its number and what it was asked for
 * @config: its configuration
 * @error: return location, or %NULL
 *
 * Appends an entry "run", and "configuration" if a setting is other than in the last pass that was noted. A pass that
 * only looks (health-check, verify-trail) and a dry one leave no entry.
 *
 * Returns: %TRUE if all is appended
 */
gboolean tally_engine_run_trail_begin (TallyStore      *store,
                                       const TallyRun  *run,
                                       TallyConfig     *config,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
