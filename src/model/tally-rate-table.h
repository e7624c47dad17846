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

G_BEGIN_DECLS

/* A contract's price list has some thousand codes, of three kinds of work; a hundred of these is not
 * one installation's any more. */
#define TALLY_RATE_TABLE_MAX_RATES 2000000

/**
 * TallyWorkKind:
 * @TALLY_WORK_UNKNOWN: blank, or no kind of work that a contract knows
 * @TALLY_WORK_INSTALL: something is put up
 * @TALLY_WORK_REMOVAL: something is taken down
 * @TALLY_WORK_TRANSFER: something is moved over
 * @TALLY_N_WORK_KINDS: how many there are
 */
typedef enum {
  TALLY_WORK_UNKNOWN,
  TALLY_WORK_INSTALL,
  TALLY_WORK_REMOVAL,
  TALLY_WORK_TRANSFER,
  TALLY_N_WORK_KINDS,
} TallyWorkKind;

/**
 * TallyRate:
 * @cu: unit code, upper case; borrowed from the table
 * @work: what is done with it, never unknown
 * @contract: the contract, lower case; borrowed from the table
 * @valid_from: first day on which it holds, %TALLY_DAY_NONE = ever since
 * @valid_to: last day on which it holds, %TALLY_DAY_NONE = until further notice
 * @rate: dollars a unit, exact; 0 = the unit is listed but not paid for
 * @place: file and line that it was read from; borrowed from the table
 */
typedef struct {
  const char    *cu;
  TallyWorkKind  work;
  const char    *contract;
  TallyDay       valid_from;
  TallyDay       valid_to;
  TallyDecimal   rate;
  const char    *place;
} TallyRate;

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
 * @self: a table that was not looked into yet
 * @rate: a rate; its texts are copied, @cu folded to upper and @contract to lower case
 *
 * Adds a rate.
 */
void             tally_rate_table_add             (TallyRateTable         *self,
                                                   const TallyRate        *rate);

/**
 * tally_rate_table_seal:
 * @self: a table
 * @out_clash_a: (out) (nullable) (transfer none): a rate
 * @out_clash_b: (out) (nullable) (transfer none): another one of the same unit, work and contract whose
 *   days overlap and whose rate differs
 *
 * Ends the filling: sorts and makes it ready for looking up. Equal rates on overlapping days are one.
 * O(n log n).
 *
 * Returns: %FALSE if two rates contradict each other: which holds is for a person to say
 */
gboolean         tally_rate_table_seal            (TallyRateTable         *self,
                                                   const TallyRate       **out_clash_a,
                                                   const TallyRate       **out_clash_b) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_rate_table_get_n_rates:
 * @self: a sealed table
 *
 * Returns: how many rates it has
 */
guint            tally_rate_table_get_n_rates     (const TallyRateTable   *self);

/**
 * tally_rate_table_get_fingerprint:
 * @self: a sealed table
 *
 * Returns: (transfer none): SHA-256 of all its rates, whatever order and files they came in
 */
const char      *tally_rate_table_get_fingerprint (const TallyRateTable   *self);

/**
 * tally_rate_table_list_cu:
 * @self: a sealed table
 * @cu: a unit code as a line has it: case and blanks around it don't matter
 * @out_n_rates: (out): how many there are, 0 if the code is not listed
 *
 * All rates of a unit: every contract, era and kind of work, sorted by contract, work, first day. O(log n).
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
 * Returns: (nullable) (transfer none): the rate that holds then, %NULL if there is none
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
 * @day: a day
 *
 * Returns: %TRUE if any rate of the contract holds on that day: lines of it can be held against the table
 */
gboolean         tally_rate_table_has_contract    (const TallyRateTable   *self,
                                                   const char             *contract,
                                                   TallyDay                day);

/**
 * tally_work_kind_parse:
 * @text: (nullable): a work type as a line has it: "Install", "INST", "Rem.", "Removal", "Xfr", "Transfer"
 *
 * An enumeration of known forms and abbreviations, not a search for parts of words (incident 46 of the
 * predecessor: "inst" never matched "install" where the order of tests was wrong).
 *
 * Returns: the kind, %TALLY_WORK_UNKNOWN if it is none of them
 */
TallyWorkKind    tally_work_kind_parse            (const char             *text);

/**
 * tally_work_kind_get_id:
 * @work: a kind
 *
 * Returns: (transfer none): "unknown", "install", "removal", "transfer"
 */
const char      *tally_work_kind_get_id           (TallyWorkKind           work);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRateTable, tally_rate_table_free)

G_END_DECLS
