/* tally-app-arguments.h
 *
 * The command line of the desktop app: few options, all of them about where things are. Plain values; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyAppArguments:
 * @config: (owned) (nullable): --config
 * @data_dir: (owned) (nullable): --data-dir
 * @token_file: (owned) (nullable): --token-file
 * @state_file: (owned) (nullable): --pack or --state, a packed store to look at
 * @page: (owned) (nullable): --page, the id of the page to begin with
 * @sandbox: --sandbox
 * @is_service: --gapplication-service: wait for D-Bus, show nothing
 *
 * What somebody asked for.
 */
typedef struct {
  char     *config;
  char     *data_dir;
  char     *token_file;
  char     *state_file;
  char     *page;
  gboolean  sandbox;
  gboolean  is_service;
} TallyAppArguments;

/**
 * tally_app_arguments_fit:
 * @argv: (array zero-terminated=1): the program's name and its arguments
 *
 * Returns: whether all of them are the app's own, as none are
 */
gboolean tally_app_arguments_fit   (char              **argv);

/**
 * tally_app_arguments_parse:
 * @self: (out caller-allocates): gets what is said, cleared before
 * @argv: (array zero-terminated=1): the program's name and its arguments
 * @error: return location, or %NULL
 *
 * Errors: those of GOption; %TALLY_APP_ERROR_USAGE - two options exclude each other.
 *
 * Returns: %TRUE if it can be understood
 */
gboolean tally_app_arguments_parse (TallyAppArguments  *self,
                                    char              **argv,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_arguments_clear:
 * @self: arguments
 *
 * Frees what it holds.
 */
void     tally_app_arguments_clear (TallyAppArguments  *self);

/**
 * tally_app_arguments_is_alone:
 * @self: arguments
 *
 * Returns: whether a process of its own is wanted, because it works on other data than the app at work may
 */
gboolean tally_app_arguments_is_alone (const TallyAppArguments *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyAppArguments, tally_app_arguments_clear)

G_END_DECLS
