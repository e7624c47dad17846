/* tally-test-look.h
 *
 * An audit's look at the store and the service of a test engine: what the task does before the detectors, step
 * by step. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-policy.h"
#include "tally-jobs-history.h"
#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * TallyTestLook:
 * @engine: (borrowed): whose store and sandbox are looked at
 * @config: (owned): configuration
 * @store: (owned): its store, to write
 * @breaker: (owned): of the client
 * @client: (owned): the sandbox
 * @run: (owned): what is told
 * @options: of the run
 * @context: what tasks get
 * @policy: what is right; nothing but the time of 1970 at first
 * @input: (owned): what the detectors look at
 * @history: (owned): asks the service
 * @mutex: guards the rest
 * @met: told when a call ends
 * @n_to_meet: (mutex mutex): calls that wait for each other at their end, 0 = none waits
 * @n_met: (mutex mutex): calls that ended
 * @is_missed: (mutex mutex): whether one waited in vain
 *
 * What a test may change between the steps.
 */
typedef struct {
  TallyTestEngine        *engine;
  TallyConfig            *config;
  TallyStore             *store;
  TallyResilienceBreaker *breaker;
  TallySmartsheetClient  *client;
  TallyRun               *run;
  TallyJobsOptions        options;
  TallyJobsContext        context;
  TallyAuditPolicy        policy;
  TallyAuditInput        *input;
  TallyJobsHistory       *history;
  GMutex                  mutex;
  GCond                   met;
  guint                   n_to_meet;
  guint                   n_met;
  gboolean                is_missed;
} TallyTestLook;

/**
 * tally_test_look_begin:
 * @look: (out caller-allocates): a look; not to be moved
 * @engine: a test engine after a run
 * @max_calls: histories that may be asked for
 *
 * Opens everything.
 */
void     tally_test_look_begin     (TallyTestLook    *look,
                                    TallyTestEngine  *engine,
                                    guint             max_calls);

/**
 * tally_test_look_load:
 * @look: a look
 *
 * Takes lines, what was billed and changes out of the store, and seals the input.
 */
void     tally_test_look_load      (TallyTestLook    *look);

/**
 * tally_test_look_attribute:
 * @look: a look that has loaded
 * @error: return location, or %NULL
 *
 * Asks who made the changes.
 *
 * Returns: as tally_jobs_audit_changes_attribute()
 */
gboolean tally_test_look_attribute (TallyTestLook    *look,
                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_test_look_end:
 * @look: a look
 *
 * Closes everything.
 */
void     tally_test_look_end       (TallyTestLook    *look);

G_END_DECLS
