/* tally-column-map.h
 *
 * Which column of a sheet holds which field, how sure that is, and what a person should look at.
 * Billing makes it from a sheet's columns; the store keeps it, so that a column that vanishes or
 * moves is noticed. Immutable once handed over. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-field.h"
#include "tally-types.h"

G_BEGIN_DECLS

/**
 * TallyColumnMatch:
 * @column_id: the column's id, 0 = the sheet has no such column
 * @confidence_percent: 100 = its exact usual title … 1 = a guess; 0 when there is none
 * @title: (owned): the column's title, "" when there is none
 */
typedef struct {
  gint64  column_id;
  guint   confidence_percent;
  char   *title;
} TallyColumnMatch;

/**
 * TallyColumnMap:
 * @sheet_id: the sheet
 * @matches: one for each #TallyField
 * @notes: (owned) (element-type utf8): ambiguities, drift, unmapped columns, each one sentence
 */
struct _TallyColumnMap {
  gint64            sheet_id;
  TallyColumnMatch  matches[TALLY_N_FIELDS];
  GPtrArray        *notes;
};

/**
 * tally_column_map_new:
 * @sheet_id: the sheet
 *
 * Returns: (transfer full): a map without a match
 */
TallyColumnMap *tally_column_map_new         (gint64                sheet_id);

/**
 * tally_column_map_free:
 * @self: (nullable): a map
 *
 * Frees it.
 */
void            tally_column_map_free        (TallyColumnMap       *self);

/**
 * tally_column_map_set:
 * @self: a map that was not handed over yet
 * @field: the field
 * @column_id: the column's id
 * @title: the column's title
 * @confidence_percent: 1 … 100
 *
 * Says which column holds @field.
 */
void            tally_column_map_set         (TallyColumnMap       *self,
                                              TallyField            field,
                                              gint64                column_id,
                                              const char           *title,
                                              guint                 confidence_percent);

/**
 * tally_column_map_list_ids:
 * @self: a map
 * @out_fields: (out caller-allocates) (array fixed-size=18): the field of each id
 * @out_ids: (out caller-allocates) (array fixed-size=18): ids of the mapped columns in field order
 *
 * Lists the columns to ask the peer for: cell n of a row then holds @out_fields[n].
 *
 * Returns: how many columns are mapped, 0 … %TALLY_N_FIELDS
 */
guint           tally_column_map_list_ids    (const TallyColumnMap *self,
                                              TallyField            out_fields[TALLY_N_FIELDS],
                                              gint64                out_ids[TALLY_N_FIELDS]);

/**
 * tally_column_map_equal:
 * @a: a map
 * @b: a map
 *
 * Returns: %TRUE if both take each field from the same column
 */
gboolean        tally_column_map_equal       (const TallyColumnMap *a,
                                              const TallyColumnMap *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyColumnMap, tally_column_map_free)

G_END_DECLS
