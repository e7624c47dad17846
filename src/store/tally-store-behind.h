/* tally-store-behind.h
 *
 * A store that lost what it had published: a backup that took the place of a damaged one, or one
 * whose log was cut by a crash. It is told from an old copy that somebody put there by the run that
 * died with it, and by what stands beside the database: how far its publications were. Only such a
 * store may catch up with the marker on the target. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-head.h"

G_BEGIN_DECLS

/**
 * tally_store_behind_note:
 * @store: a store
 * @head: how far its publications are
 * @error: return location, or %NULL
 *
 * Writes that beside the database; before the target is told the same.
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY - the folder can't be written.
 *
 * Returns: %TRUE if it stands there, on the disk
 */
gboolean tally_store_behind_note     (TallyStore            *store,
                                      const TallyStoreHead  *head,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_behind_stood_another:
 * @store: a store
 *
 * Returns: whether another store published from this place before: its note is here still, and it is not
 */
gboolean tally_store_behind_stood_another (TallyStore       *store);

/**
 * tally_store_behind_declare:
 * @store: a store that was put in the place of a damaged one
 * @error: return location, or %NULL
 *
 * Says that the target may know of more than it does; durable.
 *
 * Returns: %TRUE if it is said
 */
gboolean tally_store_behind_declare  (TallyStore            *store,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_behind_suspect:
 * @store: a store whose last run was killed
 * @error: return location, or %NULL
 *
 * Says that it may have lost its end; until tally_store_behind_settle().
 *
 * Returns: %TRUE if it is said
 */
gboolean tally_store_behind_suspect  (TallyStore            *store,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_behind_settle:
 * @store: a store that is as far as the target
 * @error: return location, or %NULL
 *
 * Takes back what was declared and suspected; writes nothing where nothing was.
 *
 * Returns: %TRUE if nothing of it stands
 */
gboolean tally_store_behind_settle   (TallyStore            *store,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_behind_is_known:
 * @store: a store
 * @counter: how far its publications are, by the target
 * @out_known: (out): whether it lost publications here, and may take those up to @counter from the
 *   target; untouched on failure
 * @error: return location, or %NULL
 *
 * Asks whether it is behind by a loss, and not a copy.
 *
 * Returns: %FALSE if it can't be read
 */
gboolean tally_store_behind_is_known (TallyStore            *store,
                                      gint64                 counter,
                                      gboolean              *out_known,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_behind_catch_up:
 * @store: a store opened for writing
 * @counter: how far its publications are, by the target
 * @error: return location, or %NULL
 *
 * Counts on from there, with an entry of the trail, in one durable transaction.
 *
 * Returns: %TRUE if it does
 */
gboolean tally_store_behind_catch_up (TallyStore            *store,
                                      gint64                 counter,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
