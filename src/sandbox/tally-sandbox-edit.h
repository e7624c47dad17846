/* tally-sandbox-edit.h
 *
 * Changes of the world from outside of the API, as a person or an automation would make them:
 * {"op": "set-cell", "sheetId", "rowId", "columnId", "value", "by" (address)}; "set-raw-cell" with
 * "rawValue", "rawDisplay", "rawObject", texts that go out as they are, absent members absent; "rename-column"
 * and "rename-sheet" with "name"; "remove-column", "remove-sheet", "remove-row",
 * "remove-attachment" (attachmentId), "duplicate-row"; "add-attachment" with "name", "text" or
 * "base64", and "createdAt" (RFC 3339). Called by the control requests and tests, under the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_edit_apply:
 * @world: a world
 * @json: one edit
 * @length: bytes, or -1
 * @at_utc_usec: when it happens
 * @out_id: (out): id of what was made or changed; untouched on failure
 * @error: return location, or %NULL
 *
 * Makes one change.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - the edit is malformed or names something that is not
 * there.
 *
 * Returns: %TRUE if it was made
 */
gboolean tally_sandbox_edit_apply (TallySandboxWorld  *world,
                                   const char         *json,
                                   gssize              length,
                                   gint64              at_utc_usec,
                                   gint64             *out_id,
                                   GError            **error);

G_END_DECLS
