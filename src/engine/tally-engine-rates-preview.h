/* tally-engine-rates-preview.h
 *
 * A file that somebody wants to use as a table of rates: what is recognised in it, and what would change with it. And its
 * import: a copy in the data directory, so that what is moved or edited later changes no audit. Blocking; one thread at a
 * time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-rates.h"

G_BEGIN_DECLS

/* Rows shown below the head. */
#define TALLY_ENGINE_RATES_N_SAMPLES 5

/**
 * TallyEngineRatesTerms:
 * @contract: (nullable): the contract of a file that names none in a column; %NULL or "" = "standard"
 * @valid_from: the first day of prices without one, %TALLY_DAY_NONE = ever since
 * @valid_to: the last day of prices without one, %TALLY_DAY_NONE = until further notice
 * @replaces: (nullable): the table in use that it takes the place of, %NULL = it comes beside all
 *
 * What a person says of a file. What the file says of itself counts more.
 */
typedef struct {
  const char *contract;
  TallyDay    valid_from;
  TallyDay    valid_to;
  const char *replaces;
} TallyEngineRatesTerms;

/**
 * TallyEngineRatesColumn:
 * @title: (owned): as it stands in the file
 * @meaning: id of what it is: "cu", "contract", "valid-from", "valid-to", "install", "removal", "transfer"; "" = it is not used
 */
typedef struct {
  char       *title;
  const char *meaning;
} TallyEngineRatesColumn;

/**
 * TallyEngineRatesChange:
 * @cu: (owned): code of the unit
 * @contract: (owned): of which contract
 * @work: what is done with it
 * @before: (owned): dollars a unit now, "" = it has no rate
 * @after: (owned): dollars a unit with the file, "" = it would have none
 *
 * A rate that would change.
 */
typedef struct {
  char          *cu;
  char          *contract;
  TallyWorkKind  work;
  char          *before;
  char          *after;
} TallyEngineRatesChange;

/**
 * TallyEngineRatesPreview:
 * @file: (owned): what was read
 * @columns: (owned) (element-type TallyEngineRatesColumn): of its head
 * @samples: (owned) (element-type GStrv): its first rows
 * @has_contract: whether a column names contracts
 * @has_valid_from: whether a column has first days
 * @has_valid_to: whether a column has last days
 * @changes: (owned) (element-type TallyEngineRatesChange): what would change of its contracts' newest rates, by code
 * @n_new: of these, rates that are not there now
 * @n_gone: of these, rates that would go
 * @n_changed: of these, rates that would be others
 * @n_same: rates that stay
 * @n_clashes: contradictions with the tables that stay in use, or within it: none of these would be used
 * @clashes: (owned) (element-type utf8): the first of these
 */
typedef struct {
  TallyEngineRatesFile *file;
  GPtrArray            *columns;
  GPtrArray            *samples;
  gboolean              has_contract;
  gboolean              has_valid_from;
  gboolean              has_valid_to;
  GPtrArray            *changes;
  guint                 n_new;
  guint                 n_gone;
  guint                 n_changed;
  guint                 n_same;
  guint                 n_clashes;
  GPtrArray            *clashes;
} TallyEngineRatesPreview;

/**
 * tally_engine_rates_preview_free:
 * @self: (nullable): a preview
 *
 * Frees it.
 */
void                     tally_engine_rates_preview_free (TallyEngineRatesPreview     *self);

/**
 * tally_engine_rates_preview:
 * @self: an engine
 * @path: comma-separated values or an Excel workbook
 * @terms: what a person says of it
 * @error: return location, or %NULL
 *
 * Changes nothing. What is wrong within the file is in the preview.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - it can't be read, or is no table of rates; the message says what to do.
 *
 * Returns: (transfer full) (nullable): what it is and what would change with it
 */
TallyEngineRatesPreview *tally_engine_rates_preview      (TallyEngine                 *self,
                                                          const char                  *path,
                                                          const TallyEngineRatesTerms *terms,
                                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_rates_import:
 * @self: an engine
 * @path: as tally_engine_rates_preview()
 * @terms: what a person says of it
 * @error: return location, or %NULL
 *
 * Copies it into the data directory, its owner's alone, as comma-separated values in which the terms stand. The same
 * table twice is one file. It is not in use by that: [rates] files says what is.
 *
 * Errors: as above, also if it has no rate; %TALLY_ENGINE_ERROR_FAILED - the copy can't be written.
 *
 * Returns: (transfer full) (nullable): where the copy is
 */
char                    *tally_engine_rates_import       (TallyEngine                 *self,
                                                          const char                  *path,
                                                          const TallyEngineRatesTerms *terms,
                                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineRatesPreview, tally_engine_rates_preview_free)

G_END_DECLS
