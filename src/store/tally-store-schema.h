/* tally-store-schema.h
 *
 * The schema's versions and the steps between them: forward only, one transaction each, after a
 * backup. Called when a store is opened; tests bring steps of their own. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db-statement.h"

G_BEGIN_DECLS

/**
 * TallyStoreSchema:
 * @TALLY_STORE_SCHEMA_NONE: an empty file
 * @TALLY_STORE_SCHEMA_FIRST: runs, sheets, maps, lines and their changes, workbooks, publications,
 *   intents, superseded attachments, journal, plans
 * @TALLY_STORE_SCHEMA_TRAIL: the trail
 * @TALLY_STORE_SCHEMA_VERSIONS: every workbook that hung on the target, and which are pinned
 * @TALLY_STORE_SCHEMA_PROPOSALS: plans that wait for a person
 * @TALLY_STORE_SCHEMA_PIN_RUNS: the run that made each pin
 * @TALLY_STORE_SCHEMA_HEALING: what runs leave for the next ones to recover, to measure and to be on time
 * @TALLY_STORE_SCHEMA_AUDIT: findings, verdicts, exceptions, what each audit came to, and histories of cells
 * @TALLY_STORE_SCHEMA_WORDS: words of lines, findings and notes
 * @TALLY_STORE_SCHEMA_NEWEST: what this program works with
 */
typedef enum {
  TALLY_STORE_SCHEMA_NONE = 0,
  TALLY_STORE_SCHEMA_FIRST = 1,
  TALLY_STORE_SCHEMA_TRAIL = 2,
  TALLY_STORE_SCHEMA_VERSIONS = 3,
  TALLY_STORE_SCHEMA_PROPOSALS = 4,
  TALLY_STORE_SCHEMA_PIN_RUNS = 5,
  TALLY_STORE_SCHEMA_HEALING = 6,
  TALLY_STORE_SCHEMA_AUDIT = 7,
  TALLY_STORE_SCHEMA_WORDS = 8,
  TALLY_STORE_SCHEMA_NEWEST = TALLY_STORE_SCHEMA_WORDS,
} TallyStoreSchema;

/**
 * TallyStoreSchemaStep:
 * @db: a connection in a transaction, at the version before
 * @error: return location, or %NULL
 *
 * Brings the schema to the next version.
 *
 * Returns: %FALSE with @error set to leave it as it was
 */
typedef gboolean (*TallyStoreSchemaStep) (TallyDb *db, GError **error);

/**
 * tally_store_schema_get_steps:
 * @out_n_steps: (out): their number, which is the newest version
 *
 * Returns: (transfer none) (array length=out_n_steps): step n brings version n to n + 1
 */
const TallyStoreSchemaStep *tally_store_schema_get_steps (guint                       *out_n_steps);

/**
 * tally_store_schema_upgrade:
 * @db: a connection for writing
 * @path: the database file; an older version is kept beside it as "@path.schema-N.backup"
 * @steps: (array length=n_steps): the steps
 * @n_steps: their number
 * @error: return location, or %NULL
 *
 * Brings the schema to version @n_steps. Killed at any point, the next call goes on from there.
 *
 * Errors: %TALLY_STORE_ERROR_NEWER - it is newer, the message names the program to install; those
 * of the steps and of the backup.
 *
 * Returns: %TRUE if it is at that version
 */
gboolean                    tally_store_schema_upgrade   (TallyDb                     *db,
                                                          const char                  *path,
                                                          const TallyStoreSchemaStep  *steps,
                                                          guint                        n_steps,
                                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_schema_check:
 * @db: a connection for reading
 * @path: the database file
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_NEWER, as above; %TALLY_STORE_ERROR_MISSING - it is empty;
 * %TALLY_STORE_ERROR_FAILED - it is older: a run upgrades it.
 *
 * Returns: %TRUE if it is the version of this program
 */
gboolean                    tally_store_schema_check     (TallyDb                     *db,
                                                          const char                  *path,
                                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
