/* tally-engine-setup-map.h
 *
 * How a sheet would be read: which column holds what, how sure that is, and what would become of its first rows. Asks
 * the service, keeps nothing. Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-engine.h"
#include "tally-money.h"
#include "tally-reason.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Rows of a sheet that a preview looks at: a page of them, enough for the content to tell. */
#define TALLY_ENGINE_SETUP_MAP_ROWS 200

/**
 * TallyEngineSetupRow:
 * @row_number: 1-based position in its sheet
 * @reason: why it would be left out, or %TALLY_REASON_ACCEPTED
 * @work_request: (owned): private
 * @cu: (owned): code of the unit; private
 * @detail: (owned): the value that could not be read, "" = all could; private
 * @week_ending: last day of its billing week, %TALLY_DAY_NONE if there is none
 * @price_cents: price of the line; 0 when it can't be read
 *
 * A row as it would be billed, or not.
 */
typedef struct {
  gint64       row_number;
  TallyReason  reason;
  char        *work_request;
  char        *cu;
  char        *detail;
  TallyDay     week_ending;
  TallyMoney   price_cents;
} TallyEngineSetupRow;

/**
 * TallyEngineSetupMap:
 * @sheet_id: the sheet
 * @name: (owned): as Smartsheet has it; private
 * @n_rows: rows of the sheet, -1 = not told
 * @map: (owned): which column holds which field, with confidence and notes
 * @rows: (owned) (element-type TallyEngineSetupRow): the rows looked at, blank ones left out
 * @n_blank: blank rows among those looked at
 * @n_by_reason: rows looked at, by reason
 * @cents_by_reason: their prices, by reason
 *
 * How a sheet would be read.
 */
typedef struct {
  gint64          sheet_id;
  char           *name;
  gint64          n_rows;
  TallyColumnMap *map;
  GPtrArray      *rows;
  guint           n_blank;
  guint           n_by_reason[TALLY_N_REASONS];
  TallyMoney      cents_by_reason[TALLY_N_REASONS];
} TallyEngineSetupMap;

/**
 * tally_engine_setup_map_free:
 * @self: (nullable): a map
 *
 * Frees it.
 */
void                 tally_engine_setup_map_free (TallyEngineSetupMap  *self);

/**
 * tally_engine_setup_map_sheet:
 * @self: an engine
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Maps its columns and looks at its first %TALLY_ENGINE_SETUP_MAP_ROWS rows, by the rules of a pass.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - it is no source: the message says which column it lacks;
 * %TALLY_ENGINE_ERROR_REFUSED, AWAY, NOT_FOUND, FAILED, and those of tally_engine_token_find();
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): how it would be read
 */
TallyEngineSetupMap *tally_engine_setup_map_sheet (TallyEngine   *self,
                                                   gint64         sheet_id,
                                                   GCancellable  *cancellable,
                                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineSetupMap, tally_engine_setup_map_free)

G_END_DECLS
