/* tally-workbook-draft-private.h
 *
 * Lets libxlsxwriter make a workbook in memory, under the C numeric locale, and packs it. Of the
 * area alone; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <xlsxwriter.h>

#include "tally-workbook-logo.h"

G_BEGIN_DECLS

/**
 * TallyWorkbookDraft:
 * @draw: fills a new workbook
 * @user_data: for @draw
 * @logo: (nullable): takes the place of its stand-in
 * @created_utc_usec: the document's date
 *
 * What makes a workbook.
 */
typedef struct {
  lxw_error               (*draw) (lxw_workbook *book, gpointer user_data);
  gpointer                  user_data;
  const TallyWorkbookLogo  *logo;
  gint64                    created_utc_usec;
} TallyWorkbookDraft;

/**
 * tally_workbook_draft_make:
 * @self: what makes it
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_IO - no room for it in memory or in the folder for temporary files.
 *
 * Returns: (transfer full): the workbook's bytes, or %NULL
 */
GBytes *tally_workbook_draft_make (const TallyWorkbookDraft  *self,
                                   GError                   **error);

G_END_DECLS
