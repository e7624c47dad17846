/* tally-engine-limits-private.h
 *
 * Brings the rate limit of one process together with the file that all processes of a data
 * directory share. tally_engine_connect() calls it. Sees resilience and store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-resilience-limiter.h"

G_BEGIN_DECLS

/**
 * tally_engine_limits_open:
 * @data_dir: a data directory
 * @run: is told when the limit can't be shared
 *
 * Opens limits.db there. A damaged one is deleted, for the next process to make anew; this one is
 * content with a quarter of the limit.
 *
 * Returns: (transfer full): what is shared
 */
TallyEngineLimits      *tally_engine_limits_open        (const char        *data_dir,
                                                         TallyRun          *run);

/**
 * tally_engine_limits_free:
 * @self: (nullable): what is shared; the limiters made from it are gone
 *
 * Closes the file.
 */
void                    tally_engine_limits_free        (TallyEngineLimits *self);

/**
 * tally_engine_limits_new_limiter:
 * @self: what is shared; outlives the limiter
 * @clock: what tells the time
 * @units_per_minute: the limit, 1 or more
 *
 * Returns: (transfer full): a limiter
 */
TallyResilienceLimiter *tally_engine_limits_new_limiter (TallyEngineLimits *self,
                                                         TallyClock        *clock,
                                                         guint              units_per_minute);

/**
 * tally_engine_limits_report:
 * @self: (nullable): what is shared, whose limiter is still there
 * @run: is told if the file could not be asked while the run was at work
 *
 * Says once that the run kept to a quarter of the limit for a while, and why.
 */
void                    tally_engine_limits_report      (TallyEngineLimits *self,
                                                         TallyRun          *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineLimits, tally_engine_limits_free)

G_END_DECLS
