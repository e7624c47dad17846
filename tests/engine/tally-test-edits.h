/* tally-test-edits.h
 *
 * What people, automations and administrators do to source sheets, at random: rows come, go, move
 * and come back, become blank, columns are renamed, made, removed and change their type, versions
 * rise without a change. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-random.h"
#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * TallyTestEdits:
 * @engine: (borrowed): whose sandbox is edited
 * @random: (owned): decides
 * @at_utc_usec: time of the last edit, by the sandbox's clock
 * @removed: (owned) (element-type TallyTestRemoved): rows that can be restored
 * @n_settled: how many of @removed an earlier pass has seen go: these alone are restored. One that is
 *   gone and back within a pass, elsewhere and with its old time, has merely been sorted
 * @with_columns: whether columns are edited too
 * @version: the lowest version that a sheet has had since
 *
 * A sequence of edits.
 */
typedef struct {
  TallyTestEngine *engine;
  TallyRandom     *random;
  gint64           at_utc_usec;
  GPtrArray       *removed;
  guint            n_settled;
  gboolean         with_columns;
  gint64           version;
} TallyTestEdits;

/**
 * tally_test_edits_init:
 * @self: a sequence
 * @engine: a test engine; must outlive it
 * @seed: makes the sequence
 *
 * Begins a sequence.
 */
void        tally_test_edits_init  (TallyTestEdits  *self,
                                    TallyTestEngine *engine,
                                    guint64          seed);

/**
 * tally_test_edits_clear:
 * @self: a sequence
 *
 * Frees what it holds.
 */
void        tally_test_edits_clear (TallyTestEdits  *self);

/**
 * tally_test_edits_go_on:
 * @self: a sequence
 * @is_alone: one that can't be told from others of the same pass by what the service says: rows
 *   sorted without being written to, a version that falls; else any other
 *
 * Does the next edit, some time after the one before.
 *
 * Returns: (transfer none): what it was
 */
const char *tally_test_edits_go_on (TallyTestEdits  *self,
                                    gboolean         is_alone);

/**
 * tally_test_edits_settle:
 * @self: a sequence
 *
 * Says that a pass has seen all edits so far.
 */
void        tally_test_edits_settle (TallyTestEdits *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyTestEdits, tally_test_edits_clear)

G_END_DECLS
