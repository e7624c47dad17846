/* tally-jobs-fetch-private.h
 *
 * How a sheet's rows become lines, for the two files that read a sheet: whole, and what changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-billing-line.h"
#include "tally-jobs-fetch.h"
#include "tally-smartsheet-sheet.h"

G_BEGIN_DECLS

/* What takes the rows of one reading. */
typedef struct {
  TallyJobsFetch         *fetch;  /* (borrowed) */
  TallyBillingLineParser *parser; /* (owned) */
  TallyBillingSample     *sample; /* (borrowed) (nullable) */
} TallyJobsFetchReader;

/* Makes lines of rows; the data is a #TallyJobsFetchReader. */
extern const TallySmartsheetSink tally_jobs_fetch_sink;

/**
 * tally_jobs_fetch_forget:
 * @self: a sheet
 *
 * Forgets the rows that were read.
 */
void     tally_jobs_fetch_forget     (TallyJobsFetch         *self);

/**
 * tally_jobs_fetch_has_rival:
 * @rivals: (element-type TallyBillingRival): of a sheet
 *
 * Returns: whether the title of one of them fits its field: then its content has to be seen
 */
gboolean tally_jobs_fetch_has_rival  (GPtrArray              *rivals);

/**
 * tally_jobs_fetch_may_read_part:
 * @self: a sheet to read
 *
 * Returns: whether enough is known of it to ask for its changes alone
 */
gboolean tally_jobs_fetch_may_read_part (const TallyJobsFetch *self);

/**
 * tally_jobs_fetch_read_part:
 * @self: a sheet to read
 * @client: the API
 * @error: return location, or %NULL
 *
 * Reads what changed: @state says whether anything did. Where it can't be told for sure, @doubt
 * says why, and the sheet is to be read whole.
 *
 * Errors: those that reading it whole would meet as well.
 *
 * Returns: %FALSE with @error set
 */
gboolean tally_jobs_fetch_read_part  (TallyJobsFetch         *self,
                                      TallySmartsheetClient  *client,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_fetch_sweep:
 * @self: a sheet of which the changes were read, with @known
 * @client: the API
 * @error: return location, or %NULL
 *
 * Sweeps the ids of its rows, in the version of the changes; sets @swept, or @doubt.
 *
 * Errors: those that reading it whole would meet as well.
 *
 * Returns: %FALSE with @error set
 */
gboolean tally_jobs_fetch_sweep      (TallyJobsFetch         *self,
                                      TallySmartsheetClient  *client,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
