/* tally-billing-rates.h
 *
 * Reads a contract's price list, a file of comma-separated values with a head of titles, into a table of
 * rates. What can't be read is told with its place and what to do; the rest is used. Jobs call it; any
 * thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-rate-table.h"

G_BEGIN_DECLS

/* Problems told in words; the others are counted. */
#define TALLY_BILLING_RATES_MAX_PROBLEMS 50

/* Records above the head: a title, who made it and when. */
#define TALLY_BILLING_RATES_MAX_LEAD 10

/**
 * TallyBillingRatesReport:
 * @n_rows: rows below the head that name a unit
 * @n_rates: rates above 0
 * @n_zero_rows: rows without any price above 0: units that are listed and not paid for
 * @n_problems: what could not be read
 * @problems: (owned) (element-type utf8): the first of these, "FILE:LINE: what is wrong; what to do"
 *
 * What came of a file, or of several.
 */
typedef struct {
  guint      n_rows;
  guint      n_rates;
  guint      n_zero_rows;
  guint      n_problems;
  GPtrArray *problems;
} TallyBillingRatesReport;

/**
 * TallyBillingRatesReading:
 * @name: the file's name, as places and problems tell it
 * @new_from: first day of prices "(New Rates)", the day after the last one of "(Old Rates)";
 *   %TALLY_DAY_NONE = not known: neither is used
 * @table: (borrowed): where rates go; not sealed
 * @report: (borrowed): what comes of it is added to
 *
 * How to read a file, and where to.
 */
typedef struct {
  const char              *name;
  TallyDay                 new_from;
  TallyRateTable          *table;
  TallyBillingRatesReport *report;
} TallyBillingRatesReading;

/**
 * tally_billing_rates_report_init:
 * @self: (out caller-allocates): a report
 *
 * Makes it empty.
 */
void     tally_billing_rates_report_init  (TallyBillingRatesReport         *self);

/**
 * tally_billing_rates_report_clear:
 * @self: a report
 *
 * Frees what it owns.
 */
void     tally_billing_rates_report_clear (TallyBillingRatesReport         *self);

/**
 * tally_billing_rates_parse:
 * @bytes: (array length=length): a file
 * @length: its length in bytes
 * @reading: how to read it, and where to
 * @error: return location, or %NULL
 *
 * A unit whose price can't be read is listed as doubtful. One whose prices are all 0 or blank is listed with
 * rates of 0.
 *
 * Errors: %TALLY_BILLING_ERROR_RATES - it is no such table: no head with the column "CU" and a price, or
 * beyond the bounds; the message names the file and what to do.
 *
 * Returns: %TRUE if it was read to its end
 */
gboolean tally_billing_rates_parse        (const char                      *bytes,
                                           gsize                            length,
                                           const TallyBillingRatesReading  *reading,
                                           GError                         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyBillingRatesReport, tally_billing_rates_report_clear)

G_END_DECLS
