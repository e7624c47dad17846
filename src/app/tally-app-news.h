/* tally-app-news.h
 *
 * What happened since somebody last looked, in words: the sums of tally-engine-news.h as lines of a page. Main thread;
 * needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-line.h"
#include "tally-engine-news.h"

G_BEGIN_DECLS

/**
 * tally_app_news_list_lines:
 * @news: what happened
 *
 * Returns: (transfer full) (element-type TallyAppLine): a line for each sort of it, none for what did not happen
 */
GPtrArray *tally_app_news_list_lines (const TallyEngineNews *news);

G_END_DECLS
