/* tally-engine-rates-terms-private.h
 *
 * A table of rates with what a person says of it written into it, as columns that it did not have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-engine-rates-preview.h"

G_BEGIN_DECLS

/**
 * tally_engine_rates_write_terms:
 * @csv: comma-separated values
 * @terms: what a person says
 * @preview: (nullable): gets the columns, the first rows, and which terms the file has itself
 * @error: return location, or %NULL
 *
 * Adds a column for each term that the file lacks; each row stays on its line.
 *
 * Errors: those of tally_billing_csv_read().
 *
 * Returns: (transfer full) (nullable): comma-separated values; the same bytes if there is nothing to add
 */
GBytes *tally_engine_rates_write_terms (GBytes                       *csv,
                                        const TallyEngineRatesTerms  *terms,
                                        TallyEngineRatesPreview      *preview,
                                        GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
