/* tally-test-run.h
 *
 * What tests ask of a finished run, and small worlds to run in. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-takeover.h"
#include "tally-test-target.h"

G_BEGIN_DECLS

/**
 * tally_test_run_assert_exit:
 * @run: a finished run
 * @exit_code: how it must end
 *
 * Fails if it ended otherwise; shows its notices in any case.
 */
void               tally_test_run_assert_exit    (const TallyRun  *run,
                                                  int              exit_code);

/**
 * tally_test_run_find_notice:
 * @run: a finished run
 * @code: a notice's code
 *
 * Returns: (transfer none) (nullable): the first notice of that code
 */
const TallyNotice *tally_test_run_find_notice    (const TallyRun  *run,
                                                  const char      *code);

/**
 * tally_test_run_count_holds:
 * @run: a finished run
 * @hold: why a workbook is held
 *
 * Returns: how many of its plan are held for that reason
 */
guint              tally_test_run_count_holds    (const TallyRun  *run,
                                                  TallyHold        hold);

/**
 * tally_test_engine_new_small:
 *
 * Returns: (transfer full): a world of one sheet, one week and few workbooks, in which nobody
 *   waits for a retry
 */
TallyTestEngine   *tally_test_engine_new_small   (void);

/**
 * tally_test_engine_new_published:
 *
 * Returns: (transfer full): the small world after a run that published at least two workbooks
 */
TallyTestEngine   *tally_test_engine_new_published (void);

/**
 * tally_test_engine_assert_settled:
 * @self: a test engine
 *
 * Runs once more: everything must be right and nothing more be written.
 */
void               tally_test_engine_assert_settled (TallyTestEngine *self);

/**
 * tally_test_engine_check_takeover:
 * @self: a test engine
 * @options: (nullable): which work requests and weeks, %NULL = all
 * @takeover: an empty comparison to fill
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it
 *
 * Compares what hangs on the target, with an engine of its own.
 *
 * Returns: (transfer full): what the run did
 */
TallyRun        *tally_test_engine_check_takeover (TallyTestEngine         *self,
                                                   const TallyBatchOptions *options,
                                                   TallyTakeover           *takeover,
                                                   TallyProgress           *progress,
                                                   GCancellable            *cancellable);

/**
 * tally_test_target_assert_archived:
 * @engine: a test engine
 * @file: a workbook that hung on the target
 *
 * Fails unless the archive holds its bytes.
 */
void           tally_test_target_assert_archived (TallyTestEngine     *engine,
                                                  const TallyTestFile *file);

/**
 * tally_test_engine_count_writes:
 * @self: a test engine
 *
 * Returns: calls so far that would change something
 */
guint            tally_test_engine_count_writes (TallyTestEngine        *self);

/**
 * tally_test_engine_set_faults:
 * @self: a test engine
 * @json: rules of tally-sandbox-fault.h
 *
 * Makes calls go wrong from now on.
 */
void             tally_test_engine_set_faults   (TallyTestEngine        *self,
                                                 const char             *json);

/**
 * tally_test_engine_list_expected:
 * @self: a test engine, without faults just now
 * @name: name of a folder for another installation
 *
 * Returns: (transfer full) (element-type utf8): names of the workbooks that an installation with an
 *   empty store would publish from the rows as they are
 */
GPtrArray       *tally_test_engine_list_expected (TallyTestEngine       *self,
                                                  const char            *name);

/**
 * tally_test_engine_holds:
 * @self: a test engine
 * @expected: (element-type utf8): names of workbooks
 * @n_missing: how many of them have no row on the target
 *
 * Returns: whether the target holds each of the others once, and nothing else
 */
gboolean         tally_test_engine_holds         (TallyTestEngine       *self,
                                                  GPtrArray             *expected,
                                                  guint                  n_missing);

G_END_DECLS
