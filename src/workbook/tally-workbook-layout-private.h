/* tally-workbook-layout-private.h
 *
 * Draws a group on a sheet of libxlsxwriter: the predecessor's layout, cell by cell. Of the area
 * alone; the caller holds the C numeric locale; one owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <xlsxwriter.h>

#include "tally-workbook-writer.h"

G_BEGIN_DECLS

#define TALLY_WORKBOOK_REPORT_SHEET "Work Report"
#define TALLY_WORKBOOK_PROVENANCE_SHEET "Tallyman"
#define TALLY_WORKBOOK_UNDATED_TITLE "Undated / outside billing week"

/**
 * tally_workbook_layout_draw:
 * @book: a new workbook
 * @style: what is the same for all workbooks
 * @group: what to draw
 * @file_name: shown in the footer
 *
 * Adds the sheet "Work Report".
 *
 * Returns: %LXW_NO_ERROR, or the first error of the library
 */
lxw_error tally_workbook_layout_draw         (lxw_workbook               *book,
                                              const TallyWorkbookStyle   *style,
                                              const TallyGroup           *group,
                                              const char                 *file_name);

/**
 * tally_workbook_layout_add_provenance:
 * @book: a workbook with its report sheet
 * @style: what is the same for all workbooks
 * @order: what is written
 *
 * Adds the hidden sheet "Tallyman", unless @style says off.
 *
 * Returns: %LXW_NO_ERROR, or the first error of the library
 */
lxw_error tally_workbook_layout_add_provenance (lxw_workbook             *book,
                                                const TallyWorkbookStyle *style,
                                                const TallyWorkbookOrder *order);

/**
 * tally_workbook_layout_format_period:
 * @week_ending: last day of the billing week
 *
 * Returns: (transfer full): "07/07/2025 to 07/13/25"
 */
char     *tally_workbook_layout_format_period (TallyDay                   week_ending);

/**
 * tally_workbook_layout_format_day:
 * @day: a day, %TALLY_DAY_NONE = the last block
 *
 * Returns: (transfer full): "Wednesday (07/09/2025)"
 */
char     *tally_workbook_layout_format_day   (TallyDay                    day);

/**
 * tally_workbook_layout_get_day:
 * @group: a group
 * @line: a line of it
 *
 * Returns: the day of the block that shows it, %TALLY_DAY_NONE = the last block
 */
TallyDay  tally_workbook_layout_get_day      (const TallyGroup           *group,
                                              const TallyLine            *line);

G_END_DECLS
