/* tally-rate-table.h
 *
 * What a unit of work costs by contract: for a unit code, a kind of work, a contract and a day. Billing
 * reads rate files into it, the audit holds prices against it. Immutable once filled; then any thread.
 * Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-week.h"
#include "tally-work-kind.h"

G_BEGIN_DECLS

/* A contract's price list has some thousand codes, of three kinds of work; a hundred of these is not
 * one installation's any more. */
#define TALLY_RATE_TABLE_MAX_RATES 2000000

/**
 * TallyRate:
 * @cu: unit code, upper case; borrowed from the table
 * @work: what is done with it, never unknown
 * @contract: the contract, lower case; borrowed from the table
 * @valid_from: first day on which it holds, %TALLY_DAY_NONE = ever since
 * @valid_to: last day on which it holds, %TALLY_DAY_NONE = until further notice
 * @rate: dollars a unit, exact; 0 = the unit is listed but not paid for
 * @place: file and line that it was read from; borrowed from the table
 * @is_doubtful: what it costs is not known: it could not be read, or another rate contradicts it. The unit
 *   is listed, but nothing can be held against it
 */
typedef struct {
  const char    *cu;
  TallyWorkKind  work;
  const char    *contract;
  TallyDay       valid_from;
  TallyDay       valid_to;
  TallyDecimal   rate;
  const char    *place;
  gboolean       is_doubtful;
} TallyRate;

/**
 * TallyRateClashFunc:
 * @a: a rate
 * @b: another one of the same unit, work and contract whose days overlap and whose rate differs
 * @data: what the caller gave
 *
 * Told of rates that contradict each other.
 */
typedef void (*TallyRateClashFunc) (const TallyRate *a, const TallyRate *b, gpointer data);

typedef struct _TallyRateTable TallyRateTable;

/**
 * tally_rate_table_new:
 *
 * Returns: (transfer full): an empty table
 */
TallyRateTable  *tally_rate_table_new             (void);

/**
 * tally_rate_table_free:
 * @self: (nullable): a table
 *
 * Frees it.
 */
void             tally_rate_table_free            (TallyRateTable         *self);

/**
 * tally_rate_table_add:
 * @self: a table that is not sealed
 * @rate: a rate; its texts are copied, @cu folded to upper and @contract to lower case
 *
 * Adds a rate.
 *
 * Returns: %FALSE if the table has %TALLY_RATE_TABLE_MAX_RATES already
 */
gboolean         tally_rate_table_add             (TallyRateTable         *self,
                                                   const TallyRate        *rate) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_rate_table_seal:
 * @self: a table
 * @func: (nullable) (scope call): told of contradictions
 * @data: for @func
 *
 * Ends the filling: sorts and makes it ready for looking up. Equal rates on overlapping days are one; a rate
 * of 0 contradicts none, the other one holds. Rates that contradict each other become doubtful: which of
 * them holds is for a person to say. O(n log n).
 *
 * Returns: how many contradictions there are
 */
guint            tally_rate_table_seal            (TallyRateTable         *self,
                                                   TallyRateClashFunc      func,
                                                   gpointer                data);

/**
 * tally_rate_table_get_n_rates:
 * @self: a sealed table
 *
 * Returns: how many rates it has, doubtful ones left out
 */
guint            tally_rate_table_get_n_rates     (const TallyRateTable   *self);

/**
 * tally_rate_table_get_fingerprint:
 * @self: a sealed table
 *
 * Returns: (transfer none): SHA-256 of all its rates but the doubtful ones, whatever order and files they
 *   came in
 */
const char      *tally_rate_table_get_fingerprint (const TallyRateTable   *self);

/**
 * tally_rate_table_list_all:
 * @self: a sealed table
 * @out_n_rates: (out): how many there are
 *
 * Returns: (array length=out_n_rates) (transfer none): all, doubtful ones too, by code, contract, work, first day
 */
const TallyRate *tally_rate_table_list_all        (const TallyRateTable *self, guint *out_n_rates);

/**
 * tally_rate_table_list_cu:
 * @self: a sealed table
 * @cu: a unit code as a line has it: case and blanks around it don't matter
 * @out_n_rates: (out): how many there are, 0 if the code is not listed
 *
 * All rates of a unit, doubtful ones too: every contract, era and kind of work, sorted by contract, work, first
 * day. O(log n), allocates nothing.
 *
 * Returns: (array length=out_n_rates) (nullable) (transfer none): the rates
 */
const TallyRate *tally_rate_table_list_cu         (const TallyRateTable   *self,
                                                   const char             *cu,
                                                   guint                  *out_n_rates);

/**
 * tally_rate_table_find:
 * @self: a sealed table
 * @cu: a unit code as a line has it
 * @work: what is done with it
 * @contract: a contract, lower case
 * @day: the day of the work
 *
 * Returns: (nullable) (transfer none): the rate that holds then, %NULL if there is none or it is doubtful
 */
const TallyRate *tally_rate_table_find            (const TallyRateTable   *self,
                                                   const char             *cu,
                                                   TallyWorkKind           work,
                                                   const char             *contract,
                                                   TallyDay                day);

/**
 * tally_rate_table_has_contract:
 * @self: a sealed table
 * @contract: a contract, lower case
 * @day: a day; %TALLY_DAY_NONE = any
 *
 * O(log n).
 *
 * Returns: %TRUE if any rate of the contract holds on that day: lines of it can be held against the table
 */
gboolean         tally_rate_table_has_contract    (const TallyRateTable   *self,
                                                   const char             *contract,
                                                   TallyDay                day);

/**
 * tally_rate_choose:
 * @rates: (array length=n_rates): what tally_rate_table_list_cu() gave
 * @n_rates: how many
 * @work: what is done with the unit
 * @contract: a contract, lower case
 * @day: the day of the work
 *
 * As tally_rate_table_find(), of a unit that was found already.
 *
 * Returns: (nullable) (transfer none): the rate that holds then
 */
const TallyRate *tally_rate_choose                (const TallyRate        *rates,
                                                   guint                   n_rates,
                                                   TallyWorkKind           work,
                                                   const char             *contract,
                                                   TallyDay                day);

/**
 * tally_rate_holds_on:
 * @rate: a rate
 * @day: a day
 *
 * Returns: %TRUE if @day lies between its first and its last day
 */
gboolean         tally_rate_holds_on              (const TallyRate        *rate,
                                                   TallyDay                day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRateTable, tally_rate_table_free)

G_END_DECLS
