/* tally-test-calls.h
 *
 * What the sandbox of a test engine was asked, call by call with times, set against what the engine's
 * store knows of it. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery.h"
#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * tally_test_calls_count:
 * @engine: a test engine
 *
 * Returns: how many calls there were so far
 */
guint      tally_test_calls_count        (TallyTestEngine *engine);

/**
 * tally_test_calls_list:
 * @engine: a test engine
 * @after: how many calls to pass over
 *
 * Returns: (transfer full) (element-type TallySandboxRecord): the others, oldest first
 */
GPtrArray *tally_test_calls_list         (TallyTestEngine *engine,
                                          guint            after);

/**
 * tally_test_calls_count_bad:
 * @calls: (element-type TallySandboxRecord): calls
 * @status: only those that were answered with it, 0 = all that got an error or no answer
 *
 * Returns: how many of them are bad
 */
guint      tally_test_calls_count_bad    (GPtrArray       *calls,
                                          guint            status);

/**
 * tally_test_calls_count_busiest_minute:
 * @calls: (element-type TallySandboxRecord): calls, by time
 *
 * Returns: the most units of the rate limit that were asked for in any 60 s
 */
guint      tally_test_calls_count_busiest_minute (GPtrArray *calls);

/**
 * tally_test_calls_list_recovery:
 * @engine: a test engine
 * @run_id: attempts of this run alone, 0 = of all
 *
 * Returns: (transfer full): what its store knows of failures
 */
TallyRecovery *tally_test_calls_list_recovery (TallyTestEngine *engine,
                                               gint64           run_id);

G_END_DECLS
