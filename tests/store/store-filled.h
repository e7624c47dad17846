/* store-filled.h
 *
 * One record of every family, written through the repositories, and the proof that they are all
 * there: for a database that was opened again, and for one of an older version. Main thread of a
 * test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

#define STORE_FILLED_SHEET 7301
#define STORE_FILLED_TARGET 9900

/**
 * store_filled_group:
 * @n_lines: how many lines it shows
 *
 * Returns: (transfer full): a group of lines of two sheets
 */
TallyGroup *store_filled_group  (guint       n_lines);

/**
 * store_filled_write:
 * @store: an empty store
 *
 * Writes one record of every family, in two runs.
 */
void        store_filled_write  (TallyStore *store);

/**
 * store_filled_assert:
 * @store: a store
 *
 * Fails the test unless all that store_filled_write() wrote is there.
 */
void        store_filled_assert (TallyStore *store);

G_END_DECLS
