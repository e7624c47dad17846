/* tally-page-today.h
 *
 * The first page: what needs somebody, and what happened since they last looked. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_TODAY (tally_page_today_get_type ())

G_DECLARE_FINAL_TYPE (TallyPageToday, tally_page_today, TALLY, PAGE_TODAY, TallyAppPage)

G_END_DECLS
