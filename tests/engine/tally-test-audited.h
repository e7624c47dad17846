/* tally-test-audited.h
 *
 * Whole passes with the audit: a world in which nothing is wrong, what people and automations do to its rows,
 * what the audit made of it, and the rows of the audit sheet. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-line.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-store.h"
#include "tally-test-engine.h"
#include "tally-work-kind.h"

G_BEGIN_DECLS

/* When the first pass is: Tuesday, 2026-11-24T12:00:00Z, two days after the one week of the world. */
#define TALLY_TEST_AUDITED_START_USEC (G_GINT64_CONSTANT (1795521600) * G_USEC_PER_SEC)

/**
 * TallyTestBilled:
 * @sheet_id: its sheet
 * @row_id: its row
 * @price_cents: what it bills
 * @quantity: of how many units
 * @cu: (owned): of which unit
 * @work: what was done
 * @week_ending: in which week
 *
 * A line that is billed.
 */
typedef struct {
  gint64         sheet_id;
  gint64         row_id;
  TallyMoney     price_cents;
  TallyDecimal   quantity;
  char          *cu;
  TallyWorkKind  work;
  TallyDay       week_ending;
} TallyTestBilled;

/**
 * tally_test_audited_new:
 * @n_rows: rows of each of its two sheets
 * @n_units: how many unit codes they bill, 0 = as many as is natural
 *
 * Makes a clean world of one week that has ended. Sandbox and runs have one clock, which stands still but for
 * waits; the audit sheet is configured, and nothing holds up publishing.
 *
 * Returns: (transfer full): a test engine, before its first run
 */
TallyTestEngine *tally_test_audited_new          (guint                   n_rows,
                                                  guint                   n_units);

/**
 * tally_test_audited_configure:
 * @engine: a test engine
 * @text: lines to add to its configuration, with their group
 *
 * Adds to the configuration from the next run on.
 */
void             tally_test_audited_configure    (TallyTestEngine        *engine,
                                                  const char             *text);

/**
 * tally_test_audited_run:
 * @engine: a test engine
 * @exit_code: how the pass must end
 *
 * An hour later, a whole pass.
 *
 * Returns: (transfer full): what it did; with its audit
 */
TallyRun        *tally_test_audited_run          (TallyTestEngine        *engine,
                                                  int                     exit_code);

/**
 * tally_test_audited_list_billed:
 * @engine: a test engine after a run
 *
 * Returns: (transfer full) (element-type TallyTestBilled): the lines that are billed, by amount, the dearest first
 */
GArray          *tally_test_audited_list_billed  (TallyTestEngine        *engine);

/**
 * tally_test_audited_write_rates:
 * @engine: a test engine
 * @billed: (element-type TallyTestBilled): its lines
 *
 * Writes the table of rates that these lines follow, and configures it.
 */
void             tally_test_audited_write_rates  (TallyTestEngine        *engine,
                                                  GArray                 *billed);

/**
 * tally_test_audited_edit:
 * @engine: a test engine
 * @row: a line
 * @field: what is written
 * @by: address of who writes it
 * @value: JSON
 *
 * Writes a cell, now.
 */
void             tally_test_audited_edit         (TallyTestEngine        *engine,
                                                  const TallyTestBilled  *row,
                                                  TallySandboxField       field,
                                                  const char             *by,
                                                  const char             *value);

/**
 * tally_test_audited_edit_price:
 * @engine: a test engine
 * @row: a line
 * @by: address of who writes it
 * @cents: the new price
 *
 * Writes a price, now.
 */
void             tally_test_audited_edit_price   (TallyTestEngine        *engine,
                                                  const TallyTestBilled  *row,
                                                  const char             *by,
                                                  TallyMoney              cents);

/**
 * tally_test_audited_do:
 * @engine: a test engine
 * @op: "duplicate-row" or "remove-row"
 * @row: a line
 *
 * Does it, now.
 *
 * Returns: id of the row that was made or removed
 */
gint64           tally_test_audited_do           (TallyTestEngine        *engine,
                                                  const char             *op,
                                                  const TallyTestBilled  *row);

/**
 * tally_test_audited_find:
 * @run: a run with its audit
 * @detector: id of a detector, or the beginning of one
 * @row: (nullable): a line that it must be about
 *
 * Returns: (transfer none) (nullable): the first such finding that stands
 */
const TallyFinding *tally_test_audited_find      (const TallyRun         *run,
                                                  const char             *detector,
                                                  const TallyTestBilled  *row);

/**
 * tally_test_audited_dup_findings:
 * @run: a run with its audit
 *
 * Returns: (transfer full): detectors of the findings that stand, sorted, " " between them; "~" before one on trial
 */
char            *tally_test_audited_dup_findings (const TallyRun         *run);

/**
 * tally_test_audited_get_status:
 * @engine: a test engine after a run
 * @id: a finding's id
 *
 * Returns: (transfer none): id of its status; fails if there is no such finding
 */
const char      *tally_test_audited_get_status   (TallyTestEngine        *engine,
                                                  const char             *id);

/**
 * tally_test_audited_confirm:
 * @engine: a test engine after a run
 * @id: a finding's id
 *
 * A person says that it is an error.
 */
void             tally_test_audited_confirm      (TallyTestEngine        *engine,
                                                  const char             *id);

/**
 * tally_test_audited_list_rows:
 * @engine: a test engine
 *
 * Returns: (transfer full) (element-type utf8): each row of the audit sheet, "TITLE=JSON" of its cells that hold
 *   something, "|" between them
 */
GPtrArray       *tally_test_audited_list_rows    (TallyTestEngine        *engine);

G_END_DECLS
