/* tally-app-book-text.h
 *
 * How pages tell people of workbooks: what one is called, where it stands and what to do about it, what differs between
 * two versions. Pure functions. Depends on engine and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-books.h"
#include "tally-version-diff.h"

G_BEGIN_DECLS

/**
 * tally_app_book_text_get_state:
 * @state: where a workbook stands
 *
 * Returns: (transfer none): it in one or two words
 */
const char *tally_app_book_text_get_state   (TallyEngineBookState   state);

/**
 * tally_app_book_text_get_style:
 * @state: where a workbook stands
 *
 * Returns: (transfer none): the style class of a label that says so
 */
const char *tally_app_book_text_get_style   (TallyEngineBookState   state);

/**
 * tally_app_book_text_dup_kind:
 * @identity: which workbook
 *
 * Returns: (transfer full): what kind of workbook it is and whose, "Helper · Ann Lee"; "" for the crew's own
 */
char       *tally_app_book_text_dup_kind    (const TallyIdentity   *identity);

/**
 * tally_app_book_text_get_advice:
 * @book: a workbook
 *
 * Returns: (transfer none): why it stands where it does, and what a person does about it; "" if there is nothing to do
 */
const char *tally_app_book_text_get_advice  (const TallyEngineBook *book);

/**
 * tally_app_book_text_dup_lines:
 * @n: how many
 *
 * Returns: (transfer full): "12 lines"
 */
char       *tally_app_book_text_dup_lines   (guint                  n);

/**
 * tally_app_book_text_dup_change:
 * @cents: a difference
 *
 * Returns: (transfer full): it with its sign, "+$12.00"
 */
char       *tally_app_book_text_dup_change  (TallyMoney             cents);

/**
 * tally_app_book_text_dup_counts:
 * @diff: a difference
 *
 * Returns: (transfer full): how many lines differ and how, "2 added · 1 removed · 3 changed · 40 as before"
 */
char       *tally_app_book_text_dup_counts  (const TallyVersionDiff *diff);

/**
 * tally_app_book_text_dup_fields:
 * @line: a line that differs
 *
 * Returns: (transfer full): what differs in it, "Changed: Quantity 2 → 3, Units Total Price $10.00 → $15.00"
 */
char       *tally_app_book_text_dup_fields  (const TallyDiffLine   *line);

/**
 * tally_app_book_text_dup_version:
 * @version: a version
 * @now_usec: the time it is told at, µs since 1970 UTC
 *
 * Returns: (transfer full): what became of it and since when, "Replaced · Monday 14:05 · 12 lines · run 7"
 */
char       *tally_app_book_text_dup_version (const TallyVersion    *version,
                                             gint64                 now_usec);

G_END_DECLS
