/* tally-engine-sandbox.h
 *
 * "--sandbox" of every face: the built-in imitation of Smartsheet, with a data directory, an output
 * folder and a token of its own, so that its data never meets real money. The face that starts it
 * keeps it until its engine is gone. Main thread; sees no sandbox, main() lends one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config-source.h"

G_BEGIN_DECLS

/**
 * TallyEngineSandboxPlaces:
 * @base_url: (owned): its address
 * @token: (owned): its API token
 * @sources: (owned): ids of its source sheets, ";" between them
 * @target: (owned): id of its target sheet
 * @audit: (owned): id of its audit sheet
 * @rates: (owned): the price book that its prices follow, a file of [rates] files
 *
 * Where things are in the sandbox.
 */
typedef struct {
  char *base_url;
  char *token;
  char *sources;
  char *target;
  char *audit;
  char *rates;
} TallyEngineSandboxPlaces;

/**
 * TallyEngineSandboxLauncher:
 * @start: starts the built-in sandbox with its state in @state_dir; sets all places, each to be
 *   freed with g_free(), and none on failure
 * @stop: ends it
 *
 * How a face gets the imitation of Smartsheet, which no face may see.
 */
typedef struct {
  gpointer (*start) (const char *state_dir, TallyEngineSandboxPlaces *out_places, GError **error);
  void     (*stop)  (gpointer sandbox);
} TallyEngineSandboxLauncher;

typedef struct _TallyEngineSandbox TallyEngineSandbox;

/**
 * tally_engine_sandbox_new:
 * @launcher: (nullable): what starts it; must outlive it. %NULL = there is none
 * @data_dir: (nullable): the data directory that it stands beside, %NULL = the user's
 * @error: return location, or %NULL
 *
 * Starts the sandbox with its world of before, or a new one, and writes its price book into its data directory.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - there is no launcher; those of the launcher and of tally_file_write().
 *
 * Returns: (transfer full) (nullable): a sandbox at work
 */
TallyEngineSandbox *tally_engine_sandbox_new            (const TallyEngineSandboxLauncher  *launcher,
                                                         const char                        *data_dir,
                                                         GError                           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_sandbox_free:
 * @self: (nullable): a sandbox; no engine works on it any more
 *
 * Ends it; its world is kept.
 */
void                tally_engine_sandbox_free           (TallyEngineSandbox                *self);

/**
 * tally_engine_sandbox_get_data_dir:
 * @self: a sandbox
 *
 * Returns: (transfer none): the data directory of whoever works on it
 */
const char         *tally_engine_sandbox_get_data_dir   (TallyEngineSandbox                *self);

/**
 * tally_engine_sandbox_get_output_dir:
 * @self: a sandbox
 *
 * Returns: (transfer none): where workbooks go unless somebody says otherwise
 */
const char         *tally_engine_sandbox_get_output_dir (TallyEngineSandbox                *self);

/**
 * tally_engine_sandbox_get_token:
 * @self: a sandbox
 *
 * Returns: (transfer none): its API token
 */
const char         *tally_engine_sandbox_get_token      (TallyEngineSandbox                *self);

/**
 * tally_engine_sandbox_add_overrides:
 * @self: a sandbox; must outlive what is read with @overrides
 * @overrides: (element-type TallyConfigOverride): gets its address, sheets, prices and archive, whatever a
 *   file says
 *
 * Overrides what leads to a real account.
 */
void                tally_engine_sandbox_add_overrides  (TallyEngineSandbox                *self,
                                                         GArray                            *overrides);

/**
 * tally_engine_sandbox_check_config:
 * @config: a configuration that was read with those overrides
 * @error: return location, or %NULL
 *
 * Ids of a real account mean nothing to the sandbox.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - a file names sources, or contracts of sheets; the message says where.
 *
 * Returns: %TRUE if it names none
 */
gboolean            tally_engine_sandbox_check_config   (TallyConfig                       *config,
                                                         GError                           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineSandbox, tally_engine_sandbox_free)

G_END_DECLS
