/* tally-smartsheet-tree.h
 *
 * Finds the sheets below a folder or a workspace, however deep. A tree that can't be read whole is
 * an error, never a smaller set: a sheet that is missing here would be missing from the bill. The
 * sync task calls it; any thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/* People nest folders a few deep; deeper is a loop. */
#define TALLY_SMARTSHEET_MAX_TREE_DEPTH 32

/* Folders of one tree; each costs a call. */
#define TALLY_SMARTSHEET_MAX_FOLDERS 2000

/* Pages of one folder, of 100 items at least. */
#define TALLY_SMARTSHEET_MAX_TREE_PAGES 1000

/**
 * TallySmartsheetFound:
 * @sheet_id: id
 * @name: (owned): as the peer wrote it
 *
 * A sheet that was found.
 */
typedef struct {
  gint64  sheet_id;
  char   *name;
} TallySmartsheetFound;

/**
 * tally_smartsheet_tree_list_folder:
 * @client: a client
 * @folder_id: a folder
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Lists the sheets in a folder and all folders below it, each once, in the order found.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; LIMIT: one of the bounds above;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallySmartsheetFound): the sheets; %NULL on error, empty
 * only if there are none
 */
GPtrArray *tally_smartsheet_tree_list_folder    (TallySmartsheetClient  *client,
                                                 gint64                  folder_id,
                                                 GCancellable           *cancellable,
                                                 GError                **error);

/**
 * tally_smartsheet_tree_list_workspace:
 * @client: a client
 * @workspace_id: a workspace
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * As tally_smartsheet_tree_list_folder() for a workspace.
 *
 * Returns: (transfer full) (element-type TallySmartsheetFound): the sheets; %NULL on error
 */
GPtrArray *tally_smartsheet_tree_list_workspace (TallySmartsheetClient  *client,
                                                 gint64                  workspace_id,
                                                 GCancellable           *cancellable,
                                                 GError                **error);

G_END_DECLS
