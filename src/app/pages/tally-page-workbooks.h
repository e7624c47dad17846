/* tally-page-workbooks.h
 *
 * Every workbook: what it says, where it stands, its versions and what changed between them. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_WORKBOOKS (tally_page_workbooks_get_type ())

/**
 * TallyPageWorkbooks:
 *
 * Understands the wishes "state=", with an id of a workbook's state or "attention", "request=" and "week=", the last as MMDDYY.
 */
G_DECLARE_FINAL_TYPE (TallyPageWorkbooks, tally_page_workbooks, TALLY, PAGE_WORKBOOKS, TallyAppPage)

G_END_DECLS
