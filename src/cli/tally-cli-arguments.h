/* tally-cli-arguments.h
 *
 * What stands on the command line of "tallyman --batch", read and checked. Main thread. Depends on
 * GLib; asks the engine which jobs there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyCliArguments:
 * @batch: --batch
 * @sandbox: --sandbox
 * @force: --force
 * @take_over: --take-over
 * @dry_run: --dry-run
 * @resume: --resume
 * @resume_run: the run that it names, 0 = none
 * @json: --json; known even if the rest was refused
 * @quiet: --quiet
 * @verbose: --verbose
 * @reveal: --reveal
 * @max_groups: --max-groups, 0 = no limit
 * @config: (owned) (nullable): --config
 * @data_dir: (owned) (nullable): --data-dir
 * @output_dir: (owned) (nullable): --output-dir
 * @state: (owned) (nullable): --state
 * @passphrase_file: (owned) (nullable): --passphrase-file
 * @token_file: (owned) (nullable): --token-file
 * @base_url: (owned) (nullable): --base-url
 * @progress: (owned) (nullable): --progress
 * @expect_head: (owned) (nullable): --expect-head
 * @time_budget: (owned) (nullable): --time-budget, once checked in minutes
 * @fail_on: (owned) (nullable): --fail-on
 * @fail_on_new: --fail-on-new
 * @schedule: (owned) (nullable): --schedule
 * @work_requests: (owned) (nullable): --work-request, one flat list
 * @weeks: (owned) (nullable): --week, one flat list
 * @jobs: (owned) (nullable): what is no option
 *
 * The command line, as it was understood.
 */
typedef struct {
  gboolean   batch;
  gboolean   sandbox;
  gboolean   force;
  gboolean   take_over;
  gboolean   dry_run;
  gboolean   resume;
  gint64     resume_run;
  gboolean   json;
  gboolean   quiet;
  gboolean   verbose;
  gboolean   reveal;
  int        max_groups;
  char      *config;
  char      *data_dir;
  char      *output_dir;
  char      *state;
  char      *passphrase_file;
  char      *token_file;
  char      *base_url;
  char      *progress;
  char      *expect_head;
  char      *time_budget;
  char      *fail_on;
  gboolean   fail_on_new;
  char      *schedule;
  char     **work_requests;
  char     **weeks;
  char     **jobs;
} TallyCliArguments;

/**
 * tally_cli_arguments_parse:
 * @self: zeroed; to be cleared with tally_cli_arguments_clear() also after an error
 * @argc: number of arguments
 * @argv: (array length=argc): the program's name and all its arguments
 * @error: return location, or %NULL
 *
 * Reads and checks the command line; with --help prints it and ends the process.
 *
 * Errors: those of #GOptionError and %TALLY_CLI_ERROR_USAGE - the message names the option and what
 * is accepted.
 *
 * Returns: %TRUE if it can be carried out
 */
gboolean tally_cli_arguments_parse (TallyCliArguments  *self,
                                    int                 argc,
                                    char              **argv,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_cli_arguments_flatten:
 * @lists: (inout): what an option that takes lists and may be repeated was given; %NULL = nothing
 *
 * Makes one flat list of it, for --work-request and --week.
 */
void     tally_cli_arguments_flatten (char ***lists);

/**
 * tally_cli_arguments_clear:
 * @self: arguments
 *
 * Frees what they hold.
 */
void     tally_cli_arguments_clear (TallyCliArguments  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyCliArguments, tally_cli_arguments_clear)

G_END_DECLS
