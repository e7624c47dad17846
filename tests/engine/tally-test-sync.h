/* tally-test-sync.h
 *
 * Passes that sync alone, what they leave in the store, what they asked for, and what a person does
 * to a source sheet between them. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"
#include "tally-store.h"
#include "tally-test-engine.h"

G_BEGIN_DECLS

/* When the first pass is, by the clock of the runs. */
#define TALLY_TEST_SYNC_START_USEC (G_GINT64_CONSTANT (1795521600) * G_USEC_PER_SEC)

/**
 * TallyTestAsked:
 * @n_calls: all calls
 * @n_parts: of these, asked for what changed in a sheet
 * @n_sweeps: asked for one column of all rows
 * @n_whole: asked for a list of columns: a sheet is read whole
 *
 * What passes asked for.
 */
typedef struct {
  guint n_calls;
  guint n_parts;
  guint n_sweeps;
  guint n_whole;
} TallyTestAsked;

/**
 * TallyTestHand:
 * @engine: whose sandbox is edited
 * @world: its world, locked
 * @sheet: the first source sheet
 * @stamp: now, by a person
 *
 * A person at work on a source sheet.
 */
typedef struct {
  TallyTestEngine   *engine;
  TallySandboxWorld *world;
  TallySandboxSheet *sheet;
  TallySandboxStamp  stamp;
} TallyTestHand;

/**
 * tally_test_sync_new_engine:
 * @n_sheets: source sheets
 * @n_rows: rows in each
 * @seed_number: makes the world
 * @mess: share of messy rows, 0 … 1
 *
 * Returns: (transfer full): a world whose runs have a clock that stands still
 */
TallyTestEngine *tally_test_sync_new_engine   (guint                n_sheets,
                                               guint                n_rows,
                                               guint64              seed_number,
                                               double               mess);

/**
 * tally_test_sync_open_store:
 * @engine: a test engine after a run
 *
 * Returns: (transfer full): its store, to read
 */
TallyStore      *tally_test_sync_open_store   (TallyTestEngine     *engine);

/**
 * tally_test_sync_dump:
 * @engine: a test engine after a run
 *
 * Returns: (transfer full): all that its store holds of the sheets, but not when it was learned
 */
char            *tally_test_sync_dump         (TallyTestEngine     *engine);

/**
 * tally_test_sync_run:
 * @engine: a test engine
 * @force: as the option
 *
 * Runs the task "sync"; it must succeed.
 *
 * Returns: (transfer full): what it did
 */
TallyRun        *tally_test_sync_run          (TallyTestEngine     *engine,
                                               gboolean             force);

/**
 * tally_test_sync_again:
 * @engine: a test engine
 *
 * As tally_test_sync_run() without force, for who does not ask what it did.
 */
void             tally_test_sync_again        (TallyTestEngine     *engine);

/**
 * tally_test_sync_assert_whole:
 * @engine: a test engine after a run
 *
 * Fails unless its store holds what that of a new installation does, which reads everything.
 */
void             tally_test_sync_assert_whole (TallyTestEngine     *engine);

/**
 * tally_test_sync_forget_calls:
 * @engine: a test engine
 *
 * Counts calls from here on.
 */
void             tally_test_sync_forget_calls (TallyTestEngine     *engine);

/**
 * tally_test_sync_count_calls:
 * @engine: a test engine
 *
 * Returns: what was asked for since calls were forgotten, which they are now again
 */
TallyTestAsked   tally_test_sync_count_calls  (TallyTestEngine     *engine);

/**
 * tally_test_sync_count_text:
 * @text: a text
 * @part: a part of it
 *
 * Returns: how often it is there
 */
guint            tally_test_sync_count_text   (const char          *text,
                                               const char          *part);

/**
 * tally_test_sync_get_source:
 * @engine: a test engine
 * @index: 0 = the first
 *
 * Returns: the source sheet's id
 */
gint64           tally_test_sync_get_source   (TallyTestEngine     *engine,
                                               guint                index);

/**
 * tally_test_hand_begin:
 * @engine: a test engine
 *
 * Returns: somebody at work; the world is locked until tally_test_hand_end()
 */
TallyTestHand    tally_test_hand_begin        (TallyTestEngine     *engine);

/**
 * tally_test_hand_end:
 * @hand: somebody at work
 *
 * Ends the work.
 */
void             tally_test_hand_end          (TallyTestHand       *hand);

/**
 * tally_test_hand_get_row:
 * @hand: somebody at work
 * @index: 0 = the first
 *
 * Returns: (transfer none): a row of the sheet
 */
TallySandboxRow *tally_test_hand_get_row      (const TallyTestHand *hand,
                                               guint                index);

/**
 * tally_test_hand_write_price:
 * @hand: somebody at work
 * @row: a row
 * @price: a number
 *
 * Writes a price.
 */
void             tally_test_hand_write_price  (TallyTestHand       *hand,
                                               TallySandboxRow     *row,
                                               const char          *price);

G_END_DECLS
