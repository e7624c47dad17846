/* store-fixture.h
 *
 * What the tests of the store share: a database in a folder of its own with a clock that stands
 * still, and lines made from a number. Main thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-line.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* 2026-11-24T12:00:00Z */
#define STORE_FIXTURE_START G_GINT64_CONSTANT (1795521600000000)

/**
 * StoreFixture:
 * @dir: (owned): the data directory
 * @path: (owned): the database
 * @clock: (owned): a virtual clock
 * @store: (owned) (nullable): the writer
 */
typedef struct {
  char       *dir;
  char       *path;
  TallyClock *clock;
  TallyStore *store;
} StoreFixture;

/**
 * store_fixture_set_up:
 * @self: a fixture
 * @data: ignored
 *
 * Makes a folder and opens a new database in it.
 */
void        store_fixture_set_up    (StoreFixture *self,
                                     gconstpointer data);

/**
 * store_fixture_tear_down:
 * @self: a fixture
 * @data: ignored
 *
 * Closes it.
 */
void        store_fixture_tear_down (StoreFixture *self,
                                     gconstpointer data);

/**
 * store_fixture_open:
 * @self: a fixture
 * @read_only: whether to read alone
 *
 * Returns: (transfer full): one more connection; the test fails if it can't be opened
 */
TallyStore *store_fixture_open      (StoreFixture *self,
                                     gboolean      read_only);

/**
 * store_fixture_line:
 * @line: (out caller-allocates): a line
 * @sheet_id: its sheet
 * @number: makes it: its row number, week, work request and price come from it
 *
 * Makes an accepted line that is the same for the same numbers; texts are static or interned.
 */
void        store_fixture_line      (TallyLine    *line,
                                     gint64        sheet_id,
                                     gint64        number);

/**
 * store_fixture_put_sheet:
 * @self: a fixture
 * @sheet_id: a sheet
 * @n_lines: how many lines it has: store_fixture_line() 1 … @n_lines
 *
 * Reads a sheet into the store, in run 1.
 */
void        store_fixture_put_sheet (StoreFixture *self,
                                     gint64        sheet_id,
                                     gint64        n_lines);

/**
 * store_fixture_assert_lines_equal:
 * @a: a line
 * @b: a line
 *
 * Fails the test unless every member is the same.
 */
void        store_fixture_assert_lines_equal (const TallyLine *a,
                                              const TallyLine *b);

G_END_DECLS
