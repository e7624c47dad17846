/* tally-workbook-text.h
 *
 * Foreign text as a cell's literal text: what Excel takes, and what it must not read into it.
 * Writer, verifier and reader share it. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UTF-16 units in a cell, Excel's own limit. */
#define TALLY_WORKBOOK_MAX_TEXT_UNITS 32767

/**
 * tally_workbook_text_escape:
 * @text: any bytes
 * @scratch: room for the result; overwritten
 *
 * Makes text fit for a cell: invalid bytes become U+FFFD, control characters but tab and line feed
 * and what XML can't hold go, "_xHHHH_" becomes "_x005F_xHHHH_", and it is cut at
 * %TALLY_WORKBOOK_MAX_TEXT_UNITS units, never within a character.
 *
 * Returns: (transfer none): @text itself if nothing had to change, else the text of @scratch
 */
const char *tally_workbook_text_escape   (const char *text,
                                          GString    *scratch);

/**
 * tally_workbook_text_unescape:
 * @text: a cell's text as stored, valid UTF-8
 * @scratch: room for the result; overwritten
 *
 * Undoes "_xHHHH_" as Excel does.
 *
 * Returns: (transfer none): @text itself if there was none, else the text of @scratch
 */
const char *tally_workbook_text_unescape (const char *text,
                                          GString    *scratch);

G_END_DECLS
