/* tally-nearest.h
 *
 * "Did you mean …": the known word nearest to one that was mistyped. Used for configuration keys,
 * choices and the words of the command line. Pure function, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_nearest_distance:
 * @a: ASCII or UTF-8, compared by bytes without case
 * @b: the same
 *
 * Counts the bytes to insert, delete, replace or swap with their neighbour to make @a into @b. Only
 * the first 63 bytes of each are compared: longer words are no typing mistakes.
 *
 * Returns: the distance, 0 … 63
 */
guint       tally_nearest_distance (const char         *a,
                                    const char         *b);

/**
 * tally_nearest_find:
 * @word: what was typed
 * @candidates: (array zero-terminated=1): the known words
 *
 * Returns: (transfer none) (nullable): the nearest candidate, the first of several; %NULL if even
 *   that one differs in more than a third of its length, or by more than 3 bytes
 */
const char *tally_nearest_find     (const char         *word,
                                    const char * const *candidates);

G_END_DECLS
