/* tally-app-book-filter.h
 *
 * Which workbooks a list shows. Plain value. Depends on the engine alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-books.h"

G_BEGIN_DECLS

/**
 * TallyAppBookFilter:
 * @states: bits of states that are shown, 1 << #TallyEngineBookState
 * @text: (owned): part of work request or name, folded; "" = any
 * @request: (owned): this work request alone, "" = any
 * @week_ending: this week alone, %TALLY_DAY_NONE = any
 *
 * What a workbook must be to be shown.
 */
typedef struct {
  guint     states;
  char     *text;
  char     *request;
  TallyDay  week_ending;
} TallyAppBookFilter;

/**
 * tally_app_book_filter_init:
 * @self: (out caller-allocates): a filter
 *
 * Makes it show all.
 */
void     tally_app_book_filter_init       (TallyAppBookFilter       *self);

/**
 * tally_app_book_filter_clear:
 * @self: a filter
 *
 * Frees what it owns.
 */
void     tally_app_book_filter_clear      (TallyAppBookFilter       *self);

/**
 * tally_app_book_filter_set_text:
 * @self: a filter
 * @text: (nullable): what people search for
 *
 * Sets the text.
 */
void     tally_app_book_filter_set_text   (TallyAppBookFilter       *self,
                                           const char               *text);

/**
 * tally_app_book_filter_get_states:
 * @choice: number of a choice of the list: 0 = all, 1 = those that need a person, then a state each
 *
 * Returns: the bits of its states
 */
guint    tally_app_book_filter_get_states (guint                     choice);

/**
 * tally_app_book_filter_wish:
 * @self: a filter; its text stays
 * @wish: "state=held&request=123&week=112226", blanks do for "&"; what is not understood is left out
 *
 * Has it show what somebody came for.
 *
 * Returns: the number of the choice that was wished for
 */
guint    tally_app_book_filter_wish       (TallyAppBookFilter       *self,
                                           const char               *wish);

/**
 * tally_app_book_filter_matches:
 * @self: a filter
 * @book: a workbook
 *
 * Returns: whether it is shown
 */
gboolean tally_app_book_filter_matches    (const TallyAppBookFilter *self,
                                           const TallyEngineBook    *book);

/**
 * tally_app_book_filter_dup_words:
 * @self: a filter
 *
 * Returns: (transfer full) (nullable): which work request and week it is about alone, for people; %NULL = it is about all
 */
char    *tally_app_book_filter_dup_words  (const TallyAppBookFilter *self);

G_END_DECLS
