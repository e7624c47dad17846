/* tally-app-book-diff.h
 *
 * What differs between two versions of a workbook, line by line. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-version-diff.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_BOOK_DIFF (tally_app_book_diff_get_type ())

/**
 * TallyAppBookDiff:
 *
 * A group of rows.
 */
G_DECLARE_FINAL_TYPE (TallyAppBookDiff, tally_app_book_diff, TALLY, APP_BOOK_DIFF, AdwBin)

/**
 * tally_app_book_diff_show:
 * @self: a group
 * @diff: what differs
 *
 * Shows it: the first lines of many, and how many more there are.
 */
void tally_app_book_diff_show      (TallyAppBookDiff       *self,
                                    const TallyVersionDiff *diff);

/**
 * tally_app_book_diff_show_none:
 * @self: a group
 * @title: why there is nothing to show, in a few words
 * @why: the same in a sentence
 *
 * Shows that there is nothing to show.
 */
void tally_app_book_diff_show_none (TallyAppBookDiff       *self,
                                    const char             *title,
                                    const char             *why);

G_END_DECLS
