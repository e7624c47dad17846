/* tally-field.h
 *
 * The fields of a billing line that Tallyman knows, whatever a sheet calls its columns. Text
 * fields come first, so that loops over them are short. In the database and in files a field goes
 * by its id. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyField:
 * @TALLY_FIELD_WORK_REQUEST: the customer's order that is billed; whose row takes the workbook
 * @TALLY_FIELD_FOREMAN: who led the crew
 * @TALLY_FIELD_DEPT: department number
 * @TALLY_FIELD_CUSTOMER: customer's name
 * @TALLY_FIELD_WORK_ORDER: work order number
 * @TALLY_FIELD_AREA: area
 * @TALLY_FIELD_POLE: pole or point number
 * @TALLY_FIELD_CU: compatible unit: the code that is billed
 * @TALLY_FIELD_WORK_TYPE: install, removal, transfer
 * @TALLY_FIELD_CU_DESCRIPTION: the unit in words
 * @TALLY_FIELD_UOM: unit of measure
 * @TALLY_FIELD_SCOPE: scope number
 * @TALLY_FIELD_JOB: job number
 * @TALLY_N_TEXT_FIELDS: how many of the fields are text
 * @TALLY_FIELD_WEEK_ENDING: day on which the billing week ends
 * @TALLY_FIELD_SNAPSHOT: day on which the unit was completed
 * @TALLY_FIELD_QUANTITY: number of units
 * @TALLY_FIELD_PRICE: price of the whole line
 * @TALLY_FIELD_COMPLETED: whether the units are completed
 * @TALLY_N_FIELDS: how many fields there are
 */
typedef enum {
  TALLY_FIELD_WORK_REQUEST,
  TALLY_FIELD_FOREMAN,
  TALLY_FIELD_DEPT,
  TALLY_FIELD_CUSTOMER,
  TALLY_FIELD_WORK_ORDER,
  TALLY_FIELD_AREA,
  TALLY_FIELD_POLE,
  TALLY_FIELD_CU,
  TALLY_FIELD_WORK_TYPE,
  TALLY_FIELD_CU_DESCRIPTION,
  TALLY_FIELD_UOM,
  TALLY_FIELD_SCOPE,
  TALLY_FIELD_JOB,
  TALLY_N_TEXT_FIELDS,
  TALLY_FIELD_WEEK_ENDING = TALLY_N_TEXT_FIELDS,
  TALLY_FIELD_SNAPSHOT,
  TALLY_FIELD_QUANTITY,
  TALLY_FIELD_PRICE,
  TALLY_FIELD_COMPLETED,
  TALLY_N_FIELDS,
} TallyField;

/**
 * tally_field_get_id:
 * @field: a field
 *
 * Returns: (transfer none): its stable id, e.g. "work-request"; "" for no field
 */
const char *tally_field_get_id    (TallyField  field);

/**
 * tally_field_get_title:
 * @field: a field
 *
 * Returns: (transfer none): the column title it usually has, e.g. "Work Request #"
 */
const char *tally_field_get_title (TallyField  field);

/**
 * tally_field_find:
 * @id: (nullable): an id
 * @out_field: (out): the field; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a field
 */
gboolean    tally_field_find      (const char *id,
                                   TallyField *out_field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
