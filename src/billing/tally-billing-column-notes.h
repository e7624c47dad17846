/* tally-billing-column-notes.h
 *
 * What a person should look at in a column map. Called by tally_billing_map_columns() only, after
 * all fields have their columns. Pure functions, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * tally_billing_add_note:
 * @map: a map
 * @format: one sentence
 * @...: its values
 *
 * Adds a note.
 */
void tally_billing_add_note        (TallyColumnMap       *map,
                                    const char           *format,
                                    ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_billing_note_missing:
 * @map: a map
 *
 * Notes the fields without which no row is billed and that have no column.
 */
void tally_billing_note_missing    (TallyColumnMap       *map);

/**
 * tally_billing_note_drift:
 * @map: a map
 * @previous: the map of the last time
 *
 * Notes each field whose column vanished, was renamed or is another one now.
 */
void tally_billing_note_drift      (TallyColumnMap       *map,
                                    const TallyColumnMap *previous);

/**
 * tally_billing_note_unmapped:
 * @map: a map
 * @sheet: its sheet
 *
 * Notes the columns of no use in one sentence, and in one each those whose title is one or two
 * typing mistakes away from the title of a field that has no column.
 */
void tally_billing_note_unmapped   (TallyColumnMap       *map,
                                    const TallySheet     *sheet);

G_END_DECLS
