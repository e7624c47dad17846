/* tally-words.h
 *
 * Words of a text, folded so that what people take for the same is the same: letters and digits in a row, without case
 * and accents. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_words_list:
 * @text: a text, UTF-8
 *
 * "Núñez ANC-M" has "nunez", "anc" and "m", as in the tokenizer unicode61 of SQLite with remove_diacritics=2
 * (https://www.sqlite.org/fts5.html, section 4.3.1).
 *
 * Returns: (transfer full) (element-type utf8): its words, in order
 */
GPtrArray *tally_words_list (const char *text);

G_END_DECLS
