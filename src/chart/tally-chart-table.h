/* tally-chart-table.h
 *
 * A chart as rows of text: the alternative for people who don't see it, and its data as a file. Depends on
 * GIO and core. Blocking where it writes; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-chart-format.h"

G_BEGIN_DECLS

/**
 * TallyChartCells:
 * @TALLY_CHART_CELLS_PEOPLE: as a person reads them
 * @TALLY_CHART_CELLS_DATA: ISO 8601 in UTC, plain numbers in the unit's base
 */
typedef enum {
  TALLY_CHART_CELLS_PEOPLE,
  TALLY_CHART_CELLS_DATA,
} TallyChartCells;

/**
 * TallyChartRowFunc:
 * @cells: (array zero-terminated=1): texts of a row; the first row has the titles of columns
 * @is_header: whether it is that one
 * @user_data: from the caller
 *
 * Returns: %FALSE = no more rows
 */
typedef gboolean (*TallyChartRowFunc) (const char *const *cells, gboolean is_header, gpointer user_data);

/**
 * tally_chart_foreach_row:
 * @chart: a chart
 * @format: how texts are written
 * @cells: for whom
 * @func: (scope call): is called for each row
 * @user_data: for @func
 *
 * Series whose values stand at the same place share a row.
 */
void     tally_chart_foreach_row (const TallyChart        *chart,
                                  const TallyChartFormat  *format,
                                  TallyChartCells          cells,
                                  TallyChartRowFunc        func,
                                  gpointer                 user_data);

/**
 * tally_chart_write_csv:
 * @chart: a chart
 * @format: gives titles of columns
 * @stream: where it goes; stays open
 * @cancellable: (nullable): stops between blocks
 * @error: return location, or %NULL
 *
 * Comma-separated values (RFC 4180, UTF-8) of %TALLY_CHART_CELLS_DATA. Foreign text that a spreadsheet
 * would take for a formula has an apostrophe in front.
 *
 * Errors: %TALLY_CHART_ERROR_FAILED - it can't be written, with the reason; %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %TRUE if all of it was written
 */
gboolean tally_chart_write_csv   (const TallyChart        *chart,
                                  const TallyChartFormat  *format,
                                  GOutputStream           *stream,
                                  GCancellable            *cancellable,
                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
