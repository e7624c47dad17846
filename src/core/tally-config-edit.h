/* tally-config-edit.h
 *
 * Changes keys in a configuration file as a person would: comments, order and everything else stay, and nothing is
 * written that would not be read back. Faces call it; blocking, any thread. Two that edit the same file at once: the
 * later one wins. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config-key.h"

G_BEGIN_DECLS

/**
 * TallyConfigChange:
 * @group: a known group
 * @key: a known key in it
 * @value: (nullable): what is to stand behind KEY=, as a person would write it; %NULL or blank = the key's line goes, and
 *   with it the default comes back
 *
 * One key to change.
 */
typedef struct {
  const char *group;
  const char *key;
  const char *value;
} TallyConfigChange;

/**
 * tally_config_check_text:
 * @key: a key
 * @value: what somebody types for it; blank is always accepted
 * @error: return location, or %NULL
 *
 * The check of the reading itself, for while one types.
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - it is not accepted; the message says what is, without naming the key.
 *
 * Returns: %TRUE if it is accepted
 */
gboolean tally_config_check_text (const TallyConfigKey     *key,
                                  const char               *value,
                                  GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_config_join_items:
 * @items: (array zero-terminated=1): items of a list, any text
 *
 * Returns: (transfer full): them as the value of a list, separators in an item escaped
 */
char    *tally_config_join_items (const char *const        *items);

/**
 * tally_config_edit_text:
 * @text: a configuration file's bytes
 * @length: their number, -1 when NUL-terminated
 * @path: the file's name, for messages and relative paths
 * @changes: (array length=n_changes): what to change; of two changes of one key the last one counts
 * @n_changes: their number
 * @error: return location, or %NULL
 *
 * A key that stands there gets its new value in place; a new one comes behind the last one of its group, and a new
 * group to the end.
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - a key is not known or a value is not accepted, or the text with it could not be
 * read; the message names it. %TALLY_CORE_ERROR_LIMIT - the text would be larger than a configuration may be.
 *
 * Returns: (transfer full) (nullable): the new text
 */
char    *tally_config_edit_text  (const char               *text,
                                  gssize                    length,
                                  const char               *path,
                                  const TallyConfigChange  *changes,
                                  gsize                     n_changes,
                                  GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_config_edit:
 * @path: a configuration file; made, with its folder, if it is missing
 * @changes: (array length=n_changes): as tally_config_edit_text()
 * @n_changes: their number
 * @error: return location, or %NULL
 *
 * Edits a file and writes it whole or not at all. A link stays one, a file keeps its permissions; a new one is its
 * owner's alone. If nothing changes, nothing is written.
 *
 * Errors: those of tally_config_edit_text(); %TALLY_CORE_ERROR_FAILED - it can't be read or written, the message names it.
 *
 * Returns: %TRUE if the file says so now
 */
gboolean tally_config_edit       (const char               *path,
                                  const TallyConfigChange  *changes,
                                  gsize                     n_changes,
                                  GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
