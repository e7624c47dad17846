/* tally-sandbox-tree.h
 *
 * How sheets look in lists, and where they stand: shared by the handlers of sheets and of
 * workspaces and folders. Called under the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-call.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_tree_append_sheet:
 * @call: the call being answered
 * @sheet: a sheet
 * @is_numeric: numericDates
 *
 * Appends id, name, accessLevel, permalink, createdAt and modifiedAt, without the closing brace.
 */
void tally_sandbox_tree_append_sheet     (TallySandboxCall  *call,
                                          TallySandboxSheet *sheet,
                                          gboolean           is_numeric);

/**
 * tally_sandbox_tree_append_workspace:
 * @call: the call being answered
 * @sheet: a sheet
 *
 * Appends the member workspace, with a comma before it, if the sheet stands in one.
 */
void tally_sandbox_tree_append_workspace (TallySandboxCall  *call,
                                          TallySandboxSheet *sheet);

/**
 * tally_sandbox_tree_append_path:
 * @call: the call being answered
 * @sheet: a sheet
 *
 * Appends the chain of workspace and folders down to @sheet, a whole JSON object.
 */
void tally_sandbox_tree_append_path      (TallySandboxCall  *call,
                                          TallySandboxSheet *sheet);

G_END_DECLS
