/* tally-config-old-name.h
 *
 * The table of variables that the predecessor's CI sets, each with the key that stands for it now
 * or with what to do instead. The manual page is checked against it. Constant data, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyConfigOldName:
 * @name: the variable; one that ends in "*" stands for all that begin so
 * @group: (nullable): group of the key that takes its value
 * @key: (nullable): that key
 * @when_true: (nullable): the variable is a truth value, and gives the key this one if true
 * @when_false: (nullable): likewise if false
 * @note: (nullable): without a group what to do instead; with one in what the key differs;
 *   %NULL without a group = it is read elsewhere and means what it always meant
 *
 * A variable of the predecessor.
 */
typedef struct {
  const char *name;
  const char *group;
  const char *key;
  const char *when_true;
  const char *when_false;
  const char *note;
} TallyConfigOldName;

/**
 * tally_config_old_name_get_all:
 * @out_n_names: (out): number of entries
 *
 * Returns: (transfer none) (array length=out_n_names): every variable, those with a key first
 */
const TallyConfigOldName *tally_config_old_name_get_all (gsize      *out_n_names);

/**
 * tally_config_old_name_find:
 * @name: a variable
 *
 * Returns: (transfer none) (nullable): its entry, %NULL if it is none of the predecessor's
 */
const TallyConfigOldName *tally_config_old_name_find    (const char *name);

G_END_DECLS
