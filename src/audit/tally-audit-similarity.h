/* tally-audit-similarity.h
 *
 * How alike two keys are that people typed: work requests, poles, unit codes. Pure functions, any thread.
 * Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters compared of each key; the rest of a longer one does not count. */
#define TALLY_AUDIT_SIMILARITY_MAX_CHARS 64

/**
 * tally_audit_similarity_jaro_winkler:
 * @a: UTF-8
 * @b: UTF-8
 *
 * Jaro's similarity (1989) with Winkler's weight of a common beginning (1990): up to four characters, 0.1
 * each. Two empty keys are equal; an empty one and another are not alike at all.
 *
 * Returns: 0 … 1000000 (1 in millionths), rounded down: the same on every machine
 */
gint64    tally_audit_similarity_jaro_winkler (const char *a,
                                               const char *b);

/**
 * tally_audit_similarity_dup_key:
 * @text: (nullable): UTF-8
 *
 * The key behind a spelling: ASCII capitals; without blanks, dashes, dots, slashes, unless they part two
 * numbers; without zeros in front of a number; beside a digit an O is a zero, an I or l a one. "p-0l2" and
 * "P 12" are one key, "1-23" and "12-3" are two.
 *
 * Returns: (transfer full): the key
 */
char     *tally_audit_similarity_dup_key      (const char *text);

/**
 * tally_audit_similarity_is_slip:
 * @a: a key
 * @b: a key
 *
 * Whether one may be the other mistyped: one character more, less or another, or two neighbours swapped
 * (Damerau 1964), in keys of five characters or more.
 *
 * Returns: %TRUE if they differ, and by one slip
 */
gboolean  tally_audit_similarity_is_slip      (const char *a,
                                               const char *b);

G_END_DECLS
