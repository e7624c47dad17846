/* tally-config-source.h
 *
 * Making a configuration: where the faces say what to read. Once at start, on any thread; reads
 * one file at most. Everybody else gets the result and needs tally-config.h alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"

G_BEGIN_DECLS

/**
 * TallyConfigOverride:
 * @group: the key's group
 * @key: the key's name
 * @value: (nullable): its text, as in the file; %NULL or empty overrides nothing
 * @option: (nullable): the option that set it ("--base-url"), named in messages
 *
 * One value from the command line.
 */
typedef struct {
  const char *group;
  const char *key;
  const char *value;
  const char *option;
} TallyConfigOverride;

/**
 * TallyConfigSource:
 * @path: (nullable): the key file; relative paths in it start from its folder
 * @path_required: whether a missing file is an error (the user named it)
 * @text: (nullable): contents to use instead of reading @path
 * @text_length: bytes of @text, -1 when NUL-terminated
 * @environment: (nullable) (array zero-terminated=1): NAME=VALUE; %NULL reads none
 * @overrides: (nullable) (array length=n_overrides): values of the command line, the last one wins
 * @n_overrides: their number
 *
 * Where to look.
 */
typedef struct {
  const char                *path;
  gboolean                   path_required;
  const char                *text;
  gssize                     text_length;
  const char * const        *environment;
  const TallyConfigOverride *overrides;
  gsize                      n_overrides;
} TallyConfigSource;

/**
 * tally_config_new:
 * @source: where to look; not kept
 * @error: return location, or %NULL
 *
 * Reads and checks everything. All mistakes are collected: the message has one line for each, the
 * first mistake in its first line, every line naming file and line (or variable, or option), key
 * and what is accepted.
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - fix what the message names.
 *
 * Returns: (transfer full): the configuration, or %NULL
 */
TallyConfig *tally_config_new              (const TallyConfigSource  *source,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_config_dup_default_path:
 * @environment: (nullable) (array zero-terminated=1): NAME=VALUE
 *
 * Returns: (transfer full) (nullable): tallyman/tallyman.conf in $XDG_CONFIG_HOME or $HOME/.config;
 *   %NULL when neither variable holds an absolute path
 */
char        *tally_config_dup_default_path (const char * const       *environment);

/**
 * tally_config_find_test_mode:
 * @environment: (array zero-terminated=1): NAME=VALUE
 * @out_is_asked: (out): whether the predecessor's TEST_MODE is true; untouched on failure
 * @error: return location, or %NULL
 *
 * Tells before anything else is read whether a batch without a token means the sandbox.
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - it is no truth value, fix it.
 *
 * Returns: %TRUE if it could be told
 */
gboolean     tally_config_find_test_mode   (const char * const       *environment,
                                            gboolean                 *out_is_asked,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
