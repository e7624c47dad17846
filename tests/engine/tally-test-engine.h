/* tally-test-engine.h
 *
 * An engine against its own sandbox: a made-up world behind real HTTP, a store on disk, folders
 * that vanish. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-sandbox-seed-manifest.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-server.h"

G_BEGIN_DECLS

/**
 * TallyTestEngine:
 * @seed: what the world was made from
 * @manifest: (owned): what was planted
 * @server: (owned): the sandbox, started
 * @folder: (owned): holds everything below
 * @data_dir: (owned): folder of the store
 * @state_file: (owned) (nullable): where the store comes from and goes to; @data_dir is unused then
 * @passphrase: (owned) (nullable): seals it
 * @output_dir: (owned): folder of the workbooks
 * @archive_dir: (owned): folder of superseded workbooks
 * @sources: (owned): ids of the source sheets, ";" between them
 * @target: id of the target sheet, 0 = the configuration names none
 * @settings: (owned): further lines of the configuration
 * @rate_limit: units a minute, 0 = none
 * @clock: (owned) (nullable): time of the runs, %NULL = the machine's; a virtual one waits at once
 * @edit_utc_usec: when edits are made, 0 = now
 * @is_guest: the sandbox belongs to another test engine
 */
typedef struct {
  TallySandboxSeed          seed;
  TallySandboxSeedManifest *manifest;
  TallySandboxServer       *server;
  char                     *folder;
  char                     *data_dir;
  char                     *state_file;
  char                     *passphrase;
  char                     *output_dir;
  char                     *archive_dir;
  char                     *sources;
  gint64                    target;
  char                     *settings;
  guint                     rate_limit;
  TallyClock               *clock;
  gint64                    edit_utc_usec;
  gboolean                  is_guest;
} TallyTestEngine;

/**
 * tally_test_engine_new:
 * @seed: (nullable): the world, %NULL = 3 sheets of 60 rows
 *
 * Returns: (transfer full): a started sandbox and empty folders
 */
TallyTestEngine *tally_test_engine_new         (const TallySandboxSeed  *seed);

/**
 * tally_test_engine_new_clocked:
 * @seed: the world
 * @clock: a virtual clock
 * @units_per_minute: limit that the sandbox enforces, 0 = none
 *
 * Makes a test engine whose runs and sandbox have this clock.
 *
 * Returns: (transfer full): a started sandbox and empty folders
 */
TallyTestEngine *tally_test_engine_new_clocked (const TallySandboxSeed  *seed,
                                                TallyClock              *clock,
                                                gint64                   units_per_minute);

/**
 * tally_test_engine_new_timed:
 * @seed: the world
 * @units_per_minute: limit that the sandbox enforces, 0 = none
 *
 * Makes a test engine whose runs and sandbox have one virtual clock: what waits lets the sandbox's
 * faults and limit pass too.
 *
 * Returns: (transfer full): a started sandbox and empty folders
 */
TallyTestEngine *tally_test_engine_new_timed   (const TallySandboxSeed  *seed,
                                                gint64                   units_per_minute);

/**
 * tally_test_engine_new_beside:
 * @host: a test engine; must outlive the new one
 * @name: name of the new one's folder
 *
 * Makes another installation that works with the same sandbox and configuration.
 *
 * Returns: (transfer full): a test engine with empty folders of its own
 */
TallyTestEngine *tally_test_engine_new_beside  (TallyTestEngine         *host,
                                                const char              *name);

/**
 * tally_test_engine_free:
 * @self: (nullable): a test engine
 *
 * Stops the sandbox; the folders vanish at exit.
 */
void             tally_test_engine_free        (TallyTestEngine         *self);

/**
 * tally_test_engine_dup_config:
 * @self: a test engine
 *
 * Returns: (transfer full): the text of its configuration
 */
char            *tally_test_engine_dup_config  (TallyTestEngine         *self);

/**
 * tally_test_engine_open:
 * @self: a test engine
 *
 * Returns: (transfer full): an engine of its own, as a process would make
 */
TallyEngine     *tally_test_engine_open        (TallyTestEngine         *self);

/**
 * tally_test_engine_run:
 * @self: a test engine
 * @options: (nullable): what to do, %NULL = the whole pipeline
 *
 * Runs one pass with an engine of its own, as a process would.
 *
 * Returns: (transfer full): what it did
 */
TallyRun        *tally_test_engine_run         (TallyTestEngine         *self,
                                                const TallyBatchOptions *options);

/**
 * tally_test_engine_run_watched:
 * @self: a test engine
 * @options: (nullable): what to do, %NULL = the whole pipeline
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it
 *
 * Runs one pass as tally_test_engine_run().
 *
 * Returns: (transfer full): what it did
 */
TallyRun        *tally_test_engine_run_watched (TallyTestEngine         *self,
                                                const TallyBatchOptions *options,
                                                TallyProgress           *progress,
                                                GCancellable            *cancellable);

/**
 * tally_test_engine_list_files:
 * @self: a test engine
 *
 * Returns: (transfer full) (element-type utf8): names of all files on the
 *   rows of the target, sorted
 */
GPtrArray       *tally_test_engine_list_files  (TallyTestEngine         *self);

/**
 * tally_test_engine_assert_exactly_once:
 * @self: a test engine
 * @run: its last run
 *
 * Fails unless each workbook of the plan that has a row on the target hangs there once, under the
 * name of its fingerprint, and nothing else of its identity does.
 */
void             tally_test_engine_assert_exactly_once (TallyTestEngine *self,
                                                        const TallyRun  *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestEngine, tally_test_engine_free)

G_END_DECLS
