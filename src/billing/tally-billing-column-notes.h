/* tally-billing-column-notes.h
 *
 * What a person should look at in a column map. Called by tally_billing_map_columns() after all
 * fields have their columns, and by tally_billing_weigh_content() only. Pure functions, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* Notes that are taken back when the content says otherwise: title taken, other title, field. */
#define TALLY_BILLING_NOTE_RIVAL \
  "Columns \"%s\" and \"%s\" both fit \"%s\": the first one is read; rename the other."
/* Title, field. */
#define TALLY_BILLING_NOTE_GUESS "Column \"%s\" is read as \"%s\" because of its type and title."

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
 * tally_billing_drop_note:
 * @map: a map
 * @format: of a note that was added
 * @...: its values
 *
 * Takes a note back, if it is there.
 */
void tally_billing_drop_note       (TallyColumnMap       *map,
                                    const char           *format,
                                    ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_billing_note_used:
 * @map: a map whose unused columns are noted
 * @used: title of one of them that is read now
 * @unused: title of the one that was read in its place
 *
 * Corrects the note of the unused columns.
 */
void tally_billing_note_used       (TallyColumnMap       *map,
                                    const char           *used,
                                    const char           *unused);

/**
 * tally_billing_note_drift:
 * @map: a map
 * @previous: (nullable): the map of the last time
 * @field: a field
 *
 * Notes if the field's column vanished, was renamed or is another one now.
 */
void tally_billing_note_drift      (TallyColumnMap       *map,
                                    const TallyColumnMap *previous,
                                    TallyField            field);

/**
 * tally_billing_unnote_drift:
 * @map: a map, the field's column as it was when it was noted
 * @previous: (nullable): the map of the last time
 * @field: a field
 *
 * Takes back tally_billing_note_drift().
 */
void tally_billing_unnote_drift    (TallyColumnMap       *map,
                                    const TallyColumnMap *previous,
                                    TallyField            field);

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
