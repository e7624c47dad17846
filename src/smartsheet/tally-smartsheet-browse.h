/* tally-smartsheet-browse.h
 *
 * Looks around an account, a step at a time, for people who choose what to bill from: workspaces, what stands in a
 * workspace or folder, all sheets that are shared. Any thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/* What a person chooses from: more than this in one place is searched elsewhere. */
#define TALLY_SMARTSHEET_MAX_BROWSED 20000

/**
 * TallySmartsheetPlaceKind:
 * @TALLY_SMARTSHEET_PLACE_WORKSPACE: a workspace
 * @TALLY_SMARTSHEET_PLACE_FOLDER: a folder
 * @TALLY_SMARTSHEET_PLACE_SHEET: a sheet
 *
 * What a place is.
 */
typedef enum {
  TALLY_SMARTSHEET_PLACE_WORKSPACE,
  TALLY_SMARTSHEET_PLACE_FOLDER,
  TALLY_SMARTSHEET_PLACE_SHEET,
} TallySmartsheetPlaceKind;

/**
 * TallySmartsheetPlace:
 * @kind: what it is
 * @id: id
 * @name: (owned): as the peer wrote it
 * @access: (owned): "OWNER", "ADMIN", "EDITOR", "VIEWER" …, "" if not told
 *
 * Something that may hold rows.
 */
typedef struct {
  TallySmartsheetPlaceKind  kind;
  gint64                    id;
  char                     *name;
  char                     *access;
} TallySmartsheetPlace;

/**
 * tally_smartsheet_browse_workspaces:
 * @client: a client
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; LIMIT: more than %TALLY_SMARTSHEET_MAX_BROWSED;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallySmartsheetPlace) (nullable): the workspaces, in the peer's order
 */
GPtrArray *tally_smartsheet_browse_workspaces (TallySmartsheetClient  *client,
                                               GCancellable           *cancellable,
                                               GError                **error);

/**
 * tally_smartsheet_browse_children:
 * @client: a client
 * @kind: WORKSPACE or FOLDER
 * @id: its id
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Errors: as tally_smartsheet_browse_workspaces().
 *
 * Returns: (transfer full) (element-type TallySmartsheetPlace) (nullable): folders and sheets directly in it
 */
GPtrArray *tally_smartsheet_browse_children   (TallySmartsheetClient     *client,
                                               TallySmartsheetPlaceKind   kind,
                                               gint64                     id,
                                               GCancellable              *cancellable,
                                               GError                   **error);

/**
 * tally_smartsheet_browse_sheets:
 * @client: a client
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Errors: as tally_smartsheet_browse_workspaces().
 *
 * Returns: (transfer full) (element-type TallySmartsheetPlace) (nullable): every sheet that is shared with the user,
 *   wherever it stands
 */
GPtrArray *tally_smartsheet_browse_sheets     (TallySmartsheetClient  *client,
                                               GCancellable           *cancellable,
                                               GError                **error);

G_END_DECLS
