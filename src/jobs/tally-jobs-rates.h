/* tally-jobs-rates.h
 *
 * The rates of the contracts for an audit: all tables that the configuration names, as one; and which contract
 * a sheet follows. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-rate-table.h"
#include "tally-run.h"
#include "tally-store-sheets.h"

G_BEGIN_DECLS

/**
 * tally_jobs_rates_load:
 * @config: configuration
 * @run: what to report to
 *
 * Reads the tables of [rates] files. One that can't be read is a notice of severity error, "rates-unread",
 * and the run is in part: prices are not held against it. Rows that can't be read are one of severity warning
 * a table, "rates-row"; rates that contradict each other one for all, "rates-clash"; neither is used.
 *
 * Returns: (transfer full) (nullable): the rates, sealed; %NULL if there is none: prices are not audited
 */
TallyRateTable *tally_jobs_rates_load         (TallyConfig           *config,
                                               TallyRun              *run) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_rates_dup_contract:
 * @config: configuration
 * @sheet: a source sheet
 *
 * Returns: (transfer full): the contract that [rates] contracts names for it; else "subcontractor" or
 *   "original" by the folder that it was found in, else "standard"; "" if its origin is not known; lower case
 */
char           *tally_jobs_rates_dup_contract (TallyConfig           *config,
                                               const TallyStoreSheet *sheet);

G_END_DECLS
