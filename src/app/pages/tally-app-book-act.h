/* tally-app-book-act.h
 *
 * What people do to a workbook: put an earlier version back, release a restored one, have a failed one tried again. Each
 * is in the trail with a name. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"
#include "tally-engine-books.h"

G_BEGIN_DECLS

typedef struct _TallyAppBookAct TallyAppBookAct;

/**
 * tally_app_book_act_new:
 * @page: the page that acts; outlives it
 *
 * Returns: (transfer full): one without a desk
 */
TallyAppBookAct *tally_app_book_act_new       (TallyAppPage          *page);

/**
 * tally_app_book_act_free:
 * @self: (nullable): one
 *
 * Frees it. A pass that it started goes on.
 */
void             tally_app_book_act_free      (TallyAppBookAct       *self);

/**
 * tally_app_book_act_take_desk:
 * @self: one
 *
 * Uses the page's desk from now on, if it is another one.
 */
void             tally_app_book_act_take_desk (TallyAppBookAct       *self);

/**
 * tally_app_book_act_restore:
 * @self: one
 * @book: a workbook
 * @version: number of a version of it, which is to hang on its row again
 * @previous: number of the one that hangs there now, 0 = none
 *
 * Starts the pass that puts a version back, and offers to undo it when it is done: that puts @previous back, and releases it.
 */
void             tally_app_book_act_restore   (TallyAppBookAct       *self,
                                               const TallyEngineBook *book,
                                               gint64                 version,
                                               gint64                 previous);

/**
 * tally_app_book_act_release:
 * @self: one
 * @book: a workbook that was restored
 *
 * Lets runs replace it again.
 */
void             tally_app_book_act_release   (TallyAppBookAct       *self,
                                               const TallyEngineBook *book);

/**
 * tally_app_book_act_retry:
 * @self: one
 * @book: a workbook that is set aside
 * @reason: why it is to be tried again
 *
 * Has the next run try it again.
 */
void             tally_app_book_act_retry     (TallyAppBookAct       *self,
                                               const TallyEngineBook *book,
                                               const char            *reason);

G_END_DECLS
