/* tally-cli-session.h
 *
 * What each noun of "tallyman NOUN VERB" begins with: the options that all of them have, the
 * configuration, and an engine that has opened nothing yet. Main thread. Sees core and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cli-verb.h"
#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyCliSession:
 * @arguments: (owned): what is no option: the verb and what it is about, without the noun
 * @json: --json: one object on stdout, nothing else there
 * @reveal: whether names and amounts may be shown: not in a CI whose log may be public, unless
 *   --reveal or [ci] detail=full says so
 * @config: (owned): the configuration
 * @engine: (owned): the engine
 * @state: (owned) (nullable): --state of a noun that has it: where the store comes from
 * @passphrase_file: (owned) (nullable): --passphrase-file of such a noun
 *
 * A noun at work. The rest is private.
 */
typedef struct {
  char       **arguments;
  gboolean     json;
  gboolean     reveal;
  TallyConfig *config;
  TallyEngine *engine;
  char        *state;
  char        *passphrase_file;

  /*< private >*/
  char        *config_path;
  char        *data_dir;
  char        *output_dir;
  char        *token_file;
  char        *base_url;
  char       **environment;
  TallyLog    *log;
} TallyCliSession;

/**
 * TallyCliUsage:
 * @arguments: what stands behind the options in "Usage:", e.g. "list | show ID"
 * @summary: what --help says first
 * @description: (nullable): what --help says last
 * @entries: (nullable): options of this noun beside the common ones
 *
 * What the command line of a noun looks like.
 */
typedef struct {
  const char         *arguments;
  const char         *summary;
  const char         *description;
  const GOptionEntry *entries;
} TallyCliUsage;

/**
 * tally_cli_session_open:
 * @self: zeroed; to be cleared with tally_cli_session_clear() also after an error
 * @usage: what the command line looks like
 * @argc: number of arguments
 * @argv: (array length=argc): the noun and its arguments
 * @error: return location, or %NULL
 *
 * Reads the command line (--config, --data-dir, --output-dir, --token-file, --base-url, --json,
 * --reveal and @usage's own options; with --help prints it and ends the process), the
 * configuration, and makes the engine.
 *
 * Errors: those of #GOptionError, of tally_config_new() and tally_engine_new(): all of them mean
 * exit code 2, see tally_cli_session_fail().
 *
 * Returns: %TRUE if the noun can go to work
 */
gboolean tally_cli_session_open  (TallyCliSession      *self,
                                  const TallyCliUsage  *usage,
                                  int                   argc,
                                  char                **argv,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_cli_session_fail:
 * @self: a session, opened or not
 * @exit_code: exit code of tallyman(1)
 * @message: what happened and what to do about it
 *
 * Says that it failed: on stderr, and with --json as {"error": …, "exit_code": …} on stdout too.
 *
 * Returns: @exit_code
 */
int      tally_cli_session_fail  (const TallyCliSession *self,
                                  int                    exit_code,
                                  const char            *message);

/**
 * tally_cli_session_finish:
 * @self: a session that has printed
 * @exit_code: what it comes to
 *
 * Sends on its way what was printed.
 *
 * Returns: @exit_code, or 1 in place of 0 if stdout could not be written
 */
int      tally_cli_session_finish (const TallyCliSession *self,
                                   int                    exit_code);

/**
 * tally_cli_session_clear:
 * @self: a session
 *
 * Frees what it holds.
 */
void     tally_cli_session_clear (TallyCliSession      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyCliSession, tally_cli_session_clear)

G_END_DECLS
