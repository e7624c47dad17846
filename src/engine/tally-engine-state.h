/* tally-engine-state.h
 *
 * The door to the store as a file: packed for its way to another machine, unpacked there, kept as a
 * backup, restored, proved. Each call opens and closes the store itself. Blocking; one thread at a
 * time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineStateVerb:
 * @TALLY_ENGINE_STATE_PACK: the store into a file, which is replaced
 * @TALLY_ENGINE_STATE_UNPACK: a file into the data directory, unless the store there is newer
 * @TALLY_ENGINE_STATE_BACKUP: the store into a new file, which is never replaced
 * @TALLY_ENGINE_STATE_RESTORE: a file into the data directory; what was there is kept
 * @TALLY_ENGINE_STATE_VERIFY: reads a file whole and proves it
 *
 * What to do.
 */
typedef enum {
  TALLY_ENGINE_STATE_PACK,
  TALLY_ENGINE_STATE_UNPACK,
  TALLY_ENGINE_STATE_BACKUP,
  TALLY_ENGINE_STATE_RESTORE,
  TALLY_ENGINE_STATE_VERIFY,
} TallyEngineStateVerb;

/**
 * TallyEngineStateOptions:
 * @verb: what to do
 * @file: (nullable): the file; %NULL with %TALLY_ENGINE_STATE_BACKUP = a new one in the backup folder
 * @passphrase_file: (nullable): file that holds the passphrase; else it is looked for as a secret
 * @force: with %TALLY_ENGINE_STATE_UNPACK: replace a newer, damaged or another installation's store
 *   too; it is kept then
 */
typedef struct {
  TallyEngineStateVerb  verb;
  const char           *file;
  const char           *passphrase_file;
  gboolean              force;
} TallyEngineStateOptions;

/**
 * TallyEngineState:
 * @file: (owned): the file
 * @kept: (owned) (nullable): where the store that was replaced is kept
 * @format: version of the file's format, 0 = a plain copy of the database
 * @schema: schema of the database in it
 * @is_sealed: whether a passphrase opens it
 * @created_utc_usec: when it was packed, µs since 1970 UTC; 0 = not known
 * @head: counter of publications
 * @program: (owned): version that packed it, "" = not known
 * @installation: (owned): id of the installation, "" = it has none yet
 * @trail: (owned): head of the trail, "SEQUENCE:HASH"
 * @sha256: (owned): of the database in it, "" = not known
 * @database_bytes: size of the database in it
 * @file_bytes: size of the file
 *
 * What a file holds.
 */
typedef struct {
  char     *file;
  char     *kept;
  guint     format;
  guint     schema;
  gboolean  is_sealed;
  gint64    created_utc_usec;
  guint64   head;
  char     *program;
  char     *installation;
  char     *trail;
  char     *sha256;
  guint64   database_bytes;
  guint64   file_bytes;
} TallyEngineState;

/**
 * tally_engine_state_run:
 * @self: an engine
 * @options: what to do
 * @cancellable: (nullable): stops it; all is as it was then
 * @error: return location, or %NULL
 *
 * Does it.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - another process is at work with the file or the store: exit 75;
 * %TALLY_ENGINE_ERROR_CONFIG - a passphrase is missing or one too many, or the store there is newer
 * or of another installation: exit 2; %G_IO_ERROR_CANCELLED - stopped; %TALLY_ENGINE_ERROR_FAILED -
 * anything else, the message says what and what to do.
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
TallyEngineState *tally_engine_state_run  (TallyEngine                    *self,
                                           const TallyEngineStateOptions  *options,
                                           GCancellable                   *cancellable,
                                           GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_state_look:
 * @self: an engine with a state file
 * @error: return location, or %NULL
 *
 * Unpacks the state for what only reads: the store is there, and the archive beside it, until
 * tally_engine_state_look_away().
 *
 * Errors: as tally_engine_state_run(); %TALLY_ENGINE_ERROR_FAILED - there is no such file.
 *
 * Returns: %TRUE if it is there
 */
gboolean          tally_engine_state_look (TallyEngine                    *self,
                                           GError                        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_state_look_away:
 * @self: an engine after tally_engine_state_look()
 *
 * Removes a private data directory; the file is as it was.
 */
void              tally_engine_state_look_away (TallyEngine               *self);

/**
 * tally_engine_state_free:
 * @self: (nullable): what a file holds
 *
 * Frees it.
 */
void              tally_engine_state_free (TallyEngineState               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineState, tally_engine_state_free)

G_END_DECLS
