/* tally-engine-removal.h
 *
 * What this program left on the computer, for who wants to leave: listed with sizes, exported, moved to the trash, and
 * brought back from there. Only what the program knows as its own is touched: links and foreign files stay where they
 * are, and what holds them too. Blocking; one thread at a time; nothing else may be at work with the data directory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineRemovalKind:
 * @TALLY_ENGINE_REMOVAL_STORE: the store with its limits and marks
 * @TALLY_ENGINE_REMOVAL_BACKUPS: packed stores that were kept
 * @TALLY_ENGINE_REMOVAL_WORKBOOKS: workbooks and reports in the output folder that the store knows
 * @TALLY_ENGINE_REMOVAL_ARCHIVE: superseded workbooks
 * @TALLY_ENGINE_REMOVAL_VERDICTS: verdicts kept for state packs
 * @TALLY_ENGINE_REMOVAL_SAMPLE: sample data
 * @TALLY_ENGINE_REMOVAL_CACHE: what is only there to be faster
 * @TALLY_ENGINE_REMOVAL_MEMORY: how the app was used
 * @TALLY_ENGINE_REMOVAL_SETTINGS: the configuration file
 * @TALLY_ENGINE_REMOVAL_AUTOSTART: the entry that starts the app at login
 * @TALLY_ENGINE_REMOVAL_TOKEN: the token in the keyring; it does not go to the trash
 * @TALLY_ENGINE_N_REMOVAL_KINDS: how many there are
 */
typedef enum {
  TALLY_ENGINE_REMOVAL_STORE,
  TALLY_ENGINE_REMOVAL_BACKUPS,
  TALLY_ENGINE_REMOVAL_WORKBOOKS,
  TALLY_ENGINE_REMOVAL_ARCHIVE,
  TALLY_ENGINE_REMOVAL_VERDICTS,
  TALLY_ENGINE_REMOVAL_SAMPLE,
  TALLY_ENGINE_REMOVAL_CACHE,
  TALLY_ENGINE_REMOVAL_MEMORY,
  TALLY_ENGINE_REMOVAL_SETTINGS,
  TALLY_ENGINE_REMOVAL_AUTOSTART,
  TALLY_ENGINE_REMOVAL_TOKEN,
  TALLY_ENGINE_N_REMOVAL_KINDS,
} TallyEngineRemovalKind;

#define TALLY_ENGINE_REMOVAL_ALL ((1u << TALLY_ENGINE_N_REMOVAL_KINDS) - 1)

/* What marks the autostart entry as ours, on a line of its own. */
#define TALLY_ENGINE_REMOVAL_AUTOSTART_MARK "X-Tallyman-Keeps-Schedule=true"

/**
 * TallyEngineRemovalItem:
 * @kind: what it is
 * @place: (owned): folder or file, "" = the keyring
 * @paths: (owned) (element-type filename): what goes to the trash, folders that are wholly ours as one
 * @n_files: files in them
 * @n_bytes: their size
 * @n_foreign: what is there that is not ours and stays
 */
typedef struct {
  TallyEngineRemovalKind  kind;
  char                   *place;
  GPtrArray              *paths;
  guint                   n_files;
  guint64                 n_bytes;
  guint                   n_foreign;
} TallyEngineRemovalItem;

/**
 * TallyEngineRemovalOptions:
 * @kinds: bits, 1 << kind
 * @config_file: (nullable): the configuration file; %NULL = none is removed
 * @may_delete: whether to delete what no trash takes; else it stays
 */
typedef struct {
  guint       kinds;
  const char *config_file;
  gboolean    may_delete;
} TallyEngineRemovalOptions;

/**
 * TallyEngineRemovalMove:
 * @from: (owned): where it was
 * @to: (owned) (nullable): where it is in the trash, %NULL = not known, or deleted
 */
typedef struct {
  char *from;
  char *to;
} TallyEngineRemovalMove;

/**
 * TallyEngineRemoval:
 * @moves: (owned) (element-type TallyEngineRemovalMove): what went, in that order
 * @n_deleted: of these, how many were deleted
 * @n_foreign: what stays because it is not ours
 * @left: (owned) (element-type utf8): what could not be moved and stays: "path: reason"
 * @token_removed: whether the token is out of the keyring
 */
typedef struct {
  GPtrArray *moves;
  guint      n_deleted;
  guint      n_foreign;
  GPtrArray *left;
  gboolean   token_removed;
} TallyEngineRemoval;

/**
 * tally_engine_removal_item_free:
 * @self: (nullable): an item
 *
 * Frees it.
 */
void                tally_engine_removal_item_free (TallyEngineRemovalItem           *self);

/**
 * tally_engine_removal_free:
 * @self: (nullable): what was removed
 *
 * Frees it.
 */
void                tally_engine_removal_free      (TallyEngineRemoval               *self);

/**
 * tally_engine_removal_list:
 * @self: an engine
 * @options: what of; @may_delete is not looked at
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Looks what there is. Changes nothing. Errors: %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallyEngineRemovalItem) (nullable): those of which there is something
 */
GPtrArray          *tally_engine_removal_list      (TallyEngine                      *self,
                                                    const TallyEngineRemovalOptions  *options,
                                                    GCancellable                     *cancellable,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_removal_export:
 * @self: an engine
 * @folder: an existing folder that a person chose
 * @cancellable: (nullable): stops it; what is written is whole or not there
 * @error: return location, or %NULL
 *
 * Writes the store as a state pack and its findings as JSON, named by the time; replaces nothing.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no store yet; those of tally_engine_state_run() and
 * tally_engine_findings_export(); %TALLY_ENGINE_ERROR_FAILED - the folder can't be written.
 *
 * Returns: (transfer full) (nullable): path of the state pack
 */
char               *tally_engine_removal_export    (TallyEngine                      *self,
                                                    const char                       *folder,
                                                    GCancellable                     *cancellable,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_removal_run:
 * @self: an engine
 * @options: what to remove
 * @cancellable: (nullable): stops before the next one; what went is in the result
 * @error: return location, or %NULL
 *
 * Moves it to the trash. What can't be is left, and told.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - a run or a service is at work with the data: nothing was touched; stop it, or wait.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
TallyEngineRemoval *tally_engine_removal_run       (TallyEngine                      *self,
                                                    const TallyEngineRemovalOptions  *options,
                                                    GCancellable                     *cancellable,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_removal_can_undo:
 * @self: what was removed
 *
 * Returns: whether something of it lies in a trash that is known
 */
gboolean            tally_engine_removal_can_undo  (const TallyEngineRemoval         *self);

/**
 * tally_engine_removal_undo:
 * @self: what was removed; what comes back is no longer in its moves
 * @error: return location, or %NULL
 *
 * Brings back what lies in the trash. What stands in its place by now is not replaced.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - something stays in the trash, the message names it; the rest is back.
 *
 * Returns: %TRUE if all that was moved is back
 */
gboolean            tally_engine_removal_undo      (TallyEngineRemoval               *self,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRemovalItem, tally_engine_removal_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRemoval, tally_engine_removal_free)

G_END_DECLS
