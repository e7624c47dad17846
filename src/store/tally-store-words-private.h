/* tally-store-words-private.h
 *
 * The index of words, kept by those who write lines, findings and notes, in their transaction. It is told what a row had
 * before it is changed, and what it has after. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"
#include "tally-line.h"
#include "tally-store-private.h"

G_BEGIN_DECLS

/**
 * tally_store_words_add_line:
 * @store: a store in a transaction
 * @line_id: number of a line in the store
 * @line: what it is now
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if its words are found from now on
 */
gboolean tally_store_words_add_line     (TallyStore       *store,
                                         gint64            line_id,
                                         const TallyLine  *line,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_words_drop_line:
 * @store: a store in a transaction
 * @line_id: number of a line in the store
 * @line: what it was until now
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if its words are found no longer
 */
gboolean tally_store_words_drop_line    (TallyStore       *store,
                                         gint64            line_id,
                                         const TallyLine  *line,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_words_add_finding:
 * @store: a store in a transaction
 * @key: number of a finding
 * @finding: what it is now
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if its words are found from now on
 */
gboolean tally_store_words_add_finding  (TallyStore          *store,
                                         gint64               key,
                                         const TallyFinding  *finding,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_words_drop_finding:
 * @store: a store in a transaction
 * @key: number of a finding that is about to be changed
 * @finding: what it will be; only its work request, sentence and assignee are looked at
 * @out_was_other: (out): whether it had other words: then they are found no longer, and
 *   tally_store_words_add_finding() must follow the change
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if it is done
 */
gboolean tally_store_words_drop_finding (TallyStore          *store,
                                         gint64               key,
                                         const TallyFinding  *finding,
                                         gboolean            *out_was_other,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_words_add_note:
 * @store: a store in a transaction
 * @key: number of the finding
 * @note: what was noted; "" is no note
 * @actor: who noted it
 * @utc_usec: when
 * @error: return location, or %NULL
 *
 * Returns: %TRUE if its words are found from now on
 */
gboolean tally_store_words_add_note     (TallyStore  *store,
                                         gint64       key,
                                         const char  *note,
                                         const char  *actor,
                                         gint64       utc_usec,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
