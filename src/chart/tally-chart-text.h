/* tally-chart-text.h
 *
 * Foreign text made fit to be drawn: bounded, one line, without characters that turn the reading
 * direction of what stands behind them; and sentences with places for values. Pure functions, any thread.
 * Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters of a name; no chart has room for more, and a thousand hostile ones take time to measure. */
#define TALLY_CHART_TEXT_MAX_CHARS 200

/**
 * tally_chart_text_clean:
 * @text: (nullable): foreign bytes
 *
 * The normal form of tally_text_normalise(), without marks of direction, no longer than
 * %TALLY_CHART_TEXT_MAX_CHARS.
 *
 * Returns: (transfer full): the text, "" for %NULL
 */
char *tally_chart_text_clean (const char        *text);

/**
 * tally_chart_text_fill:
 * @phrase: a sentence in which {1} … {4} stand for values
 * @values: (array length=n): what is put there
 * @n: how many there are, 0 … 4
 *
 * A value is never looked into: braces in it stay what they are.
 *
 * Returns: (transfer full): the sentence
 */
char *tally_chart_text_fill  (const char        *phrase,
                              const char *const *values,
                              guint              n);

/**
 * tally_chart_text_cut:
 * @text: a text
 * @n_chars: how many characters to keep
 *
 * Cuts where no mark is parted from its letter.
 *
 * Returns: (transfer full): the beginning with "…" behind it
 */
char *tally_chart_text_cut   (const char        *text,
                              glong              n_chars);

G_END_DECLS
