/* tally-test-kill.h
 *
 * A pass of the engine in a process of its own that is killed somewhere: at a step of the journal, at a
 * call before or after the sandbox carried it out, or so many µs after its start. The test program runs
 * itself as that process. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * TallyTestKillKind:
 * @TALLY_TEST_KILL_STEP: at the how manieth step of the publishing journal, before or after it
 * @TALLY_TEST_KILL_BEFORE_CALL: when the how manieth call arrives; it is not carried out
 * @TALLY_TEST_KILL_AFTER_CALL: when that call was carried out; its answer is lost
 * @TALLY_TEST_KILL_TIME: so many µs after the process began
 * @TALLY_TEST_KILL_N_KINDS: how many there are
 *
 * Where a pass is killed.
 */
typedef enum {
  TALLY_TEST_KILL_STEP,
  TALLY_TEST_KILL_BEFORE_CALL,
  TALLY_TEST_KILL_AFTER_CALL,
  TALLY_TEST_KILL_TIME,
  TALLY_TEST_KILL_N_KINDS,
} TallyTestKillKind;

/**
 * TallyTestKill:
 * @kind: what is counted
 * @at: 1 = at the first; 0 = never
 *
 * A point of a pass.
 */
typedef struct {
  TallyTestKillKind kind;
  guint64           at;
} TallyTestKill;

/**
 * TallyTestWatch:
 * @mutex: guards the rest
 * @n_calls: (mutex mutex): calls so far
 * @n_uploads: (mutex mutex): workbooks that were attached to rows so far
 * @kill: (mutex mutex): where to kill
 * @pid: (mutex mutex): what to kill, 0 = nothing
 *
 * What the sandbox of an engine sees.
 */
typedef struct {
  GMutex        mutex;
  guint         n_calls;
  guint         n_uploads;
  TallyTestKill kill;
  int           pid;
} TallyTestWatch;

/**
 * tally_test_kill_is_child:
 *
 * Returns: whether this process is one to be killed: it then runs tally_test_kill_run_child() alone
 */
gboolean tally_test_kill_is_child  (void);

/**
 * tally_test_kill_run_child:
 *
 * The pass of such a process.
 *
 * Returns: its exit status, if it comes through
 */
int      tally_test_kill_run_child (void);

/**
 * tally_test_kill_watch:
 * @engine: a test engine
 * @watch: zeroed; must outlive the engine's sandbox
 *
 * Counts the calls of its sandbox from now on.
 */
void     tally_test_kill_watch     (TallyTestEngine     *engine,
                                    TallyTestWatch      *watch);

/**
 * tally_test_kill_run:
 * @engine: a test engine whose clock is virtual
 * @watch: what its sandbox sees
 * @kill: where to kill
 *
 * Runs a pass in a process of its own, by a clock that starts as the engine's stands now; it must be
 * killed or exit with 0.
 *
 * Returns: %TRUE if it was killed
 */
gboolean tally_test_kill_run       (TallyTestEngine     *engine,
                                    TallyTestWatch      *watch,
                                    const TallyTestKill *kill);

G_END_DECLS
