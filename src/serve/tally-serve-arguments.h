/* tally-serve-arguments.h
 *
 * What stands on the command line of "tallyman --serve", and the configuration that it leads to,
 * read as often as it is asked for. Main thread. Depends on core and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * TallyServeArguments:
 * @serve: --serve
 * @quiet: --quiet
 * @verbose: --verbose
 * @reveal: --reveal
 * @sandbox: --sandbox
 * @config: (owned) (nullable): --config
 * @data_dir: (owned) (nullable): --data-dir
 * @output_dir: (owned) (nullable): --output-dir
 * @token_file: (owned) (nullable): --token-file
 * @base_url: (owned) (nullable): --base-url
 *
 * The command line, as it was understood.
 */
typedef struct {
  gboolean  serve;
  gboolean  quiet;
  gboolean  verbose;
  gboolean  reveal;
  gboolean  sandbox;
  char     *config;
  char     *data_dir;
  char     *output_dir;
  char     *token_file;
  char     *base_url;
} TallyServeArguments;

/**
 * tally_serve_arguments_parse:
 * @self: zeroed; to be cleared with tally_serve_arguments_clear() also after an error
 * @argv: (array zero-terminated=1): the program's name and all its arguments
 * @error: return location, or %NULL
 *
 * Reads the command line; with --help prints it and ends the process.
 *
 * Errors: those of #GOptionError and %TALLY_SERVE_ERROR_USAGE - exit 2.
 *
 * Returns: %TRUE if it can be carried out
 */
gboolean     tally_serve_arguments_parse       (TallyServeArguments  *self,
                                                char                **argv,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_serve_arguments_load_config:
 * @self: arguments
 * @sandbox: (nullable): the sandbox of --sandbox; then neither the user's configuration nor variables
 *   are read
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 * @error: return location, or %NULL
 *
 * Errors: those of tally_config_new() and tally_engine_sandbox_check_config().
 *
 * Returns: (transfer full) (nullable): the configuration as it stands now
 */
TallyConfig *tally_serve_arguments_load_config (const TallyServeArguments  *self,
                                                TallyEngineSandbox         *sandbox,
                                                char                      **environment,
                                                GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_serve_arguments_clear:
 * @self: arguments
 *
 * Frees what they hold.
 */
void         tally_serve_arguments_clear       (TallyServeArguments  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyServeArguments, tally_serve_arguments_clear)

G_END_DECLS
