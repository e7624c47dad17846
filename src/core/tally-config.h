/* tally-config.h
 *
 * The resolved configuration: one value for each known key, from, in rising precedence, its
 * default, the key file, the names of the predecessor's CI, TALLYMAN_<GROUP>_<KEY>, and the
 * command line; each value knows which. Made once by a face (tally-config-source.h), then handed
 * down; immutable, any thread may read it. No secret stands in it. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config-key.h"

G_BEGIN_DECLS

typedef struct _TallyConfig TallyConfig;

/**
 * TallyConfigOrigin:
 * @TALLY_CONFIG_ORIGIN_DEFAULT: the key's own default
 * @TALLY_CONFIG_ORIGIN_FILE: the key file
 * @TALLY_CONFIG_ORIGIN_ENVIRONMENT: a variable
 * @TALLY_CONFIG_ORIGIN_COMMAND_LINE: an option
 *
 * Where a value comes from, in rising precedence.
 */
typedef enum {
  TALLY_CONFIG_ORIGIN_DEFAULT,
  TALLY_CONFIG_ORIGIN_FILE,
  TALLY_CONFIG_ORIGIN_ENVIRONMENT,
  TALLY_CONFIG_ORIGIN_COMMAND_LINE,
} TallyConfigOrigin;

/**
 * TallyConfigFunc:
 * @key: a key
 * @config: the configuration
 * @user_data: what the caller gave
 *
 * Called for each key in the order of the manual page.
 */
typedef void (*TallyConfigFunc) (const TallyConfigKey *key,
                                 const TallyConfig    *config,
                                 gpointer              user_data);

/**
 * tally_config_ref:
 * @self: a configuration
 *
 * Returns: (transfer full): @self with one more reference
 */
TallyConfig        *tally_config_ref              (TallyConfig              *self);

/**
 * tally_config_unref:
 * @self: (nullable): a configuration
 *
 * Gives one reference back.
 */
void                tally_config_unref            (TallyConfig              *self);

/**
 * tally_config_get_text:
 * @self: a configuration
 * @group: a known group
 * @key: a key of any type in it
 *
 * Returns: (transfer none): the value in canonical form: choices as listed, "true" or "false",
 *   absolute paths, lists joined by ";"; "" when nothing is set and there is no default
 */
const char         *tally_config_get_text         (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_is_set:
 * @self: a configuration
 * @group: a known group
 * @key: a key of any type in it
 *
 * Returns: %TRUE if the value is not ""
 */
gboolean            tally_config_is_set           (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_get_int:
 * @self: a configuration
 * @group: a known group
 * @key: a key of type integer, id, money (cents), date (GDate's Julian day) or weekday (1 = Monday)
 *
 * Returns: the value; 0 when nothing is set and there is no default
 */
gint64              tally_config_get_int          (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_get_bool:
 * @self: a configuration
 * @group: a known group
 * @key: a key of type boolean
 *
 * Returns: the value
 */
gboolean            tally_config_get_bool         (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_get_ratio:
 * @self: a configuration
 * @group: a known group
 * @key: a key of type share
 *
 * Returns: the value, 0 … 1
 */
double              tally_config_get_ratio        (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_get_list:
 * @self: a configuration
 * @group: a known group
 * @key: a key of a list type
 *
 * Returns: (transfer none) (array zero-terminated=1): the items in the order written, without
 *   duplicates; empty when nothing is set
 */
const char * const *tally_config_get_list         (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_dup_ids:
 * @self: a configuration
 * @group: a known group
 * @key: a key of type id list
 *
 * Returns: (transfer full) (element-type gint64): the ids in the order written, without duplicates
 */
GArray             *tally_config_dup_ids          (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key);

/**
 * tally_config_get_origin:
 * @self: a configuration
 * @group: a known group
 * @key: a key in it
 * @out_place: (out) (optional) (transfer none): "default", "FILE:LINE", the variable or the option
 *
 * Returns: where the value comes from
 */
TallyConfigOrigin   tally_config_get_origin       (const TallyConfig        *self,
                                                   const char               *group,
                                                   const char               *key,
                                                   const char              **out_place);

/**
 * tally_config_get_path:
 * @self: a configuration
 *
 * Returns: (transfer none) (nullable): the key file that was read, %NULL if none
 */
const char         *tally_config_get_path         (const TallyConfig        *self);

/**
 * tally_config_foreach:
 * @self: a configuration
 * @func: (scope call): called for each key
 * @user_data: handed to @func
 *
 * Visits every key in the order of the manual page.
 */
void                tally_config_foreach          (const TallyConfig        *self,
                                                   TallyConfigFunc           func,
                                                   gpointer                  user_data);

/**
 * tally_config_list_warnings:
 * @self: a configuration
 *
 * What was understood in another way than written, or not at all: variables of the predecessor
 * without a counterpart, each with its replacement. Public text: names only, no values.
 *
 * Returns: (transfer none) (array zero-terminated=1): one sentence each, without a full stop
 */
const char * const *tally_config_list_warnings    (const TallyConfig        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyConfig, tally_config_unref)

G_END_DECLS
