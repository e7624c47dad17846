/* tally-config-key.h
 *
 * The table of configuration keys: what exists, which values are accepted, what is the default
 * and what it means. The manual page is checked against it. Constant data, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyConfigType:
 * @TALLY_CONFIG_TYPE_TEXT: any text of one line
 * @TALLY_CONFIG_TYPE_INT: a whole number from min to max
 * @TALLY_CONFIG_TYPE_MONEY: dollars with at most two decimals; kept in cents, from min to max
 * @TALLY_CONFIG_TYPE_RATIO: a share from 0 to 1, or a percentage
 * @TALLY_CONFIG_TYPE_BOOL: true/yes/on/1 or false/no/off/0
 * @TALLY_CONFIG_TYPE_CHOICE: one of the choices
 * @TALLY_CONFIG_TYPE_WEEKDAY: monday … sunday
 * @TALLY_CONFIG_TYPE_DATE: YYYY-MM-DD
 * @TALLY_CONFIG_TYPE_TIME_ZONE: a name of the time zone database
 * @TALLY_CONFIG_TYPE_ID: the id of a sheet, folder or workspace
 * @TALLY_CONFIG_TYPE_URL: an http or https address without user, query and fragment
 * @TALLY_CONFIG_TYPE_ADDRESS: HOST:PORT
 * @TALLY_CONFIG_TYPE_PATH: a file or folder
 * @TALLY_CONFIG_TYPE_TEXTS: a list of texts
 * @TALLY_CONFIG_TYPE_CHOICES: a list of choices
 * @TALLY_CONFIG_TYPE_WEEKS: a list of weeks, MMDDYY
 * @TALLY_CONFIG_TYPE_IDS: a list of ids
 * @TALLY_CONFIG_TYPE_PATHS: a list of files
 * @TALLY_CONFIG_TYPE_NAMED_IDS: a list of ids with a name each, ID=NAME
 *
 * What a key accepts. The list types stand last.
 */
typedef enum {
  TALLY_CONFIG_TYPE_TEXT,
  TALLY_CONFIG_TYPE_INT,
  TALLY_CONFIG_TYPE_MONEY,
  TALLY_CONFIG_TYPE_RATIO,
  TALLY_CONFIG_TYPE_BOOL,
  TALLY_CONFIG_TYPE_CHOICE,
  TALLY_CONFIG_TYPE_WEEKDAY,
  TALLY_CONFIG_TYPE_DATE,
  TALLY_CONFIG_TYPE_TIME_ZONE,
  TALLY_CONFIG_TYPE_ID,
  TALLY_CONFIG_TYPE_URL,
  TALLY_CONFIG_TYPE_ADDRESS,
  TALLY_CONFIG_TYPE_PATH,
  TALLY_CONFIG_TYPE_TEXTS,
  TALLY_CONFIG_TYPE_CHOICES,
  TALLY_CONFIG_TYPE_WEEKS,
  TALLY_CONFIG_TYPE_IDS,
  TALLY_CONFIG_TYPE_PATHS,
  TALLY_CONFIG_TYPE_NAMED_IDS,
} TallyConfigType;

/**
 * TallyConfigKey:
 * @group: its group
 * @name: its name, unique in the group
 * @type: what it accepts
 * @fallback: the default as it would be written, "" for none
 * @min: smallest value of an integer, or of money in cents
 * @max: largest value of an integer, or of money in cents
 * @choices: (nullable) (array zero-terminated=1): what a choice accepts
 * @unit: (nullable): unit of a number
 * @summary: one sentence, without a full stop
 *
 * One known key.
 */
typedef struct {
  const char         *group;
  const char         *name;
  TallyConfigType     type;
  const char         *fallback;
  gint64              min;
  gint64              max;
  const char * const *choices;
  const char         *unit;
  const char         *summary;
} TallyConfigKey;

/**
 * tally_config_key_get_all:
 * @out_n_keys: (out): number of keys
 *
 * Returns: (transfer none) (array length=out_n_keys): every key; those of one group stand together
 */
const TallyConfigKey *tally_config_key_get_all  (gsize                *out_n_keys);

/**
 * tally_config_key_find:
 * @group: a group
 * @name: a key
 *
 * Returns: (transfer none) (nullable): the key, %NULL if it is not known
 */
const TallyConfigKey *tally_config_key_find     (const char           *group,
                                                 const char           *name);

/**
 * tally_config_key_is_list:
 * @self: a key
 *
 * Returns: %TRUE if its value is a list
 */
gboolean              tally_config_key_is_list  (const TallyConfigKey *self);

/**
 * tally_config_key_dup_accepted:
 * @self: a key
 *
 * Returns: (transfer full): what it accepts, in words: "a whole number from 1 to 64"
 */
char                 *tally_config_key_dup_accepted (const TallyConfigKey *self);

/**
 * tally_config_key_dup_variable:
 * @self: a key
 *
 * Returns: (transfer full): the environment variable that overrides it: "TALLYMAN_TARGET_SHEET"
 */
char                 *tally_config_key_dup_variable (const TallyConfigKey *self);

G_END_DECLS
