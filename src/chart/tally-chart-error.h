/* tally-chart-error.h
 *
 * The error domain of the area "chart". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_CHART_ERROR:
 *
 * The error domain of the area "chart"; its codes are #TallyChartError.
 */
#define TALLY_CHART_ERROR (tally_chart_error_quark ())

/**
 * TallyChartError:
 * @TALLY_CHART_ERROR_FAILED: anything else: what could not be drawn or written, with the reason
 * @TALLY_CHART_ERROR_SIZE: a picture of no size, or of one beyond %TALLY_CHART_MAX_PX
 */
typedef enum {
  TALLY_CHART_ERROR_FAILED,
  TALLY_CHART_ERROR_SIZE,
} TallyChartError;

/**
 * tally_chart_error_quark:
 *
 * Returns: the quark behind %TALLY_CHART_ERROR; any thread
 */
GQuark tally_chart_error_quark (void);

G_END_DECLS
