/* tally-sandbox-cell-input.h
 *
 * A cell as a client writes it: checked against its column, then turned into an edit. Called by
 * the handlers of rows under the world's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "tally-sandbox-world-rows.h"

G_BEGIN_DECLS

/* Longer texts are cut without a word, as in the service. */
#define TALLY_SANDBOX_MAX_CELL_CHARS 4000

/**
 * tally_sandbox_cell_input_check:
 * @column: the column it is for
 * @cell: what the client sent
 * @is_update: whether a row is changed, not added
 *
 * Returns: 0, or the service's error code
 */
guint    tally_sandbox_cell_input_check (const TallySandboxColumn *column,
                                         JsonObject               *cell,
                                         gboolean                  is_update);

/**
 * tally_sandbox_cell_input_read:
 * @world: a world that may be changed
 * @column: the column it is for
 * @cell: what the client sent, already checked
 * @out_edit: (out caller-allocates): what the cell becomes
 *
 * Makes the edit.
 */
void     tally_sandbox_cell_input_read  (TallySandboxWorld        *world,
                                         const TallySandboxColumn *column,
                                         JsonObject               *cell,
                                         TallySandboxEdit         *out_edit);

/**
 * tally_sandbox_cell_input_get:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member; %NULL if it is absent
 */
JsonNode *tally_sandbox_cell_input_get  (JsonObject               *object,
                                         const char               *name);

G_END_DECLS
