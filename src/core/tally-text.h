/* tally-text.h
 *
 * Text as data: one form for what people type. NFC, no NBSP, no doubled or outer blanks, valid
 * UTF-8. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_text_is_plain:
 * @text: bytes
 * @length: their number
 *
 * Returns: %TRUE if @text is ASCII in which tally_text_normalise() would change nothing; O(@length)
 */
gboolean    tally_text_is_plain         (const char  *text,
                                         gsize        length);

/**
 * tally_text_normalise:
 * @text: bytes, not necessarily valid UTF-8
 * @length: their number, or -1 when NUL-terminated
 *
 * Makes the one form of a text: invalid bytes become U+FFFD, then NFC; every kind of white space
 * (NBSP, tab, line end, zero-width space, BOM) becomes one blank; other control characters go;
 * runs of blanks become one, outer ones go.
 *
 * Returns: (transfer full): the normal form
 */
char       *tally_text_normalise        (const char  *text,
                                         gssize       length);

/**
 * tally_text_normalise_title:
 * @title: (nullable): a column's title
 *
 * The form in which titles are compared: tally_text_normalise(), case folded, '-' and '_' as
 * blank, "vaccrew" as "vac crew", blanks, '?' and '#' at the end cut, blanks before them too.
 *
 * Returns: (transfer full): the form, "" for %NULL
 */
char       *tally_text_normalise_title  (const char  *title);

/**
 * tally_text_compare:
 * @a: (nullable): a text
 * @b: (nullable): a text
 *
 * Orders by bytes, the same in every locale; %NULL sorts as "".
 *
 * Returns: less than, equal to or more than 0
 */
int         tally_text_compare          (const char  *a,
                                         const char  *b);

/**
 * tally_text_is_empty:
 * @text: (nullable): a text
 *
 * Returns: %TRUE for %NULL and ""
 */
gboolean    tally_text_is_empty         (const char  *text);

/**
 * tally_text_set:
 * @variable: (inout): an owned text
 * @text: (nullable): its new value, copied
 *
 * Replaces an owned text (g_set_str() of GLib 2.76).
 *
 * Returns: %TRUE if it was another text
 */
gboolean    tally_text_set              (char       **variable,
                                         const char  *text);

/**
 * tally_text_dup_count:
 * @n: a number
 * @one: what stands behind 1, "workbook has"
 * @many: what stands behind any other number, "workbooks have"
 *
 * Returns: (transfer full): "1 workbook has", "12 workbooks have"
 */
char       *tally_text_dup_count        (guint64      n,
                                         const char  *one,
                                         const char  *many);

/**
 * tally_text_steal:
 * @string: (transfer full): a string being built
 *
 * Returns: (transfer full): its text (g_string_free_and_steal() of GLib 2.76)
 */
char       *tally_text_steal            (GString     *string);

G_END_DECLS
