/* tally-cli-log.h
 *
 * The log of the command line, on stderr: the one place where errors stop. Notices of a run become
 * lines with typed values; what GLib and other libraries say is redacted. Main thread makes it.
 * Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cli-arguments.h"
#include "tally-config.h"
#include "tally-log.h"
#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_cli_log_install:
 * @config: (nullable): the configuration, %NULL = it could not be read
 * @arguments: the command line; --quiet and --verbose win over [log] level
 * @reveal: whether lines may show private values
 *
 * Makes the log and gives it to GLib, once in a process.
 *
 * Returns: (transfer none): the log; it lives until the process ends
 */
TallyLog *tally_cli_log_install (TallyConfig             *config,
                                 const TallyCliArguments *arguments,
                                 gboolean                 reveal);

/**
 * tally_cli_is_in_ci:
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 *
 * Returns: whether GitHub's runner started it
 */
gboolean  tally_cli_is_in_ci    (char                   **environment);

/**
 * tally_cli_may_reveal:
 * @asked: --reveal
 * @config: (nullable): the configuration, %NULL = it could not be read
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 *
 * Logs of CI may be public; this machine's terminal is its user's.
 *
 * Returns: whether private values may be shown
 */
gboolean  tally_cli_may_reveal  (gboolean                 asked,
                                 TallyConfig             *config,
                                 char                   **environment);

/**
 * tally_cli_log_notice:
 * @log: a log
 * @notice: what a run has to say
 * @reveal: whether its detail may be shown
 *
 * Writes a notice.
 */
void      tally_cli_log_notice  (TallyLog                *log,
                                 const TallyNotice       *notice,
                                 gboolean                 reveal);

G_END_DECLS
