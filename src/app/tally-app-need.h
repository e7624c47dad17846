/* tally-app-need.h
 *
 * What needs a person, in words: the facts of tally-engine-needs.h as lines of a page, and how many wait on which page.
 * Main thread; needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-line.h"
#include "tally-engine-needs.h"

G_BEGIN_DECLS

/**
 * tally_app_need_line_new:
 * @need: a need
 * @now_usec: when it is told, µs since 1970 UTC
 *
 * Returns: (transfer full): it as a line that leads to where somebody can do something about it
 */
TallyAppLine *tally_app_need_line_new  (const TallyEngineNeed  *need,
                                        gint64                  now_usec);

/**
 * tally_app_need_count:
 * @needs: needs
 * @page: id of a page
 *
 * Returns: how many things need somebody there: findings and workbooks by themselves, others one each
 */
guint         tally_app_need_count     (const TallyEngineNeeds *needs,
                                        const char             *page);

G_END_DECLS
