/* tally-work-kind.h
 *
 * What is done with a unit: the kinds of work that a contract has prices for. Pure functions, any thread.
 * Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
 * tally_work_kind_parse:
 * @text: (nullable): a work type as a line has it: "Install", "INST", "Rem.", "Removal", "Xfr", "Transfer"
 *
 * An enumeration of known forms and abbreviations, not a search for parts of words (incident 46 of the
 * predecessor: "inst" never matched "install" where the order of tests was wrong).
 *
 * Returns: the kind, %TALLY_WORK_UNKNOWN if it is none of them
 */
TallyWorkKind  tally_work_kind_parse  (const char     *text);

/**
 * tally_work_kind_get_id:
 * @work: a kind
 *
 * Returns: (transfer none): "unknown", "install", "removal", "transfer"
 */
const char    *tally_work_kind_get_id (TallyWorkKind   work);

G_END_DECLS
