/* tally-sandbox-seed-columns.h
 *
 * The columns of a made-up source sheet: their titles by synonym, as people misspell them, in any
 * order, among columns that billing does not need. For the generator; the living sandbox finds the
 * columns again by tally_sandbox_seed_find_column (). Depends on the world and on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

#include "tally-random.h"

G_BEGIN_DECLS

typedef enum
{
  TALLY_SANDBOX_FIELD_WORK_REQUEST,
  TALLY_SANDBOX_FIELD_WEEK,
  TALLY_SANDBOX_FIELD_SNAPSHOT,
  TALLY_SANDBOX_FIELD_FOREMAN,
  TALLY_SANDBOX_FIELD_DEPT,
  TALLY_SANDBOX_FIELD_CUSTOMER,
  TALLY_SANDBOX_FIELD_WORK_ORDER,
  TALLY_SANDBOX_FIELD_AREA,
  TALLY_SANDBOX_FIELD_POLE,
  TALLY_SANDBOX_FIELD_CU,
  TALLY_SANDBOX_FIELD_WORK_TYPE,
  TALLY_SANDBOX_FIELD_DESCRIPTION,
  TALLY_SANDBOX_FIELD_UOM,
  TALLY_SANDBOX_FIELD_QUANTITY,
  TALLY_SANDBOX_FIELD_PRICE,
  TALLY_SANDBOX_FIELD_SCOPE,
  TALLY_SANDBOX_FIELD_JOB,
  TALLY_SANDBOX_FIELD_COMPLETED,
  TALLY_SANDBOX_FIELD_SECOND_PRICE, /* "Redlined Total Price" beside the price that counts */
  TALLY_SANDBOX_FIELD_NOTES,        /* what billing does not read */
  TALLY_SANDBOX_N_FIELDS,
} TallySandboxField;

typedef struct
{
  TallySandboxColumn *columns[TALLY_SANDBOX_N_FIELDS]; /* NULL = the sheet has none */
} TallySandboxSeedColumns;

/**
 * tally_sandbox_seed_columns_add:
 * @world: a world
 * @sheet: a sheet without columns
 * @variety: 0 = exact usual titles in the usual order; else which synonyms, drift and order
 * @out_columns: (out caller-allocates): the columns
 *
 * Makes the columns that rows fill.
 */
void                tally_sandbox_seed_columns_add    (TallySandboxWorld       *world,
                                                       TallySandboxSheet       *sheet,
                                                       guint                    variety,
                                                       TallySandboxSeedColumns *out_columns);

/**
 * tally_sandbox_seed_columns_finish:
 * @world: a world
 * @sheet: a sheet with its columns and rows
 * @variety: as in tally_sandbox_seed_columns_add(); 0 does nothing
 * @random: decides about the order
 *
 * Adds columns that stay empty (20 … 170 of them in each third variety) and mixes the order. Done
 * last, because a row has a slot for each column that was there before it.
 */
void                tally_sandbox_seed_columns_finish (TallySandboxWorld       *world,
                                                       TallySandboxSheet       *sheet,
                                                       guint                    variety,
                                                       TallyRandom             *random);

/**
 * tally_sandbox_seed_find_column:
 * @sheet: a sheet
 * @field: what it should hold
 *
 * Returns: (transfer none) (nullable): the first column with one of the field's titles, however
 *   they are spelt
 */
TallySandboxColumn *tally_sandbox_seed_find_column    (TallySandboxSheet       *sheet,
                                                       TallySandboxField        field);

/**
 * tally_sandbox_seed_rename_title:
 * @field: a field
 * @number: which spelling
 *
 * Returns: (transfer full): a title that people give to such a column
 */
char               *tally_sandbox_seed_rename_title   (TallySandboxField        field,
                                                       guint                    number);

G_END_DECLS
