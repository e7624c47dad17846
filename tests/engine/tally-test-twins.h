/* tally-test-twins.h
 *
 * Two test engines that were given the same world: whether their ends are the same, whatever happened
 * to one of them on the way. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * tally_test_twins_name:
 * @engine: a test engine that has not run yet
 *
 * Makes its store, with the name of installation that all twins have: workbooks bear it.
 */
void tally_test_twins_name        (TallyTestEngine *engine);

/**
 * tally_test_twins_assert_same:
 * @undisturbed: a test engine
 * @other: another one of the same seed, edits and times
 *
 * Fails unless both targets hold the same files on the same rows by name, size and SHA-256; both stores
 * the same lines, workbooks, publications and versions but for the numbers of runs and of attachments;
 * both folders the same workbooks, and archives the same contents; and the other's database is sound,
 * with nothing left open in it or beside it.
 */
void tally_test_twins_assert_same (TallyTestEngine *undisturbed,
                                   TallyTestEngine *other);

G_END_DECLS
