/* tally-billing-content.h
 *
 * What the first cells of columns hold, beside what their titles promise. The task that reads a
 * sheet asks for the mapped columns and their rivals, lets the rows pass by a sample, and weighs the
 * map by it before it hands it over. No value is kept, only counts. One owner at a time. Depends on
 * core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* Enough to tell days from amounts; a few wrong ones among them don't matter. */
#define TALLY_BILLING_SAMPLE_CELLS 200

/* A confidence below this says that the content contradicts the title. */
#define TALLY_BILLING_DOUBT_PERCENT 50

/**
 * TallyBillingRival:
 * @field: a field
 * @column_id: a column that might hold it and that the map doesn't take it from
 * @percent: how well its title fits, as in a map; 0 = not at all, its type does
 * @title: (owned): its title
 *
 * Another column for a field.
 */
typedef struct {
  TallyField  field;
  gint64      column_id;
  guint       percent;
  char       *title;
} TallyBillingRival;

typedef struct _TallyBillingSample TallyBillingSample;

/**
 * tally_billing_sample_new:
 * @column_ids: (array length=n_columns): the columns of the rows to come, in their order
 * @n_columns: their number
 *
 * Returns: (transfer full): an empty sample
 */
TallyBillingSample *tally_billing_sample_new    (const gint64             *column_ids,
                                                 guint                     n_columns);

/**
 * tally_billing_sample_free:
 * @self: (nullable): a sample
 *
 * Frees it.
 */
void                tally_billing_sample_free   (TallyBillingSample       *self);

/**
 * tally_billing_sample_clear:
 * @self: a sample
 *
 * Forgets all rows: the sheet is read again from its start.
 */
void                tally_billing_sample_clear  (TallyBillingSample       *self);

/**
 * tally_billing_sample_add:
 * @self: a sample
 * @row: the next row; cells beyond the sample's columns are not looked at
 *
 * Looks at the cells of each column that has not shown %TALLY_BILLING_SAMPLE_CELLS yet. Blanks and
 * the errors of formulas ("#NO MATCH") don't count. O(1) once the sample is full.
 */
void                tally_billing_sample_add    (TallyBillingSample       *self,
                                                 const TallyRow           *row);

/**
 * tally_billing_weigh_content:
 * @map: a map of tally_billing_map_columns(), not handed over yet
 * @rivals: (element-type TallyBillingRival): of tally_billing_list_rivals() for that map
 * @previous: (nullable): the map of the last time, as tally_billing_map_columns() had it
 * @sample: what the columns hold; of a column that is not in it nothing is said
 *
 * Lowers the confidence of a column by the share of cells that are not of its field's kind, and
 * raises that of a guessed date whose days are ends of weeks. Where four of five cells are of
 * another kind (3 cells at least), the content contradicts the title: that is noted, and if a rival
 * whose title fits holds cells of the right kind, the field is read from it. A field without a
 * column gets a note that names the column whose content is like its own; it is never mapped by
 * content alone.
 *
 * Returns: %TRUE if a field is read from another column now: read the rows again
 */
gboolean            tally_billing_weigh_content (TallyColumnMap           *map,
                                                 GPtrArray                *rivals,
                                                 const TallyColumnMap     *previous,
                                                 const TallyBillingSample *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyBillingSample, tally_billing_sample_free)

G_END_DECLS
