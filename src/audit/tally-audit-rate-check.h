/* tally-audit-rate-check.h
 *
 * Which lines can be held against a contract's rates, why not the others, and which of them bill something
 * else. Computed once an audit and shared by the detectors of prices: scope comes before any tolerance.
 * Read only once it is made. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"

G_BEGIN_DECLS

/* From so many lines on, if more than this share of them bills something else than the rates say, they follow
 * other rates: the lines of a sheet, or of all sheets of a contract. Then the table does not fit, and no line
 * of them is wrong for that (of 199,717 lines of the predecessor 115,272 were flagged before it knew eras). */
#define TALLY_AUDIT_RATE_MIN_FIT_LINES 50
#define TALLY_AUDIT_RATE_MAX_OFF_PERCENT 50

/* Share of a contract's units, and of its lines, that the table must list before a unit that it does not list
 * is worth a word: of a table that lists less, it is the table that lacks something. */
#define TALLY_AUDIT_RATE_MIN_LISTED_PERCENT 80

/**
 * TallyAuditRateCoverage:
 * @contract: a contract
 * @n_units: different unit codes that its lines bill
 * @n_units_listed: of these, those that the contract lists on the day of any of these lines
 * @n_lines: its lines
 * @n_lines_listed: of these, those whose unit is listed on their day
 *
 * How much of what a contract's lines bill the table knows.
 */
typedef struct {
  const char *contract;
  guint       n_units;
  guint       n_units_listed;
  guint       n_lines;
  guint       n_lines_listed;
} TallyAuditRateCoverage;

/**
 * TallyAuditRateEntry:
 * @line: number of the line
 * @contract: the contract that it follows
 * @day: the day of its work
 * @work: what was done
 * @rate: (nullable): what a unit costs; %NULL: the contract does not list the unit on that day
 *
 * A line to be judged.
 */
typedef struct {
  guint            line;
  const char      *contract;
  TallyDay         day;
  TallyWorkKind    work;
  const TallyRate *rate;
} TallyAuditRateEntry;

typedef struct _TallyAuditRateCheck TallyAuditRateCheck;

/**
 * tally_audit_rate_check_get:
 * @context: an audit
 *
 * O(n log n) at the first call.
 *
 * Returns: (transfer none): what the lines of the audit are against the rates
 */
const TallyAuditRateCheck    *tally_audit_rate_check_get           (TallyAuditContext          *context);

/**
 * tally_audit_rate_check_list_off:
 * @self: a check
 * @out_n_entries: (out): how many
 *
 * Returns: (array length=out_n_entries) (transfer none): lines in scope whose price is not what the rate says,
 *   in their order
 */
const TallyAuditRateEntry    *tally_audit_rate_check_list_off      (const TallyAuditRateCheck  *self,
                                                                    guint                      *out_n_entries);

/**
 * tally_audit_rate_check_list_unpaid:
 * @self: a check
 * @out_n_entries: (out): how many
 *
 * Returns: (array length=out_n_entries) (transfer none): lines that bill a unit which the contract does not
 *   list on that day, or lists with a rate of 0, in their order
 */
const TallyAuditRateEntry    *tally_audit_rate_check_list_unpaid   (const TallyAuditRateCheck  *self,
                                                                    guint                      *out_n_entries);

/**
 * tally_audit_rate_check_find_coverage:
 * @self: a check
 * @contract: a contract of one of its entries
 *
 * Returns: (transfer none): how much of its lines the table knows
 */
const TallyAuditRateCoverage *tally_audit_rate_check_find_coverage (const TallyAuditRateCheck  *self,
                                                                    const char                 *contract);

/**
 * tally_audit_rate_coverage_is_enough:
 * @self: a coverage
 *
 * Returns: %TRUE if a unit that is not listed says something about the line
 */
gboolean                      tally_audit_rate_coverage_is_enough  (const TallyAuditRateCoverage *self);

/**
 * tally_audit_rate_check_count_prices:
 * @self: a check
 * @context: the audit
 *
 * Counts for the detector at work which lines have a rate, and why not the others.
 */
void                          tally_audit_rate_check_count_prices  (const TallyAuditRateCheck  *self,
                                                                    TallyAuditContext          *context);

/**
 * tally_audit_rate_check_count_units:
 * @self: a check
 * @context: the audit
 *
 * Counts for the detector at work which lines follow a contract whose units are known, and why not the others.
 */
void                          tally_audit_rate_check_count_units   (const TallyAuditRateCheck  *self,
                                                                    TallyAuditContext          *context);

G_END_DECLS
