/* tally-test-review.h
 *
 * The page Review on sample data that was audited, and what its tests do with it. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-page-review.h"
#include "tally-test-app.h"

G_BEGIN_DECLS

/**
 * TallyTestReview:
 * @app: (owned): the app
 * @page: (borrowed): its page
 * @selection: (borrowed): of the page
 * @list: (borrowed): of the page
 * @n: what was found
 */
typedef struct {
  TallyTestApp      *app;
  TallyPageReview   *page;
  TallyAppSelection *selection;
  TallyEngineList   *list;
  guint              n;
} TallyTestReview;

/**
 * tally_test_review_set_up:
 * @self: to be filled
 * @data: ignored
 *
 * Opens the app on the page, and waits until all is shown.
 */
void tally_test_review_set_up (TallyTestReview *self, gconstpointer data);

/**
 * tally_test_review_tear_down:
 * @self: a page
 * @data: ignored
 *
 * Closes the app and asserts that all is finalized.
 */
void tally_test_review_tear_down (TallyTestReview *self, gconstpointer data);

/**
 * tally_test_review_find:
 * @self: a page
 * @type: a class
 *
 * Returns: (transfer none): the first visible widget of that class; fails the test if there is none
 */
GtkWidget *tally_test_review_find (TallyTestReview *self, GType type);

/**
 * tally_test_review_count:
 * @self: a page
 *
 * Returns: how many findings it lists
 */
guint tally_test_review_count (TallyTestReview *self);

/**
 * tally_test_review_count_wish:
 * @self: a page
 * @wish: what to show
 *
 * Comes with a wish and waits.
 *
 * Returns: how many findings it lists then
 */
guint tally_test_review_count_wish (TallyTestReview *self, const char *wish);

/**
 * tally_test_review_rest:
 * @self: a page
 *
 * Waits until nothing that it asked or does is on its way.
 */
void tally_test_review_rest (TallyTestReview *self);

/**
 * tally_test_review_draw:
 * @self: a page
 *
 * Waits for some frames.
 */
void tally_test_review_draw (TallyTestReview *self);

/**
 * tally_test_review_shoot:
 * @self: a page
 * @width: of the window, px
 * @height: of the window, px
 * @name: of the picture
 *
 * Takes a picture for people to look at.
 */
void tally_test_review_shoot (TallyTestReview *self, int width, int height, const char *name);

/**
 * tally_test_review_press:
 * @self: a page
 * @key: as "j" or "<Control>c"
 *
 * Does what the key is bound to; fails the test if it is bound to nothing.
 */
void tally_test_review_press (TallyTestReview *self, const char *key);

/**
 * tally_test_review_decide:
 * @self: a page
 * @key: of a verdict
 *
 * Presses it and waits until it is kept.
 */
void tally_test_review_decide (TallyTestReview *self, const char *key);

/**
 * tally_test_review_undo:
 * @self: a page
 *
 * Takes the last verdict back and waits.
 */
void tally_test_review_undo (TallyTestReview *self);

G_END_DECLS
