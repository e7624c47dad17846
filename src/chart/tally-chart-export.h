/* tally-chart-export.h
 *
 * A chart as a file: PNG, PDF, SVG; its values are tally_chart_write_csv(). The same chart gives the same
 * bytes on a machine. Blocking, any thread. Depends on GIO, cairo, pango.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-chart-layout.h"
#include "tally-chart-theme.h"

G_BEGIN_DECLS

/* Pixels of a picture: 4 bytes each are held in memory. */
#define TALLY_CHART_MAX_PIXELS 64000000.0

/**
 * TallyChartExport:
 * @width: px; of a page points
 * @height: px
 * @text_scale: how large texts are; 0 = 1
 * @device_scale: pixels of a px of a PNG, 1 … 4; 0 = 1
 * @is_rtl: whether the language is read from the right
 * @created_utc_usec: what a PDF says about when it was made, µs
 * @id_prefix: (nullable): what ids of an SVG begin with
 * @format: (borrowed): how texts are written
 * @theme: (borrowed): colours
 *
 * How a file is made.
 */
typedef struct {
  double                  width;
  double                  height;
  double                  text_scale;
  double                  device_scale;
  gboolean                is_rtl;
  gint64                  created_utc_usec;
  const char             *id_prefix;
  const TallyChartFormat *format;
  const TallyChartTheme  *theme;
} TallyChartExport;

/**
 * tally_chart_export_png:
 * @chart: a chart
 * @how: how large, how written, which colours
 * @stream: where it goes; stays open
 * @cancellable: (nullable): stops between blocks
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_CHART_ERROR_SIZE - fix the size; %TALLY_CHART_ERROR_FAILED - it can't be written, with the
 * reason; %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %TRUE if all of it was written
 */
gboolean tally_chart_export_png (const TallyChart        *chart,
                                 const TallyChartExport  *how,
                                 GOutputStream           *stream,
                                 GCancellable            *cancellable,
                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_chart_export_pdf:
 * @chart: a chart
 * @how: how large, how written, which colours
 * @stream: where it goes; stays open
 * @cancellable: (nullable): stops between blocks
 * @error: return location, or %NULL
 *
 * One page of the chart's size, with its title and its sentence in the file's properties.
 *
 * Errors: as tally_chart_export_png().
 *
 * Returns: %TRUE if all of it was written
 */
gboolean tally_chart_export_pdf (const TallyChart        *chart,
                                 const TallyChartExport  *how,
                                 GOutputStream           *stream,
                                 GCancellable            *cancellable,
                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_chart_export_svg:
 * @chart: a chart
 * @how: how large, how written, which colours
 * @stream: where it goes; stays open
 * @cancellable: (nullable): stops between blocks
 * @error: return location, or %NULL
 *
 * Measured without fonts: the same bytes on every machine.
 *
 * Errors: as tally_chart_export_png().
 *
 * Returns: %TRUE if all of it was written
 */
gboolean tally_chart_export_svg (const TallyChart        *chart,
                                 const TallyChartExport  *how,
                                 GOutputStream           *stream,
                                 GCancellable            *cancellable,
                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
