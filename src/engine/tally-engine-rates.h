/* tally-engine-rates.h
 *
 * The door to the contracts' price lists: the tables in use, a file that somebody wants to use, what would change with
 * it, and its import. Blocking; one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-rate-table.h"

G_BEGIN_DECLS

/**
 * TallyEngineRatesFile:
 * @path: (owned): where it is
 * @failure: (owned): why nothing of it can be used, "" = it was read
 * @n_rows: rows that name a unit
 * @n_rates: rates above 0
 * @n_zero_rows: units that are listed and not paid for
 * @n_problems: places that can't be used
 * @problems: (owned) (element-type utf8): the first of these, with place and remedy
 * @contracts: (owned) (array zero-terminated=1): the contracts that it has rates of, sorted
 * @valid_from: first day of any rate, %TALLY_DAY_NONE = some hold ever since
 * @valid_to: last day of any rate, %TALLY_DAY_NONE = some hold until further notice
 * @fingerprint: (owned): of its rates, whatever order they stand in; "" = it has none
 *
 * A table of rates and what came of reading it.
 */
typedef struct {
  char       *path;
  char       *failure;
  guint       n_rows;
  guint       n_rates;
  guint       n_zero_rows;
  guint       n_problems;
  GPtrArray  *problems;
  char      **contracts;
  TallyDay    valid_from;
  TallyDay    valid_to;
  char       *fingerprint;
} TallyEngineRatesFile;

/**
 * TallyEngineRates:
 * @files: (owned) (element-type TallyEngineRatesFile): the tables of [rates] files, in that order
 * @n_rates: rates that can be used, of all tables together
 * @fingerprint: (owned): of all these, as an audit keeps it; "" = there is none
 * @n_clashes: units whose rates contradict each other: none of these is used
 * @clashes: (owned) (element-type utf8): the first of these, with both places
 *
 * What prices are held against.
 */
typedef struct {
  GPtrArray *files;
  guint      n_rates;
  char      *fingerprint;
  guint      n_clashes;
  GPtrArray *clashes;
} TallyEngineRates;

/**
 * tally_engine_rates_file_free:
 * @self: (nullable): a table
 *
 * Frees it.
 */
void              tally_engine_rates_file_free (TallyEngineRatesFile *self);

/**
 * tally_engine_rates_free:
 * @self: (nullable): tables
 *
 * Frees them.
 */
void              tally_engine_rates_free      (TallyEngineRates     *self);

/**
 * tally_engine_rates_list:
 * @self: an engine
 *
 * Reads the tables in use. One that can't be read says so itself.
 *
 * Returns: (transfer full): the tables; never %NULL
 */
TallyEngineRates *tally_engine_rates_list      (TallyEngine          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRatesFile, tally_engine_rates_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRates, tally_engine_rates_free)

G_END_DECLS
