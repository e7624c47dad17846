/* tally-engine-rates-private.h
 *
 * Reading tables of rates, for those that list, compare and import them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-engine-rates.h"

G_BEGIN_DECLS

/* Contradictions told in words; the others are counted. */
#define TALLY_ENGINE_RATES_MAX_CLASHES 20

/**
 * tally_engine_rates_parse:
 * @self: an engine
 * @path: the file, for places and messages
 * @csv: (nullable): its bytes; %NULL = it is loaded
 * @table: (nullable): where its rates are added too; not sealed
 *
 * Reads one table.
 *
 * Returns: (transfer full): what came of it; never %NULL
 */
TallyEngineRatesFile *tally_engine_rates_parse (TallyEngine    *self,
                                                const char     *path,
                                                GBytes         *csv,
                                                TallyRateTable *table);

/**
 * tally_engine_rates_seal:
 * @table: a table that is not sealed
 * @clashes: (element-type utf8): gets the first contradictions in words
 *
 * Ends the filling.
 *
 * Returns: how many contradictions there are
 */
guint                 tally_engine_rates_seal  (TallyRateTable *table,
                                                GPtrArray      *clashes);

G_END_DECLS
