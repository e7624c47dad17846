/* tally-engine-setup.h
 *
 * For people who set it up: what the token sees, and whether a sheet can be the target or take the audit's row. Asks
 * the service, keeps nothing, changes nothing; no store is opened. Blocking; one thread at a time. Shows only core and
 * model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEnginePlaceKind:
 * @TALLY_ENGINE_PLACE_ROOT: the account; its children are the workspaces
 * @TALLY_ENGINE_PLACE_WORKSPACE: a workspace
 * @TALLY_ENGINE_PLACE_FOLDER: a folder
 * @TALLY_ENGINE_PLACE_SHEET: a sheet
 *
 * What a place is.
 */
typedef enum {
  TALLY_ENGINE_PLACE_ROOT,
  TALLY_ENGINE_PLACE_WORKSPACE,
  TALLY_ENGINE_PLACE_FOLDER,
  TALLY_ENGINE_PLACE_SHEET,
} TallyEnginePlaceKind;

/**
 * TallyEnginePlace:
 * @kind: what it is
 * @id: id; 0 for the account
 * @name: (owned): as Smartsheet has it; private
 * @may_write: the token's owner may edit it; %TRUE if that was not told
 *
 * A place that may hold rows.
 */
typedef struct {
  TallyEnginePlaceKind  kind;
  gint64                id;
  char                 *name;
  gboolean              may_write;
} TallyEnginePlace;

/**
 * TallyEngineSetupUse:
 * @TALLY_ENGINE_SETUP_USE_TARGET: workbooks are attached to its rows
 * @TALLY_ENGINE_SETUP_USE_AUDIT: it gets a row from each audit
 *
 * What a sheet is meant for.
 */
typedef enum {
  TALLY_ENGINE_SETUP_USE_TARGET,
  TALLY_ENGINE_SETUP_USE_AUDIT,
} TallyEngineSetupUse;

/**
 * TallyEngineSetupSheet:
 * @sheet_id: id
 * @name: (owned): as Smartsheet has it; private
 * @n_rows: rows, -1 = not told
 * @access: (owned): what the token's owner may do: "EDITOR", "" = not told
 * @column: (owned): title of the column that its use needs, "" = it has none
 * @missing: (owned) (element-type utf8): titles of columns that it lacks and that its use can do without
 * @is_usable: it serves
 * @problem: (owned) (nullable): why not, with the remedy
 *
 * What a look at a sheet found.
 */
typedef struct {
  gint64     sheet_id;
  char      *name;
  gint64     n_rows;
  char      *access;
  char      *column;
  GPtrArray *missing;
  gboolean   is_usable;
  char      *problem;
} TallyEngineSetupSheet;

/**
 * tally_engine_place_free:
 * @self: (nullable): a place
 *
 * Frees it.
 */
void                   tally_engine_place_free        (TallyEnginePlace       *self);

/**
 * tally_engine_setup_sheet_free:
 * @self: (nullable): what was found
 *
 * Frees it.
 */
void                   tally_engine_setup_sheet_free  (TallyEngineSetupSheet  *self);

/**
 * tally_engine_setup_list_children:
 * @self: an engine
 * @kind: ROOT, WORKSPACE or FOLDER
 * @id: its id
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * One step down the tree.
 *
 * Errors: %TALLY_ENGINE_ERROR_REFUSED, AWAY, NOT_FOUND, FAILED, and those of tally_engine_token_find();
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallyEnginePlace) (nullable): what stands in it, places before sheets, by name
 */
GPtrArray             *tally_engine_setup_list_children (TallyEngine            *self,
                                                         TallyEnginePlaceKind    kind,
                                                         gint64                  id,
                                                         GCancellable           *cancellable,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_setup_list_sheets:
 * @self: an engine
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Errors: as tally_engine_setup_list_children().
 *
 * Returns: (transfer full) (element-type TallyEnginePlace) (nullable): every sheet that the token sees, by name
 */
GPtrArray             *tally_engine_setup_list_sheets   (TallyEngine            *self,
                                                         GCancellable           *cancellable,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_setup_list_sources:
 * @self: an engine
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * What the configured sheets, folders and workspaces come to.
 *
 * Errors: as tally_engine_setup_list_children().
 *
 * Returns: (transfer full) (element-type TallyEnginePlace) (nullable): the sheets that a pass would read, each once,
 *   by name; one that the token does not see has no name
 */
GPtrArray             *tally_engine_setup_list_sources  (TallyEngine            *self,
                                                         GCancellable           *cancellable,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_setup_check_sheet:
 * @self: an engine
 * @sheet_id: a sheet
 * @use: what it is meant for
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Looks at its columns and at what may be done with it.
 *
 * Errors: as tally_engine_setup_list_children().
 *
 * Returns: (transfer full) (nullable): what was found, also of a sheet that does not serve
 */
TallyEngineSetupSheet *tally_engine_setup_check_sheet   (TallyEngine            *self,
                                                         gint64                  sheet_id,
                                                         TallyEngineSetupUse     use,
                                                         GCancellable           *cancellable,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEnginePlace, tally_engine_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineSetupSheet, tally_engine_setup_sheet_free)

G_END_DECLS
