/* tally-sandbox-cell-input.h
 *
 * A cell as a client writes it: checked against its column, then turned into an edit. Numbers are
 * kept as json-glib writes what it read (1.50 becomes 1.5, 1e2 becomes 100.0): it does not keep
 * lexemes. Formats that clients send are not kept. Called by the handlers of rows under the
 * world's lock.
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
 * @overrides: overrideValidation: the column's own limits don't hold; types do, if it is strict
 *
 * Returns: 0, or the service's error code
 */
guint    tally_sandbox_cell_input_check (const TallySandboxColumn *column,
                                         JsonObject               *cell,
                                         gboolean                  is_update,
                                         gboolean                  overrides);

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
