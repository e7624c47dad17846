/* tally-config-private.h
 *
 * What the files of the configuration share: one value being resolved, the collection of mistakes,
 * and the steps that fill in the values. Included by tally-config*.c only. One owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"

G_BEGIN_DECLS

/* A key file is written by a person; a larger one is not a key file. */
#define TALLY_CONFIG_MAX_FILE_BYTES (1024 * 1024)
/* The longest list: 120 sheets in use, with room; also bounds the time that duplicates cost. */
#define TALLY_CONFIG_MAX_ITEMS 5000

/* One checked value. */
typedef struct {
  char              *text;   /* (owned) canonical form, never NULL once resolved */
  char             **list;   /* (owned) (nullable) items of a list type */
  gint64             number; /* integers, ids, cents, days, booleans */
  double             ratio;
  TallyConfigOrigin  origin;
  char              *place;  /* (owned) "FILE:LINE", variable, option, "default" */
  guint              line;   /* of the file being read, 0 if none */
} TallyConfigValue;

struct _TallyConfig {
  gatomicrefcount   ref_count;
  TallyConfigValue *values;   /* (owned) one for each key of the table, same order */
  char             *path;     /* (owned) (nullable) */
  char            **warnings; /* (owned) */
};

/* The state while sources are read. */
typedef struct {
  TallyConfig *config;   /* (borrowed) */
  GString     *mistakes; /* (owned) one line for each */
  GPtrArray   *warnings; /* (owned) (element-type utf8) */
} TallyConfigReading;

/* One value as written, before it is checked. */
typedef struct {
  const TallyConfigKey *key;
  const char           *written;  /* (borrowed) */
  const char           *base_dir; /* (borrowed) (nullable) where relative paths start; NULL = working folder */
  TallyConfigOrigin     origin;
  const char           *place;    /* (borrowed) */
  guint                 line;
} TallyConfigWritten;

/**
 * tally_config_value_clear:
 * @self: a value
 *
 * Frees what it holds.
 */
void     tally_config_value_clear      (TallyConfigValue         *self);

/**
 * tally_config_check:
 * @written: a non-empty value as written
 * @out_value: (out caller-allocates): its checked form, origin not filled in; untouched on failure
 *
 * Returns: %FALSE if the key does not accept it
 */
gboolean tally_config_check            (const TallyConfigWritten *written,
                                        TallyConfigValue         *out_value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_config_parse_bool:
 * @text: true, yes, on, 1, false, no, off, 0 in any case
 * @out_value: (out): the value; untouched on failure
 *
 * The one boolean parser.
 *
 * Returns: %FALSE if @text is none of these
 */
gboolean tally_config_parse_bool       (const char               *text,
                                        gboolean                 *out_value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_config_reading_set:
 * @self: a reading
 * @written: a value as written; empty or blank sets nothing
 *
 * Checks and stores a value, or notes the mistake.
 */
void     tally_config_reading_set      (TallyConfigReading       *self,
                                        const TallyConfigWritten *written);

/**
 * tally_config_reading_add_mistake:
 * @self: a reading
 * @place: where
 * @format: what is wrong and what is accepted
 * @...: its values
 *
 * Notes a mistake as one line.
 */
void     tally_config_reading_add_mistake (TallyConfigReading    *self,
                                        const char               *place,
                                        const char               *format,
                                        ...) G_GNUC_PRINTF (3, 4);

/**
 * tally_config_reading_add_unknown:
 * @self: a reading
 * @place: where
 * @group: a group
 * @name: (nullable): a key in it; %NULL if the group is in question
 *
 * Notes that a key or group isn't known, with the nearest one that is.
 */
void     tally_config_reading_add_unknown (TallyConfigReading    *self,
                                        const char               *place,
                                        const char               *group,
                                        const char               *name);

/**
 * tally_config_reading_parse_file:
 * @self: a reading
 * @path: the file's name, for messages and relative paths
 * @text: its bytes
 * @length: their number
 *
 * Takes in a key file.
 */
void     tally_config_reading_parse_file (TallyConfigReading     *self,
                                        const char               *path,
                                        const char               *text,
                                        gsize                     length);

/**
 * tally_config_reading_parse_environment:
 * @self: a reading
 * @environment: (array zero-terminated=1): NAME=VALUE
 *
 * Takes in the predecessor's names, then TALLYMAN_<GROUP>_<KEY>.
 */
void     tally_config_reading_parse_environment (TallyConfigReading *self,
                                        const char * const       *environment);

/**
 * tally_config_reading_parse_old_names:
 * @self: a reading
 * @environment: (array zero-terminated=1): NAME=VALUE
 *
 * Takes in the predecessor's names, see tally-config-old-name.h.
 */
void     tally_config_reading_parse_old_names (TallyConfigReading *self,
                                        const char * const       *environment);

/**
 * tally_config_reading_set_variable:
 * @self: a reading
 * @key: a key
 * @place: the variable, or what stands for it
 * @value: its bytes
 *
 * Sets a key from the environment, or notes the mistake.
 */
void     tally_config_reading_set_variable (TallyConfigReading   *self,
                                        const TallyConfigKey     *key,
                                        const char               *place,
                                        const char               *value);

G_END_DECLS
